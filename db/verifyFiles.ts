/** Are the kept files what the ledger says of them? Files that nobody names are no problem. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { ReadDb } from './connection.ts';
import { storeOf } from './store.ts';
import type { Problem } from './verify.ts';

const CHUNK = 1 << 22;

export interface FilesVerified {
  readonly problems: readonly Problem[];
  /** Files that were asked for, and the bytes that were read. */
  readonly files: number;
  readonly bytes: number;
}

/**
 * Reads every file that the ledger names and compares size and hash: `file_missing`, `file_size_differs`,
 * `file_altered`, `file_unreadable`, each with the row of `files`. Yields the bytes gone through and all.
 */
export function* verifyFiles(
  db: ReadDb,
  ledgerFile: string,
): Generator<{ done: number; total: number }, FilesVerified> {
  const store = storeOf(ledgerFile);
  const rows = db.all<{ id: number; sha256: string; bytes: number }>(
    'SELECT id, sha256, bytes FROM files ORDER BY id',
  );
  const total = rows.reduce((sum, row) => sum + row.bytes, 0);
  const problems: Problem[] = [];
  let done = 0;
  let bytes = 0;
  for (const row of rows) {
    const kind = yield* differs(
      () => store.path(row.sha256),
      row,
      (read) => {
        bytes += read;
        return { done: Math.min(total, done + read), total };
      },
    );
    if (kind !== null) problems.push({ table: 'files', row: row.id, kind });
    done += row.bytes;
    yield { done, total };
  }
  return { problems, files: rows.length, bytes };
}

function* differs(
  path: () => string,
  wanted: { readonly sha256: string; readonly bytes: number },
  read: (bytes: number) => { done: number; total: number },
): Generator<{ done: number; total: number }, string | null> {
  try {
    const file = path();
    const there = statSync(file, { throwIfNoEntry: false });
    if (there === undefined || !there.isFile()) return 'file_missing';
    if (there.size !== wanted.bytes) return 'file_size_differs';
    const handle = openSync(file, 'r');
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.alloc(Math.min(CHUNK, Math.max(1, wanted.bytes)));
      for (let got = readSync(handle, buffer); got > 0; got = readSync(handle, buffer)) {
        hash.update(buffer.subarray(0, got));
        yield read(got);
      }
      return hash.digest('hex') === wanted.sha256 ? null : 'file_altered';
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A hash that is none names no file.
    return code === '' || code === 'ENOENT' || code === 'ENOTDIR' ? 'file_missing' : 'file_unreadable';
  }
}
