import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChineseNumeral, readNumeral, toChineseNumeral, toHalfWidth } from '../../shared/numerals.ts';

describe('Chinese numerals', () => {
  test.each([
    [0, '零'],
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [28, '二十八'],
    [93, '九十三'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1001, '一千零一'],
    [1010, '一千零一十'],
    [2000, '二千'],
    [9999, '九千九百九十九'],
    [10_000, '一万'],
    [100_500, '十万零五百'],
    [165_800, '十六万五千八百'],
    [100_000_001, '一亿零一'],
  ])('%i is written %s and read back', (value, words) => {
    expect(toChineseNumeral(value)).toBe(words);
    expect(readChineseNumeral(words)).toBe(value);
  });

  test('every number that can be written is read back as itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        (n) => readChineseNumeral(toChineseNumeral(n)) === n,
      ),
    );
    for (let n = 0; n <= 10_100; n += 1) expect(readChineseNumeral(toChineseNumeral(n))).toBe(n);
  });

  test.each([
    ['二〇二四', 2024],
    ['二○二四', 2024],
    ['〇五', 5],
    ['两', 2],
    ['两百', 200],
    ['二百', 200],
    ['廿五', 25],
    ['卅一', 31],
    ['壹拾陆万伍仟捌佰', 165_800],
  ])('%s is read as %i', (words, value) => expect(readChineseNumeral(words)).toBe(value));

  test.each([
    '',
    '十十',
    '一百五',
    '三五十',
    '百',
    '一万五',
    '零十',
    '两两',
    '一百零',
    '万',
    '甲',
    '1',
    '一1',
    '一千零零一',
  ])('%s is not well formed', (words) => expect(readChineseNumeral(words)).toBeNull());

  test('never throws, whatever the string', () => {
    const word = fc.constantFrom(...Array.from('零〇一二两十百千万亿廿壹拾 a1'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 12 }).map((a) => a.join('')),
        ),
        (text) => {
          const value = readChineseNumeral(text);
          expect(value === null || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
        },
      ),
    );
  });

  test('what has no numeral is refused', () => {
    expect(() => toChineseNumeral(-1)).toThrow(RangeError);
    expect(() => toChineseNumeral(1.5)).toThrow(RangeError);
    expect(() => toChineseNumeral(1e12)).toThrow(RangeError);
  });

  test('any way of writing a whole number is read', () => {
    expect(readNumeral(' 28 ')).toBe(28);
    expect(readNumeral('２８')).toBe(28);
    expect(readNumeral('二十八')).toBe(28);
    expect(readNumeral('2.8')).toBeNull();
  });
});

test('full-width characters become half-width, Chinese ones stay', () => {
  expect(toHalfWidth('（１６５８００元）　ＡＢＣ，“第一”。')).toBe('(165800元) ABC,“第一”。');
});
