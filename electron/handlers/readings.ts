/** What the last reading of a notice or of an old ledger found, kept in the main process until the next one. */
import { Refusal } from '../../shared/result.ts';

export interface Readings<T> {
  keep(job: string, found: T): void;
  /** @throws Refusal `job_unknown` */
  of(job: string): T;
}

export function createReadings<T>(): Readings<T> {
  let last: { job: string; found: T } | null = null;
  return {
    keep(job, found) {
      last = { job, found };
    },
    of(job) {
      if (last === null || last.job !== job) throw new Refusal('job_unknown');
      return last.found;
    },
  };
}
