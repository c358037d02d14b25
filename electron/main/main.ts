/**
 * The boot story, one step a line. Output is CommonJS: an ECMAScript main module that awaits `whenReady` never ends.
 * The window is opened first; what stands behind its door is loaded while the page comes up.
 */
import { app, Menu } from 'electron';
import { createWindowRegistry, serveDoor } from '../ipc.ts';
import { declareProtocol, serveProtocol } from '../protocol.ts';
import { openHome } from './home.ts';
import { becomeOnlyInstance, showFirstWindowOnSecondStart } from './instance.ts';
import { openOnlyWindow } from './only-window.ts';
import { refuseOldSystem } from './old-system.ts';
import { hardenContents, hardenSession } from './security.ts';
import { refuseToStart, reportUncaught } from './uncaught.ts';

const home = openHome();
reportUncaught(home.log, home.demoFolder !== null);

if (refuseOldSystem(home.log)) {
  app.exit(1);
} else if (becomeOnlyInstance()) {
  declareProtocol();
  hardenContents(home.log);
  // Else Electron makes a menu of its own first, only to be replaced.
  Menu.setApplicationMenu(null);
  start().catch((error: unknown) => refuseToStart(home.log, error));
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  await app.whenReady();
  hardenSession(home.log);
  serveProtocol(home.pages, home.log);
  const windows = createWindowRegistry();
  const window = openOnlyWindow(home, windows);
  const loading = import('./program.ts').then(({ buildProgram }) => buildProgram(home, window, windows));
  serveDoor(
    loading.then((program) => program.door),
    windows,
    home.log,
  );
  showFirstWindowOnSecondStart(window.own);
  const program = await loading;
  program.setMenu();
  program.runDemoWhenAsked();
}
