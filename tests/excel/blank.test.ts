/** The superior office's own workbook is filled, not made anew: looks, formulas, merges and all else stay theirs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ExcelJS from 'exceljs';
import { afterEach, describe, expect, test } from 'vitest';
import { addBlank, blankContentOf, blankOf, editBlank, listBlanks, removeBlank } from '../../db/blanks.ts';
import { readSettings } from '../../db/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { fillBlank } from '../../electron/excel/blank/fillBlank.ts';
import { shiftAreas, shiftFormula } from '../../electron/excel/blank/shift.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { suggestLayout } from '../../shared/blanks/suggest.ts';
import type { BlankLayout } from '../../shared/contract/types.ts';
import { shownOf } from '../../shared/returns/grid.ts';
import { clearAway, must, newSampleLedger, tempFolder, TODAY, write } from '../db/makeLedger.ts';

afterEach(clearAway);

const MONTH = '2024-08';

/** A blank as superior offices send it: title, two rows of headings, few rows, a sum, a foot; a second sheet counts on it. */
async function superiorsBlank(rows: number): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('附件1');
  sheet.getCell('A1').value = '巡察整改情况统计表';
  sheet.mergeCells('A1:G1');
  sheet.getCell('A2').value = '填报单位：';
  sheet.mergeCells('B2:D2');
  const heads = ['序号', '责任单位', '问题数', '已销号问题数', '未销号问题数', '整改完成率', '备注'];
  heads.forEach((head, i) => {
    sheet.getCell(3, i + 1).value = head;
    sheet.mergeCells(3, i + 1, 4, i + 1);
  });
  for (let r = 5; r < 5 + rows; r += 1)
    for (let c = 1; c <= 7; c += 1)
      sheet.getCell(r, c).border = { top: { style: 'thin' }, bottom: { style: 'thin' } };
  const sum = 5 + rows;
  sheet.getCell(sum, 1).value = '合计';
  for (const column of ['C', 'D', 'E'])
    sheet.getCell(`${column}${sum}`).value = { formula: `SUM(${column}5:${column}${sum - 1})`, result: 0 };
  sheet.getCell(`F${sum}`).value = { formula: `IF(C${sum}=0,"—",ROUND(D${sum}/C${sum},4))`, result: '—' };
  sheet.getCell(sum + 1, 1).value = '填报人：';
  sheet.mergeCells(sum + 1, 1, sum + 1, 3);
  sheet.pageSetup.printArea = `A1:G${sum + 1}`;
  const other = book.addWorksheet('汇总');
  other.getCell('A1').value = { formula: `附件1!C${sum}+附件1!$D$${sum}`, result: 0 };
  const file = join(tempFolder(), '上级表样.xlsx');
  await book.xlsx.writeFile(file);
  return file;
}

async function gridsOf(file: string) {
  return must(await readWorkbook(new Uint8Array(readFileSync(file)), '表.xlsx')).sheets;
}

