import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { summaryDoc } from '../../shared/papers/summary.ts';
import { summaryFor } from '../summary/index.ts';
import type { PaperGround } from './ground.ts';

/** The month's summary as it would be printed now, or released as a correction now. */
export function summaryPaper(
  { db, today, settings, words }: PaperGround,
  { month, edition }: Extract<PaperQuery, { paper: 'summary' }>,
): PaperDoc {
  return summaryDoc(summaryFor(db, month, today, settings), words, edition);
}
