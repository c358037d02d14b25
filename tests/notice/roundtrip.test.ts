import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNodes } from '../../shared/notice/count.ts';
import { isLegalTree } from '../../shared/notice/edit.ts';
import { parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeNode } from '../../shared/notice/types.ts';
import { styles } from './printers.ts';
import { asRead, expected, trees } from './trees.ts';

describe.each(styles.map((style) => [style.name, style] as const))('%s', (_name, style) => {
  test('any tree printed is read back the same', () => {
    fc.assert(
      fc.property(trees(style.shape).filter(style.fits ?? (() => true)), (tree) => {
        const text = style.print(tree);
        const read = parseNotice(text);
        if (!read.ok) throw new Error(`${read.error.code}\n${text}`);
        expect(asRead(read.value.nodes), text).toEqual(expected(tree, style.reports));
        expect(isLegalTree(read.value.nodes)).toBe(true);
        expect(read.value.counted).toEqual(countNodes(read.value.nodes));
        const keys = allKeys(read.value.nodes);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 100 },
    );
  });
});

function allKeys(nodes: readonly NoticeNode[]): string[] {
  return nodes.flatMap((node) => [node.key, ...allKeys(node.children)]);
}
