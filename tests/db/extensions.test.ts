/** Extensions, stages by period, and the clerk's own holidays: guards, what moves along, what undo brings back. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addExtensions,
  addIssueByHand,
  addMeasureByHand,
  addStage,
  changePlan,
  createRound,
  editMeasures,
  editRound,
  editStage,
  extensionBodies,
  type Ledger,
  listRounds,
  measureDetail,
  ownDaysOf,
  readSettings,
  removeStage,
  setMeasureState,
  setOwnDays,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import { calendarOf } from '../../db/calendar.ts';
import { takeStep } from '../../db/closing.ts';
import { dueDayOf } from '../../db/returns/dueDay.ts';
import { addDays } from '../../shared/day.ts';
import { deadlineInForce } from '../../shared/timeliness.ts';
import { clearAway, codeOf, contents, newLedger, openAgain, TODAY, write } from './makeLedger.ts';

let ledger: Ledger;
let round: number;
let issue: number;
beforeEach(() => {
  ledger = newLedger();
  write(ledger, (db) => {
    round = createRound(db, {
      ...{ title: '轮次', organisation: '', inspectedBy: '', feedbackOn: '2024-03-05', months: 6 },
    });
    issue = addIssueByHand(db, null, { title: '问题' });
  });
});
afterEach(() => {
  expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const act = (body: (db: WriteDb) => unknown) => codeOf(() => write(ledger, body));
const measure = (deadline: string) =>
  write(ledger, (db) => addMeasureByHand(db, issue, null, { title: `措施${deadline}`, deadline }));
const detail = (id: number) => measureDetail(ledger.read, id, TODAY, readSettings(ledger.read));
const extend = (ids: readonly number[], deadline: string, more: object = {}) =>
  act((db) => addExtensions(db, ids, { deadline, reason: '等待批复', approvedBy: '党委会', ...more }));

describe('extensions', () => {
  test('move the deadline of many measures at once; the first one is kept, with count and reasons', () => {
    const ids = [measure('2024.6.30'), measure('立行立改'), measure('')];
    const before = contents(ledger.read);
    expect(extend(ids, '2024年底前，并长期坚持', { on: '2024-08-01' })).toBe('no refusal');
    expect(extend([ids[0] ?? 0], '2025-06-30', { reason: '仍在等待', approvedBy: '整改办' })).toBe(
      'no refusal',
    );
    expect(detail(ids[0] ?? 0)).toMatchObject({
      dueOn: '2025-06-30',
      extensions: 2,
      deadline: { raw: '2024.6.30', date: '2024-06-30' },
      extensionList: [
        {
          ...{ approvedOn: '2024-08-01', approvedBy: '党委会', reason: '等待批复' },
          ...{ raw: '2024年底前，并长期坚持', date: '2024-12-31' },
        },
        { approvedOn: TODAY, approvedBy: '整改办', reason: '仍在等待', date: '2025-06-30' },
      ],
    });
    expect(ids.map((id) => detail(id).extensions)).toEqual([2, 1, 1]);
    expect(detail(ids[2] ?? 0).deadline.date).toBeNull();
    expect(extensionBodies(ledger.read)).toEqual(['整改办', '党委会']);
    ledger.undo();
    ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
  });

  test('are refused whole when one measure hinders, and the refusal names it', () => {
    const [open, withdrawn] = [measure('2024.6.30'), measure('2024.6.30')];
    write(ledger, (db) => changePlan(db, [withdrawn], 'withdrawn', { reason: '合并', body: '党委会' }));
    const before = contents(ledger.read);
    expect(extend([open, withdrawn], '2024.12.31')).toBe('measure_withdrawn');
    expect(extend([open, 999], '2024.12.31')).toBe('row_missing');
    expect(contents(ledger.read)).toEqual(before);
    try {
      write(ledger, (db) =>
        addExtensions(db, [open, withdrawn], { deadline: '2024.12.31', reason: '因', approvedBy: '会' }),
      );
    } catch (error) {
      expect(error).toMatchObject({ failure: { detail: { measure: withdrawn } } });
    }
  });

  test('go only forward, by an approval that is not in the future nor before the last one', () => {
    const id = measure('2024.6.30');
    expect(extend([id], '2024.6.30')).toBe('extension_not_later');
    expect(extend([id], '2024.6.1')).toBe('extension_not_later');
    expect(extend([id], '2024.9.30', { on: addDays(TODAY, 1) })).toBe('on_in_future');
    expect(extend([id], '2024.9.30', { on: '2024-07-10' })).toBe('no refusal');
    expect(extend([id], '2024.9.30')).toBe('extension_not_later');
    expect(extend([id], '2024.10.31', { on: '2024-07-09' })).toBe('on_before_previous');
    expect(extend([id], '2024.10.31', { on: '2024-07-10' })).toBe('no refusal');
    // What was approved with a later day is in force also when another is written down later for a day before.
    expect(detail(id).dueOn).toBe('2024-10-31');
    expect(extend([id], '2024.12.31', { approvedBy: ' ' })).toBe('body_required');
    expect(extend([id], '2024.12.31', { reason: ' ' })).toBe('reason_required');
  });

  test.each([
    ['长期坚持', 'extension_needs_day'],
    ['12月底前', 'deadline_incomplete'],
    ['三个月内', 'deadline_incomplete'],
    ['25年6月底', 'deadline_incomplete'],
    ['2025年2月29日', 'deadline_no_such_day'],
    ['尽快', 'deadline_not_understood'],
    ['2025年6月前', 'deadline_ambiguous'],
    ['已完成', 'deadline_is_a_state'],
    ['反馈后250个工作日内', 'no refusal'],
  ])('until %s: %s', (deadline, code) => expect(extend([measure('2024.6.30')], deadline)).toBe(code));

  test('of what is complete are refused, unless they were approved before', () => {
    const id = measure('2024.6.30');
    write(ledger, (db) => setMeasureState(db, [id], { state: 'done', on: '2024-07-20' }));
    expect(extend([id], '2024.12.31')).toBe('measure_complete');
    expect(extend([id], '2024.12.31', { on: '2024-07-20' })).toBe('measure_complete');
    expect(extend([id], '2024.7.31', { on: '2024-06-25' })).toBe('no refusal');
    expect(detail(id).lamp).toBe('green_tick');
  });

  test('wait until the issue is open again', () => {
    const id = measure('2024.6.30');
    write(ledger, (db) => {
      setMeasureState(db, [id], { state: 'done', on: '2024-07-20' });
      db.run("UPDATE measures SET no_evidence_reason = '无'");
      takeStep(db, issue, 'applied', { actor: '甲部', on: TODAY, opinion: '' });
    });
    expect(extend([id], '2024.12.31', { on: '2024-06-25' })).toBe('issue_in_chain');
  });

  test('whatever was extended in whatever order, the deadline in force is that of the shared rule', () => {
    const id = measure('2024.6.30');
    const one = fc.record({ to: fc.nat(500), on: fc.nat(170) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), fc.nat(300), (list, at) => {
        let steps = 0;
        for (const { to, on } of list)
          if (extend([id], addDays('2024-06-30', to), { on: addDays('2024-03-10', on) }) === 'no refusal')
            steps += 1;
        const rows = ledger.read.all<{ to: string; approvedOn: string; seq: number }>(
          'SELECT new_on AS "to", approved_on AS approvedOn, id AS seq FROM extensions WHERE measure_id = ?',
          id,
        );
        const day = addDays('2024-03-10', at);
        const settings = readSettings(ledger.read);
        expect(measureDetail(ledger.read, id, day, settings).dueOn).toBe(
          deadlineInForce('2024-06-30', rows, day),
        );
        // Each is later than the one before, and so is its approval.
        expect(rows.map((row) => row.to)).toEqual([...new Set(rows.map((row) => row.to))].sort());
        expect(rows.map((row) => row.approvedOn)).toEqual(rows.map((row) => row.approvedOn).sort());
        for (let n = 0; n < steps; n += 1) ledger.undo();
        expect(detail(id).extensions).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

const holiday = (day: string, name = '停电') => ({ day, kind: 'holiday' as const, name });
const stages = () => listRounds(ledger.read)[0]?.stages ?? [];
const stage = (title: string) => stages().find((each) => each.title === title);

describe('own holidays', () => {
  test('move deadlines in working days, stages and due days of returns along, in one step that undo takes back', () => {
    const id = measure('反馈后10个工作日内');
    const plan = stage('整改方案')?.id ?? 0;
    write(ledger, (db) => editStage(db, plan, { period: '15个工作日' }));
    const facts = () => [
      detail(id).deadline.date,
      stage('整改方案')?.dueOn,
      dueDayOf(ledger.read, '2024-08').dueOn,
    ];
    // 4 April 2024 is 清明; feedback on 5 March.
    expect(facts()).toEqual(['2024-03-19', '2024-03-26', '2024-09-05']);
    const before = contents(ledger.read);
    write(ledger, (db) =>
      setOwnDays(db, [holiday('2024-03-12'), holiday('2024-03-25'), holiday('2024-09-05')]),
    );
    expect(facts()).toEqual(['2024-03-20', '2024-03-28', '2024-09-06']);
    expect(ownDaysOf(ledger.read).days.map(({ day }) => day)).toEqual([
      ...['2024-03-12', '2024-03-25', '2024-09-05'],
    ]);
    ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
    expect(facts()).toEqual(['2024-03-19', '2024-03-26', '2024-09-05']);
    ledger.redo();
    expect(facts()).toEqual(['2024-03-20', '2024-03-28', '2024-09-06']);
    write(ledger, (db) => setOwnDays(db, [{ day: '2024-03-12', kind: null, name: '' }]));
    expect(facts()).toEqual(['2024-03-19', '2024-03-27', '2024-09-06']);
  });

  test('leave what the clerk typed or confirmed, and what counts otherwise', () => {
    const typed = measure('反馈后10个工作日内');
    const other = measure('反馈后10日内');
    const assumed = measure('10个工作日内');
    write(ledger, (db) => {
      editMeasures(db, [typed], { deadline: '2024.3.20' });
      editMeasures(db, [assumed], { confirmDeadline: true });
    });
    write(ledger, (db) => setOwnDays(db, [holiday('2024-03-12')]));
    expect([typed, other, assumed].map((id) => detail(id).deadline.date)).toEqual([
      ...['2024-03-20', '2024-03-15', '2024-03-19'],
    ]);
  });

  test('give a day to words that an older program could not read', () => {
    const id = measure('反馈后10个工作日内');
    write(ledger, (db) => db.run('UPDATE measures SET deadline_on = NULL WHERE id = ?', id));
    expect(detail(id).dueOn).toBeNull();
    write(ledger, (db) => setOwnDays(db, [holiday('2030-01-01', '元旦')]));
    expect(detail(id).dueOn).toBe('2024-03-19');
  });

  test('the same again is no step; an empty name and another kind are', () => {
    write(ledger, (db) => setOwnDays(db, [holiday('2030-01-01', '元旦')]));
    const revision = ledger.revision();
    write(ledger, (db) =>
      setOwnDays(db, [holiday('2030-01-01', '元旦'), { day: '2030-01-02', kind: null, name: '' }]),
    );
    expect(ledger.revision()).toBe(revision);
    write(ledger, (db) => setOwnDays(db, [{ day: '2030-01-01', kind: 'workday', name: '' }]));
    expect(ownDaysOf(ledger.read)).toMatchObject({
      days: [{ day: '2030-01-01', kind: 'workday', name: '' }],
      coverage: { own: [] },
    });
  });

  test('are the same for every reader, after a step that was rolled back too', () => {
    const works = () => calendarOf(ledger.read).works('2024-03-12');
    expect(works()).toBe(true);
    expect(
      act((db) => {
        setOwnDays(db, [holiday('2024-03-12')]);
        expect(calendarOf(db).works('2024-03-12')).toBe(false);
        addExtensions(db, [999], { deadline: '2025.1.1', reason: '因', approvedBy: '会' });
      }),
    ).toBe('row_missing');
    expect(works()).toBe(true);
    write(ledger, (db) => {
      expect(calendarOf(db).works('2024-03-12')).toBe(true);
      setOwnDays(db, [holiday('2024-03-12')]);
    });
    expect(works()).toBe(false);
    ledger.close();
    ledger = openAgain(ledger.file);
    expect(works()).toBe(false);
  });
});

describe('stages', () => {
  test('of a new round come with their periods, and move along with feedback day and length', () => {
    const days = () => Object.fromEntries(stages().map(({ title, dueOn }) => [title, dueOn]));
    expect(days()).toMatchObject({
      ...{ 反馈会: '2024-03-05', 整改方案: '2024-04-05', 集中整改: '2024-09-05', 整改情况报告: '2024-10-05' },
      ...{ 公开: '2024-11-05', 后续整改: null },
    });
    expect(
      stages()
        .map(({ period }) => period)
        .slice(0, 6),
    ).toEqual([...['反馈当日', '反馈当日', '1个月', '1个月', '集中整改期内', '集中整改期满后1个月']]);
    write(ledger, (db) => editRound(db, round, { feedbackOn: '2024-04-10', months: 3 }));
    expect(days()).toMatchObject({
      ...{ 反馈会: '2024-04-10', 整改方案: '2024-05-10', 集中整改: '2024-07-10', 整改情况报告: '2024-08-10' },
    });
    write(ledger, (db) => editRound(db, round, { feedbackOn: null }));
    expect(days()).toMatchObject({ 反馈会: null, 整改方案: null, 集中整改: null });
    write(ledger, (db) => editRound(db, round, { feedbackOn: '2024-03-05' }));
    expect(days()).toMatchObject({ 整改方案: '2024-04-05' });
  });

  test('a period counts the day; a typed day takes the period away and stays', () => {
    const plan = stage('整改方案')?.id ?? 0;
    const now = () => [stage('整改方案')?.period, stage('整改方案')?.dueOn];
    write(ledger, (db) => editStage(db, plan, { period: '反馈后2个月' }));
    expect(now()).toEqual(['反馈后2个月', '2024-05-05']);
    expect(act((db) => editStage(db, plan, { period: '五月底' }))).toBe('period_not_understood');
    write(ledger, (db) => editStage(db, plan, { dueOn: '2024-04-30' }));
    expect(now()).toEqual(['', '2024-04-30']);
    write(ledger, (db) => editRound(db, round, { feedbackOn: '2024-03-20' }));
    expect(now()).toEqual(['', '2024-04-30']);
    write(ledger, (db) => editStage(db, plan, { period: '30天', dueOn: '2024-01-01', note: '注' }));
    expect(now()).toEqual(['30天', '2024-04-19']);
    write(ledger, (db) => editStage(db, plan, { period: '' }));
    expect(now()).toEqual(['', '2024-04-19']);
    expect(act((db) => editStage(db, 999, { note: '注' }))).toBe('row_missing');
  });

  test('saving a stage with the day it has keeps its period', () => {
    const plan = stage('整改方案');
    write(ledger, (db) => editStage(db, plan?.id ?? 0, { dueOn: plan?.dueOn ?? null, note: '已报送' }));
    expect(stage('整改方案')).toMatchObject({ period: '1个月', dueOn: '2024-04-05', note: '已报送' });
  });

  test('of a ledger from before move along while nobody moved them', () => {
    write(ledger, (db) => db.run("UPDATE stages SET period = ''"));
    const plan = stage('整改方案')?.id ?? 0;
    write(ledger, (db) => {
      editStage(db, plan, { dueOn: '2024-04-15' });
      editRound(db, round, { feedbackOn: '2024-04-10', months: 3 });
    });
    expect([stage('整改方案')?.dueOn, stage('反馈会')?.dueOn, stage('集中整改')?.dueOn]).toEqual([
      ...['2024-04-15', '2024-04-10', '2024-07-10'],
    ]);
  });

  test('of the round’s own stand where they were put, and go while nothing is recorded of them', () => {
    const plan = stage('整改方案')?.id ?? 0;
    const before = contents(ledger.read);
    const added = write(ledger, (db) => addStage(db, round, plan, { title: '中期督导', period: '3个月' }));
    const first = write(ledger, (db) => addStage(db, round, null, { title: '动员会', period: '' }));
    expect(
      stages()
        .map(({ title }) => title)
        .slice(0, 5),
    ).toEqual([...['动员会', '反馈会', '反馈意见', '整改方案', '中期督导']]);
    expect(stage('中期督导')).toMatchObject({
      kind: 'plan',
      dueOn: '2024-06-05',
      period: '3个月',
      doneOn: null,
    });
    expect(stage('动员会')).toMatchObject({ kind: 'feedback_meeting', dueOn: null });
    write(ledger, (db) => editStage(db, added, { paper: '督〔2024〕1号' }));
    expect(act((db) => removeStage(db, added))).toBe('stage_in_use');
    write(ledger, (db) => editStage(db, added, { paper: '' }));
    write(ledger, (db) => removeStage(db, added));
    write(ledger, (db) => removeStage(db, first));
    expect(act((db) => removeStage(db, first))).toBe('row_missing');
    expect(stages().map(({ title }) => title)).toHaveLength(11);
    for (let n = 0; n < 6; n += 1) ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
    expect(act((db) => addStage(db, round, 999, { title: '无处', period: '' }))).toBe('row_missing');
    expect(act((db) => addStage(db, 999, null, { title: '无处', period: '' }))).toBe('round_missing');
    expect(act((db) => addStage(db, round, null, { title: '无期', period: '改天' }))).toBe(
      'period_not_understood',
    );
  });
});
