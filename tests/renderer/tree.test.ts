import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlineNode } from '../../shared/contract/types.ts';
import {
  ancestors,
  mergeOutline,
  nodeKey,
  nodeOfKey,
  visibleRows,
} from '../../renderer/views/ledger/tree/flatten.ts';
import { moveInTree, typeAhead } from '../../renderer/views/ledger/tree/move.ts';

function node(kind: 'heading' | 'issue', id: number, depth: number, title = `${kind}${id}`): OutlineNode {
  return {
    kind,
    id,
    parent: null,
    depth,
    number: `${id}.`,
    title,
    issues: 1,
    issuesClosed: 0,
    measures: 2,
    measuresComplete: 1,
    state: kind === 'issue' ? 'in_progress' : null,
    lamp: 'green',
  };
}

/**
 * h1
 *   h2
 *     i1 i2
 *   h3
 * h4
 *   i3
 */
const nodes = [
  node('heading', 1, 0),
  node('heading', 2, 1),
  node('issue', 1, 2, '“招标”不规范'),
  node('issue', 2, 2, '采购把关不严'),
  node('heading', 3, 1),
  node('heading', 4, 0),
  node('issue', 3, 1, '采购台账缺失'),
];
const keys = (rows: readonly { key: string }[]): string[] => rows.map((row) => row.key);

describe('the tree as a list', () => {
  it('shows all when nothing is folded, with level, place and number of siblings', () => {
    const rows = visibleRows(nodes, new Set());
    expect(keys(rows)).toEqual(['h1', 'h2', 'i1', 'i2', 'h3', 'h4', 'i3']);
    const i2 = rows[3]!;
    expect([i2.parent, i2.posInSet, i2.setSize, i2.hasChildren]).toEqual(['h2', 2, 2, false]);
    expect([rows[0]!.setSize, rows[0]!.hasChildren, rows[4]!.hasChildren]).toEqual([2, true, false]);
  });

  it('hides what lies below a folded node, and shows it again below the next', () => {
    expect(keys(visibleRows(nodes, new Set(['h2'])))).toEqual(['h1', 'h2', 'h3', 'h4', 'i3']);
    expect(keys(visibleRows(nodes, new Set(['h1', 'h2'])))).toEqual(['h1', 'h4', 'i3']);
    expect(keys(visibleRows(nodes, new Set(['h1', 'h4'])))).toEqual(['h1', 'h4']);
    expect(keys(visibleRows(nodes, new Set(['i1', 'gone'])))).toEqual(keys(visibleRows(nodes, new Set())));
  });

  it('names what lies above a node, nearest first', () => {
    expect(ancestors(nodes, 'i2')).toEqual(['h2', 'h1']);
    expect(ancestors(nodes, 'h1')).toEqual([]);
    expect(ancestors(nodes, 'i99')).toEqual([]);
  });

  it('gives each node one name and back', () => {
    expect(nodeOfKey(nodeKey({ kind: 'issue', id: 34 }))).toEqual({ kind: 'issue', id: 34 });
    expect(nodeOfKey('h0')).toBeNull();
    expect(nodeOfKey('x5')).toBeNull();
  });

  it('property: a row is shown if and only if nothing above it is folded', () => {
    const outline = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 60 }).map((depths) => {
      let last = -1;
      return depths.map((wanted, index) => {
        last = Math.min(wanted, last + 1);
        return node('heading', index + 1, last);
      });
    });
    fc.assert(
      fc.property(outline, fc.array(fc.integer({ min: 1, max: 60 })), (tree, folds) => {
        const folded = new Set(folds.map((id) => `h${id}`));
        const rows = visibleRows(tree, folded);
        const wanted = tree
          .map(nodeKey)
          .filter((key) => !ancestors(tree, key).some((above) => folded.has(above)));
        expect(keys(rows)).toEqual(wanted);
        for (const row of rows) {
          expect(row.posInSet).toBeGreaterThan(0);
          expect(row.posInSet).toBeLessThanOrEqual(row.setSize);
        }
      }),
    );
  });
});

describe('refreshing part of the tree', () => {
  it('puts newer nodes in the place of the old', () => {
    const fresh = [
      { ...node('issue', 2, 2), measuresComplete: 2 },
      { ...node('heading', 2, 1), issuesClosed: 1 },
    ];
    const merged = mergeOutline(nodes, fresh, [2])!;
    expect(merged.map(nodeKey)).toEqual(nodes.map(nodeKey));
    expect(merged[3]?.measuresComplete).toBe(2);
    expect(merged[1]?.issuesClosed).toBe(1);
    expect(merged[0]).toBe(nodes[0]);
  });

  it('is not enough when an issue came or went', () => {
    expect(mergeOutline(nodes, [node('issue', 9, 1)], [9])).toBeNull();
    expect(mergeOutline(nodes, [node('heading', 2, 1)], [2])).toBeNull();
  });
});

describe('keys in the tree', () => {
  const rows = visibleRows(nodes, new Set(['h4']));
  it('go up, down, to the ends, and never out', () => {
    expect(moveInTree(rows, 'h1', 'ArrowDown')).toEqual({ kind: 'focus', key: 'h2' });
    expect(moveInTree(rows, 'h1', 'ArrowUp')).toEqual({ kind: 'focus', key: 'h1' });
    expect(moveInTree(rows, null, 'ArrowDown')).toEqual({ kind: 'focus', key: 'h1' });
    expect(moveInTree(rows, null, 'ArrowUp')).toEqual({ kind: 'focus', key: 'h4' });
    expect(moveInTree(rows, 'h2', 'End')).toEqual({ kind: 'focus', key: 'h4' });
    expect(moveInTree(rows, 'h4', 'Home')).toEqual({ kind: 'focus', key: 'h1' });
    expect(moveInTree(rows, 'h1', 'PageDown', 3)).toEqual({ kind: 'focus', key: 'i2' });
    expect(moveInTree([], null, 'ArrowDown')).toBeNull();
  });

  it('unfold and go in, fold and go out', () => {
    expect(moveInTree(rows, 'h4', 'ArrowRight')).toEqual({ kind: 'unfold', key: 'h4' });
    expect(moveInTree(rows, 'h2', 'ArrowRight')).toEqual({ kind: 'focus', key: 'i1' });
    expect(moveInTree(rows, 'i1', 'ArrowRight')).toBeNull();
    expect(moveInTree(rows, 'h2', 'ArrowLeft')).toEqual({ kind: 'fold', key: 'h2' });
    expect(moveInTree(rows, 'i1', 'ArrowLeft')).toEqual({ kind: 'focus', key: 'h2' });
    expect(moveInTree(rows, 'h4', 'ArrowLeft')).toBeNull();
    expect(moveInTree(rows, 'h1', 'x')).toBeNull();
  });

  it('find a name by its beginning, without its quotes, by number or by initials', () => {
    const all = visibleRows(nodes, new Set());
    expect(typeAhead(all, 'h1', '招')).toBe('i1');
    expect(typeAhead(all, 'i1', '采')).toBe('i2');
    expect(typeAhead(all, 'i2', '采')).toBe('i3');
    expect(typeAhead(all, 'i3', '采')).toBe('i2');
    expect(typeAhead(all, 'i2', '采购')).toBe('i2');
    expect(typeAhead(all, 'i1', '3.')).toBe('h3');
    expect(typeAhead(all, 'h1', 'cg', (title) => (title.startsWith('采购') ? 'cgbg' : 'x'))).toBe('i2');
    expect(typeAhead(all, 'h1', '无此名')).toBeNull();
    expect(typeAhead(all, 'h1', ' ')).toBeNull();
  });
});
