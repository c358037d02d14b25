/** How the blocks of a paper share the columns of one sheet. */
import type { PaperBlock, PaperSection } from '../../shared/contract/types.ts';
import { columnPixels } from './rowHeight.ts';
import { pageWidth } from './paginate.ts';

export type PaperTable = Extract<PaperBlock, { block: 'table' }>;

/** Columns merged into one, both ends in. */
export type Span = readonly [first: number, last: number];

/** A narrower column can't be read, whatever its share. */
const NARROWEST = 5;
/** Width of the even columns of a sheet that is no list. */
const EVEN = 4.5;

export interface Grid {
  /** Widths in characters, together as wide as the paper. */
  readonly widths: readonly number[];
  /** Where the columns of a table lie: those of the table that made the grid are single, others are merged of them. */
  spansOf(shares: readonly number[]): Span[];
}

/**
 * The grid of a sheet: the columns of its list; of a sheet that is none, narrow even ones, over which tables, facts and
 * places to sign lie as on paper.
 */
export function gridOf(section: PaperSection, list: PaperTable | null): Grid {
  const points = pageWidth({ orientation: section.orientation, size: section.size });
  const whole = points / 0.75 / columnPixels(1);
  const shares =
    list?.columns.map((column) => column.share) ?? Array.from({ length: Math.floor(whole / EVEN) }, () => 1);
  const all = shares.reduce((a, b) => a + b, 0);
  const widths = shares.map((share) =>
    Math.max(list === null ? 1 : NARROWEST, Math.round((share / all) * whole * 10) / 10),
  );
  return gridOver(widths);
}

/** A sheet's columns as they are. */
export function gridOver(widths: readonly number[]): Grid {
  return { widths, spansOf: (of) => spans(widths, of) };
}

/**
 * Lays columns of given shares over a grid, each over whole columns of it; one to one where there are no more of them.
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
