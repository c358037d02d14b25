import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { ledgerPaper } from '../../shared/papers/ledger.ts';
import { ledgerRows } from '../../shared/papers/ledgerRows.ts';
import type { PaperGround } from './ground.ts';
import { monthNotes, roundMonth } from './roundFacts.ts';

/** The ledger table at a month's cut-off. @throws Refusal `round_missing`, `month_before_round` */
export function ledgerDoc(
  ground: PaperGround,
  { month, size }: Extract<PaperQuery, { paper: 'ledger' }>,
): PaperDoc {
  const at = roundMonth(ground, month);
  const rows = ledgerRows(at, at.asOf, month, ground.settings);
  return ledgerPaper(size, rows, ground.words, ground.revision, monthNotes(at));
}
