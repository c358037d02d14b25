/** What is known of a unit's measures before its return is judged: numbers, roles, L, A, what is expected. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeStep } from '../../db/closing.ts';
import {
  addEvidence,
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  addProgress,
  addUnit,
  changePlan,
  createRound,
  editMeasures,
  type Ledger,
  mergeUnit,
  renameUnit,
  setMeasureState,
  type WriteDb,
} from '../../db/index.ts';
import { plannedForms } from '../../db/returns/form.ts';
import { ledgerKnown, unitKnown } from '../../db/returns/known.ts';
import { calledNumbers, measureNumbers } from '../../db/returns/numbers.ts';
import type { ReadDb } from '../../db/index.ts';
import type { SqlValue } from '../../db/connection.ts';
import { clearAway, codeOf, ledgerOf, newLedger, newSampleLedger, TODAY, write } from './makeLedger.ts';
import { recordForm } from './returnsHand.ts';

const MONTH = '2024-08';

interface Made {
  round: number;
  heading: number;
  finance: number;
  branch: number;
  issues: [number, number, number];
  /** Two of the first issue, one of the second, one of the third. */
  measures: [number, number, number, number];
}

let ledger: Ledger;
let made: Made;

beforeEach(() => {
  ledger = newLedger();
  made = write(ledger, (db): Made => {
    const round = createRound(db, {
      ...{ title: '轮次', organisation: '示例集团', inspectedBy: '' },
      ...{ feedbackOn: '2024-03-01', months: 6 },
    });
    const finance = addUnit(db, '财务部', 'department');
    const branch = addUnit(db, '第一分公司', 'subsidiary');
    const heading = addHeadingByHand(db, null, '一、', '方面');
    const issues = ['甲', '乙', '丙'].map((title) => addIssueByHand(db, heading, { title, unitId: finance }));
    const [one = 0, two = 0, three = 0] = issues;
    const add = (issue: number, title: string) => addMeasureByHand(db, issue, null, { title });
    const measures: Made['measures'] = [
      add(one, '甲一'),
      add(one, '甲二'),
      add(two, '乙一'),
      add(three, '丙一'),
    ];
    editMeasures(db, [measures[1]], { unitId: branch, assistingIds: [finance, branch] });
    return { round, heading, finance, branch, issues: [one, two, three], measures };
  });
});
afterEach(clearAway);

const act = <T>(body: (db: WriteDb) => T) => write(ledger, body);
const known = (unit: number, form: number | null = null) => unitKnown(ledger.read, unit, MONTH, form, TODAY);
const of = (unit: number, measure: number) => {
  const found = known(unit).measures.find((one) => one.id === measure);
  if (found === undefined) throw new Error('not a measure of the unit');
  return found;
};
const progress = (db: WriteDb, id: number, text: string, unitId: number | null, month = MONTH) =>
  addProgress(db, id, { month, text, source: 'typed', unitId });
const close = (db: WriteDb, issue: number, measures: number[]) => {
  for (const id of measures) addEvidence(db, id, '纪要', '', TODAY);
  setMeasureState(db, measures, { state: 'done', on: TODAY });
  for (const step of ['applied', 'reviewed', 'verified', 'closed'] as const)
    takeStep(db, issue, step, { actor: '示例领导', on: TODAY, opinion: '同意' });
};

