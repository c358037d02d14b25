import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xlsx from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summarySheets } from '../../electron/excel/summarySheets.ts';
import { writeSummaryWorkbook } from '../../electron/excel/summaryWorkbook.ts';
import { compareByPart } from '../../electron/excel/checkLarge.ts';
import { compareWithFile, writeWorkbook } from '../../electron/excel/writeSheets.ts';
import { text } from '../../electron/excel/plan.ts';
import type { SheetPlan } from '../../electron/excel/plan.ts';
import { Refusal } from '../../shared/result.ts';
import { sampleFacts } from '../summary/sampleFacts.ts';
import { bookOf } from './summaryBooks.ts';

const folder = mkdtempSync(join(tmpdir(), 'summary-xlsx-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SHEETS = [
  '月报',
  '新销号和新完成',
  '超期和滞后',
  '按方面单位领导',
  '按状态和时限',
  '成果和线索',
  '下月到期',
  '台账',
  '问题明细',
  '措施明细',
  '成果明细',
];

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (e: unknown) => (e instanceof Refusal ? e.failure : e),
  );

describe('the workbook of the sample month', () => {
  const file = join(folder, '月报.xlsx');
  const made = bookOf();
  const { summary } = made;
  let book: xlsx.WorkBook;
  let parts: Record<string, string>;
  const sheetXml = (n: number) => parts[`xl/worksheets/sheet${n}.xml`] ?? '';

  beforeAll(async () => {
    await writeSummaryWorkbook(made, file);
    const bytes = readFileSync(file);
    book = xlsx.read(bytes, { type: 'buffer', dense: true });
    const files = unzipSync(new Uint8Array(bytes));
    parts = Object.fromEntries(Object.entries(files).map(([name, data]) => [name, strFromU8(data)]));
  });

  const rows = (sheet: string): unknown[][] => {
    const found = book.Sheets[sheet];
    if (found === undefined) throw new Error(`no sheet ${sheet}`);
    return xlsx.utils.sheet_to_json(found, { header: 1, blankrows: true });
  };

  test('has its sheets, and nothing is left beside the file', () => {
    expect(book.SheetNames).toEqual(SHEETS);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('holds the figures of the summary as numbers', () => {
    const front = new Map(rows('月报').map((row) => [String(row[0]).trim(), row]));
    expect(front.get('问题（个）')?.[1]).toBe(28);
    expect(front.get('其中：已销号（个）')).toEqual(['　　其中：已销号（个）', 25, 18, 7, 25]);
    expect(front.get('整改完成率')?.[1]).toBe(0.8929);
    expect(front.get('整改措施（条）')?.[1]).toBe(93);
    const totals = rows('按方面单位领导').filter((row) => row[1] === '合计');
    const o = summary.overall;
    const expected = [o.issues, o.closed, o.open, o.baseClosed, o.newlyClosed, o.gone].map((f) => f.value);
    const measures = [o.measures, o.measuresComplete, o.newlyDone, o.overdue].map((f) => f.value);
    expect(totals.map((row) => row[0])).toEqual(['方面', '责任单位', '责任领导']);
    for (const row of totals) {
      expect(row.slice(2, 8)).toEqual(expected);
      expect(row.slice(9, 13)).toEqual(measures);
    }
    const outcomes = new Map(
      rows('成果和线索').map((row) => [`${String(row[0])} ${String(row[1])}`, row[2]]),
    );
    expect(outcomes.get('建章立制 新制定制度')).toBe(7);
    expect(outcomes.get('问责处理 教育提醒')).toBe(27);
    expect(outcomes.get('收回、挽回资金 收回清退违规资金')).toBe(165_800);
    expect(outcomes.get('收回、挽回资金 挽回其他经济损失')).toBe(35_632.35);
    // Title, day, headings, one row for each measure, the row to sign.
    expect(rows('台账')).toHaveLength(93 + 4);
  });

  test('no number is kept as text, days are serial numbers of whole days', () => {
    for (const name of book.SheetNames) {
      for (const row of book.Sheets[name]?.['!data'] ?? []) {
        for (const cell of row ?? []) {
          if (cell?.t === 's') expect(String(cell.v), name).not.toMatch(/^[\d,.]+%?$/);
        }
      }
    }
    const closedOn = rows('新销号和新完成')[3]?.[6];
    expect(closedOn).toBe(
      Date.UTC(2024, 7, Number(summary.newlyClosed[0]?.closedOn?.slice(8))) / 86_400_000 + 25_569,
    );
  });

  test('is set up for paper: A4, fit to width, repeated headings, print areas from row 1, page numbers', () => {
    const workbook = parts['xl/workbook.xml'] ?? '';
    book.SheetNames.forEach((name, i) => {
      const xml = sheetXml(i + 1);
      expect(xml, name).toMatch(
        name === '措施明细' ? /<pageSetup[^>]*paperSize="8"/ : /<pageSetup[^>]*paperSize="9"/,
      );
      expect(xml, name).toMatch(/fitToPage="1"/);
      expect(xml, name).toMatch(/<pageSetup[^>]*fitToHeight="[01]"/);
      expect(xml, name).toContain('&amp;C第 &amp;P 页 共 &amp;N 页');
      const upright = i === 0 || name === '按状态和时限';
      expect(xml, name).toMatch(upright ? /orientation="portrait"/ : /orientation="landscape"/);
      expect(/<pane [^>]*state="frozen"/.test(xml), name).toBe(i !== 0);
      expect(workbook, name).toContain(`"_xlnm.Print_Area" localSheetId="${i}">&apos;${name}&apos;!$A$1:`);
      // Every row that is written has its own height.
      expect(xml.match(/<row /g)?.length, name).toBe(xml.match(/<row [^>]*customHeight="1"/g)?.length);
    });
    expect(workbook.match(/Print_Titles/g)).toHaveLength(SHEETS.length - 1);
  });

  test('ends every sheet with the places to sign', () => {
    for (const name of book.SheetNames) {
      const signs = (rows(name).at(-1) ?? []).filter((cell) => typeof cell === 'string');
      expect(signs, name).toEqual(['填报人：', '审核人：', '分管领导：', '日期：']);
    }
  });
});

describe('texts that others have typed', () => {
  test('as the wording of a part stand on the first sheet as edited, a paragraph a row, long ones in several', () => {
    const made = bookOf();
    const long = '整改工作取得明显成效，各项任务按计划推进。'.repeat(120);
    const narrative = made.summary.narrative.map((part, i) =>
      i === 1 ? { ...part, text: `另行表述。\n${long}`, edited: true } : part,
    );
    const [first] = summarySheets({ ...made, summary: { ...made.summary, narrative } });
    const texts = (first?.rows ?? []).map((row) => (row.cells[0]?.as === 'text' ? row.cells[0].value : ''));
    const at = texts.indexOf('　　另行表述。');
    const next = texts.findIndex((words, row) => row > at && words.startsWith('三、'));
    expect(at).toBeGreaterThan(0);
    expect(next - at).toBeGreaterThan(2);
    expect(texts.slice(at + 1, next).join('')).toBe(`　　${long}`);
  });

  test('stay text whatever they begin with, and what XML forbids is left out', async () => {
    const facts = sampleFacts();
    const titles = [
      '=1+1',
      '+86',
      '-5',
      '@x',
      "'01",
      '0012',
      'a\u0000b\u0007c',
      '\ud800x',
      '第一行\r\n第二行',
    ];
    const measures = facts.measures.map((m, i) => ({ ...m, number: '', title: titles[i] ?? m.title }));
    const file = join(folder, 'texts.xlsx');
    await writeSummaryWorkbook(bookOf({ ...facts, measures }), file);
    const data =
      xlsx.read(readFileSync(file), { type: 'buffer', dense: true }).Sheets['台账']?.['!data'] ?? [];
    const cells = titles.map((_, i) => data[3 + i]?.[4]);
    expect(cells.map((c) => c?.t)).toEqual(titles.map(() => 's'));
    expect(cells.map((c) => c?.f)).toEqual(titles.map(() => undefined));
    expect(cells.map((c) => c?.v)).toEqual([...titles.slice(0, 6), 'abc', '\ufffdx', '第一行\n第二行']);
  });

  test('longer than a cell can hold are cut with a mark', () => {
    const cell = text('长'.repeat(40_000));
    expect(cell?.as === 'text' && cell.value.length).toBe(32_767);
    expect(cell?.as === 'text' && cell.value.endsWith('…')).toBe(true);
  });
});

describe('what goes wrong', () => {
  const plan = (value: string): SheetPlan[] => [
    {
      name: '表',
      columns: [20],
      rows: [{ style: 'body', cells: [text(value)] }],
      head: 0,
      orientation: 'portrait',
      filter: null,
    },
  ];

  test('a file that differs from its plan by one cell is refused with the cell', async () => {
    const file = join(folder, 'one.xlsx');
    await writeWorkbook(plan('甲'), file);
    await compareWithFile(plan('甲'), file);
    expect(await refusal(compareWithFile(plan('乙'), file))).toEqual({
      code: 'xlsx_not_as_written',
      detail: { sheet: '表', cell: 'A1' },
    });
  });

  test('so is one of very many cells, which is read back sheet by sheet', async () => {
    const file = join(folder, 'parts.xlsx');
    const book = bookOf();
    await writeSummaryWorkbook(book, file);
    const sheets = summarySheets(book);
    await compareByPart(sheets, file);
    for (const [name, row, column] of [
      ['月报', 4, 1],
      ['台账', 3, 2],
      ['措施明细', 95, 0],
    ] as const) {
      const other = sheets.map((sheet) =>
        sheet.name !== name
          ? sheet
          : {
              ...sheet,
              rows: sheet.rows.map((r, i) =>
                i === row ? { ...r, cells: r.cells.with(column, text('乙')) } : r,
              ),
            },
      );
      expect(await refusal(compareByPart(other, file))).toEqual({
        code: 'xlsx_not_as_written',
        detail: { sheet: name, cell: `${'ABC'[column]}${row + 1}` },
      });
    }
    await writeWorkbook(plan('a&b<c>"\n😀 '), file);
    await compareByPart(plan('a&b<c>"\n😀 '), file);
  });

  test('a folder that is gone is said so, and an older file stays whole when writing fails', async () => {
    expect(await refusal(writeSummaryWorkbook(bookOf(), join(folder, 'gone', 'x.xlsx')))).toMatchObject({
      code: 'target_unwritable',
    });
    const file = join(folder, 'older.xlsx');
    writeFileSync(file, 'older');
    // The writer itself throws half-way: cells merged twice.
    const [first, ...others] = summarySheets(bookOf());
    const twice = first?.rows.map((row) => ({
      ...row,
      merges: [...(row.merges ?? []), ...(row.merges ?? [])],
    }));
    const bad = [...others, { ...(first as SheetPlan), rows: twice ?? [] }];
    expect(await refusal(writeWorkbook(bad, file))).toBeInstanceOf(Error);
    expect(readFileSync(file, 'utf8') === 'older').toBe(true);
    expect(existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.tmp'))).toBe(false);
  });

  test('a month without anything still gives a whole workbook', async () => {
    const empty = bookOf({ ...sampleFacts(), issues: [], measures: [], headings: [], matters: [] });
    const file = join(folder, 'empty.xlsx');
    await writeSummaryWorkbook(empty, file);
    expect(xlsx.read(readFileSync(file), { type: 'buffer' }).SheetNames).toEqual(SHEETS);
  });
});
