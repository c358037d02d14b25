/** Words of the checks: every kind has its own, days are counted from today, unknown facts never break a sentence. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkKinds, checkTones, toneOf } from '../../shared/checks/kinds.ts';
import { checkAdvice, checkWords, toneWords, wordCheck } from '../../shared/checks/words.ts';

describe('words of the checks', () => {
  test('every kind has a name of its own, an advice and a weight', () => {
    expect(new Set(checkKinds.map((kind) => checkWords[kind])).size).toBe(checkKinds.length);
    for (const kind of checkKinds) {
      expect(checkAdvice[kind]).toMatch(/。$/u);
      expect(checkTones).toContain(toneOf[kind]);
    }
    expect(checkTones.map((tone) => toneWords[tone])).toEqual(['须更正', '请核实', '提示']);
    // The list is read in the order of its weights.
    const order = checkKinds.map((kind) => checkTones.indexOf(toneOf[kind]));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test.each([
    ['day_in_future', { what: 'done', day: '2024-09-12' }, '完成日期 2024-09-12 晚于今天 12 天'],
    ['day_in_future', { what: 'closed', day: '2024-09-01' }, '审定日期 2024-09-01 晚于今天 1 天'],
    [
      'day_in_future',
      { what: 'in_progress', day: '2024-09-01' },
      '转为“整改中”的日期 2024-09-01 晚于今天 1 天',
    ],
    [
      'counted_differs',
      { figure: 'sanction-admonishment', stated: 4, counted: 5 },
      '诫勉：文件所载 4 人，台账 5 人，台账多 1 人',
    ],
    [
      'counted_differs',
      { figure: 'recovery-其他', stated: 10050, counted: 0 },
      '其他：文件所载 100.50 元，台账 0.00 元，台账少 100.50 元',
    ],
    [
      'same_fact_twice',
      { family: 'clue', why: 'same_title same_day' },
      '与另一条登记很像（两件线索名称相同、日期相同），请认定是否同一件',
    ],
    [
      'person_left_still_leads',
      { day: '2024-08-01', issues: 2, measures: 3 },
      '已于 2024-08-01 离任，仍牵头未办结的 2 个问题、3 条措施',
    ],
  ] as const)('%s %o', (kind, facts, words) => {
    expect(wordCheck({ kind, facts }, '2024-08-31')).toBe(words);
  });

  test('a fact that is missing or odd leaves a sentence all the same', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.constantFrom(...checkKinds),
        fc.dictionary(fc.constantFrom('what', 'day', 'figure', 'raw', 'why', 'from', 'to'), value),
        (kind, facts) => {
          expect(wordCheck({ kind, facts }, '2024-08-31')).not.toMatch(/undefined|NaN|\[object/u);
        },
      ),
    );
  });
});
