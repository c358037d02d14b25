/** Following a long piece of work to its end. */
import { fail } from '../../shared/result.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { call, listen } from '../door.ts';
import type { Job } from './jobs.ts';

/** Resolves once, when the job has ended: with null, or why it did not end well; `cancelled` when the clerk gave it up. */
export async function jobEnd(
  id: string,
  onProgress: (job: Job) => void = () => undefined,
): Promise<Result<null>> {
  const ended = await lastState(id, onProgress);
  if (!ended.ok) return ended;
  const { status, error } = ended.value;
  if (status === 'cancelled') return fail('cancelled');
  if (status === 'failed')
    return { ok: false, error: error === null ? { code: 'job_failed' } : plain(error) };
  return { ok: true, value: null };
}

async function lastState(id: string, onProgress: (job: Job) => void): Promise<Result<Job>> {
  let off = (): void => undefined;
  try {
    return await new Promise<Result<Job>>((resolve) => {
      const take = (job: Job): void => {
        if (job.status === 'running') onProgress(job);
        else resolve({ ok: true, value: job });
      };
      off = listen('job', (job) => {
        if (job.id === id) take(job);
      });
      // It may have ended before anybody listened.
      void call('job.state', { id }).then((now) => {
        if (now.ok) take(now.value);
        else resolve(now);
      });
    });
  } finally {
    off();
  }
}

function plain(error: NonNullable<Job['error']>): Failure {
  return error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail };
}
