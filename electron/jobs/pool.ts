/**
 * A few children that serve many small tasks, such as one file each: started when first needed, renewed after so many
 * tasks, ended when idle. A file that a child dies of is one failed task; the others go on.
 */
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { JobHost, JobLimits } from './messages.ts';
import { launchServer } from './server.ts';
import type { Server } from './server.ts';

export interface PoolOptions {
  readonly host: JobHost;
  readonly logError: (where: string, error: unknown) => string;
  /** For each task; tests make them smaller. */
  readonly limits?: Partial<JobLimits> | undefined;
  readonly idleMs?: number | undefined;
}

export interface PoolTask {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((step: string, done: number, total: number) => void) | undefined;
  /** Instead of the pool's limit. */
  readonly milliseconds?: number | undefined;
}

export interface Pool {
  /** Waits for a free child. Cancelling ends the child at once. Answers as `Server.run` does. */
  run(kind: string, payload: unknown, task?: PoolTask): Promise<Result<unknown>>;
  /** Ends the children that do nothing: they may hold a ledger's file open. */
  rest(): void;
  closeAll(): void;
}

/** Both cores of an office PC; more would only take memory from one another. */
export const POOL_SIZE = 2;
/**
 * Then a child is renewed, so that whatever it holds on to is given back: some fifty files, each hashed and judged. Code
 * that is warm works several times faster than that of a new child.
 */
const TASKS_EACH = 100;
const LIMITS: JobLimits = { milliseconds: 20_000, heapMb: 512, residentMb: 800 };
const IDLE_MS = 20_000;

export function createPool(options: PoolOptions): Pool {
  const limits: JobLimits = { ...LIMITS, ...options.limits };
  /** The one used last stands last and is taken first: it may still hold what it read. */
  const idle: Server[] = [];
  const busy = new Set<Server>();
  const waiting: (() => void)[] = [];
  let resting: ReturnType<typeof setTimeout> | null = null;
  let closed = false;

  function rest(): void {
    for (const server of idle.splice(0)) server.end();
  }

  function take(): Server | null {
    for (let server = idle.pop(); server !== undefined; server = idle.pop()) if (server.alive) return server;
    return busy.size < POOL_SIZE ? launchServer(options.host, limits, options.logError) : null;
  }

  function giveBack(server: Server): void {
    busy.delete(server);
    if (server.alive && (closed || server.served >= TASKS_EACH)) server.end();
    else if (server.alive) idle.push(server);
    waiting.shift()?.();
    if (resting !== null) clearTimeout(resting);
    resting = setTimeout(rest, options.idleMs ?? IDLE_MS);
    // A program that has nothing else to do ends all the same.
    resting.unref();
  }

  async function turn(signal: AbortSignal | undefined): Promise<Server | null> {
    for (;;) {
      if (closed || signal?.aborted === true) return null;
      const server = take();
      if (server !== null) {
        busy.add(server);
        return server;
      }
      await new Promise<void>((resolve) => {
        const go = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(go), 1);
          resolve();
        };
        waiting.push(go);
        signal?.addEventListener('abort', leave, { once: true });
      });
    }
  }

  return {
    async run(kind, payload, task = {}) {
      const server = await turn(task.signal);
      if (server === null) return fail('cancelled');
      try {
        return await server.run(kind, payload, { ...task, graceMs: 0 });
      } finally {
        giveBack(server);
      }
    },
    rest,
    closeAll() {
      closed = true;
      rest();
      for (const server of busy) server.end();
      for (const go of waiting.splice(0)) go();
    },
  };
}
