/** Guards of measures as the ledger holds them: states and days, establishment, plan, fields, frozen issues. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendBack, takeStep } from '../../db/closing.ts';
import {
  addEvidence,
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  addPerson,
  addProgress,
  addUnit,
  changePlan,
  createRound,
  editIssues,
  editMeasures,
  establish,
  type Ledger,
  measureDetail,
  readSettings,
  removeEvidence,
  removeNode,
  setMeasureState,
  setNoEvidence,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import type { MeasureState } from '../../shared/lists.ts';
import { measureStates } from '../../shared/lists.ts';
import { clearAway, codeOf, contents, newLedger, TODAY, write } from './makeLedger.ts';

let ledger: Ledger;
let issue: number;
let measure: number;

beforeEach(() => {
  ledger = newLedger();
  const made = write(ledger, (db) => {
    createRound(db, {
      title: '轮次',
      organisation: '',
      inspectedBy: '',
      feedbackOn: '2024-03-01',
      months: 6,
    });
    const issueId = addIssueByHand(db, addHeadingByHand(db, null, '一、', '方面'), { title: '问题' });
    return { issueId, id: addMeasureByHand(db, issueId, null, { title: '措施' }) };
  });
  issue = made.issueId;
  measure = made.id;
});
afterEach(() => {
  expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const act = (body: (db: WriteDb) => unknown) => codeOf(() => write(ledger, body));
const row = () =>
  ledger.read.get<{ state: MeasureState; done_on: string | null; established_on: string | null }>(
    'SELECT state, done_on, established_on FROM measures WHERE id = ?',
    measure,
  );
const events = () =>
  ledger.read.all<{ kind: string; to_state: string | null; effective_on: string }>(
    'SELECT kind, to_state, effective_on FROM measure_events WHERE measure_id = ? ORDER BY id',
    measure,
  );
const set = (state: MeasureState, more: { on?: string; reason?: string } = {}) =>
  act((db) => setMeasureState(db, [measure], { state, ...more }));
const STEP = { actor: '示例领导', on: TODAY, opinion: '同意' };

/** Brings the issue into the chain, `steps` steps far. */
function intoChain(steps: number): void {
  expect(set('done')).toBe('no refusal');
  expect(act((db) => setNoEvidence(db, [measure], '会议形成口头意见'))).toBe('no refusal');
  for (const step of (['applied', 'reviewed', 'verified', 'closed'] as const).slice(0, steps)) {
    expect(act((db) => takeStep(db, issue, step, STEP))).toBe('no refusal');
  }
}

describe('asked for what stands already', () => {
  test('nothing is written while the issue is open; once it is closed it is refused all the same', () => {
    const ongoing = write(ledger, (db) => {
      const id = addMeasureByHand(db, issue, null, { title: '长期措施', demand: 'ongoing' });
      establish(db, [id], true);
      setNoEvidence(db, [id], '口头布置');
      return id;
    });
    const before = contents(ledger.read);
    expect(set('not_started')).toBe('no refusal');
    expect(act((db) => establish(db, [ongoing], true))).toBe('no refusal');
    expect(contents(ledger.read)).toEqual(before);
    expect(act((db) => establish(db, [measure], false))).toBe('demand_not_ongoing');
    intoChain(1);
    expect(set('done')).toBe('issue_in_chain');
    expect(act((db) => establish(db, [ongoing], true))).toBe('issue_in_chain');
    for (const step of ['reviewed', 'verified', 'closed'] as const)
      act((db) => takeStep(db, issue, step, STEP));
    expect(set('done')).toBe('issue_closed');
    expect(act((db) => establish(db, [ongoing], true))).toBe('issue_closed');
  });

  test('a withdrawn measure keeps its state, also the one it has', () => {
    act((db) => changePlan(db, [measure], 'withdrawn', { reason: '合并', body: '党委会' }));
    expect(set('not_started')).toBe('measure_withdrawn');
  });
});

