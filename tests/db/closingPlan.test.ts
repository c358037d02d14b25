/** The plan's changes: whole issues out and in again, a measure for another one, additions with their approval. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addEvidence,
  addMeasureByHand,
  changeIssuePlan,
  changePlan,
  closingBoard,
  editIssues,
  editMeasures,
  establish,
  findMeasures,
  issueDetail,
  measureDetail,
  measureRows,
  readSettings,
  removeNode,
  replaceMeasure,
  roundStats,
  setMeasureState,
  setNoEvidence,
  takeSteps,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import { closingSteps } from '../../shared/lists.ts';
import { actOn, type ClosingLedger, closingLedger, finish, refusalOf, takeThrough } from './closingHand.ts';
import { clearAway, codeOf, contents, TODAY, write } from './makeLedger.ts';

let made: ClosingLedger;
let issue: number;
let measures: readonly number[];
const why = { reason: '职能调整', body: '党委会' };

beforeEach(() => {
  made = closingLedger();
  issue = made.issues[0] ?? 0;
  measures = made.measures[issue] ?? [];
});
afterEach(() => {
  expect(verify(made.ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const doing = <T>(body: (db: WriteDb) => T) => write(made.ledger, body);
const code = (body: (db: WriteDb) => unknown) => codeOf(() => doing(body));
const plan =
  (kind: 'withdrawn' | 'restored', on: string, more: object = {}) =>
  (db: WriteDb) =>
    changeIssuePlan(db, [issue], kind, { ...why, on, ...more });
const issuesIn = (month: string) => summaryFor(made.ledger.read, month, TODAY).overall.issues.value;
const detailOf = (id: number) => measureDetail(made.ledger.read, id, TODAY, readSettings(made.ledger.read));

describe('issues out of the plan', () => {
  test('ask for reason and body, an order of days, and an issue that is open', () => {
    expect(code(plan('restored', TODAY))).toBe('issue_not_withdrawn');
    expect(code(plan('withdrawn', TODAY, { reason: ' ' }))).toBe('reason_required');
    expect(code(plan('withdrawn', TODAY, { body: '' }))).toBe('body_required');
    expect(code(plan('withdrawn', '2024-09-01'))).toBe('on_in_future');
    expect(code(plan('withdrawn', '2024-02-30'))).toBe('on_invalid');
    doing(plan('withdrawn', '2024-04-10'));
    expect(refusalOf(() => doing(plan('withdrawn', TODAY)))).toEqual({
      code: 'issue_withdrawn',
      detail: { issue, title: '问题甲' },
    });
    expect(code(plan('restored', '2024-04-09'))).toBe('on_before_previous');
    doing(plan('restored', '2024-06-05'));
    expect(issueDetail(made.ledger.read, issue, TODAY, readSettings(made.ledger.read))).toMatchObject({
      withdrawnOn: null,
      planChanges: [
        { kind: 'added' },
        { kind: 'added' },
        { kind: 'withdrawn', measure: null, reason: '职能调整', body: '党委会', on: '2024-04-10' },
        { kind: 'restored', measure: null, on: '2024-06-05' },
      ],
    });
    doing((db) => finish(db, measures, '2024-07-01'));
    doing((db) => takeSteps(db, [issue], undefined, actOn('2024-07-02')));
    expect(code(plan('withdrawn', TODAY))).toBe('issue_in_chain');
  });

  test('all or none', () => {
    const [, second = 0] = made.issues;
    doing((db) => changeIssuePlan(db, [second], 'withdrawn', why));
    const before = contents(made.ledger.read);
    expect(code((db) => changeIssuePlan(db, [issue, second], 'withdrawn', why))).toBe('issue_withdrawn');
    expect(contents(made.ledger.read)).toEqual(before);
  });

  test('count out from the day of withdrawal to the day of restoring, with their measures, also when asked later', () => {
    expect(['2024-03', '2024-04', '2024-05', '2024-06'].map(issuesIn)).toEqual([5, 5, 5, 5]);
    doing(plan('withdrawn', '2024-04-10'));
    expect(['2024-03', '2024-04', '2024-05', '2024-08'].map(issuesIn)).toEqual([5, 4, 4, 4]);
    expect(roundStats(made.ledger.read, made.round)).toMatchObject({ issues: 4, measures: 7 });
    doing(plan('restored', '2024-06-05'));
    expect(['2024-03', '2024-04', '2024-05', '2024-06', '2024-08'].map(issuesIn)).toEqual([5, 4, 4, 5, 5]);
    expect(summaryFor(made.ledger.read, '2024-05', TODAY).overall.measures.value).toBe(7);
    expect(summaryFor(made.ledger.read, '2024-06', TODAY).overall.measures.value).toBe(9);
    doing(plan('withdrawn', '2024-08-01'));
    expect(['2024-05', '2024-06', '2024-07', '2024-08'].map(issuesIn)).toEqual([4, 5, 5, 4]);
  });

  test('stand still with their measures, and are found only among what was withdrawn', () => {
    const [first = 0] = measures;
    const shown = (only: 'withdrawn'[]) =>
      findMeasures(made.ledger.read, { ...wholeChecklist, only }, TODAY, readSettings(made.ledger.read));
    expect(shown([])).toMatchObject({ inScope: 9 });
    doing((db) => setMeasureState(db, [first], { state: 'in_progress', on: '2024-04-01' }));
    doing(plan('withdrawn', '2024-04-10'));
    const before = contents(made.ledger.read);
    const outcomes = {
      state: code((db) => setMeasureState(db, [first], { state: 'done' })),
      establish: code((db) => establish(db, [first], true)),
      edit: code((db) => editMeasures(db, [first], { title: '改' })),
      evidence: code((db) => addEvidence(db, first, '通知', '', TODAY)),
      noEvidence: code((db) => setNoEvidence(db, [first], '无')),
      plan: code((db) => changePlan(db, [first], 'withdrawn', why)),
      add: code((db) => addMeasureByHand(db, issue, null, { title: '新' })),
      replace: code((db) => replaceMeasure(db, first, { ...why, title: '新', deadline: '' })),
      issue: code((db) => editIssues(db, [issue], { title: '改' })),
      apply: code((db) => takeSteps(db, [issue], undefined, actOn(TODAY))),
    };
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['issue_withdrawn']));
    expect(contents(made.ledger.read)).toEqual(before);
    expect(shown([])).toMatchObject({ inScope: 7 });
    expect([...shown(['withdrawn']).ids]).toEqual([...measures]);
    expect(measureRows(made.ledger.read, [first], TODAY, readSettings(made.ledger.read))[0]).toMatchObject({
      withdrawnOn: '2024-04-10',
      lamp: 'off',
    });
    const cards = closingBoard(made.ledger.read, {}, TODAY, () => '').columns.flatMap((c) => c.cards);
    expect(cards.map((card) => card.id)).not.toContain(issue);
    expect(code((db) => removeNode(db, 'measure', measures[1] ?? 0))).toBe('issue_withdrawn');
  });

  test('one that was ever withdrawn is not removed as if it had never counted', () => {
    for (const id of measures) doing((db) => removeNode(db, 'measure', id));
    doing(plan('withdrawn', '2024-04-10'));
    doing(plan('restored', '2024-05-10'));
    expect(code((db) => removeNode(db, 'issue', issue))).toBe('node_has_history');
  });
});

describe('one measure for another', () => {
  test('takes its place behind it, with lead, units and demand, as one change of the plan', () => {
    const lasting = made.issues[2] ?? 0;
    const [first = 0, second = 0, third = 0] = made.measures[lasting] ?? [];
    doing((db) => editMeasures(db, [first], { assignee: '张示例', unitId: 2, assistingIds: [1] }));
    const by = { ...why, title: '改为专项检查', deadline: '2024年9月底前', on: '2024-06-01' };
    const id = doing((db) => replaceMeasure(db, first, by));
    expect(detailOf(id)).toMatchObject({
      ...{ title: '改为专项检查', demand: 'ongoing', assignee: '张示例', adoptedOn: '2024-06-01' },
      ...{
        dueOn: '2024-09-30',
        unit: { id: 2 },
        unitInherited: false,
        assisting: [{ id: 1 }],
        leadInherited: true,
      },
    });
    expect(detailOf(first)).toMatchObject({ withdrawnOn: '2024-06-01', events: [{ kind: 'withdrawn' }] });
    expect(
      made.ledger.read.pluck('SELECT id FROM measures WHERE issue_id = ? ORDER BY position, id', lasting),
    ).toEqual([first, id, second, third]);
    const changes = issueDetail(made.ledger.read, lasting, TODAY, readSettings(made.ledger.read)).planChanges;
    expect(changes.slice(3)).toMatchObject([
      { kind: 'replaced', measure: { id: first }, replacedBy: { id }, reason: '职能调整', on: '2024-06-01' },
    ]);
    expect(code((db) => removeNode(db, 'measure', id))).toBe('node_has_history');
    expect(code((db) => replaceMeasure(db, first, { ...by, on: TODAY }))).toBe('measure_withdrawn');
    // What was counted before the day stays counted.
    expect(summaryFor(made.ledger.read, '2024-05', TODAY).overall.measures.value).toBe(9);
    expect(summaryFor(made.ledger.read, '2024-06', TODAY).overall.measures.value).toBe(9);
  });

  test('asks what every change of the plan asks, and writes nothing when refused', () => {
    const [first = 0] = measures;
    const before = contents(made.ledger.read);
    const replace = (more: object) => (db: WriteDb) =>
      replaceMeasure(db, first, { ...why, title: '新', deadline: '', ...more });
    expect(code(replace({ reason: ' ' }))).toBe('reason_required');
    expect(code(replace({ body: ' ' }))).toBe('body_required');
    expect(code(replace({ on: '2024-09-01' }))).toBe('on_in_future');
    expect(code(replace({ deadline: '尽快' }))).toBe('deadline_not_understood');
    expect(code((db) => replaceMeasure(db, 999_999, { ...why, title: '新', deadline: '' }))).toBe(
      'row_missing',
    );
    expect(contents(made.ledger.read)).toEqual(before);
  });

  test('of a frozen issue is refused by the measure that was to go', () => {
    const [first = 0, second = 0] = measures;
    write(made.ledger, (db) => {
      finish(db, [first, second], '2024-04-01');
      takeSteps(db, [issue], undefined, actOn('2024-04-02'));
    });
    const refusal = refusalOf(() =>
      write(made.ledger, (db) => replaceMeasure(db, first, { ...why, title: '新', deadline: '' })),
    );
    expect(refusal).toMatchObject({ code: 'issue_in_chain', detail: { measure: first } });
  });
});

describe('a measure added to the plan', () => {
  test('counts from the day of its approval, not before the issue was open again', () => {
    const add = (on: string) => (db: WriteDb) =>
      addMeasureByHand(db, issue, null, { title: '补一条' }, { reason: '督导要求', body: '专题会', on });
    expect(code(add('2024-09-01'))).toBe('on_in_future');
    expect(code(add('2024-02-30'))).toBe('on_invalid');
    const id = doing(add('2024-05-06'));
    expect(detailOf(id).adoptedOn).toBe('2024-05-06');
    expect(summaryFor(made.ledger.read, '2024-04', TODAY).overall.measures.value).toBe(9);
    expect(summaryFor(made.ledger.read, '2024-05', TODAY).overall.measures.value).toBe(10);
    expect(made.ledger.read.get('SELECT * FROM plan_changes ORDER BY id DESC LIMIT 1')).toMatchObject({
      ...{ kind: 'added', measure_id: id, reason: '督导要求', body: '专题会', effective_on: '2024-05-06' },
    });
    doing((db) => finish(db, [...measures, id], '2024-06-01'));
    doing((db) => takeThrough(db, issue, closingSteps, ['2024-06-02']));
    expect(code(add(TODAY))).toBe('issue_closed');
  });
});
