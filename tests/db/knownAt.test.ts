/** What was known at a step is what the ledger said then, whatever was done, undone and done again since. */
import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readGround } from '../../db/dashboard/index.ts';
import {
  addProgress,
  editMeasures,
  findMeasures,
  readSettings,
  verify,
  type Ledger,
  type ReadDb,
} from '../../db/index.ts';
import { FACTS_KEPT_UNTIL, readKnownAt, stepAt } from '../../db/knownAt.ts';
import { migrations } from '../../db/migrations/index.ts';
import { setMeasureState } from '../../db/measures.ts';
import { renameUnit } from '../../db/people.ts';
import { undoBatch } from '../../db/returns/undoBatch.ts';
import { readFacts } from '../../db/summary/readFacts.ts';
import { writeSettings } from '../../db/writeSettings.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import {
  clearAway,
  codeOf,
  ledgerOptions,
  newLedger,
  newSampleLedger,
  openAgain,
  openMeasures,
  tempFolder,
  TODAY,
  write,
} from './makeLedger.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';
import { acceptAll, commit, takeIn } from './returnFiles.ts';

afterEach(clearAway);

const options = { temporary: tmpdir() };
const knownAt = <T>(ledger: Ledger, step: number, work: (db: ReadDb) => T): T =>
  readKnownAt(ledger.file, options, step, work);

/** Facts, settings and days as JSON, lists of rows in one order: theirs carries no meaning. */
function toldBy(db: ReadDb): string {
  if (db.get('SELECT 1 FROM rounds WHERE current = 1') === undefined) return 'no round';
  return JSON.stringify([readGround(db), readSettings(db)], (_, value: unknown) =>
    Array.isArray(value) && typeof value[0] === 'object'
      ? (value as object[]).map((row) => JSON.stringify(row)).sort()
      : value,
  );
}

