/** Work on many papers from a dialog: one at a time, followed to its end. */
import { useState } from 'react';
import type { Follow } from '../../papers/out.ts';
import type { Job } from '../../store/jobs.ts';
import { useBusy } from '../parts/write.ts';

interface ManyRun {
  readonly running: boolean;
  readonly job: string | null;
  readonly progress: Job | null;
  /** @returns whether all of it was done */
  readonly run: (work: (follow: Follow) => Promise<boolean>) => Promise<boolean>;
}

export function useManyRun(): ManyRun {
  const { busy, once } = useBusy();
  const [job, setJob] = useState<string | null>(null);
  const [progress, setProgress] = useState<Job | null>(null);
  return {
    running: busy,
    job,
    progress,
    run: async (work) => {
      let whole = false;
      await once(async () => {
        try {
          whole = await work({ onJob: setJob, onProgress: setProgress });
        } finally {
          setJob(null);
          setProgress(null);
        }
      });
      return whole;
    },
  };
}
