/** The beginning of a paper, cut off for a quick first page. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperBlock, PaperDoc } from '../../shared/contract/types.ts';
import { landscape, paragraph, portrait } from '../../shared/papers/blocks.ts';
import { firstOf } from '../../shared/papers/first.ts';
import { everyBlock } from './everyBlock.ts';

const table = (rows: number): PaperBlock => ({
  block: 'table',
  columns: [{ title: '编号', share: 1 }],
  rows: Array.from({ length: rows }, (_, at) => ({ cells: [String(at)] })),
});
const doc = (blocks: readonly PaperBlock[]): PaperDoc => ({
  ...everyBlock,
  sections: [landscape(blocks), portrait([paragraph('后面')])],
});

describe('the beginning of a paper', () => {
  it('is a beginning of its first section, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.nat(300).map(table),
            fc.nat(4000).map((n) => paragraph('字'.repeat(n))),
          ),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        (blocks) => {
          const [first, ...more] = firstOf(doc(blocks)).sections;
          expect(more).toEqual([]);
          const kept = first?.blocks ?? [];
          // Whole blocks, the last one perhaps with its first rows alone.
          expect(kept.slice(0, -1)).toEqual(blocks.slice(0, Math.max(0, kept.length - 1)));
          const last = kept.at(-1);
          const own = blocks[kept.length - 1];
          if (last?.block === 'table' && own?.block === 'table')
            expect(last.rows).toEqual(own.rows.slice(0, last.rows.length));
          else expect(last).toEqual(own);
        },
      ),
    );
  });

  it('holds more than any page does, and bounds a long table', () => {
    const rows = (of: PaperDoc): number =>
      of.sections[0]?.blocks.reduce(
        (sum, each) => sum + (each.block === 'table' ? each.rows.length : 0),
        0,
      ) ?? 0;
    // An A3 sheet on its side with one line a row holds fewer.
    expect(rows(firstOf(doc([table(20_000)])))).toBe(60);
    const text = firstOf(doc(Array.from({ length: 400 }, () => paragraph('字'.repeat(28)))));
    const lines = text.sections[0]?.blocks.length ?? 0;
    expect(lines).toBeGreaterThan(4 * 22);
    expect(lines).toBeLessThan(200);
  });
});
