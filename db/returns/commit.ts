/**
 * Taking over what was decided: one logged step for the whole batch, all or nothing, in a process of its own
 * (`workBeside`). The ledger must stand as the review showed it.
 */
import type { Day } from '../../shared/day.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { decidedAs } from '../../shared/returns/same.ts';
import type { FileCounts, StagedCell, StagedRow } from '../../shared/returns/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import {
  applyRow,
  type Before,
  decidedRows,
  newestTexts,
  rememberDecided,
  type ReturnOf,
  takenOver,
  type Texts,
} from './apply.ts';
import {
  type Block,
  blockOf,
  decidedChoices,
  type Decided,
  type FileState,
  findCell,
  keyOf,
  readBlocks,
  readState,
  tallyOf,
  writeBlock,
  writeTally,
} from './decisions.ts';
import { classOfCell, decidable } from './digest.ts';
import { type Standing, standingsOf } from './held.ts';
import { unitGroup } from './mergers.ts';
import { measureNumbers } from './numbers.ts';
import { partPlaces, readPart } from './parts.ts';
import type { ReceiptLine } from './receipt.ts';
import {
  batchRow,
  type CommittedFile,
  countsIn,
  type FileRow,
  liveCommits,
  movedSince,
  openFiles,
  receivedFiles,
  type ReturnCounts,
} from './review.ts';
import { rolesOf } from './rows.ts';

export interface Committed {
  readonly batch: number;
  /** Cells decided, by choice; they are the review's own counts. */
  readonly accepted: number;
  readonly kept: number;
  readonly edited: number;
}

/** Decisions in one row of the receipt. */
const LINES = 1000;

/**
 * Takes over every decided cell of a batch that is not committed yet. Refuses `batch_missing`, `batch_undone`,
 * `nothing_decided`, `ledger_moved` (another revision than the review showed, or one that a file was not compared with),
 * and what the guards refuse, with file, row and cell.
 * @param expected revision that the review showed
 */
export function commitBatch(db: WriteDb, batch: number, expected: number): Committed {
  const row = batchRow(db, batch);
  const counts = countsIn(row);
  if (row.kind !== 'return') throw new Refusal('batch_missing', { batch });
  if (counts.undone != null) throw new Refusal('batch_undone', { batch });
  const revision = db.pluck<number>('SELECT max(id) FROM steps WHERE id < ?', db.step())[0] ?? 0;
  if (revision !== expected) throw new Refusal('ledger_moved', { revision, expected });
  const live = liveCommits(db, batch);
  const numbers = measureNumbers(db, row.round_id);
  const names = unitNames(db, db.today);
  const totals: [number, number, number] = [0, 0, 0];
  const committed = new Map(counts.committed.map((one) => [one.file, one]));
  for (const file of receivedFiles(db, batch, db.today))
    if (!committed.has(file.file)) committed.set(file.file, file);
  const written: Written = new Map();
  const files = openFiles(db, batch);
  const whose = files.map((file) => `${file.unit_id}.${file.month}`);
  for (const [at, file] of files.entries()) {
    const alone = whose.indexOf(whose[at] ?? '') === whose.lastIndexOf(whose[at] ?? '');
    const work = new FileCommit(db, row.round_id, file, live, numbers, names, alone ? null : written);
    if (work.preview.every((n) => n === 0)) continue;
    if (movedSince(db, file.compared_at, db.step())) throw new Refusal('ledger_moved', { file: file.name });
    const done = work.run();
    done.forEach((n, choice) => {
      totals[choice as 0 | 1 | 2] += n;
    });
    committed.set(file.id, summed(committed.get(file.id), work, done));
  }
  if (totals.every((n) => n === 0)) throw new Refusal('nothing_decided', { batch });
  const after: ReturnCounts = {
    ...counts,
    committed: [...committed.values()],
    operator: db.pluck<string>('SELECT operator FROM steps WHERE id = ?', db.step())[0] ?? '',
    on: db.today,
    // Two commits that take over the same number of cells differ in this at least: the row is how a commit is found.
    steps: [...(counts.steps ?? []), db.step()],
  };
  db.run('UPDATE batches SET counts = ? WHERE id = ?', JSON.stringify(after), batch);
  return { batch, accepted: totals[0], kept: totals[1], edited: totals[2] };
}

