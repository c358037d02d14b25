import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRuntime, runProgram } from '../runtime/launch.ts';
import type { Progress } from '../runtime/progress.ts';
import { startScreen } from '../runtime/screen.ts';
import { buildIfStale } from './fresh.ts';
import { inRoot } from './root.ts';

/**
 * Real Electron on a virtual screen runs a month on the sample ledger, returns, closing and all, and leaves report forms,
 * the receipt, the wall sheet, the dashboard, an archive of evidence, the summary (.xlsx, .pdf), the
 * month's papers, a superior's blank filled, screenshots and a log in out/. The program does it when LEDGER_DEMO names a folder; this is only the wrapper.
 * @returns the program's exit code
 */
export async function runDemo(progress: Progress): Promise<number> {
  const runtime = await prepareRuntime(progress, true);
  await buildIfStale();
  const out = inRoot('out');
  mkdirSync(out, { recursive: true });
  const log = createWriteStream(join(out, 'demo.log'));
  // The clerk's own settings and ledgers stay out of it.
  const userData = mkdtempSync(join(tmpdir(), 'ledger-demo-'));
  const screen = process.platform === 'linux' ? await startScreen() : null;
  try {
    const env: NodeJS.ProcessEnv = { ...process.env, LEDGER_DEMO: out };
    if (screen !== null) {
      env['DISPLAY'] = screen.display;
      delete env['WAYLAND_DISPLAY'];
    }
    return await runProgram(runtime, [`--user-data-dir=${userData}`], env, {
      onLine: (line) => void process.stdout.write(`${line}\n`),
      onRawLine: (line) => void log.write(`${line}\n`),
    });
  } finally {
    await screen?.stop();
    log.end();
    await once(log, 'close');
    rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
