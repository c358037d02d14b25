import { Refusal } from '../../shared/result.ts';
import { type Grid, shownOf } from '../../shared/returns/grid.ts';
import type { Excerpt, ExcerptPayload } from '../jobs/kinds.ts';
import { bookOf } from './book.ts';

/** What is shown of a sheet: no table of this world is wider, and no cell is read beyond this in a grid. */
const COLUMNS = 256;
const TEXT = 2000;

/** Rows of a sheet as they look, blank ones too. @throws Refusal `sheet_missing` and those of reading */
export async function excerptBody(payload: ExcerptPayload): Promise<Excerpt> {
  const { sheets } = await bookOf(payload.source);
  const { sheet: wanted, first } = payload;
  const grid = wanted === null ? sheets[0] : sheets.find((one) => one.name === wanted);
  if (grid === undefined) throw new Refusal('sheet_missing', { sheet: wanted ?? '' });
  const total = (grid.rows.at(-1)?.r ?? -1) + 1;
  const width = Math.min(widthOf(grid), COLUMNS);
  const rows = [];
  let at = firstAtOrAfter(grid, first);
  for (let row = first; row < Math.min(first + payload.rows, total); row += 1) {
    const found = grid.rows[at]?.r === row ? grid.rows[at++] : undefined;
    rows.push({ row, cells: found === undefined ? [] : shown(found.cells, width) });
  }
  return { sheet: grid.name, first, rows, width, total };
}

/** Columns up to the last one that holds anything. */
function widthOf(grid: Grid): number {
  return grid.rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
}

function firstAtOrAfter(grid: Grid, row: number): number {
  let low = 0;
  let high = grid.rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((grid.rows[middle]?.r ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shown(cells: Grid['rows'][number]['cells'], width: number): string[] {
  return Array.from({ length: Math.min(cells.length, width) }, (_, column) => {
    const text = shownOf(cells[column]);
    return text.length > TEXT ? `${text.slice(0, TEXT)}…` : text;
  });
}