describe('states', () => {
  test('every state leads to every other; only leaving 已完成 asks for a reason', () => {
    for (const from of measureStates) {
      for (const to of measureStates) {
        if (from === to) continue;
        const outcome = act((db) => {
          setMeasureState(db, [measure], { state: from, reason: '准备' });
          setMeasureState(db, [measure], { state: to });
        });
        expect([from, to, outcome]).toEqual([from, to, from === 'done' ? 'reason_required' : 'no refusal']);
        // Each pair begins where the last one ended: back to the beginning.
        if (outcome === 'no refusal') ledger.undo();
      }
    }
    expect(set('done')).toBe('no refusal');
    expect(set('in_progress', { reason: '  ' })).toBe('reason_required');
    expect(set('in_progress', { reason: '抽查不合格' })).toBe('no refusal');
    expect(row()).toEqual({ state: 'in_progress', done_on: null, established_on: null });
  });

  test('no day of the future, no day that is none, no day before the state before it', () => {
    expect(set('in_progress', { on: '2024-09-01' })).toBe('on_in_future');
    expect(set('in_progress', { on: '2024-02-30' })).toBe('on_invalid');
    expect(set('in_progress', { on: '2024-06-10' })).toBe('no refusal');
    expect(set('done', { on: '2024-06-09' })).toBe('on_before_previous');
    expect(set('done', { on: '2024-06-10' })).toBe('no refusal');
    expect(row()?.done_on).toBe('2024-06-10');
  });

  test('the same state with another day corrects the day, between its neighbours', () => {
    set('in_progress', { on: '2024-05-01' });
    set('done', { on: '2024-07-01' });
    expect(set('done', { on: '2024-04-30' })).toBe('on_before_previous');
    expect(set('done', { on: '2024-09-30' })).toBe('on_in_future');
    expect(set('done', { on: '2024-06-15' })).toBe('no refusal');
    expect(row()).toEqual({ state: 'done', done_on: '2024-06-15', established_on: null });
    expect(events()).toEqual([
      { kind: 'state', to_state: 'in_progress', effective_on: '2024-05-01' },
      { kind: 'state', to_state: 'done', effective_on: '2024-06-15' },
    ]);
    const revision = ledger.revision();
    expect(set('done', { on: '2024-06-15' })).toBe('no refusal');
    expect(set('done')).toBe('no refusal');
    expect(ledger.revision()).toBe(revision);
  });

  test('a measure that never began has no day to correct: nothing is written', () => {
    const revision = ledger.revision();
    expect(set('not_started', { on: '2024-06-01' })).toBe('no refusal');
    expect(ledger.revision()).toBe(revision);
    expect(events()).toEqual([]);
  });

  test('a bulk change is all or nothing and names the measure that hindered it', () => {
    const other = write(ledger, (db) => addMeasureByHand(db, issue, null, { title: '另一措施' }));
    write(ledger, (db) => setMeasureState(db, [other], { state: 'done' }));
    const before = contents(ledger.read);
    const bulk = () => write(ledger, (db) => setMeasureState(db, [measure, other], { state: 'in_progress' }));
    expect(bulk).toThrow(
      expect.objectContaining({
        failure: { code: 'reason_required', detail: { measure: other, title: '另一措施' } },
      }),
    );
    expect(contents(ledger.read)).toEqual(before);
    expect(act((db) => setMeasureState(db, [measure, 999], { state: 'done' }))).toBe('row_missing');
    expect(contents(ledger.read)).toEqual(before);
  });
});

describe('progress', () => {
  test('is not reported for a month that has not come', () => {
    const report = (month: string) =>
      act((db) => addProgress(db, measure, { month, text: '进展', source: 'typed' }));
    expect(report('2024-09')).toBe('month_in_future');
    expect(report('2024-08')).toBe('no refusal');
  });
});

