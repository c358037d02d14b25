/** What the last reading of a notice found, kept in the main process until the next one. */
import { Refusal } from '../../shared/result.ts';
import type { FoundNotice } from '../jobs/kinds.ts';

export interface NoticeReadings {
  keep(job: string, found: FoundNotice): void;
  /** @throws Refusal `job_unknown` */
  of(job: string): FoundNotice;
}

export function createNoticeReadings(): NoticeReadings {
  let last: { job: string; found: FoundNotice } | null = null;
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
