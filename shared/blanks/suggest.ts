/** Which layout a workbook's headings suggest: the row of headings is the one that most of our fields are found in. */
import type { BlankLayout } from '../contract/types.ts';
import { columnName, shownOf } from '../returns/grid.ts';
import type { Grid } from '../returns/grid.ts';
import { blankColumns } from './fields.ts';
import type { BlankField, BlankRows } from './fields.ts';

/** Rows from the top in which headings are looked for. */
const LOOKED_AT = 20;
/** Of two readings that find equally much, the one that says more of a row. */
const KINDS: readonly Exclude<BlankRows, 'none'>[] = ['measures', 'issues', 'units', 'leads', 'aspects'];
/** Without it a reading is a wrong one: rows of measures have measures. */
const NEEDED: Readonly<Record<Exclude<BlankRows, 'none'>, string>> = {
  measures: 'title',
  issues: 'title',
  units: 'name',
  leads: 'name',
  aspects: 'name',
};

interface Found {
  readonly rows: Exclude<BlankRows, 'none'>;
  readonly row: number;
  readonly columns: BlankLayout['columns'];
}

/** A layout to begin with; `rows: 'none'` when no row of headings is recognised. */
export function suggestLayout(grid: Grid): BlankLayout {
  let best: Found | null = null;
  for (const row of grid.rows) {
    if (row.r >= LOOKED_AT) break;
    for (const rows of KINDS) {
      const columns = matched(row.cells.map(shownOf), blankColumns[rows]);
      if (columns.length < 2 || !columns.some((one) => one.field === NEEDED[rows])) continue;
      if (best === null || columns.length > best.columns.length) best = { rows, row: row.r, columns };
    }
  }
  return best === null
    ? { sheet: grid.name, rows: 'none', firstRow: 1, columns: [], cells: [] }
    : {
        sheet: grid.name,
        rows: best.rows,
        firstRow: belowHeadings(grid, best.row, best.columns) + 1,
        columns: best.columns,
        cells: [],
      };
}

/** Each field once, each column once; a heading is what it says without spaces and what stands in brackets. */
function matched(headings: readonly string[], fields: readonly BlankField[]): BlankLayout['columns'] {
  const taken = new Set<string>();
  const columns: BlankLayout['columns'] = [];
  headings.forEach((text, column) => {
    const heading = text.replace(/[\s　]/g, '').replace(/[（(][^（）()]*[）)]/g, '');
    if (heading === '' || heading.length > 24) return;
    const found = fields.find(
      (one) => !taken.has(one.code) && one.headings?.some((pattern) => pattern.test(heading)) === true,
    );
    if (found === undefined) return;
    taken.add(found.code);
    columns.push({ column: columnName(column), field: found.code });
  });
  return columns;
}

/** First row (from 0) below the headings: those that are merged downwards, and rows of parts of a heading, count as headings. */
function belowHeadings(grid: Grid, row: number, columns: BlankLayout['columns']): number {
  let below = row + 1;
  for (const area of grid.merges) if (area.top <= row && area.bottom >= below) below = area.bottom + 1;
  const next = grid.rows.find(({ r }) => r === below);
  // A row that numbers the columns (1 2 3 …) still belongs to the head.
  const numbers =
    columns.length > 1 && (next?.cells.filter((cell) => /^\d+$/.test(shownOf(cell))).length ?? 0);
  return numbers !== false && numbers >= columns.length ? below + 1 : below;
}
