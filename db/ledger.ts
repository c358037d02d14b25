/** The ledger: one file, one write connection, one read connection, every write a step of the change log. */
import { existsSync, mkdirSync, mkdtempSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { fail, ok, Refusal, type Result } from '../shared/result.ts';
import type { Day } from '../shared/day.ts';
import { registerLogFunctions } from './changeLog.ts';
import {
  type NativeOptions,
  openDatabase,
  statementCache,
  type ReadDb,
  readDb,
  type SqlValue,
  type WriteDb,
} from './connection.ts';
import { failureOf } from './faults.ts';
import { takeWriterLock, type WriterLock } from './lock.ts';
import { APPLICATION_ID, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/types.ts';
import { refreshIndex } from './searchIndex.ts';
import { type Change, changeOf } from './touched.ts';
import { redoTarget, repeatStep, revertStep, type Step, undoTarget } from './undo.ts';

export interface LedgerOptions extends NativeOptions {
  /** Today's day where the clerk sits; may be set for testing. */
  readonly today: () => Day;
  /** UTC ISO time now. */
  readonly now: () => string;
  /** Who sits at the PC until the ledger's own setting says otherwise. */
  readonly operator: string;
  /** Pinyin initials of a text for the search index (shared/initials.ts, handed in since its tables load slowly). */
  readonly initials: (text: string) => string;
  /** For tests of the migration runner only. */
  readonly migrations?: readonly Migration[];
}

export interface StepInfo {
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface Written<T> {
  readonly value: T;
  /** Null when nothing differed: then no step was made and the revision is as before. */
  readonly change: Change | null;
}

export interface Ledger {
  readonly file: string;
  readonly readOnly: boolean;
  readonly read: ReadDb;
  readonly options: LedgerOptions;
  revision(): number;
  operator(): string;
  write<T>(step: StepInfo, body: (db: WriteDb) => T): Written<T>;
  undo(): Written<Step>;
  redo(): Written<Step>;
  close(): void;
}

/** Thrown to roll back a step in which nothing differed; never leaves this file. */
class NothingDiffered<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super('nothing differed');
    this.value = value;
  }
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // WAL's default is NORMAL, which may lose the last steps when the power fails.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
}

/** Refuses what is no ledger of ours, or damaged; must run before anything is written. */
function inspect(db: Database.Database): Result<null> {
  // A destroyed header shows only at the first statement; destroyed pages even let inserts succeed.
  const id = db.pragma('application_id', { simple: true }) as number;
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (id !== APPLICATION_ID) return fail(tables === 0 ? 'ledger_empty_file' : 'ledger_foreign');
  const verdict = db.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(null) : fail('ledger_damaged', { cause: String(verdict) });
}

function guarded<T>(body: () => Result<T>): Result<T> {
  try {
    return body();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return { ok: false, error: failure };
  }
}

/** Makes a new ledger file. Nothing is left behind when it fails. Refuses to touch a file that exists. */
export function createLedger(file: string, options: LedgerOptions): Result<Ledger> {
  if (existsSync(file)) return fail('ledger_exists', { file: basename(file) });
  const made = guarded(() => {
    mkdirSync(dirname(file), { recursive: true });
    const part = `${file}.part`;
    for (const leftover of [part, `${part}-wal`, `${part}-shm`]) rmSync(leftover, { force: true });
    try {
      const db = openDatabase(part, { ...options, create: true });
      try {
        configure(db);
        const migrated = migrate(db, part, options.migrations ?? migrations, {
          ...options,
          now: options.now(),
          operator: options.operator,
        });
        if (!migrated.ok) return migrated;
      } finally {
        db.close();
      }
      // A write-ahead log of an earlier file of this name would show its rows in the new one.
      for (const stale of [`${file}-wal`, `${file}-shm`]) rmSync(stale, { force: true });
      renameSync(part, file);
    } finally {
      for (const leftover of [part, `${part}-wal`, `${part}-shm`]) rmSync(leftover, { force: true });
    }
    return ok(null);
  });
  return made.ok ? openLedger(file, options) : made;
}

/**
 * Opens a ledger for writing. Failures: `ledger_missing`, `ledger_in_use`, `ledger_not_database`, `ledger_foreign`,
 * `ledger_damaged`, `ledger_newer`, `ledger_read_only`, `disk_full`, `ledger_disk_error`, `ledger_empty_file`.
 */
export function openLedger(file: string, options: LedgerOptions): Result<Ledger> {
  return guarded(() => {
    if (!existsSync(file)) return fail('ledger_missing', { file: basename(file) });
    const lock = takeWriterLock(file, options);
    if (!lock.ok) return lock;
    let db: Database.Database | undefined;
    try {
      db = openDatabase(file, options);
      const sound = inspect(db);
      if (!sound.ok) return closing(db, lock.value, sound);
      configure(db);
      const migrated = migrate(db, file, options.migrations ?? migrations, {
        ...options,
        now: options.now(),
        operator: options.operator,
      });
      if (!migrated.ok) return closing(db, lock.value, migrated);
      return ok(makeLedger(file, db, lock.value, options));
    } catch (error) {
      db?.close();
      lock.value.release();
      throw error;
    }
  });
}

function closing<T>(db: Database.Database, lock: WriterLock, failure: Result<T>): Result<never> {
  db.close();
  lock.release();
  return failure as Result<never>;
}

/**
 * Opens a ledger for looking only, beside a writer or on a read-only disk (there from a copy in a temporary folder,
 * since a write-ahead log can't be read without writing beside it).
 */
export function openLedgerReadOnly(file: string, options: LedgerOptions): Result<Ledger> {
  return guarded(() => {
    if (!existsSync(file)) return fail('ledger_missing', { file: basename(file) });
    let db: Database.Database;
    let copy: string | null = null;
    try {
      db = openDatabase(file, { ...options, readonly: true });
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
    } catch (error) {
      if (failureOf(error)?.code !== 'ledger_read_only') throw error;
      copy = mkdtempSync(join(tmpdir(), 'ledger-'));
      for (const end of ['', '-wal']) {
        if (existsSync(file + end)) copyFileSync(file + end, join(copy, `ledger.db${end}`));
      }
      db = openDatabase(join(copy, 'ledger.db'), options);
    }
    const sound = inspect(db);
    const newest = (options.migrations ?? migrations).at(-1)?.version ?? 0;
    const version = db.pragma('user_version', { simple: true }) as number;
    if (!sound.ok || version !== newest) {
      db.close();
      if (copy !== null) rmSync(copy, { recursive: true, force: true });
      if (!sound.ok) return sound;
      return fail(version > newest ? 'ledger_newer' : 'ledger_older_read_only', { version, known: newest });
    }
    return ok(makeReader(file, db, copy, options));
  });
}

function operatorIn(read: ReadDb, options: LedgerOptions): string {
  return (
    read.get<{ value: string }>("SELECT value FROM settings WHERE name = 'operator'")?.value ??
    options.operator
  );
}

const revisionOf = (read: ReadDb) => read.pluck<number>('SELECT coalesce(max(id), 0) FROM steps')[0] ?? 0;

function makeReader(
  file: string,
  db: Database.Database,
  copy: string | null,
  options: LedgerOptions,
): Ledger {
  const read = readDb(db);
  const refuse = (): never => {
    throw new Refusal('ledger_read_only');
  };
  return {
    file,
    readOnly: true,
    read,
    options,
    revision: () => revisionOf(read),
    operator: () => operatorIn(read, options),
    write: refuse,
    undo: refuse,
    redo: refuse,
    close: () => {
      db.close();
      if (copy !== null) rmSync(copy, { recursive: true, force: true });
    },
  };
}

function makeLedger(file: string, db: Database.Database, lock: WriterLock, options: LedgerOptions): Ledger {
  let openStep: number | null = null;
  registerLogFunctions(db, () => {
    if (openStep === null) throw new Error('a write outside of a step');
    return openStep;
  });
  const reader = openDatabase(file, { ...options, readonly: true });
  const read = readDb(reader);
  const inner = readDb(db);
  const prepared = statementCache(db);

  function step<T>(
    info: StepInfo,
    kind: 'do' | 'undo' | 'redo',
    target: number | null,
    body: (write: WriteDb) => T,
  ): Written<T> {
    const now = options.now();
    const write = {
      ...inner,
      run: (sql: string, ...params: SqlValue[]) => {
        const result = prepared(sql).run(params);
        return { changes: result.changes, id: Number(result.lastInsertRowid) };
      },
      now,
      today: options.today(),
    } as WriteDb;
    const work = db.transaction((): Written<T> => {
      openStep = write.run(
        'INSERT INTO steps (at, operator, action, detail, kind, target) VALUES (?, ?, ?, ?, ?, ?)',
        now,
        operatorIn(inner, options),
        info.action,
        JSON.stringify(info.detail ?? {}),
        kind,
        target,
      ).id;
      const value = body(write);
      const change = changeOf(inner, openStep);
      if (change === null) throw new NothingDiffered(value);
      refreshIndex(write, openStep, options.initials);
      return { value, change };
    });
    try {
      return work.immediate();
    } catch (error) {
      if (error instanceof NothingDiffered) return { value: error.value as T, change: null };
      throw error;
    } finally {
      openStep = null;
    }
  }

  return {
    file,
    readOnly: false,
    read,
    options,
    revision: () => revisionOf(read),
    operator: () => operatorIn(read, options),
    write: (info, body) => step(info, 'do', null, body),
    undo: () => {
      const { step: target, stop } = undoTarget(inner);
      if (target === null) throw new Refusal(stop ?? 'nothing_to_undo');
      return step({ action: target.action, detail: target.detail }, 'undo', target.id, (write) => {
        revertStep(write, target.id);
        return target;
      });
    },
    redo: () => {
      const target = redoTarget(inner);
      if (target === null) throw new Refusal('nothing_to_redo');
      return step({ action: target.action, detail: target.detail }, 'redo', target.id, (write) => {
        repeatStep(write, target.id);
        return target;
      });
    },
    close: () => {
      reader.close();
      db.close();
      lock.release();
    },
  };
}
