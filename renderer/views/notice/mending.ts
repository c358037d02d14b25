/** What the clerk may do to the selected node: each once, for buttons, keys and their hints. */
import {
  leaveOut,
  mergeWithPrevious,
  relevel,
  splitAtChild,
  splitMeasureAt,
} from '../../../shared/notice/edit.ts';
import type { NoticeKind, NoticeNode } from '../../../shared/notice/types.ts';
import { notifyInfo } from '../../app/notify.ts';
import { nodeOf, flatten } from './flatten.ts';
import { mend, useNotice } from './session.ts';

export const kindWords: Readonly<Record<NoticeKind, string>> = {
  heading: '方面或子类',
  issue: '问题',
  measure: '整改措施',
};

function selected(): NoticeNode | undefined {
  const { nodes, selected: key } = useNotice.getState();
  return nodeOf(nodes, key);
}

/** Says why a change could not be made here; the tree itself has no room for it. */
function otherwise(done: boolean, why: string): void {
  if (!done) notifyInfo('这里不能这样改', why);
}

/** One level down: under what stands before it. */
export function deeper(): void {
  const node = selected();
  if (node === undefined) return;
  otherwise(
    mend((nodes) => relevel(nodes, node.key, 'deeper')),
    node.kind === 'measure' ? '整改措施下面没有下一级。' : '前面没有可以归入的同级内容。',
  );
}

/** One level up: a measure becomes an issue, an issue a heading, a heading leaves its heading. */
export function shallower(): void {
  const node = selected();
  if (node === undefined) return;
  otherwise(
    mend((nodes) => relevel(nodes, node.key, 'shallower')),
    '已经是最上一级。',
  );
}

export function mergeUp(): void {
  const { nodes, selected: key } = useNotice.getState();
  const node = nodeOf(nodes, key);
  if (node === undefined) return;
  const siblings = siblingsOf(nodes, node.key);
  const before = siblings[siblings.findIndex((each) => each.key === node.key) - 1];
  otherwise(
    mend((tree) => mergeWithPrevious(tree, node.key), before?.key),
    '前面没有同一类的内容可以合并。',
  );
}

/** Cuts a measure's text where the cursor stands. */
export function splitAt(offset: number): void {
  const node = selected();
  if (node === undefined) return;
  otherwise(
    mend((nodes) => splitMeasureAt(nodes, node.key, offset)),
    '请把光标放在措施原文中间，要拆开的地方。',
  );
}

/** From the selected node on, what follows it goes to a new node beside its parent. */
export function splitParentHere(): void {
  const { nodes, selected: key } = useNotice.getState();
  const row = flatten(nodes).find((each) => each.key === key);
  const parent = row?.parent ?? null;
  if (row === undefined || parent === null) {
    otherwise(false, '最上一级不能再拆分。');
    return;
  }
  otherwise(
    mend((tree) => splitAtChild(tree, parent, row.key)),
    '第一条之前没有内容，不需要拆分。',
  );
}

/** Leaves out with everything below, or takes back. */
export function toggleOut(): void {
  const node = selected();
  if (node === undefined) return;
  mend((nodes) => leaveOut(nodes, node.key, !node.leftOut));
}

function siblingsOf(nodes: readonly NoticeNode[], key: string): readonly NoticeNode[] {
  if (nodes.some((node) => node.key === key)) return nodes;
  for (const node of nodes) {
    const found = siblingsOf(node.children, key);
    if (found.length > 0) return found;
  }
  return [];
}
