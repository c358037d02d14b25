/**
 * Decisions of the clerk: by cell, or for all open cells that a filter lists. Nothing of it is logged; taking over is
 * the commit's. What may not be decided so is refused with its code and file, row and field; then nothing is decided.
 */
import type { Day } from '../../shared/day.ts';
import type { ReviewDecision, ReviewFilter } from '../../shared/contract/types.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { heldFields } from '../../shared/returns/hints.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import {
  type Block,
  blockOf,
  decidedChoices,
  type Entry,
  type FileState,
  findCell,
  findRow,
  keyOf,
  movedTally,
  readBlock,
  type Tally,
  tallyOf,
  writeBlock,
  writeTally,
} from './decisions.ts';
import { CELL_SIZE, classOfCell, classOfFlags, decidable, fieldOf, ROW_HEAD } from './digest.ts';
import { disputedRows } from './disputed.ts';
import { editedAnswer } from './edited.ts';
import { cellAt, cellCount, cellListedBy, listedBy, listedFiles } from './find.ts';
import { heldBy, saysOf, type Standing, standingsOf } from './held.ts';
import { unitGroup } from './mergers.ts';
import { batchRow, fileRow, liveCommits } from './review.ts';
import type { Slices } from './stage.ts';
import { forgetStates, stateOf, stateOfFile } from './states.ts';
import { unitMeasures } from './unitMeasures.ts';

export interface DecidedCells {
  readonly changed: number;
  /** What stood before, for taking it back; of more cells than MOST only those that had been decided. */
  readonly before: ReviewDecision[];
}

/** As many decisions as one call takes. */
const MOST = 20_000;
/** Decisions looked at in one slice. */
const AT_ONCE = 1000;
/** Rows of one file worked in one slice. */
const ROWS = 500;

/** One file while it is decided on: its integers, and the blocks of decisions read and changed. */
class Desk {
  readonly state: FileState;
  readonly #read: ReadDb;
  readonly #blocks = new Map<number, Block>();
  readonly #changed = new Set<number>();
  #tally: Tally;

  constructor(read: ReadDb, state: FileState) {
    this.#read = read;
    this.state = state;
    this.#tally = tallyOf(state);
  }

  block(row: number): Block {
    const number = blockOf(row);
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = readBlock(this.#read, this.state.file, number);
      this.#blocks.set(number, block);
    }
    return block;
  }

  /** The decision in force of a cell, as it is taken back by. */
  before(row: number, field: AnswerField, cell: number): ReviewDecision {
    const choice = decidedChoices[(this.state.choice[cell] ?? 0) - 1];
    const value = choice === 'edit' ? (this.block(row)[keyOf(row, field)]?.[1] ?? null) : null;
    return { file: this.state.file, row, field, choice: choice ?? 'later', value };
  }

  set(
    row: number,
    place: { row: number; at: number; cell: number },
    choice: ReviewDecision['choice'],
    value: string | null,
  ) {
    const field = fieldOf(this.state.data[place.at] ?? 0);
    const key = keyOf(row, field);
    const block = this.block(row);
    const at = choice === 'later' ? -1 : decidedChoices.indexOf(choice);
    const { cell } = place;
    this.#tally = movedTally(this.#tally, this.state.choice[cell] ?? 0, at + 1, this.state.step[cell] ?? 0);
    this.#changed.add(blockOf(row));
    this.state.step[cell] = 0;
    this.state.choice[cell] = at + 1;
    if (choice === 'later') {
      delete block[key];
      return;
    }
    const { data } = this.state;
    const entry: Entry = [at, choice === 'edit' ? value : null, null, data[place.row + 1] ?? 0, 0, 0];
    entry[4] = data[place.at + 1] ?? 0;
    entry[5] = data[place.at + 2] ?? 0;
    block[key] = entry;
  }

