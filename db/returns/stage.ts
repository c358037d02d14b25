/**
 * Taking files in. Each judged file is staged as it comes, under a number below 0, in slices that go through
 * `Ledger.unlogged`; once all are there one logged step makes the batch, and only then they lie in review. A take-in
 * that is broken off, by the clerk or by a crash, leaves nothing.
 */
import { createHash, randomInt } from 'node:crypto';
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import { rememberedColumns } from '../../shared/returns/remember.ts';
import type { Chosen, Judged, Recognised } from '../../shared/returns/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';
import { freshTally, readState, tallyOf, writeTally } from './decisions.ts';
import {
  CELL_SIZE,
  classOfCell,
  classOfFlags,
  completionOf,
  decidable,
  fieldOf,
  integersIn,
  ROW_HEAD,
} from './digest.ts';

/** Work in transactions of some milliseconds each, run one after the other through `Ledger.unlogged`. */
export type Slices<T> = Generator<(db: WriteDb) => void, T, void>;

/** Characters of rows in one transaction: some milliseconds of writing. */
const SLICE = 500_000;

/** The number under which a new take-in is staged until it is whole. */
export const newTake = (): number => -randomInt(1, 2 ** 47);

/** A file received: where it stands in the take-in, what became of it, and what the clerk said of it beforehand. */
export interface TakenFile {
  readonly position: number;
  readonly judged: Judged;
  readonly chosen: Chosen;
}

const statusOf = (judged: Judged) =>
  judged.refused !== null
    ? 'refused'
    : judged.recognised === null || judged.recognised.asks.length > 0 || judged.counts === null
      ? 'asks'
      : 'review';

