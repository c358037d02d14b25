/**
 * Decisions of the clerk as they are kept: of 256 neighbouring rows each, with what the cell said when he decided. A
 * decision holds only for what he saw: it is out of force when the row's measure, the ledger's value or the returned
 * one has become another, and in force again when they are as they were.
 */
import type { AnswerField } from '../../shared/returns/fields.ts';
import type { Choice } from '../../shared/returns/types.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import {
  CELL_SIZE,
  classOfCell,
  classOfFlags,
  decidable,
  fieldOf,
  integersIn,
  ROW_HEAD,
  waitsForMatch,
} from './digest.ts';

export type Decided = Exclude<Choice, 'later'>;
export const decidedChoices: readonly Decided[] = ['accept', 'keep', 'edit'];

/** Choice (its place in the list), the clerk's value, the step that committed it, then what he saw: measure, L, R. */
export type Entry = [
  choice: number,
  value: string | null,
  step: number | null,
  measure: number,
  known: number,
  returned: number,
];
/** By row and field: '12.progress'. */
export type Block = Record<string, Entry>;

export const blockOf = (row: number): number => row >> 8;
export const keyOf = (row: number, field: AnswerField): string => `${row}.${field}`;

export function readBlock(db: ReadDb, file: number, block: number): Block {
  const cells = db.pluck<string>(
    'SELECT cells FROM staged_decisions WHERE file_id = ? AND block = ?',
    file,
    block,
  )[0];
  return cells === undefined ? {} : (JSON.parse(cells) as Block);
}

export function readBlocks(db: ReadDb, file: number): Map<number, Block> {
  return new Map(
    db
      .all<{ block: number; cells: string }>(
        'SELECT block, cells FROM staged_decisions WHERE file_id = ?',
        file,
      )
      .map((row) => [row.block, JSON.parse(row.cells) as Block]),
  );
}

export function writeBlock(db: WriteDb, file: number, block: number, cells: Block): void {
  if (Object.keys(cells).length === 0) {
    db.run('DELETE FROM staged_decisions WHERE file_id = ? AND block = ?', file, block);
    return;
  }
  db.run(
    `INSERT INTO staged_decisions (file_id, block, cells) VALUES (?, ?, ?)
      ON CONFLICT (file_id, block) DO UPDATE SET cells = excluded.cells`,
    ...[file, block, JSON.stringify(cells)],
  );
}

/** How much of a file is decided, kept with it so that lists need not look into it. */
export interface Tally {
  /** Cells to be decided that are open, and decided ones by choice. */
  readonly open: number;
  readonly decided: readonly [accept: number, keep: number, edit: number];
  /** Rows that must be matched by the clerk first. */
  readonly unmatched: number;
  /** Decided cells that a step committed, by step. */
  readonly steps: Readonly<Record<string, readonly [accept: number, keep: number, edit: number]>>;
}

/** A file's rows in integers, with what is decided of each cell. */
export interface FileState {
  readonly file: number;
  readonly version: number;
  /** Moves along when decisions are written through this object. */
  decidedVersion: number;
  readonly data: Int32Array;
  /** Where each row begins in `data`. */
  readonly rowAt: Int32Array;
  /** Number of a row's first cell in `choice` and `step`. */
  readonly cellAt: Int32Array;
  /** 0 open, else the choice's place in the list + 1. */
  readonly choice: Uint8Array;
  /** 0 for none. */
  readonly step: Int32Array;
}

/** Reads a file's rows and decisions. */
export function readState(db: ReadDb, file: number, version: number, decidedVersion: number): FileState {
  const parts = db
    .pluck<string>(
      'SELECT digest FROM staged_parts WHERE file_id = ? AND version = ? ORDER BY part',
      file,
      version,
    )
    .map(integersIn);
  const data = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts) {
    data.set(part, length);
    length += part.length;
  }
  const rowAt: number[] = [];
  const cellAt: number[] = [];
  let cells = 0;
  for (let at = 0; at < data.length;) {
    rowAt.push(at);
    cellAt.push(cells);
    const count = data[at + 3] ?? 0;
    cells += count;
    at += ROW_HEAD + count * CELL_SIZE;
  }
  const state: FileState = {
    ...{ file, version, decidedVersion, data },
    ...{ rowAt: Int32Array.from(rowAt), cellAt: Int32Array.from(cellAt) },
    ...{ choice: new Uint8Array(cells), step: new Int32Array(cells) },
  };
  for (const block of readBlocks(db, file).values()) {
    for (const [key, entry] of Object.entries(block)) {
      const dot = key.indexOf('.');
      const cell = findCell(state, Number(key.slice(0, dot)), key.slice(dot + 1) as AnswerField);
      if (cell === null || !inForce(state, cell, entry)) continue;
      state.choice[cell.cell] = entry[0] + 1;
      state.step[cell.cell] = entry[2] ?? 0;
    }
  }
  return state;
}