describe('a blank of few rows', () => {
  test('gets as many as there are units; its sum, its foot, its names and the sheet that counts on it move along', async () => {
    const { ledger } = newSampleLedger();
    const blank = await superiorsBlank(3);
    const [grid] = await gridsOf(blank);
    const suggested = suggestLayout(grid!);
    expect(suggested).toEqual({
      sheet: '附件1',
      rows: 'units',
      firstRow: 5,
      columns: [
        { column: 'A', field: 'index' },
        { column: 'B', field: 'name' },
        { column: 'C', field: 'issues' },
        { column: 'D', field: 'closed' },
        { column: 'E', field: 'open' },
        { column: 'F', field: 'rate' },
      ],
      cells: [],
    });
    const layout: BlankLayout = { ...suggested, cells: [{ at: 'B2', field: 'organisation' }] };
    const settings = readSettings(ledger.read);
    const content = blankContentOf(ledger.read, layout, MONTH, TODAY, settings);
    const file = join(tempFolder(), '填好.xlsx');
    const filled = await fillBlank(new Uint8Array(readFileSync(blank)), layout, content, file);
    const summary = summaryFor(ledger.read, MONTH, TODAY, settings);
    const units = summary.issuesByUnit;
    expect(units.length).toBeGreaterThan(4);
    expect(filled).toEqual({ rows: units.length, problems: [] });

    // Read by a library that writes workbooks too: formulas, merges, looks and print area as they should now be.
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.getWorksheet('附件1')!;
    const by = units.length - 3;
    units.forEach((unit, i) => {
      const row = sheet.getRow(5 + i);
      expect([1, 2, 3, 4, 5].map((c) => row.getCell(c).value)).toEqual([
        i + 1,
        ...[unit.name, unit.issues.value, unit.closed.value, unit.open.value],
      ]);
      expect(row.getCell(7).border.top?.style).toBe('thin');
    });
    const sum = 8 + by;
    expect(sheet.getCell(`A${sum}`).value).toBe('合计');
    expect(sheet.getCell(`C${sum}`).result).toBeUndefined();
    expect(sheet.getCell('B2').border?.top).toBeUndefined();
    expect(sheet.getCell(`C${sum}`).formula).toBe(`SUM(C5:C${sum - 1})`);
    expect(sheet.getCell(`F${sum}`).formula).toBe(`IF(C${sum}=0,"—",ROUND(D${sum}/C${sum},4))`);
    expect(sheet.getCell(`A${sum + 1}`).value).toBe('填报人：');
    expect(sheet.getCell(`B${sum + 1}`).isMerged).toBe(true);
    expect(sheet.getCell('B2').value).toBe(summary.round.organisation);
    expect(sheet.pageSetup.printArea).toBe(`A1:G${sum + 1}`);
    expect(book.getWorksheet('汇总')!.getCell('A1').formula).toBe(`附件1!C${sum}+附件1!$D$${sum}`);
  });

  test('with room enough is only filled: the rows below stay where they are', async () => {
    const { ledger } = newSampleLedger();
    const blank = await superiorsBlank(60);
    const layout = suggestLayout((await gridsOf(blank))[0]!);
    const content = blankContentOf(ledger.read, layout, MONTH, TODAY, readSettings(ledger.read));
    const file = join(tempFolder(), '填好.xlsx');
    await fillBlank(new Uint8Array(readFileSync(blank)), layout, content, file);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.getWorksheet('附件1')!;
    expect(sheet.getCell('A65').value).toBe('合计');
    expect(sheet.getCell('C65').formula).toBe('SUM(C5:C64)');
  });

  test('whose first row says something already is refused by its row', async () => {
    const blank = await superiorsBlank(3);
    const layout = { ...suggestLayout((await gridsOf(blank))[0]!), firstRow: 3 };
    await expect(
      fillBlank(
        new Uint8Array(readFileSync(blank)),
        layout,
        { rows: [[1, '甲', 1, 1, 0, '']], cells: [] },
        join(tempFolder(), 'a.xlsx'),
      ),
    ).rejects.toMatchObject({ failure: { code: 'blank_row_taken', detail: { row: 3, sheet: '附件1' } } });
  });
});

test('every kind of rows gives every figure of the month it names', () => {
  const { ledger } = newSampleLedger();
  const settings = readSettings(ledger.read);
  const of = (rows: BlankLayout['rows'], ...fields: string[]) =>
    blankContentOf(
      ledger.read,
      {
        ...{ sheet: '表', rows, firstRow: 2, cells: [] },
        columns: fields.map((field, i) => ({ column: String.fromCharCode(65 + i), field })),
      },
      MONTH,
      TODAY,
      settings,
    ).rows;
  const { overall } = summaryFor(ledger.read, MONTH, TODAY, settings);
  expect(of('issues', 'closed').filter(([closed]) => closed === '是')).toHaveLength(overall.closed.value);
  expect(of('measures', 'title', 'state')).toHaveLength(overall.measures.value);
  expect(of('measures', 'state').filter(([state]) => state === '已完成')).toHaveLength(
    overall.measuresDone.value,
  );
  const sum = (rows: BlankLayout['rows']) => of(rows, 'issues').reduce((all, [n]) => all + Number(n), 0);
  expect([sum('aspects'), sum('units'), sum('leads')]).toEqual([28, 28, 28]);
  expect(of('none', 'issues')).toEqual([]);
});

