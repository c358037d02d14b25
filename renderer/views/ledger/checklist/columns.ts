/** The checklist's columns: what each shows, sorts by, and says as text; and how the clerk arranged them. */
import type { MeasureRow } from '../../../../shared/contract/types.ts';
import {
  demandWords,
  establishedWord,
  evidenceMissingWord,
  inferredWord,
  lagWord,
  measureStateWords,
} from '../../../../shared/words.ts';
import type { Query } from '../../../store/query.ts';
import { lampWord } from '../../../ui/Lamp.tsx';

/** The first six stand side by side on a 1366-pixel screen beside tree and detail. */
export const columnIds = [
  'tick',
  'title',
  'state',
  'lamp',
  'unit',
  'deadline',
  'lead',
  'progress',
  'demand',
  'assignee',
  'issue',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Width in rem. */
  readonly width: number;
  /** Takes what room is left. */
  readonly grows: boolean;
  readonly sort: Query['sort'] | null;
  readonly editable: boolean;
  /** As text, for the clipboard. */
  readonly text: (row: MeasureRow) => string;
}

const plain = { grows: false, sort: null, editable: true } as const;
export const columns: Readonly<Record<ColumnId, Column>> = {
  tick: {
    ...plain,
    id: 'tick',
    title: '完成',
    width: 3,
    editable: false,
    text: (row) => (row.complete ? '√' : ''),
  },
  state: {
    ...plain,
    id: 'state',
    title: '整改状态',
    width: 6.6,
    sort: 'state',
    text: (row) =>
      row.withdrawnOn !== null ? '已撤销' : row.established ? establishedWord : measureStateWords[row.state],
  },
  lamp: {
    ...plain,
    id: 'lamp',
    title: '时限',
    width: 7.5,
    editable: false,
    text: (row) =>
      [lampWord(row.lamp), row.lagging ? lagWord : '', row.lacksEvidence ? evidenceMissingWord : '']
        .filter(Boolean)
        .join(' '),
  },
  demand: {
    ...plain,
    id: 'demand',
    title: '整改要求',
    width: 6,
    sort: 'demand',
    text: (row) => demandWords[row.demand],
  },
  title: {
    ...plain,
    id: 'title',
    title: '整改措施',
    width: 16,
    grows: true,
    sort: 'title',
    text: (row) => `${row.number}${row.title}`,
  },
  lead: {
    ...plain,
    id: 'lead',
    title: '牵头领导',
    width: 6.5,
    sort: 'lead',
    text: (row) => row.lead?.name ?? '',
  },
  unit: {
    ...plain,
    id: 'unit',
    title: '责任单位',
    width: 8,
    sort: 'unit',
    text: (row) => row.unit?.name ?? '',
  },
  assignee: { ...plain, id: 'assignee', title: '责任人', width: 6, text: (row) => row.assignee },
  deadline: {
    ...plain,
    id: 'deadline',
    title: '整改期限',
    width: 7,
    sort: 'deadline',
    text: (row) => deadlineText(row),
  },
  progress: {
    ...plain,
    id: 'progress',
    title: '最新进展',
    width: 15,
    grows: true,
    sort: 'progress',
    text: (row) => (row.latestMonth === null ? '' : `${row.latestMonth} ${row.latestText}`),
  },
  issue: {
    ...plain,
    id: 'issue',
    title: '所属问题',
    width: 14,
    sort: 'tree',
    editable: false,
    text: (row) => `${row.issueNumber}${row.issueTitle}`,
  },
};

/** The day understood, then what was written where that says more. */
export function deadlineText(row: Pick<MeasureRow, 'deadline' | 'dueOn'>): string {
  const { deadline, dueOn } = row;
  const day = dueOn ?? deadline.date ?? '';
  const raw = deadline.raw === day ? '' : deadline.raw;
  const mark = deadline.inferred ? `（${inferredWord}）` : '';
  return day === '' ? raw : `${day}${mark}${raw === '' ? '' : ` ${raw}`}`;
}

export interface Arrangement {
  readonly order: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
  /** Widths in rem that differ from the column's own. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
}
export const defaultArrangement: Arrangement = {
  order: columnIds,
  hidden: ['assignee', 'issue'],
  widths: {},
};

const isColumn = (value: unknown): value is ColumnId => columnIds.includes(value as ColumnId);

/** A remembered arrangement: unknown columns are left out, new ones stand at the end. */
export function readArrangement(value: unknown): Arrangement | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const held = value as Record<string, unknown>;
  const order = Array.isArray(held['order']) ? [...new Set(held['order'].filter(isColumn))] : [];
  const widths: Partial<Record<ColumnId, number>> = {};
  if (typeof held['widths'] === 'object' && held['widths'] !== null) {
    for (const [id, width] of Object.entries(held['widths'])) {
      if (isColumn(id) && typeof width === 'number' && width >= 2 && width <= 100) widths[id] = width;
    }
  }
  return {
    order: [...order, ...columnIds.filter((id) => !order.includes(id))],
    hidden: Array.isArray(held['hidden'])
      ? held['hidden'].filter(isColumn).filter((id) => id !== 'title')
      : [],
    widths,
  };
}

/** Columns in their order, hidden ones left out. */
export function shownColumns(arrangement: Arrangement): Column[] {
  return arrangement.order.filter((id) => !arrangement.hidden.includes(id)).map((id) => columns[id]);
}

/** Widths as a CSS grid; columns that grow share what is left. */
export function gridTemplate(shown: readonly Column[], arrangement: Arrangement): string {
  return shown
    .map((column) => {
      const width = arrangement.widths[column.id] ?? column.width;
      return column.grows ? `minmax(${width}rem, ${width}fr)` : `${width}rem`;
    })
    .join(' ');
}

/** Least width of all columns together, in rem. */
export function totalWidth(shown: readonly Column[], arrangement: Arrangement): number {
  return shown.reduce((sum, column) => sum + (arrangement.widths[column.id] ?? column.width), 0);
}

/** Moves a column one place to the left (-1) or right (1). */
export function moved(arrangement: Arrangement, id: ColumnId, by: -1 | 1): Arrangement {
  const order = [...arrangement.order];
  const at = order.indexOf(id);
  const other = order[at + by];
  if (at < 0 || other === undefined) return arrangement;
  order[at + by] = id;
  order[at] = other;
  return { ...arrangement, order };
}
