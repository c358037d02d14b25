import { describe, expect, it } from 'vitest';
import type { Plain, Workbook } from '../../shared/returns/grid.ts';
import { addressOf } from '../../shared/returns/grid.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { hand, oneSheet, sheetXml } from './parts.ts';
import type { Hand } from './parts.ts';

async function read(bytes: Uint8Array, name = '报送表.xlsx'): Promise<Workbook> {
  const result = await readWorkbook(bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Values of the first sheet by address. */
async function cells(bytes: Uint8Array): Promise<Record<string, Plain>> {
  const book = await read(bytes);
  const found: Record<string, Plain> = {};
  for (const row of book.sheets[0]?.rows ?? [])
    row.cells.forEach((plain, c) => {
      if (plain !== undefined) found[addressOf(row.r, c)] = plain;
    });
  return found;
}

async function value(cell: string, more: Partial<Hand> = {}): Promise<Plain | undefined> {
  return (await cells(oneSheet(`<row r="1">${cell}</row>`, more)))['A1'];
}

const formatted = (number: number | string, format: string | number, more: Partial<Hand> = {}) =>
  value(`<c r="A1" s="1"><v>${number}</v></c>`, { formats: [format], ...more });

describe('values of cells', () => {
  it('reads every kind of value', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>16.58</v></c><c r="C1" t="b"><v>1</v></c>' +
      '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>内联</t></is></c><c r="F1" t="str"><f>A1</f><v>式</v></c>' +
      '<c r="G1" t="d"><v>2024-05-31T00:00:00</v></c><c r="H1" t="n"><v>-3</v></c></row>';
    expect(await cells(oneSheet(rows, { strings: '<si><t>共享</t></si>' }))).toEqual({
      A1: '共享',
      B1: 16.58,
      C1: true,
      D1: { error: '#N/A' },
      E1: '内联',
      F1: '式',
      G1: { day: '2024-05-31' },
      H1: -3,
    });
  });

  it.each([
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['0.1', 0.1],
    ['.5', 0.5],
    ['5.', 5],
    ['0.89290000000000003', 0.8929],
    ['1.1000000000000001', 1.1],
    ['165800', 165800],
    ['999999999999999', 999999999999999],
    ['123456.789012345', 123456.789012345],
    ['1.5E-3', 0.0015],
    ['-1.5E+3', -1500],
    [' 12 ', 12],
    ['450359962737049.75', 450359962737049.75],
  ])('reads the number %s exactly', async (text, expected) => {
    const found = await value(`<c r="A1"><v>${text}</v></c>`);
    expect(found).toBe(expected);
  });

  it('keeps what is no number as the text it is, and never takes hexadecimal for one', async () => {
    expect(await value('<c r="A1"><v>abc</v></c>')).toBe('abc');
    expect(await value('<c r="A1"><v>0x10</v></c>')).toBe('0x10');
    expect(await value('<c r="A1"><v></v></c>')).toBeUndefined();
    expect(await value('<c r="A1"><v>1e999</v></c>')).toEqual({ error: '#NUM!' });
  });

  it('gives the stored result of a formula, also 0, FALSE and the empty text', async () => {
    expect(await value('<c r="A1"><f>1-1</f><v>0</v></c>')).toBe(0);
    expect(await value('<c r="A1" t="b"><f>1=2</f><v>0</v></c>')).toBe(false);
    expect(await value('<c r="A1" t="str"><f>""</f><v></v></c>')).toBeUndefined();
    expect(await value('<c r="A1" t="str"><f t="shared" si="0"/><v>x</v></c>')).toBe('x');
    expect(await value('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')).toEqual({ error: '#DIV/0!' });
  });

  it('tells of a formula that was never worked out instead of leaving the cell blank', async () => {
    const book = await read(
      oneSheet('<row r="3"><c r="B3"><f>SUM(A1:A2)</f></c><c r="C3"><f/><v/></c></row>'),
    );
    expect(book.sheets[0]?.rows[0]?.cells[1]).toEqual({ error: '公式未计算' });
    expect(book.sheets[0]?.rows[0]?.cells[2]).toEqual({ error: '公式未计算' });
    expect(book.notes).toContainEqual({ code: 'formula_without_result', sheet: '表', cell: 'B3' });
  });

  it('shows a mark for pictures in cells', async () => {
    const formula = '<f>_xlfn.DISPIMG(&quot;ID_4F&quot;,1)</f>';
    expect(await value(`<c r="A1" t="str">${formula}<v>=DISPIMG("ID_4F",1)</v></c>`)).toBe('〔图片〕');
    expect(
      await value('<c r="A1" t="s"><v>0</v></c>', { strings: '<si><t>=DISPIMG("ID_4F",1)</t></si>' }),
    ).toBe('〔图片〕');
    expect(await value('<c r="A1" t="str"><f>IMAGE("x")</f></c>')).toBe('〔图片〕');
  });

  it.each([
    ['<t>a</t>', 'a'],
    ['<t xml:space="preserve"> a </t>', ' a '],
    ['<r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 体</t></r>', '粗 体'],
    ['<t>整改</t><rPh sb="0" eb="2"><t>zhěnggǎi</t></rPh><phoneticPr fontId="1"/>', '整改'],
    ['<r><t>整</t></r><rPh sb="0" eb="1"><t>zhěng</t></rPh><r><t>改</t></r>', '整改'],
    ['<t>a&amp;b&lt;c&gt;&quot;&apos;&#10;&#x4e2d;</t>', 'a&b<c>"\'\n中'],
    ['<t>一_x000D_\n二</t>', '一\n二'],
    ['<t>一_x000D_二</t>', '一\n二'],
    ['<t>a_x005F_x000D_b</t>', 'a_x000D_b'],
    ['<t>a_x0007_b\u{1F600}</t>', 'ab\u{1F600}'],
    ['<t>file_x_name</t>', 'file_x_name'],
    ['<t>一\r\n二\r三</t>', '一\n二\n三'],
    ['<t><![CDATA[a<b&c]]></t>', 'a<b&c'],
    ['<t>a<!-- nothing -->b</t>', 'ab'],
    ['<t>&unknown; &#xD800;</t>', '&unknown; \ufffd'],
    ['<t/>', undefined],
    ['<t></t>', undefined],
    ['', undefined],
  ])('reads the text of %s', async (si, expected) => {
    expect(await value('<c r="A1" t="s"><v>0</v></c>', { strings: `<si>${si}</si>` })).toBe(expected);
    expect(await value(`<c r="A1" t="inlineStr"><is>${si}</is></c>`)).toBe(expected);
  });

  it('reads shared strings of every length and beside empty ones', async () => {
    const rows = [0, 1, 2, 3].map((i) => `<row><c t="s"><v>${i}</v></c></row>`).join('');
    const strings = '<si/><si><t>b</t></si><si><r><t>c</t></r></si><si><t>d</t><phoneticPr/></si>';
    expect(await cells(oneSheet(rows, { strings }))).toEqual({ A2: 'b', A3: 'c', A4: 'd' });
  });

  it('tells of whole numbers whose digits are lost', async () => {
    const book = await read(
      oneSheet(
        '<row r="2"><c r="C2"><v>1.10101199001011E+17</v></c><c r="D2"><v>999999999999999</v></c></row>',
      ),
    );
    expect(book.notes).toEqual([{ code: 'digits_lost', sheet: '表', cell: 'C2' }]);
  });

  it('cuts a text that no program holds, and tells', async () => {
    const bytes = oneSheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
      strings: `<si><t>${'长'.repeat(40_000)}</t></si>`,
    });
    const book = await read(bytes);
    expect(book.sheets[0]?.rows[0]?.cells[0]).toBe('长'.repeat(32_767));
    expect(book.notes).toEqual([{ code: 'text_cut', sheet: '表', cell: 'A1' }]);
  });

  it('keeps texts that look like formulas as texts', async () => {
    for (const text of ['=1+1', '+1', '-1', '@a'])
      expect(await value('<c r="A1" t="s"><v>0</v></c>', { strings: `<si><t>${text}</t></si>` })).toBe(text);
  });
});

