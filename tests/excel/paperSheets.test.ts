import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import xlsx from '@e965/xlsx';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { paperSheets } from '../../electron/excel/paperSheets.ts';
import { writePaperWorkbook } from '../../electron/excel/paperWorkbook.ts';
import { stored } from '../../electron/excel/plan.ts';
import type { SheetPlan } from '../../electron/excel/plan.ts';
import { cutRows, rowHeights } from '../../electron/excel/sheetHeights.ts';
import { SheetNames } from '../../electron/excel/sheetNames.ts';
import { piecesOf } from '../../electron/excel/textPieces.ts';
import type { PaperBlock, PaperDoc } from '../../shared/contract/types.ts';
import { landscape, paragraph, portrait, title } from '../../shared/papers/blocks.ts';
import { readByOpenpyxl } from '../office/openpyxl.ts';
import { everyBlock } from '../papers/everyBlock.ts';

const folder = mkdtempSync(join(tmpdir(), 'paper-sheets-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const docOf = (blocks: readonly PaperBlock[], of = portrait): PaperDoc => ({
  title: '文书',
  forms: ['xlsx'],
  revision: 1,
  sections: [of(blocks)],
  notes: [],
  differing: 0,
});
const textsOf = (plan: SheetPlan): string[] =>
  plan.rows.flatMap((row) => row.cells.flatMap((cell) => (cell === null ? [] : [String(stored(cell))])));
