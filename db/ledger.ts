/** The ledger file: making it, opening it for work, opening it for looking only. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import type Database from 'better-sqlite3';
import { fail, ok, Refusal, type Result } from '../shared/result.ts';
import { configure, openDatabase, takeInLog } from './connection.ts';
import { failureOf } from './faults.ts';
import { inspect, inspectAfterCrash, leftOpen, missing } from './inspect.ts';
import { takeWriterLock, type WriterLock } from './lock.ts';
import { migrate, versionOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Ledger, LedgerOptions } from './types.ts';
import { readingLedger, workingLedger } from './working.ts';

export type { Ledger, LedgerOptions, StepInfo, Written } from './types.ts';

function guarded<T>(body: () => Result<T>): Result<T> {
  try {
    return body();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return { ok: false, error: failure };
  }
}

/**
 * Makes a new ledger file. Nothing is left behind when it fails. Refuses to touch a file that exists
 * (`ledger_exists`); further failures as of `openLedger`.
 */
export function createLedger(file: string, options: LedgerOptions): Result<Ledger> {
  if (existsSync(file)) return fail('ledger_exists', { file: basename(file) });
  return guarded(() => {
    const firstFolder = makeFolders(dirname(file));
    try {
      const made = makeFile(file, options);
      return made.ok ? openMade(file, options) : made;
    } finally {
      if (!existsSync(file)) removeEmptyFolders(dirname(file), firstFolder);
    }
  });
}

/** Opens what was just made. What can't be opened (no room for its log) nobody has seen, and it goes again. */
function openMade(file: string, options: LedgerOptions): Result<Ledger> {
  const opened = openLedger(file, options);
  if (!opened.ok && opened.error.code !== 'ledger_in_use')
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(file + end, { force: true });
  return opened;
}

function makeFile(file: string, options: LedgerOptions): Result<null> {
  const lock = takeWriterLock(file, options);
  if (!lock.ok) return lock;
  const part = `${file}.part`;
  const removeParts = () => {
    for (const leftover of [part, `${part}-wal`, `${part}-shm`]) rmSync(leftover, { force: true });
  };
  try {
    // Another program may have made it before the lock was ours.
    if (existsSync(file)) return fail('ledger_exists', { file: basename(file) });
    removeParts();
    const db = openDatabase(part, { ...options, create: true });
    try {
      configure(db);
      const migrated = migrateNow(db, part, options);
      if (!migrated.ok) return migrated;
      takeInLog(db);
    } finally {
      db.close();
    }
    // A write-ahead log of an earlier file of this name would show its rows in the new one.
    for (const stale of [`${file}-wal`, `${file}-shm`]) rmSync(stale, { force: true });
    renameSync(part, file);
    return ok(null);
  } finally {
    removeParts();
    lock.value.release();
    if (!existsSync(file)) lock.value.remove();
  }
}

/** Makes a folder with those above it; answers the first one made. Refuses `ledger_read_only`, `folder_missing`. */
function makeFolders(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    // On a read-only disk Node reports the folder as missing; really missing is only a drive.
    if (failureOf(error)?.code !== 'ledger_missing') throw error;
    throw new Refusal(existsSync(parse(folder).root) ? 'ledger_read_only' : 'folder_missing', { folder });
  }
}

/** Folders made for a ledger that was not made after all, from the inside out. */
function removeEmptyFolders(folder: string, first: string | undefined): void {
  if (first === undefined) return;
  try {
    for (let next = folder; ; next = dirname(next)) {
      rmdirSync(next);
      if (next === first) return;
    }
  } catch {
    // Something else lies in it by now: it stays.
  }
}

function migrateNow(db: Database.Database, file: string, options: LedgerOptions) {
  return migrate(db, file, options.migrations ?? migrations, {
    ...options,
    now: options.now(),
    operator: options.operator,
  });
}

/**
 * Opens a ledger for writing. Failures: `ledger_missing`, `folder_missing`, `ledger_in_use`, `ledger_not_database`,
 * `ledger_foreign`, `ledger_empty_file`, `ledger_damaged`, `ledger_newer`, `ledger_read_only`, `ledger_busy`,
 * `disk_full`, `ledger_disk_error`, `ledger_migration_failed`, `ledger_copy_damaged`.
 */
export function openLedger(file: string, options: LedgerOptions): Result<Ledger> {
  return guarded(() => {
    const gone = missing(file);
    if (gone !== null) return { ok: false, error: gone };
    const lock = takeWriterLock(file, options);
    if (!lock.ok) return lock;
    let db: Database.Database | undefined;
    let opened: Result<Ledger> | undefined;
    try {
      const whole = leftOpen(file) ? inspectAfterCrash(file, options) : ok(null);
      if (!whole.ok) return whole;
      db = openDatabase(file, options);
      opened = openWith(db, file, lock.value, options);
      return opened;
    } finally {
      if (opened?.ok !== true) {
        db?.close();
        lock.value.release();
      }
    }
  });
}

function openWith(
  db: Database.Database,
  file: string,
  lock: WriterLock,
  options: LedgerOptions,
): Result<Ledger> {
  const sound = inspect(db);
  if (!sound.ok) return sound;
  configure(db);
  // A file that is write-protected by itself opens all the same: tried now (and taken back), not at the first tick.
  db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${versionOf(db)}; ROLLBACK`);
  const migrated = migrateNow(db, file, options);
  if (!migrated.ok) return migrated;
  return ok(workingLedger(file, db, lock, options));
}

/**
 * Opens a ledger for looking only, beside a writer or on a read-only or full disk (there from a copy in a temporary
 * folder, since a write-ahead log can't be read without writing beside it). Failures as of `openLedger`, and
 * `ledger_older_read_only` where a migration would be due.
 */
export function openLedgerReadOnly(file: string, options: LedgerOptions): Result<Ledger> {
  return guarded(() => {
    const gone = missing(file);
    if (gone !== null) return { ok: false, error: gone };
    const { db, copy } = openForReading(file, options);
    let reader: Ledger | undefined;
    try {
      const sound = inspect(db);
      if (!sound.ok) return sound;
      const newest = (options.migrations ?? migrations).length;
      const version = versionOf(db);
      if (version !== newest) {
        const code = version > newest ? 'ledger_newer' : 'ledger_older_read_only';
        return fail(code, { version, known: newest });
      }
      reader = readingLedger(file, db, () => closeReader(db, copy), options);
      return ok(reader);
    } finally {
      if (reader === undefined) closeReader(db, copy);
    }
  });
}

/** A connection for looking only, from a copy (its folder) where the disk lets nothing be written beside the file. */
export function openForReading(file: string, options: Pick<LedgerOptions, 'temporary' | 'nativeBinding'>) {
  let db: Database.Database | undefined;
  try {
    db = openDatabase(file, { ...options, readonly: true });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { db, copy: null };
  } catch (error) {
    db?.close();
    const code = failureOf(error)?.code;
    if (code !== 'ledger_read_only' && code !== 'disk_full') throw error;
  }
  const copy = mkdtempSync(join(options.temporary, 'ledger-'));
  try {
    for (const end of ['', '-wal']) {
      if (existsSync(file + end)) copyFileSync(file + end, join(copy, `ledger.db${end}`));
    }
    // A copied file keeps its write protection, with which a write-ahead log can't be read either.
    chmodSync(join(copy, 'ledger.db'), 0o600);
    return { db: openDatabase(join(copy, 'ledger.db'), options), copy };
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    throw error;
  }
}

export function closeReader(db: Database.Database, copy: string | null): void {
  db.close();
  if (copy !== null) rmSync(copy, { recursive: true, force: true });
}
