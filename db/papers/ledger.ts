import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function ledgerDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'ledger' }>,
): PaperDoc {
  return {
    title: '台账',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('台账', query.paper)])],
    notes: [],
    differing: 0,
  };
}
