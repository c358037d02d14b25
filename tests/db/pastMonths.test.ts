/** What is past stays: nothing that is done today tells another story of a month in which it did not happen. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addMeasureByHand,
  changeIssuePlan,
  changePlan,
  editMeasures,
  establish,
  mergeUnit,
  reopenIssue,
  setMeasureState,
  setNoEvidence,
  setOwnDays,
  takeSteps,
  verify,
  type WriteDb,
  writeSettings,
} from '../../db/index.ts';
import { dashboardOf, readGround } from '../../db/dashboard/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { closingSteps } from '../../shared/lists.ts';
import { actOn, type ClosingLedger, closingLedger, finish, refusalOf, takeThrough } from './closingHand.ts';
import { clearAway, codeOf, TODAY, write } from './makeLedger.ts';

let made: ClosingLedger;
const issueAt = (index: number) => made.issues[index] ?? 0;
const measuresAt = (index: number) => made.measures[issueAt(index)] ?? [];

beforeEach(() => {
  made = closingLedger();
});
afterEach(() => {
  expect(verify(made.ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const doing = (body: (db: WriteDb) => unknown) => write(made.ledger, body);
const code = (body: (db: WriteDb) => unknown) => codeOf(() => doing(body));
const month = (of: string) => ({ ...summaryFor(made.ledger.read, of, TODAY), revision: 0 });
const trend = () => dashboardOf(readGround(made.ledger.read), TODAY).dashboard.trend;
const why = (on: string) => ({ reason: '职能调整', body: '党委会', on });

describe('a past month', () => {
  test('keeps what was established in it, whatever is asked of the measure today', () => {
    const [lasting = 0, other = 0, third = 0] = measuresAt(2);
    doing((db) => {
      establish(db, [lasting], true, '2024-04-01');
      setNoEvidence(db, [lasting], '口头');
      finish(db, [other, third], '2024-04-01');
      takeThrough(db, issueAt(2), closingSteps, ['2024-05-06']);
      reopenIssue(db, issueAt(2), {
        ...{ ground: 'other', actor: '示例一', on: '2024-07-01', reason: '问题反弹' },
        ...{ setBack: [{ measure: other, state: 'in_progress' }], add: [] },
      });
    });
    const [june, months] = [month('2024-06'), trend()];
    expect(june.overall.measuresEstablished.value).toBe(1);
    doing((db) => editMeasures(db, [lasting], { demand: 'dated' }));
    expect(month('2024-06')).toEqual(june);
    expect(trend().slice(0, 5)).toEqual(months.slice(0, 5));
    // Today it is no longer complete by that.
    expect(month('2024-08').overall.measuresEstablished.value).toBe(0);
  });

  test('keeps the days of measures that were done, when others are set done with them', () => {
    const [first = 0, second = 0] = measuresAt(0);
    doing((db) => setMeasureState(db, [first], { state: 'done', on: '2024-04-10' }));
    const june = month('2024-06');
    doing((db) => setMeasureState(db, [first, second], { state: 'done', on: '2024-08-20' }));
    const doneOn = (id: number) =>
      made.ledger.read.pluck<string>('SELECT done_on FROM measures WHERE id = ?', id)[0];
    expect([doneOn(first), doneOn(second)]).toEqual(['2024-04-10', '2024-08-20']);
    expect(month('2024-06')).toEqual(june);
    // All of them done already: the clerk speaks of the day.
    doing((db) => setMeasureState(db, [first, second], { state: 'done', on: '2024-08-19' }));
    expect([doneOn(first), doneOn(second)]).toEqual(['2024-08-19', '2024-08-19']);
  });

  test('keeps the unit into which another one was merged', () => {
    const [from = 0, into = 0] = made.ledger.read.pluck<number>('SELECT id FROM units ORDER BY id');
    doing((db) => mergeUnit(db, from, into, '2024-05-01'));
    const june = month('2024-06');
    expect(refusalOf(() => doing((db) => mergeUnit(db, from, into, '2024-08-01')))).toEqual({
      code: 'unit_merged_before',
      detail: { on: '2024-05-01' },
    });
    expect(month('2024-06')).toEqual(june);
  });
});

describe('the deadlines of a closed issue', () => {
  test('stay where they were when the calendar or the days of 立行立改 change', () => {
    const [immediate = 0, working = 0] = measuresAt(0);
    const [open = 0] = measuresAt(1);
    doing((db) => {
      editMeasures(db, [immediate], { deadline: '立行立改' });
      editMeasures(db, [working, open], { deadline: '10个工作日内' });
      finish(db, [immediate, working], '2024-04-01');
      takeThrough(db, issueAt(0), closingSteps, ['2024-05-06']);
    });
    const due = (id: number) =>
      made.ledger.read.pluck<string>('SELECT deadline_on FROM measures WHERE id = ?', id)[0];
    const before = [immediate, working].map(due);
    const openBefore = due(open);
    doing((db) => {
      writeSettings(db, { immediateDays: 60 });
      setOwnDays(db, [{ day: '2024-03-06', kind: 'holiday', name: '地方假日' }]);
    });
    expect([immediate, working].map(due)).toEqual(before);
    expect(due(open)).not.toBe(openBefore);
  });
});

describe('an application lies no earlier than the plan it speaks of', () => {
  const apply = (index: number, on: string) =>
    code((db) => takeSteps(db, [issueAt(index)], undefined, actOn(on)));

  test('not before a measure was added', () => {
    doing((db) => {
      finish(db, measuresAt(1), '2024-04-01');
      const added = addMeasureByHand(db, issueAt(1), null, { title: '补充措施' }, why('2024-06-03'));
      finish(db, [added], '2024-05-20');
    });
    expect(apply(1, '2024-06-02')).toBe('on_before_ready');
    expect(apply(1, '2024-06-03')).toBe('no refusal');
  });

  test('nor before a measure was taken back into the plan', () => {
    doing((db) => {
      changePlan(db, measuresAt(1), 'withdrawn', why('2024-04-15'));
      changePlan(db, measuresAt(1), 'restored', why('2024-06-03'));
      finish(db, measuresAt(1), '2024-05-01');
    });
    expect(apply(1, '2024-05-02')).toBe('on_before_ready');
    expect(apply(1, '2024-06-03')).toBe('no refusal');
  });

  test('nor while the issue itself was out of the plan', () => {
    doing((db) => {
      finish(db, measuresAt(1), '2024-04-01');
      changeIssuePlan(db, [issueAt(1)], 'withdrawn', why('2024-04-15'));
      changeIssuePlan(db, [issueAt(1)], 'restored', why('2024-06-03'));
    });
    expect(apply(1, '2024-05-02')).toBe('on_before_ready');
    expect(apply(1, '2024-06-03')).toBe('no refusal');
  });
});
