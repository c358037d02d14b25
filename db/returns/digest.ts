/**
 * A staged row in a few integers, made where the file is compared: finding and counting over tens of thousands of rows
 * never parses their texts. Kept beside each part as the base64 of its 32-bit integers.
 *
 * One row: number, measure (0 for none), flags, count of cells; then per cell what it is, L and R as `markOf` says.
 */
import { answerFields, type AnswerField } from '../../shared/returns/fields.ts';
import {
  cellClasses,
  type CellClass,
  type Hint,
  hints,
  type Judged,
  PART_ROWS,
  type RowProblem,
  rowProblems,
  type StagedCell,
  type StagedRow,
} from '../../shared/returns/types.ts';
import { measureStates } from '../../shared/lists.ts';

export const ROW_HEAD = 4;
export const CELL_SIZE = 3;

const stagedRowClasses = ['matched', 'new', 'ambiguous'] as const;
export type StagedRowClass = (typeof stagedRowClasses)[number];

const COMPLETION = 1 << 2;
const PROBLEM_AT = 3;
const TAMPERED = 1 << 7;
const HINTS_AT = 8;

/** A text as one integer, to see that it is still the same (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}

/** A value of a field as one integer: a state by its place in the list, a day as YYYYMMDD, else a hash. */
export function markOf(field: AnswerField, value: string): number {
  if (field === 'state') return measureStates.findIndex((state) => state === value);
  if (field === 'doneOn' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return Number(value.replaceAll('-', ''));
  return hashOf(value);
}

/** R of a cell as one integer; what was not understood by its text. */
export const returnedMark = (cell: StagedCell) =>
  cell.value === null ? hashOf(cell.text) : markOf(cell.field, cell.value);

function flagsOf(row: StagedRow): number {
  let flags = stagedRowClasses.indexOf(row.class);
  if (row.completion) flags |= COMPLETION;
  if (row.problem !== null) flags |= (rowProblems.indexOf(row.problem) + 1) << PROBLEM_AT;
  if (row.tampered.length > 0) flags |= TAMPERED;
  for (const hint of row.hints) flags |= 1 << (HINTS_AT + hints.indexOf(hint));
  return flags;
}

export const classOfFlags = (flags: number): StagedRowClass => stagedRowClasses[flags & 3] ?? 'new';
export const completionOf = (flags: number): boolean => (flags & COMPLETION) !== 0;
export const tamperedOf = (flags: number): boolean => (flags & TAMPERED) !== 0;
export const problemOf = (flags: number): RowProblem | null =>
  rowProblems[((flags >> PROBLEM_AT) & 15) - 1] ?? null;
export const hasHint = (flags: number, hint: Hint): boolean =>
  (flags & (1 << (HINTS_AT + hints.indexOf(hint)))) !== 0;
export const hasHints = (flags: number): boolean => flags >> HINTS_AT !== 0;

/** Must the row be matched by the clerk before anything of it can be taken over? */
export const waitsForMatch = (flags: number): boolean =>
  classOfFlags(flags) !== 'matched' && problemOf(flags) !== 'left_out';

export const fieldOf = (cell: number): AnswerField => answerFields[cell & 63] ?? 'remark';
export const classOfCell = (cell: number): CellClass => cellClasses[cell >> 6] ?? 'blank';
/** Classes that wait for a decision. */
export const decidable = (kind: CellClass): boolean =>
  kind === 'theirs' || kind === 'both' || kind === 'problem';

function integersOf(rows: readonly StagedRow[]): Int32Array {
  const length = rows.reduce((sum, row) => sum + ROW_HEAD + row.cells.length * CELL_SIZE, 0);
  const data = new Int32Array(length);
  let at = 0;
  for (const row of rows) {
    data.set([row.row, row.measure ?? 0, flagsOf(row), row.cells.length], at);
    at += ROW_HEAD;
    for (const cell of row.cells) {
      data[at] = answerFields.indexOf(cell.field) | (cellClasses.indexOf(cell.class) << 6);
      data[at + 1] = markOf(cell.field, cell.ledger);
      data[at + 2] = returnedMark(cell);
      at += CELL_SIZE;
    }
  }
  return data;
}

/** The digest of rows as it is kept. */
export function digestOf(rows: readonly StagedRow[]): string {
  const data = integersOf(rows);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
}

/** The integers of a kept digest. */
export function integersIn(digest: string): Int32Array {
  const bytes = Buffer.from(digest, 'base64');
  // A copy of its own: the pool's memory need not begin at a whole integer.
  return new Int32Array(new Uint8Array(bytes).buffer);
}

/** Rows of a compared file as they travel and are kept: in parts that are parsed one at a time, each with its digest. */
export function partsOf(rows: readonly StagedRow[]): Judged['parts'] {
  const parts: Judged['parts'][number][] = [];
  for (let at = 0; at < rows.length; at += PART_ROWS) {
    const part = rows.slice(at, at + PART_ROWS);
    parts.push({
      first: part[0]?.row ?? 0,
      last: part.at(-1)?.row ?? 0,
      rows: JSON.stringify(part),
      digest: digestOf(part),
    });
  }
  return parts;
}
