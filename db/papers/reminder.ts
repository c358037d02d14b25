import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function reminderDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'reminder' }>,
): PaperDoc {
  return {
    title: '督办通知单',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('督办通知单', query.paper)])],
    notes: [],
    differing: 0,
  };
}
