/** The sheets of rows: every issue, measure and outcome of the month once, with all that is counted of it. */
import type {
  IssueSheetRow,
  MeasureSheetRow,
  OutcomeSheetRow,
  RowGroups,
} from '../../db/summary/rowSheets.ts';
import { monthLabel } from '../../shared/month.ts';
import { lampWords } from '../../shared/summary/phrases.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { backDatedWord, demandWords, issueStateWords, measureStateWords } from '../../shared/words.ts';
import type { Label, RowRange } from './formulas.ts';
import { counted, day, text as t, yuan } from './plan.ts';
import type { Cell, SheetPlan } from './plan.ts';
import { deadlineCell, list } from './sheetParts.ts';
import type { SummaryBook } from './summaryBook.ts';

export const YES = '是';
export const NO = '否';
export const NEW_CLOSED = '新销号';
export const NEW_DONE = '新完成';
export const GONE = '不再计入';
/** State of an issue or measure that is in the plan no more. */
const OUT_OF_PLAN = '已移出整改清单';

export const FAMILIES: Readonly<Record<OutcomeSheetRow['family'], string>> = {
  regulation: '建章立制',
  sanction: '问责处理',
  recovery: '收回、挽回资金',
  clue: '问题线索',
};

export type Labels = Readonly<Record<keyof RowGroups, ReadonlyMap<number | null, Label>>>;

interface Column<R> {
  readonly key: string;
  readonly heading: string;
  readonly width: number;
  readonly cell: (row: R, labels: Labels) => Cell | null;
}

export interface RowSheet {
  readonly plan: SheetPlan;
  readonly range: RowRange;
}

/** Rows above the rows: title, day, headings. */
const ABOVE = 3;

export function issueSheet(book: SummaryBook, labels: Labels): RowSheet {
  return sheet(
    book,
    labels,
    '问题明细',
    '问题明细',
    'a4',
    issueColumns,
    book.rows.issues,
    '台账中尚无问题。',
  );
}

export function measureSheet(book: SummaryBook, labels: Labels): RowSheet {
  return sheet(
    book,
    labels,
    '措施明细',
    '整改措施明细',
    'a3',
    measureColumns,
    book.rows.measures,
    '台账中尚无整改措施。',
  );
}

export function outcomeRowSheet(book: SummaryBook, labels: Labels): RowSheet {
  const empty = '尚无登记的整改成果和问题线索。';
  return sheet(
    book,
    labels,
    '成果明细',
    '整改成果和问题线索明细',
    'a4',
    outcomeColumns,
    book.rows.outcomes,
    empty,
  );
}

function sheet<R>(
  book: SummaryBook,
  labels: Labels,
  name: string,
  title: string,
  size: 'a4' | 'a3',
  columns: readonly Column<R>[],
  rows: readonly R[],
  empty: string,
): RowSheet {
  const plan = list(
    book,
    name,
    `${title}（${monthLabel(book.summary.month)}）`,
    columns.map(({ heading, width }) => [heading, width]),
    rows.map((row) => columns.map((column) => column.cell(row, labels))),
    empty,
  );
  return {
    plan: { ...plan, size },
    range: {
      sheet: name,
      first: ABOVE + 1,
      last: ABOVE + Math.max(1, rows.length),
      columns: new Map(columns.map(({ key }, i) => [key, i])),
    },
  };
}

const yes = (holds: boolean): Cell | null => t(holds ? YES : NO, 'middle');
/** Marks of a few rows: a column of 否 would hide them. */
const mark = (word: string, holds: boolean): Cell | null => t(holds ? word : '', 'middle');

/** The group's label; a row that stands in no group is told by its own name. */
function labelOf(
  labels: Labels,
  of: keyof RowGroups,
  row: {
    readonly groups: RowGroups | undefined;
    readonly aspect: string;
    readonly unit: string;
    readonly lead: string;
  },
): Cell | null {
  return t(row.groups === undefined ? row[of] : (labels[of].get(row.groups[of])?.text ?? row[of]));
}

const groupColumns = {
  aspect: { key: 'aspect', heading: '方面', width: 20 },
  lead: { key: 'lead', heading: '牵头领导', width: 9.5 },
  unit: { key: 'unit', heading: '责任单位', width: 16 },
} as const;
type Grouped = Parameters<typeof labelOf>[2];
const group = <R extends Grouped>(of: keyof RowGroups): Column<R> => ({
  ...groupColumns[of],
  cell: (row, labels) => labelOf(labels, of, row),
});

