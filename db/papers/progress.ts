import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function progressDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'progress' }>,
): PaperDoc {
  return {
    title: '整改进展情况通报',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('整改进展情况通报', query.paper)])],
    notes: [],
    differing: 0,
  };
}
