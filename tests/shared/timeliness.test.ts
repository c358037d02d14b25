import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../shared/day.ts';
import { lamps, timelinessKinds } from '../../shared/lists.ts';
import {
  completedOn,
  deadlineInForce,
  isOpenTimeliness,
  lagReasons,
  lagging,
  lampOf,
  timeliness,
  timelinessOf,
  worstOfOpen,
} from '../../shared/timeliness.ts';
import type { Extension, TimelinessFacts } from '../../shared/timeliness.ts';
import { measureComplete } from '../../shared/complete.ts';
import { nearDay, standing } from './arbitraries.ts';

const open: TimelinessFacts = {
  state: 'in_progress',
  demand: 'dated',
  established: false,
  withdrawn: false,
  doneOn: null,
  establishedOn: null,
  deadline: '2024-05-31',
};
const done: TimelinessFacts = { ...open, state: 'done', doneOn: '2024-05-31' };

const maybeDay = fc.option(nearDay, { nil: null });
const facts = fc
  .tuple(standing, fc.record({ doneOn: maybeDay, establishedOn: maybeDay, deadline: maybeDay }))
  .map(([a, b]): TimelinessFacts => ({ ...a, ...b }));

describe('timeliness, first match', () => {
  test.each([
    ['withdrawn, whatever else', { ...done, withdrawn: true }, '2024-08-31', 'not_counted'],
    ['complete without a day', { ...done, doneOn: null }, '2024-08-31', 'done_day_unknown'],
    [
      'complete without day and deadline',
      { ...done, doneOn: null, deadline: null },
      '2024-08-31',
      'done_day_unknown',
    ],
    ['complete without a deadline', { ...done, deadline: null }, '2024-08-31', 'done_no_deadline'],
    ['finished on the last day', done, '2024-08-31', 'done_on_time'],
    ['finished a day late', { ...done, doneOn: '2024-06-01' }, '2024-08-31', 'done_late'],
    ['no deadline, 长期坚持', { ...open, demand: 'ongoing', deadline: null }, '2024-08-31', 'ongoing'],
    ['no deadline, dated', { ...open, deadline: null }, '2024-08-31', 'no_deadline'],
    ['no deadline, immediate', { ...open, demand: 'immediate', deadline: null }, '2024-08-31', 'no_deadline'],
    ['the day after the deadline', open, '2024-06-01', 'overdue'],
    ['the deadline itself', open, '2024-05-31', 'due_soon'],
    ['N days before', open, '2024-05-16', 'due_soon'],
    ['N + 1 days before', open, '2024-05-15', 'normal'],
    ['长期坚持 with a deadline, after it', { ...open, demand: 'ongoing' }, '2024-06-01', 'overdue'],
  ] as const)('%s', (_, m, e, expected) => expect(timeliness(m, e, 15)).toBe(expected));

  test('“2024年底前，并长期坚持” is overdue after its day until established', () => {
    const m: TimelinessFacts = { ...open, demand: 'ongoing', deadline: '2024-12-31' };
    expect(timeliness(m, '2025-01-01', 15)).toBe('overdue');
    const established = { ...m, established: true, establishedOn: '2025-01-20' };
    expect(timeliness(established, '2025-01-31', 15)).toBe('done_late');
  });

  test('N = 0 leaves only the day itself', () => {
    expect(timeliness(open, '2024-05-31', 0)).toBe('due_soon');
    expect(timeliness(open, '2024-05-30', 0)).toBe('normal');
  });

  test('the measure was finished on the first day it counted as complete', () => {
    const both: TimelinessFacts = {
      ...done,
      demand: 'ongoing',
      established: true,
      establishedOn: '2024-04-01',
      doneOn: '2024-07-01',
    };
    expect(completedOn(both)).toBe('2024-04-01');
    expect(completedOn({ ...both, established: false })).toBe('2024-07-01');
    expect(completedOn({ ...both, state: 'in_progress' })).toBe('2024-04-01');
    expect(completedOn({ ...both, state: 'in_progress', established: false })).toBeNull();
  });

  test('every input has exactly one class, and the class tells whether it counts, is complete, has a deadline', () => {
    fc.assert(
      fc.property(facts, nearDay, fc.nat(40), (m, e, n) => {
        const kind = timeliness(m, e, n);
        expect(timelinessKinds.filter((k) => k === kind)).toHaveLength(1);
        expect(kind === 'not_counted').toBe(m.withdrawn);
        if (m.withdrawn) return;
        expect(kind.startsWith('done_')).toBe(measureComplete(m));
        expect(isOpenTimeliness(kind)).toBe(!measureComplete(m));
        const withDeadline = ['overdue', 'due_soon', 'normal', 'done_on_time', 'done_late'];
        const without = ['ongoing', 'no_deadline', 'done_no_deadline'];
        expect([...(m.deadline === null ? without : withDeadline), 'done_day_unknown']).toContain(kind);
      }),
    );
  });

  test('as days go by an open measure turns from normal to due soon to overdue and never back', () => {
    fc.assert(
      fc.property(facts, nearDay, fc.nat(40), (m, e, n) => {
        const order = ['normal', 'due_soon', 'overdue'];
        const today = order.indexOf(timeliness(m, e, n));
        expect(order.indexOf(timeliness(m, addDays(e, 1), n))).toBeGreaterThanOrEqual(today);
      }),
    );
  });
});