describe('establishment', () => {
  test('only 长期坚持 can be established; twice is once; taking back is dated', () => {
    expect(act((db) => establish(db, [measure], true))).toBe('demand_not_ongoing');
    write(ledger, (db) => editMeasures(db, [measure], { demand: 'ongoing' }));
    expect(act((db) => establish(db, [measure], true, '2024-09-01'))).toBe('on_in_future');
    expect(act((db) => establish(db, [measure], true, '2024-07-01'))).toBe('no refusal');
    const revision = ledger.revision();
    expect(act((db) => establish(db, [measure], true, '2024-07-02'))).toBe('no refusal');
    expect(ledger.revision()).toBe(revision);
    expect(act((db) => establish(db, [measure], false, '2024-06-30'))).toBe('on_before_previous');
    expect(act((db) => establish(db, [measure], false, '2024-08-01'))).toBe('no refusal');
    expect(row()?.established_on).toBeNull();
    expect(events().map((event) => [event.kind, event.effective_on])).toEqual([
      ['established', '2024-07-01'],
      ['unestablished', '2024-08-01'],
    ]);
  });

  test('another demand takes it back, dated today', () => {
    write(ledger, (db) => editMeasures(db, [measure], { demand: 'ongoing' }));
    write(ledger, (db) => establish(db, [measure], true, '2024-07-01'));
    write(ledger, (db) => editMeasures(db, [measure], { demand: 'dated' }));
    expect(row()?.established_on).toBeNull();
    expect(events().at(-1)).toEqual({ kind: 'unestablished', to_state: null, effective_on: TODAY });
  });
});

describe('the plan', () => {
  const why = { reason: '并入另一措施', body: '党委会' };
  test('withdrawing and restoring ask for reason, body and order of days; a withdrawn measure stands still', () => {
    const change = (kind: 'withdrawn' | 'restored', more: object = {}) =>
      act((db) => changePlan(db, [measure], kind, { ...why, ...more }));
    expect(change('restored')).toBe('measure_not_withdrawn');
    expect(change('withdrawn', { reason: ' ' })).toBe('reason_required');
    expect(change('withdrawn', { body: '' })).toBe('body_required');
    expect(change('withdrawn', { on: '2024-09-01' })).toBe('on_in_future');
    expect(change('withdrawn', { on: '2024-07-01' })).toBe('no refusal');
    expect(change('withdrawn')).toBe('measure_withdrawn');
    expect(set('done')).toBe('measure_withdrawn');
    expect(act((db) => establish(db, [measure], true))).toBe('measure_withdrawn');
    expect(change('restored', { on: '2024-06-30' })).toBe('on_before_previous');
    expect(change('restored')).toBe('no refusal');
    expect(
      ledger.read.pluck('SELECT kind FROM plan_changes WHERE measure_id = ? ORDER BY id', measure),
    ).toEqual(['added', 'withdrawn', 'restored']);
  });
});

