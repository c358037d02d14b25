/** Ledgers of outcomes as sheets: one for each family, with what counts in a column of its own, summed by the sheet. */
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import type { BookRow, OutcomeBook } from '../../db/outcomes/index.ts';
import type { OutcomeFamily, OutcomeRow } from '../../shared/contract/types.ts';
import { familyWords, kindWords } from '../../shared/outcomes/words.ts';
import { counted, day, text as t, yuan } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';

/** A column: what stands above it, its width in characters, and its cell; `sum` is what the last row adds up. */
interface Column {
  readonly heading: string;
  readonly width: number;
  readonly cell: (one: BookRow, at: number) => Cell | null;
  readonly sum?: { readonly as: 'count' | 'yuan'; readonly of: (one: BookRow) => number };
}

/** One sheet a family, in the order of the book. */
export function outcomeSheets(book: OutcomeBook): SheetPlan[] {
  return book.families.map(({ family, rows }) => sheetOf(book, family, rows));
}

const HEAD = 3;

function sheetOf(book: OutcomeBook, family: OutcomeFamily, rows: readonly BookRow[]): SheetPlan {
  const places = new Map(rows.map(({ row }, at) => [row.id, at + 1]));
  const columns = columnsOf(family, book.names, places);
  const across = [[0, columns.length - 1]] as const;
  const none: RowPlan = { style: 'body', cells: [t(`尚未登记${familyWords[family]}。`)], merges: across };
  return {
    name: familyWords[family],
    columns: columns.map((column) => column.width),
    rows: [
      { style: 'title', cells: [t(`巡察整改${titles[family]}`)], merges: across },
      {
        style: 'subtitle',
        cells: [t([book.organisation, `截至${dayLabel(book.asOf)}`].filter(Boolean).join('　　'))],
        merges: across,
      },
      { style: 'head', cells: columns.map((column) => t(column.heading)) },
      ...(rows.length === 0
        ? [none]
        : [
            ...rows.map((one, at): RowPlan => ({
              style: 'body',
              cells: columns.map((column) => column.cell(one, at)),
            })),
            totalRow(columns, rows),
          ]),
    ],
    head: HEAD,
    orientation: 'landscape',
    filter: rows.length === 0 ? null : HEAD,
  };
}

const titles: Readonly<Record<OutcomeFamily, string>> = {
  regulation: '建章立制台账',
  sanction: '问责处理台账',
  recovery: '收回挽回资金台账',
  clue: '问题线索台账',
};

function columnsOf(family: OutcomeFamily, withNames: boolean, places: ReadonlyMap<number, number>): Column[] {
  const number: Column = { heading: '序号', width: 6, cell: (_, at) => counted(at + 1) };
  const kind = (heading: string, width: number): Column => ({
    heading,
    width,
    cell: ({ row }) => t(kindWords(row)),
  });
  const when: Column = {
    heading: '日期',
    width: 13,
    cell: ({ row }) => (row.on === null ? t(sinceWords(row)) : day(row.on)),
  };
  const where: Column[] = [
    {
      heading: '对应问题',
      width: 30,
      cell: ({ row }) => t(row.issue === null ? '' : `${row.issue.place}　${row.issue.title}`),
    },
    { heading: '责任单位', width: 16, cell: ({ row }) => t(row.unit?.name ?? '') },
  ];
  const note: Column = { heading: '备注', width: 18, cell: ({ row }) => t(noteOf(row, places)) };
  const counts = (heading: string): Column => ({
    heading,
    width: 10,
    cell: (one) => counted(one.counts),
    sum: { as: 'count', of: (one) => one.counts },
  });
  switch (family) {
    case 'regulation':
      return [
        number,
        kind('类别', 9),
        { heading: '制度名称', width: 34, cell: ({ row }) => t('title' in row ? row.title : '') },
        { heading: '文号', width: 20, cell: ({ row }) => t('number' in row ? row.number : '') },
        when,
        ...where,
        counts('计入（项）'),
        note,
      ];
    case 'sanction':
      return [
        number,
        kind('处理方式', 12),
        { heading: '人数（人）', width: 9, cell: ({ row }) => counted('people' in row ? row.people : 0) },
        ...(withNames ? [{ heading: '姓名', width: 18, cell: (one: BookRow) => t(one.names) }] : []),
        when,
        ...where,
        counts('计入（人次）'),
        note,
      ];
    case 'recovery':
      return [
        number,
        kind('种类', 20),
        { heading: '金额（元）', width: 16, cell: ({ row }) => yuan('fen' in row ? row.fen : 0) },
        when,
        ...where,
        {
          heading: '计入金额（元）',
          width: 16,
          cell: (one) => yuan(one.counts),
          sum: { as: 'yuan', of: (one) => one.counts },
        },
        note,
      ];
    case 'clue':
      return [
        number,
        { heading: '问题线索', width: 34, cell: ({ row }) => t('title' in row ? row.title : '') },
        { ...when, heading: '收到日期' },
        {
          heading: '办结日期',
          width: 13,
          cell: ({ row }) => day('concludedOn' in row ? row.concludedOn : null),
        },
        { heading: '处理结果', width: 24, cell: ({ row }) => t('result' in row ? row.result : '') },
        ...where,
        counts('收到（件）'),
        {
          heading: '办结（件）',
          width: 10,
          cell: (one) => counted(concluded(one)),
          sum: { as: 'count', of: concluded },
        },
        note,
      ];
  }
}

/** The clerk may correct rows in the sheet: the sum follows, since the sheet works it out. */
function totalRow(columns: readonly Column[], rows: readonly BookRow[]): RowPlan {
  const first = HEAD + 1;
  const last = HEAD + rows.length;
  const before = columns.findIndex((column) => column.sum !== undefined) - 1;
  return {
    style: 'total',
    merges: [[0, before]],
    cells: columns.map(({ sum }, at): Cell | null => {
      if (at === 0) return t('合计');
      if (sum === undefined) return null;
      const letter = String.fromCharCode(65 + at);
      const value = rows.reduce((all, one) => all + sum.of(one), 0);
      return { as: 'formula', of: sum.as, formula: `SUM(${letter}${first}:${letter}${last})`, value };
    }),
  };
}

function concluded({ row, counts }: BookRow): number {
  return row.family === 'clue' && row.concludedOn !== null ? counts : 0;
}

function sinceWords(row: OutcomeRow): string {
  return row.firstMonth === null ? '' : `${monthLabel(row.firstMonth)}报送`;
}

function noteOf(row: OutcomeRow, places: ReadonlyMap<number, number>): string {
  const of = row.duplicateOf === null ? undefined : places.get(row.duplicateOf);
  const repeat = of === undefined ? '' : `与第${of}号为同一件，不另计`;
  return [row.note, repeat].filter(Boolean).join('；');
}
