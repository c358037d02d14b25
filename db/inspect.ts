/** What is looked at before a file is worked with as a ledger: is it ours, is it sound, is it still there. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { type Failure, fail, ok, Refusal, type Result } from '../shared/result.ts';
import { readDb } from './connection.ts';
import { APPLICATION_ID } from './migrate.ts';
import { chainAndRows } from './verify.ts';

/** Is there a file at all? Failures: `folder_missing`, `ledger_missing`. */
export function missing(file: string): Failure | null {
  if (existsSync(file)) return null;
  const code = existsSync(dirname(file)) ? 'ledger_missing' : 'folder_missing';
  return { code, detail: { file: basename(file), folder: dirname(file) } };
}

/** Refuses what is no ledger of ours, or damaged; must run before anything is written. */
export function inspect(db: Database.Database): Result<null> {
  // A destroyed header shows only at the first statement; destroyed pages even let inserts succeed.
  const id = db.pragma('application_id', { simple: true }) as number;
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (id !== APPLICATION_ID) return fail(tables === 0 ? 'ledger_empty_file' : 'ledger_foreign');
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
 * stays silent. Only our log tells whether the rows that are shown now belong together.
 */
export function inspectAfterCrash(db: Database.Database): Result<null> {
  const [problem] = chainAndRows(readDb(db));
  return problem === undefined ? ok(null) : fail('ledger_damaged', { ...problem, cause: problem.kind });
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