describe('numbers', () => {
  test('issue and measure by their places; withdrawn ones keep theirs, what comes behind moves none', () => {
    const numbers = () => made.measures.map((id) => measureNumbers(ledger.read, made.round).get(id));
    expect(numbers()).toEqual(['1-1', '1-2', '2-1', '3-1']);
    act((db) =>
      changePlan(db, [made.measures[0]], 'withdrawn', { reason: '重复', body: '党委会', on: TODAY }),
    );
    act((db) => addIssueByHand(db, made.heading, { title: '丁' }));
    expect(numbers()).toEqual(['1-1', '1-2', '2-1', '3-1']);
  });

  test('official numbers count where they mean one measure only', () => {
    const numbers = act((db) => {
      made.issues.forEach((issue, at) =>
        db.run('UPDATE issues SET number = ? WHERE id = ?', `${at + 4}.`, issue),
      );
      made.measures.forEach((id, at) => editMeasures(db, [id], { number: at === 1 ? '二是' : '一是' }));
      return calledNumbers(db, made.round);
    });
    expect(numbers.get(made.measures[0])?.numbers).toEqual(['1-4-1', '4-1']);
    expect(numbers.get(made.measures[1])?.numbers).toEqual(['1-4-2', '4-2']);
    // Numbered through, the measure's own number is enough; '1-2' is printed beside another.
    const through = act((db) => {
      db.run("UPDATE issues SET number = '1.'");
      made.measures.forEach((id, at) => editMeasures(db, [id], { number: `${at + 1}.` }));
      return calledNumbers(db, made.round);
    });
    expect(made.measures.map((id) => through.get(id)?.numbers)).toEqual([
      ['1-1-1', '1'],
      ['1-1-2', '2'],
      ['1-1-3', '1-3', '3'],
      ['1-1-4', '1-4', '4'],
    ]);
  });

  test('no two measures of the sample share a number', () => {
    const { ledger: sample, roundId } = newSampleLedger();
    const called = [...calledNumbers(sample.read, roundId).values()];
    const all = called.flatMap((one) => [one.number, ...one.numbers]);
    expect(new Set(all).size).toBe(all.length);
    expect(called.every((one) => one.numbers.length > 0)).toBe(true);
  });
});

describe('whose measures', () => {
  test('responsible by the measure or by its issue; who is responsible does not assist as well', () => {
    const roles = (unit: number) => known(unit).measures.map((one) => [one.number, one.role]);
    expect(roles(made.finance)).toEqual([
      ['1-1', 'responsible'],
      ['1-2', 'assisting'],
      ['2-1', 'responsible'],
      ['3-1', 'responsible'],
    ]);
    expect(roles(made.branch)).toEqual([['1-2', 'responsible']]);
  });

  test('closed and withdrawn ones are known, but not expected; the chain freezes', () => {
    act((db) => {
      close(db, made.issues[1], [made.measures[2]]);
      changePlan(db, [made.measures[3]], 'withdrawn', { reason: '重复', body: '党委会', on: TODAY });
    });
    const { measures, expected } = known(made.finance);
    expect(measures.map((one) => [one.number, one.frozen, one.withdrawn, one.complete])).toEqual([
      ['1-1', false, false, false],
      ['1-2', false, false, false],
      ['2-1', true, false, true],
      ['3-1', false, true, false],
    ]);
    expect(expected).toEqual(made.measures.slice(0, 2));
  });

  test('a merged unit is its successor', () => {
    const head = act((db) => {
      const id = addUnit(db, '总部', 'department');
      mergeUnit(db, made.branch, id, '2024-08-15');
      return id;
    });
    expect(known(made.branch)).toMatchObject({ unit: head, expected: [made.measures[1]] });
    expect(known(head).measures.map((one) => one.role)).toEqual(['responsible']);
    const units = ledgerKnown(ledger.read, TODAY).units;
    expect(units.map((unit) => [unit.name, unit.names])).toEqual([
      ['财务部', ['财务部']],
      ['总部', ['总部', '第一分公司']],
    ]);
    expect(ledgerKnown(ledger.read, '2024-08-14').units).toHaveLength(3);
  });

  test('every measure of the round is told, as one list for all units', () => {
    expect(known(made.branch).strangers.map((one) => one.id)).toEqual(made.measures);
    expect(known(made.branch).strangers).toBe(known(made.finance).strangers);
    const before = known(made.finance).strangers;
    act((db) => addMeasureByHand(db, made.issues[0], null, { title: '甲三' }));
    expect(known(made.finance).strangers).not.toBe(before);
    expect(known(made.finance).strangers).toHaveLength(5);
  });
});

