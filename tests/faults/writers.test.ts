/** Two programs at one ledger, and programs that end in the middle: kill -9 loses nothing that was committed. */
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addUnit,
  createLedger,
  type Ledger,
  openLedger,
  openLedgerReadOnly,
  verify,
} from '../../db/index.ts';
import type { Result } from '../../shared/result.ts';
import {
  clearAway,
  codeOf,
  contents,
  ledgerOptions,
  must,
  newLedger,
  openAgain,
  tempFolder,
  write,
} from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';
import { endAll, start } from './processes.ts';

afterEach(async () => {
  await endAll();
  clearAway();
});

const codeOfResult = (result: Result<Ledger>): string => {
  if (!result.ok) return result.error.code;
  result.value.close();
  return 'opened';
};

function closedSample(): string {
  const ledger = sampleCopy();
  ledger.close();
  return ledger.file;
}

describe('one writer', () => {
  test('a second one is told so, in the same process too; the lock goes with whoever holds it, even by kill -9', async () => {
    const file = closedSample();
    const first = openAgain(file);
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('ledger_in_use');
    // Asking did not take the lock away from the first.
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('ledger_in_use');
    first.close();

    const child = start('hold', file);
    await child.next();
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('ledger_in_use');
    await child.kill();
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('opened');
  });

  test('readers beside a writer see its last committed step and can not write', async () => {
    const file = closedSample();
    const child = start('commit', file);
    for (let n = 0; n < 5; n += 1) await child.next();
    const reader = must(openLedgerReadOnly(file, ledgerOptions()));
    const seen = reader.revision();
    expect(seen).toBeGreaterThanOrEqual(6);
    for (let n = 0; n < 20; n += 1) await child.next();
    expect(reader.revision()).toBeGreaterThan(seen);
    const refused = () => reader.write({ action: 'test' }, (db) => void addUnit(db, '不行', 'department'));
    expect(codeOf(refused)).toBe('ledger_read_only');
    expect(codeOf(() => reader.undo())).toBe('ledger_read_only');
    expect(codeOf(() => reader.redo())).toBe('ledger_read_only');
    expect(codeOf(() => reader.rebuildIndex())).toBe('ledger_read_only');
    reader.close();
    await child.kill();
  });

  test('a reader keeps no writer out', () => {
    const file = closedSample();
    const reader = must(openLedgerReadOnly(file, ledgerOptions()));
    const writer = openAgain(file);
    write(writer, (db) => addUnit(db, '新单位', 'department'));
    expect(reader.read.pluck("SELECT count(*) FROM unit_names WHERE name = '新单位'")).toEqual([1]);
    reader.close();
  });

  test('what is closed while somebody looks on is whole in its file alone, as it is copied to a stick', () => {
    const file = closedSample();
    const writer = openAgain(file);
    write(writer, (db) => addUnit(db, '新单位', 'department'));
    const reader = must(openLedgerReadOnly(file, ledgerOptions()));
    const revision = reader.revision();
    writer.close();
    const copy = join(tempFolder(), 'ledger.db');
    copyFileSync(file, copy);
    expect(openAgain(copy).revision()).toBe(revision);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    reader.close();
  });

  test("another program's lock is a busy ledger: nothing is written, and it goes on when the lock is gone", async () => {
    const file = closedSample();
    const ledger = openAgain(file);
    const before = contents(ledger.read);
    const child = start('foreign', file);
    await child.next();
    const step = () => write(ledger, (db) => addUnit(db, '等待', 'department'));
    expect(codeOf(step)).toBe('ledger_busy');
    expect(contents(ledger.read)).toEqual(before);
    await child.kill();
    expect(codeOf(step)).toBe('no refusal');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('a ledger on which another program sits is not opened for writing, and opens once it is gone', async () => {
    const file = closedSample();
    const child = start('foreign', file);
    await child.next();
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('ledger_busy');
    expect(codeOfResult(openLedgerReadOnly(file, ledgerOptions()))).toBe('opened');
    await child.kill();
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('opened');
  });
});

describe('a program that is killed', () => {
  test('between steps: every step it told of is there', async () => {
    for (let round = 0; round < 4; round += 1) {
      const file = closedSample();
      const child = start('commit', file);
      let told = 0;
      for (let n = 0; n < 3 + round * 9; n += 1) told = Number((await child.next())['revision']);
      await child.kill();
      const ledger = openAgain(file);
      expect(ledger.revision()).toBeGreaterThanOrEqual(told);
      expect(ledger.read.pluck('SELECT count(*) FROM units')[0]).toBe(
        ledger.read.pluck("SELECT count(*) FROM change_log WHERE tbl = 'units' AND op = 'insert'")[0],
      );
      expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
      ledger.close();
    }
  });

  test('in the middle of a step whose rows stand in the file already: none of them is there', async () => {
    const file = closedSample();
    const child = start('inside', file);
    const told = Number((await child.next())['revision']);
    await child.next();
    expect(Number((await child.next())['inside'])).toBeGreaterThan(4_000_000);
    await child.kill();
    const ledger = openAgain(file);
    expect(ledger.revision()).toBe(told);
    expect(ledger.read.pluck("SELECT count(*) FROM rounds WHERE title = '大轮次'")).toEqual([0]);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    write(ledger, (db) => addUnit(db, '继续', 'department'));
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('while it makes a ledger: there is none, and the next try makes a whole one', async () => {
    const file = join(tempFolder(), '新', 'ledger.db');
    const child = start('create', file);
    expect((await child.next())['parts']).toContain('ledger.db.part');
    // A second program that wants the same place at the same moment is told to wait.
    expect(codeOfResult(createLedger(file, ledgerOptions()))).toBe('ledger_in_use');
    await child.kill();
    expect(existsSync(file)).toBe(false);
    const ledger = newLedger({}, file);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    ledger.close();
    expect(readdirSync(dirname(file)).sort()).toEqual(['ledger.db', 'ledger.db.lock']);
  });
});

describe('making a ledger', () => {
  test('never touches a file that is there', () => {
    const file = closedSample();
    expect(codeOfResult(createLedger(file, ledgerOptions()))).toBe('ledger_exists');
    expect(verify(openAgain(file).read).ok).toBe(true);
  });

  test('that fails leaves nothing, not even the folders it made', () => {
    const folder = tempFolder();
    const file = join(folder, '一', '二', 'ledger.db');
    const broken = [{ version: 1, up: ['CREATE TABLE a (id INTEGER)', 'no statement'], logged: [] }];
    expect(codeOfResult(createLedger(file, ledgerOptions({ migrations: broken })))).toBe(
      'ledger_migration_failed',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