/** Stages one file of a take-in. @returns its id */
export function* stageFile(take: number, { position, judged, chosen }: TakenFile): Slices<number> {
  let file = 0;
  yield* inSlices(judged, 1, () => file, {
    first: (db) => {
      file = db.run(
        `INSERT INTO staged_files (batch_id, position, name, sha256, bytes, status, refused, chosen)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[take, position, judged.name, judged.sha256, judged.bytes, statusOf(judged)],
        judged.refused === null ? null : JSON.stringify(judged.refused),
        JSON.stringify(chosen),
      ).id;
    },
    last: (db) => setJudgement(db, file, 1, judged, chosen),
  });
  return file;
}

/** Writes the parts of a judgement between a first and a last act, as few transactions as the slices allow. */
function* inSlices(
  judged: Judged,
  version: number,
  file: () => number,
  acts: { first: (db: WriteDb) => void; last: (db: WriteDb) => void },
): Slices<void> {
  let size = 0;
  let waiting: ((db: WriteDb) => void)[] = [acts.first];
  for (const [index, part] of judged.parts.entries()) {
    if (size > 0 && size + part.rows.length > SLICE) {
      yield together(waiting);
      waiting = [];
      size = 0;
    }
    size += part.rows.length;
    waiting.push((db) => putPart(db, file(), version, index, part));
  }
  waiting.push(acts.last);
  yield together(waiting);
}

const together = (acts: readonly ((db: WriteDb) => void)[]) => (db: WriteDb) => {
  for (const act of acts) act(db);
};

function putPart(
  db: WriteDb,
  file: number,
  version: number,
  index: number,
  part: Judged['parts'][number],
): void {
  db.run(
    `INSERT INTO staged_parts (file_id, version, part, first_row, last_row, digest, rows) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[file, version, index, part.first, part.last, part.digest, part.rows],
  );
  const data = integersIn(part.digest);
  for (let at = 0; at < data.length; at += ROW_HEAD + (data[at + 3] ?? 0) * CELL_SIZE) {
    const cell = proposal(data, at);
    if (cell === null) continue;
    db.run(
      'INSERT INTO staged_proposals (file_id, version, row, measure_id, known, returned) VALUES (?, ?, ?, ?, ?, ?)',
      ...[file, version, data[at] ?? 0, data[at + 1] ?? 0, data[cell + 1] ?? 0, data[cell + 2] ?? 0],
    );
  }
}

/** Where the cell stands by which a row proposes completion and which waits for a decision; null for none. */
function proposal(data: Int32Array, at: number): number | null {
  const flags = data[at + 2] ?? 0;
  if (!completionOf(flags) || classOfFlags(flags) !== 'matched') return null;
  for (let n = 0; n < (data[at + 3] ?? 0); n += 1) {
    const cell = at + ROW_HEAD + n * CELL_SIZE;
    const code = data[cell] ?? 0;
    if (fieldOf(code) === 'state') return decidable(classOfCell(code)) ? cell : null;
  }
  return null;
}

/** Makes a version of a file's rows the one that counts. */
function setJudgement(db: WriteDb, file: number, version: number, judged: Judged, chosen: Chosen): void {
  const { recognised } = judged;
  db.run(
    `UPDATE staged_files SET status = ?, refused = ?, chosen = ?,
      recognised = ?, unit_id = ?, month = ?, counts = ?, problems = ?, absent = ?, compared_at = ?, version = ?
      WHERE id = ?`,
    ...[statusOf(judged), judged.refused === null ? null : JSON.stringify(judged.refused)],
    JSON.stringify(chosen),
    recognised === null ? null : JSON.stringify(recognised),
    ...[recognised?.unit.id ?? null, recognised?.month.month ?? null],
    judged.counts === null ? null : JSON.stringify(judged.counts),
    ...[JSON.stringify(judged.problems), JSON.stringify(judged.absent), judged.revision, version, file],
  );
  const decided = db.get('SELECT 1 FROM staged_decisions WHERE file_id = ?', file) !== undefined;
  const tally = decided
    ? tallyOf(readState(db, file, version, 0))
    : freshTally(judged.parts.map((part) => integersIn(part.digest)));
  writeTally(db, file, tally);
}

/**
 * Puts another judgement of a file in place of the one there: after it was mapped or matched by hand, or compared with
 * a ledger that moved. Decisions stay in force where the clerk saw the same.
 */
export function* restageFile(file: number, judged: Judged, chosen: Chosen): Slices<void> {
  let version = 0;
  yield (db) => {
    const row = db.get<{ version: number }>(
      `SELECT max(f.version, coalesce((SELECT max(p.version) FROM staged_parts p WHERE p.file_id = f.id), 0)) AS version
        FROM staged_files f WHERE f.id = ?`,
      file,
    );
    if (row === undefined) throw new Refusal('row_missing', { table: 'staged_files', row: file });
    version = row.version + 1;
  };
  yield* inSlices(judged, version, () => file, {
    first: () => {},
    last: (db) => setJudgement(db, file, version, judged, chosen),
  });
  yield* dropParts(file, version);
}

function* dropParts(file: number, but: number): Slices<void> {
  for (;;) {
    let dropped = 0;
    yield (db) => {
      dropped = db.run(
        `DELETE FROM staged_parts WHERE rowid IN
          (SELECT rowid FROM staged_parts WHERE file_id = ? AND version <> ? LIMIT 8)`,
        file,
        but,
      ).changes;
    };
    if (dropped === 0) break;
  }
  yield (db) => void db.run('DELETE FROM staged_proposals WHERE file_id = ? AND version <> ?', file, but);
}

interface StagedForTake {
  id: number;
  name: string;
  sha256: string;
  bytes: number;
  status: string;
}

/**
 * The logged step `returns.take` of a take-in that is staged whole: the batch, the files received, the submissions of
 * those whose unit and month are known. Answers null, and nothing is written, when every file was refused.
 */
export function finishTake(db: WriteDb, take: number, name: string): { batch: number } | null {
  const files = db.all<StagedForTake>(
    'SELECT id, name, sha256, bytes, status FROM staged_files WHERE batch_id = ? ORDER BY position, id',
    take,
  );
  if (files.every((file) => file.status === 'refused')) return null;
  const round = currentRoundId(db);
  if (round === null) throw new Refusal('round_missing');
  const sorted = files.map((file) => file.sha256).sort();
  const batch = db.run(
    `INSERT INTO batches (round_id, kind, source_name, source_sha256, imported_on, counts) VALUES (?, 'return', ?, ?, ?, ?)`,
    ...[round, name, createHash('sha256').update(sorted.join('\n')).digest('hex'), db.today],
    // Refused files were never received: nobody counts them as returns.
    JSON.stringify({ files: files.filter((file) => file.status !== 'refused').length, committed: [] }),
  ).id;
  db.run('UPDATE staged_files SET batch_id = ? WHERE batch_id = ?', batch, take);
  for (const file of files) if (file.status !== 'refused') receive(db, file.id);
  return { batch };
}

/** Forgets a take-in that was broken off. */
export function* dropTake(take: number): Slices<void> {
  let files: number[] = [];
  yield (db) => {
    files = db.pluck<number>('SELECT id FROM staged_files WHERE batch_id = ?', take);
  };
  for (const file of files) yield* dropFile(file);
}

function* dropFile(file: number): Slices<void> {
  yield* dropParts(file, -1);
  yield (db) => void db.run('DELETE FROM staged_files WHERE id = ?', file);
}

/**
 * Clears at the start what a crash left halfway, and reviews of take-ins that were undone and can't be done again.
 * @param gone ids of batches that no redo brings back are those without a row while nothing can be redone
 */
export function* tidyStaging(redoable: boolean): Slices<void> {
  let files: number[] = [];
  let halves: { id: number; version: number }[] = [];
  yield (db) => {
    files = db.pluck<number>(
      `SELECT id FROM staged_files WHERE batch_id < 0 ${redoable ? '' : 'OR batch_id NOT IN (SELECT id FROM batches)'}`,
    );
    halves = db.all(
      'SELECT DISTINCT f.id, f.version FROM staged_files f JOIN staged_parts p ON p.file_id = f.id WHERE p.version <> f.version',
    );
  };
  for (const file of files) yield* dropFile(file);
  for (const half of halves) yield* dropParts(half.id, half.version);
}

/**
 * Records that a unit handed its return in, or corrects what was recorded of the file (whose unit or month the clerk
 * set right). A file whose unit or month is not known yet is no submission.
 */
export function receive(db: WriteDb, file: number): void {
  const row = db.get<{
    batch_id: number;
    name: string;
    sha256: string;
    bytes: number;
    status: string;
    unit_id: number | null;
    month: Month | null;
    rows: number | null;
    absent: string;
    form: number | null;
  }>(
    `SELECT batch_id, name, sha256, bytes, status, unit_id, month, json_extract(counts, '$.rows') AS rows,
      absent, json_extract(recognised, '$.form') AS form FROM staged_files WHERE id = ?`,
    file,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'staged_files', row: file });
  const fileId = knownBytes(db, row.sha256, row.bytes);
  const there = db.get<{ id: number }>(
    'SELECT id FROM submissions WHERE batch_id = ? AND file_id = ? AND file_name = ?',
    ...[row.batch_id, fileId, row.name],
  );
  const counts = row.status === 'review' || row.status === 'asks';
  if (!counts || row.unit_id === null || row.month === null) {
    if (there !== undefined) db.run('DELETE FROM submissions WHERE id = ?', there.id);
    return;
  }
  const form =
    row.form === null ? null : (db.pluck<number>('SELECT id FROM forms WHERE id = ?', row.form)[0] ?? null);
  const values = [row.unit_id, row.month, form, row.rows ?? 0, row.absent] as const;
  if (there !== undefined) {
    db.run(
      'UPDATE submissions SET unit_id = ?, month = ?, form_id = ?, rows = ?, absent = ? WHERE id = ?',
      ...[...values, there.id],
    );
    return;
  }
  const round = db.pluck<number>('SELECT round_id FROM batches WHERE id = ?', row.batch_id)[0] ?? 0;
  db.run(
    `INSERT INTO submissions (unit_id, month, form_id, rows, absent, round_id, batch_id, file_id, received_on, file_name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[...values, round, row.batch_id, fileId, db.today, row.name],
  );
}

/** The row of a kept file. */
export function knownBytes(db: WriteDb, sha256: string, bytes: number): number {
  return (
    db.pluck<number>('SELECT id FROM files WHERE sha256 = ?', sha256)[0] ??
    db.run('INSERT INTO files (sha256, bytes) VALUES (?, ?)', sha256, bytes).id
  );
}

/**
 * The logged step `returns.map`: what the clerk said of a file is kept for the unit's next one of this layout, and the
 * submission is that of the unit and month he named. Runs after the file was staged again.
 */
export function recordMapping(db: WriteDb, file: number): void {
  const row = db.get<{ recognised: string | null; chosen: string }>(
    'SELECT recognised, chosen FROM staged_files WHERE id = ?',
    file,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'staged_files', row: file });
  receive(db, file);
  const recognised = row.recognised === null ? null : (JSON.parse(row.recognised) as Recognised);
  const chosen = JSON.parse(row.chosen) as Chosen;
  if (recognised === null || recognised.asks.length > 0 || chosen.columns === undefined) return;
  const columns = JSON.stringify(rememberedColumns(recognised));
  const unit = recognised.unit.id;
  const there = db.get<{ id: number }>(
    'SELECT id FROM mappings WHERE coalesce(unit_id, 0) = coalesce(?, 0) AND fingerprint = ?',
    ...[unit, recognised.fingerprint],
  );
  if (there === undefined) {
    db.run(
      'INSERT INTO mappings (unit_id, fingerprint, columns) VALUES (?, ?, ?)',
      ...[unit, recognised.fingerprint, columns],
    );
  } else db.run('UPDATE mappings SET columns = ? WHERE id = ?', columns, there.id);
}

/**
 * Where the same content was taken in before: handed in, or lying in a review. Undoing its batch frees it, and so does
 * undoing the take-in.
 */
export function knownFile(db: ReadDb, sha256: string): { batch: number; on: Day } | null {
  return (
    db.get<{ batch: number; on: Day }>(
      `SELECT b.id AS batch, b.imported_on AS "on" FROM batches b WHERE ${LIVE} AND b.id IN
        (SELECT s.batch_id FROM submissions s JOIN files f ON f.id = s.file_id WHERE f.sha256 = ?1
         UNION SELECT g.batch_id FROM staged_files g WHERE g.sha256 = ?1 AND g.status <> 'refused')
        ORDER BY b.id DESC LIMIT 1`,
      sha256,
    ) ?? null
  );
}

/** Condition on a row of `batches b`: it was not undone as a batch. */
export const LIVE = `json_extract(b.counts, '$.undone') IS NULL`;
