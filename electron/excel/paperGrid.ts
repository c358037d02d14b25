/** How the blocks of a paper share the columns of one sheet. */
import type { PaperBlock, PaperSection } from '../../shared/contract/types.ts';
import { columnPixels } from './rowHeight.ts';
import { pageWidth } from './paginate.ts';

export type PaperTable = Extract<PaperBlock, { block: 'table' }>;

/** Columns merged into one, both ends in. */
export type Span = readonly [first: number, last: number];

/** A narrower column can't be read, whatever its share. */
const NARROWEST = 5;
/** Columns of a sheet without a table: enough for facts and places to sign. */
const PLAIN = 12;

export interface Grid {
  /** Widths in characters, together as wide as the paper. */
  readonly widths: readonly number[];
  /** Where the columns of a table lie: those of the table that made the grid are single, others are merged of them. */
  spansOf(shares: readonly number[]): Span[];
}

/** The grid of a sheet: the columns of its widest table, or even ones. */
export function gridOf(section: PaperSection, tables: readonly PaperTable[]): Grid {
  const most = tables.reduce<PaperTable | null>(
    (a, b) => (a === null || b.columns.length > a.columns.length ? b : a),
    null,
  );
  const shares = most?.columns.map((column) => column.share) ?? Array.from({ length: PLAIN }, () => 1);
  const all = shares.reduce((a, b) => a + b, 0);
  const points = pageWidth({ orientation: section.orientation, size: section.size });
  const wanted = points / 0.75 / columnPixels(1);
  const widths = shares.map((share) => Math.max(NARROWEST, Math.round((share / all) * wanted * 10) / 10));
  return { widths, spansOf: (of) => spans(widths, of) };
}

/**
 * Lays columns of given shares over a grid, each over whole columns of it. Where the grid has fewer, the last ones are
 * dropped by the caller: a grid is made of the table with the most columns.
 */
function spans(widths: readonly number[], shares: readonly number[]): Span[] {
  if (shares.length >= widths.length) return shares.map((_, i) => [i, i]);
  const width = widths.reduce((a, b) => a + b, 0);
  const whole = shares.reduce((a, b) => a + b, 0);
  const ends: number[] = [];
  let wanted = 0;
  let passed = 0;
  let column = 0;
  shares.forEach((share, i) => {
    wanted += (share / whole) * width;
    const left = shares.length - i - 1;
    // At least one column each, and one left for each that follows.
    do {
      passed += widths[column] ?? 0;
      column += 1;
    } while (column < widths.length - left && passed + (widths[column] ?? 0) / 2 <= wanted);
    ends.push(left === 0 ? widths.length - 1 : column - 1);
  });
  return ends.map((end, i) => [i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end]);
}