export interface CellPlace {
  /** Where the row and the cell begin in `data`. */
  readonly row: number;
  readonly at: number;
  /** The cell's number in `choice` and `step`. */
  readonly cell: number;
}

/** The row's index, by its number in the file; -1 when it holds none. */
export function findRow(state: FileState, row: number): number {
  let low = 0;
  let high = state.rowAt.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = state.data[state.rowAt[middle] ?? 0] ?? 0;
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function findCell(state: FileState, row: number, field: AnswerField): CellPlace | null {
  const index = findRow(state, row);
  if (index < 0) return null;
  const start = state.rowAt[index] ?? 0;
  const count = state.data[start + 3] ?? 0;
  for (let n = 0; n < count; n += 1) {
    const at = start + ROW_HEAD + n * CELL_SIZE;
    if (fieldOf(state.data[at] ?? 0) === field)
      return { row: start, at, cell: (state.cellAt[index] ?? 0) + n };
  }
  return null;
}

export function inForce(state: FileState, place: CellPlace, entry: Entry): boolean {
  return (
    state.data[place.row + 1] === entry[3] &&
    state.data[place.at + 1] === entry[4] &&
    state.data[place.at + 2] === entry[5]
  );
}

/** What a change of one decision makes of a count. @param from,to 0 for open, else the choice's place in the list + 1 */
export function movedTally(tally: Tally, from: number, to: number, step: number): Tally {
  const decided = [...tally.decided] as [number, number, number];
  if (from > 0) decided[(from - 1) as 0 | 1 | 2] -= 1;
  if (to > 0) decided[(to - 1) as 0 | 1 | 2] += 1;
  const steps = { ...tally.steps };
  const ofStep = steps[step];
  if (from > 0 && ofStep !== undefined) {
    const left = [...ofStep] as [number, number, number];
    left[(from - 1) as 0 | 1 | 2] -= 1;
    steps[step] = left;
  }
  return { ...tally, decided, steps, open: tally.open + Number(to === 0) - Number(from === 0) };
}

/** Counts what is open and decided. */
export function tallyOf(state: FileState): Tally {
  const decided: [number, number, number] = [0, 0, 0];
  const steps: Record<string, [number, number, number]> = {};
  let open = 0;
  let unmatched = 0;
  state.rowAt.forEach((start, index) => {
    const flags = state.data[start + 2] ?? 0;
    if (waitsForMatch(flags)) unmatched += 1;
    if (classOfFlags(flags) !== 'matched') return;
    const count = state.data[start + 3] ?? 0;
    for (let n = 0; n < count; n += 1) {
      if (!decidable(classOfCell(state.data[start + ROW_HEAD + n * CELL_SIZE] ?? 0))) continue;
      const cell = (state.cellAt[index] ?? 0) + n;
      const choice = (state.choice[cell] ?? 0) - 1;
      if (choice < 0) open += 1;
      else {
        decided[choice as 0 | 1 | 2] += 1;
        const step = state.step[cell] ?? 0;
        if (step > 0) (steps[step] ??= [0, 0, 0])[choice as 0 | 1 | 2] += 1;
      }
    }
  });
  return { open, decided, unmatched, steps };
}

/** The count of rows of which nothing is decided yet. */
export function freshTally(parts: readonly Int32Array[]): Tally {
  let open = 0;
  let unmatched = 0;
  for (const data of parts) {
    for (let at = 0; at < data.length;) {
      const flags = data[at + 2] ?? 0;
      const end = at + ROW_HEAD + (data[at + 3] ?? 0) * CELL_SIZE;
      if (waitsForMatch(flags)) unmatched += 1;
      if (classOfFlags(flags) === 'matched')
        for (let cell = at + ROW_HEAD; cell < end; cell += CELL_SIZE)
          if (decidable(classOfCell(data[cell] ?? 0))) open += 1;
      at = end;
    }
  }
  return { open, unmatched, decided: [0, 0, 0], steps: {} };
}

/** Writes down a file's count of decisions. @returns the version by which readers see that they changed */
export function writeTally(db: WriteDb, file: number, tally: Tally): number {
  db.run(
    'UPDATE staged_files SET tally = ?, decided_version = decided_version + 1 WHERE id = ?',
    JSON.stringify(tally),
    file,
  );
  return db.pluck<number>('SELECT decided_version FROM staged_files WHERE id = ?', file)[0] ?? 0;
}
