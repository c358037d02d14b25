import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFields, columnFields, fieldWords } from '../../shared/returns/fields.ts';
import type { Area, Grid, Plain } from '../../shared/returns/grid.ts';
import { cellProblemCodes } from '../../shared/returns/problemWords.ts';
import { readRows } from '../../shared/returns/readRows.ts';
import { recognise, recogniseLedger } from '../../shared/returns/recognise.ts';
import { rememberedColumns } from '../../shared/returns/remember.ts';
import { rowIdText } from '../../shared/returns/rowId.ts';
import { book, known, recognised, rowsOf, sheet } from './recogniseSupport.ts';

const heading = fc.constantFrom(
  ...columnFields.map((field) => fieldWords[field]),
  ...[
    '序号',
    '整改情况',
    '3月进展',
    '问责处理',
    '金额（万元）',
    '其他',
    '__proto__',
    'constructor',
    'toString',
    '合计',
    '填报人：',
    '',
  ],
);
const cell: fc.Arbitrary<Plain | undefined> = fc.oneof(
  { weight: 3, arbitrary: heading },
  fc.constantFrom<Plain | undefined>(
    undefined,
    '',
    ' ',
    '无',
    '同上',
    '已完成',
    '3人',
    '约16万',
    '2024年2月30日',
    '《甲办法》',
    '填报单位：财务部',
    '2024年8月',
    rowIdText({ ledgerId: known.ledgerId, form: 31, template: 1 }, 5),
    1,
    0.5,
    -1,
    45_000,
    1e17,
    true,
    { day: '2024-08-01' },
    { error: '#REF!' },
    { number: 0.9, shown: '90%' },
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const area: fc.Arbitrary<Area> = fc
  .tuple(fc.nat(12), fc.nat(8), fc.nat(4), fc.nat(4))
  .map(([top, left, height, width]) => ({ top, left, bottom: top + height, right: left + width }));
const grid: fc.Arbitrary<Grid> = fc
  .record({
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
    merges: fc.array(area, { maxLength: 4 }),
    name: fc.constantFrom('表', '8月', '财务部', '__proto__'),
  })
  .map(({ rows, merges, name }) => ({ ...sheet(rows, { name }), merges }));

describe('absurd sheets', () => {
  it('are refused or recognised; every reading is a value or a problem of the list; nothing is read twice', () => {
    fc.assert(
      fc.property(fc.array(grid, { maxLength: 3 }), fc.string({ maxLength: 20 }), (sheets, name) => {
        const workbook = book(...sheets);
        for (const as of [recognise, recogniseLedger]) {
          const result = as(workbook, name, known, {});
          if (!result.ok) {
            expect(['no_table_found', 'form_of_other_ledger']).toContain(result.error.code);
            continue;
          }
          const found = result.value;
          const fields = found.columns.flatMap(({ field, month }) =>
            field === null || month !== null ? [] : [field],
          );
          expect(new Set(fields).size).toBe(fields.length);
          rememberedColumns(found);
          const rows = readRows(workbook, found, known);
          expect(new Set(rows.map((row) => row.row)).size).toBe(rows.length);
          for (const row of rows) {
            expect(row.row).toBeGreaterThan(found.head[1]);
            expect(new Set(row.answers.map((one) => one.field)).size).toBe(row.answers.length);
            for (const one of row.answers) {
              expect(answerFields).toContain(one.field);
              expect(one.value === null).toBe(one.problem !== null);
              if (one.problem !== null) expect(cellProblemCodes).toContain(one.problem.code);
            }
          }
        }
      }),
      { numRuns: 250 },
    );
  });

  it('names of built-in properties are headings like any other', () => {
    const workbook = book(
      sheet([
        ['整改措施', '__proto__', 'constructor', '整改进展'],
        ['甲', 'x', 'y', '乙'],
      ]),
    );
    const found = recognised(workbook);
    expect(found.columns.map((column) => column.field)).toEqual(['title', null, null, 'progress']);
    const kept = rememberedColumns(found);
    expect(Object.keys(kept).sort()).toEqual(['__proto__', 'constructor', '整改措施', '整改进展'].sort());
    const ledger = { ...known, mappings: [{ unit: null, fingerprint: found.fingerprint, columns: kept }] };
    expect(
      recognised(workbook, 'a.xlsx', {}, ledger).columns.map((column) => [column.field, column.how]),
    ).toEqual([
      ['title', 'remembered'],
      [null, 'remembered'],
      [null, 'remembered'],
      ['progress', 'remembered'],
    ]);
  });

  it('very long texts in every column are read or told, not searched without end', () => {
    const long = [
      ' '.repeat(30_000),
      '1'.repeat(30_000),
      '《'.repeat(30_000),
      '制定'.repeat(15_000),
      '正在'.repeat(15_000),
      '(('.repeat(15_000),
      '12月'.repeat(10_000),
      '3,'.repeat(15_000),
      '1、'.repeat(15_000),
      '1.2.3.'.repeat(5_000),
      '一、'.repeat(15_000),
      '谈话提醒2人'.repeat(600),
      '收回1元'.repeat(900),
    ];
    const rows = long.map((text) => ['甲', ...answerFields.map(() => text)]);
    const read = rowsOf(
      book(sheet([['整改措施', ...answerFields.map((field) => fieldWords[field])], ...rows])),
    );
    expect(read.length).toBe(long.length);
  });

  it('merged areas without end and a cell far away cost nothing', () => {
    const far: (Plain | undefined)[] = [];
    far[16_000] = 'x';
    const base = sheet([['整改措施', '整改进展'], ['甲', '乙'], far]);
    const merges = Array.from({ length: 20_000 }, (_, i) => ({
      top: i,
      left: 0,
      bottom: 1_000_000,
      right: 16_000,
    }));
    expect(rowsOf(book({ ...base, merges })).length).toBeGreaterThan(0);
  });
});
