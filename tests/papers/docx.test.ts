import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { readDocx } from '../../electron/notice/docx.ts';
import { differs, linesOf } from '../../electron/papers/docx/readBack.ts';
import { writeDocx } from '../../electron/papers/docx/writeDocx.ts';
import type { PaperBlock, PaperDoc } from '../../shared/contract/types.ts';
import { landscape, portrait } from '../../shared/papers/blocks.ts';
import { clearAway, must, tempFolder } from '../db/makeLedger.ts';
import { everyBlock } from './everyBlock.ts';

afterEach(clearAway);

/** One white dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

const docOf = (...blocks: PaperBlock[]): PaperDoc => ({ ...everyBlock, sections: [portrait(blocks)] });
const said = (...texts: string[]): PaperDoc =>
  docOf(...texts.map((text): PaperBlock => ({ block: 'text', runs: [{ text }] })));

async function written(doc: PaperDoc, pictures: readonly (Uint8Array | null)[] = []): Promise<Buffer> {
  const file = join(tempFolder(), '文书.docx');
  await writeDocx(doc, pictures, file);
  return readFileSync(file);
}
const part = (bytes: Uint8Array, name: string): string => new TextDecoder().decode(unzipSync(bytes)[name]);

/** What the reader of notices finds: a reader that knows nothing of the writer. */
const linesIn = (bytes: Uint8Array): string[] =>
  must(readDocx(bytes)).blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.text]
      : block.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')),
  );

