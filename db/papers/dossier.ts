import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { portrait, title } from '../../shared/papers/blocks.ts';
import type { PaperGround } from './ground.ts';

export function dossierDoc(
  { revision }: PaperGround,
  query: Extract<PaperQuery, { paper: 'dossier' }>,
): PaperDoc {
  return {
    title: '一问题一档案',
    forms: ['xlsx', 'docx'],
    revision,
    sections: [portrait([title('一问题一档案', query.paper)])],
    notes: [],
    differing: 0,
  };
}
