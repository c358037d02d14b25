/**
 * Long work, each piece in a child process of its own. The parent holds the limits, ends what will not end, and tells
 * every job's end exactly once. A job belongs to the program, not to a page: it survives a window's reload.
 */
import { randomBytes } from 'node:crypto';
import type { Reply } from '../../shared/contract/index.ts';
import { fail, Refusal } from '../../shared/result.ts';
import type { Failure, Result } from '../../shared/result.ts';
import type { Child, FromChild, JobHost, JobLimits } from './messages.ts';

export type JobState = Reply<'job.state'>;

export interface JobsOptions {
  readonly host: JobHost;
  /** Told at the start, at most ten times a second in between, and once at the end. */
  readonly onState: (state: JobState) => void;
  readonly logError: (where: string, error: unknown) => string;
  readonly limits?: Partial<JobLimits>;
  /** How long a cancelled child may take to stop by itself, in milliseconds. */
  readonly graceMs?: number;
}

export interface Jobs {
  /**
   * Starts a child. `keep` gets its value before anybody hears that it is done.
   * The promise is fulfilled once, with the value or why there is none (`cancelled`, `timeout`, `out_of_memory`,
   * `job_failed`, or what the child refused).
   */
  start(
    kind: string,
    payload: unknown,
    keep?: (value: unknown) => void,
  ): { readonly id: string; readonly finished: Promise<Result<unknown>> };
  list(): readonly JobState[];
  /** @throws Refusal `job_unknown` */
  state(id: string): JobState;
  /** Asks the child to stop between two chunks, and ends it when it does not. A job that has ended stays ended. */
  cancel(id: string): void;
  /** Ends all children at once, when the program ends. */
  closeAll(): void;
}

const DEFAULT_LIMITS: JobLimits = { milliseconds: 10 * 60_000, heapMb: 1024, residentMb: 2048 };
const PROGRESS_MS = 100;
const WATCH_MS = 200;
/** Ended jobs that can still be asked about. */
const KEPT_JOBS = 50;

interface Running {
  readonly child: Child;
  cancel(): void;
  end(): void;
}

export function createJobs(options: JobsOptions): Jobs {
  const limits: JobLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const states = new Map<string, JobState>();
  const running = new Map<string, Running>();

  function put(state: JobState): void {
    states.set(state.id, state);
    for (const id of states.keys()) {
      if (states.size <= KEPT_JOBS) break;
      if (!running.has(id)) states.delete(id);
    }
    options.onState(state);
  }

  function start(kind: string, payload: unknown, keep?: (value: unknown) => void) {
    const id = randomBytes(8).toString('hex');
    const finished = new Promise<Result<unknown>>((resolve) => {
      const child = options.host.launch(limits);
      let state: JobState = { id, kind, step: '', done: 0, total: 0, status: 'running', error: null };
      let ended = false;
      let lastTold = 0;
      let pending: ReturnType<typeof setTimeout> | null = null;
      let grace: ReturnType<typeof setTimeout> | null = null;
      let cancelled = false;

      const clock = setTimeout(() => {
        settle('failed', fail('timeout', { seconds: Math.round(limits.milliseconds / 1000) }));
      }, limits.milliseconds);
      const watch = setInterval(() => {
        const bytes = child.residentBytes();
        if (bytes !== null && bytes > limits.residentMb * 1024 * 1024) {
          settle('failed', fail('out_of_memory', { megabytes: limits.residentMb }));
        }
      }, WATCH_MS);

      function settle(status: 'done' | 'failed' | 'cancelled', result: Result<unknown>): void {
        if (ended) return;
        ended = true;
        for (const timer of [clock, pending, grace]) if (timer !== null) clearTimeout(timer);
        clearInterval(watch);
        running.delete(id);
        child.kill();
        let outcome = result;
        let final = status;
        if (outcome.ok && keep !== undefined) {
          try {
            keep(outcome.value);
          } catch (error) {
            final = 'failed';
            outcome = fail('internal', { logId: options.logError(`job ${kind}`, error) });
          }
        }
        state = {
          ...state,
          // A body that ends well has done all, whether it said so or not.
          done: final === 'done' ? state.total : state.done,
          status: final,
          error: outcome.ok || final === 'cancelled' ? null : errorOf(outcome.error),
        };
        put(state);
        resolve(outcome);
      }

      function tell(): void {
        pending = null;
        lastTold = Date.now();
        put(state);
      }

      function onMessage(message: FromChild): void {
        if (ended) return;
        if (message.type === 'progress') {
          state = { ...state, step: message.step, done: message.done, total: message.total };
          states.set(id, state);
          pending ??= setTimeout(tell, Math.max(0, lastTold + PROGRESS_MS - Date.now()));
        } else if (cancelled || message.type === 'cancelled') {
          // Cancelled is cancelled, even when the work was done in the same moment.
          settle('cancelled', fail('cancelled'));
        } else if (message.type === 'done') {
          settle('done', { ok: true, value: message.value });
        } else if (message.type === 'failed') {
          settle('failed', { ok: false, error: message.error });
        } else {
          settle('failed', fail('internal', { logId: options.logError(`job ${kind}`, message.stack) }));
        }
      }

      running.set(id, {
        child,
        cancel() {
          if (cancelled || ended) return;
          cancelled = true;
          child.send({ type: 'cancel' });
          grace = setTimeout(() => settle('cancelled', fail('cancelled')), options.graceMs ?? 2000);
        },
        end: () => settle('cancelled', fail('cancelled')),
      });
      put(state);
      child.onMessage(onMessage);
      child.onExit(({ code, outOfMemory }) => {
        if (cancelled) settle('cancelled', fail('cancelled'));
        else if (outOfMemory) settle('failed', fail('out_of_memory', { megabytes: limits.heapMb }));
        else settle('failed', fail('job_failed', { exitCode: code }));
      });
      child.send({ type: 'start', kind, payload });
    });
    return { id, finished };
  }

  return {
    start,
    list: () => [...states.values()],
    state(id) {
      const state = states.get(id);
      if (state === undefined) throw new Refusal('job_unknown');
      return state;
    },
    cancel: (id) => running.get(id)?.cancel(),
    closeAll() {
      for (const job of [...running.values()]) job.end();
    },
  };
}

function errorOf(failure: Failure): NonNullable<JobState['error']> {
  return failure.detail === undefined
    ? { code: failure.code }
    : { code: failure.code, detail: { ...failure.detail } };
}