function summed(
  before: CommittedFile | undefined,
  work: FileCommit,
  [accepted, kept, edited]: readonly [number, number, number],
): CommittedFile {
  const { file, from } = work;
  const counts = JSON.parse(file.counts ?? '{}') as FileCounts;
  return {
    ...{ file: file.id, name: file.name, sha256: file.sha256, unit: from.unitName, month: from.month },
    ...{ rows: counts.rows, counts },
    accepted: (before?.accepted ?? 0) + accepted,
    kept: (before?.kept ?? 0) + kept,
    edited: (before?.edited ?? 0) + edited,
    open: work.open,
  };
}

/** What was written for a measure's field in this commit, by whom it was said. */
type Written = Map<string, string>;

/** One file's decided cells on their way into the ledger. */
class FileCommit {
  readonly file: FileRow;
  readonly from: ReturnOf;
  /** Decided cells not committed yet, by choice. */
  readonly preview: [number, number, number] = [0, 0, 0];
  readonly open: number;
  readonly #db: WriteDb;
  readonly #state: FileState;
  readonly #live: ReadonlySet<number>;
  readonly #texts: ReadonlyMap<number, Texts>;
  readonly #standings: ReadonlyMap<number, Standing>;
  readonly #decidedRows: ReturnType<typeof decidedRows>;
  readonly #labels: ReadonlyMap<number, string>;
  readonly #blocks: Map<number, Block>;
  readonly #titles: ReadonlyMap<number, string>;
  readonly #written: Written | null;
  #lines: ReceiptLine[] = [];

  constructor(
    db: WriteDb,
    round: number,
    file: FileRow,
    live: ReadonlySet<number>,
    numbers: ReadonlyMap<number, string>,
    names: ReadonlyMap<number, string>,
    written: Written | null,
  ) {
    this.file = file;
    this.#written = written;
    this.#db = db;
    this.#live = live;
    this.#labels = numbers;
    this.from = returnOf(db, round, file, names, db.today);
    const roles = rolesOf(db, round, this.from.unit, db.today);
    this.#texts = newestTexts(db, this.from, roles);
    this.#standings = standingsOf(db, [...roles.keys()]);
    this.#decidedRows = decidedRows(db, this.from);
    this.#state = readState(db, file.id, file.version, file.decided_version);
    this.#blocks = readBlocks(db, file.id);
    const tally = tallyOf(this.#state);
    this.open = tally.open;
    tally.decided.forEach((n, at) => {
      const committed = Object.entries(tally.steps).reduce(
        (sum, [step, byChoice]) => sum + (live.has(Number(step)) ? (byChoice[at] ?? 0) : 0),
        0,
      );
      this.preview[at as 0 | 1 | 2] = n - committed;
    });
    this.#titles = new Map(
      db
        .all<{ id: number; title: string }>(
          'SELECT m.id, m.title FROM json_each(?) j JOIN measures m ON m.id = j.value',
          JSON.stringify([...roles.keys()]),
        )
        .map((measure) => [measure.id, measure.title]),
    );
  }

