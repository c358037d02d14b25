/** A command of the command line in the program's own runtime: for papers, which windows draw. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildIfStale } from '../scripts/fresh.ts';
import { root } from '../scripts/root.ts';
import { isChatter, prepareRuntime, runtimeEnv, sandboxArgs } from './launch.ts';
import { progressOn } from './progress.ts';
import { withDisplay } from './screen.ts';

/**
 * Runs it as electron/main/command.ts does, on a virtual screen where there is no display.
 * @param from the folder from which file names are meant
 * @returns its exit code
 */
export async function runInRuntime(argv: readonly string[], from: string): Promise<number> {
  const runtime = await prepareRuntime(progressOn(process.stderr), true);
  await buildIfStale();
  // Taken away here, after the runtime has ended: while it runs its browser writes into it again.
  const own = mkdtempSync(join(tmpdir(), 'ledger-command-'));
  try {
    return await withDisplay(process.env, (env) => {
      const child = spawn(runtime.executable, [...sandboxArgs(), root], {
        env: {
          ...runtimeEnv(runtime, env),
          LEDGER_COMMAND: JSON.stringify(argv),
          LEDGER_COMMAND_CWD: resolve(from),
          LEDGER_COMMAND_HOME: own,
        },
        stdio: ['ignore', 'inherit', 'pipe'],
      });
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (!isChatter(line)) process.stderr.write(`${line}\n`);
      });
      return new Promise<number>((settle, reject) => {
        child.once('error', reject);
        child.once('close', (ended) => settle(ended ?? 1));
      });
    });
  } finally {
    await removed(own);
  }
}

/** What a browser's last helper still holds is left to the system's own clearing of temporary files. */
async function removed(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}