const only = (doc: PaperDoc): SheetPlan => {
  const [first, ...others] = paperSheets(doc);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} sheets`);
  return first;
};
/** A grey picture of that many pixels. */
function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32BE(data.length, 0);
    sizes.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([sizes.subarray(0, 4), body, sizes.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const lines = Buffer.alloc((width + 1) * height, 128);
  for (let y = 0; y < height; y += 1) lines[y * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a paper as a workbook', () => {
  test('has a sheet a section, of its size and turn, with its list to filter and its headings on every page', async () => {
    const file = join(folder, '每种.xlsx');
    const charts = [png(1600, 900), png(300, 200)];
    expect(await writePaperWorkbook(everyBlock, charts, file)).toEqual([]);
    const [first, second, ...others] = await readByOpenpyxl(file);
    expect(others).toEqual([]);
    expect([first?.name, first?.paper, first?.orientation, first?.filter]).toEqual([
      '关于巡察整改情况的报告',
      9,
      'portrait',
      null,
    ]);
    expect([second?.name, second?.paper, second?.orientation]).toEqual(['巡察整改台账', 8, 'landscape']);
    // 附件, title, headings; then a head of a group, 60 rows, and below the list the places to sign.
    expect(second?.filter).toBe('A3:D64');
    expect(second?.titles).toContain('3');
    const said = Object.values(first?.values ?? {}).join('\n');
    for (const words of [
      '集团党委：',
      '　　截至2024年8月31日，巡察反馈的4个方面28个问题，已完成整改26个。',
      '填报人：',
    ])
      expect(said).toContain(words);
    const parts = unzipSync(new Uint8Array(readFileSync(file)));
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/media/'))).toHaveLength(2);
    expect(Buffer.from(parts['xl/media/picture1.png'] ?? []).equals(charts[0] ?? new Uint8Array())).toBe(
      true,
    );
    // The large one is set smaller, both lie in rows as high as they are.
    const anchors = [
      ...strFromU8(parts['xl/drawings/drawing1.xml'] ?? new Uint8Array()).matchAll(/cx="(\d+)" cy="(\d+)"/g),
    ];
    expect(anchors.map(([, cx, cy]) => Math.round((Number(cx) / Number(cy)) * 10))).toEqual([18, 15]);
    const plan = paperSheets(everyBlock, charts)[0];
    for (const picture of plan?.pictures ?? [])
      expect((plan?.rows[picture.row]?.height ?? 0) * (96 / 72)).toBeGreaterThanOrEqual(picture.height);
  });

  test('keeps figures as numbers and days as days, and everything else as the text it is', () => {
    const columns = ['名称', '数量', '金额（元）', '完成率', '销号日期', '整改期限', '文号', '编号'].map(
      (one) => ({
        title: one,
        share: 1,
      }),
    );
    const rows = [
      ['2024', '12', '165,800.00', '89.29%', '2024年8月31日', '2024.5.31', '2024', '007'],
      ['=1+1', '0', '35.05', '—', '', '长期坚持', '12', '8'],
      ['+86', '-3', '1,234,567.89', '0.00%', '2024-02-30', '2024.12.31\n并长期坚持', '3', '@x'],
    ].map((cells) => ({ cells }));
    const plan = only(docOf([title('表'), { block: 'table', columns, rows }]));
    const shown = plan.rows
      .slice(2)
      .map((row) => row.cells.map((cell) => cell && `${cell.as} ${String(cell.value)}`));
    expect(shown).toEqual([
      [
        'text 2024',
        'count 12',
        'yuan 16580000',
        'rate 8929',
        'day 2024-08-31',
        'day 2024-05-31',
        'text 2024',
        'text 007',
      ],
      ['text =1+1', 'count 0', 'yuan 3505', 'text —', null, 'text 长期坚持', 'text 12', 'text 8'],
      [
        'text +86',
        'count -3',
        'yuan 123456789',
        'rate 0',
        'text 2024-02-30',
        'text 2024.12.31\n并长期坚持',
        'text 3',
        'text @x',
      ],
    ]);
  });

  test('gives several long tables sheets of their own and says where they are', () => {
    const table = (name: string, count: number): PaperBlock => ({
      block: 'table',
      title: name,
      columns: [
        { title: '编号', share: 1 },
        { title: '问题', share: 4 },
      ],
      rows: Array.from({ length: count }, (_, i) => ({ cells: [String(i), `问题${i}`] })),
    });
    const doc = docOf([title('档案'), table('措施', 40), table('材料', 30), table('意见', 2)]);
    const sheets = paperSheets(doc);
    expect(sheets.map(({ name, filter }) => [name, filter])).toEqual([
      ['档案', 7],
      ['措施', 2],
      ['材料', 2],
    ]);
    expect(textsOf(sheets[0] as SheetPlan)).toContain('（见“材料”表）');
  });
});

describe('what is too long for a row', () => {
  const long = '整改工作取得明显成效，各项任务按计划推进。'.repeat(120);

  test('goes on in the next row as a paragraph, with nothing lost', async () => {
    const doc = docOf([paragraph(long)]);
    const plan = only(doc);
    expect(plan.rows.length).toBeGreaterThan(1);
    expect(textsOf(plan).join('')).toBe(`　　${long}`);
    expect(Math.max(...rowHeights(plan))).toBeLessThanOrEqual(409);
    expect(cutRows(plan)).toEqual([]);
    expect(await writePaperWorkbook(doc, [], join(folder, 'long.xlsx'))).toEqual([]);
  });

  test('is told in words where it stands in a list, and stands whole in the file', async () => {
    const doc = docOf(
      [
        title('台账'),
        {
          block: 'table',
          columns: [
            { title: '编号', share: 1 },
            { title: '整改进展', share: 5 },
          ],
          rows: [{ cells: ['1', '短'] }, { cells: ['2', long] }],
        },
      ],
      landscape,
    );
    const file = join(folder, 'cut.xlsx');
    expect(await writePaperWorkbook(doc, [], file)).toEqual([
      '“台账”表第4行：“整改进展”的内容太长，一行放不下，纸上会缺后面的部分。',
    ]);
    const sheet = xlsx.read(readFileSync(file), { type: 'buffer', dense: true }).Sheets['台账'];
    expect(sheet?.['!data']?.[3]?.[1]?.v).toBe(long);
  });

  test('is broken nowhere but between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('整', '。', 'a', '\n', '😀'), maxLength: 4000 }),
        (words) => {
          const pieces = piecesOf(words, [40], 'text');
          expect(pieces.join('').replaceAll('\n', '')).toBe(words.replaceAll('\n', ''));
          for (const piece of pieces) expect(piece).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('names of sheets', () => {
  test('hold no sign of an address, are short, and each is there once', () => {
    const names = new SheetNames();
    const given = ["a/b:c*?[x]'", 'ABC', 'abc', '', '', '长'.repeat(50), '长'.repeat(50), 'History'].map(
      (one) => names.take(one),
    );
    expect(given).toEqual([
      'abcx',
      'ABC',
      'abc（2）',
      '表',
      '表（2）',
      '长'.repeat(31),
      `${'长'.repeat(28)}（2）`,
      'History（2）',
    ]);
  });
});

describe('blocks of any shape', () => {
  const words = fc.string({ unit: fc.constantFrom('整', '改', '1', '，'), minLength: 1, maxLength: 8 });
  const block: fc.Arbitrary<PaperBlock> = fc.oneof(
    fc.record({
      block: fc.constant('facts' as const),
      pairs: fc.array(fc.record({ label: words, value: words, wide: fc.boolean() }), { maxLength: 5 }),
    }),
    fc.record({
      block: fc.constant('signs' as const),
      places: fc.array(words, { minLength: 1, maxLength: 6 }),
    }),
    fc.record({
      block: fc.constant('places' as const),
      places: fc.array(fc.record({ name: words, opinion: words, who: words, on: words }), { maxLength: 6 }),
    }),
    fc.integer({ min: 1, max: 9 }).chain((width) =>
      fc.record({
        block: fc.constant('table' as const),
        columns: fc.array(fc.record({ title: words, share: fc.double({ min: 0.1, max: 90, noNaN: true }) }), {
          minLength: width,
          maxLength: width,
        }),
        rows: fc.array(fc.record({ cells: fc.array(words, { minLength: width, maxLength: width }) }), {
          maxLength: 20,
        }),
      }),
    ),
    fc.record({
      block: fc.constant('chart' as const),
      chart: fc.record({
        kind: fc.constant('bars' as const),
        title: words,
        unit: fc.constant('个'),
        categories: fc.array(words, { maxLength: 4 }),
        series: fc.array(fc.record({ name: words, values: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }) }), {
          maxLength: 8,
        }),
        text: fc.constant(''),
      }),
    }),
  );

  test('lose no word, and no two merged cells overlap', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), fc.boolean(), (blocks, across) => {
        const sheets = paperSheets(docOf(blocks, across ? landscape : portrait));
        const said = sheets.flatMap(textsOf).join('\n').replaceAll(/\s/g, '');
        for (const one of blocks) {
          const wanted =
            one.block === 'table'
              ? one.rows.flatMap((row) => row.cells.map(String))
              : one.block === 'signs'
                ? one.places
                : one.block === 'facts'
                  ? one.pairs.flatMap(({ label, value }) => [label, value])
                  : one.block === 'places'
                    ? one.places.flatMap(({ name, opinion, who, on }) => [name, opinion, who, on])
                    : [];
          for (const text of wanted) expect(said).toContain(text);
        }
        for (const { rows, columns } of sheets)
          for (const row of rows) {
            expect(row.cells.length).toBeLessThanOrEqual(columns.length);
            let free = 0;
            for (const [first, last] of row.merges ?? []) {
              expect(first).toBeGreaterThanOrEqual(free);
              expect(last).toBeLessThan(columns.length);
              free = last + 1;
              expect(row.cells.slice(first + 1, last + 1).every((cell) => (cell ?? null) === null)).toBe(
                true,
              );
            }
          }
      }),
      { numRuns: 150 },
    );
  });
});
