/**
 * The command line within the program's own runtime: for papers, which windows draw. No window is seen, nothing of the
 * clerk's own settings is read or written; the ledger is opened as any command opens it, so that a second writer is
 * refused (`ledger_in_use`).
 */
import { join } from 'node:path';
import { app } from 'electron';
import { run } from '../cli/run.ts';
import type { Door } from '../door/door.ts';
import { createWindowRegistry, serveDoor } from '../ipc.ts';
import type { Log } from '../log.ts';
import { serveProtocol } from '../protocol.ts';
import { createPress } from './press.ts';
import { hardenSession } from './security.ts';
import { utilityHost } from './utility.ts';

/** Runs it and ends the program with its exit code. @param own folder of this run's browser; who started it takes it away */
export async function runCommand(argv: readonly string[], own: string, log: Log): Promise<void> {
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  hardenSession(log);
  const built = import.meta.dirname;
  serveProtocol({ pages: join(built, '..', 'renderer'), home: own }, log);
  const windows = createWindowRegistry();
  const press = createPress({ windows, preload: join(built, 'preload.cjs'), log });
  const code = await run(argv, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    cwd: process.env['LEDGER_COMMAND_CWD'] ?? process.cwd(),
    worker: join(built, 'worker.cjs'),
    version: app.getVersion(),
    windows: {
      host: utilityHost(join(built, 'worker.cjs')),
      nativeBinding: process.env['LEDGER_SQLITE_BINDING'],
      papers: { paperPages: press.pages, paperPictures: press.pictures },
      serve: (door: Door) => serveDoor(Promise.resolve(door), windows, log),
    },
  });
  press.close();
  // Whole, also where they are piped.
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  app.exit(code);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
