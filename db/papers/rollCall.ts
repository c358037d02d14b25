import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function rollCallDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'rollCall' }>,
): PaperDoc {
  return {
    title: '未报送名单',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('未报送名单', query.paper)])],
    notes: [],
    differing: 0,
  };
}
