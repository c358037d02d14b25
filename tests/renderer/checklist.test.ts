import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightText } from './pieces.ts';
import {
  columnIds,
  defaultArrangement,
  gridTemplate,
  moved,
  readArrangement,
  shownColumns,
  totalWidth,
} from '../../renderer/views/ledger/checklist/columns.ts';
import { pieces } from '../../renderer/views/ledger/checklist/highlight.ts';
import { layoutOf } from '../../renderer/views/ledger/checklist/layout.ts';
import type { Group } from '../../renderer/views/ledger/checklist/layout.ts';
import { moveInGrid, nextEditable } from '../../renderer/views/ledger/checklist/move.ts';
import {
  inOrder,
  keepShown,
  noSelection,
  pick,
  pickAll,
  pickNone,
} from '../../renderer/views/ledger/checklist/selection.ts';
import { defaultQuery, filterCount, readQuery, toggled } from '../../renderer/store/query.ts';

const ids = Int32Array.from([11, 22, 33, 44, 55]);
const plain = { shift: false, ctrl: false };
const shift = { shift: true, ctrl: false };
const ctrl = { shift: false, ctrl: true };

describe('selection', () => {
  it('is one row after a click', () => {
    const one = pick(noSelection, ids, 33, plain);
    expect([[...one.selected], one.anchor, one.active]).toEqual([[33], 33, 33]);
  });

  it('reaches from the anchor with Shift, both ways, as often as wanted', () => {
    let now = pick(noSelection, ids, 33, plain);
    now = pick(now, ids, 55, shift);
    expect([...now.selected]).toEqual([33, 44, 55]);
    now = pick(now, ids, 11, shift);
    expect([...now.selected]).toEqual([11, 22, 33]);
    expect([now.anchor, now.active]).toEqual([33, 11]);
  });

  it('adds and takes away with Ctrl', () => {
    let now = pick(noSelection, ids, 11, plain);
    now = pick(now, ids, 44, ctrl);
    expect([...now.selected]).toEqual([11, 44]);
    now = pick(now, ids, 11, ctrl);
    expect([...now.selected]).toEqual([44]);
    now = pick(pick(now, ids, 11, ctrl), ids, 22, { shift: true, ctrl: true });
    expect([...now.selected].sort()).toEqual([11, 22, 44]);
  });

  it('takes Shift without an anchor, or with one that is gone, as a click', () => {
    expect([...pick(noSelection, ids, 22, shift).selected]).toEqual([22]);
    expect([...pick({ ...noSelection, anchor: 99 }, ids, 22, shift).selected]).toEqual([22]);
  });

  it('is all, and again only the one with the cursor', () => {
    const all = pickAll(pick(noSelection, ids, 22, plain), ids);
    expect(all.selected.size).toBe(5);
    expect(all.active).toBe(22);
    expect([...pickNone(all).selected]).toEqual([22]);
    expect(pickNone(noSelection).selected.size).toBe(0);
  });

  it('never holds what the list no longer shows', () => {
    const all = pickAll(pick(noSelection, ids, 22, plain), ids);
    const kept = keepShown(all, Int32Array.from([55, 11]));
    expect([...kept.selected].sort()).toEqual([11, 55]);
    expect([kept.anchor, kept.active]).toEqual([null, null]);
    expect(inOrder(kept, Int32Array.from([55, 11]))).toEqual([55, 11]);
  });

  it('keeps many as it keeps few', () => {
    const many = Int32Array.from({ length: 100 }, (_, at) => at + 1);
    const odd = many.filter((id) => id % 2 === 1);
    const kept = keepShown(pickAll(noSelection, many), odd);
    expect([...kept.selected]).toEqual([...odd]);
    expect(kept.active).toBe(1);
  });

  it('property: whatever is done, only rows of the list are selected, and the cursor is one of them', () => {
    const deed = fc.record({ id: fc.constantFrom(...ids), shift: fc.boolean(), ctrl: fc.boolean() });
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
        let now = noSelection;
        for (const each of deeds) now = pick(now, ids, each.id, each);
        for (const id of now.selected) expect([...ids]).toContain(id);
        expect(now.active).toBe(deeds.at(-1)?.id ?? null);
        const ordered = inOrder(now, ids);
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        expect(ordered.length).toBe(now.selected.size);
      }),
    );
  });
});

describe('lines of a grouped list', () => {
  const groups: Group[] = [
    { id: 7, label: '甲', start: 0, count: 2 },
    { id: null, label: '', start: 2, count: 3 },
  ];
  const described = (count: number, parts: readonly Group[], folded: ReadonlySet<string>): string[] => {
    const layout = layoutOf(count, parts, folded);
    return Array.from({ length: layout.lines }, (_, line) => {
      const at = layout.at(line);
      return at === null ? '?' : at.kind === 'row' ? `r${at.index}` : `g${at.group.start}`;
    });
  };

  it('are the rows alone without groups', () => {
    expect(described(3, [], new Set())).toEqual(['r0', 'r1', 'r2']);
    expect(layoutOf(3, [], new Set()).lineOf(5)).toBe(-1);
  });

  it('have a heading before each group, and hide the rows of a folded one', () => {
    expect(described(5, groups, new Set())).toEqual(['g0', 'r0', 'r1', 'g2', 'r2', 'r3', 'r4']);
    expect(described(5, groups, new Set(['7']))).toEqual(['g0', 'g2', 'r2', 'r3', 'r4']);
    expect(described(5, groups, new Set(['none']))).toEqual(['g0', 'r0', 'r1', 'g2']);
    expect(layoutOf(5, groups, new Set(['7'])).lineOf(1)).toBe(-1);
  });

  it('property: each row that isn’t folded stands on exactly one line, and is found there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { maxLength: 20 }),
        (parts) => {
          let start = 0;
          const made = parts.map(([count], index) => {
            const group = { id: index + 1, label: '', start, count };
            start += count;
            return group;
          });
          const folded = new Set(parts.flatMap(([, fold], index) => (fold ? [String(index + 1)] : [])));
          const layout = layoutOf(start, made, folded);
          const rows: number[] = [];
          for (let line = 0; line < layout.lines; line += 1) {
            const at = layout.at(line);
            if (at?.kind === 'row') {
              rows.push(at.index);
              expect(layout.lineOf(at.index)).toBe(line);
            }
          }
          const wanted = made.flatMap((group, index) =>
            parts[index]?.[1] === true
              ? []
              : Array.from({ length: group.count }, (_, at) => group.start + at),
          );
          expect(rows).toEqual(wanted);
          expect(layout.at(layout.lines)).toBeNull();
        },
      ),
    );
  });
});

