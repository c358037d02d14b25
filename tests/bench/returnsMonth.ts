/** Taking a month's files in through the program's door, and taking over all that was decided, and back again. */
import { readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { dropLogTriggers } from '../../db/changeLog.ts';
import { openDoor, peakOfThis } from './returnsDoor.ts';
import type { Door } from './returnsDoor.ts';
import { watchPauses } from './pauses.ts';
import type { Pause } from './pauses.ts';

export interface MonthGiven {
  /** A copy of its own. */
  readonly ledger: string;
  /** A folder to write to. */
  readonly folder: string;
  /** Files and folders to take in. */
  readonly paths: readonly string[];
}

export interface Imported {
  readonly ms: number;
  /** Of it: from the first file judged until all are staged; until the first rows of the review are there. */
  readonly judging: number;
  readonly preview: number;
  readonly files: number;
  readonly rows: number;
  readonly theirs: number;
  readonly problems: number;
  readonly main: number;
  readonly children: number;
  readonly child: number;
  readonly pauses: readonly Pause[];
}

const MONTH = '2024-08';
const pauses = () => watchPauses((file) => readFileSync(file, 'utf8'));

async function take(door: Door, paths: readonly string[]): Promise<Imported & { batch: number }> {
  const watched = pauses();
  const start = performance.now();
  const { job } = await door.call('returns.take', { files: paths.map(door.token), month: MONTH });
  const taken = await door.ended(job);
  if (taken.kind !== 'taken') throw new Error('nothing was taken in');
  const { batch, files } = taken;
  if (batch === null) throw new Error('every file was refused');
  // The preview: the files with their counts, the rows that differ, the first of them.
  const staged = performance.now();
  await door.call('returns.review', { batch });
  const { keys } = await door.call('returns.find', { batch, filter: {} });
  const first = Array.from({ length: 40 }, (_, n) => ({ file: keys[n * 2] ?? 0, row: keys[n * 2 + 1] ?? 0 }));
  await door.call('returns.rows', { batch, keys: first });
  const ms = performance.now() - start;
  watched.stop();
  const refused = files.find((file) => file.refused !== null);
  if (refused !== undefined) throw new Error(`${refused.file}: ${refused.refused?.code}`);
  const unread = files.find((file) => file.rows === 0);
  if (unread !== undefined) throw new Error(`${unread.file}: no rows; ${JSON.stringify(unread)}`);
  const sum = (of: (file: (typeof files)[number]) => number): number =>
    files.reduce((all, file) => all + of(file), 0);
  return {
    ...{ batch, ms, files: files.length, rows: sum((file) => file.rows) },
    ...{ theirs: sum((file) => file.classes.theirs), problems: sum((file) => file.classes.problem) },
    ...{ main: peakOfThis(), children: door.watch.together, child: door.watch.largest },
    judging: staged - (door.steps.find(({ step }) => step === 'judge')?.at ?? start),
    preview: start + ms - staged,
    pauses: watched.take().slice(0, 5),
  };
}

export async function importMonth({ ledger, folder, paths }: MonthGiven): Promise<Imported> {
  const door = openDoor(ledger, folder);
  const found = await take(door, paths);
  door.close();
  return found;
}

export interface Committed {
  readonly decide: number;
  readonly commit: number;
  readonly undo: number;
  readonly plain: number;
  readonly cells: number;
  readonly logRows: number;
  readonly decidePauses: readonly Pause[];
  readonly commitPauses: readonly Pause[];
  readonly undoPauses: readonly Pause[];
  readonly child: number;
}

/** The same, then everything decided, taken over, and taken back; and the same rows written plainly. */
export async function commitMonth(given: MonthGiven & { readonly bare: string }): Promise<Committed> {
  const door = openDoor(given.ledger, given.folder);
  const { batch } = await take(door, given.paths);
  const watched = pauses();
  const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T; longest: Pause[] }> => {
    watched.take();
    const start = performance.now();
    const value = await work();
    return { ms: performance.now() - start, value, longest: watched.take().slice(0, 5) };
  };
  const decided = await timed(() =>
    door.call('returns.decide', { batch, all: { filter: {}, choice: 'accept' } }),
  );
  await copyLedger(given.ledger, given.bare);
  door.watch.largest = 0;
  const { revision } = await door.call('returns.review', { batch });
  const committed = await timed(async () => {
    const { job } = await door.call('returns.commit', { batch, revision });
    return door.ended(job);
  });
  const undone = await timed(async () => {
    const { job } = await door.call('returns.undoBatch', { batch });
    return door.ended(job);
  });
  watched.stop();
  if (committed.value.kind !== 'committed' || undone.value.kind !== 'undone')
    throw new Error('not committed');
  const child = door.watch.largest;
  door.close();
  const plain = writePlainly(given.ledger, given.bare, committed.value.revision);
  return {
    ...{ decide: decided.ms, commit: committed.ms, undo: undone.ms, plain: plain.ms, child },
    ...{ cells: committed.value.cells, logRows: plain.rows },
    ...{ decidePauses: decided.longest, commitPauses: committed.longest, undoPauses: undone.longest },
  };
}

