/** A started program and what is asked of it from outside: its page over the debugging port, its memory. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';

export interface Running {
  /** Milliseconds of the clock (as performance.timeOrigin in the page) at which the process was started. */
  readonly startedAt: number;
  /** Runs an expression in the program's page; a promise is waited for. */
  ask<T>(expression: string): Promise<T>;
  /** Proportional set size of all its processes in megabytes, and of each kind. */
  memory(): { readonly total: number; readonly kinds: Readonly<Record<string, number>> };
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly executable: string;
  readonly app: string;
  readonly env: NodeJS.ProcessEnv;
}

const PATIENCE = 60_000;

/** Starts it and waits until its debugging port answers; nothing is asked before `ask`, so that nothing disturbs. */
export async function startProgram({ executable, app, env }: StartOptions): Promise<Running> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(executable, [...root, '--remote-debugging-port=0', app], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await debuggingPort(child);
  return {
    startedAt,
    ask: (expression) => askPatiently(port, expression),
    memory: () => memoryOf(child.pid ?? 0),
    stop: () => stopped(child),
  };
}

function debuggingPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no debugging port: ${said}`)), PATIENCE);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//u.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`the program ended: ${said}`));
    });
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

async function pageTarget(port: string): Promise<Target> {
  for (const start = performance.now(); performance.now() - start < PATIENCE; await rest(50)) {
    const list = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
    const page = list.find(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank');
    if (page !== undefined) return page;
  }
  throw new Error('no page to ask');
}

/** A page that is only just being loaded forgets what it was asked: then it is asked again. */
async function askPatiently<T>(port: string, expression: string): Promise<T> {
  for (let left = 5; ; left -= 1) {
    try {
      return await askPage<T>(port, expression);
    } catch (error) {
      if (left === 0) throw error;
      await rest(200);
    }
  }
}

async function askPage<T>(port: string, expression: string): Promise<T> {
  const socket = new WebSocket((await pageTarget(port)).webSocketDebuggerUrl);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('the page does not answer')), { once: true });
    });
    const answer = new Promise<{ result?: { result?: { value?: T }; exceptionDetails?: unknown } }>(
      (resolve) => {
        socket.addEventListener('message', (event) => resolve(JSON.parse(String(event.data)) as never), {
          once: true,
        });
      },
    );
    const params = { expression, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const { result } = await answer;
    if (result?.exceptionDetails !== undefined || result?.result === undefined)
      throw new Error(`the page could not answer: ${JSON.stringify(result?.exceptionDetails)}`);
    return result.result.value as T;
  } finally {
    socket.close();
  }
}

function memoryOf(pid: number): { total: number; kinds: Record<string, number> } {
  const kinds: Record<string, number> = {};
  let total = 0;
  for (const id of treeOf(pid)) {
    try {
      const pss =
        Number(/^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
      const kind = /--type=([\w-]+)/u.exec(readFileSync(`/proc/${id}/cmdline`, 'utf8'))?.[1] ?? 'main';
      kinds[kind] = (kinds[kind] ?? 0) + pss;
      total += pss;
    } catch {
      // A process that ended between the listing and the reading uses nothing.
    }
  }
  return { total, kinds };
}

/** A process and all that descend from it. */
export function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      // The name in brackets may hold anything; the parent is the second field after it.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      continue;
    }
  }
  const found = [pid];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}
