import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { rollCallPaper } from '../../shared/papers/rollCall.ts';
import { rollCallOf } from '../returns/rollCall.ts';
import type { PaperGround } from './ground.ts';
import { roundMonth } from './roundFacts.ts';

/** Who sent the month's returns, as of today: they come after the cut-off. @throws Refusal `round_missing`, `month_before_round` */
export function rollCallDoc(
  ground: PaperGround,
  { month }: Extract<PaperQuery, { paper: 'rollCall' }>,
): PaperDoc {
  const { round } = roundMonth(ground, month);
  return rollCallPaper({
    roll: rollCallOf(ground.db, month, ground.today),
    organisation: round.organisation,
    today: ground.today,
    signs: ground.words.signs,
    revision: ground.revision,
  });
}