describe('known at a step', () => {
  test('is what the ledger said after it, over any work with undo and redo', () => {
    const move = fc.oneof(
      { weight: 6, arbitrary: fc.constant('do' as const) },
      fc.constantFrom('undo' as const, 'redo' as const),
    );
    fc.assert(
      fc.property(acts(40), fc.array(move, { minLength: 40, maxLength: 40 }), (work, moves) => {
        const ledger = sampleCopy();
        const told = new Map([[ledger.revision(), toldBy(ledger.read)]]);
        work.forEach((one, i) => {
          const way = moves[i] ?? 'do';
          try {
            if (way === 'do') perform(ledger, one);
            else ledger[way]();
          } catch (error) {
            if (way === 'do') throw error;
          }
          told.set(ledger.revision(), toldBy(ledger.read));
        });
        for (const [step, expected] of told) expect(knownAt(ledger, step, toldBy), `${step}`).toBe(expected);
        clearAway();
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('before the first step there is no round, and asking writes nothing', () => {
    const { ledger } = newSampleLedger();
    const log = () => ledger.read.pluck('SELECT max(seq) FROM change_log');
    const before = log();
    expect(knownAt(ledger, 0, toldBy)).toBe('no round');
    expect(log()).toEqual(before);
    expect(verify(ledger.read).ok).toBe(true);
  });

  test('holds through a batch of returns, its undoing, and the undoing of that', () => {
    const ledger = sampleCopy();
    const [unit = 0] = ledger.read.pluck<number>('SELECT id FROM units ORDER BY id');
    const measures = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, measures, { unitId: unit, assistingIds: [] }));
    const told = new Map<number, string>();
    const keep = () => told.set(ledger.revision(), toldBy(ledger.read));
    keep();
    const answers = { state: 'done', doneOn: TODAY, progress: '已印发新办法。', recovery_returned: '100' };
    const { batch } = takeIn(ledger, [
      { name: '甲.xlsx', unit, rows: measures.slice(0, 2).map((measure) => ({ measure, answers })) },
    ]);
    keep();
    acceptAll(ledger, batch);
    commit(ledger, batch);
    keep();
    ledger.write({ action: 'returns.undo', detail: { batch } }, (db) => undoBatch(db, batch));
    keep();
    ledger.undo();
    keep();
    expect(new Set([...told.values()].map((json) => json.replace(/revision\W+\d+/, ''))).size).toBe(2);
    for (const [step, expected] of told) expect(knownAt(ledger, step, toldBy), `${step}`).toBe(expected);
  });

  test('follows settings and names back as well', () => {
    const { ledger } = newSampleLedger();
    const [unit] = ledger.read.pluck<number>('SELECT id FROM units');
    const before = { step: ledger.revision(), told: toldBy(ledger.read) };
    write(ledger, (db) => writeSettings(db, { cutoffDay: 20, nearDays: 3 }));
    write(ledger, (db) => renameUnit(db, unit ?? 0, '另一名称', '2024-08-20'));
    expect(knownAt(ledger, before.step, toldBy)).toBe(before.told);
    expect(knownAt(ledger, before.step, (db) => readSettings(db).cutoffDay)).toBe(31);
    expect(knownAt(ledger, ledger.revision(), (db) => readSettings(db).cutoffDay)).toBe(20);
  });

  test('a value that was set, undone and set otherwise is each time that of then', () => {
    const { ledger } = newSampleLedger();
    const [id] = openMeasures(ledger.read);
    const stateOf = (db: ReadDb) => db.pluck<string>('SELECT state FROM measures WHERE id = ?', id)[0];
    const first = stateOf(ledger.read);
    const steps = [ledger.revision()];
    write(ledger, (db) => setMeasureState(db, [id], { state: 'done', on: TODAY }));
    steps.push(ledger.revision());
    ledger.undo();
    steps.push(ledger.revision());
    ledger.redo();
    steps.push(ledger.revision());
    expect(steps.map((step) => knownAt(ledger, step, stateOf))).toEqual([first, 'done', first, 'done']);
  });

  test('what is not kept for it is not told from today', () => {
    const { ledger } = newSampleLedger();
    const step = ledger.revision();
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => addProgress(db, id, { month: '2024-08', text: '新进展', source: 'typed' }));
    expect(() => knownAt(ledger, step, (db) => db.all('SELECT measure_id FROM evidence'))).toThrow(
      /measure_id/,
    );
    expect(() =>
      knownAt(ledger, step, (db) => findMeasures(db, wholeChecklist, TODAY, readSettings(db))),
    ).toThrow();
  });
});

describe('the step of a time', () => {
  test('is the last one recorded by then; before the first there is none', () => {
    let hour = 0;
    const ledger = newLedger({ now: () => `2024-08-31T${String(hour).padStart(2, '0')}:00:00.000Z` });
    for (hour = 1; hour < 5; hour += 1) write(ledger, (db) => writeSettings(db, { nearDays: hour }));
    const at = (time: string) => stepAt(ledger.read, time).id - ledger.revision();
    expect(at('2024-08-31T02:59:59.999Z')).toBe(-2);
    expect(at('2024-08-31T03:00:00.000Z')).toBe(-1);
    expect(at('2030-01-01T00:00:00.000Z')).toBe(0);
    expect(codeOf(() => stepAt(ledger.read, '2024-08-30T23:59:59.000Z'))).toBe('known_at_too_early');
  });
});

describe('over migrations', () => {
  test('whoever adds a migration says whether it keeps the facts', () => {
    expect(FACTS_KEPT_UNTIL).toBe(migrations.length);
  });

  test.each([1, 2])('a ledger of version %i tells after its migration what it told before', (version) => {
    const file = join(tempFolder(), 'ledger.db');
    copyFileSync(join(import.meta.dirname, `../fixtures/ledgers/v${version}.db`), file);
    const ledger = openAgain(file);
    const before = ledger.read.pluck<number>("SELECT max(id) FROM steps WHERE kind <> 'migration'")[0] ?? 0;
    const migrated = ledger.revision();
    expect(migrated).toBeGreaterThan(before);
    const facts = (db: ReadDb) => ({ ...readFacts(db), revision: 0 });
    const told = facts(ledger.read);
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => setMeasureState(db, [id], { state: 'done', on: TODAY }));
    const [unit] = ledger.read.pluck<number>('SELECT id FROM units');
    write(ledger, (db) => renameUnit(db, unit ?? 0, '另一名称', '2024-08-20'));
    expect(knownAt(ledger, migrated, facts)).toEqual(told);
    expect(knownAt(ledger, before, facts)).toEqual(told);
  });

  test('a migration that changes facts is not crossed', () => {
    const { ledger } = newSampleLedger();
    const before = ledger.revision();
    const file = ledger.file;
    ledger.close();
    const rewriting = {
      version: migrations.length + 1,
      up: ["UPDATE units SET kind = 'subsidiary'"],
      logged: migrations.at(-1)?.logged ?? [],
    };
    const later = openAgain(file, { ...ledgerOptions(), migrations: [...migrations, rewriting] });
    expect(codeOf(() => knownAt(later, before, toldBy))).toBe('known_at_before_migration');
    expect(knownAt(later, later.revision(), (db) => toldBy(db))).toBe(toldBy(later.read));
  });
});
