import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromTsv, toTsv } from '../../shared/cellText.ts';

describe('toTsv', () => {
  test('parts cells by tabs and ends rows with CR LF', () =>
    expect(toTsv([['问题', '措施'], ['1', '']])).toBe('问题\t措施\r\n1\t\r\n')); // prettier-ignore

  test('quotes cells with tabs, line breaks and quotes', () => {
    expect(toTsv([['a\tb', 'a\nb', '说"好"', 'a\r\nb']])).toBe('"a\tb"\t"a\nb"\t"说""好"""\t"a\nb"\r\n');
  });

  test.each(['=1+1', '+cmd', '-负责人', '@SUM(A1)', ' =1', '＝1+1', '－五', '\t=1', "'=1"])(
    'text that a spreadsheet would calculate gets an apostrophe: %j',
    (text) => expect(fromQuotes(toTsv([[text]]))).toBe(`'${text}`),
  );

  test.each(['-5', '+3.2', '-1,234.50', '-8%', '—', '5-3', 'a=b', "'甲", ''])(
    'other text stays as it is: %j',
    (text) => expect(toTsv([[text]])).toBe(`${text}\r\n`),
  );
});

function fromQuotes(tsv: string): string {
  const cell = tsv.replace(/\r\n$/, '');
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

describe('fromTsv', () => {
  test('reads what spreadsheets put on the clipboard', () => {
    expect(fromTsv('a\tb\r\nc\t\r\n')).toEqual([['a', 'b'], ['c', '']]); // prettier-ignore
    expect(fromTsv('a\nb')).toEqual([['a'], ['b']]);
    expect(fromTsv('a\rb')).toEqual([['a'], ['b']]);
    expect(fromTsv('"a\r\nb"\tc')).toEqual([['a\nb', 'c']]);
    expect(fromTsv('\t')).toEqual([['', '']]);
    expect(fromTsv('\r\n')).toEqual([['']]);
    expect(fromTsv('')).toEqual([]);
  });

  test('a quote that does not enclose its cell is taken as it stands', () => {
    expect(fromTsv('"甲"乙\tb')).toEqual([['"甲"乙', 'b']]);
    expect(fromTsv('5"\t"未完\r\nb')).toEqual([['5"', '"未完'], ['b']]);
    expect(fromTsv('"')).toEqual([['"']]);
    expect(fromTsv('""')).toEqual([['']]);
  });

  test('an apostrophe goes only where toTsv would have put one', () => {
    expect(fromTsv("'=1\t'甲\t'-5")).toEqual([['=1', "'甲", "'-5"]]);
  });

  const bit = fc.constantFrom(
    ...['a', '甲', '"', '\t', '\n', '=', '+', '-', '@', "'", ' ', '5', '＝', ',', '%'],
  );
  const cell = fc.oneof(
    fc.array(bit, { maxLength: 6 }).map((a) => a.join('')),
    fc.string().map((s) => s.replaceAll('\r', '')),
  );

  test('what toTsv wrote is read back exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        expect(fromTsv(toTsv(rows))).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  test('never throws and ends on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), cell), (text) => {
        expect(fromTsv(text).length > 0).toBe(text !== '');
      }),
    );
  });
});
