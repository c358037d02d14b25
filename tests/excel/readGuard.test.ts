import * as XLSX from '@e965/xlsx';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { limits } from '../../electron/excel/read/limits.ts';
import type { Failure } from '../../shared/result.ts';
import { hand, handParts, oneSheet, sheetXml, zipped } from './parts.ts';

async function refusal(bytes: Uint8Array, name = '报送表.xlsx'): Promise<Failure | null> {
  const result = await readWorkbook(bytes, name);
  return result.ok ? null : result.error;
}

async function code(bytes: Uint8Array, name?: string): Promise<string | null> {
  return (await refusal(bytes, name))?.code ?? null;
}

const good = (): Uint8Array => oneSheet('<row r="1"><c r="A1"><v>1</v></c></row>');
const withSheet = (sheet: { before?: string; rows?: string; after?: string }): Uint8Array =>
  hand({ sheets: [{ name: '表', ...sheet }] });

/** Where the directory's record of the n-th entry begins. */
function central(bytes: Uint8Array, n: number): number {
  const b = Buffer.from(bytes);
  let at = b.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  for (let i = 0; i < n; i++) at = b.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 4);
  return at;
}

function patched(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, at);
  return copy;
}

describe('what is no workbook is named for what it is', () => {
  it.each([
    ['', 'book_empty_file'],
    ['\0'.repeat(40), 'book_empty_file'],
    ['\r\n  \n', 'book_empty_file'],
    ['%PDF-1.7\n...', 'book_is_pdf'],
    ['\u0089PNG\r\n\u001a\n', 'book_is_image'],
    ['\u00ff\u00d8\u00ff\u00e0\u0000', 'book_is_image'],
    ['GIF89a', 'book_is_image'],
    ['Rar!\u001a\u0007\u0000', 'book_is_archive'],
    ['7z\u00bc\u00af\u0027\u001c', 'book_is_archive'],
    ['\u001f\u008b\u0008\u0000', 'book_is_archive'],
    ['{\\rtf1\\ansi', 'book_is_document'],
    ['<html><body><table><tr><td>1</td></tr></table></body></html>', 'book_is_web_page'],
    ['\ufeff\r\n<!DOCTYPE html><html>', 'book_is_web_page'],
    ['<table border="1"><tr><td>1', 'book_is_web_page'],
    ['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 'book_is_web_page'],
    ['MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"', 'book_is_web_page'],
    ['%TSD-Header-###%\u0001\u0002\u0003', 'book_encrypted'],
    ['b\u0014#e\u0000\u0000E-SafeNet\u0000\u0000LOCK', 'book_encrypted'],
    ['ID;PWXL;N;E\r\n', 'book_unreadable'],
    ['MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'book_unreadable'],
    ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'book_damaged'],
    ['PK\u0003\u0004', 'book_damaged'],
    ['\u0080\u0081\u00ff\u00fe\u0080\u0082', 'book_unknown_encoding'],
  ])('%j → %s', async (content, expected) => {
    const bytes = Buffer.from(content, content.startsWith('\ufeff') ? 'utf8' : 'latin1');
    expect(await code(bytes, 'a.xls')).toBe(expected);
  });

  it('tells documents, presentations and archives from workbooks', async () => {
    const relation = (target: string): string =>
      `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="${target}"/></Relationships>`;
    expect(
      await code(
        zipped({
          '[Content_Types].xml': '',
          '_rels/.rels': relation('word/document.xml'),
          'word/document.xml': '',
        }),
      ),
    ).toBe('book_is_document');
    expect(await code(zipped({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }))).toBe(
      'book_is_document',
    );
    expect(
      await code(zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' })),
    ).toBe('book_is_document');
    expect(await code(zipped({ 'a.xlsx': good() }))).toBe('book_is_archive');
    expect(await code(zipSync({}))).toBe('book_is_archive');
  });

  it('tells encrypted files', async () => {
    const { CFB } = XLSX;
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, '/EncryptionInfo', Buffer.from('x'));
    CFB.utils.cfb_add(file, '/EncryptedPackage', Buffer.alloc(5000, 1));
    expect(await code(CFB.write(file, { type: 'buffer' }) as Buffer)).toBe('book_encrypted');
    const entry = good();
    const flagged = Buffer.from(entry);
    flagged.writeUInt16LE(1, central(entry, 0) + 8);
    expect(await code(flagged)).toBe('book_encrypted');
    // An old workbook under a password: the record FILEPASS behind the beginning.
    const old = CFB.utils.cfb_new();
    const begin = Buffer.from('0908100000060500bb0dcc07c100000006030000', 'hex');
    CFB.utils.cfb_add(
      old,
      '/Workbook',
      Buffer.concat([begin, Buffer.from('2f0006000000123456780a000000', 'hex'), Buffer.alloc(5000)]),
    );
    expect(await code(CFB.write(old, { type: 'buffer' }) as Buffer)).toBe('book_encrypted');
    expect(
      await code(
        zipped({
          mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
          'content.xml': 'x',
          'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>',
        }),
      ),
    ).toBe('book_encrypted');
  });

  it('tells old documents and formats older than can be read', async () => {
    const { CFB } = XLSX;
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, '/WordDocument', Buffer.alloc(5000, 1));
    expect(await code(CFB.write(file, { type: 'buffer' }) as Buffer, 'a.xls')).toBe('book_is_document');
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[1]]), 'a');
    expect(await code(XLSX.write(book, { type: 'buffer', bookType: 'biff5' }) as Buffer, 'a.xls')).toBe(
      'book_unreadable',
    );
  });
});

