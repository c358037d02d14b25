/** The boot story, one step a line. Output is CommonJS: an ECMAScript main module that awaits `whenReady` never ends. */
import { app } from 'electron';
import { declareProtocol, serveProtocol } from '../protocol.ts';
import { becomeOnlyInstance, showFirstWindowOnSecondStart } from './instance.ts';
import { refuseOldSystem } from './old-system.ts';
import { openHome } from './home.ts';
import { refuseToStart, reportUncaught } from './uncaught.ts';
import { hardenContents, hardenSession } from './security.ts';
import { buildProgram } from './program.ts';
import { runDemoWhenAsked } from './demo.ts';

const home = openHome();
reportUncaught(home.log);

if (refuseOldSystem(home.log)) {
  app.exit(1);
} else if (becomeOnlyInstance()) {
  declareProtocol();
  hardenContents(home.log);
  start().catch((error: unknown) => refuseToStart(home.log, error));
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  await app.whenReady();
  hardenSession(home.log);
  serveProtocol(home.pages, home.log);
  const program = buildProgram(home);
  program.openDoor();
  program.openWindow();
  program.openLedger();
  program.setMenu();
  showFirstWindowOnSecondStart(program.window);
  runDemoWhenAsked(program);
}
