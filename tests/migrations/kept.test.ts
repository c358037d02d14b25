/** A file of every schema version that ever was is kept (tests/fixtures/ledgers) and can still be opened. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  countedTotals,
  editMeasures,
  findMeasures,
  openLedgerReadOnly,
  readSettings,
  verify,
} from '../../db/index.ts';
import { migrations } from '../../db/migrations/index.ts';
import {
  clearAway,
  ledgerOptions,
  must,
  newLedger,
  openAgain,
  openMeasures,
  tempFolder,
  TODAY,
  write,
} from '../db/makeLedger.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';

afterEach(clearAway);

const keptFile = (version: number) => join(import.meta.dirname, `../fixtures/ledgers/v${version}.db`);

function opened(version: number) {
  const file = join(tempFolder(), 'ledger.db');
  copyFileSync(keptFile(version), file);
  return openAgain(file);
}

describe.each(migrations.map((migration) => migration.version))('schema version %i', (version) => {
  test('has its kept file', () => {
    expect(existsSync(keptFile(version))).toBe(true);
    const copy = join(tempFolder(), 'ledger.db');
    copyFileSync(keptFile(version), copy);
    if (version === migrations.length) must(openLedgerReadOnly(copy, ledgerOptions())).close();
    expect(readFileSync(keptFile(version)).readUInt32BE(60)).toBe(version);
  });

  test('opens with all its rows, is what its log says, and can be worked with', () => {
    const ledger = opened(version);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    const round = ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1')[0] ?? 0;
    expect(countedTotals(ledger.read, round)).toMatchObject({
      ...{ aspects: 4, headings: 14, subheadings: 10, issues: 28, measures: 93, issuesClosed: 25 },
    });
    const found = findMeasures(ledger.read, wholeChecklist, TODAY, readSettings(ledger.read));
    expect(found.ids).toHaveLength(93);
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [id], { title: '仍可修改' }));
    ledger.undo();
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('has the schema that its migrations make: a released one is never edited', () => {
    if (version !== migrations.length) return;
    const schema = (db: { pluck<T>(sql: string): T[] }) =>
      createHash('sha256')
        .update(
          db.pluck<string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').join(';'),
        )
        .digest('hex');
    expect(schema(opened(version).read)).toBe(schema(newLedger().read));
  });
});
