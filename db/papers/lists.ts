import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function listDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'problems' | 'tasks' | 'duties' }>,
): PaperDoc {
  return {
    title: '清单',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('清单', query.paper)])],
    notes: [],
    differing: 0,
  };
}
