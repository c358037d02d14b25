import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allAt,
  backDated,
  closedSetAt,
  compareSets,
  distinctOutcomes,
  effectiveDay,
  formatRate,
  lastClosings,
  moneyByKind,
  nameOn,
  outcomeMonth,
  outcomesBy,
  partition,
  rateBasisPoints,
  sanctionsByKind,
  successorOn,
} from '../../shared/counting.ts';
import type { ClosingRecord, Outcome } from '../../shared/counting.ts';
import { addDays } from '../../shared/day.ts';
import { closingEvents, sanctionKinds } from '../../shared/lists.ts';
import { nearDay } from './arbitraries.ts';

test('E is the earlier of cut-off and today', () => {
  expect(effectiveDay('2024-08-31', '2024-09-10')).toBe('2024-08-31');
  expect(effectiveDay('2024-08-31', '2024-08-12')).toBe('2024-08-12');
});

describe('rate', () => {
  test.each([
    [25, 28, 8929, '89.29%'],
    [1, 3, 3333, '33.33%'],
    [2, 3, 6667, '66.67%'],
    [1, 8, 1250, '12.50%'],
    [1, 20_000, 1, '0.01%'], // 0.5 basis points: half goes up
    [1, 20_001, 0, '0.00%'],
    [0, 28, 0, '0.00%'],
    [28, 28, 10_000, '100.00%'],
    [0, 0, null, '—'],
  ])('%i of %i is %s basis points, %s', (c, a, bp, text) => {
    expect(rateBasisPoints(c, a)).toBe(bp);
    expect(formatRate(bp)).toBe(text);
  });

  test('is the nearest whole basis point, halves going up, also for huge counts', () => {
    fc.assert(
      fc.property(fc.nat(), fc.maxSafeNat(), fc.maxSafeNat(), (small, x, y) => {
        for (const [c, a] of [
          [small % 1000, (small % 777) + 1],
          [Math.min(x, y), Math.max(x, y)],
        ] as const) {
          if (a === 0) continue;
          const bp = BigInt(rateBasisPoints(c, a) ?? -1);
          const twice = 2n * (10_000n * BigInt(c) - bp * BigInt(a));
          expect(twice >= -BigInt(a) && twice < BigInt(a)).toBe(true);
        }
      }),
    );
  });

  test('refuses what is no count', () => {
    for (const bad of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => rateBasisPoints(bad, 10)).toThrow(RangeError);
      expect(() => rateBasisPoints(1, bad)).toThrow(RangeError);
    }
    expect(() => rateBasisPoints(1, 0)).toThrow(RangeError);
  });
});

describe('partition', () => {
  test('keeps the order asked for with empty groups, then others as they come, last 未明确', () => {
    const rows = ['b1', 'c1', '?1', 'b2', 'd1'];
    const groups = partition(rows, (r) => (r.startsWith('?') ? null : r.charAt(0)), ['a', 'b']);
    expect(groups).toEqual([
      { key: 'a', rows: [] },
      { key: 'b', rows: ['b1', 'b2'] },
      { key: 'c', rows: ['c1'] },
      { key: 'd', rows: ['d1'] },
      { key: null, rows: ['?1'] },
    ]);
  });

  test('each row lies in exactly one group, under its own key, and no key stands twice', () => {
    const key = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
    fc.assert(
      fc.property(fc.array(key), fc.uniqueArray(fc.integer({ min: 0, max: 7 })), (keys, order) => {
        const rows = keys.map((k, id) => ({ id, k }));
        const groups = partition(rows, (r) => r.k, order);
        expect(groups.flatMap((g) => g.rows.map((r) => r.id)).sort((a, b) => a - b)).toEqual(
          rows.map((r) => r.id),
        );
        expect(new Set(groups.map((g) => g.key)).size).toBe(groups.length);
        for (const g of groups) expect(g.rows.every((r) => r.k === g.key)).toBe(true);
        expect(groups.slice(0, order.length).map((g) => g.key)).toEqual(order);
      }),
    );
  });
});

