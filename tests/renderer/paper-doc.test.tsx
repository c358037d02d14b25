/** The page of a document: every block, what can be worked on a screen and what must not stand on paper. */
import { renderToStaticMarkup } from 'react-dom/server';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperBlock, PaperDoc } from '../../shared/contract/types.ts';
import { portrait } from '../../shared/papers/blocks.ts';
import { allSheets, sheetOf, textArea } from '../../shared/papers/sheets.ts';
import { optionOf, piecesOf } from '../../renderer/papers/doc/chart.ts';
import { DocPaper } from '../../renderer/papers/doc/DocPaper.tsx';
import { groundOf } from '../../renderer/papers/doc/ground.ts';
import { pageRules } from '../../renderer/papers/doc/pageRules.ts';
import { estimatedHeight, mayPart } from '../../renderer/papers/doc/tall.ts';
import { widthInEm } from '../../renderer/papers/doc/widths.ts';
import { everyBlock } from '../papers/everyBlock.ts';

const docOf = (...blocks: PaperBlock[]): PaperDoc => ({ ...everyBlock, sections: [portrait(blocks)] });
const drawn = (doc: PaperDoc, limit?: number) => renderToStaticMarkup(<DocPaper doc={doc} limit={limit} />);
const onScreen = (doc: PaperDoc) =>
  renderToStaticMarkup(<DocPaper doc={doc} onFigure={() => {}} onEdit={() => {}} />);
const words = (html: string) =>
  html
    .replaceAll(/<style>[^<]*<\/style>|<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

describe('a document as a page', () => {
  test('says everything that stands in it', () => {
    const said = words(drawn(everyBlock));
    const strings = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, each]) =>
              ['block', 'figure', 'differs', 'kind', 'categories', 'series', 'text'].includes(key) &&
              (key !== 'text' || 'series' in value)
                ? []
                : strings(each),
            )
          : [];
    const parts = everyBlock.sections.flatMap(({ blocks }) => blocks.flatMap(strings));
    expect(parts.length).toBeGreaterThan(200);
    for (const part of parts) expect(said).toContain(part);
  });

  test('on paper nothing can be pressed and nothing is marked', () => {
    const html = drawn(everyBlock);
    expect(html).not.toMatch(/<button|<mark|doc-differs|title="/);
  });

  test('on screen figures open their rows, differing ones say what the ledger says, parts can be reworded', () => {
    const html = onScreen(
      docOf(
        {
          block: 'text',
          runs: [{ text: '26', figure: 'issues:closed', differs: '25' }, { text: '个' }],
          part: 'overall',
        },
        { block: 'text', runs: [{ text: '7', differs: '' }] },
      ),
    );
    expect(html).toMatch(
      /<button[^>]*data-figure="issues:closed"[^>]*title="文中写的是“26”，台账现为“25”，两者不一致"/,
    );
    expect(html).toMatch(/<mark[^>]*台账中现在没有这个数[^>]*>7</);
    expect(html).toContain('data-part="overall"');
  });

  test('a screen may draw fewer rows, says so, and keeps the places to sign', () => {
    const table = everyBlock.sections[1]?.blocks.find(({ block }) => block === 'table') as PaperBlock;
    const doc = docOf(table, { block: 'signs', places: ['填报人'] });
    expect(drawn(doc).match(/<tr/g)).toHaveLength(1 + 61 + 1);
    const few = drawn(doc, 10);
    expect(few.match(/<tr/g)).toHaveLength(1 + 10);
    expect(words(few)).toContain('屏幕上只显示前 10 行，共 61 行');
    expect(words(few)).toContain('填报人：');
  });

  test('places to sign belong to the last row of the table above them, with the remark between', () => {
    const html = drawn(
      docOf(
        { block: 'table', columns: [{ title: '甲', share: 1 }], rows: [{ cells: ['一'] }] },
        { block: 'note', text: '注：略' },
        { block: 'signs', places: ['日期'] },
        { block: 'note', text: '抄送：略' },
      ),
    );
    const table = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody>'));
    expect(table).toContain('注：略');
    expect(table).toContain('日期：');
    expect(table).not.toContain('抄送');
    expect(html).toContain('抄送：略');
  });

  test('texts are shown as texts', () => {
    expect(drawn(docOf({ block: 'note', text: '<b onclick="x()">&' }))).toContain('&lt;b onclick');
  });
});

