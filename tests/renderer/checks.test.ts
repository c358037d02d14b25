/** Where a finding leads to, and what a number of the workload asks of the checklist. */
import { describe, expect, test } from 'vitest';
import { matches } from '../../renderer/views/people/find.ts';
import { queryFor, withFormer } from '../../renderer/views/people/openRows.ts';
import { spotOf } from '../../renderer/views/checks/go.ts';
import { defaultQuery } from '../../renderer/store/query.ts';
import { checkKinds } from '../../shared/checks/kinds.ts';

describe('from a finding to its place', () => {
  test.each([
    ['done_without_evidence', {}, { section: '佐证材料' }],
    ['deadline_inferred', {}, { field: '整改期限' }],
    ['day_in_future', { what: 'evidence' }, { section: '佐证材料' }],
    ['day_in_future', { what: 'done' }, { field: '整改状态' }],
    ['day_before_round', { what: 'withdrawn' }, { section: '状态记录' }],
    ['day_before_round', { what: 'toString' }, { section: '状态记录' }],
  ] as const)('%s %o', (kind, facts, spot) => {
    expect(spotOf({ kind, facts })).toEqual(spot);
  });
  test('no kind is without an answer', () => {
    for (const kind of checkKinds) expect(spotOf({ kind, facts: {} })).toBeTypeOf('object');
  });
});

describe('from a number of the workload to its rows', () => {
  const units = [
    { id: 1, mergedInto: null },
    { id: 2, mergedInto: 1 },
    { id: 3, mergedInto: 2 },
    { id: 4, mergedInto: null },
  ];
  test('a unit answers for all that were merged into it, and not for what it only assists in', () => {
    expect(withFormer(1, units)).toEqual([1, 2, 3]);
    expect(withFormer(4, units)).toEqual([4]);
    expect(queryFor('unit', 1, 'lagging', units)).toEqual({
      ...{ ...defaultQuery, units: [1, 2, 3], only: ['responsible', 'lagging'] },
    });
  });
  test('a lead by itself; complete is every lamp with a tick', () => {
    expect(queryFor('lead', 7, 'overdue', units)).toEqual({ ...defaultQuery, leads: [7], lamps: ['red'] });
    expect(queryFor('lead', 7, 'complete', units).lamps.every((lamp) => lamp.endsWith('_tick'))).toBe(true);
  });
});

test('names are found by their words, by initials and by full pinyin, of any name they ever had', () => {
  const words = ['财务管理部', '计划财务部'];
  for (const typed of ['财务', 'cwglb', 'caiwuguanli', 'JHCWB', 'jihua', ' 管理  caiwu ']) {
    expect([typed, matches(words, typed)]).toEqual([typed, true]);
  }
  expect(matches(words, 'shenji')).toBe(false);
  expect(matches(['吕示例'], 'lvshili')).toBe(true);
});