describe('closed sets', () => {
  const record = (issue: number, kind: ClosingRecord['kind'], on: string, seq: number): ClosingRecord => ({
    issue,
    kind,
    on,
    seq,
  });
  const events = [
    record(1, 'closed', '2024-07-10', 1),
    record(2, 'closed', '2024-07-31', 2),
    record(2, 'reopened', '2024-08-05', 3),
    record(3, 'imported_closed', '2024-06-01', 4),
    record(4, 'applied', '2024-07-01', 5),
    record(5, 'closed', '2024-08-20', 6),
    record(5, 'recheck_passed', '2024-08-25', 7),
    record(6, 'reopened', '2024-08-20', 9),
    record(6, 'closed', '2024-08-20', 8),
    record(7, 'closed', '2024-08-20', 12),
    record(7, 'reopened', '2024-08-20', 11),
  ];

  test.each([
    ['2024-05-31', []],
    ['2024-07-31', [1, 2, 3]],
    ['2024-08-04', [1, 2, 3]],
    ['2024-08-05', [1, 3]],
    ['2024-08-31', [1, 3, 5, 7]],
  ])('at %s', (e, closed) => {
    expect([...closedSetAt(events, e)].map(Number).sort((a, b) => a - b)).toEqual(closed);
    expect(closedSetAt([...events].reverse(), e)).toEqual(closedSetAt(events, e));
  });

  test('only issues that count can be closed', () =>
    expect([...closedSetAt(events, '2024-08-31', new Set([1, 2, 5]))]).toEqual([1, 5]));

  test('the last closing of an issue tells its day', () =>
    expect(lastClosings(events, '2024-08-31').get(5)?.on).toBe('2024-08-20'));

  test('All(E) holds what was adopted and not withdrawn by then', () => {
    const issues = [
      { id: 1, adoptedOn: '2024-01-10', withdrawnOn: null },
      { id: 2, adoptedOn: '2024-01-10', withdrawnOn: '2024-03-01' },
      { id: 3, adoptedOn: '2024-05-01', withdrawnOn: null },
    ];
    expect([...allAt(issues, '2024-01-09')]).toEqual([]);
    expect([...allAt(issues, '2024-01-10')]).toEqual([1, 2]);
    expect([...allAt(issues, '2024-02-29')]).toEqual([1, 2]);
    expect([...allAt(issues, '2024-03-01')]).toEqual([1]);
    expect([...allAt(issues, '2024-05-01')]).toEqual([1, 3]);
  });

  const anyEvents = fc
    .array(fc.record({ issue: fc.nat(5), kind: fc.constantFrom(...closingEvents), on: nearDay }), {
      maxLength: 40,
    })
    .map((list) => list.map((e, seq) => ({ ...e, seq })));

  test('|now| = |base| + |new| − |gone| between any two days, and the three sets are disjoint', () => {
    fc.assert(
      fc.property(anyEvents, nearDay, nearDay, (list, a, b) => {
        const base = closedSetAt(list, a);
        const now = closedSetAt(list, b);
        const { added, gone, kept } = compareSets(base, now);
        expect(now.size).toBe(base.size + added.length - gone.length);
        expect(kept.length + added.length).toBe(now.size);
        expect(kept.length + gone.length).toBe(base.size);
        expect(new Set([...added, ...gone, ...kept]).size).toBe(added.length + gone.length + kept.length);
      }),
    );
  });

  test('events after E, and events that neither close nor reopen, change nothing', () => {
    fc.assert(
      fc.property(anyEvents, nearDay, (list, e) => {
        const relevant = list.filter(
          (x) => x.on <= e && ['closed', 'imported_closed', 'reopened'].includes(x.kind),
        );
        expect(closedSetAt(list, e)).toEqual(closedSetAt(relevant, e));
        const later = list.map((x) => ({ ...x, on: addDays(e, 1), seq: x.seq + 100 }));
        expect(closedSetAt([...list, ...later], e)).toEqual(closedSetAt(list, e));
      }),
    );
  });

  test('补记 marks new ones whose day lies within the time of the base', () => {
    const days = new Map([
      [1, '2024-07-31'],
      [2, '2024-08-01'],
      [3, '2024-05-04'],
    ]);
    expect(backDated([1, 2, 3, 4], (id) => days.get(Number(id)) ?? null, '2024-07-31')).toEqual([1, 3]);
  });
});