describe('keys in the checklist', () => {
  const size = { rows: 10, columns: 4, page: 5 };
  it('move like a spreadsheet’s', () => {
    expect(moveInGrid({ index: 0, column: 0 }, 'ArrowDown', false, size)).toEqual({ index: 1, column: 0 });
    expect(moveInGrid({ index: 9, column: 0 }, 'ArrowDown', false, size)).toEqual({ index: 9, column: 0 });
    expect(moveInGrid({ index: -1, column: 2 }, 'ArrowUp', false, size)).toEqual({ index: 0, column: 2 });
    expect(moveInGrid({ index: 3, column: 3 }, 'ArrowRight', false, size)).toEqual({ index: 3, column: 3 });
    expect(moveInGrid({ index: 3, column: 1 }, 'Home', false, size)).toEqual({ index: 3, column: 0 });
    expect(moveInGrid({ index: 3, column: 1 }, 'End', true, size)).toEqual({ index: 9, column: 1 });
    expect(moveInGrid({ index: 3, column: 1 }, 'PageDown', false, size)).toEqual({ index: 8, column: 1 });
    expect(moveInGrid({ index: 3, column: 1 }, 'a', false, size)).toBeNull();
    expect(moveInGrid({ index: 0, column: 0 }, 'ArrowDown', false, { ...size, rows: 0 })).toBeNull();
  });

  it('go on to the next cell that can be edited, over to the next row', () => {
    const editable = [false, true, false, true];
    expect(nextEditable({ index: 0, column: 1 }, editable, 2, false)).toEqual({ index: 0, column: 3 });
    expect(nextEditable({ index: 0, column: 3 }, editable, 2, false)).toEqual({ index: 1, column: 1 });
    expect(nextEditable({ index: 1, column: 3 }, editable, 2, false)).toBeNull();
    expect(nextEditable({ index: 1, column: 1 }, editable, 2, true)).toEqual({ index: 0, column: 3 });
    expect(nextEditable({ index: 0, column: 1 }, editable, 2, true)).toBeNull();
    expect(nextEditable({ index: 0, column: 0 }, [false, false], 2, false)).toBeNull();
  });
});

describe('columns', () => {
  it('are remembered as arranged; what is unknown is left out, what is new comes last', () => {
    const read = readArrangement({
      order: ['unit', 'title', 'unit', 'gone'],
      hidden: ['lamp', 'title', 'gone'],
      widths: { unit: 12, title: 'wide', lamp: 1, gone: 9 },
    })!;
    expect(read.order.slice(0, 2)).toEqual(['unit', 'title']);
    expect([...read.order].sort()).toEqual([...columnIds].sort());
    expect(read.hidden).toEqual(['lamp']);
    expect(read.widths).toEqual({ unit: 12 });
    expect(readArrangement('nonsense')).toBeUndefined();
  });

  it('move one place, never out', () => {
    const last = moved(defaultArrangement, 'title', -1);
    expect(last.order.slice(0, 2)).toEqual(['title', 'tick']);
    expect(moved(last, 'title', -1)).toBe(last);
  });

  it('make a grid as wide as its columns', () => {
    const arrangement = { ...defaultArrangement, widths: { tick: 4 } };
    const shown = shownColumns(arrangement).slice(0, 2);
    expect(gridTemplate(shown, arrangement)).toBe('4rem minmax(16rem, 16fr)');
    expect(totalWidth(shown, arrangement)).toBe(20);
  });
});

describe('marking what was found', () => {
  it('marks every word wherever it stands', () => {
    expect(highlightText(pieces('修订采购管理办法', '办法 采购'))).toBe('修订[采购]管理[办法]');
    expect(highlightText(pieces('ABC制度', 'abc'))).toBe('[ABC]制度');
    expect(highlightText(pieces('修订办法', 'xdbf'))).toBe('修订办法');
    expect(pieces('', 'x')).toEqual([]);
    expect(highlightText(pieces('a.b', '.'))).toBe('a[.]b');
  });

  it('property: the pieces together are the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, find) => {
        expect(
          pieces(text, find)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('the remembered question', () => {
  it('keeps what is known and never the words that were typed', () => {
    const read = readQuery({
      find: '旧词',
      states: ['done', 'gone'],
      leads: [3, 'x', -1],
      only: ['lagging'],
      sort: 'deadline',
      descending: true,
      group: 'nonsense',
    });
    expect(read).toEqual({
      ...defaultQuery,
      states: ['done'],
      leads: [3],
      only: ['lagging'],
      sort: 'deadline',
      descending: true,
    });
    expect(readQuery(null)).toEqual(defaultQuery);
    expect(filterCount({ ...read, find: ' ' })).toBe(3);
    expect(toggled(toggled([1, 2], 3), 1)).toEqual([2, 3]);
  });
});