const issueColumns: readonly Column<IssueSheetRow>[] = [
  { key: 'place', heading: '编号', width: 10, cell: (r) => t(r.place) },
  group('aspect'),
  { key: 'title', heading: '问题', width: 32, cell: (r) => t(r.title) },
  group('lead'),
  group('unit'),
  { key: 'counted', heading: '计入本期', width: 6, cell: (r) => yes(r.counted) },
  {
    key: 'state',
    heading: '状态',
    width: 10,
    cell: (r) => t(r.counted ? issueStateWords[r.state] : OUT_OF_PLAN, 'middle'),
  },
  { key: 'base', heading: '计入上期', width: 6, cell: (r) => yes(r.base) },
  { key: 'baseClosed', heading: '上期是否销号', width: 7, cell: (r) => yes(r.baseClosed) },
  { key: 'closed', heading: '本期是否销号', width: 7, cell: (r) => yes(r.closed) },
  {
    key: 'change',
    heading: '本月变化',
    width: 9.5,
    cell: (r) => t(r.newlyClosed ? NEW_CLOSED : r.gone ? GONE : '', 'middle'),
  },
  {
    key: 'backDated',
    heading: backDatedWord,
    width: 6,
    cell: (r) => mark(YES, r.newlyClosed && r.backDated),
  },
  { key: 'closedOn', heading: '销号日期', width: 11.5, cell: (r) => day(r.closedOn) },
];

const measureColumns: readonly Column<MeasureSheetRow>[] = [
  { key: 'place', heading: '编号', width: 10, cell: (r) => t(r.issuePlace) },
  group('aspect'),
  { key: 'issue', heading: '问题', width: 22, cell: (r) => t(r.issueTitle) },
  { key: 'title', heading: '措施', width: 30, cell: (r) => t(r.title) },
  group('lead'),
  group('unit'),
  { key: 'counted', heading: '计入本期', width: 6, cell: (r) => yes(r.counted) },
  {
    key: 'demand',
    heading: '整改要求',
    width: 9.5,
    cell: (r) => t(r.demand === null ? '' : demandWords[r.demand], 'middle'),
  },
  {
    key: 'state',
    heading: '状态',
    width: 9.5,
    cell: (r) => t(r.counted ? measureStateWords[r.state] : OUT_OF_PLAN, 'middle'),
  },
  { key: 'complete', heading: '是否完成', width: 6, cell: (r) => yes(r.complete) },
  { key: 'established', heading: '长效机制', width: 6, cell: (r) => mark(YES, r.counted && r.established) },
  {
    key: 'dueOn',
    heading: '整改期限',
    width: 12,
    cell: (r) => deadlineCell(deadlineWords(r.deadlineRaw, r.dueOn), r.dueOn),
  },
  { key: 'doneOn', heading: '完成日期', width: 11.5, cell: (r) => day(r.counted ? r.doneOn : null) },
  { key: 'lamp', heading: '时限', width: 10, cell: (r) => t(r.counted ? lampWords(r.lamp) : '', 'middle') },
  {
    key: 'daysLate',
    heading: '超期天数',
    width: 6,
    cell: (r) => (r.counted && r.daysLate > 0 ? counted(r.daysLate) : null),
  },
  { key: 'lagging', heading: '滞后', width: 6, cell: (r) => mark(YES, r.lagging) },
  { key: 'dueNext', heading: '下月到期', width: 6, cell: (r) => mark(YES, r.dueNext) },
  { key: 'baseDone', heading: '上期已完成', width: 6, cell: (r) => yes(r.baseDone) },
  { key: 'baseOverdue', heading: '上期超期', width: 6, cell: (r) => mark(YES, r.baseOverdue) },
  { key: 'baseLagging', heading: '上期滞后', width: 6, cell: (r) => mark(YES, r.baseLagging) },
  {
    key: 'change',
    heading: '本月变化',
    width: 9.5,
    cell: (r) => t(r.newlyDone ? NEW_DONE : r.doneGone ? GONE : '', 'middle'),
  },
  {
    key: 'newlyEstablished',
    heading: '本月建立长效机制',
    width: 8,
    cell: (r) => mark(YES, r.newlyEstablished),
  },
  { key: 'backDated', heading: backDatedWord, width: 6, cell: (r) => mark(YES, r.backDated) },
];

const outcomeColumns: readonly Column<OutcomeSheetRow>[] = [
  { key: 'family', heading: '类别', width: 15, cell: (r) => t(FAMILIES[r.family]) },
  { key: 'kind', heading: '种类', width: 20, cell: (r) => t(r.kind) },
  { key: 'title', heading: '名称', width: 32, cell: (r) => t(r.title) },
  { key: 'number', heading: '文号', width: 16, cell: (r) => t(r.number) },
  { key: 'on', heading: '日期', width: 11.5, cell: (r) => day(r.on) },
  { key: 'place', heading: '问题编号', width: 10, cell: (r) => t(r.issuePlace) },
  { key: 'issue', heading: '对应问题', width: 28, cell: (r) => t(r.issueTitle) },
  { key: 'inMonth', heading: '本月新增', width: 6, cell: (r) => yes(r.inMonth) },
  { key: 'amount', heading: '数量', width: 7, cell: (r) => counted(r.amount) },
  { key: 'fen', heading: '金额（元）', width: 16, cell: (r) => (r.fen === null ? null : yuan(r.fen)) },
  {
    key: 'concluded',
    heading: '是否办结',
    width: 6,
    cell: (r) => (r.family === 'clue' ? yes(r.concluded) : null),
  },
  { key: 'concludedInMonth', heading: '本月办结', width: 6, cell: (r) => mark(YES, r.concludedInMonth) },
];
