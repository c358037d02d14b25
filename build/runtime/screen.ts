import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** A virtual screen of our own. */
export interface Screen {
  /** Value for DISPLAY. */
  readonly display: string;
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** Whether a window can be shown: always so outside Linux. */
export function hasDisplay(env: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/**
 * Starts Xvfb as a child and waits until it answers. It is ended by stop(), by the end of this process, and, where
 * setpriv is there, even when this process is killed; xvfb-run leaves it behind.
 * @throws Error when it can't be started
 */
export async function startScreen(size = '1600x1000x24'): Promise<Screen> {
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const tied = spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  const [command = '', ...args] = tied ? ['setpriv', '--pdeathsig', 'TERM', ...server] : server;
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const end = (): void => void child.kill();
  process.on('exit', end);
  const number = await displayNumber(child);
  return {
    display: `:${number}`,
    stop: () =>
      new Promise((resolve) => {
        process.off('exit', end);
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once('exit', () => resolve()).kill();
      }),
  };
}

function displayNumber(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let number = '';
    let said = '';
    const give = (why: string): void => {
      clearTimeout(timer);
      child.kill();
      reject(new Error(`Xvfb did not start: ${why}`));
    };
    const timer = setTimeout(() => give(`no answer within ${START_MS / 1000} s`), START_MS);
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      number += chunk.toString();
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      resolve(number.trim());
    });
    child.once('error', (error) => give(error.message));
    child.once('exit', () => give(said.trim()));
  });
}

/** Runs work with a display: the one that is there, or a virtual one for its length. */
export async function withDisplay<T>(
  env: NodeJS.ProcessEnv,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  if (hasDisplay(env)) return work(env);
  const screen = await startScreen();
  try {
    return await work({ ...env, DISPLAY: screen.display });
  } finally {
    await screen.stop();
  }
}
