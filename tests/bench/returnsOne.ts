import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Measurements } from './returnsRun.ts';

/** Works one measurement in a process of its own and answers what it found. */
export function measured<K extends keyof Measurements>(
  kind: K,
  given: Parameters<Measurements[K]>[0],
): ReturnType<Measurements[K]> {
  const child = fork(join(import.meta.dirname, 'returnsRun.ts'), [kind, JSON.stringify(given)], {
    execArgv: ['--no-warnings'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', resolve);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${kind} ended with ${code}`)));
  }) as ReturnType<Measurements[K]>;
}