describe('nothing is lost silently', () => {
  it('refuses a workbook whose sheet is not there', async () => {
    const made = {
      sheets: [
        { name: '一', rows: '' },
        { name: '二', rows: '' },
      ],
    };
    expect(await refusal(hand({ ...made, without: ['xl/worksheets/sheet2.xml'] }))).toEqual({
      code: 'book_sheet_lost',
      detail: { sheet: '二' },
    });
    const { 'xl/_rels/workbook.xml.rels': rels = '', ...parts } = handParts(made);
    expect(
      await code(
        zipped({ ...parts, 'xl/_rels/workbook.xml.rels': String(rels).replace('"rId2"', '"rId9"') }),
      ),
    ).toBe('book_sheet_lost');
    expect(await code(hand({ sheets: [] }))).toBe('book_no_sheet');
    expect(await code(hand({ ...made, without: ['xl/workbook.xml'] }))).toBe('book_damaged');
  });

  it('refuses cells that refer to nothing, and places outside a sheet', async () => {
    for (const rows of [
      '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
      '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
      '<row r="1048577"><c><v>1</v></c></row>',
      '<row r="0"><c><v>1</v></c></row>',
      '<row r="x"><c><v>1</v></c></row>',
      '<row r="1"><c r="XFE1"><v>1</v></c></row>',
      '<row r="1"><c r="1"><v>1</v></c></row>',
    ])
      expect([rows, await code(withSheet({ rows }))]).toEqual([rows, 'book_damaged']);
    expect(await code(withSheet({ after: '<mergeCells><mergeCell ref="A1:XFE2"/></mergeCells>' }))).toBe(
      'book_damaged',
    );
    expect(await code(withSheet({ after: '<mergeCells><mergeCell ref="?"/></mergeCells>' }))).toBe(
      'book_damaged',
    );
  });

  it('refuses bytes that changed, in every part that is read', async () => {
    const bytes = good();
    const copy = Buffer.from(bytes);
    const at = copy.indexOf('xl/worksheets/sheet1.xml');
    copy.writeUInt8((copy[at + 40] ?? 0) ^ 0xff, at + 40);
    expect(await code(copy)).toBe('book_damaged');
    for (const length of [10, 100, bytes.length - 30, bytes.length - 1])
      expect(await code(bytes.subarray(0, length))).toBe('book_damaged');
  });

  it('refuses XML that breaks off', async () => {
    const xml = sheetXml({
      rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>',
      after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    });
    for (let length = xml.indexOf('<row'); length < xml.length - 1; length++)
      expect(await code(hand({ sheets: [{ name: '表', xml: xml.slice(0, length) }] }))).toBe('book_damaged');
  });
});