test('kept, renamed, remapped, removed and brought back', () => {
  const { ledger } = newSampleLedger();
  const layout: BlankLayout = {
    ...{ sheet: '表', rows: 'issues', firstRow: 4, cells: [] },
    columns: [{ column: 'B', field: 'title' }],
  };
  const file = { name: '上级表样.xlsx', sha256: 'ab'.repeat(32), bytes: 12 };
  const id = write(ledger, (db) => addBlank(db, { name: '月度统计表', layout, file }));
  expect(() => write(ledger, (db) => addBlank(db, { name: '月度统计表', layout, file }))).toThrow(
    'blank_name_taken',
  );
  expect(() => write(ledger, (db) => editBlank(db, id, { layout: { ...layout, columns: [] } }))).toThrow(
    'blank_layout_empty',
  );
  write(ledger, (db) => editBlank(db, id, { name: '季度统计表' }));
  expect(listBlanks(ledger.read)).toEqual([{ id, name: '季度统计表', file: file.name, layout }]);
  write(ledger, (db) => removeBlank(db, id));
  expect(() => blankOf(ledger.read, id)).toThrow('blank_missing');
  ledger.undo();
  expect(blankOf(ledger.read, id)).toMatchObject({ name: '季度统计表', sha256: file.sha256 });
});

describe('references after rows were put in', () => {
  const shift = { at: 10, by: 4, first: 5 };
  test.each([
    ['SUM(C5:C9)', 'SUM(C5:C13)'],
    ['SUM(C1:C20)', 'SUM(C1:C24)'],
    ['C9+$C$10', 'C9+$C$14'],
    ['IF(A12="C10",LOG10(B10),"见""D11""")', 'IF(A16="C10",LOG10(B14),"见""D11""")'],
    ['其他!C10', '其他!C10'],
    ["'附件 1'!C10+附件1!C10", "'附件 1'!C10+附件1!C14"],
    ['$10:$12', '$14:$16'],
    ['INDIRECT("C10")', 'INDIRECT("C10")'],
    ['Q1结果+R2C3', 'Q1结果+R2C3'],
  ])('%s becomes %s', (before, after) => {
    expect(shiftFormula(before, '附件1', true, shift)).toBe(after);
  });

  test('areas above stay, areas below move whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 }), (top, more) => {
        const bottom = top + more;
        const moved = /^B(\d+):D(\d+)$/.exec(shiftAreas(`B${top}:D${bottom}`, shift));
        const [from, to] = [Number(moved?.[1]), Number(moved?.[2])];
        expect(from).toBe(top >= 10 ? top + 4 : top);
        const grows = bottom >= 10 || (bottom === 9 && top <= 5);
        expect(to).toBe(grows ? bottom + 4 : bottom);
      }),
    );
  });
});

test('any text comes out as it went in, and what was beside stays', async () => {
  const blank = await superiorsBlank(4);
  const original = new Uint8Array(readFileSync(blank));
  const folder = tempFolder();
  const layout: BlankLayout = {
    ...{ sheet: '附件1', rows: 'measures', firstRow: 5, cells: [] },
    columns: [
      { column: 'B', field: 'title' },
      { column: 'G', field: 'progress' },
    ],
  };
  const said = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('=1+1', '<甲>&"乙"', '_x0041_', '第一行\n第二行', '镕喆堃珺赟玥旻', ' 前后有空格 '),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(said, said), { maxLength: 9 }), async (rows) => {
      const file = join(folder, '填好.xlsx');
      writeFileSync(file, '');
      await fillBlank(original, layout, { rows, cells: [] }, file);
      const [grid] = await gridsOf(file);
      const at = Math.max(rows.length, 4) + 4;
      expect(shownOf(grid!.rows.find(({ r }) => r === at)?.cells[0])).toBe('合计');
    }),
    { numRuns: 25 },
  );
});