describe('outcomes', () => {
  const o = (id: number, more: Partial<Outcome> = {}): Outcome => ({
    id,
    on: null,
    reportedMonth: '2024-07',
    duplicateOf: null,
    ...more,
  });

  test('belong to the month of their day, else to the month first reported', () => {
    expect(outcomeMonth(o(1, { on: '2024-06-30' }))).toBe('2024-06');
    expect(outcomeMonth(o(1))).toBe('2024-07');
    const list = [
      o(1, { on: '2024-08-10' }),
      o(2, { on: '2024-08-11' }),
      o(3),
      o(4, { reportedMonth: '2024-09' }),
    ];
    expect(outcomesBy(list, '2024-08-10').map((x) => x.id)).toEqual([1, 3]);
  });

  test('a repeated one counts once, as its primary', () => {
    const list = [o(5, { duplicateOf: 2 }), o(1), o(2), o(3, { duplicateOf: 2 }), o(4, { duplicateOf: 3 })];
    expect(distinctOutcomes(list).map((x) => x.id)).toEqual([1, 2]);
  });

  test('one still counts when the primary is not among the rows, or rows name one another', () => {
    expect(distinctOutcomes([o(3, { duplicateOf: 9 }), o(4, { duplicateOf: 9 })]).map((x) => x.id)).toEqual([
      3,
    ]);
    expect(distinctOutcomes([o(3, { duplicateOf: 4 }), o(4, { duplicateOf: 3 })])).toHaveLength(1);
    expect(distinctOutcomes([o(3, { duplicateOf: 3 })]).map((x) => x.id)).toEqual([3]);
  });

  test('counting distinct ones twice changes nothing, and the order of rows does not change their number', () => {
    const list = fc
      .array(fc.option(fc.nat(9), { nil: null }), { maxLength: 10 })
      .map((targets) => targets.map((t, id) => o(id, { duplicateOf: t })));
    fc.assert(
      fc.property(list, (rows) => {
        const once = distinctOutcomes(rows);
        expect(distinctOutcomes([...rows].reverse())).toHaveLength(once.length);
        for (const row of rows.filter((r) => r.duplicateOf === null)) expect(once).toContain(row);
        expect(once.length > 0).toBe(rows.length > 0);
      }),
    );
  });
});

describe('sums', () => {
  test('sanctions are people per kind, and their sum', () => {
    const { perKind, people } = sanctionsByKind([
      { kind: 'admonishment', people: 4 },
      { kind: 'talk_reminder', people: 20 },
      { kind: 'talk_reminder', people: 7 },
    ]);
    expect(Object.keys(perKind)).toEqual([...sanctionKinds]);
    expect([perKind.admonishment, perKind.talk_reminder, perKind.judicial, people]).toEqual([4, 27, 0, 31]);
  });

  test('money is the sum of fen per kind', () => {
    const { perKind, fen } = moneyByKind([
      { kind: 'returned', fen: 16_580_000 },
      { kind: 'loss_recovered', fen: 3_563_235 },
      { kind: 'returned', fen: 1 },
    ]);
    expect([...perKind]).toEqual([
      ['returned', 16_580_001],
      ['loss_recovered', 3_563_235],
    ]);
    expect(fen).toBe(20_143_236);
  });

  test('fractions, negative amounts and sums beyond exact integers are refused', () => {
    for (const fen of [0.5, -1, Number.NaN, 2 ** 53]) {
      expect(() => moneyByKind([{ kind: 'returned', fen }])).toThrow(RangeError);
    }
    const most = Number.MAX_SAFE_INTEGER;
    expect(() => moneyByKind([{ kind: 'a', fen: most }, { kind: 'b', fen: 1 }])).toThrow(RangeError); // prettier-ignore
    expect(() => sanctionsByKind([{ kind: 'criticism', people: 1.5 }])).toThrow(RangeError);
  });
});

describe('units over time', () => {
  const names = [
    { name: '综合管理部', from: '2024-07-01' },
    { name: '办公室', from: null },
  ];
  test.each([
    ['2024-06-30', '办公室'],
    ['2024-07-01', '综合管理部'],
  ])('on %s the unit is called %s', (day, name) => expect(nameOn(names, day)).toBe(name));

  test('before its first name a unit bears that name already; without names it has none', () => {
    expect(nameOn([{ name: '审计部', from: '2024-07-01' }], '2024-01-01')).toBe('审计部');
    expect(nameOn([], '2024-01-01')).toBeNull();
  });

  test('after mergers the successor stands for its predecessors', () => {
    const mergers = [
      { unit: 1, into: 2, on: '2024-05-01' },
      { unit: 2, into: 3, on: '2024-08-01' },
    ];
    expect(successorOn(1, mergers, '2024-04-30')).toBe(1);
    expect(successorOn(1, mergers, '2024-07-31')).toBe(2);
    expect(successorOn(1, mergers, '2024-08-01')).toBe(3);
    expect(successorOn(3, mergers, '2024-08-01')).toBe(3);
    expect(successorOn(1, [...mergers, { unit: 3, into: 1, on: '2024-08-02' }], '2024-09-01')).toBe(3);
  });
});