describe('a paper as .docx', () => {
  it('says every block in its order, to a reader of its own', async () => {
    const bytes = await written(everyBlock);
    const lines = linesIn(bytes).filter((line) => line !== '');
    expect(lines.slice(0, 9)).toEqual([
      '000012',
      '秘密★1年',
      '特急',
      '示例集团有限公司委员会文件',
      '示发〔2024〕12号',
      '关于巡察整改情况的',
      '报告',
      '（截至2024年8月31日）',
      '集团党委：',
    ]);
    expect(lines).toContain('截至2024年8月31日，巡察反馈的4个方面28个问题，已完成整改26个。');
    expect(lines).toContain('附件：1.巡察整改台账');
    expect(lines).toContain('2.问题清单');
    expect(lines).toContain('责任单位|财务部|牵头领导|张三');
    expect(lines.at(-1)).toBe('填报人：|审核人：|分管领导：|日期：');
    expect(lines).toContain(
      '一（一）60|第60条措施：修订采购管理办法，明确审批权限，开展一次专题培训并建立台账。|177|整改中',
    );
  });

  it('keeps rare signs and long texts, and leaves out what no document can hold', async () => {
    const long = '整改'.repeat(16_383) + '！';
    const rare = '镕喆堃珺赟玥旻 𠮷 😀 <b>&amp; "引" \u2028';
    const bytes = await written(said(long, rare, 'a\u0000b\u0007c\ud83dd\ufffe', '第一行\r\n第二行\t后'));
    const lines = linesIn(bytes);
    expect(lines[0]).toBe(long);
    expect(long).toHaveLength(32_767);
    expect(lines[1]).toBe(rare);
    expect(lines[2]).toBe('abc\ufffdd');
    expect(lines.slice(3)).toEqual(['第一行', '第二行 后']);
  });

  it('is read back as it was asked for, whatever the texts', async () => {
    const folder = tempFolder();
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\t', '\n', '\r', ' ', '<', '&', '整', '\ud800'),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (one, two) => {
        const doc = docOf(
          { block: 'title', lines: [one, two] },
          { block: 'facts', pairs: [{ label: one, value: two }] },
          { block: 'table', columns: [{ title: two, share: 1 }], rows: [{ cells: [one] }] },
        );
        await writeDocx(doc, [], join(folder, 'a.docx'));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same bytes for the same paper, without a time or a person in them', async () => {
    const [one, two] = [await written(everyBlock, [DOT]), await written(everyBlock, [DOT])];
    expect(one.equals(two)).toBe(true);
    const core = part(one, 'docProps/core.xml');
    expect(core).toContain('<dc:title>样例文书</dc:title>');
    expect(core).not.toMatch(/creator|lastModifiedBy|created|modified/);
    // Day and time of each entry: 1980-01-01.
    for (const at of entriesOf(one)) expect(one.readUInt32LE(at + 10)).toBe(0x00210000);
  });

  it('puts each picture where its chart stands, with its words; a chart without one is given in words', async () => {
    const bytes = await written(everyBlock, [null, DOT]);
    const document = part(bytes, 'word/document.xml');
    expect(document.match(/<w:drawing>/g)).toHaveLength(1);
    expect(document).toContain('descr="未销号问题由28个降至3个。"');
    expect(document).not.toContain('<w:t xml:space="preserve">未销号问题由28个降至3个。</w:t>');
    const lines = linesIn(bytes);
    expect(lines).toContain('各方面整改进度（单位：个）');
    expect(lines).toContain('落实重大决策部署：已销号9个，未销号1个；其余见表。');
    expect(differs(bytes, everyBlock, [DOT, null])).not.toBeNull();
  });

  it('sets its sheets, its headings that are repeated, and rows that are not split', async () => {
    const tall = '字'.repeat(4000);
    const doc = {
      ...everyBlock,
      sections: [
        portrait([{ block: 'title', lines: ['甲'] }]),
        landscape(
          [
            {
              block: 'table',
              columns: [
                { title: '列', share: 1 },
                { title: '文', share: 2 },
              ],
              rows: [{ cells: ['短', '短'] }, { cells: ['长', tall] }],
            },
          ],
          'a3',
        ),
      ],
    } satisfies PaperDoc;
    const document = part(await written(doc), 'word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>/);
    expect(document).toMatch(/<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"\/>/);
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toMatch(/<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"\/>/);
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    const rows = document.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
    expect(rows.map((row) => row.includes('<w:cantSplit/>'))).toEqual([true, true, false]);
    expect(document.match(/<w:gridCol w:w="(\d+)"/g)).toEqual([
      '<w:gridCol w:w="7181"',
      '<w:gridCol w:w="14362"',
    ]);
    expect(part(await written(doc), 'word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  });

  it('heads rows by one that goes over the whole width and stays with the next', async () => {
    const columns = [
      { title: '列', share: 1 },
      { title: '文', share: 2 },
    ];
    const rows = [{ cells: ['一、方面', ''], group: true }, { cells: ['1', '措施'] }];
    const bytes = await written(docOf({ block: 'table', columns, rows }));
    const [, group = ''] = part(bytes, 'word/document.xml').match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
    expect(group).toContain('<w:gridSpan w:val="2"/>');
    expect(group).toContain('<w:keepNext/>');
    // Words in a cell that is not shown would be lost: the file does not count.
    const lost = docOf({ block: 'table', columns, rows: [{ cells: ['一', '丢失'], group: true }] });
    await expect(written(lost)).rejects.toMatchObject({
      failure: { code: 'docx_not_as_written', detail: { line: '丢失' } },
    });
  });

  it('names the first line that is not as it was asked for', async () => {
    const bytes = await written(said('一', '二', '三'));
    expect(differs(bytes, said('一', '二', '三'), [])).toBeNull();
    expect(differs(bytes, said('一', '三', '二'), [])).toBe('三');
    expect(differs(bytes, said('一', '二'), [])).toBe('三');
    expect(differs(bytes, said('一', '二', '三', '四'), [])).toBe('四');
    expect(linesOf(said('一', '', '二'), [])).toEqual(['一', '二']);
  });

  it('leaves nothing behind where it can not be written', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, '文书.docx'));
    await expect(writeDocx(everyBlock, [], join(folder, '文书.docx'))).rejects.toMatchObject({
      failure: { code: 'target_is_folder' },
    });
    expect(readdirSync(folder)).toEqual(['文书.docx']);
  });
});

/** Where the headers of an archive's entries begin. */
function entriesOf(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf('PK\x03\x04'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4))
    places.push(at);
  return places;
}
