import type { Reply } from '../../shared/contract/index.ts';
import { createKept } from '../jobs/kept.ts';
import type { KeptByJob } from '../jobs/kept.ts';

export type Outcome = Reply<'returns.outcome'>;

/** What a job of returns came to. */
export type Outcomes = KeptByJob<Outcome>;

export const createOutcomes = (): Outcomes => createKept<Outcome>();
