import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formMark, parseFormMark, parseRowId, rowIdText } from '../../shared/returns/rowId.ts';

const identity = fc.record({
  ledgerId: fc.stringMatching(/^[0-9a-f]{16}$/),
  form: fc.integer({ min: 1, max: 999_999 }),
  template: fc.integer({ min: 1, max: 99 }),
});

describe('tokens of rows and forms', () => {
  it('read back as they were written, blanks and full-width characters aside', () => {
    fc.assert(
      fc.property(identity, fc.integer({ min: 1, max: 9_999_999 }), (form, measure) => {
        const text = rowIdText(form, measure);
        expect(parseRowId(text)).toEqual({ ...form, measure });
        expect(parseRowId(`  ${text}\n`)).toEqual({ ...form, measure });
        expect(parseRowId(text.replace('ZG', 'ＺＧ'))).toEqual({ ...form, measure });
        expect(text).toMatch(/^[A-Z]/);
        expect(text.length).toBeLessThan(48);
      }),
    );
  });

  it('a token with one character changed, cut or added is none', () => {
    fc.assert(
      fc.property(
        identity,
        fc.integer({ min: 1, max: 99_999 }),
        fc.nat(200),
        fc.constantFrom('0', '7', 'a', 'q', '.', ''),
        (form, measure, place, by) => {
          const text = rowIdText(form, measure);
          const at = place % text.length;
          const mangled = text.slice(0, at) + by + text.slice(at + 1);
          fc.pre(mangled !== text);
          expect(parseRowId(mangled)).toBeNull();
          expect(parseRowId(`${text}1`)).toBeNull();
        },
      ),
    );
  });

  it('what a spreadsheet fills down from a token is none', () => {
    const form = { ledgerId: '00ff00ff00ff00ff', form: 12, template: 1 };
    const texts = Array.from({ length: 50 }, (_, i) => rowIdText(form, i + 1)).filter((t) => /\d$/.test(t));
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      const filled = text.replace(/\d+$/, (digits) => String(Number(digits) + 1));
      expect(parseRowId(filled)).toBeNull();
    }
    expect(parseRowId('')).toBeNull();
    expect(parseRowId('合计')).toBeNull();
    expect(parseRowId('x'.repeat(100_000))).toBeNull();
  });

  it('the mark of a form is found inside a line of text', () => {
    fc.assert(
      fc.property(
        identity,
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 12 }),
        (form, unit, m) => {
          const month = `2024-${String(m).padStart(2, '0')}`;
          const mark = formMark(form, unit, month);
          expect(parseFormMark(mark)).toEqual({ ...form, unit, month });
          expect(parseFormMark(`填报单位：财务管理部    报送码：${mark} 第1页`)).toEqual({
            ...form,
            unit,
            month,
          });
          expect(parseFormMark(mark.replace('.2024', '.2025'))).toBeNull();
          expect(parseRowId(mark)).toBeNull();
        },
      ),
    );
  });
});
