import { afterEach, describe, expect, test } from 'vitest';
import { addProgress, establish, setMeasureState } from '../../db/measures.ts';
import { mergeUnit, renameUnit } from '../../db/people.ts';
import { writeSettings } from '../../db/writeSettings.ts';
import { summaryFor, summaryMonths, summaryRows } from '../../db/summary/index.ts';
import { eventsOf, readFacts } from '../../db/summary/readFacts.ts';
import { countedTotals } from '../../db/rounds.ts';
import { summary as summarySchema } from '../../shared/contract/summary.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import {
  clearAway,
  codeOf,
  ledgerOf,
  newLedger,
  newSampleLedger,
  openMeasures,
  TODAY,
  write,
} from '../db/makeLedger.ts';
import { sampleFacts, sampleSettings } from './sampleFacts.ts';

afterEach(clearAway);

const AUGUST = '2024-08';

/** What of a summary must not depend on the ids that a ledger has given out. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key]) => !['id', 'issueId', 'measureId', 'key', 'revision'].includes(key),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutIds(inner)]));
}

describe('the summary of the sample ledger', () => {
  test('is that of the sample itself, month by month', () => {
    const { ledger } = newSampleLedger();
    const expected = { ...sampleFacts() };
    for (const month of ['2024-03', '2024-06', '2024-07', AUGUST]) {
      const found = summaryFor(ledger.read, month, TODAY);
      const own = computeSummary(expected, { month, today: TODAY, settings: sampleSettings }).summary;
      const { stated: _found, ...overall } = found.overall;
      const { stated: _own, ...ownOverall } = own.overall;
      expect(withoutIds({ ...found, overall }), month).toEqual(withoutIds({ ...own, overall: ownOverall }));
      expect(summarySchema.parse(found)).toEqual(found);
    }
  });

  test('counts on the last day what the ledger itself counts', () => {
    const { ledger, roundId } = newSampleLedger();
    const { overall: o } = summaryFor(ledger.read, AUGUST, TODAY);
    const totals = countedTotals(ledger.read, roundId);
    expect({
      aspects: o.aspects.value,
      headings: o.headings.value,
      subheadings: o.headings.value - o.aspects.value,
      issues: o.issues.value,
      measures: o.measures.value,
      issuesClosed: o.closed.value,
      measuresDone: o.measuresDone.value,
      measuresEstablished: o.measuresEstablished.value,
    }).toEqual(totals);
    expect(totals).toMatchObject({ aspects: 4, headings: 14, issues: 28, measures: 93, issuesClosed: 25 });
  });

  test('every figure opens, an unknown key is refused', () => {
    const { ledger } = newSampleLedger();
    const opened = summaryRows(ledger.read, AUGUST, 'issues:open', TODAY);
    expect(opened.kind === 'issues' && opened.rows.map((r) => r.state)).toEqual(
      expect.not.arrayContaining(['closed']),
    );
    expect(opened.rows).toHaveLength(3);
    expect(codeOf(() => summaryRows(ledger.read, AUGUST, 'nothing', TODAY))).toBe('figure_missing');
  });

  test('months run from feedback to today, newest first; the latest is the last with records', () => {
    const { ledger } = newSampleLedger();
    const { months, latest } = summaryMonths(ledger.read, '2025-01-15');
    expect(months[0]).toBe('2025-01');
    expect(months.at(-1)).toBe('2024-03');
    expect(months).toHaveLength(11);
    expect(latest).toBe(AUGUST);
  });
});

describe('a change of the ledger', () => {
  test('counts in the month of its day, whatever the day it was typed', () => {
    const { ledger } = newSampleLedger({ today: () => '2024-09-20' });
    const august = summaryFor(ledger.read, AUGUST, '2024-09-20');
    const [id] = openMeasures(ledger.read).filter((each) =>
      summaryRows(ledger.read, AUGUST, 'measures:state:in_progress', '2024-09-20').rows.some(
        (r) => r.id === each,
      ),
    );
    if (id === undefined) throw new Error('no open measure');
    write(ledger, (db) => setMeasureState(db, [id], { state: 'done', on: '2024-09-10' }));
    const later = summaryFor(ledger.read, AUGUST, '2024-09-20');
    expect({ ...later, revision: 0 }).toEqual({ ...august, revision: 0 });
    const september = summaryFor(ledger.read, '2024-09', '2024-09-20');
    expect(september.newlyDone.map((m) => m.id)).toEqual([id]);
    expect(september.newlyDone[0]?.backDated).toBe(false);
    expect(september.overall.baseDone.value).toBe(august.overall.measuresDone.value);

    // Typed today with a day in August: August itself says so now, and September does not call it new.
    write(ledger, (db) => setMeasureState(db, [id], { state: 'done', on: '2024-08-31' }));
    expect(summaryFor(ledger.read, AUGUST, '2024-09-20').newlyDone.map((m) => m.id)).toContain(id);
    expect(summaryFor(ledger.read, '2024-09', '2024-09-20').newlyDone).toEqual([]);
  });

  test('and its undoing leave the summary as it was', () => {
    const { ledger } = newSampleLedger();
    const before = summaryFor(ledger.read, AUGUST, TODAY);
    const ids = openMeasures(ledger.read).slice(0, 2);
    write(ledger, (db) => {
      for (const id of ids) addProgress(db, id, { month: AUGUST, text: '补报进展', source: 'typed' });
    });
    expect(
      summaryFor(ledger.read, AUGUST, TODAY).annex.filter((r) => r.progress === '补报进展'),
    ).toHaveLength(2);
    ledger.undo();
    expect({ ...summaryFor(ledger.read, AUGUST, TODAY), revision: 0 }).toEqual({ ...before, revision: 0 });
  });

  test('of a name or a merger shows from its day on, and the base follows the successor', () => {
    const { ledger } = newSampleLedger({ today: () => '2024-09-20' });
    const unitOf = (month: string, name: string) =>
      summaryFor(ledger.read, month, '2024-09-20').issuesByUnit.find((g) => g.name === name);
    const finance = unitOf(AUGUST, '财务管理部');
    const audit = unitOf(AUGUST, '人力资源部');
    if (finance?.id == null || audit?.id == null) throw new Error('the sample lacks a unit');
    const [from, into] = [finance.id, audit.id];
    write(ledger, (db) => {
      renameUnit(db, into, '组织人力部', '2024-09-01');
      mergeUnit(db, from, into, '2024-09-10');
    });
    expect(unitOf(AUGUST, '财务管理部')).toEqual(finance);
    expect(unitOf(AUGUST, '组织人力部')).toBeUndefined();
    const merged = unitOf('2024-09', '组织人力部');
    expect(unitOf('2024-09', '财务管理部')).toBeUndefined();
    expect(merged?.issues.value).toBe(finance.issues.value + audit.issues.value);
    expect(merged?.baseClosed.value).toBe(finance.closed.value + audit.closed.value);
  });

  test('of the cut-off day moves the month', () => {
    const { ledger } = newSampleLedger();
    write(ledger, (db) => writeSettings(db, { cutoffDay: 20 }));
    const s = summaryFor(ledger.read, AUGUST, TODAY);
    expect(s.asOf).toBe('2024-08-20');
    expect(s.base.asOf).toBe('2024-07-20');
    expect(
      s.newlyClosed.every(
        (i) => i.closedOn !== null && i.closedOn > '2024-07-20' && i.closedOn <= '2024-08-20',
      ),
    ).toBe(true);
  });

  test('to established counts beside done', () => {
    const { ledger } = newSampleLedger({ today: () => '2024-09-20' });
    const rows = summaryRows(ledger.read, AUGUST, 'measures:all', '2024-09-20').rows.map((r) => r.id);
    const ongoing = ledger.read
      .pluck<number>(
        "SELECT id FROM measures WHERE demand = 'ongoing' AND established_on IS NULL AND state <> 'done'",
      )
      .find((id) => rows.includes(id) && openMeasures(ledger.read).includes(id));
    if (ongoing === undefined) throw new Error('no ongoing measure is open');
    write(ledger, (db) => establish(db, [ongoing], true, '2024-09-12'));
    const s = summaryFor(ledger.read, '2024-09', '2024-09-20');
    expect(s.newlyEstablished.map((m) => m.id)).toEqual([ongoing]);
    expect(s.newlyDone).toEqual([]);
  });
});

describe('reading', () => {
  test('a ledger without a round is refused, one without content is empty', () => {
    const ledger = newLedger();
    expect(codeOf(() => summaryFor(ledger.read, AUGUST, TODAY))).toBe('round_missing');
    expect(summaryMonths(ledger.read, TODAY)).toEqual({ months: [], latest: null });
  });

  test('rows without events stand for themselves from their own days', () => {
    const none = { state: 'not_started', doneOn: null, establishedOn: null, withdrawnOn: null } as const;
    expect(eventsOf([], none, '2024-03-01')).toEqual([]);
    expect(eventsOf([], { ...none, state: 'done', doneOn: '2024-05-01' }, '2024-03-01')).toEqual([
      { kind: 'state', to: 'done', on: '2024-05-01', seq: 0 },
    ]);
    expect(
      eventsOf([], { ...none, state: 'in_progress', establishedOn: '2024-06-01' }, '2024-03-01'),
    ).toEqual([
      { kind: 'state', to: 'in_progress', on: '2024-03-01', seq: 0 },
      { kind: 'established', on: '2024-06-01', seq: 0 },
    ]);
  });

  test('two thousand measures are read and counted whole', () => {
    const { ledger } = ledgerOf(2_000);
    const facts = readFacts(ledger.read);
    expect(facts.measures).toHaveLength(2_000);
    const { overall } = summaryFor(ledger.read, AUGUST, TODAY);
    expect(overall.measures.value).toBe(2_000);
    expect(overall.byState.reduce((sum, s) => sum + s.figure.value, 0)).toBe(overall.issues.value);
  });
});
