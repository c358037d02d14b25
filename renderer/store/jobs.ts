/** Long work that main does: shown in the status line, whoever started it. */
import { create } from 'zustand';
import type { Reply } from '../../shared/contract/index.ts';
import { call, listen } from '../door.ts';

export type Job = Reply<'job.state'>;
interface JobStore {
  readonly jobs: ReadonlyMap<string, Job>;
}
export const useJobs = create<JobStore>(() => ({ jobs: new Map() }));

function take(job: Job): void {
  useJobs.setState((store) => {
    const jobs = new Map(store.jobs);
    if (job.status === 'running') jobs.set(job.id, job);
    else jobs.delete(job.id);
    return { jobs };
  });
}

/** Follows the jobs; those that ran already before the window was loaded are asked for. */
export async function followJobs(): Promise<void> {
  listen('job', take);
  const result = await call('job.list', {});
  if (result.ok) for (const job of result.value.jobs) take(job);
}

export function cancelJob(id: string): void {
  void call('job.cancel', { id });
}