describe('L', () => {
  test('state, day, evidence and regulations are the measure’s', () => {
    const [, , id] = made.measures;
    act((db) => {
      setMeasureState(db, [id], { state: 'done', on: '2024-07-01' });
      addEvidence(db, id, '纪要', '1号', TODAY);
      addEvidence(db, id, '通知\n二', '', TODAY);
      for (const [kind, title, number] of [
        ['new', '甲办法', '示发〔2024〕1号'],
        ['new', '《乙办法》', ''],
        ['revised', '丙办法', ''],
        ['abolished', '丁办法', ''],
      ] as const)
        db.run(
          'INSERT INTO regulations (round_id, measure_id, kind, title, number) VALUES (?, ?, ?, ?, ?)',
          ...[made.round, id, kind, title, number],
        );
    });
    expect(of(made.finance, id).ledger).toEqual({
      state: 'done',
      doneOn: '2024-07-01',
      evidence: '纪要\n通知 二',
      regulationsNew: '《甲办法》（示发〔2024〕1号）\n《乙办法》',
      regulationsRevised: '《丙办法》',
    });
  });

  test('progress is the unit’s newest of the month; what the clerk typed is the responsible unit’s', () => {
    const [first, second] = made.measures;
    act((db) => {
      progress(db, first, '旧', made.finance, '2024-06');
      progress(db, first, '上月', null, '2024-07');
      progress(db, first, '别人的', made.branch);
      progress(db, first, '第一次', made.finance);
      addProgress(db, first, {
        month: MONTH,
        text: '',
        delayReason: '等批复',
        source: 'typed',
        remark: '注',
      });
      progress(db, second, '经办人代填', null);
      progress(db, second, '上月配合', made.finance, '2024-07');
      progress(db, second, '上月牵头', made.branch, '2024-07');
    });
    expect(of(made.finance, first).ledger).toEqual({
      state: 'not_started',
      delayReason: '等批复',
      remark: '注',
    });
    expect(of(made.finance, first).earlierProgress).toBe('上月');
    expect(of(made.finance, second).ledger).toEqual({ state: 'not_started' });
    expect(of(made.finance, second).earlierProgress).toBe('上月配合');
    expect(of(made.branch, second).ledger).toEqual({ state: 'not_started', progress: '经办人代填' });
    expect(of(made.branch, second).earlierProgress).toBe('上月牵头');
  });

  test('people and money are this month’s and this unit’s, summed by kind', () => {
    const [id] = made.measures;
    act((db) => {
      const people = (kind: string, n: number, unit: number, month: string) =>
        db.run(
          'INSERT INTO sanctions (round_id, measure_id, unit_id, kind, people, first_month) VALUES (?, ?, ?, ?, ?, ?)',
          ...[made.round, id, unit, kind, n, month],
        );
      people('criticism', 2, made.finance, MONTH);
      people('criticism', 1, made.finance, MONTH);
      people('criticism', 7, made.finance, '2024-07');
      people('admonishment', 4, made.branch, MONTH);
      for (const [kind, fen] of [
        ['returned', 165_800_00],
        ['其他来源', 5],
      ] as const)
        db.run(
          'INSERT INTO recoveries (round_id, measure_id, unit_id, kind, fen, first_month) VALUES (?, ?, ?, ?, ?, ?)',
          ...[made.round, id, made.finance, kind, fen, MONTH],
        );
    });
    expect(of(made.finance, id).ledger).toEqual({
      state: 'not_started',
      sanction_criticism: '3',
      recovery_returned: '16580000',
    });
    const outcomes = known(made.finance).outcomes.map((one) => [one.field, one.value, one.issueTitle]);
    // Its own figures of the month are no second report of themselves.
    expect(outcomes).toEqual([
      ['sanction_criticism', '7', '甲'],
      ['sanction_admonishment', '4', '甲'],
    ]);
  });

  test('a request for extension of the month', () => {
    const [id] = made.measures;
    act((db) => {
      for (const [month, on] of [
        [MONTH, '2024-12-31'],
        ['2024-07', '2024-10-31'],
      ] as const)
        db.run(
          `INSERT INTO extension_requests (measure_id, unit_id, month, new_on, reason, recorded_at) VALUES (?, ?, ?, ?, '招标未完', '')`,
          ...[id, made.finance, month, on],
        );
    });
    expect(of(made.finance, id).ledger).toMatchObject({
      extensionTo: '2024-12-31',
      extensionReason: '招标未完',
    });
    expect(of(made.branch, made.measures[1]).ledger).toEqual({ state: 'not_started' });
  });
});

