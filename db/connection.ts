/**
 * Connections of two different types: a query that takes a ReadDb can't write by mistake, and a WriteDb exists
 * only inside `Ledger.write`, where a step is open.
 */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

export type SqlValue = string | number | null;
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

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
}

/** Where the native add-on lies when the packaged one does not fit the runtime (see build/runtime). */
export interface NativeOptions {
  readonly nativeBinding?: string | undefined;
}

export function openDatabase(
  file: string,
  options: NativeOptions & { readonly?: boolean; create?: boolean },
) {
  if (options.create !== true && !existsSync(file)) throw new Error('missing');
  const db = new Database(file, {
    readonly: options.readonly ?? false,
    timeout: 2000,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  });
  return db;
}

/** Statements are prepared once a connection. The cache is bounded by the program's own, finite SQL texts. */
export class Statements {
  readonly #db: Database.Database;
  readonly #rows = new Map<string, Database.Statement<SqlValue[], unknown>>();
  readonly #plucks = new Map<string, Database.Statement<SqlValue[], unknown>>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  row(sql: string): Database.Statement<SqlValue[], unknown> {
    let statement = this.#rows.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare<SqlValue[], unknown>(sql);
      this.#rows.set(sql, statement);
    }
    return statement;
  }

  pluck(sql: string): Database.Statement<SqlValue[], unknown> {
    let statement = this.#plucks.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare<SqlValue[], unknown>(sql).pluck();
      this.#plucks.set(sql, statement);
    }
    return statement;
  }
}

export function readDb(db: Database.Database): ReadDb {
  const statements = new Statements(db);
  return {
    get: <T>(sql: string, ...params: SqlValue[]) => statements.row(sql).get(...params) as T | undefined,
    all: <T>(sql: string, ...params: SqlValue[]) => statements.row(sql).all(...params) as T[],
    pluck: <T>(sql: string, ...params: SqlValue[]) => statements.pluck(sql).all(...params) as T[],
    each: <T>(sql: string, ...params: SqlValue[]) =>
      db.prepare(sql).iterate(...params) as IterableIterator<T>,
  };
}