describe('numbers by their format', () => {
  const may31 = 45443;
  it.each([
    14,
    15,
    16,
    22,
    28,
    29,
    30,
    31,
    51,
    53,
    54,
    58,
    'yyyy-mm-dd',
    'yyyy/m/d;@',
    '[$-804]yyyy"年"m"月"d"日";@',
    'yyyy年m月d日',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'm"月"d"日"',
    'd',
    'aaaa',
    'yyyy\\-mm\\-dd hh:mm',
    'e"年"m"月"d"日"',
    '[Red]yyyy.mm.dd',
  ])('%s shows a day', async (format) => {
    expect(await formatted(may31, format)).toEqual({ day: '2024-05-31' });
    // The time of day is dropped.
    expect(await formatted(`${may31}.75`, format)).toEqual({ day: '2024-05-31' });
  });

  it.each([
    [17, '2024年5月'],
    [27, '2024年5月'],
    [36, '2024年5月'],
    [50, '2024年5月'],
    [52, '2024年5月'],
    [57, '2024年5月'],
    ['yyyy"年"m"月"', '2024年5月'],
    ['yyyy-mm', '2024年5月'],
    ['mmm-yy', '2024年5月'],
    ['m"月"', '5月'],
    ['yyyy', '2024年5月'],
  ])('%s shows a month only: the first of it is no day', async (format, shown) => {
    expect(await formatted(45413, format)).toEqual({ number: 45413, shown });
    expect(await formatted(may31, format)).toEqual({ day: '2024-05-31' });
  });

  it.each([
    18,
    19,
    20,
    21,
    32,
    33,
    34,
    35,
    45,
    46,
    55,
    56,
    'h:mm',
    'hh:mm:ss',
    '[h]:mm',
    '上午/下午h"时"mm"分"',
  ])('%s of less than a day shows a time, never 1899-12-30', async (format) => {
    expect(await formatted(0.354166666666667, format)).toEqual({ number: 0.354166666666667, shown: '8:30' });
  });

  it.each([
    [9, 0.9, '90%'],
    [10, 0.895, '89.50%'],
    ['0.0%', 0.8929, '89.3%'],
    ['0%', 1, '100%'],
    ['0%', 0.285, '29%'],
    ['0%', 1.005, '101%'],
    ['0.00"万元"', 16.58, '16.58万元'],
    ['000', 1, '001'],
    ['0"人次"', 27, '27人次'],
    ['#,##0,', 165800, '166'],
    ['0.0%;[Red]-0.0%', 0.5, '50.0%'],
    ['"第"0"号"', 3, '第3号'],
  ])('%s shows %s as %s', async (format, number, shown) => {
    expect(await formatted(number, format)).toEqual({ number, shown });
  });

  it.each([
    0,
    1,
    2,
    3,
    4,
    11,
    37,
    38,
    39,
    40,
    41,
    42,
    43,
    44,
    48,
    49,
    'General',
    '0',
    '#,##0.00',
    '¥#,##0.00',
    '[$¥-804]#,##0.00',
    '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    '0.00_);[Red]\\(0.00\\)',
    '0.00E+00',
    '@',
    '',
    'G/通用格式',
    '[DBNum1]General',
    '[Red]0.00',
  ])('%s shows the number it is', async (format) => {
    expect(await formatted(165800.5, format)).toBe(165800.5);
  });

  it('counts days from 1900 with its day that never was, and from 1904', async () => {
    expect(await formatted(1, 14)).toEqual({ day: '1900-01-01' });
    expect(await formatted(59, 14)).toEqual({ day: '1900-02-28' });
    expect(await formatted(61, 14)).toEqual({ day: '1900-03-01' });
    expect(await formatted(2958465, 14)).toEqual({ day: '9999-12-31' });
    expect(await formatted(2958466, 14)).toBe(2958466);
    expect(await formatted(-1, 14)).toBe(-1);
    expect(await formatted(0, 14)).toBe(0);
    expect(await formatted(43981, 14, { date1904: true })).toEqual({ day: '2024-05-31' });
    expect(await formatted(0, 14, { date1904: true })).toEqual({ day: '1904-01-01' });
  });

  it('does not fall back to the day before for a day that was reckoned', async () => {
    expect(await formatted('45442.999999999', 14)).toEqual({ day: '2024-05-31' });
    expect(await formatted('45443.999', 14)).toEqual({ day: '2024-05-31' });
  });

  it('reads the same in every time zone', async () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env['TZ'] = zone;
        expect(await formatted(may31, 14)).toEqual({ day: '2024-05-31' });
      }
    } finally {
      process.env['TZ'] = before;
    }
  });
});

