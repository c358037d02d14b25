/** The rows of a recognised old ledger: the one reader of returns for answers, and what only a whole ledger has. */
import { readDoneOn } from '../returns/cells/days.ts';
import { foundText, saysNothing, tidyText } from '../returns/cells/plainCell.ts';
import { addressOf, type Workbook } from '../returns/grid.ts';
import { dataRows } from '../returns/dataRows.ts';
import { viewOf, type GridView } from '../returns/gridView.ts';
import { readRows } from '../returns/readRows.ts';
import type { LedgerKnown, Recognised, RecognisedColumn } from '../returns/types.ts';
import { placeFields, type LedgerRow, type PlaceField } from './types.ts';

/** Rows of data as read; [] when the sheet is not there. Pure; never throws for what a file holds. */
export function readLedger(book: Workbook, recognised: Recognised, known: LedgerKnown): LedgerRow[] {
  const grid = book.sheets.find((sheet) => sheet.name === recognised.sheet);
  if (grid === undefined) return [];
  const view = viewOf(grid);
  const { columns } = recognised;
  const monthly = columns.filter((column) => column.field === 'progress' && column.month !== null);
  const closing = columns.find((column) => column.field === 'closedOn');
  const titled = new Map(dataRows(view, recognised.head[1], columns).map((row) => [row.r, row.sections]));
  return readRows(book, recognised, known).map((row) => ({
    row: row.row + 1,
    place: placeOf(view, row.row, columns, titled.get(row.row) ?? []),
    answers: row.answers.map((answer) => ({ ...answer, at: addressOf(row.row, answer.column) })),
    progress: monthly.map((column) => ({ month: column.month, text: said(view, row.row, column) })),
    closed: closing === undefined ? null : closedOf(view, row.row, closing, known),
  }));
}

const TITLE_NUMBER = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/;

function placeOf(
  view: GridView,
  row: number,
  columns: readonly RecognisedColumn[],
  titles: readonly string[],
): LedgerRow['place'] {
  const place: Partial<Record<PlaceField, string>> = {};
  // Aspects often stand as title lines across the table, with no column of their own.
  (['aspect', 'heading'] as const).forEach((field, at) => {
    const title = titles[at]?.replace(TITLE_NUMBER, '').trim() ?? '';
    if (title !== '' && !columns.some((one) => one.field === field)) place[field] = title;
  });
  for (const field of placeFields) {
    const column = columns.find((one) => one.field === field);
    const text = column === undefined ? '' : said(view, row, column);
    if (text !== '') place[field] = text;
  }
  return place;
}

/** What the cell says, or the area merged over rows that it belongs to; '' for nothing and placeholders. */
function said(view: GridView, row: number, { column }: RecognisedColumn): string {
  const own = tidyText(foundText(view.at(row, column)));
  if (own !== '') return saysNothing(own) ? '' : own;
  const area = view.area(row, column);
  if (area === null || area.left !== column) return '';
  const master = tidyText(foundText(view.at(area.top, area.left)));
  return saysNothing(master) ? '' : master;
}

function closedOf(
  view: GridView,
  row: number,
  column: RecognisedColumn,
  known: LedgerKnown,
): LedgerRow['closed'] {
  const area = view.area(row, column.column);
  const top = area !== null && area.left === column.column ? area.top : row;
  const plain = view.at(top, column.column);
  const text = tidyText(foundText(plain));
  if (plain === undefined || text === '' || saysNothing(text)) return null;
  const { value } = readDoneOn(plain, { ...known, today: known.today });
  return { text, on: value === null || value === '' ? null : value, at: addressOf(row, column.column) };
}
