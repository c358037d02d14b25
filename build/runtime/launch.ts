import { spawn } from 'node:child_process';
import { root } from '../scripts/root.ts';
import { needsCompiledAddon } from './addon.ts';
import type { Progress } from './progress.ts';
import { presentRuntime, projectOptions, resolveRuntime } from './resolve.ts';
import type { Runtime } from './resolve.ts';
import { hasDisplay } from './screen.ts';
import { ensureSystem } from './system.ts';

/**
 * Everything that is needed to start the program on this machine: packages, runtime, add-on.
 * @param screen a virtual screen will be started if there is no display
 * @param office an office program will be used too
 * @throws Error that says what to do
 */
export async function prepareRuntime(progress: Progress, screen: boolean, office = false): Promise<Runtime> {
  const options = projectOptions();
  const present = presentRuntime(options);
  const screenNeeded = screen && !hasDisplay(process.env);
  const mayCompile =
    present === null && options.carried !== null && needsCompiledAddon(options.carried.version);
  await ensureSystem(
    { executable: present?.executable ?? null, screen: screenNeeded, compiler: mayCompile, office },
    progress,
  );
  const runtime = await resolveRuntime(options, progress);
  if (present === null) {
    await ensureSystem({ executable: runtime.executable, screen: screenNeeded, compiler: false }, progress);
  }
  return runtime;
}

/** Environment of a started program: the add-on handed in, and nothing that would turn Electron into plain Node. */
export function runtimeEnv(runtime: Runtime, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = { ...env };
  delete result['ELECTRON_RUN_AS_NODE'];
  delete result['NODE_OPTIONS'];
  delete result['LEDGER_SQLITE_BINDING'];
  if (runtime.sqliteBinding !== null) result['LEDGER_SQLITE_BINDING'] = runtime.sqliteBinding;
  return result;
}

/** Chromium refuses to start as root with its sandbox; only these scripts ever switch it off, and only then. */
export function sandboxArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Lines Chromium writes for its own developers (no bus, no GPU): of no use to who starts the program. */
const CHROMIUM_LINE = /^\[\d+:\d{4}\/\d{6}\.\d+:(?:ERROR|WARNING|INFO|VERBOSE\d*):/;

/** Whether a line of a stream is one that Chromium writes for its own developers. */
export const isChatter = (line: string): boolean => CHROMIUM_LINE.test(line);

export interface Started {
  /** Receives each line of both streams that is not Chromium's own chatter. */
  readonly onLine: (line: string) => void;
  /** Receives every line. */
  readonly onRawLine?: (line: string) => void;
}

/**
 * Starts the built program and waits for its end.
 * @returns its exit code, 128 + number when it was ended by a signal
 */
export function runProgram(
  runtime: Runtime,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  streams: Started,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(runtime.executable, [...sandboxArgs(), root, ...args], {
      env: runtimeEnv(runtime, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hand = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', hand).on('SIGTERM', hand).on('SIGHUP', hand);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      const line = (text: string): void => {
        streams.onRawLine?.(text);
        if (!isChatter(text)) streams.onLine(text);
      };
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(line);
      });
      stream.on('end', () => {
        if (rest !== '') line(rest);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', hand).off('SIGTERM', hand).off('SIGHUP', hand);
      resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15));
    });
  });
}
