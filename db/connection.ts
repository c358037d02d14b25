/**
 * Connections of two different types: a query that takes a ReadDb can't write by mistake, and a WriteDb exists
 * only inside `Ledger.write`, where a step is open.
 */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../shared/result.ts';

export type SqlValue = string | number | null;

export interface ReadDb {
  get<T>(sql: string, ...params: SqlValue[]): T | undefined;
  all<T>(sql: string, ...params: SqlValue[]): T[];
  /** First column of every row. */
  pluck<T>(sql: string, ...params: SqlValue[]): T[];
  /** Row by row, for what is too much to hold at once. */
  each<T>(sql: string, ...params: SqlValue[]): IterableIterator<T>;
}

declare const writes: unique symbol;
export interface WriteDb extends ReadDb {
  readonly [writes]: true;
  /** Runs one statement; answers how many rows changed and the id of the last one inserted. */
  run(sql: string, ...params: SqlValue[]): { changes: number; id: number };
  /** UTC ISO time of the step, the same for all its rows. */
  readonly now: string;
  /** The day on which the step is done. */
  readonly today: string;
  /** Id of the open step, the revision that it will be. */
  step(): number;
}

/** Where the native add-on lies when the packaged one does not fit the runtime (see build/runtime). */
export interface NativeOptions {
  readonly nativeBinding?: string | undefined;
}

export function openDatabase(
  file: string,
  options: NativeOptions & { readonly?: boolean; create?: boolean },
) {
  if (options.create !== true && !existsSync(file))
    throw new Refusal('ledger_missing', { file: basename(file) });
  const db = new Database(file, {
    readonly: options.readonly ?? false,
    timeout: 2000,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  });
  return db;
}

/** How every connection that writes works. */
export function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // WAL's default is NORMAL, which may lose the last steps when the power fails.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
}

/**
 * Takes the write-ahead log into the file, so that the file alone is whole. Closing does the same, but says nothing when
 * the disk is full, and leaves the log beside when any other connection is open.
 */
export function takeInLog(db: Database.Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** A statement with its parameters bound the way its text asks for. */
interface Prepared {
  get(params: readonly SqlValue[]): unknown;
  all(params: readonly SqlValue[]): unknown[];
  iterate(params: readonly SqlValue[]): IterableIterator<unknown>;
  run(params: readonly SqlValue[]): Database.RunResult;
}

function prepare(db: Database.Database, sql: string, pluck: boolean): Prepared {
  const statement = db.prepare<unknown[], unknown>(sql);
  if (pluck) statement.pluck();
  // The driver takes numbered parameters (?1) by name only.
  const numbered = /\?\d/.test(sql);
  const bound = (params: readonly SqlValue[]): unknown[] =>
    numbered ? [Object.fromEntries(params.map((value, index) => [index + 1, value]))] : [...params];
  return {
    get: (params) => statement.get(...bound(params)),
    all: (params) => statement.all(...bound(params)),
    iterate: (params) => statement.iterate(...bound(params)),
    run: (params) => statement.run(...bound(params)),
  };
}

/** Statements are prepared once a connection. The cache is bounded by the program's own, finite SQL texts. */
export function statementCache(db: Database.Database, pluck = false): (sql: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (sql) => {
    let statement = known.get(sql);
    if (statement === undefined) {
      statement = prepare(db, sql, pluck);
      known.set(sql, statement);
    }
    return statement;
  };
}

export function readDb(db: Database.Database): ReadDb {
  const rows = statementCache(db);
  const plucks = statementCache(db, true);
  return {
    get: <T>(sql: string, ...params: SqlValue[]) => rows(sql).get(params) as T | undefined,
    all: <T>(sql: string, ...params: SqlValue[]) => rows(sql).all(params) as T[],
    pluck: <T>(sql: string, ...params: SqlValue[]) => plucks(sql).all(params) as T[],
    // An iterator holds its statement, so that it is not shared with a reader inside the loop.
    each: <T>(sql: string, ...params: SqlValue[]) =>
      prepare(db, sql, false).iterate(params) as IterableIterator<T>,
  };
}

/** The ledger's revision: its last step. A rollback takes it back too, so it is asked and never counted along. */
export function revisionOf(db: ReadDb): number {
  return db.get<{ id: number | null }>('SELECT max(id) AS id FROM steps')?.id ?? 0;
}