describe('frozen while in the chain or closed', () => {
  test.each([
    [1, 'issue_in_chain'],
    [3, 'issue_in_chain'],
    [4, 'issue_closed'],
  ] as const)(
    'after %i steps nothing by which the chain judges may change; progress may still be reported',
    (steps, code) => {
      const evidence = write(ledger, (db) => addEvidence(db, measure, '通知', '文号', TODAY));
      write(ledger, (db) => editMeasures(db, [measure], { demand: 'ongoing' }));
      intoChain(steps);
      const before = contents(ledger.read);
      const outcomes = {
        state: set('in_progress', { reason: '因' }),
        day: set('done', { on: '2024-08-30' }),
        establish: act((db) => establish(db, [measure], true)),
        plan: act((db) => changePlan(db, [measure], 'withdrawn', { reason: '因', body: '党委会' })),
        edit: act((db) => editMeasures(db, [measure], { title: '改' })),
        evidence: act((db) => addEvidence(db, measure, '补', '', TODAY)),
        noEvidence: act((db) => setNoEvidence(db, [measure], '')),
        removeEvidence: act((db) => removeEvidence(db, evidence)),
        add: act((db) => addMeasureByHand(db, issue, null, { title: '新' })),
        issue: act((db) => editIssues(db, [issue], { title: '改' })),
      };
      expect(new Set(Object.entries(outcomes).filter(([, outcome]) => outcome !== code))).toEqual(new Set());
      expect(contents(ledger.read)).toEqual(before);
      expect(measureDetail(ledger.read, measure, TODAY, readSettings(ledger.read)).frozen).toBe(true);
      const report = act((db) =>
        addProgress(db, measure, { month: '2024-08', text: '巩固', source: 'typed' }),
      );
      expect(report).toBe('no refusal');
    },
  );

  test('sent back, the issue is open again: the same cycle, the next attempt, opinions kept', () => {
    intoChain(2);
    expect(act((db) => sendBack(db, issue, { actor: '示例领导', on: TODAY, opinion: ' ' }))).toBe(
      'reason_required',
    );
    expect(act((db) => sendBack(db, issue, { actor: '示例领导', on: TODAY, opinion: '佐证不足' }))).toBe(
      'no refusal',
    );
    expect(act((db) => editMeasures(db, [measure], { title: '补充后的措施' }))).toBe('no refusal');
    expect(act((db) => takeStep(db, issue, 'applied', STEP))).toBe('no refusal');
    expect(ledger.read.all('SELECT cycle_id, attempt, step FROM closing_events ORDER BY id')).toEqual([
      { cycle_id: 1, attempt: 1, step: 'applied' },
      { cycle_id: 1, attempt: 1, step: 'reviewed' },
      { cycle_id: 1, attempt: 2, step: 'sent_back' },
      { cycle_id: 1, attempt: 2, step: 'applied' },
    ]);
  });

  test('steps come in order, on ordered days, and an application needs what it needs', () => {
    expect(act((db) => takeStep(db, issue, 'applied', STEP))).toBe('application_incomplete');
    set('done', { on: '2024-07-01' });
    expect(act((db) => takeStep(db, issue, 'applied', STEP))).toBe('application_incomplete');
    write(ledger, (db) => addEvidence(db, measure, '通知', '文号', TODAY));
    expect(act((db) => takeStep(db, issue, 'reviewed', STEP))).toBe('step_not_next');
    expect(act((db) => takeStep(db, issue, 'applied', { ...STEP, on: TODAY }))).toBe('no refusal');
    expect(act((db) => takeStep(db, issue, 'reviewed', { ...STEP, on: '2024-08-30' }))).toBe(
      'on_before_previous',
    );
    expect(act((db) => takeStep(db, issue, 'reviewed', { ...STEP, opinion: '' }))).toBe('opinion_required');
    expect(act((db) => takeStep(db, issue, 'reviewed', { ...STEP, actor: ' ' }))).toBe('actor_required');
  });
});

