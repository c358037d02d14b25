import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { summaryDoc } from '../../shared/papers/summary.ts';
import { summaryFor } from '../summary/index.ts';
import type { PaperGround } from './ground.ts';
import { refuseUnrecorded } from './roundFacts.ts';

/**
 * The month's summary as it would be printed now, or released as a correction now.
 * @throws Refusal `round_missing`, `month_before_round`
 */
export function summaryPaper(
  { db, today, settings, words }: PaperGround,
  { month, edition }: Extract<PaperQuery, { paper: 'summary' }>,
): PaperDoc {
  refuseUnrecorded(db, month);
  return summaryDoc(summaryFor(db, month, today, settings), words, edition);
}
