/** A copy of the ledger to another place: whole, checked and flushed before it gets its name. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fail, ok, type Result } from '../shared/result.ts';
import { type NativeOptions, openDatabase } from './connection.ts';
import { failureOf } from './faults.ts';
import { copyStore } from './store.ts';

/**
 * Copies a ledger by SQLite itself (a copied file may lack what still stands in the write-ahead log). The source is
 * only read. The store goes along, each file checked. Failures: `ledger_exists`, `ledger_copy_damaged`,
 * `store_copy_damaged`, `disk_full`, `ledger_read_only`, `ledger_disk_error`. Nothing is left at the target when it fails.
 */
export function copyLedger(from: string, to: string, native: NativeOptions): Result<null> {
  if (existsSync(to)) return fail('ledger_exists', { file: basename(to) });
  const part = `${to}.part`;
  let takeAway = (): void => {};
  try {
    mkdirSync(dirname(to), { recursive: true });
    rmSync(part, { force: true });
    const source = openDatabase(from, { ...native, readonly: true });
    try {
      source.prepare('VACUUM INTO ?').run(part);
    } finally {
      source.close();
    }
    // Not read-only: switching the copy to write-ahead logging is part of being ready for use.
    const copy = openDatabase(part, native);
    try {
      const verdict = copy.pragma('integrity_check(1)', { simple: true });
      if (verdict !== 'ok') return fail('ledger_copy_damaged', { cause: String(verdict) });
    } finally {
      copy.close();
    }
    takeAway = copyStore(from, to);
    const file = openSync(part, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // A write-ahead log of an earlier file of this name would show its rows in the copy.
    for (const stale of [`${to}-wal`, `${to}-shm`]) rmSync(stale, { force: true });
    renameSync(part, to);
    return ok(null);
  } catch (error) {
    takeAway();
    const failure = failureOf(error);
    if (failure === null) throw error;
    return { ok: false, error: failure };
  } finally {
    for (const leftover of [part, `${part}-wal`, `${part}-shm`]) rmSync(leftover, { force: true });
  }
}
