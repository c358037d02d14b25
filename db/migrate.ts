/** Brings a ledger file to the newest schema: numbered, contiguous, each in one transaction with its version. */
import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../shared/result.ts';
import { createLogTriggers, dropLogTriggers, registerLogFunctions } from './changeLog.ts';
import type { NativeOptions } from './connection.ts';
import type { Migration } from './migrations/types.ts';

/** Marks the file as ours ("ZGTZ"), so that another program's SQLite file is never taken for a ledger. */
export const APPLICATION_ID = 0x5a47545a;

export function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** A digest of a table's rows in order of id, so that a migration's effect can be checked later. */
function tableDigest(db: Database.Database, table: string): string {
  const hash = createHash('sha256');
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY id`).raw().iterate()) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

function digests(db: Database.Database, tables: readonly string[]): Record<string, string> {
  const present = new Set(
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
  );
  return Object.fromEntries(tables.filter((t) => present.has(t)).map((t) => [t, tableDigest(db, t)]));
}

/**
 * A verified copy beside the ledger before anything changes: written whole, opened, checked, and only then
 * given its name.
 */
function backUp(
  db: Database.Database,
  file: string,
  version: number,
  now: string,
  native: NativeOptions,
): string {
  const target = `${file}.v${version}-${now.slice(0, 10)}.bak`;
  const part = `${target}.part`;
  rmSync(part, { force: true });
  db.prepare('VACUUM INTO ?').run(part);
  const copy = new Database(part, {
    readonly: true,
    ...(native.nativeBinding === undefined ? {} : { nativeBinding: native.nativeBinding }),
  });
  const verdict = copy.pragma('quick_check', { simple: true });
  copy.close();
  if (verdict !== 'ok') throw new Error(`backup failed its check: ${String(verdict)}`);
  renameSync(part, target);
  return target;
}

/**
 * Runs the migrations that are missing. Refuses a ledger from a newer program by name (`ledger_newer`).
 * @returns the version before, and the backup taken (null for a new file or when nothing was to do)
 */
export function migrate(
  db: Database.Database,
  file: string,
  list: readonly Migration[],
  options: NativeOptions & { now: string; operator: string },
): Result<{ from: number; backup: string | null }> {
  const from = versionOf(db);
  const newest = list.at(-1)?.version ?? 0;
  if (from > newest) return fail('ledger_newer', { version: from, known: newest });
  if (from === newest) return ok({ from, backup: null });
  const backup = from === 0 ? null : backUp(db, file, from, options.now, options);
  for (const migration of list.filter((m) => m.version > from)) {
    let step = 0;
    registerLogFunctions(db, () => step);
    // Foreign keys can't be switched inside a transaction; they are checked as a whole before it commits.
    db.pragma('foreign_keys = OFF');
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
    db.pragma('foreign_keys = ON');
  }
  return ok({ from, backup });
}