describe('sheets', () => {
  test('a portrait sheet has the text area of the standard, whatever its number', () => {
    for (const numbers of ['dashes', 'of'] as const) {
      const sheet = sheetOf({ size: 'a4', orientation: 'portrait', numbers });
      expect(textArea(sheet)).toEqual({ width: 156, height: 225 });
      expect([sheet.top, sheet.right, sheet.bottom, sheet.left]).toEqual([37, 26, 35, 28]);
    }
  });

  test('a lying sheet with dashes is a portrait one turned, its head at the binding side', () => {
    const sheet = sheetOf({ size: 'a4', orientation: 'landscape', numbers: 'dashes' });
    expect(textArea(sheet)).toEqual({ width: 225, height: 156 });
    expect(sheet.top).toBe(28);
  });

  test('every sheet has a page rule of its own size, used by its sections', () => {
    expect(new Set(allSheets.map(({ name }) => name)).size).toBe(8);
    for (const { name, width, height } of allSheets) {
      expect(pageRules).toContain(`@page ${name} { size: ${width}mm ${height}mm;`);
      expect(pageRules).toContain(`.doc-${name} { page: ${name}; }`);
    }
  });
});

describe('pictures', () => {
  const ground = groundOf(portrait([]));
  const bars = (count: number, name = '示例市公共交通集团有限责任公司第三营运分公司') => ({
    kind: 'bars' as const,
    title: '各单位',
    unit: '个',
    categories: Array.from({ length: count }, (_, i) => `${name}${i}`),
    series: [{ name: '问题', values: Array.from({ length: count }, (_, i) => (i * 7) % 5) }],
    text: '',
  });

  test('each part fits a page, and the parts hold every category once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 60 }), (count, length) => {
        const chart = bars(count, '单'.repeat(length));
        const pieces = piecesOf(chart, ground);
        const shown = pieces.flatMap((piece) => chart.categories.slice(piece.from, piece.to));
        return (
          pieces.every(({ height, from, to }) => height <= ground.height + 10 && to > from) &&
          shown.join() === chart.categories.join()
        );
      }),
    );
  });

  test('a value of nothing is said, a missing one is not', () => {
    const chart = { ...bars(2), series: [{ name: '问题', values: [0, null] }] };
    const [piece] = piecesOf(chart, ground);
    if (piece === undefined) throw new Error('no piece');
    const { series } = optionOf(chart, piece, ground) as {
      series: { data: unknown[]; label: { formatter: (at: { value: number | null }) => string } }[];
    };
    expect(series[0]?.data).toEqual([{ value: 0, itemStyle: { borderWidth: 0 } }, null]);
    expect(series[0]?.label.formatter({ value: 0 })).toBe('0');
    expect(series[0]?.label.formatter({ value: null })).toBe('');
  });

  test('where two lines meet their number stands once', () => {
    const chart = {
      ...bars(2),
      kind: 'lines' as const,
      series: [
        { name: '甲', values: [5, 9] },
        { name: '乙', values: [5, 4] },
      ],
    };
    const [piece] = piecesOf(chart, ground);
    if (piece === undefined) throw new Error('no piece');
    const { series } = optionOf(chart, piece, ground) as { series: { data: { label: object }[] }[] };
    expect(series.map(({ data }) => data.map(({ label }) => label))).toEqual([
      [{ position: 'top' }, { position: 'top' }],
      [{ show: false }, { position: 'bottom' }],
    ]);
  });
});

describe('rows that may be higher than a page', () => {
  const ground = groundOf(portrait([]));
  const rowOf = (text: string) => {
    const table = {
      block: 'table' as const,
      columns: [
        { title: '编号', share: 1 },
        { title: '进展', share: 3 },
      ],
      rows: [{ cells: ['一', text] }],
    };
    return [table, table.rows[0] ?? { cells: [] }] as const;
  };

  test('are found by their texts, and may be parted', () => {
    expect(mayPart(...rowOf('已完成。'), ground)).toBe(false);
    expect(mayPart(...rowOf('逐项核对'.repeat(60)), ground)).toBe(false);
    expect(mayPart(...rowOf('逐项核对'.repeat(400)), ground)).toBe(true);
    expect(mayPart(...rowOf('行\n'.repeat(90)), ground)).toBe(true);
    expect(estimatedHeight(...rowOf('逐项核对'.repeat(1000)), ground)).toBeGreaterThan(ground.height);
  });

  test('half a Chinese character is the width of a digit', () => {
    expect(widthInEm('巡察整改')).toBe(4);
    expect(widthInEm('2024年8月31日')).toBeCloseTo(3 + 7 * 0.52);
  });
});
