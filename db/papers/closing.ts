import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function closingDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'closing' }>,
): PaperDoc {
  return {
    title: '对账销号单',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('对账销号单', query.paper)])],
    notes: [],
    differing: 0,
  };
}
