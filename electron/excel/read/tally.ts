/** What the bounds are counted on while a workbook is read, and what the clerk should know of it. */
import { Refusal } from '../../../shared/result.ts';
import { addressOf } from '../../../shared/returns/grid.ts';
import type { Area, Grid, GridRow, Plain, Workbook } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';

export interface Tally {
  cells: number;
  places: number;
  texts: number;
  readonly notes: Workbook['notes'][number][];
}

export function newTally(): Tally {
  return { cells: 0, places: 0, texts: 0, notes: [] };
}

/** Row and column from 0. */
export function note(tally: Tally, code: string, sheet?: string, row?: number, column?: number): void {
  if (tally.notes.length >= limits.notes) return;
  tally.notes.push({
    code,
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined || column === undefined ? {} : { cell: addressOf(row, column) }),
  });
}

/** @throws Refusal `book_too_many_cells` */
export function checkTally(tally: Tally): void {
  if (tally.cells > limits.cells || tally.places > limits.places || tally.texts > limits.texts)
    throw new Refusal('book_too_many_cells', { limit: limits.cells });
}

/** Text of one cell within the bound, counted. */
export function countedText(tally: Tally, text: string, sheet: string, row: number, column: number): string {
  const kept = text.length > limits.text ? text.slice(0, limits.text) : text;
  if (kept !== text) note(tally, 'text_cut', sheet, row, column);
  tally.texts += kept.length;
  return kept;
}

/** A row while it is read. */
export interface OpenRow {
  r: number;
  hidden: boolean;
  cells: (Plain | undefined)[];
}

export interface OpenGrid {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: OpenRow[];
  readonly merges: Area[];
  /** First and last column, both from 0, of each run of hidden ones. */
  readonly hiddenColumns: (readonly [number, number])[];
}

/** Puts rows in order, takes away what lies hidden under merged areas, and measures. */
export function finishGrid(open: OpenGrid): Grid {
  const rows = inOrder(open.rows);
  clearMerged(open, rows);
  const kept: GridRow[] = [];
  let width = 0;
  for (const row of rows) {
    const { cells } = row;
    let last = cells.length;
    while (last > 0 && cells[last - 1] === undefined) last--;
    if (last === 0) continue;
    if (last < cells.length) cells.length = last;
    if (last > width) width = last;
    kept.push(row);
  }
  return {
    name: open.name,
    hidden: open.hidden,
    rows: kept,
    width,
    merges: open.merges,
    hiddenColumns: columnsWithin(open.hiddenColumns, width),
  };
}

/** Rows as the file lists them are in order but for damaged or odd writers; two parts of one row are joined. */
function inOrder(rows: OpenRow[]): OpenRow[] {
  let sorted = true;
  for (let i = 1; i < rows.length && sorted; i++) sorted = (rows[i - 1]?.r ?? 0) < (rows[i]?.r ?? 0);
  if (sorted) return rows;
  const byRow = new Map<number, OpenRow>();
  for (const row of rows) {
    const there = byRow.get(row.r);
    if (there === undefined) byRow.set(row.r, row);
    else {
      row.cells.forEach((value, c) => {
        if (value !== undefined) there.cells[c] = value;
      });
      there.hidden ||= row.hidden;
    }
  }
  return [...byRow.values()].toSorted((a, b) => a.r - b.r);
}

/** Values under a merged area can't be seen, and double every sum. @throws Refusal `book_absurd_area` */
function clearMerged(open: OpenGrid, rows: readonly OpenRow[]): void {
  let work = 0;
  for (const { top, left, bottom, right } of open.merges) {
    for (let i = firstFrom(rows, top); i < rows.length; i++) {
      const row = rows[i];
      if (row === undefined || row.r > bottom) break;
      const { cells } = row;
      const end = Math.min(right, cells.length - 1);
      for (let c = row.r === top ? left + 1 : left; c <= end; c++)
        if (cells[c] !== undefined) cells[c] = undefined;
      work += Math.max(1, end - left + 1);
      if (work > limits.merged) throw new Refusal('book_absurd_area', { sheet: open.name });
    }
  }
}

function firstFrom(rows: readonly OpenRow[], r: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.r ?? 0) < r) low = middle + 1;
    else high = middle;
  }
  return low;
}

function columnsWithin(runs: OpenGrid['hiddenColumns'], width: number): number[] {
  const columns = new Set<number>();
  for (const [first, last] of runs) for (let c = first; c <= last && c < width; c++) columns.add(c);
  return [...columns].toSorted((a, b) => a - b);
}

/**
 * Checks merged areas as the file lists them; those of one cell are dropped.
 * @throws Refusal `book_too_many_merges`, `book_absurd_area`, `book_damaged` (outside the sheet)
 */
export function checkedMerges(areas: readonly Area[], sheet: string): Area[] {
  if (areas.length > limits.merges)
    throw new Refusal('book_too_many_merges', { sheet, merges: areas.length, limit: limits.merges });
  let all = 0;
  for (const area of areas) all += checkArea(area, sheet);
  if (all > limits.merged) throw new Refusal('book_absurd_area', { sheet });
  return areas.filter((a) => a.top !== a.bottom || a.left !== a.right);
}

/** Number of cells. @throws Refusal `book_absurd_area`, `book_damaged` */
export function checkArea(area: Area, sheet: string): number {
  const { top, left, bottom, right } = area;
  const inside = top >= 0 && left >= 0 && bottom < limits.rows && right < limits.columns;
  if (!inside || bottom < top || right < left) throw new Refusal('book_damaged', { sheet });
  const size = (bottom - top + 1) * (right - left + 1);
  if (size > limits.area)
    throw new Refusal('book_absurd_area', {
      sheet,
      area: `${addressOf(top, left)}:${addressOf(bottom, right)}`,
    });
  return size;
}
