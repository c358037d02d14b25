import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { ledgerRows } from '../../shared/papers/ledgerRows.ts';
import { listPaper } from '../../shared/papers/lists.ts';
import type { PaperGround } from './ground.ts';
import { monthNotes, roundMonth } from './roundFacts.ts';

/** One of the three lists at a month's cut-off. @throws Refusal `round_missing`, `month_before_round` */
export function listDoc(
  ground: PaperGround,
  { paper, month }: Extract<PaperQuery, { paper: 'problems' | 'tasks' | 'duties' }>,
): PaperDoc {
  const at = roundMonth(ground, month);
  const rows = ledgerRows(at, at.asOf, month, ground.settings);
  return listPaper(paper, rows, ground.words, ground.revision, monthNotes(at));
}
