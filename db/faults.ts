/** What SQLite's and the file system's errors mean for the ledger (codes only; wording belongs to the screens). */
import Database from 'better-sqlite3';
import { type Failure, Refusal } from '../shared/result.ts';

const codes: readonly (readonly [prefix: string, code: string])[] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_BUSY', 'ledger_busy'],
  ['SQLITE_LOCKED', 'ledger_busy'],
  ['SQLITE_READONLY', 'ledger_read_only'],
  ['SQLITE_CANTOPEN', 'ledger_read_only'],
  ['SQLITE_PERM', 'ledger_read_only'],
  ['SQLITE_NOTADB', 'ledger_not_database'],
  ['SQLITE_CORRUPT', 'ledger_damaged'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'row_missing'],
  // No room for the few kilobytes beside the file without which a write-ahead log can't be worked with.
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_IOERR', 'ledger_disk_error'],
  ['ENOSPC', 'disk_full'],
  // A quota of the user's, or a bound on the size of one file.
  ['EDQUOT', 'disk_full'],
  ['EFBIG', 'disk_full'],
  ['EROFS', 'ledger_read_only'],
  ['EACCES', 'ledger_read_only'],
  ['EPERM', 'ledger_read_only'],
  ['ENOENT', 'ledger_missing'],
  ['ENOTDIR', 'ledger_read_only'],
  ['EEXIST', 'ledger_read_only'],
  ['EIO', 'ledger_disk_error'],
];

/** The failure behind a thrown error, or null when it is none of the expected ones (a defect of ours). */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Refusal) return error.failure;
  const code =
    error instanceof Database.SqliteError || (error instanceof Error && 'code' in error)
      ? String(error.code)
      : null;
  if (code === null) return null;
  const found = codes.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? null : { code: found[1], detail: { cause: code } };
}
