/**
 * One writer a ledger: an operating-system lock on a small file beside it, which the system itself releases when the
 * process ends, however it ends. SQLite's own exclusive lock on a file of its own is used for it, because it is
 * the one lock we carry that works on Windows and Linux alike.
 */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../shared/result.ts';
import type { NativeOptions } from './connection.ts';
import { failureOf } from './faults.ts';

export interface WriterLock {
  release(): void;
  /** Takes the lock's own file away: only for a ledger that was not made after all. */
  remove(): void;
}

/** Takes the writer's lock of a ledger file, at once or not at all (`ledger_in_use`). */
export function takeWriterLock(ledgerFile: string, options: NativeOptions): Result<WriterLock> {
  const file = `${ledgerFile}.lock`;
  const first = take(file, options);
  if (first.ok || first.error.code !== 'ledger_not_database') return first;
  // Something else was put in its place. We never write into this file, so nothing of ours is lost with it.
  rmSync(file, { force: true });
  return take(file, options);
}

function take(file: string, options: NativeOptions): Result<WriterLock> {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, {
      timeout: 0,
      ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
    });
    // Nothing is ever kept in this file: no journal may be left beside it.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const failure = failureOf(error);
    if (failure?.code === 'ledger_busy') return fail('ledger_in_use');
    if (failure !== null) return { ok: false, error: failure };
    throw error;
  }
  const held = db;
  return ok({
    release: () => {
      if (held.open) held.close();
    },
    remove: () => rmSync(file, { force: true }),
  });
}
