import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { countNodes } from '../../shared/notice/count.ts';
import { isLegalTree, leaveOut, mergeWithPrevious, relevel, renameNode } from '../../shared/notice/edit.ts';
import { parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeNode } from '../../shared/notice/types.ts';
import {
  isMended,
  mend,
  redoMend,
  resetNotice,
  selectLine,
  selectNode,
  toggle,
  undoMend,
  useNotice,
} from '../../renderer/views/notice/session.ts';

const TEXT = [
  '关于巡察整改进展情况的通报',
  ...['一', '二'].flatMap((number, aspect) => [
    `${number}、关于“第${aspect + 1}方面责任落实有差距”问题的整改进展情况`,
    ...[1, 2, 3].flatMap((issue) => [
      `${issue}.关于“第${aspect + 1}方面第${issue}项工作不到位”问题的整改进展情况。`,
      '一是健全制度。已印发办法。',
      '二是加强检查。已开展检查2次。',
    ]),
  ]),
].join('\n');

function nodesOf(text: string): readonly NoticeNode[] {
  const read = parseNotice(text);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.nodes;
}

function all(nodes: readonly NoticeNode[]): NoticeNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

const state = useNotice.getState;

beforeEach(() => {
  resetNotice();
  const nodes = nodesOf(TEXT);
  useNotice.setState({ step: 'preview', nodes, counted: countNodes(nodes), selected: nodes[0]!.key });
});

type Edit = (nodes: readonly NoticeNode[]) => readonly NoticeNode[];
/** An edit of the node at a place in the tree as it stands then. */
const edits: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(40), fc.constantFrom('deeper', 'shallower', 'merge', 'out', 'rename'))
  .map(([place, what]) => (nodes) => {
    const list = all(nodes);
    const node = list[place % list.length]!;
    if (what === 'deeper' || what === 'shallower') return relevel(nodes, node.key, what);
    if (what === 'merge') return mergeWithPrevious(nodes, node.key);
    if (what === 'out') return leaveOut(nodes, node.key, !node.leftOut);
    return renameNode(nodes, node.key, `${node.title}改`);
  });

describe('undo inside the preview', () => {
  it('takes every edit back and does it again, to the very same trees', () => {
    const start = state().nodes;
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 25 }), (list) => {
        useNotice.setState({ nodes: start, counted: countNodes(start), past: [], future: [] });
        const trees = [start];
        for (const edit of list) {
          const before = state().nodes;
          const done = mend(edit);
          expect(done).toBe(state().nodes !== before);
          if (done) trees.push(state().nodes);
        }
        const end = state().nodes;
        expect(isLegalTree(end)).toBe(true);
        expect(state().counted).toEqual(countNodes(end));
        for (const tree of trees.slice(0, -1).reverse()) {
          undoMend();
          expect(state().nodes).toBe(tree);
        }
        undoMend();
        expect(state().nodes).toBe(start);
        expect(state().counted).toEqual(countNodes(start));
        for (let index = 1; index < trees.length; index += 1) redoMend();
        redoMend();
        expect(state().nodes).toBe(end);
      }),
    );
  });

  it('forgets what was undone once something new is done', () => {
    const [first, second] = state().nodes;
    mend((nodes) => leaveOut(nodes, first!.key, true));
    undoMend();
    mend((nodes) => leaveOut(nodes, second!.key, true));
    redoMend();
    expect(state().nodes.map((node) => node.leftOut)).toEqual([false, true]);
  });

  it('gives the selection back with the tree', () => {
    const issues = state().nodes[0]!.children;
    selectNode(issues[1]!.key);
    mend((nodes) => mergeWithPrevious(nodes, issues[1]!.key), issues[0]!.key);
    expect(state()).toMatchObject({ selected: issues[0]!.key, line: issues[0]!.line });
    undoMend();
    expect(state()).toMatchObject({ selected: issues[1]!.key, line: issues[1]!.line });
  });
});

describe('what would be lost', () => {
  it('is asked about after an edit only, and no longer once it is undone', () => {
    expect(isMended()).toBe(false);
    mend((nodes) => leaveOut(nodes, nodes[0]!.key, true));
    expect(isMended()).toBe(true);
    undoMend();
    expect(isMended()).toBe(false);
  });
});

describe('going between text and tree', () => {
  it('selects the node of a line and opens what hides it', () => {
    const aspect = state().nodes[1]!;
    const measure = aspect.children[2]!.children[1]!;
    toggle(aspect.key, false);
    toggle(aspect.children[2]!.key, false);
    selectLine(measure.line);
    expect(state()).toMatchObject({ selected: measure.key, line: measure.line });
    expect(state().closed.size).toBe(0);
  });

  it('keeps the selection on a line before the first node', () => {
    const { selected } = state();
    selectLine(1);
    expect(state()).toMatchObject({ selected, line: 1 });
  });
});
