/**
 * The boot story, one step a line. Output is CommonJS: an ECMAScript main module that awaits `whenReady` never ends.
 * The window is opened first; what stands behind its door is loaded while the page comes up.
 */
import { app, Menu } from 'electron';
import { createWindowRegistry, serveDoor } from '../ipc.ts';
import { declareProtocol, serveProtocol } from '../protocol.ts';
import type { Served } from '../protocol.ts';
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
  const served = serveProtocol({ pages: home.pages, home: home.folder }, home.log);
  const windows = createWindowRegistry();
  const window = openOnlyWindow(home, windows);
  const loading = whilePageStarts(served, async () => {
    const { buildProgram } = await import('./program.ts');
    return () => buildProgram(home, window, windows);
  });
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

/** Longest wait for a page that does not come, in milliseconds. */
const PATIENCE = 1000;

/**
 * Loads in the pauses that the page leaves: the code while the page's process comes up, the ledger while the page's
 * script begins to run. Done at once, both would keep the page waiting for its files.
 */
async function whilePageStarts<T>(served: Served, load: () => Promise<() => T>): Promise<T> {
  const soon = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE);
  });
  await Promise.race([served.page, soon]);
  const build = await load();
  await Promise.race([served.scripts, soon]);
  return build();
}
