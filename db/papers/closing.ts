import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { closingPaper } from '../../shared/papers/closing.ts';
import type { PaperGround } from './ground.ts';
import { issueFacts } from './issueFacts.ts';

/** 对账销号单 as of today. @throws Refusal `round_missing`, `row_missing`, `issue_of_other_round` */
export function closingDoc(
  ground: PaperGround,
  { issue }: Extract<PaperQuery, { paper: 'closing' }>,
): PaperDoc {
  return closingPaper(issueFacts(ground, issue));
}
