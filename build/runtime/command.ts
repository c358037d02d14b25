/** A command of the command line in the program's own runtime: for papers, which windows draw. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
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
  return withDisplay(process.env, (env) => {
    const child = spawn(runtime.executable, [...sandboxArgs(), root], {
      env: {
        ...runtimeEnv(runtime, env),
        LEDGER_COMMAND: JSON.stringify(argv),
        LEDGER_COMMAND_CWD: resolve(from),
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!isChatter(line)) process.stderr.write(`${line}\n`);
    });
    return new Promise<number>((settle, reject) => {
      child.once('error', reject);
      child.once('close', (code) => settle(code ?? 1));
    });
  });
}
