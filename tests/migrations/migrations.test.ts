/** Migrations: numbered without a gap, whole or not at all, after a backup that can be opened, written in the log. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createLedger,
  editMeasures,
  openLedger,
  openLedgerReadOnly,
  undoTarget,
  verify,
} from '../../db/index.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { Migration } from '../../db/migrations/types.ts';
import {
  behindTheLog,
  clearAway,
  codeOf,
  contents,
  indexRows,
  ledgerOptions,
  must,
  openAgain,
  openMeasures,
  tempFolder,
  write,
} from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';

afterEach(clearAway);

const newest = migrations.length;
const logged = migrations.at(-1)?.logged ?? [];

/** The next version, as one to come may be: a new column, rows rewritten, a new table. */
const next: Migration = {
  version: newest + 1,
  up: [
    "ALTER TABLE measures ADD COLUMN remark TEXT NOT NULL DEFAULT ''",
    "UPDATE units SET kind = 'department' WHERE kind = 'subsidiary'",
    'CREATE TABLE remarks (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL) STRICT',
  ],
  logged: [...logged, 'remarks'],
};
const afterNext = [...migrations, next];

const raw = <T>(file: string, body: (db: Database.Database) => T): T => {
  const db = new Database(file, { readonly: true });
  try {
    return body(db);
  } finally {
    db.close();
  }
};
const versionOf = (file: string) => raw(file, (db) => db.pragma('user_version', { simple: true }));
const rowsOf = (file: string) =>
  raw(file, (db) =>
    Object.fromEntries(
      [...logged, 'steps', 'change_log'].map((t) => [t, db.prepare(`SELECT * FROM ${t}`).all()]),
    ),
  );
const backups = (file: string) =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)) && name.includes('.bak'));

/** A closed sample ledger of the newest version. */
function closedSample(): string {
  const ledger = sampleCopy();
  ledger.close();
  return ledger.file;
}

describe('the list', () => {
  test('is numbered from 1 without a gap, and every version logs at least what the one before did and it keeps', () => {
    expect(migrations.map((m) => m.version)).toEqual(migrations.map((_, index) => index + 1));
    migrations.forEach((migration, index) => {
      const dropped = new Set(migration.up.flatMap((sql) => /^DROP TABLE (\w+)$/.exec(sql)?.[1] ?? []));
      for (const table of migrations[index - 1]?.logged ?? [])
        expect(migration.logged.includes(table) || dropped.has(table)).toBe(true);
    });
  });

  test('a list with a gap is never run', () => {
    const file = closedSample();
    const before = rowsOf(file);
    const gap = [...migrations, { ...next, version: newest + 2 }];
    expect(() => openLedger(file, ledgerOptions({ migrations: gap }))).toThrow(/missing or out of order/);
    expect(rowsOf(file)).toEqual(before);
    expect(versionOf(file)).toBe(newest);
    // The lock was given back all the same.
    openAgain(file);
  });
});

