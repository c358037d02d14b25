/** Brings a ledger file to the newest schema: numbered, contiguous, each in one transaction with its version. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import { fail, ok, type Result } from '../shared/result.ts';
import { createLogTriggers, dropLogTriggers, registerLogFunctions } from './changeLog.ts';
import { type NativeOptions, openDatabase, type SqlValue } from './connection.ts';
import { digestOf } from './digest.ts';
import { failureOf } from './faults.ts';
import type { Migration } from './migrations/types.ts';

/** Marks the file as ours ("ZGTZ"), so that another program's SQLite file is never taken for a ledger. */
export const APPLICATION_ID = 0x5a47545a;

export function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function tableDigest(db: Database.Database, table: string): string {
  return digestOf(
    db.prepare(`SELECT * FROM ${table} ORDER BY id`).raw().iterate() as Iterable<readonly SqlValue[]>,
  );
}

function digests(db: Database.Database, tables: readonly string[]): Record<string, string> {
  const present = new Set(
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
  );
  return Object.fromEntries(tables.filter((t) => present.has(t)).map((t) => [t, tableDigest(db, t)]));
}

/**
 * A verified copy beside the ledger before anything changes: written whole, opened, checked, flushed, and only then
 * given its name. Refuses `ledger_copy_damaged`.
 */
function backUp(
  db: Database.Database,
  file: string,
  version: number,
  now: string,
  native: NativeOptions,
): Result<string> {
  const target = `${file}.v${version}-${now.slice(0, 10)}.bak`;
  const part = `${target}.part`;
  try {
    rmSync(part, { force: true });
    db.prepare('VACUUM INTO ?').run(part);
    const copy = openDatabase(part, { ...native, readonly: true });
    try {
      const verdict = copy.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') return fail('ledger_copy_damaged', { cause: String(verdict) });
    } finally {
      copy.close();
    }
    const flushed = openSync(part, 'r+');
    try {
      fsyncSync(flushed);
    } finally {
      closeSync(flushed);
    }
    renameSync(part, target);
    return ok(target);
  } finally {
    for (const leftover of [part, `${part}-wal`, `${part}-shm`]) rmSync(leftover, { force: true });
  }
}

function checkNumbers(list: readonly Migration[]): void {
  list.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`migration ${index + 1} is missing or out of order`);
  });
}

interface Run extends NativeOptions {
  readonly now: string;
  readonly operator: string;
}

/**
 * Runs the migrations that are missing. Refuses a ledger from a newer program by name (`ledger_newer`). A migration
 * that fails leaves version and rows as before (`ledger_migration_failed`, or the disk's own failure).
 * @returns the version before, and the backup taken (null for a new file or when nothing was to do)
 */
export function migrate(
  db: Database.Database,
  file: string,
  list: readonly Migration[],
  options: Run,
): Result<{ from: number; backup: string | null }> {
  checkNumbers(list);
  const from = versionOf(db);
  const newest = list.length;
  if (from > newest) return fail('ledger_newer', { version: from, known: newest });
  if (from === newest) return ok({ from, backup: null });
  let backup: string | null = null;
  if (from > 0) {
    const kept = backUp(db, file, from, options.now, options);
    if (!kept.ok) return kept;
    backup = kept.value;
  }
  for (const migration of list.slice(from)) {
    try {
      runOne(db, migration, options);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const detail = { version: migration.version, cause, ...(backup && { backup: basename(backup) }) };
      return fail(failureOf(error)?.code ?? 'ledger_migration_failed', detail);
    }
  }
  return ok({ from, backup });
}

function runOne(db: Database.Database, migration: Migration, options: Run): void {
  let step = 0;
  registerLogFunctions(db, () => step);
  // Foreign keys can't be switched inside a transaction; they are checked as a whole before it commits.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      const before = digests(db, migration.logged);
      dropLogTriggers(db);
      for (const statement of migration.up) db.exec(statement);
      createLogTriggers(db, migration.logged);
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new Error(`migration ${migration.version} breaks ${broken.length} references`);
      step = Number(
        db
          .prepare(
            "INSERT INTO steps (at, operator, action, detail, kind) VALUES (?, ?, 'migration', ?, 'migration')",
          )
          .run(
            options.now,
            options.operator,
            JSON.stringify({ version: migration.version, before, after: digests(db, migration.logged) }),
          ).lastInsertRowid,
      );
      db.pragma(`user_version = ${migration.version}`);
      if (migration.version === 1) db.pragma(`application_id = ${APPLICATION_ID}`);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
