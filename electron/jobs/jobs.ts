/**
 * Long work. A job is worked in the main process and leaves whatever is heavy to child processes: one of its own
 * (`start`, `alone`), or the pool's, file by file. Every job's end is told exactly once. A job belongs to the program,
 * not to a page: it survives a window's reload.
 */
import { randomBytes } from 'node:crypto';
import type { Reply } from '../../shared/contract/index.ts';
import { fail, Refusal, valueOf } from '../../shared/result.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { failureOf } from '../door/failures.ts';
import type { JobHost, JobLimits } from './messages.ts';
import { createPool } from './pool.ts';
import type { Pool } from './pool.ts';
import { launchServer, NOW } from './server.ts';
import type { Server } from './server.ts';

export type JobState = Reply<'job.state'>;

export interface JobsOptions {
  readonly host: JobHost;
  /** Told at the start, at most ten times a second in between, and once at the end. */
  readonly onState: (state: JobState) => void;
  readonly logError: (where: string, error: unknown) => string;
  /** Of a child that works one job alone. */
  readonly limits?: Partial<JobLimits>;
  /** Of the pool's children, for each task. */
  readonly poolLimits?: Partial<JobLimits>;
  /** How long a cancelled child may take to stop by itself, in milliseconds. */
  readonly graceMs?: number;
}

/** What a job's work in the main process speaks with. */
export interface Voice {
  readonly id: string;
  /** Told at most ten times a second; call it as often as is handy. */
  progress(step: string, done: number, total: number): void;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** @throws Refusal `cancelled` */
  check(): void;
  /** What was done stands: a cancelling that came too late, or comes now, changes nothing. */
  stands(): void;
  /** Works one task in a child of its own, `milliseconds` at most instead of ten minutes. @throws Refusal */
  alone(kind: string, payload: unknown, milliseconds?: number): Promise<unknown>;
}

export interface Started<T> {
  readonly id: string;
  /** Fulfilled once, with the value or why there is none. */
  readonly finished: Promise<Result<T>>;
}

export interface Jobs {
  /**
   * Starts a job that is one task in a child of its own. `keep` gets its value before anybody hears that it is done.
   * Why there is none: `cancelled`, `timeout`, `out_of_memory`, `job_failed`, or what the child refused.
   */
  start(kind: string, payload: unknown, keep?: (value: unknown) => void): Started<unknown>;
  /** Starts a job that is worked here. What it throws as a Refusal is its failure. */
  run<T>(kind: string, work: (voice: Voice) => Promise<T>, keep?: (value: T) => void): Started<T>;
  readonly pool: Pool;
  list(): readonly JobState[];
  /** @throws Refusal `job_unknown` */
  state(id: string): JobState;
  /** Asks a job to stop between two chunks; a child that does not is ended. A job that has ended stays ended. */
  cancel(id: string): void;
  /** Ends all jobs and children at once, when the program ends. */
  closeAll(): void;
}

const DEFAULT_LIMITS: JobLimits = { milliseconds: 10 * 60_000, heapMb: 1024, residentMb: 2048 };
const PROGRESS_MS = 100;
/** Ended jobs that can still be asked about. */
const KEPT_JOBS = 50;

interface Running {
  cancel(): void;
  end(): void;
}

export function createJobs(options: JobsOptions): Jobs {
  const limits: JobLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const states = new Map<string, JobState>();
  const running = new Map<string, Running>();
  const servers = new Set<Server>();
  const pool = createPool({ host: options.host, logError: options.logError, limits: options.poolLimits });

  function put(state: JobState): void {
    states.set(state.id, state);
    for (const id of states.keys()) {
      if (states.size <= KEPT_JOBS) break;
      if (!running.has(id)) states.delete(id);
    }
    options.onState(state);
  }

  function run<T>(kind: string, work: (voice: Voice) => Promise<T>, keep?: (value: T) => void): Started<T> {
    const id = randomBytes(8).toString('hex');
    const stop = new AbortController();
    let state: JobState = { id, kind, step: '', done: 0, total: 0, status: 'running', error: null };
    let ended = false;
    let past = false;
    let lastTold = 0;
    let pending: ReturnType<typeof setTimeout> | null = null;

    const finished = new Promise<Result<T>>((resolve) => {
      function settle(result: Result<T>): void {
        if (ended) return;
        ended = true;
        if (pending !== null) clearTimeout(pending);
        running.delete(id);
        // Cancelled is cancelled, even when the work was done in the same moment.
        let outcome: Result<T> = stop.signal.aborted && !past ? fail('cancelled') : result;
        if (outcome.ok && keep !== undefined) {
          try {
            keep(outcome.value);
          } catch (error) {
            outcome = fail('internal', { logId: options.logError(`job ${kind}`, error) });
          }
        }
        const cancelled = !outcome.ok && outcome.error.code === 'cancelled';
        const status = outcome.ok ? 'done' : cancelled ? 'cancelled' : 'failed';
        state = {
          ...state,
          // Work that ends well has done all, whether it said so or not.
          done: status === 'done' ? state.total : state.done,
          status,
          error: outcome.ok || cancelled ? null : errorOf(outcome.error),
        };
        put(state);
        resolve(outcome);
      }
      running.set(id, {
        cancel: () => {
          if (!past) stop.abort();
        },
        end() {
          stop.abort(NOW);
          past = false;
          settle(fail('cancelled'));
        },
      });
      put(state);
      const voice: Voice = {
        id,
        signal: stop.signal,
        progress(step, done, total) {
          if (ended) return;
          state = { ...state, step, done, total };
          states.set(id, state);
          pending ??= setTimeout(tell, Math.max(0, lastTold + PROGRESS_MS - Date.now()));
        },
        check() {
          if (stop.signal.aborted) throw new Refusal('cancelled');
        },
        stands() {
          past = true;
        },
        alone: async (task, payload, milliseconds) =>
          valueOf(await alone(task, payload, voice, milliseconds)),
      };
      // In a moment of its own: who starts a job knows its name before the work begins.
      void Promise.resolve()
        .then(() => work(voice))
        .then(
          (value) => settle({ ok: true, value }),
          (error: unknown) => {
            const failure = failureOf(error);
            settle(
              failure === null
                ? fail('internal', { logId: options.logError(`job ${kind}`, error) })
                : { ok: false, error: failure },
            );
          },
        );
    });

    function tell(): void {
      pending = null;
      lastTold = Date.now();
      put(state);
    }
    return { id, finished };
  }

  /** One task in a child of its own. */
  async function alone(
    kind: string,
    payload: unknown,
    voice: Voice,
    milliseconds?: number,
  ): Promise<Result<unknown>> {
    const server = launchServer(options.host, limits, options.logError);
    servers.add(server);
    try {
      return await server.run(kind, payload, {
        signal: voice.signal,
        graceMs: options.graceMs ?? 2000,
        progress: voice.progress,
        milliseconds,
      });
    } finally {
      servers.delete(server);
      server.end();
    }
  }

  return {
    start: (kind, payload, keep) => run(kind, (voice) => voice.alone(kind, payload), keep),
    run,
    pool,
    list: () => [...states.values()],
    state(id) {
      const state = states.get(id);
      if (state === undefined) throw new Refusal('job_unknown');
      return state;
    },
    cancel: (id) => running.get(id)?.cancel(),
    closeAll() {
      for (const job of [...running.values()]) job.end();
      for (const server of servers) server.end();
      pool.closeAll();
    },
  };
}

function errorOf(failure: Failure): NonNullable<JobState['error']> {
  return failure.detail === undefined
    ? { code: failure.code }
    : { code: failure.code, detail: { ...failure.detail } };
}
