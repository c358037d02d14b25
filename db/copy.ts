/** A copy of the ledger to another place: whole, checked and flushed before it gets its name. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fail, ok, Refusal, type Result } from '../shared/result.ts';
import { type NativeOptions, openDatabase } from './connection.ts';
import { failureOf } from './faults.ts';
import { storeFolderOf } from './store.ts';
import { copyStore, placeStore } from './storeCopy.ts';

/** Where the store's files wait beside their place until the ledger's file itself is copied. */
const stagingOf = (to: string): string => `${storeFolderOf(to)}.part`;

/**
 * Copies the store of a ledger, file by file, to where it waits for its ledger; may be gone on with later, when files
 * were added meanwhile. Yields the bytes gone through and all. Nothing to do for a ledger without kept files.
 * @throws Refusal `store_copy_damaged`; the system's errors. `dropCopy` takes away what was copied.
 */
export function* copyKeptFiles(from: string, to: string): Generator<{ done: number; total: number }> {
  const [source, target] = [storeFolderOf(from), storeFolderOf(to)];
  if (source !== target) yield* copyStore(source, target, stagingOf(to));
}

/** Takes away what a copy that was given up has left. A ledger that has its name already stays. */
export function dropCopy(to: string): void {
  rmSync(stagingOf(to), { recursive: true, force: true, maxRetries: 10 });
  for (const end of ['.part', '.part-wal', '.part-shm', '.part-journal'])
    rmSync(to + end, { force: true, maxRetries: 10 });
}

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
    copyDatabase(from, part, native);
    for (const _ of copyKeptFiles(from, to));
    takeAway = placeStore(stagingOf(to), storeFolderOf(to));
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
    dropCopy(to);
  }
}

function copyDatabase(from: string, part: string, native: NativeOptions): void {
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
    if (verdict !== 'ok') throw new Refusal('ledger_copy_damaged', { cause: String(verdict) });
  } finally {
    copy.close();
  }
  const file = openSync(part, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
