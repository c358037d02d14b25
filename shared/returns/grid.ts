/**
 * A workbook as the reader hands it over: plain values only, no formulas, no styles. Rows and columns count from 0
 * here; addresses on screen ('H7') are made by `addressOf`.
 */
import type { Day } from '../day.ts';

/**
 * One cell: text (also of a rich text), number, yes or no, a day (of a date cell; a time of day is dropped), an error
 * of the sheet ('#REF!'), or a number shown otherwise than it is (0.9 shown as '90%', 20240531 shown as text).
 * A formula is its stored result.
 */
export type Plain =
  | string
  | number
  | boolean
  | { readonly day: Day }
  | { readonly error: string }
  | { readonly number: number; readonly shown: string };

export interface GridRow {
  /** From 0. */
  readonly r: number;
  readonly hidden: boolean;
  /** By column, from 0; holes where nothing is. */
  readonly cells: readonly (Plain | undefined)[];
}

/** Both corners belong to it; all from 0. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Grid {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold any value, from top to bottom. Only the master of a merged area holds its value. */
  readonly rows: readonly GridRow[];
  /** Number of columns that hold any value. */
  readonly width: number;
  readonly merges: readonly Area[];
  readonly hiddenColumns: readonly number[];
}

export type WorkbookFormat = 'xlsx' | 'xlsm' | 'xlsb' | 'xls' | 'et' | 'ods' | 'csv';

export interface Workbook {
  readonly format: WorkbookFormat;
  readonly sheets: readonly Grid[];
  /** What the reader noticed and the clerk should know (noteWords.ts). */
  readonly notes: readonly { readonly code: string; readonly sheet?: string; readonly cell?: string }[];
}

/**
 * The note of a workbook that counts days from 1904: its days are right already, but a bare number in a cell without a
 * day's format counts so too.
 */
export const DAYS_FROM_1904 = 'days_from_1904';

/** 0 → 'A', 26 → 'AA'. */
export function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}

/** Row and column from 0 → 'H7'. */
export function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** How a plain value looks in the file, for showing and for reading it as words. */
export function shownOf(plain: Plain | undefined): string {
  if (plain === undefined) return '';
  if (typeof plain === 'string') return plain;
  if (typeof plain === 'number') return String(plain);
  if (typeof plain === 'boolean') return plain ? 'TRUE' : 'FALSE';
  if ('day' in plain) return plain.day;
  return 'error' in plain ? plain.error : plain.shown;
}
