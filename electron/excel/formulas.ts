/**
 * Formulas over the sheets of rows. Only what every office program has known for long (COUNTIFS, SUMIFS, SUMPRODUCT,
 * ROUND, INT, IF); whole ranges with fixed addresses, so that sorting and filtering the rows changes no figure.
 */
import { columnName } from '../../shared/returns/grid.ts';
import { NO_RATE } from './plan.ts';
import type { Cell } from './plan.ts';

/** A sheet of rows as formulas see it. */
export interface RowRange {
  readonly sheet: string;
  /** Rows (from 1) between which the rows lie, both ends in. */
  readonly first: number;
  readonly last: number;
  /** Column (from 0) of each key. */
  readonly columns: ReadonlyMap<string, number>;
}

/** A column holds just this word. */
export type Condition = readonly [key: string, word: string];

/** A column holds what stands in a cell of the formula's own sheet ('$B5'). */
export interface SameAs {
  readonly key: string;
  readonly cell: string;
  /** What stands there now: it decides how the comparison must be written. */
  readonly label: Label;
}

/** A text that rows are told apart by. */
export interface Label {
  readonly text: string;
  /** Compared by the office program's own criteria it could mean something else (2024, 甲*, >5, ABC beside abc). */
  readonly exact: boolean;
}

export function rangeOf({ sheet, first, last, columns }: RowRange, key: string): string {
  const column = columns.get(key);
  if (column === undefined) throw new Error(`no column ${key} in ${sheet}`);
  const letter = columnName(column);
  return `'${sheet}'!$${letter}$${first}:$${letter}$${last}`;
}

/** How many rows hold all these words. */
export function countFormula(rows: RowRange, conditions: readonly Condition[], same?: SameAs): string {
  if (same?.label.exact === true) return `SUMPRODUCT(${factors(rows, conditions, same)}*1)`;
  return `COUNTIFS(${criteria(rows, conditions, same)})`;
}

/** The sum of a column over the rows that hold all these words; money to whole fen. */
export function sumFormula(
  rows: RowRange,
  key: string,
  conditions: readonly Condition[],
  as: 'count' | 'yuan',
  same?: SameAs,
): string {
  const of = rangeOf(rows, key);
  const sum =
    same?.label.exact === true
      ? `SUMPRODUCT(${factors(rows, conditions, same)}*${of})`
      : `SUMIFS(${of},${criteria(rows, conditions, same)})`;
  return as === 'yuan' ? `ROUND(${sum},2)` : sum;
}

/** Share of one cell in another: ⌊(20000c + a) / 2a⌋ basis points as `rateBasisPoints` has it; nothing of nothing is —. */
export function rateFormula(part: string, whole: string): string {
  return `IF(${whole}=0,"${NO_RATE}",INT((20000*${part}+${whole})/(2*${whole}))/10000)`;
}

export function formula(of: 'count' | 'yuan' | 'rate', text: string, value: number | null): Cell {
  return { as: 'formula', of, formula: text, value };
}

function criteria(rows: RowRange, conditions: readonly Condition[], same?: SameAs): string {
  return [
    ...(same === undefined ? [] : [`${rangeOf(rows, same.key)},${same.cell}`]),
    ...conditions.map(([key, word]) => `${rangeOf(rows, key)},${quoted(word)}`),
  ].join(',');
}

function factors(rows: RowRange, conditions: readonly Condition[], same: SameAs): string {
  return [
    `EXACT(${rangeOf(rows, same.key)},${same.cell})`,
    ...conditions.map(([key, word]) => `(${rangeOf(rows, key)}=${quoted(word)})`),
  ].join('*');
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