describe('odd blanks', () => {
  const SHEET = "附'件";
  /** Three lines to be filled from row 3, each with formulas in column C; a sum in row 6. */
  async function oddBlank(change: (sheet: ExcelJS.Worksheet) => void = () => undefined): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet(SHEET);
    sheet.getRow(2).values = ['序号', '单位', '比例'];
    for (let r = 3; r < 6; r += 1)
      sheet.getCell(`C${r}`).value = { formula: `A${r}/$A$2+SUM(A$3:A${r})&"A3"`, result: 0 };
    sheet.getCell('A6').value = '合计';
    sheet.getCell('B6').value = { formula: 'SUM(A3:A5)', result: 0 };
    change(sheet);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }
  const usual: BlankLayout = {
    ...{ sheet: SHEET, rows: 'units', firstRow: 3, cells: [] },
    columns: [
      { column: 'A', field: 'index' },
      { column: 'B', field: 'name' },
    ],
  };
  async function filledWith(bytes: Uint8Array, more: Partial<BlankLayout> = {}, lines = 6) {
    const file = join(tempFolder(), '填好.xlsx');
    const layout = { ...usual, ...more };
    const rows = Array.from({ length: lines }, (_, i) => [i + 1, `单位${i + 1}`]);
    const { problems } = await fillBlank(bytes, layout, { rows, cells: layout.cells.map(() => '甲') }, file);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    return { problems, sheet: book.getWorksheet(SHEET)! };
  }

  test('lines that are put in count as the first one does, each for itself; the sum counts them all', async () => {
    const { sheet } = await filledWith(await oddBlank());
    for (let r = 3; r < 9; r += 1)
      expect(sheet.getCell(`C${r}`).formula).toBe(`A${r}/$A$2+SUM(A$3:A${r})&"A3"`);
    expect(sheet.getCell('B9').formula).toBe('SUM(A3:A8)');
    const shared = await oddBlank((s) => {
      s.getCell('C3').value = { formula: 'A3*2', shareType: 'shared', ref: 'C3:C5' } as never;
      for (const at of ['C4', 'C5']) s.getCell(at).value = { sharedFormula: 'C3' } as never;
    });
    const { sheet: of } = await filledWith(shared);
    expect(['C5', 'C6', 'C8'].map((at) => of.getCell(at).formula)).toEqual(['A5*2', 'A6*2', 'A8*2']);
  });

  test('nothing that is filled stays out of sight: hidden lines are shown, merged cells filled in their own, hidden columns told', async () => {
    const bytes = await oddBlank((sheet) => {
      sheet.getRow(4).hidden = true;
      sheet.getColumn(2).hidden = true;
      sheet.mergeCells('D1:F1');
      for (const r of [3, 4, 5]) sheet.mergeCells(`G${r}:H${r}`);
    });
    const columns = [...usual.columns.slice(0, 1), { column: 'H', field: 'name' }];
    const { sheet, problems } = await filledWith(bytes, { columns, cells: [{ at: 'E1', field: 'month' }] });
    expect(sheet.getRow(4).hidden).toBeFalsy();
    expect(sheet.getCell('D1').value).toBe('甲');
    expect(sheet.getCell('G8').value).toBe('单位6');
    expect(problems).toEqual([]);
    expect((await filledWith(bytes)).problems).toEqual(['表样中B列是隐藏的，填入的内容要取消隐藏才看得到。']);
  });

  test.each([
    ['blank_place_twice', 'A3', { columns: [...usual.columns, { column: 'A', field: 'name' }] }],
    ['blank_place_twice', 'B4', { cells: [{ at: 'B4', field: 'month' }] }],
    ['blank_place_outside', 'ZZZ3', { columns: [{ column: 'ZZZ', field: 'name' }] }],
    ['blank_place_outside', 'A1048575', { firstRow: 1_048_575 }],
  ])('%s: %s', async (code, cell, more) => {
    await expect(filledWith(await oddBlank(), more)).rejects.toMatchObject({
      failure: { code, detail: { cell } },
    });
  });
});