describe('rows, columns, sheets', () => {
  it('takes rows and cells without addresses one after another, and rows in any order', async () => {
    expect(
      await cells(
        oneSheet(
          '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
        ),
      ),
    ).toEqual({
      A1: 1,
      B1: 2,
      C5: 3,
      D5: 4,
      A6: 5,
    });
    const book = await read(
      oneSheet(
        '<row r="9"><c r="A9"><v>9</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="9"><c r="B9"><v>8</v></c></row>',
      ),
    );
    expect(book.sheets[0]?.rows.map((row) => [row.r, ...row.cells])).toEqual([
      [1, 2],
      [8, 9, 8],
    ]);
  });

  it('keeps the master of a merged area only', async () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="C2"><v>6</v></c></row>';
    const bytes = hand({
      sheets: [
        {
          name: '表',
          rows,
          after: '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C9:C9"/></mergeCells>',
        },
      ],
    });
    expect(await cells(bytes)).toEqual({ A1: 1, C1: 3, C2: 6 });
    expect((await read(bytes)).sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 1 }]);
  });

  it('flags hidden rows, columns and sheets', async () => {
    const book = await read(
      hand({
        sheets: [
          {
            name: '一',
            before: '<cols><col min="2" max="3" hidden="1"/><col min="7" max="16384" hidden="true"/></cols>',
            rows: '<row r="1"><c r="D1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
          },
          { name: '二', state: 'hidden' },
          { name: '三', state: 'veryHidden' },
        ],
      }),
    );
    expect(book.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['一', false],
      ['二', true],
      ['三', true],
    ]);
    expect(book.sheets[0]?.rows.map((row) => row.hidden)).toEqual([false, true]);
    expect(book.sheets[0]?.hiddenColumns).toEqual([1, 2]);
  });

  it('is not swollen by formatted, empty rows and columns', async () => {
    let rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>';
    for (let r = 2; r <= 1_048_576; r += 4)
      rows += `<row r="${r}" s="1" customFormat="1" ht="20"><c r="A${r}" s="1"/></row>`;
    const book = await read(
      hand({ sheets: [{ name: '表', before: '<dimension ref="A1:XFD1048576"/>', rows }], formats: [14] }),
    );
    expect(book.sheets[0]).toMatchObject({ width: 1, rows: [{ r: 0, cells: [1] }] });
  });

  it('reads a very wide sheet and its last cell', async () => {
    const book = await read(
      oneSheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
      ),
    );
    expect(book.sheets[0]?.width).toBe(16_384);
    expect(book.sheets[0]?.rows.at(-1)).toMatchObject({ r: 1_048_575 });
    expect(book.sheets[0]?.rows.at(-1)?.cells[16_383]).toBe(2);
  });

  it('reads prefixed XML, parts under unusual names, absolute and relative targets', async () => {
    const plain = sheetXml({
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>',
      after: '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
    });
    const prefixed = (xml: string): string =>
      xml.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns=', 'xmlns:x=');
    const bytes = hand({
      sheets: [
        { name: '甲', xml: prefixed(plain), target: '/xl/别处/第 一 张.xml' },
        { name: '乙', xml: plain, target: '../xl/./worksheets/SHEET9.XML' },
      ],
      more: {
        'xl/worksheets/sheet9.xml': plain,
        'xl/sharedStrings.xml': prefixed('<sst xmlns="x"><si><r><t>共</t></r><r><t>享</t></r></si></sst>'),
      },
      without: ['xl/../xl/./worksheets/SHEET9.XML'],
    });
    const book = await read(bytes);
    expect(book.sheets.map((s) => [s.name, s.rows[0]?.cells, s.merges.length])).toEqual([
      ['甲', ['共享', 'b'], 1],
      ['乙', ['共享', 'b'], 1],
    ]);
  });

  it('reads parts in UTF-16 and with a mark', async () => {
    const xml = sheetXml({ rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>整改</t></is></c></row>' });
    for (const part of [
      Buffer.from(`\ufeff${xml}`, 'utf8'),
      Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
    ])
      expect(
        await cells(hand({ sheets: [{ name: '表' }], more: { 'xl/worksheets/sheet1.xml': part } })),
      ).toEqual({ A1: '整改' });
  });

  it('takes names that objects know for the names they are', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const book = await read(
      hand({
        sheets: names.map((name) => ({ name, rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' })),
        strings: '<si><t>__proto__</t></si>',
        names: '<definedName name="__proto__">表!$A$1</definedName>',
        more: { 'xl/hasOwnProperty': 'x' },
      }),
    );
    expect(book.sheets.map((s) => [s.name, s.rows[0]?.cells[0]])).toEqual(
      names.map((name) => [name, '__proto__']),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('tells of macros left out and of a name that says otherwise', async () => {
    const book = await read(hand({ sheets: [{ name: '表', rows: '' }], more: { 'xl/vbaProject.bin': 'x' } }));
    expect(book.format).toBe('xlsm');
    expect(book.notes).toEqual([{ code: 'macros_left_out' }, { code: 'name_and_content_differ' }]);
    expect((await read(oneSheet(''), 'a.et')).format).toBe('et');
  });

  it('passes over a sheet of a chart, and tells', async () => {
    const bytes = hand({
      sheets: [{ name: '表', rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }, { name: '图' }],
      more: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="t/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
      },
    });
    const book = await read(bytes);
    expect(book.sheets.map((s) => s.name)).toEqual(['表']);
    expect(book.notes).toEqual([{ code: 'sheet_without_table', sheet: '图' }]);
  });
});
