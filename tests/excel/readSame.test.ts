/** The reader's own way through the bytes against the kept library: the same values, whoever wrote the file. */
import * as XLSX from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { gridsOf, loadFormatter } from '../../electron/excel/read/sheetjs.ts';
import { newTally } from '../../electron/excel/read/tally.ts';
import type { Grid } from '../../shared/returns/grid.ts';
import { sampleBook, styledBook, written } from './samples.ts';
import type { Written } from './samples.ts';

const plainGrids = (grids: readonly Grid[]): unknown =>
  grids.map(({ name, rows, merges }) => ({
    name,
    rows: rows.map((row) => [row.r, ...Array.from(row.cells, (value) => value ?? null)]),
    merges: merges.map((area) => Object.entries(area).toSorted()),
  }));

async function own(bytes: Uint8Array): Promise<unknown> {
  const result = await readWorkbook(bytes, 'a');
  return result.ok ? plainGrids(result.value.sheets) : result.error;
}

async function library(bytes: Uint8Array): Promise<unknown> {
  const book = XLSX.read(bytes, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
  });
  return plainGrids(gridsOf(book, newTally(), await loadFormatter(), []));
}

const text = fc.oneof(
  fc
    .string({ unit: 'grapheme', maxLength: 30 })
    // oxlint-disable-next-line no-control-regex -- what no cell shows
    .filter((s) => !/[\0-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9a-f]{4}_/i.test(s)),
  fc.constantFrom(
    ' 边 上 ',
    '第一行\n第二行',
    '<a b="c">&amp;</a>',
    ']]>',
    '😀𠮷',
    '=1+1',
    '001',
    '_x_',
    '\t',
  ),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 }),
  fc.integer(),
  fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 100),
);
const FORMAT_CODES = ['General', '0', '0.00', '#,##0.00', '0%', '0.0%', '0.00"万元"', '000', '@'];
const DAY_CODES = ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', 'm/d/yy', 'yyyy"年"m"月"', 'h:mm'];
const cell: fc.Arbitrary<XLSX.CellObject | null> = fc.oneof(
  text.map((v): XLSX.CellObject => ({ t: 's', v })),
  fc.tuple(number, fc.constantFrom(...FORMAT_CODES)).map(([v, z]): XLSX.CellObject => ({ t: 'n', v, z })),
  fc
    .tuple(fc.double({ min: 1, max: 80_000, noNaN: true }), fc.constantFrom(...DAY_CODES))
    .map(([v, z]): XLSX.CellObject => ({ t: 'n', v, z })),
  fc.boolean().map((v): XLSX.CellObject => ({ t: 'b', v })),
  fc.constantFrom(0, 7, 15, 23, 29, 36, 42).map((v): XLSX.CellObject => ({ t: 'e', v })),
  number.map((v): XLSX.CellObject => ({ t: 'n', f: 'A1+1', v })),
  fc.constant(null),
);
const made = fc
  .tuple(
    fc.array(fc.array(cell, { maxLength: 12 }), { minLength: 1, maxLength: 15 }),
    fc.array(fc.tuple(fc.nat(12), fc.nat(8), fc.nat(3), fc.nat(3)), { maxLength: 3 }),
  )
  .map(([rows, merges]) => {
    const sheet = XLSX.utils.aoa_to_sheet(rows as unknown[][]);
    sheet['!merges'] = merges
      .filter(([, , h, w]) => h + w > 0)
      .map(([r, c, h, w]) => ({ s: { r, c }, e: { r: r + h, c: c + w } }));
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '报送表');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['x']]), '二');
    return book;
  });

describe('own reading is the library’s', () => {
  it.each(['xlsx', 'xlsb', 'biff8'] as Written[])('of %s that the library writes', async (bookType) => {
    await fc.assert(
      fc.asyncProperty(made, fc.boolean(), async (book, shared) => {
        const bytes = XLSX.write(book, { type: 'buffer', bookType, bookSST: shared }) as Buffer;
        expect(await own(bytes)).toEqual(await library(bytes));
      }),
      { numRuns: 80, seed: 20240831 },
    );
  });

  it('of what exceljs writes', async () => {
    const bytes = await styledBook();
    expect(await own(bytes)).toEqual(await library(bytes));
  });
});

describe('the same workbook otherwise written reads the same', () => {
  const edits: readonly (readonly [string, (xml: string, name: string) => string])[] = [
    [
      'with a prefix',
      (xml) =>
        xml
          .replaceAll(/<(\/?)(?=[a-zA-Z])(?!\w+:)/g, '<$1x:')
          .replace(/xmlns="([^"]*)"/, 'xmlns="$1" xmlns:x="$1"'),
    ],
    [
      'with single quotes',
      (xml) => xml.replaceAll(/(<[^<>]*>)/g, (tag) => (tag.includes("'") ? tag : tag.replaceAll('"', "'"))),
    ],
    [
      'with room in its tags',
      (xml) => xml.replaceAll(/(<[a-zA-Z][^<>?]*?)(\/?>)/g, '$1\n  $2').replaceAll(/ (\w+)="/g, '\n\t$1 = "'),
    ],
    [
      'without addresses',
      (xml, name) => (name.includes('worksheets') ? xml.replaceAll(/<c r="[A-Z]+\d+"/g, '<c') : xml),
    ],
    [
      'with attributes in another order',
      (xml) => xml.replaceAll(/<c r="(\w+)" (s="\d+")? ?(t="\w+")?>/g, '<c $3 $2 r="$1">'),
    ],
    [
      'with comments',
      (xml) =>
        xml.replaceAll('</row>', '<!-- <c r="A1"><v>9</v></c> --></row>').replace('<si>', '<!-- -- --><si>'),
    ],
    [
      'with room between tags',
      (xml, name) =>
        name.includes('worksheets') ? xml.replaceAll(/>(?=<(?:row|c|v|\/c|\/row)\b)/g, '>\r\n   ') : xml,
    ],
    ['with an instruction', (xml) => xml.replace('<sheetData>', '<?keep this?><sheetData>')],
  ];

  it.each(edits)('%s', async (what, edit) => {
    // Only a writer that leaves no cell out may leave the addresses out.
    for (const bytes of what === 'without addresses'
      ? [written(full(), 'xlsx')]
      : [await styledBook(), written(sampleBook(), 'xlsx')]) {
      const parts = unzipSync(bytes);
      let changed = 0;
      for (const name of Object.keys(parts)) {
        if (!/^xl\/(?:worksheets\/[^/]+|sharedStrings|styles|workbook)\.xml$/.test(name)) continue;
        const xml = strFromU8(parts[name] ?? new Uint8Array(0));
        const edited = edit(xml, name);
        if (edited !== xml) changed++;
        parts[name] = strToU8(edited);
      }
      expect(changed).toBeGreaterThan(0);
      expect(await own(zipSync(parts))).toEqual(await own(bytes));
    }
  });

  function full(): XLSX.WorkBook {
    const book = XLSX.utils.book_new();
    const rows = Array.from({ length: 20 }, (_, r) =>
      Array.from({ length: 9 }, (__, c) => (c % 2 === 0 ? `${r}-${c}` : r * c)),
    );
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '表');
    return book;
  }
});