describe('deadlineInForce', () => {
  const extensions: Extension[] = [
    { to: '2024-09-30', approvedOn: '2024-07-05', seq: 2 },
    { to: '2024-07-31', approvedOn: '2024-05-20', seq: 1 },
    { to: '2024-10-31', approvedOn: '2024-07-05', seq: 3 },
    { to: null, approvedOn: '2024-12-01', seq: 4 },
  ];

  test.each([
    ['2024-05-19', '2024-05-31'],
    ['2024-05-20', '2024-07-31'],
    ['2024-07-04', '2024-07-31'],
    ['2024-07-05', '2024-10-31'],
    ['2024-12-01', null],
  ])('on %s it is %s', (e, expected) => {
    expect(deadlineInForce('2024-05-31', extensions, e)).toBe(expected);
    expect(deadlineInForce('2024-05-31', [...extensions].reverse(), e)).toBe(expected);
  });

  test('without extensions the first one stands', () => {
    expect(deadlineInForce('2024-05-31', [], '2030-01-01')).toBe('2024-05-31');
    expect(deadlineInForce(null, [], '2030-01-01')).toBeNull();
  });
});

describe('worst of an open issue', () => {
  test('超期 > 临期 > 未定期限 > 正常 > 长期坚持; complete and withdrawn measures do not count', () => {
    expect(worstOfOpen(['ongoing', 'normal', 'no_deadline', 'due_soon', 'overdue'])).toBe('overdue');
    expect(worstOfOpen(['ongoing', 'normal', 'no_deadline', 'due_soon'])).toBe('due_soon');
    expect(worstOfOpen(['ongoing', 'normal', 'no_deadline'])).toBe('no_deadline');
    expect(worstOfOpen(['ongoing', 'normal', 'done_late'])).toBe('normal');
    expect(worstOfOpen(['ongoing', 'done_day_unknown'])).toBe('ongoing');
    expect(worstOfOpen(['done_late', 'not_counted'])).toBeNull();
    expect(worstOfOpen([])).toBeNull();
  });

  test('adding a measure never makes it better', () => {
    const rank = ['overdue', 'due_soon', 'no_deadline', 'normal', 'ongoing', null];
    const kind = fc.constantFrom(...timelinessKinds);
    fc.assert(
      fc.property(fc.array(kind), kind, (kinds, more) => {
        expect(rank.indexOf(worstOfOpen([...kinds, more]))).toBeLessThanOrEqual(
          rank.indexOf(worstOfOpen(kinds)),
        );
      }),
    );
  });
});

describe('滞后', () => {
  const base = { timeliness: 'normal', state: 'in_progress', lastProgressMonth: '2024-08' } as const;

  test('临期 and not started', () => {
    expect(lagReasons({ ...base, timeliness: 'due_soon', state: 'not_started' }, '2024-08-31', 2)).toEqual([
      'due_soon_not_started',
    ]);
    expect(lagging({ ...base, timeliness: 'due_soon' }, '2024-08-31', 2)).toBe(false);
    expect(lagging({ ...base, state: 'not_started' }, '2024-08-31', 2)).toBe(false);
  });

  test('no new progress for K months: this one and the K − 1 before it', () => {
    expect(lagging({ ...base, lastProgressMonth: '2024-07' }, '2024-08-31', 2)).toBe(false);
    expect(lagReasons({ ...base, lastProgressMonth: '2024-06' }, '2024-08-01', 2)).toEqual(['no_progress']);
    expect(lagging({ ...base, lastProgressMonth: '2023-12' }, '2024-01-31', 2)).toBe(false);
    expect(lagging({ ...base, lastProgressMonth: '2023-11' }, '2024-01-31', 2)).toBe(true);
  });

  test('complete and withdrawn measures never lag', () => {
    const kind = fc.constantFrom(...timelinessKinds);
    fc.assert(
      fc.property(kind, nearDay, fc.nat(12), (k, e, months) => {
        const lags = lagging({ ...base, timeliness: k, lastProgressMonth: '2020-01' }, e, months);
        expect(lags).toBe(isOpenTimeliness(k));
      }),
    );
  });
});

test('lamps and timeliness map one to one', () => {
  expect(new Set(timelinessKinds.map(lampOf))).toEqual(new Set(lamps));
  expect(lamps).toHaveLength(timelinessKinds.length);
  for (const kind of timelinessKinds) expect(timelinessOf(lampOf(kind))).toBe(kind);
  expect([lampOf('overdue'), lampOf('due_soon'), lampOf('normal'), lampOf('done_on_time')]).toEqual([
    'red',
    'amber',
    'green',
    'green_tick',
  ]);
});
