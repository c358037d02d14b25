/** Which rows of a review a filter lists: answered from integers in memory, whatever the rows say. */
import { answerFields, type AnswerField } from '../../shared/returns/fields.ts';
import { cellClasses, rowClasses } from '../../shared/returns/types.ts';
import type { CellClass, FileCounts, Hint, RowClass } from '../../shared/returns/types.ts';
import type { ReviewFilter } from '../../shared/contract/types.ts';
import type { ReadDb } from '../connection.ts';
import type { FileState } from './decisions.ts';
import {
  CELL_SIZE,
  classOfCell,
  classOfFlags,
  completionOf,
  decidable,
  fieldOf,
  hasHint,
  hasHints,
  problemOf,
  ROW_HEAD,
  tamperedOf,
  waitsForMatch,
} from './digest.ts';
import { reviewFiles, stateOf, sumsOf } from './states.ts';

export interface FoundRows {
  /** Pairs of file and row, flattened. */
  readonly keys: Int32Array<ArrayBuffer>;
  readonly classes: Record<CellClass, number>;
  readonly rowClasses: Record<RowClass, number>;
  readonly completions: number;
  readonly hints: Record<string, number>;
}

/** Lists a batch's rows by a filter, with the counts of the files it names. */
export function findRows(db: ReadDb, batch: number, filter: ReviewFilter): FoundRows {
  const found: FoundRows = {
    keys: new Int32Array(0),
    classes: zeros(cellClasses),
    rowClasses: zeros(rowClasses),
    completions: 0,
    hints: {},
  };
  const keys: number[] = [];
  let completions = 0;
  const wanted = listedBy(filter);
  for (const file of listedFiles(db, batch, filter)) {
    const state = stateOf(db, batch, file);
    state.rowAt.forEach((start, index) => {
      if (wanted(state, index)) keys.push(file.id, state.data[start] ?? 0);
    });
    const counts = countsOf(db, file.id);
    for (const kind of cellClasses) found.classes[kind] += counts?.classes[kind] ?? 0;
    for (const kind of rowClasses) found.rowClasses[kind] += counts?.rowClasses[kind] ?? 0;
    const sums = sumsOf(db, batch, file);
    completions += sums.completions;
    for (const [hint, n] of Object.entries(sums.hints)) found.hints[hint] = (found.hints[hint] ?? 0) + n;
  }
  return { ...found, completions, keys: Int32Array.from(keys) };
}

export function listedFiles(db: ReadDb, batch: number, filter: ReviewFilter) {
  const only = filter.files === undefined ? null : new Set(filter.files);
  return reviewFiles(db, batch).filter((file) => only === null || only.has(file.id));
}

function zeros<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}

function countsOf(db: ReadDb, file: number): FileCounts | null {
  const counts = db.pluck<string | null>('SELECT counts FROM staged_files WHERE id = ?', file)[0] ?? null;
  return counts === null ? null : (JSON.parse(counts) as FileCounts);
}

/** Says of a row (by its index) whether the filter lists it. */
export function listedBy(filter: ReviewFilter): (state: FileState, index: number) => boolean {
  const cellWanted = cellListedBy(filter);
  const narrow = filter.classes !== undefined || filter.fields !== undefined;
  return (state, index) => {
    const start = state.rowAt[index] ?? 0;
    const flags = state.data[start + 2] ?? 0;
    const kind = classOfFlags(flags);
    if (filter.rowClasses !== undefined && !filter.rowClasses.includes(kind)) return false;
    if (filter.completion === true && !completionOf(flags)) return false;
    if (filter.hints !== undefined && !filter.hints.some((hint: Hint) => hasHint(flags, hint))) return false;
    if (filter.clean === true && !cleanRow(state, index)) return false;
    // What an unmatched row says is of no class yet.
    if (narrow && (kind !== 'matched' || !someCell(state, index, cellWanted))) return false;
    if (filter.decided !== undefined && !standsDecided(state, index, filter.decided, cellWanted))
      return false;
    if (filter.all === true || narrow) return true;
    return kind !== 'matched' ? true : tamperedOf(flags) || someCell(state, index, differs);
  };
}

type CellTest = (cell: number) => boolean;

const differs: CellTest = (cell) => decidable(classOfCell(cell)) || classOfCell(cell) === 'forbidden';

/** The cells that classes and fields of a filter mean; without them, all. A blank cell is none that is kept. */
export function cellListedBy(filter: ReviewFilter): CellTest {
  const classes = filter.classes === undefined ? null : new Set<CellClass>(filter.classes);
  const fields = filter.fields === undefined ? null : new Set<AnswerField>(filter.fields);
  return (cell) =>
    (classes === null || classes.has(classOfCell(cell))) &&
    (fields === null || fields.has(fieldOf(cell))) &&
    (classes !== null || fields === null || differs(cell));
}

export const cellCount = (state: FileState, index: number): number =>
  state.data[(state.rowAt[index] ?? 0) + 3] ?? 0;

export const cellAt = (state: FileState, index: number, n: number): number =>
  state.data[(state.rowAt[index] ?? 0) + ROW_HEAD + n * CELL_SIZE] ?? 0;

function someCell(state: FileState, index: number, test: CellTest): boolean {
  const count = cellCount(state, index);
  for (let n = 0; n < count; n += 1) if (test(cellAt(state, index, n))) return true;
  if (count >= answerFields.length) return false;
  // Cells that are not kept are blank; any one of the fields that are missing will do.
  const there = new Set(Array.from({ length: count }, (_, n) => fieldOf(cellAt(state, index, n))));
  return answerFields.some(
    (field, at) => !there.has(field) && test(at | (cellClasses.indexOf('blank') << 6)),
  );
}

/** Without problem (of the row or a cell), hint or proposed completion. */
export function cleanRow(state: FileState, index: number): boolean {
  const flags = state.data[(state.rowAt[index] ?? 0) + 2] ?? 0;
  if (classOfFlags(flags) !== 'matched' || problemOf(flags) !== null) return false;
  if (hasHints(flags) || completionOf(flags)) return false;
  const count = cellCount(state, index);
  for (let n = 0; n < count; n += 1) {
    const kind = classOfCell(cellAt(state, index, n));
    if (kind === 'problem' || kind === 'forbidden') return false;
  }
  return true;
}

function standsDecided(
  state: FileState,
  index: number,
  wanted: 'open' | 'decided',
  cellWanted: CellTest,
): boolean {
  const flags = state.data[(state.rowAt[index] ?? 0) + 2] ?? 0;
  if (classOfFlags(flags) !== 'matched')
    return wanted === 'open' ? waitsForMatch(flags) : !waitsForMatch(flags);
  const count = cellCount(state, index);
  for (let n = 0; n < count; n += 1) {
    const cell = cellAt(state, index, n);
    if (!decidable(classOfCell(cell)) || !cellWanted(cell)) continue;
    const decided = (state.choice[(state.cellAt[index] ?? 0) + n] ?? 0) > 0;
    if (decided === (wanted === 'decided')) return true;
  }
  return false;
}