describe('fields', () => {
  test('a deadline that is not understood is refused with its raw words; blank words take it away', () => {
    expect(act((db) => editMeasures(db, [measure], { deadline: '尽快' }))).toBe('deadline_not_understood');
    write(ledger, (db) => editMeasures(db, [measure], { deadline: '２０２４年５月' }));
    const deadline = () => measureDetail(ledger.read, measure, TODAY, readSettings(ledger.read)).deadline;
    expect(deadline()).toMatchObject({ raw: '２０２４年５月', date: '2024-05-31', inferred: false });
    write(ledger, (db) => editMeasures(db, [measure], { deadline: '' }));
    expect(deadline()).toMatchObject({ raw: '', date: null });
  });

  test('a lead or unit that does not exist is refused, and nothing is written', () => {
    const before = contents(ledger.read);
    for (const patch of [{ leadId: 404 }, { unitId: 404 }, { assistingIds: [404] }]) {
      expect(act((db) => editMeasures(db, [measure], { title: '先写', ...patch }))).toBe('row_missing');
    }
    expect(contents(ledger.read)).toEqual(before);
  });

  test('a measure inherits lead and unit of its issue until it has its own', () => {
    const ids = write(ledger, (db) => ({
      lead: addPerson(db, { name: '示例一', post: '', leader: true, unitId: null }),
      unit: addUnit(db, '办公室', 'department'),
      own: addUnit(db, '财务部', 'department'),
    }));
    write(ledger, (db) => editIssues(db, [issue], { leadId: ids.lead, unitId: ids.unit }));
    write(ledger, (db) => editMeasures(db, [measure], { unitId: ids.own }));
    const detail = () => measureDetail(ledger.read, measure, TODAY, readSettings(ledger.read));
    expect(detail()).toMatchObject({
      lead: { name: '示例一' },
      leadInherited: true,
      unit: { name: '财务部' },
      unitInherited: false,
    });
    write(ledger, (db) => editMeasures(db, [measure], { unitId: null }));
    expect(detail()).toMatchObject({ unit: { name: '办公室' }, unitInherited: true });
  });

  test('each progress is a record of its own, the latest month shows', () => {
    for (const [month, text] of [
      ['2024-07', '七月'],
      ['2024-06', '补报六月'],
      ['2024-07', '七月更正'],
    ] as const) {
      write(ledger, (db) => addProgress(db, measure, { month, text, source: 'typed' }));
    }
    const detail = measureDetail(ledger.read, measure, TODAY, readSettings(ledger.read));
    expect(detail.progress.map((p) => p.text)).toEqual(['七月更正', '七月', '补报六月']);
    expect([detail.latestMonth, detail.latestText]).toEqual(['2024-07', '七月更正']);
  });
});

describe('taking away', () => {
  test('only what never counted', () => {
    const heading = ledger.read.pluck<number>('SELECT id FROM headings')[0] ?? 0;
    expect(act((db) => removeNode(db, 'heading', heading))).toBe('node_has_children');
    expect(act((db) => removeNode(db, 'issue', issue))).toBe('node_has_children');
    set('in_progress');
    expect(act((db) => removeNode(db, 'measure', measure))).toBe('node_has_history');
    const fresh = write(ledger, (db) => addMeasureByHand(db, issue, measure, { title: '误加' }));
    expect(act((db) => removeNode(db, 'measure', fresh))).toBe('no refusal');
    expect(act((db) => removeNode(db, 'measure', fresh))).toBe('row_missing');
    const reported = write(ledger, (db) => addMeasureByHand(db, issue, null, { title: '已报进展' }));
    write(ledger, (db) => addProgress(db, reported, { month: '2024-08', text: '进展', source: 'typed' }));
    expect(act((db) => removeNode(db, 'measure', reported))).toBe('node_has_history');
    const empty = write(ledger, (db) => addIssueByHand(db, heading, { title: '误加的问题' }));
    expect(act((db) => removeNode(db, 'issue', empty))).toBe('no refusal');
  });

  test('not even a measure without history, while its issue is closed', () => {
    intoChain(0);
    const second = write(ledger, (db) => addMeasureByHand(db, issue, null, { title: '未动' }));
    // As a ledger taken in as first content may bring it: closed without a chain.
    write(ledger, (db) => {
      db.run("INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, '[]')", issue);
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          VALUES (?, 1, 1, 'imported_closed', 'import', ?, ?)`,
        ...[issue, TODAY, db.now],
      );
    });
    expect(act((db) => removeNode(db, 'measure', second))).toBe('issue_closed');
  });

  test('a new measure stands after the one it was put after', () => {
    const titles = () =>
      ledger.read.pluck('SELECT title FROM measures WHERE issue_id = ? ORDER BY position, id', issue);
    const third = write(ledger, (db) => addMeasureByHand(db, issue, null, { title: '三' }));
    write(ledger, (db) => addMeasureByHand(db, issue, measure, { title: '二' }));
    write(ledger, (db) => addMeasureByHand(db, issue, third, { title: '四' }));
    expect(titles()).toEqual(['措施', '二', '三', '四']);
  });
});
