/**
 * How SQLite goes about the queries that run at every tick and every key: read from EXPLAIN QUERY PLAN over ten
 * thousand measures, so that a full scan of a large table is seen here and not by a clerk.
 */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findMeasures,
  historySteps,
  type Ledger,
  logEntries,
  measureDetail,
  measureRows,
  outline,
  readSettings,
  type ReadDb,
  redoTarget,
  setMeasureState,
  undoTarget,
} from '../../db/index.ts';
import { readDb, type SqlValue } from '../../db/connection.ts';
import { changeOf, touchedMeasures } from '../../db/touched.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import { clearAway, ledgerOf, openMeasures, TODAY, write } from './makeLedger.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';

let ledger: Ledger;
let raw: Database.Database;

beforeAll(() => {
  ledger = ledgerOf(10_000).ledger;
  const [id] = openMeasures(ledger.read);
  write(ledger, (db) => setMeasureState(db, [id], { state: 'in_progress', reason: '复查' }));
  raw = new Database(ledger.file, { readonly: true });
});
afterAll(() => {
  raw.close();
  clearAway();
});

/** A connection that notes every statement it runs. */
function watched(): { db: ReadDb; plans(): string[] } {
  const inner = readDb(raw);
  const asked = new Map<string, readonly SqlValue[]>();
  const note = (sql: string, params: readonly SqlValue[]) => void asked.set(sql, params);
  return {
    db: {
      get: (sql, ...params) => (note(sql, params), inner.get(sql, ...params)),
      all: (sql, ...params) => (note(sql, params), inner.all(sql, ...params)),
      pluck: (sql, ...params) => (note(sql, params), inner.pluck(sql, ...params)),
      each: (sql, ...params) => (note(sql, params), inner.each(sql, ...params)),
    },
    plans: () =>
      [...asked].flatMap(([sql, params]) =>
        inner.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map((row) => row.detail),
      ),
  };
}

const LARGE = ['measures', 'm', 'issues', 'i', 'progress', 'p', 'evidence', 'v', 'measure_events', 'e']
  .concat(['measure_index', 'x', 'change_log', 'c', 'steps', 's', 'closing_events'])
  .join('|');
const scan = new RegExp(`^SCAN (${LARGE})\\b(?! USING (COVERING )?INDEX)`);

function plansOf(body: (db: ReadDb) => unknown): string[] {
  const { db, plans } = watched();
  body(db);
  return plans();
}

/** Nothing large is read from end to end. */
function noScan(body: (db: ReadDb) => unknown): string[] {
  const plans = plansOf(body);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((line) => scan.test(line))).toEqual([]);
  return plans;
}

const find = (query: Partial<ChecklistQuery>) => (db: ReadDb) =>
  findMeasures(db, { ...wholeChecklist, ...query }, TODAY, readSettings(db));

describe('the checklist', () => {
  test('plain: the index alone, already in order', () => {
    const plans = noScan(find({}));
    expect(plans).toContain('SEARCH x USING COVERING INDEX measure_index_order (round_id=? AND withdrawn=?)');
    expect(plans.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });

  test('by issue: only its own measures are looked at', () => {
    const plans = noScan(find({ scope: { issue: 7 } }));
    expect(plans.filter((line) => line.startsWith('SEARCH x'))).toEqual([
      'SEARCH x USING INDEX measure_index_issue (issue_id=?)',
      'SEARCH x USING INDEX measure_index_issue (issue_id=?)',
    ]);
    expect(plans.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });

  test('by heading: only the measures below it', () => {
    const plans = noScan(find({ scope: { heading: 2 } }));
    expect(plans.join('\n')).toContain('SEARCH x USING INDEX measure_index_issue (issue_id=?)');
  });

  test('by words and by state: one pass in order, each measure by its id', () => {
    const plans = noScan(find({ find: '专项 检查', states: ['done'] }));
    expect(plans.join('\n')).toContain('SEARCH m USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plans.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });

  test('rows and detail by id', () => {
    const settings = readSettings(ledger.read);
    const ids = Array.from({ length: 60 }, (_, index) => 100 + index);
    expect(noScan((db) => measureRows(db, ids, TODAY, settings)).join('\n')).toContain(
      'SEARCH m USING INTEGER PRIMARY KEY (rowid=?)',
    );
    noScan((db) => measureDetail(db, 4321, TODAY, settings));
  });

  test('the tree refreshed for one issue reads no measure of another round or heading', () => {
    const settings = readSettings(ledger.read);
    const round = ledger.read.pluck<number>('SELECT id FROM rounds')[0] ?? 0;
    const plans = plansOf((db) => outline(db, round, TODAY, settings, [7]));
    expect(plans.filter((line) => /^SCAN (m|measures|e|progress)\b/.test(line))).toEqual([]);
  });
});

describe('the log', () => {
  test('undo and redo find their step by the newest ones', () => {
    // `u` are steps here, units elsewhere.
    const plans = [...noScan((db) => undoTarget(db)), ...noScan((db) => redoTarget(db))];
    expect(plans.filter((line) => /^SCAN u\b(?! USING)/.test(line))).toEqual([]);
  });

  test('of a row, of a step, and its newest rows', () => {
    const ofRow = noScan((db) => logEntries(db, { limit: 50, table: 'measures', row: 5 }));
    expect(ofRow).toContain('SEARCH c USING INDEX change_log_row (tbl=? AND row_id=? AND rowid<?)');
    const ofStep = noScan((db) => logEntries(db, { limit: 50, step: 2 }));
    expect(ofStep.join('\n')).toContain('change_log_step (step=?');
    noScan((db) => logEntries(db, { limit: 50 }));
    noScan((db) => historySteps(db, undefined, 50));
  });

  test('what a step touched is read from its own rows only', () => {
    const step = ledger.revision();
    const plans = noScan((db) => {
      changeOf(db, step);
      touchedMeasures(db, step);
    });
    const log = plans.filter((line) => / c\b/.test(line));
    expect(log.length).toBeGreaterThan(4);
    for (const line of log) expect(line).toContain('change_log_step (step=?)');
  });
});
