import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerCell } from '../../electron/excel/forms/cells.ts';
import { columnOf, formColumns, keptColumns } from '../../electron/excel/forms/columns.ts';
import { compareParts } from '../../electron/excel/forms/packBook.ts';
import { wordsOf } from '../../electron/excel/forms/words.ts';
import { writeForm } from '../../electron/excel/forms/writeForm.ts';
import { writable } from '../../electron/excel/plan.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { Refusal } from '../../shared/result.ts';
import { answerFields, assistingFields, fieldWords, knownFields } from '../../shared/returns/fields.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { columnName, shownOf } from '../../shared/returns/grid.ts';
import type { Grid, Plain } from '../../shared/returns/grid.ts';
import { parseFormMark, parseRowId } from '../../shared/returns/rowId.ts';
import { formContent, formRow, identity, sample } from './formsSample.ts';

const folder = mkdtempSync(join(tmpdir(), 'forms-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function written(name: string, content = sample): Promise<string> {
  const file = join(folder, name);
  await writeForm(content, identity, file);
  return file;
}

async function grids(file: string): Promise<readonly Grid[]> {
  const read = await readWorkbook(new Uint8Array(readFileSync(file)), file);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.sheets;
}

function valueAt(grid: Grid, row: number, column: number): Plain | undefined {
  return grid.rows.find(({ r }) => r === row)?.cells[column];
}

/** Row (from 0) of the first measure. */
const FIRST = 5;

describe('a unit’s form', () => {
  let form: Grid;
  let all: readonly Grid[];
  let parts: Record<string, string>;
  let book: exceljs.Workbook;

  beforeAll(async () => {
    const file = await written('form.xlsx');
    all = await grids(file);
    form = all[0] as Grid;
    parts = Object.fromEntries(
      Object.entries(unzipSync(new Uint8Array(readFileSync(file)))).map(([name, data]) => [
        name,
        strFromU8(data),
      ]),
    );
    book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
  });
  const sheet = (): exceljs.Worksheet => book.getWorksheet('报送表') as exceljs.Worksheet;
  const cell = (field: AnswerField, row: number) =>
    sheet()
      .getRow(row)
      .getCell(columnOf(field) + 1);

  test('has the sheet to fill in, the guide, and the mark by which it is known again', () => {
    expect(all.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['报送表', false],
      ['填报说明', false],
      ['标识', true],
    ]);
    expect(parts['xl/workbook.xml']).toContain('state="veryHidden"');
    const mark = { ledgerId: identity.ledgerId, form: 12, template: 1, unit: 7, month: '2024-08' };
    expect(parseFormMark(shownOf(valueAt(all[2] as Grid, 0, 1)))).toEqual(mark);
    // The printed foot bears it as well: a scan can be told.
    const foot = /<oddFooter>([^<]*)</.exec(parts['xl/worksheets/sheet1.xml'] ?? '')?.[1] ?? '';
    expect(parseFormMark(foot.replaceAll('&amp;', '&'))).toEqual(mark);
  });

  test('says whose it is, for which month, and until when', () => {
    expect(shownOf(valueAt(form, 0, 0))).toBe('某市城市发展集团巡察整改情况报送表');
    const about = shownOf(valueAt(form, 1, 0));
    for (const text of ['填报单位：财务管理部', '报送月份：2024年8月', '报送截止：2024年9月5日']) {
      expect(about).toContain(text);
    }
  });

  test('has one heading for every field, groups over their kinds, and hidden ids beside the rows', () => {
    const headings = formColumns.map((_, c) => shownOf(valueAt(form, 4, c)) || shownOf(valueAt(form, 3, c)));
    const ids = formColumns.findIndex(({ as }) => as === 'rowId');
    expect(headings.filter((_, c) => c !== ids)).toEqual(
      [...knownFields, ...answerFields].map((field) => fieldWords[field]),
    );
    expect(form.hiddenColumns).toEqual([ids]);
    expect(ids).toBe(keptColumns);
    sample.rows.forEach(({ measure }, i) => {
      expect(parseRowId(shownOf(valueAt(form, FIRST + i, ids)))).toEqual({ ...identity, measure });
    });
    const merges = form.merges.map((m) => [m.top, m.left, m.bottom, m.right].join());
    const talk = columnOf('sanction_talk_reminder');
    expect(merges).toContain([3, talk, 3, columnOf('sanction_judicial')].join());
    expect(merges).toContain([3, columnOf('recovery_returned'), 3, columnOf('recovery_other')].join());
    // No merged area reaches into the rows: sorting and filtering would break.
    expect(form.merges.every(({ bottom }) => bottom < FIRST)).toBe(true);
  });

  test('holds days as days, people and yuan as numbers, texts as texts whatever they begin with', () => {
    const at = (field: AnswerField) => valueAt(form, FIRST, columnOf(field));
    expect(at('state')).toBe('已完成');
    expect(at('progress')).toBe('=SUM(A1:A9)不是公式\n第二行 & <标记> "引号"');
    expect(at('doneOn')).toEqual({ day: '2024-08-30' });
    expect(at('extensionTo')).toEqual({ day: '2024-12-31' });
    expect(at('evidence')).toBe('+会议纪要〔2024〕15号\n-复核报告');
    expect(at('sanction_talk_reminder')).toBe(2);
    expect(shownOf(at('recovery_returned')).replace(/,/g, '')).toMatch(/^165800\.50?$/);
    expect(shownOf(at('recovery_other'))).toBe('0.07');
    expect(at('delayReason')).toBe('@等待审计结论');
    expect(at('remark')).toBe('Excel 里写作 _x0041_ 的文字');
    expect(at('nextStep')).toBeUndefined();
    expect(cell('progress', FIRST + 1).type).toBe(exceljs.ValueType.String);
    expect(cell('progress', FIRST + 1).numFmt).toBe('@');
    expect(Object.values(parts).some((xml) => /<f[ >]/.test(xml))).toBe(false);
  });

  test('opens just the answers that are the unit’s, and shows which are not', () => {
    for (const [i, row] of sample.rows.entries()) {
      for (const field of answerFields) {
        const locked = cell(field, FIRST + 1 + i).protection?.locked !== false;
        expect(locked, `${field} of row ${i}`).toBe(
          row.role === 'assisting' && !assistingFields.includes(field),
        );
      }
      for (const field of knownFields) {
        const known = sheet()
          .getRow(FIRST + 1 + i)
          .getCell(columnOf(field) + 1);
        expect(known.protection?.locked, field).not.toBe(false);
      }
    }
    const fill = (field: AnswerField, i: number) => JSON.stringify(cell(field, FIRST + 1 + i).fill);
    expect(fill('state', 1)).not.toBe(fill('state', 2));
    expect(fill('progress', 1)).toBe(fill('progress', 2));
  });

  test('is protected without a password, and lets widths, heights, filters and sorting be', () => {
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    const protection = /<sheetProtection ([^>]*)\/>/.exec(xml)?.[1] ?? '';
    expect(protection).not.toMatch(/password|hashValue|saltValue/);
    for (const allowed of ['formatColumns', 'formatRows', 'sort', 'autoFilter'])
      expect(protection).toContain(`${allowed}="0"`);
  });

  test('asks and answers within the bounds of the format, one validation a cell', () => {
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    const rules = [...xml.matchAll(/<dataValidation ([^>]*?)\/?>/g)].map(([, text = '']) => ({
      areas: /sqref="([^"]*)"/.exec(text)?.[1]?.split(' ') ?? [],
      promptTitle: /promptTitle="([^"]*)"/.exec(text)?.[1] ?? '',
      prompt: / prompt="([^"]*)"/.exec(text)?.[1] ?? '',
      errorTitle: /errorTitle="([^"]*)"/.exec(text)?.[1] ?? '',
      error: / error="([^"]*)"/.exec(text)?.[1] ?? '',
    }));
    expect(xml).toContain(`<dataValidations count="${rules.length}">`);
    const seen = new Set<string>();
    for (const rule of rules) {
      expect(rule.prompt).not.toBe('');
      expect(rule.promptTitle.length).toBeLessThanOrEqual(32);
      expect(rule.prompt.length).toBeLessThanOrEqual(255);
      expect(rule.errorTitle.length).toBeLessThanOrEqual(32);
      expect(rule.error.length).toBeLessThanOrEqual(224);
      for (const area of rule.areas) {
        const [, from = '', top = '', to = from, bottom = top] =
          /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(area) ?? [];
        expect(to).toBe(from);
        for (let r = Number(top); r <= Number(bottom); r += 1) {
          expect(seen.has(`${from}${r}`), `${from}${r} twice`).toBe(false);
          seen.add(`${from}${r}`);
        }
      }
    }
    // Every answer's cell says something, those of the two other kinds of rows too.
    expect(seen.size).toBe(answerFields.length * sample.rows.length);
    const list = cell('state', FIRST + 1).dataValidation;
    expect(list.type).toBe('list');
    expect(list.formulae).toEqual(['"未启动,整改中,基本完成,已完成"']);
    expect(cell('state', FIRST + 2).dataValidation.type).not.toBe('list');
    expect(cell('sanction_judicial', FIRST + 1).dataValidation.type).toBe('whole');
    expect(cell('recovery_other', FIRST + 1).dataValidation.type).toBe('decimal');
    expect(cell('doneOn', FIRST + 1).dataValidation.errorStyle).toBe('warning');
  });

  test('keeps headings in sight and repeats them on paper: A4 landscape, numbered pages', () => {
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toContain(
      `<pane xSplit="${keptColumns}" ySplit="5" topLeftCell="${columnName(keptColumns)}6" activePane="bottomRight" state="frozen"/>`,
    );
    expect(xml).toMatch(/<pageSetup paperSize="9" [^>]*orientation="landscape"/);
    expect(xml).toContain('第 &amp;P 页 共 &amp;N 页');
    const workbook = parts['xl/workbook.xml'] ?? '';
    expect(workbook).toContain(`'报送表'!$A:$${columnName(keptColumns - 1)},'报送表'!$4:$5`);
    expect(workbook).toContain(`'报送表'!$A$1:$${columnName(formColumns.length - 1)}$9`);
    const rows = [...xml.matchAll(/<row r="(\d+)" ht="([\d.]+)"/g)];
    expect(rows).toHaveLength(9);
    for (const [, r, height] of rows) {
      expect(Number(height), `row ${r}`).toBeGreaterThanOrEqual(18);
      expect(Number(height)).toBeLessThanOrEqual(409);
    }
    const sign =
      form.rows
        .at(-1)
        ?.cells.map((value) => shownOf(value))
        .join('') ?? '';
    for (const text of ['填报人：', '审核人：', '单位负责人（盖章）：', '日期：'])
      expect(sign).toContain(text);
  });

  test('explains every column in the guide, with an example', () => {
    const guide = (all[1] as Grid).rows.map(({ cells }) => cells.map((value) => shownOf(value)).join('｜'));
    const text = guide.join('\n');
    for (const field of answerFields) {
      const { prompt, example } = wordsOf(field);
      expect(prompt, field).not.toBe('');
      expect(text, field).toContain(prompt);
      expect(text, field).toContain(example);
    }
  });

  test('stands in the order that the format asks for', () => {
    const order = [
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'autoFilter',
      'mergeCells',
      'conditionalFormatting',
      'dataValidations',
      'printOptions',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'ignoredErrors',
    ];
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    const places = order.map((name) => xml.indexOf(`<${name}`));
    expect(places.every((at) => at > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('any content', () => {
  test('comes back as it was sent, cut and cleaned only as the format demands', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '=1+1',
        '+86',
        '-1',
        '@a',
        '_x000D_',
        '\u0000a',
        '\ufffe',
        'a\r\nb',
        ' ',
        '字'.repeat(33_000),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 6 }), async (values) => {
        const content = formContent(
          values.map((value, i) => formRow(i + 1, 'responsible', { progress: value, title: value })),
        );
        const form = (await grids(await written('any.xlsx', content)))[0] as Grid;
        values.forEach((value, i) => {
          const wanted = writable(value);
          for (const field of ['progress', 'title'] as const) {
            const found = shownOf(valueAt(form, FIRST + i, columnOf(field)));
            expect(found.trim()).toBe(wanted.trim());
          }
        });
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  test('answers of every kind are written so that nothing of them is lost', () => {
    expect(answerCell('recovery_returned', '3563235')).toEqual({ digits: '35632.35' });
    expect(answerCell('recovery_returned', '100')).toEqual({ digits: '1' });
    expect(answerCell('recovery_returned', '5')).toEqual({ digits: '0.05' });
    expect(answerCell('recovery_returned', '0')).toEqual({ digits: '0' });
    // More digits than a program keeps: as text, all of them.
    expect(answerCell('recovery_returned', '9007199254740991')).toEqual({ text: '9007199254740991' });
    expect(answerCell('sanction_judicial', '3')).toEqual({ digits: '3' });
    expect(answerCell('doneOn', '1900-01-05')).toEqual({ text: '1900-01-05' });
    expect(answerCell('doneOn', '2024-08-30')).toEqual({ digits: '45534' });
    expect(answerCell('extensionTo', '2025年底前')).toEqual({ text: '2025年底前' });
    expect(answerCell('state', 'mostly_done')).toEqual({ text: '基本完成' });
    expect(answerCell('progress', '')).toBeNull();
  });

  test('a form without rows and one of many opened and locked by turns are whole workbooks too', async () => {
    const none = await grids(await written('none.xlsx', formContent([])));
    expect(none.map(({ name }) => name)).toEqual(['报送表', '填报说明', '标识']);
    const many = formContent(
      Array.from({ length: 2_500 }, (_, i) => formRow(i + 1, i % 2 === 0 ? 'responsible' : 'assisting')),
    );
    const file = await written('many.xlsx', many);
    const xml = strFromU8(
      unzipSync(new Uint8Array(readFileSync(file)))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    expect(
      [...xml.matchAll(/sqref="([^"]*)"/g)].every(([, areas = '']) => areas.split(' ').length <= 1_000),
    ).toBe(true);
    const form = (await grids(file))[0] as Grid;
    expect(form.rows).toHaveLength(5 + 2_500 + 1);
  });

  test('a unit of any name gets a whole workbook, and its name stands in the foot as it is', async () => {
    const content = { ...sample, unit: { id: 7, name: '8号&项目\u0001<部>"' } };
    const file = await written('named.xlsx', content);
    const xml = strFromU8(
      unzipSync(new Uint8Array(readFileSync(file)))['xl/worksheets/sheet1.xml'] ?? strToU8(''),
    );
    // Digits right behind a size would belong to it; & begins a code.
    expect(xml).toContain('&amp;R&amp;8 8号&amp;&amp;项目&lt;部&gt;&quot;　2024-08</oddFooter>');
    expect(shownOf(valueAt((await grids(file))[0] as Grid, 1, 0))).toContain('填报单位：8号&项目<部>"');
  });

  test('the same content gives the same bytes', async () => {
    const once = readFileSync(await written('once.xlsx'));
    expect(readFileSync(await written('again.xlsx')).equals(once)).toBe(true);
  });

  test('a file that is not as it was meant is refused', async () => {
    const file = await written('bad.xlsx');
    const whole = new Uint8Array(readFileSync(file));
    const parts = Object.entries(unzipSync(whole)).map(([name, bytes]) => ({ name, bytes }));
    await expect(compareParts(parts, file)).resolves.toBeUndefined();
    for (const at of [60, Math.floor(whole.length / 2), whole.length - 100]) {
      const broken = whole.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x55;
      writeFileSync(file, broken);
      await expect(compareParts(parts, file), `byte ${at}`).rejects.toThrow(Refusal);
    }
    writeFileSync(file, whole.subarray(0, whole.length - 30));
    await expect(compareParts(parts, file)).rejects.toThrow(Refusal);
  });
});
