/** What a job came to, kept in the main process until it is asked for, also by a window that was loaded again. */
import { Refusal } from '../../shared/result.ts';

export interface KeptByJob<T> {
  keep(job: string, value: T): void;
  /** @throws Refusal `job_unknown` */
  of(job: string): T;
}

const KEPT = 20;

export function createKept<T>(): KeptByJob<T> {
  const kept = new Map<string, T>();
  return {
    keep(job, value) {
      kept.set(job, value);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    },
    of(job) {
      const value = kept.get(job);
      if (value === undefined) throw new Refusal('job_unknown');
      return value;
    },
  };
}
