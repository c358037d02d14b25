import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import type { Workbook } from '../../shared/returns/grid.ts';
import { gbTable, sampleBook, styledBook, written } from './samples.ts';
import type { Written } from './samples.ts';

async function read(bytes: Uint8Array, name: string): Promise<Workbook> {
  const result = await readWorkbook(bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const rowsOf = (book: Workbook, sheet = 0): unknown[] =>
  book.sheets[sheet]?.rows.map((row) => [row.r, ...row.cells]) ?? [];

const FORMATS: readonly (readonly [Written, string])[] = [
  ['xlsx', 'xlsx'],
  ['xlsm', 'xlsm'],
  ['xlsb', 'xlsb'],
  ['biff8', 'xls'],
];

describe('one workbook in every format', () => {
  it.each(FORMATS)('%s reads the same', async (bookType, format) => {
    const book = await read(written(sampleBook(), bookType), `报送表.${format}`);
    expect(book.format).toBe(format);
    expect(book.notes).toEqual([]);
    expect(book.sheets.map((sheet) => [sheet.name, sheet.width])).toEqual([
      ['报送表', 10],
      ['填报说明', 1],
    ]);
    expect(book.sheets[0]?.merges).toEqual([
      { top: 0, left: 0, bottom: 0, right: 9 },
      { top: 2, left: 1, bottom: 4, right: 1 },
    ]);
    expect(book.sheets[0]?.hiddenColumns).toEqual([2]);
    expect(rowsOf(book)).toEqual(rowsOf(await read(written(sampleBook(), 'xlsx'), 'a.xlsx')));
    expect(book.sheets[0]?.rows[2]?.cells).toEqual([
      2,
      '1-已完成',
      '第一行\n第二行',
      { day: '2024-05-02' },
      { number: 1 / 30, shown: '3.3%' },
      false,
      1.1,
      0,
      'ab',
      123456.789,
    ]);
    // Under the merged area.
    expect(book.sheets[0]?.rows[3]?.cells[1]).toBeUndefined();
  });

  it('knows the contents whatever the name says', async () => {
    const old = await read(written(sampleBook(), 'biff8'), '报送表.xlsx');
    expect(old.format).toBe('xls');
    expect(old.notes).toEqual([{ code: 'name_and_content_differ' }]);
    expect((await read(written(sampleBook(), 'xlsx'), '报送表.xls')).format).toBe('xlsx');
    expect((await read(written(sampleBook(), 'biff8'), '报送表.et')).format).toBe('et');
    expect((await read(written(sampleBook(), 'xlsx'), '报送表.et')).notes).toEqual([]);
    expect((await read(Buffer.from('a,b\n'), '报送表.xlsx')).notes).toEqual([
      { code: 'name_and_content_differ' },
    ]);
  });

  it('reads OpenDocument', async () => {
    const book = await read(written(sampleBook(), 'ods'), '报送表.ods');
    expect(book.format).toBe('ods');
    expect(book.sheets[0]?.rows[2]?.cells.slice(0, 5)).toEqual([
      2,
      '1-已完成',
      '第一行\n第二行',
      { day: '2024-05-02' },
      { number: expect.closeTo(1 / 30) as number, shown: '3.33%' },
    ]);
  });

  it('reads what exceljs writes', async () => {
    const book = await read(await styledBook(), 'a.xlsx');
    expect(book.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
      ['报送表', false],
      ['隐藏', true],
    ]);
    expect(book.sheets[0]?.rows[3]).toEqual({
      r: 3,
      hidden: false,
      cells: ['1-1', '粗体', '整改中', { day: '2024-05-02' }, { number: 0.05, shown: '5%' }, '式'],
    });
    expect(book.sheets[0]?.rows[2]?.hidden).toBe(true);
  });

  it.each(['xlsx', 'xlsb', 'biff8'] as const)('flags what is hidden in %s', async (bookType) => {
    const made = sampleBook();
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] };
    const book = await read(written(made, bookType), 'a');
    expect(book.sheets.map((sheet) => sheet.hidden)).toEqual([false, true]);
  });

  it.each(['xlsx', 'xlsb', 'biff8'] as const)('counts days from 1904 where %s says so', async (bookType) => {
    const made = sampleBook();
    made.Workbook = { WBProps: { date1904: true } };
    const sheet = made.Sheets['报送表'];
    if (sheet !== undefined) sheet['A2'] = { t: 'n', v: 43981, z: 'yyyy-mm-dd' };
    const book = await read(written(made, bookType), 'a');
    expect(book.sheets[0]?.rows[1]?.cells[0]).toEqual({ day: '2024-05-31' });
    // A bare number beside it counts so too; only who reads it as a day can know that it is one.
    expect(book.notes).toContainEqual({ code: 'days_from_1904' });
  });

  it('reads an old workbook whose texts run over its records', async () => {
    const long = Array.from({ length: 400 }, (_, i) => [`${i}号`.repeat(40), `plain ${i} `.repeat(30)]);
    const made = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet(long), '长文');
    const book = await read(written(made, 'biff8'), 'a.xls');
    expect(book.sheets[0]?.rows.map((row) => row.cells)).toEqual(long);
  });
});

