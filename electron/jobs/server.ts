/** The parent's side of one child process: tasks one after another, each within its limits and ended exactly once. */
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FromChild, JobHost, JobLimits } from './messages.ts';

export interface TaskOptions {
  /** Aborted: the task is cancelled. With the reason `now` the child is ended at once, without its grace. */
  readonly signal?: AbortSignal | undefined;
  /** How long a cancelled child may take to stop by itself, in milliseconds; 0 ends it at once. */
  readonly graceMs: number;
  readonly progress?: ((step: string, done: number, total: number) => void) | undefined;
  /** Instead of the child's own limit. */
  readonly milliseconds?: number | undefined;
}

export interface Server {
  /**
   * Never throws; answers the task's value or why there is none: `cancelled`, `timeout`, `out_of_memory`,
   * `job_failed`, `internal`, or what the child refused. After the first three, and a death, the child is gone.
   */
  run(kind: string, payload: unknown, options: TaskOptions): Promise<Result<unknown>>;
  /** Tasks begun so far. */
  readonly served: number;
  readonly alive: boolean;
  end(): void;
}

/** Aborting with this reason leaves no grace. */
export const NOW = 'now';

const WATCH_MS = 200;

export function launchServer(
  host: JobHost,
  limits: JobLimits,
  logError: (where: string, error: unknown) => string,
): Server {
  const child = host.launch(limits);
  let alive = true;
  let served = 0;
  let hear: ((message: FromChild) => void) | null = null;
  let died: ((exit: { code: number | null; outOfMemory: boolean }) => void) | null = null;

  function end(): void {
    if (!alive) return;
    alive = false;
    child.kill();
  }

  child.onMessage((message) => hear?.(message));
  child.onExit((exit) => {
    alive = false;
    died?.(exit);
  });

  function run(kind: string, payload: unknown, options: TaskOptions): Promise<Result<unknown>> {
    const { signal, graceMs, progress, milliseconds = limits.milliseconds } = options;
    served++;
    return new Promise((resolve) => {
      let grace: ReturnType<typeof setTimeout> | null = null;
      const late = setTimeout(
        () => stop(fail('timeout', { seconds: Math.round(milliseconds / 1000) })),
        milliseconds,
      );
      const watch = setInterval(() => {
        const bytes = child.residentBytes();
        if (bytes !== null && bytes > limits.residentMb * 1024 * 1024)
          stop(fail('out_of_memory', { megabytes: limits.residentMb }));
      }, WATCH_MS);

      function settle(result: Result<unknown>): void {
        clearTimeout(late);
        clearInterval(watch);
        if (grace !== null) clearTimeout(grace);
        signal?.removeEventListener('abort', cancel);
        hear = null;
        died = null;
        resolve(result);
      }
      function stop(result: Result<unknown>): void {
        end();
        settle(result);
      }
      function cancel(): void {
        if (signal?.reason === NOW || graceMs === 0) {
          stop(fail('cancelled'));
          return;
        }
        child.send({ type: 'cancel' });
        grace = setTimeout(() => stop(fail('cancelled')), graceMs);
      }

      hear = (message) => {
        if (message.type === 'progress') progress?.(message.step, message.done, message.total);
        else settle(answerOf(message, kind));
      };
      died = ({ code, outOfMemory }) => {
        if (signal?.aborted === true) settle(fail('cancelled'));
        else if (outOfMemory) settle(fail('out_of_memory', { megabytes: limits.heapMb }));
        else settle(fail('job_failed', { exitCode: code }));
      };
      if (signal?.aborted === true) {
        settle(fail('cancelled'));
        return;
      }
      signal?.addEventListener('abort', cancel);
      child.send({ type: 'start', kind, payload });
    });
  }

  function answerOf(message: Exclude<FromChild, { type: 'progress' }>, kind: string): Result<unknown> {
    if (message.type === 'done') return { ok: true, value: message.value };
    if (message.type === 'failed') return { ok: false, error: message.error };
    if (message.type === 'cancelled') return fail('cancelled');
    return fail('internal', { logId: logError(`job ${kind}`, message.stack) });
  }

  return {
    run,
    get served() {
      return served;
    },
    get alive() {
      return alive;
    },
    end,
  };
}
