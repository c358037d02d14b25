/** The closing chain as the ledger keeps it: guards and their facts, cycles and their steps, ways back, reopening. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  changePlan,
  closingBoard,
  establish,
  issueDetail,
  issueMeasures,
  knownActors,
  measureDetail,
  missingOf,
  readSettings,
  recordRecheck,
  reopenIssue,
  sendBack,
  setMeasureState,
  setNoEvidence,
  setRoundSteps,
  takeSteps,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { stepSettings } from '../../shared/closingSettings.ts';
import { closingSteps } from '../../shared/lists.ts';
import type { ClosingStep } from '../../shared/lists.ts';
import { actOn, type ClosingLedger, closingLedger, finish, refusalOf, takeThrough } from './closingHand.ts';
import { clearAway, codeOf, contents, TODAY, write } from './makeLedger.ts';

let made: ClosingLedger;
let issue: number;
let measures: readonly number[];

beforeEach(() => {
  made = closingLedger();
  issue = made.issues[0] ?? 0;
  measures = made.measures[issue] ?? [];
});
afterEach(() => {
  expect(verify(made.ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const doing = (body: (db: WriteDb) => unknown) => write(made.ledger, body);
const refused = (body: (db: WriteDb) => unknown) => refusalOf(() => doing(body));
const code = (body: (db: WriteDb) => unknown) => codeOf(() => doing(body));
const detail = (id = issue) => issueDetail(made.ledger.read, id, TODAY, readSettings(made.ledger.read));
const step =
  (on: string, more: object = {}) =>
  (db: WriteDb) =>
    takeSteps(db, [issue], undefined, { ...actOn(on), ...more });
const back =
  (on: string, as: 'sent_back' | 'application_withdrawn' = 'sent_back') =>
  (db: WriteDb) =>
    sendBack(db, issue, { ...actOn(on), opinion: '佐证不足' }, as);
const reopening =
  (on: string, more: object = {}) =>
  (db: WriteDb) =>
    reopenIssue(db, issue, {
      ...{ ground: 'recheck', actor: '示例二', on, reason: '抽查发现问题反弹' },
      ...{ setBack: [{ measure: measures[0] ?? 0, state: 'in_progress' }], add: [] },
      ...more,
    });
const closeIssue = () => {
  doing((db) => finish(db, measures, '2024-05-01'));
  doing((db) =>
    takeThrough(db, issue, closingSteps, ['2024-05-10', '2024-05-12', '2024-05-20', '2024-05-30']),
  );
};

describe('the application', () => {
  test('lists what is missing, each item with number and title of its measure', () => {
    const [first = 0, second = 0] = measures;
    doing((db) => setMeasureState(db, [first], { state: 'done', on: '2024-05-01' }));
    const failure = refused(step(TODAY));
    expect(failure).toEqual({
      code: 'application_incomplete',
      detail: {
        issue,
        title: '问题甲',
        missing: [
          { kind: 'evidence_missing', measure: { id: first, number: '1-1', title: '措施甲1' } },
          { kind: 'measure_incomplete', measure: { id: second, number: '1-2', title: '措施甲2' } },
          { kind: 'evidence_missing', measure: { id: second, number: '1-2', title: '措施甲2' } },
        ],
      },
    });
    expect(missingOf(made.ledger.read, [issue])).toEqual([
      { id: issue, number: '1.', title: '问题甲', closure: 'open', missing: failure?.detail?.['missing'] },
    ]);
  });

  test('nothing is asked of withdrawn measures, but one active measure must be there', () => {
    const [first = 0, second = 0] = measures;
    doing((db) =>
      changePlan(db, [second], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-04-01' }),
    );
    doing((db) => finish(db, [first], '2024-05-01'));
    expect(missingOf(made.ledger.read, [issue])[0]?.missing).toEqual([]);
    doing((db) => changePlan(db, [first], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-06-01' }));
    expect(missingOf(made.ledger.read, [issue])[0]?.missing).toEqual([
      { kind: 'no_active_measure', measure: null },
    ]);
    expect(code(step(TODAY))).toBe('application_incomplete');
  });

  test('is not dated before the day on which the last measure was complete, or an open one left the plan', () => {
    const [first = 0, second = 0] = measures;
    doing((db) => finish(db, [first], '2024-05-01'));
    doing((db) =>
      changePlan(db, [second], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-05-20' }),
    );
    expect(refused(step('2024-05-19'))).toEqual({
      code: 'on_before_ready',
      detail: { on: '2024-05-19', readyOn: '2024-05-20', issue, title: '问题甲' },
    });
    expect(code(step('2024-05-20'))).toBe('no refusal');
  });

  test('an ongoing measure counts from its establishment, and all not started are not ready', () => {
    const lasting = made.issues[2] ?? 0;
    const [ongoing = 0, ...others] = made.measures[lasting] ?? [];
    doing((db) => finish(db, others, '2024-04-01'));
    doing((db) => setNoEvidence(db, [ongoing], '制度已在前项'));
    expect(code((db) => takeSteps(db, [lasting], undefined, actOn(TODAY)))).toBe('application_incomplete');
    doing((db) => establish(db, [ongoing], true, '2024-06-01'));
    expect(code((db) => takeSteps(db, [lasting], undefined, actOn('2024-05-31')))).toBe('on_before_ready');
    expect(code((db) => takeSteps(db, [lasting], undefined, actOn('2024-06-01')))).toBe('no refusal');
  });

  test('of several issues is made for all or for none, and names the one that hinders', () => {
    const [, second = 0, third = 0] = made.issues;
    doing((db) => finish(db, [...measures, ...(made.measures[second] ?? [])], '2024-05-01'));
    const before = contents(made.ledger.read);
    const all = (db: WriteDb) => takeSteps(db, [issue, second, third], 'applied', actOn(TODAY));
    expect(refused(all)).toMatchObject({
      code: 'application_incomplete',
      detail: { issue: third, title: '问题丙' },
    });
    expect(contents(made.ledger.read)).toEqual(before);
    expect(doing((db) => takeSteps(db, [issue, second, issue], 'applied', actOn(TODAY)))).toEqual([
      { id: issue, step: 'applied' },
      { id: second, step: 'applied' },
    ]);
  });
});

describe('the steps', () => {
  test('come in order, each with who, a day not before the one before, and an opinion', () => {
    doing((db) => finish(db, measures, '2024-05-01'));
    expect(code((db) => takeSteps(db, [issue], 'reviewed', actOn(TODAY)))).toBe('step_not_next');
    doing(step('2024-06-10'));
    for (const [what, expected] of [
      [step('2024-06-09'), 'on_before_previous'],
      [step('2024-09-01'), 'on_in_future'],
      [step('2024-02-30'), 'on_invalid'],
      [step('2024-06-10', { opinion: '  ' }), 'opinion_required'],
      [step('2024-06-10', { actor: ' ' }), 'actor_required'],
      [(db: WriteDb) => takeSteps(db, [issue], 'applied', actOn(TODAY)), 'step_not_next'],
      [(db: WriteDb) => takeSteps(db, [issue], 'closed', actOn(TODAY)), 'step_not_next'],
      [(db: WriteDb) => takeSteps(db, [999_999], undefined, actOn(TODAY)), 'row_missing'],
    ] as const)
      expect([expected, code(what)]).toEqual([expected, expected]);
    for (const due of ['reviewed', 'verified', 'closed'])
      expect(doing(step('2024-06-10'))).toEqual([{ id: issue, step: due }]);
    expect(refused(step(TODAY))).toEqual({ code: 'issue_closed', detail: { issue, title: '问题甲' } });
    expect(detail().state).toBe('closed');
  });

  test('a round may have fewer of them, under names and holders of its own', () => {
    doing((db) =>
      setRoundSteps(db, made.round, [
        { step: 'applied', name: '报请', holder: '各单位' },
        { step: 'closed', name: '批准', holder: '整改领导小组' },
      ]),
    );
    doing((db) => finish(db, measures, '2024-05-01'));
    expect(detail().next).toEqual({ step: 'applied', name: '报请', holder: '各单位' });
    doing(step('2024-06-01'));
    expect(detail()).toMatchObject({ closure: 'applied', next: { step: 'closed', name: '批准' } });
    doing(step('2024-06-02'));
    expect(detail().closing.map((e) => e.name)).toEqual(['报请', '批准']);
    expect(detail().next).toBeNull();
  });

  test.each([
    [['applied', 'verified', 'reviewed', 'closed']],
    [['reviewed', 'closed']],
    [['applied', 'reviewed']],
    [['applied', 'applied', 'closed']],
  ] as const)('%j is no list of steps', (steps) => {
    const settings = steps.map((one) => ({ step: one, name: '环节', holder: '' }));
    const before = contents(made.ledger.read);
    expect(code((db) => setRoundSteps(db, made.round, settings))).toBe('steps_invalid');
    expect(contents(made.ledger.read)).toEqual(before);
  });

  test('a cycle that runs keeps its list; the next application takes the list of its day', () => {
    doing((db) => finish(db, measures, '2024-05-01'));
    doing(step('2024-06-01'));
    const short = stepSettings(['applied', 'closed'] as ClosingStep[], { closed: { name: '批准' } });
    doing((db) => setRoundSteps(db, made.round, short));
    expect(detail().next?.step).toBe('reviewed');
    doing(step('2024-06-02', { opinion: '材料齐' }));
    doing(back('2024-06-03'));
    expect(detail()).toMatchObject({ next: { step: 'applied' }, steps: [{}, { name: '批准' }] });
    doing(step('2024-06-04'));
    expect(doing(step('2024-06-05'))).toEqual([{ id: issue, step: 'closed' }]);
    expect(detail().closing.map((e) => [e.cycle, e.attempt, e.name, e.opinion])).toEqual([
      [1, 1, '申请', '同意'],
      [1, 1, '审核', '材料齐'],
      [1, 2, '退回', '佐证不足'],
      [1, 2, '申请', '同意'],
      [1, 2, '批准', '同意'],
    ]);
  });
});

describe('ways back', () => {
  test('sent back at any step, or taken back by the applicant: open again, same cycle, next attempt', () => {
    doing((db) => finish(db, measures, '2024-05-01'));
    for (const [index, steps] of [1, 2, 3].entries()) {
      for (let n = 0; n < steps; n += 1) doing(step('2024-06-01'));
      expect(code(back('2024-05-31'))).toBe('on_before_previous');
      doing(back('2024-06-01', index === 1 ? 'application_withdrawn' : 'sent_back'));
      expect(detail()).toMatchObject({ state: 'ready', closure: 'open', cycle: 1 });
      expect(detail().closing.at(-1)).toMatchObject({ attempt: index + 2 });
    }
    expect(code(back('2024-06-01'))).toBe('not_in_chain');
    expect(code((db) => setMeasureState(db, measures, { state: 'in_progress', reason: '补办' }))).toBe(
      'no refusal',
    );
  });

  test('nothing takes effect on a day on which the issue was in the chain', () => {
    const [first = 0] = measures;
    doing((db) => finish(db, measures, '2024-05-01'));
    doing(step('2024-06-01'));
    doing(back('2024-06-10'));
    const early = { state: 'in_progress', on: '2024-06-09', reason: '补办' } as const;
    expect(refused((db) => setMeasureState(db, [first], early))).toMatchObject({
      code: 'on_before_previous',
      detail: { previousOn: '2024-06-10' },
    });
    const why = { reason: '合并', body: '党委会', on: '2024-06-09' };
    expect(code((db) => changePlan(db, [first], 'withdrawn', why))).toBe('on_before_previous');
    expect(code((db) => setMeasureState(db, [first], { ...early, on: '2024-06-10' }))).toBe('no refusal');
  });

  test('a completion on which nothing was closed may be dated anew; one that a closing rests on stays before it', () => {
    const [first = 0, second = 0] = measures;
    doing((db) => finish(db, measures, '2024-05-01'));
    doing(step('2024-06-01'));
    doing(back('2024-06-10'));
    const correct = (id: number, on: string) => (db: WriteDb) =>
      setMeasureState(db, [id], { state: 'done', on });
    expect(code(correct(first, '2024-06-20'))).toBe('no refusal');
    doing((db) =>
      takeThrough(db, issue, closingSteps, ['2024-06-21', '2024-06-22', '2024-06-23', '2024-06-24']),
    );
    doing(reopening('2024-07-01'));
    expect(refused(correct(second, '2024-06-22'))).toMatchObject({
      code: 'on_after_application',
      detail: { appliedOn: '2024-06-21' },
    });
    expect(code(correct(second, '2024-06-21'))).toBe('no refusal');
  });
});

describe('after closing', () => {
  test('a recheck that passed is a record only', () => {
    expect(code((db) => recordRecheck(db, issue, actOn(TODAY)))).toBe('issue_not_closed');
    closeIssue();
    expect(code((db) => recordRecheck(db, issue, actOn('2024-05-29')))).toBe('on_before_previous');
    doing((db) => recordRecheck(db, issue, { ...actOn('2024-07-01'), opinion: '' }));
    expect(detail()).toMatchObject({ state: 'closed', cycle: 1 });
    expect(detail().closing.at(-1)).toMatchObject({ step: 'recheck_passed', name: '回头看通过', cycle: 1 });
  });

  test('reopening sets back or adds, in one step, and begins the next cycle; the first cycle stays', () => {
    closeIssue();
    const before = detail().closing;
    doing(
      reopening('2024-07-15', {
        add: [{ title: '开展专项整治', deadline: '2024年10月底前' }],
      }),
    );
    const now = detail();
    expect(now).toMatchObject({ state: 'in_progress', closure: 'open', cycle: 2, measures: 3 });
    expect(now.closing.slice(0, -1)).toEqual(before);
    expect(now.closing.at(-1)).toMatchObject({
      ...{ cycle: 2, attempt: 1, step: 'reopened', ground: 'recheck', actor: '示例二', operator: '测试员' },
      ...{ on: '2024-07-15', opinion: '抽查发现问题反弹' },
    });
    expect(now.planChanges.at(-1)).toMatchObject({
      ...{ kind: 'added', reason: '抽查发现问题反弹', body: '示例二', on: '2024-07-15' },
      measure: { title: '开展专项整治' },
    });
    const added = measureDetail(
      made.ledger.read,
      now.planChanges.at(-1)?.measure?.id ?? 0,
      TODAY,
      readSettings(made.ledger.read),
    );
    expect(added).toMatchObject({ adoptedOn: '2024-07-15', dueOn: '2024-10-31', demand: 'dated' });
    const [first = 0] = measures;
    expect(
      measureDetail(made.ledger.read, first, TODAY, readSettings(made.ledger.read)).events[0],
    ).toMatchObject({ to: 'in_progress', on: '2024-07-15', reason: '抽查发现问题反弹' });
    made.ledger.undo();
    expect(detail()).toMatchObject({ state: 'closed', cycle: 1, measures: 2 });
  });

  test('reopening refuses what is no reopening, and changes nothing then', () => {
    expect(code(reopening(TODAY))).toBe('issue_not_closed');
    closeIssue();
    const foreign = made.measures[made.issues[1] ?? 0]?.[0] ?? 0;
    const [first = 0] = measures;
    const before = contents(made.ledger.read);
    for (const [what, expected] of [
      [{ setBack: [] }, 'measure_change_required'],
      [{ reason: ' ' }, 'reason_required'],
      [{ on: '2024-05-29' }, 'on_before_previous'],
      [{ on: '2024-09-01' }, 'on_in_future'],
      [{ setBack: [{ measure: foreign, state: 'in_progress' }] }, 'measure_of_other_issue'],
      [{ setBack: [{ measure: 999_999, state: 'in_progress' }] }, 'row_missing'],
      [
        { setBack: [first, first].map((measure) => ({ measure, state: 'in_progress' })) },
        'measure_not_complete',
      ],
      [{ add: [{ title: '另一条', deadline: '尽快' }] }, 'deadline_not_understood'],
    ] as const) {
      expect([expected, code(reopening('2024-07-01', what))]).toEqual([expected, expected]);
      expect(contents(made.ledger.read)).toEqual(before);
    }
  });

  test('a measure set back does not stay complete by being established', () => {
    const lasting = made.issues[2] ?? 0;
    const own = made.measures[lasting] ?? [];
    const [ongoing = 0] = own;
    doing((db) => finish(db, own, '2024-04-01'));
    doing((db) => establish(db, [ongoing], true, '2024-04-02'));
    doing((db) => takeThrough(db, lasting, closingSteps, ['2024-05-01']));
    doing((db) =>
      reopenIssue(db, lasting, {
        ...{ ground: 'other', actor: '示例二', on: '2024-06-01', reason: '政策变化', add: [] },
        setBack: [{ measure: ongoing, state: 'mostly_done' }],
      }),
    );
    expect(detail(lasting)).toMatchObject({ state: 'mostly_done', measuresComplete: 2 });
    expect(
      made.ledger.read.get('SELECT state, done_on, established_on FROM measures WHERE id = ?', ongoing),
    ).toEqual({ state: 'mostly_done', done_on: null, established_on: null });
  });

  test('months before stay the same to the byte, through return, closing, recheck and reopening', () => {
    const month = (of: string) => {
      const { revision: _, ...rest } = summaryFor(made.ledger.read, of, TODAY);
      return JSON.stringify(rest);
    };
    doing((db) => finish(db, measures, '2024-05-01'));
    const may = month('2024-05');
    doing(step('2024-06-03'));
    doing(step('2024-06-04'));
    doing(back('2024-06-05'));
    expect(month('2024-05')).toBe(may);
    doing((db) =>
      takeThrough(db, issue, closingSteps, ['2024-06-10', '2024-06-11', '2024-06-12', '2024-06-20']),
    );
    expect(month('2024-05')).toBe(may);
    const june = month('2024-06');
    expect(june).not.toBe(may);
    doing((db) => recordRecheck(db, issue, actOn('2024-07-05')));
    expect(month('2024-06')).toBe(june);
    doing(reopening('2024-07-20', { add: [{ title: '补一条', deadline: '长期坚持' }] }));
    expect([month('2024-05'), month('2024-06')]).toEqual([may, june]);
    const july = summaryFor(made.ledger.read, '2024-07', TODAY);
    expect(july.gone.map((line) => line.id)).toEqual([issue]);
    expect(july.overall.closed.value).toBe(0);
  });
});

describe('an issue that came in as closed', () => {
  test("is marked, takes no step, may be rechecked, and is reopened into a cycle with the round's steps", () => {
    const [first = 0, second = 0] = measures;
    doing((db) => setMeasureState(db, [first], { state: 'done', on: '2024-04-01' }));
    doing((db) => {
      db.run("INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, '[]')", issue);
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          VALUES (?, 1, 1, 'imported_closed', '经办人', '2024-04-10', ?)`,
        issue,
        db.now,
      );
    });
    expect(detail()).toMatchObject({
      state: 'closed',
      steps: [],
      next: null,
      closing: [{ name: '导入销号' }],
    });
    const { columns } = closingBoard(made.ledger.read, {}, TODAY, () => '');
    expect(columns.at(-1)?.cards).toMatchObject([
      { id: issue, imported: true, since: '2024-04-10', next: null },
    ]);
    expect(code(step(TODAY))).toBe('issue_closed');
    expect(code((db) => takeSteps(db, [issue], 'applied', actOn(TODAY)))).toBe('step_not_next');
    doing((db) => recordRecheck(db, issue, actOn('2024-05-01')));
    expect(knownActors(made.ledger.read, TODAY)).toEqual(['示例一', '示例二']);
    expect(code(reopening('2024-06-01', { setBack: [{ measure: second, state: 'in_progress' }] }))).toBe(
      'measure_not_complete',
    );
    doing(reopening('2024-06-01'));
    doing((db) => finish(db, measures, '2024-07-01'));
    doing(step('2024-07-02'));
    expect(detail()).toMatchObject({ cycle: 2, closure: 'applied', next: { step: 'reviewed' } });
  });
});

describe('what the forms of the chain ask', () => {
  test('the measures of an issue with the numbers by which they are called, withdrawn ones among them', () => {
    const [first = 0, second = 0] = measures;
    doing((db) => setMeasureState(db, [first], { state: 'done', on: '2024-05-01' }));
    doing((db) =>
      changePlan(db, [second], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-06-01' }),
    );
    expect(issueMeasures(made.ledger.read, issue)).toEqual([
      {
        ...{ id: first, number: '1-1', title: '措施甲1', state: 'done', established: false },
        ...{ doneOn: '2024-05-01', withdrawnOn: null },
      },
      {
        ...{ id: second, number: '1-2', title: '措施甲2', state: 'not_started', established: false },
        ...{ doneOn: null, withdrawnOn: '2024-06-01' },
      },
    ]);
    expect(codeOf(() => issueMeasures(made.ledger.read, 999))).toBe('row_missing');
  });

  test('who acted before stands first among those to choose from, then the leaders', () => {
    expect(knownActors(made.ledger.read, TODAY)).toEqual(['示例一', '示例二']);
    doing((db) => finish(db, measures, '2024-05-01'));
    doing(step('2024-06-01', { actor: '整改办主任' }));
    doing(step('2024-06-01', { actor: '示例二' }));
    expect(knownActors(made.ledger.read, TODAY)).toEqual(['示例二', '整改办主任', '示例一']);
  });
});
