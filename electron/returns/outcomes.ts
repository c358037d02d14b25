/** What a job came to, kept in the main process until it is asked for, also by a window that was loaded again. */
import type { Reply } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/result.ts';

export type Outcome = Reply<'returns.outcome'>;

export interface Outcomes {
  keep(job: string, outcome: Outcome): void;
  /** @throws Refusal `job_unknown` */
  of(job: string): Outcome;
}

const KEPT = 20;

export function createOutcomes(): Outcomes {
  const kept = new Map<string, Outcome>();
  return {
    keep(job, outcome) {
      kept.set(job, outcome);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    },
    of(job) {
      const outcome = kept.get(job);
      if (outcome === undefined) throw new Refusal('job_unknown');
      return outcome;
    },
  };
}