  run(): [number, number, number] {
    const done: [number, number, number] = [0, 0, 0];
    for (const { part, first_row: first, last_row: last } of partPlaces(
      this.#db,
      this.file.id,
      this.file.version,
    )) {
      let any = false;
      for (let block = blockOf(first); block <= blockOf(last); block += 1) any ||= this.#blocks.has(block);
      if (!any) continue;
      for (const row of readPart(this.#db, this.file.id, this.file.version, part)) this.#row(row, done);
    }
    if (done.some((n, at) => n !== this.preview[at])) throw new Error('a commit differs from its preview');
    for (const [number, block] of this.#blocks) writeBlock(this.#db, this.file.id, number, block);
    writeTally(this.#db, this.file.id, tallyOf(this.#state));
    this.#flush();
    return done;
  }

  #row(row: StagedRow, done: [number, number, number]): void {
    if (row.measure === null || row.class !== 'matched') return;
    const block = this.#blocks.get(blockOf(row.row));
    if (block === undefined) return;
    const taken = new Map<AnswerField, { value: string; ledger: string }>();
    const returned: Record<string, string> = {};
    for (const cell of row.cells) {
      if (cell.field === 'doneOn' && this.#dayWaits(row, cell, block)) continue;
      const decided = this.#decided(row, cell, block);
      if (decided === null) continue;
      this.#mark(row, cell, block);
      done[decidedChoices.indexOf(decided.choice) as 0 | 1 | 2] += 1;
      if (decided.value !== null && !this.#again(row, row.measure, cell, decided.value))
        taken.set(cell.field, { value: decided.value, ledger: cell.ledger });
      returned[cell.field] = decidedAs(cell);
      const after = decided.value === null ? cell.ledger : takenOver(cell.field, decided.value, cell.ledger);
      this.#line([cell.at, this.#label(row.measure), cell.field, decided.choice, cell.ledger, after]);
    }
    if (Object.keys(returned).length === 0) return;
    this.#apply(row, row.measure, taken);
    rememberDecided(this.#db, this.from, row.measure, this.#decidedRows.get(row.measure), returned);
  }

  /**
   * Was the same written already from another file of the batch? Two different values for one cell are no order in which
   * files came: the clerk has to keep one of them.
   */
  #again(row: StagedRow, measure: number, cell: StagedCell, value: string): boolean {
    if (this.#written === null) return false;
    const key = `${this.from.unit}.${this.from.month}.${measure}.${cell.field}`;
    const before = this.#written.get(key);
    this.#written.set(key, value);
    if (before === undefined) return false;
    if (before === value) return true;
    throw new Refusal('cell_decided_twice', {
      ...{ file: this.file.name, row: row.row, cell: cell.at, field: cell.field },
    });
  }

  /**
   * A day of completion that is decided waits in the review until its state is decided too: without 已完成 there is none.
   * It is counted as decided, and not as taken over.
   */
  #dayWaits(row: StagedRow, cell: StagedCell, block: Block): boolean {
    const day = this.#decided(row, cell, block);
    if (day === null || day.value === null) return false;
    const stateCell = row.cells.find((one) => one.field === 'state');
    const said = stateCell === undefined ? null : (this.#decided(row, stateCell, block)?.value ?? null);
    if ((said ?? this.#before(row.measure ?? 0).state) === 'done') return false;
    this.preview[decidedChoices.indexOf(day.choice) as 0 | 1 | 2] -= 1;
    return true;
  }

  #mark(row: StagedRow, cell: StagedCell, block: Block): void {
    const place = findCell(this.#state, row.row, cell.field);
    const entry = block[keyOf(row.row, cell.field)];
    if (place === null || entry === undefined) return;
    entry[2] = this.#db.step();
    this.#state.step[place.cell] = this.#db.step();
  }

  /** The decision to be carried out for a cell. */
  #decided(row: StagedRow, cell: StagedCell, block: Block): { choice: Decided; value: string | null } | null {
    const place = findCell(this.#state, row.row, cell.field);
    if (place === null || !decidable(classOfCell(this.#state.data[place.at] ?? 0))) return null;
    const choice = decidedChoices[(this.#state.choice[place.cell] ?? 0) - 1];
    const entry = block[keyOf(row.row, cell.field)];
    if (choice === undefined || entry === undefined) return null;
    if (this.#live.has(this.#state.step[place.cell] ?? 0)) return null;
    return { choice, value: choice === 'keep' ? null : choice === 'edit' ? entry[1] : cell.value };
  }

  #apply(row: StagedRow, measure: number, taken: Map<AnswerField, { value: string; ledger: string }>): void {
    let field: AnswerField | null = null;
    try {
      applyRow(this.#db, this.from, this.#before(measure), taken, (now) => {
        field = now;
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const at = row.cells.find((cell) => cell.field === field)?.at ?? '';
      const place = { file: this.file.name, row: row.row, cell: at, field };
      throw new Refusal(error.failure.code, { ...error.failure.detail, ...place });
    }
  }

  #before(measure: number): Before {
    const standing = this.#standings.get(measure);
    if (standing === undefined) throw new Refusal('row_missing', { table: 'measures', row: measure });
    return { ...standing, texts: this.#texts.get(measure) };
  }

  #label(measure: number): string {
    const title = this.#titles.get(measure) ?? '';
    return `${this.#labels.get(measure) ?? ''} ${title.length > 60 ? `${title.slice(0, 60)}…` : title}`.trim();
  }

  #line(line: ReceiptLine): void {
    this.#lines.push(line);
    if (this.#lines.length >= LINES) this.#flush();
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    this.#db.run(
      'INSERT INTO receipt_parts (batch_id, file, decisions) VALUES (?, ?, ?)',
      ...[this.from.batch, this.file.id, JSON.stringify(this.#lines)],
    );
    this.#lines = [];
  }
}

function returnOf(
  db: ReadDb,
  round: number,
  file: FileRow,
  names: ReadonlyMap<number, string>,
  today: Day,
): ReturnOf {
  if (file.unit_id === null || file.month === null) throw new Refusal('unit_unknown', { file: file.name });
  return {
    ...{ batch: file.batch_id, round, unit: file.unit_id, month: file.month },
    unitName: names.get(file.unit_id) ?? '',
    group: JSON.stringify(unitGroup(db, file.unit_id, today)),
  };
}
