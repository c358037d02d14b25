/** The child's side: waits for a task, runs its body, reports, and waits for the next; its parent ends it. */
import { Refusal } from '../../shared/result.ts';
import type { Failure } from '../../shared/result.ts';
import type { FromChild, ToChild } from './messages.ts';

/** What a job's body gets to speak with its parent. */
export interface JobVoice {
  /** Reported at most ten times a second; call it as often as is handy. */
  progress(step: string, done: number, total: number): void;
  /** Between two chunks: lets messages in. @throws when the job was cancelled; then leave no half file behind */
  pause(): Promise<void>;
}

/** A job's body. What it throws as a Refusal, or answers as a failure, is the job's failure. */
export type JobBody = (payload: never, voice: JobVoice) => unknown;

class Cancelled extends Error {}

interface Port {
  post(message: FromChild): void;
  listen(listener: (message: ToChild) => void): void;
}

/** Electron's utility process has a parent port, a forked Node child a channel. */
function openPort(): Port {
  const parent = (process as { parentPort?: UtilityPort }).parentPort;
  if (parent !== undefined) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
      post: (message) => parent.postMessage(message),
      listen: (listener) => parent.on('message', (event) => listener(event.data as ToChild)),
    };
  }
  return {
    post: (message) => process.send?.(message, undefined, undefined, () => undefined),
    listen: (listener) => process.on('message', (message) => listener(message as ToChild)),
  };
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const PROGRESS_MS = 100;

/** Serves tasks from the named bodies, one after another. A child whose parent is gone ends itself. */
export function serveJobs(bodies: Readonly<Record<string, JobBody>>): void {
  const port = openPort();
  let cancelled = false;
  let working = false;
  port.listen((message) => {
    if (message.type === 'cancel') cancelled = true;
    else if (!working) {
      working = true;
      cancelled = false;
      void run(message.kind, message.payload).then((end) => {
        working = false;
        port.post(end);
      });
    }
  });
  process.on('disconnect', () => process.exit(1));

  async function run(kind: string, payload: unknown): Promise<FromChild> {
    const body = Object.hasOwn(bodies, kind) ? bodies[kind] : undefined;
    if (body === undefined) return { type: 'failed', error: { code: 'job_kind_unknown', detail: { kind } } };
    let lastTold = 0;
    let lastStep = '';
    try {
      const value = await body(payload as never, {
        progress(step, done, total) {
          const now = Date.now();
          if (step === lastStep && done < total && now - lastTold < PROGRESS_MS) return;
          lastTold = now;
          lastStep = step;
          port.post({ type: 'progress', step, done, total });
        },
        async pause() {
          await new Promise<void>((resolve) => setImmediate(resolve));
          if (cancelled) throw new Cancelled();
        },
      });
      return { type: 'done', value };
    } catch (error) {
      if (error instanceof Cancelled) return { type: 'cancelled' };
      if (error instanceof Refusal) return { type: 'failed', error: error.failure satisfies Failure };
      return {
        type: 'broken',
        stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  }
}
