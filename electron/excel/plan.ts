/** What a sheet shall hold, before any library is loaded: rows of plain cells, written and read back from one plan. */
import { dayNumber } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';

/** A cell's value with how it is shown. Text stays text, whatever it begins with; a number is never text. */
export type Cell =
  /** `place`: a label stands out in a field of facts, short words of a list stand in the middle. */
  | { readonly as: 'text'; readonly value: string; readonly place?: 'label' | 'middle' }
  | { readonly as: 'count'; readonly value: number }
  /** Basis points; shown as a percentage with two decimals. */
  | { readonly as: 'rate'; readonly value: number }
  /** Fen; shown as yuan. */
  | { readonly as: 'yuan'; readonly value: number }
  /** `written`: 2024.8.31 or 2024年8月31日 rather than 2024-08-31. */
  | { readonly as: 'day'; readonly value: Day; readonly written?: 'dots' | 'words' }
  /**
   * What the sheet works out itself: the formula without '=', and what it comes to, in the unit of `of` (basis points,
   * fen). Null is the rate of nothing.
   */
  | {
      readonly as: 'formula';
      readonly of: 'count' | 'yuan' | 'rate';
      readonly formula: string;
      readonly value: number | null;
    };

export type RowStyle =
  | 'title'
  | 'subtitle'
  | 'section'
  | 'sub'
  | 'text'
  | 'seal'
  | 'note'
  | 'head'
  | 'body'
  | 'group'
  | 'total'
  | 'sign';

/** A picture (PNG) that lies over a row of its own height. */
export interface PicturePlan {
  readonly png: Uint8Array;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** In pixels of a screen (96 an inch). */
  readonly width: number;
  readonly height: number;
}

export interface RowPlan {
  readonly style: RowStyle;
  /** One for each column; null: nothing is written. A merged row holds its text in the first. */
  readonly cells: readonly (Cell | null)[];
  /** Columns (from 0, both ends in) merged into one; of the row's cells only the first of them holds anything. */
  readonly merges?: readonly (readonly [first: number, last: number])[];
  /** In points, of a row that holds a picture; else found from its texts. */
  readonly height?: number;
}

export interface SheetPlan {
  readonly name: string;
  /** Widths in characters. */
  readonly columns: readonly number[];
  readonly rows: readonly RowPlan[];
  /** Rows at the top that stay in sight and are repeated on every page; 0: none. */
  readonly head: number;
  /** A row (from 1) further down whose headings are repeated on the pages after it; only where `head` is 0. */
  readonly repeated?: number;
  readonly orientation: 'portrait' | 'landscape';
  /** A4 where left out. */
  readonly size?: 'a4' | 'a3';
  readonly pictures?: readonly PicturePlan[];
  /** Row (from 1) of the headings of a filterable list; null: no filter. */
  readonly filter: number | null;
}

/** Bound of a cell in the format. */
const MAX_TEXT = 32_767;
/** Characters that XML can't hold; Excel would call the file damaged. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Whatever `writable` may change: most texts have none of it. */
// oxlint-disable-next-line no-control-regex
const DOUBTFUL = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text as the format can hold it: line ends are \n, what XML forbids is left out, never more than 32,767. */
export function writable(value: string): string {
  if (value.length <= MAX_TEXT && !DOUBTFUL.test(value)) return value;
  const clean = value.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '').replace(LONE_SURROGATE, '\ufffd');
  return clean.length <= MAX_TEXT ? clean : `${clean.slice(0, MAX_TEXT - 1)}…`;
}

export function text(value: string, place?: 'label' | 'middle'): Cell | null {
  const clean = writable(value);
  if (clean === '') return null;
  return place === undefined ? { as: 'text', value: clean } : { as: 'text', value: clean, place };
}

export function counted(value: number): Cell {
  return { as: 'count', value };
}

/** The rate of nothing. */
export const NO_RATE = '—';

export function rate(basisPoints: number | null): Cell {
  return basisPoints === null ? { as: 'text', value: NO_RATE } : { as: 'rate', value: basisPoints };
}

export function yuan(fen: number): Cell {
  return { as: 'yuan', value: fen };
}

export function day(value: Day | null): Cell | null {
  return value === null ? null : { as: 'day', value };
}

/** The number or text that lies in the file for a cell. Days are serial numbers: no clock and no zone takes part. */
export function stored(cell: Cell): string | number {
  switch (cell.as) {
    case 'text':
      return cell.value;
    case 'count':
      return cell.value;
    case 'rate':
      return cell.value / 10_000;
    case 'yuan':
      return cell.value / 100;
    case 'formula':
      if (cell.value === null) return NO_RATE;
      return cell.of === 'yuan' ? cell.value / 100 : cell.of === 'rate' ? cell.value / 10_000 : cell.value;
    case 'day':
      return dayNumber(cell.value) + 25_569;
  }
}
