/** The kinds of papers, as the clerk chooses among them. */
import type { PaperQuery } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';

/** What is chosen beside the kind. */
export type Which = 'month' | 'issue' | 'reminder' | 'release';

export type PaperKind =
  | 'summary'
  | 'problems'
  | 'tasks'
  | 'duties'
  | 'ledgerA4'
  | 'ledgerA3'
  | 'rollCall'
  | 'progress'
  | 'closing'
  | 'dossier'
  | 'reminder'
  | 'release'
  | 'blanks';

interface Kind {
  readonly kind: PaperKind;
  readonly label: string;
}

export const groups: readonly { readonly title: string; readonly kinds: readonly Kind[] }[] = [
  {
    title: '每月',
    kinds: [
      { kind: 'summary', label: '月报' },
      { kind: 'progress', label: '整改进展情况通报' },
      { kind: 'rollCall', label: '报送情况' },
    ],
  },
  {
    title: '清单和台账',
    kinds: [
      { kind: 'problems', label: '问题清单' },
      { kind: 'tasks', label: '任务清单' },
      { kind: 'duties', label: '责任清单' },
      { kind: 'ledgerA4', label: '整改台账（A4）' },
      { kind: 'ledgerA3', label: '整改台账（A3）' },
    ],
  },
  {
    title: '逐个问题',
    kinds: [
      { kind: 'closing', label: '对账销号单' },
      { kind: 'dossier', label: '一问题一档案' },
    ],
  },
  {
    title: '其他',
    kinds: [
      { kind: 'reminder', label: '督办函件' },
      { kind: 'release', label: '已印发月报' },
      { kind: 'blanks', label: '上级表格' },
    ],
  },
];

const allKinds = groups.flatMap(({ kinds }) => kinds);

export const kindLabel = (kind: PaperKind): string =>
  allKinds.find((each) => each.kind === kind)?.label ?? '';

export const asKind = (value: unknown): PaperKind | undefined =>
  allKinds.find(({ kind }) => kind === value)?.kind;

export function whichOf(kind: PaperKind): Which {
  if (kind === 'closing' || kind === 'dossier') return 'issue';
  return kind === 'reminder' || kind === 'release' ? kind : 'month';
}

/** The paper of a kind; null while it is not said which one, and for the superior's blanks, which are no papers of ours. */
export function queryOf(kind: PaperKind, month: Month, id: number | null): PaperQuery | null {
  switch (kind) {
    case 'blanks':
      return null;
    case 'ledgerA4':
      return { paper: 'ledger', month, size: 'a4' };
    case 'ledgerA3':
      return { paper: 'ledger', month, size: 'a3' };
    case 'closing':
    case 'dossier':
      return id === null ? null : { paper: kind, issue: id };
    case 'reminder':
      return id === null ? null : { paper: kind, reminder: id };
    case 'release':
      return id === null ? null : { paper: kind, release: id };
    default:
      return { paper: kind, month };
  }
}

/** The inverse: kind, and the id of what it is of. */
export function kindOf(query: PaperQuery): { readonly kind: PaperKind; readonly id: number | null } {
  switch (query.paper) {
    case 'ledger':
      return { kind: query.size === 'a3' ? 'ledgerA3' : 'ledgerA4', id: null };
    case 'closing':
    case 'dossier':
      return { kind: query.paper, id: query.issue };
    case 'reminder':
      return { kind: query.paper, id: query.reminder };
    case 'release':
      return { kind: query.paper, id: query.release };
    default:
      return { kind: query.paper, id: null };
  }
}
