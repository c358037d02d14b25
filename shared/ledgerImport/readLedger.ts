/** The rows of a recognised old ledger: the one reader of returns for answers, and what only a whole ledger has. */
import { readAnswer } from '../returns/cells/answer.ts';
import { readDoneOn } from '../returns/cells/days.ts';
import { foundText, saysNothing, tidyText } from '../returns/cells/plainCell.ts';
import { fieldWords } from '../returns/fields.ts';
import { addressOf, DAYS_FROM_1904, type Plain, type Workbook } from '../returns/grid.ts';
import { dataRows } from '../returns/dataRows.ts';
import { viewOf, type GridView } from '../returns/gridView.ts';
import { expectedOf } from '../returns/problemWords.ts';
import { readRows } from '../returns/readRows.ts';
import type { LedgerKnown, Recognised, RecognisedColumn } from '../returns/types.ts';
import { names } from './tree.ts';
import { placeFields, type LedgerRow, type PlaceField } from './types.ts';

/** Rows of data as read; [] when the sheet is not there. Pure; never throws for what a file holds. */
export function readLedger(book: Workbook, recognised: Recognised, known: LedgerKnown): LedgerRow[] {
  const grid = book.sheets.find((sheet) => sheet.name === recognised.sheet);
  if (grid === undefined) return [];
  const view = viewOf(grid);
  const { columns } = recognised;
  const from1904 = recognised.notes.some((note) => note.code === DAYS_FROM_1904);
  const monthly = columns.filter((column) => column.field === 'progress' && column.month !== null);
  const closing = columns.find((column) => column.field === 'closedOn');
  const titled = new Map(dataRows(view, recognised.head[1], columns).map((row) => [row.r, row.sections]));
  return readRows(book, recognised, known).map((row) => {
    const unread: NonNullable<LedgerRow['unread']>[number][] = [];
    const place = placeOf(view, row.row, columns, titled.get(row.row) ?? [], unread);
    return {
      row: row.row + 1,
      place: oneUnit(place, row.row, columns, known, unread),
      answers: row.answers.map((answer) => ({ ...answer, at: addressOf(row.row, answer.column) })),
      progress: monthly.map((column) => ({
        month: column.month,
        text: progressOf(view, row.row, column, known, unread),
      })),
      unread,
      closed: closing === undefined ? null : closedOf(view, row.row, closing, known, from1904),
    };
  });
}

type Unread = NonNullable<LedgerRow['unread']>[number][];

/** The text of a month, read as a return's is: 同上 and a lone tick say nothing that could be kept. */
function progressOf(
  view: GridView,
  row: number,
  column: RecognisedColumn,
  known: LedgerKnown,
  unread: Unread,
): string {
  const plain = plainAt(view, row, column);
  const { value, problem } = readAnswer('progress', plain, {
    ...known,
    calendar: null,
    wan: false,
    yesNo: false,
    above: null,
  });
  if (problem !== null)
    unread.push({
      at: addressOf(row, column.column),
      code: problem.code,
      text: tidyText(foundText(plain)),
      expected: expectedOf('progress'),
    });
  return value ?? '';
}

/** Several names in the column of the responsible unit: the first answers, the others take part; and it is told. */
function oneUnit(
  place: LedgerRow['place'],
  row: number,
  columns: readonly RecognisedColumn[],
  known: LedgerKnown,
  unread: Unread,
): LedgerRow['place'] {
  const text = place.unit ?? '';
  const [first, ...others] = names(text);
  if (first === undefined || others.length === 0) return place;
  if (known.units.some((unit) => unit.names.includes(text))) return place;
  const column = columns.find((one) => one.field === 'unit')?.column ?? 0;
  const expected = '一个责任单位，其余作为配合单位';
  unread.push({ at: addressOf(row, column), code: 'several_units', text, expected });
  return { ...place, unit: first, assisting: [...others, place.assisting ?? ''].join('、') };
}

const TITLE_NUMBER = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/;

function placeOf(
  view: GridView,
  row: number,
  columns: readonly RecognisedColumn[],
  titles: readonly string[],
  unread: Unread,
): LedgerRow['place'] {
  const place: Partial<Record<PlaceField, string>> = {};
  // Aspects often stand as title lines across the table, with no column of their own.
  (['aspect', 'heading'] as const).forEach((field, at) => {
    const title = titles[at]?.replace(TITLE_NUMBER, '').trim() ?? '';
    if (title !== '' && !columns.some((one) => one.field === field)) place[field] = title;
  });
  for (const field of placeFields) {
    const column = columns.find((one) => one.field === field);
    if (column === undefined) continue;
    const plain = plainAt(view, row, column);
    if (typeof plain === 'object' && 'error' in plain) {
      const expected = fieldWords[field];
      unread.push({ at: addressOf(row, column.column), code: 'cell_error', text: plain.error, expected });
      continue;
    }
    const text = tidyText(foundText(plain));
    if (saysNothing(text)) continue;
    place[field] = text;
  }
  return place;
}

/** What the cell holds, or the area merged over rows that it belongs to. */
function plainAt(view: GridView, row: number, { column }: RecognisedColumn): Plain | undefined {
  const own = view.at(row, column);
  if (own !== undefined && tidyText(foundText(own)) !== '') return own;
  const area = view.area(row, column);
  return area === null || area.left !== column ? undefined : view.at(area.top, area.left);
}

function closedOf(
  view: GridView,
  row: number,
  column: RecognisedColumn,
  known: LedgerKnown,
  from1904: boolean,
): LedgerRow['closed'] {
  const area = view.area(row, column.column);
  const top = area !== null && area.left === column.column ? area.top : row;
  const plain = view.at(top, column.column);
  const text = tidyText(foundText(plain));
  if (plain === undefined || text === '' || saysNothing(text)) return null;
  const { value } = readDoneOn(plain, { ...known, calendar: null, from1904 });
  return { text, on: value === null || value === '' ? null : value, at: addressOf(row, column.column) };
}
