/**
 * The ledger as it was known after one of its steps, told from the change log. Inside a transaction that is always
 * rolled back, temporary tables and views take the names of those tables that changed since: whatever reads facts reads
 * them there, by the same queries. Nothing is written to the ledger.
 */
import type Database from 'better-sqlite3';
import { Refusal } from '../shared/result.ts';
import { readDb, type ReadDb, type SqlValue } from './connection.ts';
import { closeReader, openForReading } from './ledger.ts';
import { migrations } from './migrations/index.ts';
import type { LedgerOptions } from './types.ts';

export interface KnownStep {
  readonly id: number;
  /** When it was recorded, UTC ISO. */
  readonly at: string;
}

/** Up to this version migrations changed no fact: they made tables and columns with defaults (see each one). */
export const FACTS_KEPT_UNTIL = 4;

/** Large, and no part of what is known of a round: asking them of an earlier time fails rather than tells of now. */
const NOT_TOLD = new Set(['form_rows', 'decided_rows', 'receipt_parts', 'evidence', 'files', 'submissions']);
/** Derived tables are those of now. */
const DERIVED = ['measure_index'];

const name = (word: string) => `"${word.replaceAll('"', '""')}"`;
const text = (word: string) => `'${word.replaceAll("'", "''")}'`;

/**
 * The last step recorded by a time. Where the clock was set back meanwhile it is the last such step in the order in
 * which they were done. @throws Refusal `known_at_too_early` before the first, with the time of that one
 */
export function stepAt(db: ReadDb, time: string): KnownStep {
  const found = db.get<KnownStep>('SELECT id, at FROM steps WHERE at <= ? ORDER BY id DESC LIMIT 1', time);
  if (found !== undefined) return found;
  const first = db.get<KnownStep>('SELECT id, at FROM steps ORDER BY id LIMIT 1');
  throw new Refusal('known_at_too_early', { first: first?.at ?? '' });
}

/**
 * Opens the ledger for looking and lets `work` read it as it was known after step `step`.
 * @throws Refusal `known_at_before_migration` where facts were changed by a migration since, and as of opening
 */
export function readKnownAt<T>(
  file: string,
  options: Pick<LedgerOptions, 'temporary' | 'nativeBinding'>,
  step: number,
  work: (db: ReadDb) => T,
): T {
  const { db, copy } = openForReading(file, options);
  try {
    return atStep(db, step, work);
  } finally {
    closeReader(db, copy);
  }
}

function atStep<T>(db: Database.Database, step: number, work: (read: ReadDb) => T): T {
  // Enough for all but very large ledgers; what is more goes to a temporary file.
  db.pragma('temp.cache_size = -131072');
  db.exec('BEGIN');
  try {
    const read = readDb(db);
    refuseOverMigration(read, step);
    setBack(db, read, step);
    return work(read);
  } finally {
    db.exec('ROLLBACK');
  }
}

function refuseOverMigration(read: ReadDb, step: number): void {
  const crossed = read.get<{ at: string }>(
    `SELECT at FROM steps WHERE kind = 'migration' AND id > ? AND json_extract(detail, '$.version') > ? LIMIT 1`,
    step,
    FACTS_KEPT_UNTIL,
  );
  if (crossed !== undefined) throw new Refusal('known_at_before_migration', { at: crossed.at });
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly standard: string | null;
}

function setBack(db: Database.Database, read: ReadDb, step: number): void {
  const first = read.get<{ seq: number }>(
    'SELECT seq FROM change_log WHERE step > ? ORDER BY step, seq LIMIT 1',
    step,
  );
  if (first === undefined) return;
  const tables = (migrations.at(-1)?.logged ?? []).filter((table) => !NOT_TOLD.has(table));
  gather(db, tables, first.seq);
  for (const table of tables) {
    const met = read.get<{ ends: number; rest: number }>(
      `SELECT sum(op = 'insert') AS ends, sum(op <> 'insert') AS rest FROM temp.known_changes WHERE tbl = ?`,
      table,
    );
    if ((met?.rest ?? 0) > 0) remake(db, read, table);
    else if ((met?.ends ?? 0) > 0) db.exec(`CREATE TEMP VIEW ${name(table)} AS ${kept(table)}`);
  }
  db.exec(`CREATE TEMP VIEW steps AS SELECT * FROM main.steps WHERE id <= ${step}`);
  for (const table of [...NOT_TOLD, ...DERIVED]) {
    db.exec(`CREATE TEMP VIEW ${name(table)} AS SELECT NULL AS not_told WHERE 0`);
  }
}

