import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyPairs, pairKey, proposedPrimary, WINDOW } from '../../shared/outcomes/likely.ts';
import type { LikelyRow, OutcomeFamily } from '../../shared/outcomes/likely.ts';
import { nearEqual, nearKeys, numberKey, titleKey } from '../../shared/outcomes/names.ts';
import { addDays } from '../../shared/day.ts';

const row = (id: number, more: Partial<LikelyRow> = {}): LikelyRow => ({
  ...{ id, kind: 'new', on: null, month: null, issueId: null, measureId: null, unitId: null },
  ...{ title: '', number: '', amount: 1, note: '', duplicateOf: null },
  ...more,
});
const why = (family: OutcomeFamily, a: Partial<LikelyRow>, b: Partial<LikelyRow>) =>
  likelyPairs(family, [row(1, a), row(2, b)], new Set()).pairs[0]?.why ?? null;

describe('document numbers', () => {
  test.each([
    '示国运〔2024〕12号',
    '示国运[2024]12号',
    '示国运（2024）12号',
    '示国运(2024)012号',
    '示国运【2024】12 号',
    '示国运〔２０２４〕１２号',
    '示国运2024年第12号',
    '示国运〔2024〕12',
    ' 示 国运〔2024〕 12号 ',
  ])('%s is one number in one spelling', (text) => {
    expect(numberKey(text)).toBe(numberKey('示国运〔2024〕12号'));
  });

  test.each(['示国运〔2024〕13号', '示国运〔2023〕12号', '示国运党〔2024〕12号', '示国运〔2024〕1号2'])(
    '%s is another one',
    (text) => {
      expect(numberKey(text)).not.toBe(numberKey('示国运〔2024〕12号'));
    },
  );

  test('nothing is no number', () => {
    expect(['', ' ', '号', '〔〕'].map(numberKey)).toEqual(['', '', '', '']);
  });
});

describe('titles', () => {
  test.each([
    '采购管理办法',
    '《采购管理办法》',
    '《采购管理办法》（试行）',
    '《采购管理办法（2024年修订）》',
    '采购管理办法（修订版）',
    '采购 管理办法',
    '关于印发《采购管理办法》的通知',
    '《关于印发〈采购管理办法〉的通知》',
    '集团公司采购管理办法',
    '采购管理办法（第二版）',
    '采购管理暂行办法',
  ])('%s is one title', (text) => {
    expect(titleKey(text)).toBe('采购管理办法');
  });

  test.each(['2023年采购工作要点', '采购管理规定', '物资采购管理办法', '采购管理实施细则'])(
    '%s is another',
    (text) => {
      expect(titleKey(text)).not.toBe('采购管理办法');
    },
  );

  test('years stay apart, and a title of nothing but words of its version keeps them', () => {
    expect(titleKey('2023年工作要点')).not.toBe(titleKey('2024年工作要点'));
    expect(titleKey('试行')).toBe('试行');
    expect(titleKey('《》')).toBe('');
  });
});

describe('nearness', () => {
  /** The textbook's table, to compare with. */
  const distance = (a: string, b: string): number => {
    const d = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
    );
    const at = (i: number, j: number): number => d[i]?.[j] ?? Infinity;
    for (let i = 1; i <= a.length; i += 1)
      for (let j = 1; j <= b.length; j += 1) {
        let best = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        );
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          best = Math.min(best, at(i - 2, j - 2) + 1);
        const line = d[i];
        if (line !== undefined) line[j] = best;
      }
    return at(a.length, b.length);
  };
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), maxLength: 12 });

  test('is one sign more, less or other, or two swapped', () => {
    fc.assert(
      fc.property(text, text, (a, b) => nearEqual(a, b) === distance(a, b) <= 1),
      { numRuns: 3000 },
    );
  });

  test('near titles always share a key, so that none is missed', () => {
    const long = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 8, maxLength: 14 });
    fc.assert(
      fc.property(long, fc.nat(13), fc.constantFrom('more', 'less', 'other', 'swap'), (a, n, change) => {
        const at = n % a.length;
        const b =
          change === 'more'
            ? `${a.slice(0, at)}丁${a.slice(at)}`
            : change === 'less'
              ? a.slice(0, at) + a.slice(at + 1)
              : change === 'other'
                ? `${a.slice(0, at)}丁${a.slice(at + 1)}`
                : a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
        if (b.length < 8) return true;
        const keys = new Set(nearKeys(a));
        return nearKeys(b).some((key) => keys.has(key));
      }),
    );
  });
});

describe('regulations', () => {
  test('with one number are alike whatever they are called', () => {
    expect(
      why(
        'regulation',
        { number: '示国运〔2024〕12号', title: '采购管理办法' },
        { number: '示国运[2024]012号', title: '物资管理细则', kind: 'revised' },
      ),
    ).toEqual(['same_number']);
  });

  test('with one title are alike, near ones too', () => {
    expect(
      why(
        'regulation',
        { title: '采购管理办法', on: '2024-05-01' },
        { title: '《采购管理办法》（试行）', on: '2024-05-01' },
      ),
    ).toEqual(['same_title', 'same_day']);
    expect(why('regulation', { title: '业务接待管理实施细则' }, { title: '业务招待管理实施细则' })).toEqual([
      'similar_title',
    ]);
  });

  test('short near titles, other years and other numbers of making and revising are two', () => {
    expect(why('regulation', { title: '党费管理办法' }, { title: '党建管理办法' })).toBeNull();
    expect(why('regulation', { title: '2023年整改工作要点' }, { title: '2024年整改工作要点' })).toBeNull();
    expect(
      why(
        'regulation',
        { title: '采购管理办法', number: '〔2024〕1号' },
        { title: '采购管理办法', number: '〔2024〕9号', kind: 'revised' },
      ),
    ).toBeNull();
    expect(
      why('regulation', { title: '采购管理办法' }, { title: '采购管理办法', kind: 'abolished' }),
    ).toBeNull();
  });
});