/** What is written lies in the log beside the file until it is copied in. */
async function copyLedger(file: string, copy: string): Promise<void> {
  const db = new Database(file);
  db.pragma('wal_checkpoint(PASSIVE)');
  db.close();
  await copyFile(file, copy);
  await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined);
}

interface LogRow {
  readonly step: number;
  readonly tbl: string;
  readonly row_id: number;
  readonly op: 'insert' | 'update' | 'delete';
  readonly field: string;
  readonly old: unknown;
  readonly new: unknown;
}

/** The rows that a step changed, and the log's own, by prepared statements: no trigger, no hash, no search words. */
function writePlainly(from: string, bare: string, step: number): { ms: number; rows: number } {
  const source = new Database(from, { readonly: true });
  const rows = source
    .prepare('SELECT step, tbl, row_id, op, field, old, new FROM change_log WHERE step = ? ORDER BY seq')
    .all(step) as LogRow[];
  const opened = source.prepare('SELECT * FROM steps WHERE id = ?').get(step) as Record<string, unknown>;
  source.close();
  const db = new Database(bare);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma);
  db.pragma('foreign_keys = ON');
  dropLogTriggers(db);
  const log = db.prepare(
    'INSERT INTO change_log (step, tbl, row_id, op, field, old, new, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const hash = '0'.repeat(64);
  const writes = writesOf(rows).map(({ sql, values }) => ({ statement: prepared(sql), values }));
  const start = performance.now();
  db.transaction(() => {
    const names = Object.keys(opened);
    db.prepare(`INSERT INTO steps (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
      ...Object.values(opened),
    );
    for (const { statement, values } of writes) statement.run(...values);
    for (const row of rows) log.run(row.step, row.tbl, row.row_id, row.op, row.field, row.old, row.new, hash);
  }).immediate();
  const ms = performance.now() - start;
  db.close();
  return { ms, rows: rows.length };
}

/** The statements by which a step's rows came to be: one a row that was made, removed, or changed in one go. */
function writesOf(rows: readonly LogRow[]): { sql: string; values: unknown[] }[] {
  const writes: { sql: string; values: unknown[] }[] = [];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as LogRow;
    if (row.tbl === 'steps') continue;
    if (row.op === 'delete')
      writes.push({ sql: `DELETE FROM ${row.tbl} WHERE id = ?`, values: [row.row_id] });
    else if (row.op === 'insert') {
      const values = JSON.parse(String(row.new)) as Record<string, unknown>;
      const names = Object.keys(values);
      const sql = `INSERT INTO ${row.tbl} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      writes.push({ sql, values: Object.values(values) });
    } else {
      const fields = [row];
      for (let next = rows[i + 1]; next?.op === 'update'; next = rows[i + 1]) {
        if (next.tbl !== row.tbl || next.row_id !== row.row_id) break;
        fields.push(next);
        i += 1;
      }
      const set = fields.map(({ field }) => `${field} = ?`).join(', ');
      const values = [...fields.map((field) => field.new), row.row_id];
      writes.push({ sql: `UPDATE ${row.tbl} SET ${set} WHERE id = ?`, values });
    }
  }
  return writes;
}