describe('old workbooks by their records', () => {
  const record = (type: number, ...data: (number[] | Buffer)[]): Buffer => {
    const body = Buffer.concat(data.map((piece) => Buffer.from(piece)));
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const u16 = (value: number): number[] => [value & 255, value >> 8];
  const u32 = (value: number): number[] => [...u16(value & 65535), ...u16(value >>> 16)];
  const bof = (kind: number): Buffer => record(0x0809, u16(0x0600), u16(kind), Buffer.alloc(12));
  const eof = record(0x000a);

  function book(globals: Buffer[], cells: Buffer[]): Uint8Array {
    const name = Buffer.from('表', 'utf16le');
    const sheetRecord = (at: number): Buffer => record(0x0085, u32(at), [0, 0, 1, 1], name);
    const length = Buffer.concat([bof(5), ...globals, sheetRecord(0), eof]).length;
    const stream = Buffer.concat([
      bof(5),
      ...globals,
      sheetRecord(length),
      eof,
      bof(16),
      ...cells,
      eof,
      Buffer.alloc(5000),
    ]);
    const file = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(file, '/Workbook', stream);
    return XLSX.CFB.write(file, { type: 'buffer' }) as Buffer;
  }
  const xf = (format: number): Buffer => record(0x00e0, u16(0), u16(format), Buffer.alloc(16));
  const values = async (globals: Buffer[], cells: Buffer[]): Promise<unknown> =>
    (await read(book(globals, cells), 'a.xls')).sheets[0]?.rows.map((row) => row.cells);

  it('reads shared texts, split between characters and between their widths', async () => {
    const text = Buffer.from('整改', 'utf16le');
    const sst = [
      record(0x00fc, u32(4), u32(4), [...u16(2), 1], text, [...u16(4), 1], text),
      // Goes on in bytes.
      record(0x003c, [0], Buffer.from('ab'), [...u16(2), 8, ...u16(1)], Buffer.from('rt'), [0, 0, 0, 0]),
      record(0x003c, [...u16(1), 5, ...u32(6)], Buffer.from('音', 'utf16le'), Buffer.alloc(6)),
    ];
    const cell = (c: number, index: number): Buffer => record(0x00fd, u16(0), u16(c), u16(0), u32(index));
    expect(
      await values(
        [xf(0), ...sst],
        [0, 1, 2, 3].map((i) => cell(i, i)),
      ),
    ).toEqual([['整改', '整改ab', 'rt', '音']]);
  });

  it('reads packed numbers, formulas and their texts, the Chinese formats, errors', async () => {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(45443, 0);
    const at = (c: number, style = 0): number[] => [...u16(0), ...u16(c), ...u16(style)];
    const cells = [
      record(0x027e, at(0), u32((165800 << 2) | 2)),
      record(0x027e, at(1), u32((1658 << 2) | 3)),
      record(0x00bd, u16(0), u16(2), u16(0), u32((7 << 2) | 2), u16(1), u32((45443 << 2) | 2), u16(3)),
      record(0x0006, at(4, 1), double, Buffer.alloc(8)),
      record(0x0006, at(5), [0, 0, 0, 0, 0, 0, 255, 255], Buffer.alloc(8)),
      record(0x0207, u16(2), [1], Buffer.from('结果', 'utf16le')),
      record(0x0006, at(6), [1, 0, 0, 0, 0, 0, 255, 255], Buffer.alloc(8)),
      record(0x0006, at(7), [2, 0, 42, 0, 0, 0, 255, 255], Buffer.alloc(8)),
      record(0x0006, at(8), [3, 0, 0, 0, 0, 0, 255, 255], Buffer.alloc(8)),
      record(0x0205, at(9), [7, 1]),
      record(0x0205, at(10), [1, 0]),
      record(0x0204, at(11), u16(2), [0], Buffer.from('ok')),
    ];
    expect(await values([xf(0), xf(31)], cells)).toEqual([
      [
        165800,
        16.58,
        7,
        { day: '2024-05-31' },
        { day: '2024-05-31' },
        '结果',
        false,
        { error: '#N/A' },
        undefined,
        { error: '#DIV/0!' },
        true,
        'ok',
      ],
    ]);
  });

  it('marks hidden rows, passes over charts within, and refuses what refers to nothing', async () => {
    const number = record(0x027e, u16(4), u16(0), u16(0), u32(6));
    const row = record(0x0208, u16(4), Buffer.alloc(10), u16(0x20), u16(0));
    const made = await read(
      book([xf(0)], [row, bof(32), record(0x027e, u16(9), u16(0), u16(0), u32(6)), eof, number]),
      'a.xls',
    );
    expect(made.sheets[0]?.rows).toEqual([{ r: 4, hidden: true, cells: [1] }]);
    const lost = await readWorkbook(book([xf(0)], [record(0x00fd, u16(0), u16(0), u16(0), u32(1))]), 'a.xls');
    expect(lost).toMatchObject({ ok: false, error: { code: 'book_damaged' } });
  });
});

describe('tables as text', () => {
  const csv = async (content: string | Uint8Array): Promise<unknown> =>
    (await read(typeof content === 'string' ? Buffer.from(content) : content, '目录/某单位.csv')).sheets.map(
      (sheet) => [sheet.name, sheet.rows.map((row) => [row.r, ...row.cells])],
    );
  const table = (...rows: unknown[]): unknown => [['某单位', rows]];

  it('keeps every cell the text it is', async () => {
    expect(await csv('001,1e5,2024/5/31,TRUE,-1,16.50\n')).toEqual(
      table([0, '001', '1e5', '2024/5/31', 'TRUE', '-1', '16.50']),
    );
    expect(await csv('="001",110101199001011234\t\n')).toEqual(table([0, '001', '110101199001011234']));
  });

  it('reads UTF-8 with and without mark, UTF-16 and GB18030', async () => {
    const text = '编号,措施\r\n001,"整改,完成"\r\n';
    const expected = table([0, '编号', '措施'], [1, '001', '整改,完成']);
    expect(await csv(text)).toEqual(expected);
    expect(await csv(`\ufeff${text}`)).toEqual(expected);
    expect(await csv(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected);
    expect(await csv(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(expected);
    expect(await csv(gbTable())).toEqual(expected);
  });

  it('reads quotes, line ends within them, other separators', async () => {
    expect(await csv('a;"b;""c""\r\nd";e\r"x"y;;\n')).toEqual(table([0, 'a', 'b;"c"\nd', 'e'], [1, 'xy']));
    expect(await csv('a\tb, c\nd\t\n')).toEqual(table([0, 'a', 'b, c'], [1, 'd']));
    expect(await csv('sep=|\na|b,c\n')).toEqual(table([0, 'a', 'b,c']));
    expect(await csv('a,"b\n1,2')).toEqual(table([0, 'a', '"b'], [1, '1', '2']));
    expect(await csv('\n\n,,\n,x\n')).toEqual(table([3, undefined, 'x']));
    expect(await csv('一行没有分隔')).toEqual(table([0, '一行没有分隔']));
  });

  it('takes a text without any separator for a table only where its name says so', async () => {
    const letter = Buffer.from('各单位：\n请于每月五日前报送。\n');
    expect(await readWorkbook(letter, '通知.txt')).toMatchObject({ error: { code: 'book_is_document' } });
    expect(await readWorkbook(letter, '通知.csv')).toMatchObject({ ok: true });
    expect(await readWorkbook(Buffer.from('编号\t措施\n'), '表.txt')).toMatchObject({ ok: true });
  });

  it('tells of characters that were lost', async () => {
    const text = Buffer.from('编号,'.repeat(200));
    const broken = Buffer.concat([text, Buffer.from([0xff]), text]);
    const book = await read(broken, 'a.csv');
    expect(book.notes).toEqual([{ code: 'characters_lost', sheet: 'a' }]);
  });

  it('is bounded', async () => {
    expect(await readWorkbook(Buffer.from(','.repeat(20_000)), 'a.csv')).toMatchObject({
      error: { code: 'book_too_many_cells' },
    });
    expect(await readWorkbook(Buffer.from('1\n'.repeat(1_048_577)), 'a.csv')).toMatchObject({
      error: { code: 'book_too_many_cells' },
    });
  });
});
