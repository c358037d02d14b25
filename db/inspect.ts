/** What is looked at before a file is worked with as a ledger: is it ours, is it sound, is it still there. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { type Failure, fail, ok, Refusal, type Result } from '../shared/result.ts';
import { type NativeOptions, openDatabase, readDb } from './connection.ts';
import { APPLICATION_ID, versionOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { chainAndRows } from './verify.ts';

/**
 * Is there a file at all? Failures: `folder_missing`, `ledger_missing`, `ledger_not_database` for a folder, a pipe or a
 * device in its place (opening a pipe would wait for ever).
 */
export function missing(file: string): Failure | null {
  if (existsSync(file)) {
    if (statSync(file).isFile()) return null;
    return { code: 'ledger_not_database', detail: { file: basename(file), folder: dirname(file) } };
  }
  const code = existsSync(dirname(file)) ? 'ledger_missing' : 'folder_missing';
  return { code, detail: { file: basename(file), folder: dirname(file) } };
}

/** SQLite takes a shorter file for an empty database, whatever it holds. */
const SHORTEST = 512;

/** Refuses what is no ledger of ours, or damaged; must run before anything is written. */
export function inspect(db: Database.Database): Result<null> {
  // A destroyed header shows only at the first statement; destroyed pages even let inserts succeed.
  const id = db.pragma('application_id', { simple: true }) as number;
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  const { size } = statSync(db.name);
  if (id !== APPLICATION_ID) {
    if (tables > 0) return fail('ledger_foreign');
    return fail(size > 0 && size < SHORTEST ? 'ledger_not_database' : 'ledger_empty_file');
  }
  // The rest of a last page that was cut off is read as zeros, without a word.
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  if (!leftOpen(db.name) && size % pageSize !== 0) return fail('ledger_damaged', { cause: 'cut off' });
  const verdict = db.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(null) : fail('ledger_damaged', { cause: String(verdict) });
}

/** Did the last writer leave without closing, so that a write-ahead log is waiting to be taken in? */
export function leftOpen(file: string): boolean {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return log !== undefined && log.size > 0;
}

/**
 * After such an end SQLite takes in whatever write-ahead log lies there, even another ledger's, and its own check
 * stays silent. Only our log tells whether the rows that are shown now belong together. Looked at through a connection
 * that can't write: one that can would put the foreign rows into the file for good when it closes.
 */
export function inspectAfterCrash(file: string, native: NativeOptions): Result<null> {
  const db = openDatabase(file, { ...native, readonly: true });
  try {
    const sound = inspect(db);
    if (!sound.ok) return sound;
    const known = migrations[versionOf(db) - 1];
    // A newer ledger is refused by its version, which is what the clerk must be told.
    const [problem] = known === undefined ? [] : chainAndRows(readDb(db), known.logged);
    return problem === undefined ? ok(null) : fail('ledger_damaged', { ...problem, cause: problem.kind });
  } finally {
    db.close();
  }
}

/**
 * Answers a check that the file still lies where it was opened. On Linux a deleted file can be written on unseen, and
 * all of it is lost at the end; on Windows an open file can't be deleted, and file numbers of sticks may change.
 */
export function stillThere(file: string): () => void {
  const idOf = () => {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    if (found === undefined) return null;
    return process.platform === 'win32' ? 'there' : `${found.dev}:${found.ino}`;
  };
  const opened = idOf();
  return () => {
    if (idOf() === opened) return;
    throw new Refusal(existsSync(dirname(file)) ? 'ledger_missing' : 'folder_missing', {
      file: basename(file),
      folder: dirname(file),
    });
  };
}