describe('sanctions', () => {
  const one = { kind: 'criticism', amount: 2 };
  test('of one day are alike unless two units report them', () => {
    expect(why('sanction', { ...one, on: '2024-05-01' }, { ...one, on: '2024-05-01', unitId: 3 })).toEqual([
      'same_people',
      'same_day',
    ]);
    expect(
      why('sanction', { ...one, on: '2024-05-01', unitId: 4 }, { ...one, on: '2024-05-01', unitId: 3 }),
    ).toBeNull();
  });
  test('of one month are alike only at one place', () => {
    const may = { ...one, month: '2024-05' };
    expect(why('sanction', may, may)).toBeNull();
    expect(why('sanction', { ...may, issueId: 1 }, { ...one, on: '2024-05-20', issueId: 1 })).toEqual([
      'same_people',
    ]);
    expect(why('sanction', { ...may, issueId: 1 }, { ...may, issueId: 2 })).toBeNull();
  });
  test('of two days, other kinds or numbers are two', () => {
    const at = { ...one, issueId: 1, on: '2024-05-01' };
    expect(why('sanction', at, { ...at, on: '2024-05-02' })).toBeNull();
    expect(why('sanction', at, { ...at, amount: 3 })).toBeNull();
    expect(why('sanction', at, { ...at, kind: 'judicial' })).toBeNull();
  });
});

describe('recoveries', () => {
  const one = { kind: '收回', amount: 16_580_000 };
  test.each([
    ['2024-05-01', '2024-06-10', true],
    ['2024-05-01', '2024-06-11', false],
    ['2024-05-01', '2024-05-01', true],
  ])('%s and %s: %s', (a, b, alike) => {
    expect(why('recovery', { ...one, on: a }, { ...one, on: b }) !== null).toBe(alike);
  });
  test('a month stands for its days; to the fen', () => {
    expect(why('recovery', { ...one, month: '2024-05' }, { ...one, on: '2024-05-31' })).toEqual([
      'same_amount',
    ]);
    expect(why('recovery', { ...one, month: '2024-05' }, { ...one, month: '2024-06' })).toEqual([
      'same_amount',
    ]);
    expect(why('recovery', { ...one, month: '2024-05' }, { ...one, month: '2024-08' })).toBeNull();
    expect(why('recovery', one, { ...one, amount: 16_580_001 })).toBeNull();
    expect(why('recovery', { ...one, amount: 0 }, { ...one, amount: 0 })).toBeNull();
  });
});

test('what is decided is not asked again, and repeats are left out', () => {
  const rows = [1, 2, 3].map((id) => row(id, { title: '采购管理办法' }));
  expect(
    likelyPairs('clue', rows, new Set([pairKey(2, 1)])).pairs.map(({ first, second }) => [first, second]),
  ).toEqual([
    [1, 3],
    [2, 3],
  ]);
  const decided = rows.map((each) => (each.id === 1 ? each : { ...each, duplicateOf: 1 }));
  expect(likelyPairs('clue', decided, new Set()).pairs).toEqual([]);
});

test('proposed is the one of which more is known, else the older', () => {
  expect(proposedPrimary(row(1), row(2, { number: '〔2024〕1号' }))).toBe(2);
  expect(proposedPrimary(row(2), row(1))).toBe(1);
});

describe('twenty thousand rows', () => {
  const some = (family: OutcomeFamily, make: (n: number) => Partial<LikelyRow>) =>
    likelyPairs(
      family,
      Array.from({ length: 20_000 }, (_, n) => row(n + 1, make(n))),
      new Set(),
    );

  test('of one amount, title and day each are compared with a bounded number of others', () => {
    for (const family of ['regulation', 'sanction', 'recovery', 'clue'] as const) {
      const { compared, keys } = some(family, () => ({
        title: '采购管理办法',
        amount: 100,
        on: '2024-05-01',
        issueId: 1,
      }));
      expect(compared).toBeLessThanOrEqual(keys * WINDOW);
      // At most one key for each sign of a title and two more: far from 200 million pairs.
      expect(compared).toBeLessThanOrEqual(20_000 * 10 * WINDOW);
      expect(compared).toBeGreaterThan(0);
    }
  });

  test('as they come in a year are hardly compared at all', () => {
    const { compared, pairs } = some('recovery', (n) => ({
      amount: 100 + (n % 9000) * 37,
      on: addDays('2024-01-01', n % 365),
    }));
    expect(compared).toBeLessThanOrEqual(20_000 * 2);
    expect(pairs.every(({ first, second }) => first < second)).toBe(true);
  });
});