describe('a migration', () => {
  test('takes a backup that is a whole ledger, changes, and is one step of the log with digests', () => {
    const file = closedSample();
    const before = rowsOf(file);
    const ledger = openAgain(file, { migrations: afterNext });
    expect(backups(file)).toEqual([`ledger.db.v${newest}-2024-08-31.bak`]);
    const backup = join(dirname(file), backups(file)[0] ?? '');
    expect(rowsOf(backup)).toEqual(before);
    const copy = must(openLedgerReadOnly(backup, ledgerOptions()));
    expect(verify(copy.read)).toEqual({ ok: true, problems: [] });
    copy.close();

    expect(ledger.read.pluck('PRAGMA user_version')).toEqual([newest + 1]);
    const step = ledger.read.get<{ kind: string; action: string; detail: string }>(
      'SELECT kind, action, detail FROM steps ORDER BY id DESC LIMIT 1',
    );
    expect([step?.kind, step?.action]).toEqual(['migration', 'migration']);
    const detail = JSON.parse(step?.detail ?? '') as {
      version: number;
      before: Record<string, string>;
      after: Record<string, string>;
    };
    expect(detail.version).toBe(newest + 1);
    expect(Object.keys(detail.before).sort()).toEqual([...logged].sort());
    expect(Object.keys(detail.after).sort()).toEqual([...logged, 'remarks'].sort());
    const changed = logged.filter((table) => detail.before[table] !== detail.after[table]);
    expect(changed.sort()).toEqual(['measures', 'units']);
  });

  test('leaves a ledger that is verified as before, and found out when it was meddled with', () => {
    const file = closedSample();
    const ledger = openAgain(file, { migrations: afterNext });
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    const [first, second] = openMeasures(ledger.read);
    write(ledger, (db) => {
      db.run("INSERT INTO remarks (text) VALUES ('新表的一行')");
      editMeasures(db, [first], { title: '升级后改的' });
    });
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    ledger.undo();
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    ledger.redo();
    ledger.close();
    const sql = raw(file, (db) =>
      db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'log_measures_update_title'").pluck().get(),
    ) as string;
    // A row that was logged since is named; one that was not shows in its table's digest.
    for (const [id, row] of [
      [first, first],
      [second, null],
    ] as const) {
      const title = raw(file, (db) => db.prepare('SELECT title FROM measures WHERE id = ?').pluck().get(id));
      const meddle = (text: unknown) =>
        behindTheLog(file, ['log_measures_update_title'], (db) => {
          db.prepare('UPDATE measures SET title = ? WHERE id = ?').run(text, id);
          db.exec(sql);
        });
      meddle('外改');
      const again = openAgain(file, { migrations: afterNext });
      expect(verify(again.read).problems).toEqual([{ table: 'measures', row, kind: 'row_differs' }]);
      again.close();
      meddle(title);
    }
  });

  test('finds out what was meddled with before it', () => {
    const file = closedSample();
    behindTheLog(file, ['log_units_update_kind'], (db) =>
      db.exec("UPDATE units SET kind = 'subsidiary' WHERE id = 1"),
    );
    const ledger = openAgain(file, { migrations: afterNext });
    expect(verify(ledger.read).problems).toEqual([{ table: 'units', row: null, kind: 'row_differs' }]);
  });

  test('makes the triggers anew, for new columns and tables too, and leaves an index that is known to be stale', () => {
    const file = closedSample();
    const plain = openAgain(file);
    const index = indexRows(plain.read);
    plain.close();
    const emptied: Migration = { ...next, up: [...next.up, "UPDATE measure_index SET words = ''"] };
    const ledger = openAgain(file, { migrations: [...migrations, emptied] });
    const triggers = ledger.read.pluck<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    for (const name of [
      'log_measures_update_remark',
      'log_remarks_insert',
      'log_remarks_delete',
      'log_units_insert',
    ])
      expect(triggers).toContain(name);
    expect(ledger.indexStale()).toBe(true);
    ledger.rebuildIndex();
    expect(ledger.indexStale()).toBe(false);
    expect(indexRows(ledger.read)).toEqual(index);
    const id = write(ledger, (db) => db.run("INSERT INTO remarks (text) VALUES ('一')").id);
    write(ledger, (db) => db.run("UPDATE measures SET remark = '备注' WHERE id = 1"));
    ledger.undo();
    ledger.undo();
    expect(ledger.read.pluck('SELECT count(*) FROM remarks WHERE id = ?', id)).toEqual([0]);
  });

  test('stops undo with its reason, and clears redo', () => {
    const ledger = sampleCopy();
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [id], { title: '撤销前' }));
    ledger.undo();
    ledger.close();
    const migrated = openAgain(ledger.file, { migrations: afterNext });
    expect(undoTarget(migrated.read)).toEqual({ step: null, stop: 'undo_stops_at_migration' });
    expect(codeOf(() => migrated.undo())).toBe('undo_stops_at_migration');
    expect(codeOf(() => migrated.redo())).toBe('nothing_to_redo');
  });

  test.each([
    ['a statement that fails', 'INSERT INTO nowhere VALUES (1)'],
    ['a broken reference', 'UPDATE evidence SET measure_id = 8888 WHERE id = 1'],
    ['a rule of the schema', "UPDATE measures SET state = 'unknown'"],
  ])('that fails by %s leaves version, rows and log as they were, and says so', (_, last) => {
    const file = closedSample();
    const before = rowsOf(file);
    const broken: Migration = { ...next, up: [...next.up, last] };
    const opened = openLedger(file, ledgerOptions({ migrations: [...migrations, broken] }));
    expect(opened).toMatchObject({
      ok: false,
      error: {
        code: 'ledger_migration_failed',
        detail: { version: newest + 1, backup: `ledger.db.v${newest}-2024-08-31.bak` },
      },
    });
    expect(rowsOf(file)).toEqual(before);
    expect(versionOf(file)).toBe(newest);
    // The program that knows only the old version goes on with it; nothing was half taken away.
    const ledger = openAgain(file);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('several at once are each a step; the one that fails keeps those before it', () => {
    const file = closedSample();
    const third: Migration = { version: newest + 2, up: ['SELECT * FROM nowhere'], logged: next.logged };
    expect(openLedger(file, ledgerOptions({ migrations: [...afterNext, third] }))).toMatchObject({
      ok: false,
      error: { code: 'ledger_migration_failed', detail: { version: newest + 2 } },
    });
    expect(versionOf(file)).toBe(newest + 1);
    const whole: Migration = { ...third, up: ['CREATE INDEX remarks_text ON remarks (text)'] };
    const ledger = openAgain(file, { migrations: [...afterNext, whole] });
    expect(ledger.read.pluck("SELECT count(*) FROM steps WHERE kind = 'migration'")).toEqual([newest + 2]);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });
});

describe('versions', () => {
  test('a ledger of a newer program is refused by name, to write and to read, and not touched', () => {
    const file = closedSample();
    openAgain(file, { migrations: afterNext }).close();
    const before = rowsOf(file);
    for (const open of [openLedger, openLedgerReadOnly]) {
      expect(open(file, ledgerOptions())).toEqual({
        ok: false,
        error: { code: 'ledger_newer', detail: { version: newest + 1, known: newest } },
      });
    }
    expect(rowsOf(file)).toEqual(before);
  });

  test('an older ledger is not opened for reading only: it would have to be changed', () => {
    const file = closedSample();
    expect(openLedgerReadOnly(file, ledgerOptions({ migrations: afterNext }))).toMatchObject({
      ok: false,
      error: { code: 'ledger_older_read_only' },
    });
    expect(versionOf(file)).toBe(newest);
  });

  test('a new ledger of a later version is made at once, step by step, without a backup', () => {
    const file = join(tempFolder(), 'ledger.db');
    const ledger = must(createLedger(file, ledgerOptions({ migrations: afterNext })));
    expect(ledger.read.pluck("SELECT count(*) FROM steps WHERE kind = 'migration'")).toEqual([newest + 1]);
    // Nothing stands in it but the mark by which its forms are known again.
    expect(Object.values(contents(ledger.read)).flat()).toMatchObject([{ name: 'ledgerId' }]);
    ledger.close();
    expect(readdirSync(dirname(file)).sort()).toEqual(['ledger.db', 'ledger.db.lock']);
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});