describe('bombs are refused before they are built', () => {
  it('by size on disk, of a part, of all', async () => {
    expect(await refusal(new Uint8Array(limits.file + 1))).toEqual({
      code: 'book_too_large',
      detail: { bytes: limits.file + 1, limit: limits.file },
    });
    // What the directory says is enough: nothing is unpacked.
    const bytes = good();
    expect(await code(patched(bytes, central(bytes, 3) + 24, limits.part + 1))).toMatch(
      /^book_(?:too_large|bomb)$/,
    );
    expect(
      await code(
        hand({
          sheets: [{ name: '表' }],
          more: { 'xl/styles.xml': ' '.repeat(limits.styles + 1) },
          level: 0,
        }),
      ),
    ).toBe('book_too_large');
  });

  it('by ratio, by lies about the size, by overlapping and by too many entries', async () => {
    expect(await code(hand({ sheets: [{ name: '表', rows: ' '.repeat(20_000_000) }], level: 9 }))).toBe(
      'book_bomb',
    );
    const bytes = good();
    expect(await code(patched(bytes, central(bytes, 3) + 24, 10))).toBe('book_bomb');
    expect(await code(patched(bytes, central(bytes, 3) + 42, 0))).toBe('book_bomb');
    const many: Record<string, string> = {};
    for (let i = 0; i <= limits.entries; i++) many[`xl/media/${i}`] = '';
    expect(await code(hand({ sheets: [{ name: '表' }], more: many }))).toBe('book_bomb');
  });

  it('with entities, in any part that is read', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>';
    const parts = handParts({ sheets: [{ name: '表', rows: '' }], strings: '' });
    for (const name of [
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/worksheets/sheet1.xml',
      'xl/styles.xml',
      'xl/sharedStrings.xml',
    ])
      expect([name, await code(zipped({ ...parts, [name]: bomb + String(parts[name]) }))]).toEqual([
        name,
        'book_bomb',
      ]);
  });

  it('by two parts of one name', async () => {
    expect(await code(hand({ sheets: [{ name: '表' }], more: { 'XL/Workbook.xml': '<workbook/>' } }))).toBe(
      'book_damaged',
    );
  });

  it('by areas of validations, names and merged cells, but not for a whole column', async () => {
    const validation = (area: string): string =>
      `<dataValidations><dataValidation type="list" sqref="${area}"><formula1>"a"</formula1></dataValidation></dataValidations>`;
    expect(await refusal(withSheet({ after: validation('B2 A1:J1048576') }))).toEqual({
      code: 'book_absurd_area',
      detail: { sheet: '表', area: 'A1:J1048576' },
    });
    expect(
      await code(withSheet({ after: '<extLst><ext><xm:sqref>A1:XFD1048576</xm:sqref></ext></extLst>' })),
    ).toBe('book_absurd_area');
    expect(await code(withSheet({ after: validation('F1:F1048576 H2:H1048576') }))).toBeNull();
    expect(await code(withSheet({ after: '<mergeCells><mergeCell ref="A1:V1048576"/></mergeCells>' }))).toBe(
      'book_absurd_area',
    );
    const named = (names: string): Uint8Array => hand({ sheets: [{ name: '表', rows: '' }], names });
    expect(await code(named("<definedName name='a'>'表'!$A$1:$XFD$1048576</definedName>"))).toBe(
      'book_absurd_area',
    );
    expect(
      await code(
        named('<definedName name="_xlnm._FilterDatabase" hidden="1">表!$A$1:$V$1048576</definedName>'),
      ),
    ).toBeNull();
    expect(await code(named('<definedName name="单位">清单!$A$1:$A$1048576</definedName>'))).toBeNull();
  });

  it('by merged areas: ten thousand are read at once, more than twenty thousand are not', async () => {
    const merges = (n: number): string =>
      `<mergeCells>${Array.from({ length: n }, (_, i) => `<mergeCell ref="A${2 * i + 1}:C${2 * i + 2}"/>`).join('')}</mergeCells>`;
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="B${i + 1}"><v>2</v></c></row>`,
    ).join('');
    const result = await readWorkbook(withSheet({ rows, after: merges(10_000) }), 'a.xlsx');
    expect(result.ok && result.value.sheets[0]?.merges.length).toBe(10_000);
    expect(result.ok && result.value.sheets[0]?.rows.length).toBe(10_000);
    expect(await refusal(withSheet({ after: merges(20_001) }))).toMatchObject({
      code: 'book_too_many_merges',
    });
    // Laid over each other they would take for ever.
    const pile = `<mergeCells>${'<mergeCell ref="A1:A20000"/>'.repeat(20_000)}</mergeCells>`;
    expect(await code(withSheet({ rows, after: pile }))).toBe('book_absurd_area');
  });

  it('by cells with values, not by rows', async () => {
    let seed = 1;
    const digit = (): number => (seed = (seed * 16807) % 2147483647) % 10;
    let row = '';
    for (let i = 0; i < 10_000; i++) row += `<c><v>${digit()}</v></c>`;
    const rows = `<row>${row}</row>`.repeat(301);
    expect(await refusal(hand({ sheets: [{ name: '表', rows }], level: 1 }))).toMatchObject({
      code: 'book_too_many_cells',
    });
  });

  it('by holes that would have to be kept', async () => {
    let rows = '';
    for (let r = 1; r <= 60_000; r++) rows += `<row r="${r}"><c r="APL${r}"><v>${r}</v></c></row>`;
    expect(await code(withSheet({ rows }))).toBe('book_too_many_cells');
  });

  it('but not for styles nested deeply or without end', async () => {
    const deep =
      '<styleSheet>' +
      '<a>'.repeat(200_000) +
      '</a>'.repeat(200_000) +
      `<cellXfs>${'<xf numFmtId="14"/>'.repeat(64_000)}</cellXfs></styleSheet>`;
    const bytes = hand({
      sheets: [{ name: '表', rows: '<row><c s="63999"><v>45443</v></c></row>' }],
      more: { 'xl/styles.xml': deep },
      level: 0,
    });
    const result = await readWorkbook(bytes, 'a.xlsx');
    expect(result.ok && result.value.sheets[0]?.rows[0]?.cells[0]).toEqual({ day: '2024-05-31' });
  });

  it('in time, for quotes, tags and texts that are never closed', async () => {
    const long = 300_000;
    for (const xml of [
      `<worksheet><sheetData>${'<row r="'.repeat(long)}`,
      `<worksheet>${'<a b="'.repeat(long)}`,
      `<worksheet><sheetData><row>${'<c t="inlineStr"><is>'.repeat(long)}`,
      `<worksheet>${'<!--'.repeat(long)}`,
      `<worksheet>${'sheetData'.repeat(long)}`,
    ])
      expect(await code(hand({ sheets: [{ name: '表', xml }], level: 0 }))).toBe('book_damaged');
  });

  it('in an archive of OpenDocument by repeats', async () => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[1]]), '表');
    const parts = unzipSync(XLSX.write(book, { type: 'buffer', bookType: 'ods' }) as Buffer);
    const content = Buffer.from(parts['content.xml'] ?? []).toString('utf8');
    const repeated = (rows: number, columns: number): Uint8Array =>
      zipped({
        ...parts,
        'content.xml': content
          .replace('<table:table-row', `<table:table-row table:number-rows-repeated="${rows}"`)
          .replace('<table:table-cell', `<table:table-cell table:number-columns-repeated="${columns}"`),
      });
    const read = await readWorkbook(repeated(2, 3), 'a.ods');
    expect(read.ok && read.value.sheets[0]?.rows.map((row) => row.cells)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(await code(repeated(1_000_000, 4), 'a.ods')).toBe('book_too_many_cells');
  });
});
