import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breaksOf, pageHeight } from '../../electron/excel/paginate.ts';
import { columnPixels, linesOf, rowHeight } from '../../electron/excel/rowHeight.ts';

describe('row heights', () => {
  test('pixels of a column by its width', () => {
    expect(columnPixels(10)).toBe(70);
    expect(columnPixels(8.43)).toBe(59);
  });

  test('lines: one em for Chinese, line breaks, no line that begins with a closing mark', () => {
    // 146 px hold (146 − 6) / 14 = 10 characters at 10.5 points.
    expect(linesOf('十个汉字刚好排满一行', 146, 10.5)).toBe(1);
    expect(linesOf('十个汉字刚好排满一行了', 146, 10.5)).toBe(2);
    expect(linesOf('十个汉字刚好排满一行。', 146, 10.5)).toBe(2);
    expect(linesOf('十个汉字刚好排满一行。接着再排满一行的话', 146, 10.5)).toBe(3);
    expect(linesOf('甲\n乙\r\n丙', 146, 10.5)).toBe(3);
    expect(linesOf('', 146, 10.5)).toBe(1);
  });

  test('at least 18 points, at most what Excel takes', () => {
    expect(rowHeight([{ text: '一', width: 20 }], 10.5)).toBe(18.7);
    expect(rowHeight([], 9)).toBe(18);
    expect(rowHeight([{ text: '长'.repeat(5000), width: 20 }], 10.5)).toBe(409);
  });

  test('more text is never lower, more room never higher', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('中', '。', 'a', '1', '\n', '，', '“') }),
        fc.string({ unit: fc.constantFrom('中', '。', 'a') }),
        fc.integer({ min: 4, max: 60 }),
        fc.integer({ min: 0, max: 40 }),
        (a, b, width, more) => {
          const height = (text: string, w: number) => rowHeight([{ text, width: w }], 10.5);
          expect(height(a + b, width)).toBeGreaterThanOrEqual(height(a, width));
          // Wider by whole characters; a mark carried down may cost one line more at one width than at the next.
          expect(height(a, width + more)).toBeLessThanOrEqual(height(a, width) + 10.5 * 1.4 + 0.001);
        },
      ),
    );
  });
});

describe('page breaks', () => {
  test('a short list is one page, a little longer one is squeezed, a long one breaks before its last rows', () => {
    const page = { orientation: 'landscape', columns: [100], head: 1 } as const;
    const rows = (n: number) => Array.from({ length: n }, () => 20);
    const heading = () => false;
    expect(breaksOf(rows(10), page, heading)).toEqual({ onePage: false, before: null });
    expect(breaksOf(rows(26), page, heading)).toEqual({ onePage: true, before: null });
    const { before } = breaksOf(rows(60), page, heading);
    expect(before).not.toBeNull();
  });

  test('the row to sign never begins a page, nor does a heading end one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 18, max: 200 }), { minLength: 5, maxLength: 80 }),
        fc.integer({ min: 60, max: 250 }),
        fc.integer({ min: 0, max: 10 }),
        (heights, width, headings) => {
          const page = { orientation: 'landscape', columns: [width], head: 1 } as const;
          const isHeading = (row: number) => row % 11 === headings;
          const { before, onePage } = breaksOf(heights, page, isHeading);
          if (before === null) return;
          expect(onePage).toBe(false);
          expect(before).toBeLessThanOrEqual(heights.length - 3);
          expect(isHeading(before - 1)).toBe(false);
          expect(heights.reduce((a, b) => a + b, 0)).toBeGreaterThan(pageHeight(page) * 0.97);
        },
      ),
    );
  });
});
