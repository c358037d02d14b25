/** Child processes of the fault tests, and disks that are small or can't be written. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./child.ts', import.meta.url));
const running = new Set<ChildProcess>();

export interface Child {
  readonly pid: number;
  /** The next line the child prints. */
  next(): Promise<Record<string, unknown>>;
  /** kill -9, and waits until the system has let go of all it held. */
  kill(): Promise<void>;
  /** Waits until the child has ended by itself. */
  ended(): Promise<void>;
}

export function start(scenario: string, file: string): Child {
  const child = spawn(process.execPath, [script, scenario, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${scenario} ended without a word`);
      return JSON.parse(line.value) as Record<string, unknown>;
    },
    async kill() {
      child.kill('SIGKILL');
      await endOf(child);
    },
    ended: () => endOf(child),
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  running.delete(child);
}

/** Kills what a failed test left behind. */
export async function endAll(): Promise<void> {
  for (const child of [...running]) {
    child.kill('SIGKILL');
    await endOf(child);
  }
}

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Runs scenarios one after the other in one shell, after some preparation there; all their lines. */
export function runAfter(
  wrapper: readonly string[],
  prepare: string,
  acts: readonly (readonly [scenario: string, file: string] | string)[],
): Record<string, unknown>[] {
  const commands = acts.map((act) =>
    typeof act === 'string' ? act : [process.execPath, script, ...act].map(quoted).join(' '),
  );
  const shell = [prepare, ...commands].filter((line) => line !== '').join(' && ');
  const [command, ...before] = [...wrapper, 'sh', '-c', shell];
  const { stdout, stderr, status } = spawnSync(command, before, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${shell}\n${stdout}\n${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** How mounts can be made that end with the process that made them: as root, or as root of a name space of one's own. */
export function mountingShell(folder: string): readonly string[] | null {
  for (const wrapper of [
    ['unshare', '-m'],
    ['unshare', '-rm'],
  ]) {
    const [command = '', ...rest] = wrapper;
    const probe = spawnSync(command, [
      ...rest,
      'sh',
      '-c',
      `mount -t tmpfs -o size=1m tmpfs ${quoted(folder)}`,
    ]);
    if (probe.status === 0) return wrapper;
  }
  return null;
}

/** How a program is run for which the rights of files hold: root without the privilege to pass over them. */
export const boundByRights: readonly string[] =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

export const mountSmall = (folder: string, size: string) =>
  `mount -t tmpfs -o size=${size} tmpfs ${quoted(folder)}`;

export const mountReadOnly = (path: string) =>
  `mount --bind ${quoted(path)} ${quoted(path)} && mount -o remount,bind,ro ${quoted(path)}`;
