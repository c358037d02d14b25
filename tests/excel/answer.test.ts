import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xlsx from '@e965/xlsx';
import exceljs from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAnswer } from '../../electron/excel/answer/writeAnswer.ts';
import { columnOf, formColumns } from '../../electron/excel/forms/columns.ts';
import { writeForm } from '../../electron/excel/forms/writeForm.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import type { AnswerMark, AnswerPlan } from '../../shared/returns/answer.ts';
import { addressOf, columnName, shownOf } from '../../shared/returns/grid.ts';
import type { GridRow, WorkbookFormat } from '../../shared/returns/grid.ts';
import { identity, sample } from './formsSample.ts';
import { answerPlan, mark, partsOf, richBook } from './answerSample.ts';

const folder = mkdtempSync(join(tmpdir(), 'answer-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const texts = (row: GridRow | undefined): string[] => Array.from(row?.cells ?? [], (value) => shownOf(value));

let files = 0;
async function answered(original: Uint8Array, plan: AnswerPlan, format: WorkbookFormat = 'xlsx') {
  files += 1;
  const file = join(folder, `${files}.xlsx`);
  const { how } = await writeAnswer(original, format, plan, file);
  const bytes = new Uint8Array(readFileSync(file));
  const read = await readWorkbook(bytes, file);
  if (!read.ok) throw new Error(read.error.code);
  return { how, bytes, parts: partsOf(bytes), grids: read.value.sheets };
}

async function opened(bytes: Uint8Array): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  return book;
}

const fillOf = (book: exceljs.Workbook, sheet: string, at: string): string | undefined => {
  const { fill } = book.getWorksheet(sheet)?.getCell(at) ?? {};
  return fill?.type === 'pattern' ? fill.fgColor?.argb : undefined;
};

describe('our own form, marked', () => {
  const state = columnName(columnOf('state'));
  const title = columnName(columnOf('title'));
  const reasons = columnName(formColumns.length);
  const marks: readonly AnswerMark[] = [
    mark('problem', `${state}6`, { reason: '看不出是哪种状态', proposed: '基本完成' }),
    mark('tampered', `${title}6`, { reason: '锁定栏的文字被改动 <未采用> & 请勿改', heading: '整改措施' }),
    mark('forbidden', `${state}7`, { reason: '本单位配合此项整改，状态由责任单位填报' }),
    mark('row', 'A30', { reason: '台账上没有这条措施', heading: '' }),
  ];
  let original: Uint8Array;
  let result: Awaited<ReturnType<typeof answered>>;

  beforeAll(async () => {
    const file = join(folder, 'form.xlsx');
    await writeForm(sample, identity, file);
    original = new Uint8Array(readFileSync(file));
    result = await answered(original, answerPlan({ sheet: '报送表', head: [3, 4], marks }));
  });

  test('keeps every part that bears no mark, byte for byte, and every value', () => {
    expect(result.how).toBe('marked');
    const before = partsOf(original);
    const changed = Object.keys(result.parts).filter((name) => result.parts[name] !== before[name]);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/opinion1.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(Object.keys(before).every((name) => name in result.parts)).toBe(true);
  });

  test('colours the faulty cells, and leaves their numbers, borders and locks as they were', async () => {
    const book = await opened(result.bytes);
    const sheet = book.getWorksheet('报送表');
    expect(fillOf(book, '报送表', `${state}6`)).toBe('FFFFC7CE');
    expect(fillOf(book, '报送表', `${state}7`)).toBe('FFF8CBAD');
    expect(fillOf(book, '报送表', `${title}6`)).toBe('FFF8CBAD');
    expect(fillOf(book, '报送表', 'A30')).toBe('FFFFC7CE');
    expect(fillOf(book, '报送表', `${title}7`)).not.toBe('FFF8CBAD');
    expect(sheet?.getCell(`${state}6`).protection?.locked).toBe(false);
    expect(sheet?.getCell(`${state}7`).protection?.locked).not.toBe(false);
    expect(sheet?.getCell(`${state}6`).border.left?.style).toBe('thin');
    expect(sheet?.getCell(`${state}6`).numFmt).toBe('@');
  });

  test('says the reasons beside the row, under a heading of their own', () => {
    const grid = result.grids.find(({ name }) => name === '报送表');
    const at = (row: number) => shownOf(grid?.rows.find(({ r }) => r === row - 1)?.cells[formColumns.length]);
    expect(at(5)).toBe('核对意见');
    expect(at(6)).toContain('看不出是哪种状态');
    expect(at(6)).toContain('是否为“基本完成”？');
    expect(at(6)).toContain('【整改措施】锁定栏的文字被改动 <未采用> & 请勿改');
    expect(at(7)).toContain('状态由责任单位填报');
    expect(at(8)).toBe('');
    expect(at(30)).toContain('台账上没有这条措施');
    expect(result.parts['xl/worksheets/sheet1.xml']).toMatch(
      new RegExp(`<cols>.*<col min="${formColumns.length + 1}" max="${formColumns.length + 1}" width="50"`),
    );
    expect(result.parts['xl/worksheets/sheet1.xml']).toContain(`${reasons}6`);
  });

  test('tells all of it once more on a sheet of its own, behind the others', () => {
    expect(result.grids.map(({ name }) => name)).toEqual(['报送表', '填报说明', '标识', '核对意见']);
    const text = (result.grids[3]?.rows ?? [])
      .map(({ cells }) => cells.map((c) => shownOf(c)).join('｜'))
      .join('\n');
    for (const said of [
      '财务管理部',
      '2024年8月',
      '导入-2024-003',
      '共 22 行',
      '已采用 55 格',
      `${state}7`,
      '第 30 行',
      '看不出是哪种状态',
      '3-2 完善制度',
      'AH 其他说明',
      '没有读取的栏（1 栏）',
    ])
      expect(text).toContain(said);
  });

  test('stays protected, with its drop-downs, its frozen headings and its print titles', () => {
    const before = partsOf(original)['xl/worksheets/sheet1.xml'] ?? '';
    const after = result.parts['xl/worksheets/sheet1.xml'] ?? '';
    for (const name of ['sheetProtection', 'dataValidations', 'sheetViews', 'pageSetup', 'mergeCells']) {
      const element = new RegExp(`<${name}[ >].*?(?:</${name}>|/>)`).exec(before)?.[0] ?? 'none';
      expect(after, name).toContain(element);
    }
    expect(result.parts['xl/workbook.xml']).toContain(
      /<definedNames>.*<\/definedNames>/.exec(partsOf(original)['xl/workbook.xml'] ?? '')?.[0],
    );
  });

  test('answered a second time, it gets a second sheet and a second column', async () => {
    const twice = await answered(result.bytes, answerPlan({ sheet: '报送表', head: [3, 4], marks }));
    expect(twice.how).toBe('marked');
    expect(twice.grids.map(({ name }) => name)).toContain('核对意见(2)');
    expect(twice.parts['xl/worksheets/opinion1.xml']).toBe(result.parts['xl/worksheets/opinion1.xml']);
  });
});

describe('a sender’s own workbook', () => {
  test('keeps its macros, pictures, comments, charts, shared formulas and its order of calculation', async () => {
    const original = richBook();
    const marks = [mark('problem', 'B3'), mark('problem', 'D2'), mark('row', 'A5')];
    const { how, parts, grids } = await answered(original, answerPlan({ sheet: '整改台账', marks }), 'xlsm');
    expect(how).toBe('marked');
    const before = partsOf(original);
    for (const name of [
      'xl/vbaProject.bin',
      'xl/media/image1.png',
      'xl/drawings/drawing1.xml',
      'xl/charts/chart1.xml',
      'xl/comments1.xml',
      'xl/calcChain.xml',
      'xl/worksheets/_rels/sheet1.xml.rels',
      'xl/worksheets/sheet2.xml',
      'xl/sharedStrings.xml',
      'docProps/app.xml',
    ]) {
      expect(parts[name], name).toBe(before[name]);
      expect(parts[name], name).toBeDefined();
    }
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    for (const formula of [...(before['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<f.*?(?:<\/f>|\/>)/g)])
      expect(sheet).toContain(formula[0]);
    expect(sheet).toContain('<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>');
    expect(grids.map(({ name }) => name)).toEqual(['整改台账', '其他 & 附表', '核对意见']);
  });

  test('is marked in every shape its XML may have', async () => {
    const rows = (cells: string) => cells;
    const shapes: Readonly<Record<string, string>> = {
      plain: rows(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
      ),
      spans:
        '<row r="1" spans="1:2" ht="20"><c r="A1"><v>1</v></c></row><row r="2" spans="1:2"><c r="A2"><v>1</v></c><c r="B2" s="1"/></row>',
      selfClosed: '<row r="1" spans="1:1" ht="30"/><row r="2"/><row r="3"><c r="A3"><v>3</v></c></row>',
      missing: '<row r="9"><c r="C9"><v>3</v></c></row>',
      none: '',
      implied: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c s="1"><v>3</v></c></row>',
      ghosts:
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"></c><c r="D2"/></row>',
    };
    for (const prefix of ['', 'x:']) {
      for (const [shape, data] of Object.entries(shapes)) {
        const original = richBook({ data, prefix });
        const marks = [mark('problem', 'A2', { reason: '原因' }), mark('forbidden', 'C2')];
        const { how, grids, parts, bytes } = await answered(
          original,
          answerPlan({ sheet: '整改台账', head: [0, 0], marks }),
        );
        // Another reader finds it as well.
        const other = xlsx.read(bytes, { type: 'array' }).Sheets['整改台账'] ?? {};
        expect(JSON.stringify(other), `${prefix}${shape}`).toContain('原因');
        expect(how, `${prefix}${shape}`).toBe('marked');
        const row = grids[0]?.rows.find(({ r }) => r === 1);
        const said = texts(row).find((text) => text.includes('原因'));
        expect(said, `${prefix}${shape}`).toBeDefined();
        expect(texts(grids[0]?.rows.find(({ r }) => r === 0)).at(-1)).toBe('核对意见');
        expect(parts['xl/worksheets/sheet1.xml']).not.toContain('spans=');
      }
    }
  });

  test('gets its reasons in the first column that is free and in sight, made wide enough', async () => {
    const original = richBook({
      data: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
      cols: '<col min="1" max="1" width="9"/><col min="2" max="3" width="8" hidden="1"/><col min="4" max="16384" width="12" style="1"/>',
    });
    const { how, parts, grids } = await answered(
      original,
      answerPlan({ sheet: '整改台账', head: [0, 0], marks: [mark('problem', 'A2')] }),
    );
    expect(how).toBe('marked');
    expect(grids[0]?.rows[1]?.cells[3]).toBeDefined();
    expect(/<cols>(.*)<\/cols>/.exec(parts['xl/worksheets/sheet1.xml'] ?? '')?.[1]).toBe(
      '<col min="1" max="1" width="9"/><col min="2" max="3" width="8" hidden="1"/>' +
        '<col min="4" max="4" width="50" style="1" customWidth="1"/><col min="5" max="16384" width="12" style="1"/>',
    );
  });

  test('keeps clear of merged areas that reach past the data', async () => {
    const original = richBook({
      data: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
      after: '<mergeCells count="1"><mergeCell ref="B2:F2"/></mergeCells>',
    });
    const { grids } = await answered(
      original,
      answerPlan({ sheet: '整改台账', head: [0, 0], marks: [mark('problem', 'A2')] }),
    );
    expect(grids[0]?.rows[1]?.cells.findIndex((value, c) => c > 0 && value !== undefined)).toBe(6);
  });

  test('of the strict kind is answered in its own words', async () => {
    const parts = unzipSync(richBook());
    const strict = Object.fromEntries(
      Object.entries(parts).map(([name, bytes]) => [
        name,
        /\.(?:xml|rels)$/.test(name)
          ? strToU8(
              strFromU8(bytes)
                .replaceAll(
                  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
                  'http://purl.oclc.org/ooxml/spreadsheetml/main',
                )
                .replaceAll(
                  'http://schemas.openxmlformats.org/officeDocument/2006',
                  'http://purl.oclc.org/ooxml/officeDocument',
                ),
            )
          : bytes,
      ]),
    );
    const { how, parts: after } = await answered(
      zipSync(strict),
      answerPlan({ sheet: '整改台账', marks: [mark('problem', 'B3')] }),
    );
    expect(how).toBe('marked');
    expect(after['xl/worksheets/opinion1.xml']).toContain(
      'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
    );
    expect(after['xl/_rels/workbook.xml.rels']).not.toContain('schemas.openxmlformats.org/officeDocument');
  });
});

describe('a file that can’t be marked', () => {
  const said = '本表由程序按收到的文件内容重新生成';

  test('comes back as a new workbook of its values that says so, at the same addresses', async () => {
    const sheet = xlsx.utils.aoa_to_sheet([
      ['编号', '措施', '金额'],
      ['001', '=不是公式', 16.58],
      ['3-2', '完善制度', 7],
    ]);
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, '台账');
    for (const format of ['biff8', 'csv'] as const) {
      const original = new Uint8Array(xlsx.write(book, { type: 'buffer', bookType: format }) as Buffer);
      const read = await readWorkbook(original, '财务部报送表.xlsx');
      const name = read.ok ? (read.value.sheets[0]?.name ?? '') : '';
      const { how, grids, bytes } = await answered(
        original,
        answerPlan({ sheet: name, head: [0, 0], marks: [mark('problem', 'C2', { reason: '金额没有看懂' })] }),
        format === 'csv' ? 'csv' : 'xls',
      );
      expect(how).toBe('new');
      expect(grids.map((grid) => grid.name)).toEqual(['核对意见', name]);
      const rows = grids[1]?.rows.map(({ cells }) => cells.map((value) => shownOf(value))) ?? [];
      expect(rows[1]?.slice(0, 2)).toEqual(['001', '=不是公式']);
      expect(rows[1]?.[2]).toBe('16.58');
      expect(rows[1]?.[3]).toContain('金额没有看懂');
      expect(rows[0]?.[3]).toBe('核对意见');
      expect(rows[0]?.[4]).toContain(said);
      expect(JSON.stringify(grids[0]?.rows)).toContain(said);
      expect(fillOf(await opened(bytes), name, 'C2')).toBe('FFFFC7CE');
    }
  });

  test('for whatever reason: no styles, other encodings, rows out of order', async () => {
    const cases: Readonly<Record<string, Uint8Array>> = {
      'without cell formats': richBook({
        styles: '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
      }),
      'rows out of order': richBook({
        data: '<row r="3"><c r="A3"><v>3</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
      }),
    };
    for (const [why, original] of Object.entries(cases)) {
      const { how, grids } = await answered(
        original,
        answerPlan({ sheet: '整改台账', marks: [mark('problem', 'A2')] }),
      );
      expect(how, why).toBe('new');
      expect(
        grids.map(({ name }) => name),
        why,
      ).toContain('整改台账');
      expect(JSON.stringify(grids), why).toContain(said);
    }
  });

  test('a sheet that isn’t there, and marks at no address, harm nothing', async () => {
    const { how } = await answered(richBook(), answerPlan({ sheet: '没有', marks: [mark('problem', 'A2')] }));
    expect(how).toBe('new');
    const odd = [
      mark('problem', 'A2', { row: 7 }),
      mark('problem', '??', { row: 2 }),
      mark('row', addressOf(1, 0)),
    ];
    const { how: marked } = await answered(richBook(), answerPlan({ sheet: '整改台账', marks: odd }));
    expect(marked).toBe('marked');
  });

  test('nothing to mark is said as well', async () => {
    const { how, grids, parts } = await answered(richBook(), answerPlan({ sheet: '整改台账', marks: [] }));
    expect(how).toBe('marked');
    expect(JSON.stringify(grids.at(-1)?.rows)).toContain('没有发现需要改正的地方');
    expect(parts['xl/worksheets/sheet2.xml']).toBe(partsOf(richBook())['xl/worksheets/sheet2.xml']);
  });
});