  /** Writes the changed blocks; null when there are none. */
  write(): ((db: WriteDb) => void) | null {
    if (this.#changed.size === 0) return null;
    const changed = [...this.#changed];
    this.#changed.clear();
    const tally = this.#tally;
    return (db) => {
      const { file, version } = this.state;
      const now = db.pluck<number>('SELECT version FROM staged_files WHERE id = ?', file)[0];
      // Judged again in the meantime: what was decided may not be what stands there now.
      if (now !== version) throw new Refusal('file_changed_meanwhile', { file });
      for (const number of changed) writeBlock(db, file, number, this.#blocks.get(number) ?? {});
      this.state.decidedVersion = writeTally(db, file, tally);
    };
  }
}

/**
 * Decides single cells, all or none. Refuses `file_not_in_review`, `row_not_matched`, `cell_not_decidable`,
 * `cell_forbidden`, `cell_unreadable`, `cell_committed`, `value_not_readable`, and what holds a cell (held.ts).
 */
export function* decideCells(
  read: ReadDb,
  batch: number,
  decisions: readonly ReviewDecision[],
  today: Day,
): Slices<DecidedCells> {
  const live = liveCommits(read, batch);
  const before: ReviewDecision[] = [];
  const desks = new Map<number, Desk>();
  try {
    for (const [at, decision] of decisions.entries()) {
      if (at > 0 && at % AT_ONCE === 0) yield () => {};
      let desk = desks.get(decision.file);
      if (desk === undefined) {
        desk = new Desk(read, stateOfFile(read, batch, decision.file));
        desks.set(decision.file, desk);
      }
      const place = placeOf(desk.state, decision, live);
      before.push(desk.before(decision.row, decision.field, place.cell));
      const value = decision.choice === 'edit' ? editedAnswer(decision.field, decision.value ?? '') : null;
      if (decision.choice === 'edit' && value === null) refuse('value_not_readable', decision);
      desk.set(decision.row, place, decision.choice, value);
    }
    // Only now: whether a state may be taken over hangs on what was decided of its day in the same breath.
    refuseHeld(read, desks, decisions, today);
    for (const desk of desks.values()) {
      const write = desk.write();
      if (write !== null) yield write;
    }
  } catch (error) {
    forgetStates(read);
    throw error;
  }
  return { changed: decisions.length, before };
}

function refuse(code: string, { file, row, field }: Pick<ReviewDecision, 'file' | 'row' | 'field'>): never {
  throw new Refusal(code, { file, row, field });
}

function placeOf(state: FileState, decision: ReviewDecision, live: ReadonlySet<number>) {
  const index = findRow(state, decision.row);
  if (index < 0) refuse('row_not_matched', decision);
  const flags = state.data[(state.rowAt[index] ?? 0) + 2] ?? 0;
  if (classOfFlags(flags) !== 'matched') refuse('row_not_matched', decision);
  const place = findCell(state, decision.row, decision.field);
  if (place === null) return refuse('cell_not_decidable', decision);
  const kind = classOfCell(state.data[place.at] ?? 0);
  if (kind === 'forbidden') refuse('cell_forbidden', decision);
  if (!decidable(kind)) refuse('cell_not_decidable', decision);
  if (kind === 'problem' && decision.choice === 'accept') refuse('cell_unreadable', decision);
  if (live.has(state.step[place.cell] ?? 0)) refuse('cell_committed', decision);
  return place;
}

function refuseHeld(
  read: ReadDb,
  desks: ReadonlyMap<number, Desk>,
  decisions: readonly ReviewDecision[],
  today: Day,
): void {
  const taken = decisions.filter(
    ({ choice, field }) => (choice === 'accept' || choice === 'edit') && heldFields.includes(field),
  );
  const measureOf = ({ file, row }: ReviewDecision) => {
    const state = desks.get(file)?.state;
    return state === undefined ? 0 : (state.data[(state.rowAt[findRow(state, row)] ?? 0) + 1] ?? 0);
  };
  const standings = standingsOf(read, [...new Set(taken.map(measureOf))]);
  for (const decision of taken) {
    const desk = desks.get(decision.file);
    const standing = standings.get(measureOf(decision));
    if (desk === undefined || standing === undefined) refuse('row_not_matched', decision);
    const says = saysOf(desk.state, decision.row, standing, desk.block(decision.row));
    const held = heldBy(decision.field, standing, says, today);
    if (held !== null) refuse(held, decision);
  }
}

/**
 * Decides all cells that a filter lists and that may be decided so: `accept` and `keep` the open ones (what is not
 * understood or held can't be accepted and stays open), `later` those decided and not yet committed.
 */
export function* decideAll(
  read: ReadDb,
  batch: number,
  filter: ReviewFilter,
  choice: 'accept' | 'keep' | 'later',
  today: Day,
  passedOver: (state: FileState, index: number) => boolean = () => false,
): Slices<DecidedCells> {
  batchRow(read, batch);
  const live = liveCommits(read, batch);
  const wanted = listedBy(filter);
  const cellWanted = cellListedBy(filter);
  const before: ReviewDecision[] = [];
  let changed = 0;
  try {
    for (const file of listedFiles(read, batch, filter)) {
      const desk = new Desk(read, stateOf(read, batch, file));
      const { state } = desk;
      for (let from = 0; from < state.rowAt.length; from += ROWS) {
        const indexes: number[] = [];
        for (let index = from; index < Math.min(from + ROWS, state.rowAt.length); index += 1)
          if (
            classOfFlags(state.data[(state.rowAt[index] ?? 0) + 2] ?? 0) === 'matched' &&
            wanted(state, index) &&
            !passedOver(state, index)
          )
            indexes.push(index);
        const standings = choice === 'accept' ? standingsFor(read, state, indexes) : new Map();
        for (const index of indexes) {
          for (const place of cellsToDecide(desk, index, choice, cellWanted, live, standings, today)) {
            const row = state.data[place.row] ?? 0;
            const stood = desk.before(row, fieldOf(state.data[place.at] ?? 0), place.cell);
            if (changed < MOST || stood.choice !== 'later') before.push(stood);
            desk.set(row, place, choice, null);
            changed += 1;
          }
        }
        const write = desk.write();
        if (write !== null) yield write;
      }
    }
  } catch (error) {
    forgetStates(read);
    throw error;
  }
  return { changed, before: changed > MOST ? before.filter((one) => one.choice !== 'later') : before };
}

/** Standings of the measures in rows that answer anything the chain judges by. */
function standingsFor(read: ReadDb, state: FileState, indexes: readonly number[]): Map<number, Standing> {
  const measures = indexes.flatMap((index) => {
    const count = cellCount(state, index);
    for (let n = 0; n < count; n += 1) {
      const cell = cellAt(state, index, n);
      if (decidable(classOfCell(cell)) && heldFields.includes(fieldOf(cell)))
        return [state.data[(state.rowAt[index] ?? 0) + 1] ?? 0];
    }
    return [];
  });
  return measures.length === 0 ? new Map() : standingsOf(read, measures);
}

function cellsToDecide(
  desk: Desk,
  index: number,
  choice: 'accept' | 'keep' | 'later',
  cellWanted: (cell: number) => boolean,
  live: ReadonlySet<number>,
  standings: ReadonlyMap<number, Standing>,
  today: Day,
) {
  const { state } = desk;
  const start = state.rowAt[index] ?? 0;
  const row = state.data[start] ?? 0;
  const standing = standings.get(state.data[start + 1] ?? 0);
  const says = standing === undefined ? null : saysOf(state, row, standing, desk.block(row));
  const places: { row: number; at: number; cell: number }[] = [];
  for (let n = 0; n < cellCount(state, index); n += 1) {
    const at = start + ROW_HEAD + n * CELL_SIZE;
    const code = state.data[at] ?? 0;
    const kind = classOfCell(code);
    const cell = (state.cellAt[index] ?? 0) + n;
    if (!decidable(kind) || !cellWanted(code) || live.has(state.step[cell] ?? 0)) continue;
    const decided = (state.choice[cell] ?? 0) > 0;
    if (decided !== (choice === 'later')) continue;
    if (choice === 'accept' && kind === 'problem') continue;
    const field = fieldOf(code);
    if (choice === 'accept' && heldFields.includes(field)) {
      if (standing === undefined || says === null || heldBy(field, standing, says, today) !== null) continue;
    }
    places.push({ row: start, at, cell });
  }
  return places;
}

/**
 * `--accept clean`: the `theirs` cells of rows without problem, hint or proposed completion, of which no other file of the
 * unit says something else.
 */
export function decideClean(read: ReadDb, batch: number, today: Day): Slices<DecidedCells> {
  const filter: ReviewFilter = { clean: true, classes: ['theirs'] };
  return decideAll(read, batch, filter, 'accept', today, disputedRows(read, batch));
}

/**
 * Says which measure a row is about; null leaves the row out. The file is to be judged again afterwards. Refuses
 * `file_not_in_review`, `row_not_matched` (no such row), `measure_not_of_unit`.
 */
export function matchRow(
  db: WriteDb,
  file: number,
  row: number,
  measure: number | null | undefined,
  today: Day,
): void {
  const staged = fileRow(db, file);
  if (staged.status !== 'review') throw new Refusal('file_not_in_review', { file });
  const there = db.get(
    'SELECT 1 FROM staged_parts WHERE file_id = ? AND version = ? AND first_row <= ? AND last_row >= ?',
    ...[file, staged.version, row, row],
  );
  if (there === undefined) throw new Refusal('row_not_matched', { file, row });
  if (measure === undefined) {
    db.run('DELETE FROM staged_matches WHERE file_id = ? AND row = ?', file, row);
    return;
  }
  if (measure !== null) {
    const { round_id: round } = batchRow(db, staged.batch_id);
    const own = staged.unit_id === null ? [] : unitMeasures(db, round, unitGroup(db, staged.unit_id, today));
    if (!own.some((one) => one.id === measure))
      throw new Refusal('measure_not_of_unit', { file, row, measure });
  }
  db.run(
    `INSERT INTO staged_matches (file_id, row, measure_id) VALUES (?, ?, ?)
      ON CONFLICT (file_id, row) DO UPDATE SET measure_id = excluded.measure_id`,
    ...[file, row, measure],
  );
}

/**
 * Takes a file out of its review, or back into it; while it is aside it counts as not received. Refuses
 * `file_not_in_review`, and `file_committed` once something of it was taken over.
 */
export function setAside(db: WriteDb, file: number, aside: boolean): void {
  const row = fileRow(db, file);
  if (row.status === 'refused') throw new Refusal('file_not_in_review', { file });
  if ((row.status === 'aside') === aside) return;
  if (aside) {
    const live = liveCommits(db, row.batch_id);
    const steps = Object.keys((JSON.parse(row.tally) as { steps?: object }).steps ?? {});
    if (steps.some((step) => live.has(Number(step)))) throw new Refusal('file_committed', { file });
  }
  const back = row.counts === null ? 'asks' : 'review';
  db.run('UPDATE staged_files SET status = ? WHERE id = ?', aside ? 'aside' : back, file);
}
