/**
 * The boot story, one step a line. Output is CommonJS: an ECMAScript main module that awaits `whenReady` never ends.
 * The window is opened first; what stands behind its door is loaded while the page comes up.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { createWindowRegistry, serveDoor } from '../ipc.ts';
import { streamLog } from '../log.ts';
import { declareProtocol, serveProtocol } from '../protocol.ts';
import type { Served } from '../protocol.ts';
import { commandAsked } from './commandAsked.ts';
import { openHome } from './home.ts';
import type { Home } from './home.ts';
import { becomeOnlyInstance, showFirstWindowOnSecondStart } from './instance.ts';
import { openOnlyWindow } from './only-window.ts';
import { refuseOldSystem } from './old-system.ts';
import { hardenContents, hardenSession } from './security.ts';
import { refuseToStart, reportUncaught } from './uncaught.ts';

const command = commandAsked();
if (command === null) startProgram();
else startCommand(command);

function startProgram(): void {
  const home = openHome();
  reportUncaught(home.log, home.demoFolder !== null);
  if (refuseOldSystem(home.log)) {
    app.exit(1);
  } else if (becomeOnlyInstance()) {
    declareProtocol();
    hardenContents(home.log);
    // Else Electron makes a menu of its own first, only to be replaced.
    Menu.setApplicationMenu(null);
    start(home).catch((error: unknown) => refuseToStart(home.log, error));
  } else {
    app.exit(0);
  }
}

/** Beside the clerk's own program, if that runs: with a browser's folder of its own and no settings of his. */
function startCommand(argv: readonly string[]): void {
  const own = process.env['LEDGER_COMMAND_HOME'] ?? mkdtempSync(join(tmpdir(), 'ledger-command-'));
  app.setPath('userData', own);
  const log = streamLog((text) => void process.stderr.write(text));
  declareProtocol();
  hardenContents(log);
  Menu.setApplicationMenu(null);
  void import('./command.ts')
    .then(({ runCommand }) => runCommand(argv, own, log))
    .catch((error: unknown) => {
      log.error('command', error);
      app.exit(1);
    });
}

async function start(home: Home): Promise<void> {
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