describe('A', () => {
  const send = (unit: number, month = MONTH) => act((db) => recordForm(db, unit, month, TODAY));

  test('nothing was sent; then the newest form of the month; a named form stands above it', () => {
    const [id] = made.measures;
    expect(of(made.finance, id).sent).toBeNull();
    const june = send(made.finance, '2024-06');
    expect(of(made.finance, id).sent).toBeNull();
    act((db) => progress(db, id, '一稿', made.finance));
    const first = send(made.finance);
    act((db) => progress(db, id, '二稿', made.finance));
    send(made.finance);
    const sent = (form: number | null) => {
      const { measures, form: named } = known(made.finance, form);
      return [named, measures[0]?.sent?.progress];
    };
    expect(sent(null)).toEqual([null, '二稿']);
    expect(sent(first)).toEqual([first, '一稿']);
    expect(sent(june)).toEqual([june, '']);
    expect(sent(999)).toEqual([null, '二稿']);
  });

  test('another unit’s form is not this file’s, but a merged unit’s is its successor’s', () => {
    const form = send(made.branch);
    expect(known(made.finance, form).form).toBeNull();
    expect(known(made.finance, form).measures.map((one) => one.sent)).toEqual([null, null, null, null]);
    act((db) => mergeUnit(db, made.branch, made.finance, TODAY));
    const merged = known(made.finance, form);
    expect(merged.form).toBe(form);
    expect(merged.measures.map((one) => one.sent?.number ?? null)).toEqual([null, '1-2', null, null]);
    expect(ledgerKnown(ledger.read, TODAY).forms).toEqual([{ id: form, unit: made.finance, month: MONTH }]);
  });

  test('each cell as it was decided since', () => {
    const [id, , other] = made.measures;
    send(made.finance);
    act((db) => {
      for (const measure of [id, other])
        db.run(
          'INSERT INTO decided_rows (unit_id, measure_id, month, cells) VALUES (?, ?, ?, ?)',
          ...[made.finance, measure, MONTH, JSON.stringify({ progress: '退回的' })],
        );
    });
    expect(of(made.finance, id).sent).toMatchObject({ progress: '退回的', state: 'not_started', remark: '' });
    send(made.finance);
    expect(of(made.finance, id).sent?.progress).toBe('退回的');
  });

  test('decided without any form: only that was ever known to both', () => {
    act((db) =>
      db.run(
        'INSERT INTO decided_rows (unit_id, measure_id, month, cells) VALUES (?, ?, ?, ?)',
        ...[made.finance, made.measures[0], MONTH, JSON.stringify({ remark: '见附件' })],
      ),
    );
    expect(of(made.finance, made.measures[0]).sent).toEqual({ remark: '见附件' });
  });

  test('expected is what the newest form lists, as far as it is still asked', () => {
    send(made.finance);
    const added = act((db) => {
      const id = addMeasureByHand(db, made.issues[0], null, { title: '甲三' });
      changePlan(db, [made.measures[3]], 'withdrawn', { reason: '重复', body: '党委会', on: TODAY });
      return id;
    });
    expect(known(made.finance).expected).toEqual(made.measures.slice(0, 3));
    send(made.finance);
    const [one, two, three] = made.measures;
    expect(known(made.finance).expected).toEqual([one, two, added, three]);
  });
});

