import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function releaseDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'release' }>,
): PaperDoc {
  return {
    title: '月报',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('月报', query.paper)])],
    notes: [],
    differing: 0,
  };
}
