/** Looking into a grid: cells by row and column, and the merged areas that cover them. */
import { shownOf, type Area, type Grid, type GridRow, type Plain } from './grid.ts';

export interface GridView {
  readonly grid: Grid;
  /** Rows that hold any text, number, day or error; blank strings count as nothing. */
  readonly rows: readonly GridRow[];
  /** Columns that hold anything, in order. */
  readonly columns: readonly number[];
  /** What stands in this very cell. */
  at(row: number, column: number): Plain | undefined;
  /** As text, blanks at the ends dropped. */
  text(row: number, column: number): string;
  /** The merged area that covers the cell; null when it stands alone. */
  area(row: number, column: number): Area | null;
  /** Text of the cell or of the merged area that covers it. */
  covered(row: number, column: number): string;
}

/** More columns than any table of this world; what lies beyond is formatting or hostile. */
const MOST_COLUMNS = 512;
/** Rows under merged areas are looked up row by row; an absurd file stops being looked up. */
const MOST_MERGED_ROWS = 400_000;

/** Does the cell hold anything to read? */
export function holds(plain: Plain | undefined): boolean {
  return plain !== undefined && (typeof plain !== 'string' || plain.trim() !== '');
}

export function viewOf(grid: Grid): GridView {
  const used = new Set<number>();
  const byRow = new Map<number, GridRow>();
  const rows = grid.rows.filter((row) => {
    let any = false;
    const end = Math.min(row.cells.length, MOST_COLUMNS);
    for (let c = 0; c < end; c += 1) {
      if (!holds(row.cells[c])) continue;
      any = true;
      used.add(c);
    }
    if (any) byRow.set(row.r, row);
    return any;
  });
  const merged = mergesByRow(grid.merges, rows);
  const at = (row: number, column: number): Plain | undefined => byRow.get(row)?.cells[column];
  const text = (row: number, column: number): string => shownOf(at(row, column)).trim();
  const area = (row: number, column: number): Area | null =>
    merged.get(row)?.find((one) => column >= one.left && column <= one.right) ?? null;
  return {
    grid,
    rows,
    columns: [...used].sort((a, b) => a - b),
    at,
    text,
    area,
    covered: (row, column) => {
      const own = text(row, column);
      if (own !== '') return own;
      const over = area(row, column);
      return over === null ? '' : text(over.top, over.left);
    },
  };
}

/** Only for rows that hold anything: nobody asks for the others. */
function mergesByRow(merges: readonly Area[], rows: readonly GridRow[]): Map<number, Area[]> {
  const found = new Map<number, Area[]>();
  let looked = 0;
  for (const area of merges) {
    for (let i = firstAt(rows, area.top); i < rows.length; i += 1) {
      const r = rows[i]?.r ?? Infinity;
      looked += 1;
      if (r > area.bottom || looked > MOST_MERGED_ROWS) break;
      const list = found.get(r);
      if (list === undefined) found.set(r, [area]);
      else list.push(area);
    }
  }
  return found;
}

/** Index of the first row at or below `r`. */
export function firstAt(rows: readonly GridRow[], r: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.r ?? Infinity) < r) low = middle + 1;
    else high = middle;
  }
  return low;
}