/**
 * What first became of each field after the step, and of each row by coming or going (field ''), in one pass over the
 * log from there on. A row whose first such event is an insert was not there; one that was first deleted was, with the
 * values of its delete row.
 */
function gather(db: Database.Database, tables: readonly string[], from: number): void {
  db.exec(`CREATE TEMP TABLE known_changes (tbl TEXT, field TEXT, row_id INTEGER, op TEXT, old ANY,
    PRIMARY KEY (tbl, field, row_id)) WITHOUT ROWID`);
  db.prepare(
    `INSERT OR IGNORE INTO temp.known_changes
      SELECT tbl, field, row_id, op, old FROM main.change_log
      WHERE seq >= ? AND tbl IN (${tables.map(text).join(', ')}) ORDER BY seq`,
  ).run(from);
}

/** Rows of today that were there and were not deleted since. */
function kept(table: string): string {
  return `SELECT * FROM main.${name(table)} AS t WHERE NOT EXISTS (SELECT 1 FROM temp.known_changes AS k
    WHERE k.tbl = ${text(table)} AND k.field = '' AND k.row_id = t.id)`;
}

/** A copy of the table with its changes taken back. */
function remake(db: Database.Database, read: ReadDb, table: string): void {
  const columns = read.all<Column>(
    `SELECT name, type, dflt_value AS standard FROM pragma_table_info(?, 'main')`,
    table,
  );
  const made = columns.map((c) => `${name(c.name)} ${c.name === 'id' ? 'INTEGER PRIMARY KEY' : c.type}`);
  db.exec(`CREATE TEMP TABLE ${name(table)} (${made.join(', ')})`);
  db.exec(`INSERT INTO temp.${name(table)} ${kept(table)}`);
  bringBack(db, read, table, columns);
  const fields = read.pluck<string>(
    `SELECT DISTINCT field FROM temp.known_changes WHERE tbl = ? AND op = 'update'`,
    table,
  );
  const known = new Set(columns.map((c) => c.name));
  for (const field of fields.filter((f) => known.has(f))) {
    // A row that was deleted and made again since was made with the values it had: its later changes start from them.
    db.exec(`UPDATE temp.${name(table)} AS t SET ${name(field)} = k.old FROM temp.known_changes AS k
      WHERE k.tbl = ${text(table)} AND k.field = ${text(field)} AND k.row_id = t.id`);
  }
  copyIndexes(db, read, table);
}

/** Makes deleted rows again, from the JSON of their delete rows. A column that came later has its default. */
function bringBack(db: Database.Database, read: ReadDb, table: string, columns: readonly Column[]): void {
  const put = db.prepare(`INSERT INTO temp.${name(table)} VALUES (${columns.map(() => '?').join(', ')})`);
  // As the schema says it: a literal.
  const standards = columns.map((c) =>
    c.standard === null ? null : (read.pluck<SqlValue>(`SELECT ${c.standard}`)[0] ?? null),
  );
  const deleted = read.pluck<string>(
    `SELECT old FROM temp.known_changes WHERE tbl = ? AND field = '' AND op = 'delete'`,
    table,
  );
  for (const json of deleted) {
    const row = JSON.parse(json) as Record<string, SqlValue>;
    put.run(columns.map((c, i) => row[c.name] ?? (Object.hasOwn(row, c.name) ? null : standards[i])));
  }
}

/** Without them a query that joins thousands of rows would search each one through a whole table. */
function copyIndexes(db: Database.Database, read: ReadDb, table: string): void {
  const indexes = read.all<{ name: string }>(
    `SELECT name FROM pragma_index_list(?, 'main') WHERE partial = 0`,
    table,
  );
  indexes.forEach((index, i) => {
    const columns = read.pluck<string | null>(
      `SELECT name FROM pragma_index_info(?, 'main') ORDER BY seqno`,
      index.name,
    );
    const plain = columns.filter((c) => c !== null);
    // An index over an expression has no column's name; none of the facts is found by one.
    if (plain.length < columns.length) return;
    db.exec(
      `CREATE INDEX temp.${name(`known_${table}_${i}`)} ON ${name(table)} (${plain.map(name).join(', ')})`,
    );
  });
}
