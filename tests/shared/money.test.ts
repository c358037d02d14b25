import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatYuan, MOST_FEN, readMoney } from '../../shared/money.ts';
import { toChineseNumeral } from '../../shared/numerals.ts';

function fenOf(text: string): number | string {
  const read = readMoney(text);
  return read.ok ? read.value.fen : read.error.code;
}

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

describe('readMoney', () => {
  test.each([
    ['165,800', 16_580_000],
    ['165800', 16_580_000],
    ['１６５８００元', 16_580_000],
    ['１６５，８００．００元', 16_580_000],
    ['16.58万元', 16_580_000],
    ['16.58 万', 16_580_000],
    ['35632.35元', 3_563_235],
    ['¥35,632.35', 3_563_235],
    ['人民币35,632.35元', 3_563_235],
    ['0.5元', 50],
    ['5角3分', 53],
    ['12元5角3分', 1253],
    ['12块5毛', 1250],
    ['3亿2000万元', 32_000_000_000],
    ['1.2亿', 12_000_000_000],
    ['3千万元', 3_000_000_000],
    ['3万2000元', 3_200_000],
    ['3万2000', 3_200_000],
    ['16万零500元', 16_050_000],
    ['十六万五千八百元整', 16_580_000],
    ['壹拾陆万伍仟捌佰元整', 16_580_000],
    ['十二元五角', 1250],
    ['165800元。', 16_580_000],
    ['0', 0],
    ['0元', 0],
    ['零元', 0],
  ])('%s is %i fen', (text, fen) => {
    const read = readMoney(text);
    expect(read).toEqual({ ok: true, value: { fen, approximate: false, raw: text } });
  });

  test.each([
    ['约16万', 16_000_000],
    ['近16万元', 16_000_000],
    ['16万余元', 16_000_000],
    ['16余万元', 16_000_000],
    ['十余万元', 10_000_000],
    ['3000多元', 300_000],
    ['16万元左右', 16_000_000],
    ['超过1.2亿元', 12_000_000_000],
  ])('%s is %i fen, and said to be approximate', (text, fen) =>
    expect(readMoney(text)).toEqual({ ok: true, value: { fen, approximate: true, raw: text } }),
  );

  test.each([
    ['', 'money_blank'],
    [' \u3000\n', 'money_blank'],
    ['无', 'money_not_understood'],
    ['/', 'money_not_understood'],
    ['同上', 'money_not_understood'],
    ['万元', 'money_not_understood'],
    ['元', 'money_not_understood'],
    ['16,58,00', 'money_not_understood'],
    ['1,6580', 'money_not_understood'],
    ['16.5.8', 'money_not_understood'],
    ['3万2', 'money_not_understood'],
    ['2万3亿', 'money_not_understood'],
    ['1e5', 'money_not_understood'],
    ['0x10', 'money_not_understood'],
    ['50%', 'money_not_understood'],
    ['16万元和3万元', 'money_not_understood'],
    ['10-20万元', 'money_not_understood'],
    ['约', 'money_not_understood'],
    ['-5', 'money_negative'],
    ['－１６．５万元', 'money_negative'],
    ['(500)', 'money_negative'],
    ['负三百元', 'money_negative'],
    ['1.005元', 'money_not_whole_fen'],
    ['0.1234567万元', 'money_not_whole_fen'],
    ['99999999999999999', 'money_too_large'],
    ['100000000000.01', 'money_too_large'],
    ['1001亿元', 'money_too_large'],
  ])('%s is refused as %s', (text, code) =>
    expect(readMoney(text)).toEqual({ ok: false, error: { code, detail: { raw: text } } }),
  );

  test('a column in 万元 gives a bare number its unit, and leaves a written unit alone', () => {
    expect(readMoney('16.58', 'wan')).toMatchObject({ value: { fen: 16_580_000 } });
    expect(readMoney('三', 'wan')).toMatchObject({ value: { fen: 3_000_000 } });
    expect(readMoney('165800元', 'wan')).toMatchObject({ value: { fen: 16_580_000 } });
    expect(readMoney('三百元', 'wan')).toMatchObject({ value: { fen: 30_000 } });
  });

  test('what was formatted is read back exactly, in any width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST_FEN }), (fen) => {
        expect(fenOf(formatYuan(fen))).toBe(fen);
        expect(fenOf(`${formatYuan(fen)}元`)).toBe(fen);
        expect(fenOf(fullWidth(formatYuan(fen)))).toBe(fen);
      }),
    );
  });

  test('whole yuan in words and amounts in 万元 are read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (yuan) => {
        expect(fenOf(`${toChineseNumeral(yuan)}元`)).toBe(yuan * 100);
        const wan = `${Math.floor(yuan / 10_000)}.${String(yuan % 10_000).padStart(4, '0')}万元`;
        expect(fenOf(wan)).toBe(yuan * 100);
      }),
    );
  });

  test('never throws; 0 only where a nought is written', () => {
    const bit = fc.constantFrom(...'0123456789.,万亿千百元角分余约-（） 零十五整'.split(''), '左右');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bit, { maxLength: 10 }).map((a) => a.join('')),
        ),
        (text) => {
          const read = readMoney(text);
          if (!read.ok) return;
          expect(Number.isSafeInteger(read.value.fen) && read.value.fen >= 0).toBe(true);
          expect(read.value.fen > 0 || /[0０零〇○]/.test(text)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('formatYuan groups thousands, keeps two decimals, refuses fractions', () => {
  expect(formatYuan(16_580_000)).toBe('165,800.00');
  expect(formatYuan(5)).toBe('0.05');
  expect(formatYuan(0)).toBe('0.00');
  expect(formatYuan(-123_456)).toBe('-1,234.56');
  expect(formatYuan(100_000_000)).toBe('1,000,000.00');
  expect(() => formatYuan(0.5)).toThrow(RangeError);
});
