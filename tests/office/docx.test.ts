/** Documents as another office program sets them: LibreOffice turns them into PDF, whose texts and places are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperDocOf } from '../../db/papers/index.ts';
import { readSettings } from '../../db/index.ts';
import { linesOf } from '../../electron/papers/docx/readBack.ts';
import { writeDocx } from '../../electron/papers/docx/writeDocx.ts';
import type { PaperDoc } from '../../shared/contract/types.ts';
import { portrait } from '../../shared/papers/blocks.ts';
import { clearAway, newSampleLedger, tempFolder, TODAY } from '../db/makeLedger.ts';
import { everyBlock } from '../papers/everyBlock.ts';
import { toPdf } from './office.ts';
import { linesOnPage, pdfPages } from './pdfText.ts';

const mm = (length: number): number => (length * 72) / 25.4;

/** Two pages that are full of text, line by line. */
const full: PaperDoc = {
  ...everyBlock,
  sections: [portrait([{ block: 'text', runs: [{ text: '整'.repeat(28 * 40) }] }])],
};

type Pages = Awaited<ReturnType<typeof pdfPages>>;
const pages: Record<string, Pages> = {};
let summary: PaperDoc;

beforeAll(async () => {
  const { ledger } = newSampleLedger();
  summary = paperDocOf(ledger.read, { paper: 'summary', month: '2024-08' }, TODAY, readSettings(ledger.read));
  const folder = tempFolder();
  const docs = { everyBlock, full, summary };
  for (const [name, doc] of Object.entries(docs)) await writeDocx(doc, [], join(folder, `${name}.docx`));
  const files = await toPdf(Object.keys(docs).map((name) => join(folder, `${name}.docx`)));
  for (const [i, name] of Object.keys(docs).entries())
    pages[name] = await pdfPages(readFileSync(files[i] ?? ''));
});
afterAll(clearAway);

const dense = (text: string): string => text.replace(/\s/g, '');
/** All that the pages say, without the numbers at their foot and without headings that a table says again. */
function textOf(of: Pages): string {
  return of
    .map(({ pieces, width, height }) =>
      dense(
        pieces
          .filter(({ y }) => y < height - mm(width < height ? 32 : 22))
          .map(({ text }) => text)
          .join(''),
      ),
    )
    .join('');
}

describe('a document in another office program', () => {
  it.each([
    ['one with every block', () => everyBlock, 'everyBlock'],
    ['the month of the sample', () => summary, 'summary'],
  ])('says line by line what the paper says: %s', (_, doc, name) => {
    const found = textOf(pages[name] ?? []);
    let at = 0;
    for (const line of linesOf(doc(), [])) {
      const wanted = dense(line);
      const next = found.indexOf(wanted, at);
      expect(next, line).toBeGreaterThanOrEqual(at);
      // Nothing else stands between two lines but a heading said again on a new page.
      expect(next - at, `before ${line}`).toBeLessThan(60);
      at = next + wanted.length;
    }
  });

  it('has the standard’s measures: 22 lines of 28 characters on 156 × 225 mm', () => {
    const [one] = pages['full'] ?? [];
    const lines = linesOnPage(one ?? { width: 0, height: 0, pieces: [] });
    const text = lines.slice(0, -1);
    expect(text).toHaveLength(22);
    expect(text.map((line) => line.text.length)).toEqual([26, ...Array.from({ length: 21 }, () => 28)]);
    const [first, second] = text;
    expect((first?.x ?? 0) - (second?.x ?? 0)).toBeCloseTo(mm(156) / 14, 0);
    expect(Math.abs((second?.x ?? 0) - mm(28))).toBeLessThan(1);
    expect(Math.max(...text.map(({ right }) => right))).toBeLessThanOrEqual(mm(210 - 26) + 1);
    expect(((text[21]?.y ?? 0) - (first?.y ?? 0)) / 21).toBeCloseTo(28.95, 1);
    expect(first?.y).toBeGreaterThan(mm(37));
    expect(text.at(-1)?.y).toBeLessThan(mm(297 - 35));
  });

  it('numbers odd pages on the right, even ones on the left, wide ones in the middle', () => {
    const [one, two] = (pages['full'] ?? []).map((page) => linesOnPage(page).at(-1));
    expect([one?.text, two?.text].map((text) => dense(text ?? ''))).toEqual(['—1—', '—2—']);
    expect(one?.right).toBeCloseTo(mm(210 - 26) - 14, -0.5);
    expect(two?.x).toBeCloseTo(mm(28) + 14, -0.5);
    // The dash lies 7 mm below the text area; its base line is a third of the type lower.
    expect(one?.y).toBeCloseTo(mm(297 - 35 + 7) + 14 / 3, -0.5);
    const wide = pages['everyBlock']?.findLast(({ width, height }) => width > height);
    const count = pages['everyBlock']?.length;
    const number = wide === undefined ? undefined : linesOnPage(wide).at(-1);
    expect(dense(number?.text ?? '')).toBe(`第${count}页共${count}页`);
    expect(((number?.x ?? 0) + (number?.right ?? 0)) / 2).toBeCloseTo(mm(210), 0);
    expect(wide?.width).toBeCloseTo(mm(420), 0);
  });

  it('says a table’s headings again on each of its pages', () => {
    const wide = (pages['everyBlock'] ?? []).filter(({ width, height }) => width > height);
    expect(wide.length).toBeGreaterThan(1);
    for (const page of wide.slice(0, 2))
      expect(linesOnPage(page).map(({ text }) => dense(text))).toContain('编号整改措施数量状态');
  });
});