describe('forms of a month', () => {
  test('units with measures of issues not closed, and measures that nobody answers for', () => {
    act((db) => {
      close(db, made.issues[1], [made.measures[2]]);
      addMeasureByHand(db, addIssueByHand(db, made.heading, { title: '丁' }), null, { title: '丁一' });
      addUnit(db, '闲置部', 'department');
      recordForm(db, made.branch, MONTH, TODAY);
    });
    const plan = plannedForms(ledger.read, MONTH, TODAY);
    expect(plan).toMatchObject({ month: MONTH, withoutUnit: 1 });
    expect(plan.units).toEqual([
      { unit: { id: made.finance, name: '财务部' }, issues: 2, responsible: 2, assisting: 1, sent: [] },
      {
        unit: { id: made.branch, name: '第一分公司' },
        issues: 1,
        responsible: 1,
        assisting: 0,
        sent: [{ form: 1, on: TODAY }],
      },
    ]);
  });

  test('after a merger the successor gets one form, under its present name', () => {
    act((db) => {
      mergeUnit(db, made.branch, made.finance, TODAY);
      renameUnit(db, made.finance, '财务资金部', TODAY);
    });
    expect(plannedForms(ledger.read, MONTH, TODAY).units).toEqual([
      { unit: { id: made.finance, name: '财务资金部' }, issues: 3, responsible: 4, assisting: 0, sent: [] },
    ]);
  });

  test('there is nothing to send without a round', () => {
    const empty = newLedger();
    expect(codeOf(() => plannedForms(empty.read, MONTH, TODAY))).toBe('round_missing');
    expect(codeOf(() => ledgerKnown(empty.read, TODAY))).toBe('round_missing');
  });
});

test('what a ledger is known by', () => {
  const { ledgerId, ...rest } = ledgerKnown(ledger.read, TODAY);
  expect(ledgerId).toMatch(/^[0-9a-f]{16}$/);
  expect(rest).toMatchObject({
    roundId: made.round,
    revision: ledger.revision(),
    feedbackOn: '2024-03-01',
    roundEnd: '2024-09-01',
    immediateDays: 30,
    units: [
      { id: made.finance, name: '财务部', names: ['财务部'] },
      { id: made.branch, name: '第一分公司', names: ['第一分公司'] },
    ],
  });
  act((db) => renameUnit(db, made.branch, '第一公司', '2024-08-01'));
  expect(ledgerKnown(ledger.read, TODAY).units[1]).toEqual({
    id: made.branch,
    name: '第一公司',
    names: ['第一公司', '第一分公司'],
  });
});

test('what one unit answers for is read by indexes, once for all its measures', () => {
  const { ledger: large } = ledgerOf(2000);
  const asked: [string, SqlValue[]][] = [];
  const noting =
    (name: 'all' | 'get' | 'pluck') =>
    <T>(sql: string, ...params: SqlValue[]) => {
      asked.push([sql, params]);
      return large.read[name]<T>(sql, ...params) as never;
    };
  const db: ReadDb = { ...large.read, all: noting('all'), get: noting('get'), pluck: noting('pluck') };
  const first = unitKnown(db, 3, MONTH, null, TODAY).measures.length;
  asked.length = 0;
  const second = unitKnown(db, 4, MONTH, null, TODAY).measures.length;
  expect(Math.min(first, second)).toBeGreaterThan(20);
  expect(asked.length).toBeLessThan(20);
  const plans = asked.flatMap(([sql, params]) =>
    large.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map((row) => row.detail),
  );
  const scanned = plans.filter((plan) => /^SCAN (?!json_each|j |own$|units|persons|\d|CONSTANT)/.test(plan));
  expect(scanned).toEqual([]);
});
