/** The tree on screen as a flat list: what is visible with some nodes folded, and what the tree roles need. */
import type { OutlineNode } from '../../../../shared/contract/types.ts';
import type { NodeRef } from '../../../store/ledger.ts';

/** One name for one node: `h12` a heading, `i34` an issue. */
export type NodeKey = string;
export function nodeKey(node: NodeRef): NodeKey {
  return `${node.kind === 'heading' ? 'h' : 'i'}${node.id}`;
}
/** The inverse of `nodeKey`; null for anything else. */
export function nodeOfKey(key: NodeKey): NodeRef | null {
  const id = Number(key.slice(1));
  if (!Number.isInteger(id) || id <= 0) return null;
  if (key.startsWith('h')) return { kind: 'heading', id };
  return key.startsWith('i') ? { kind: 'issue', id } : null;
}

export interface TreeRow {
  readonly key: NodeKey;
  readonly node: OutlineNode;
  readonly parent: NodeKey | null;
  readonly hasChildren: boolean;
  readonly expanded: boolean;
  readonly posInSet: number;
  readonly setSize: number;
}

/** Nodes in depth-first order → the rows that are visible when the keys in `collapsed` are folded. One pass. */
export function visibleRows(nodes: readonly OutlineNode[], collapsed: ReadonlySet<NodeKey>): TreeRow[] {
  const sizes = new Map<NodeKey | null, number>();
  const parents: (NodeKey | null)[] = [];
  const path: NodeKey[] = [];
  for (const node of nodes) {
    path.length = node.depth;
    const parent = path[node.depth - 1] ?? null;
    parents.push(parent);
    sizes.set(parent, (sizes.get(parent) ?? 0) + 1);
    path[node.depth] = nodeKey(node);
  }
  const rows: TreeRow[] = [];
  const seen = new Map<NodeKey | null, number>();
  let foldedAt = Number.POSITIVE_INFINITY;
  for (const [index, node] of nodes.entries()) {
    const parent = parents[index] ?? null;
    const posInSet = (seen.get(parent) ?? 0) + 1;
    seen.set(parent, posInSet);
    if (node.depth > foldedAt) continue;
    foldedAt = Number.POSITIVE_INFINITY;
    const key = nodeKey(node);
    const hasChildren = sizes.has(key);
    const expanded = hasChildren && !collapsed.has(key);
    if (hasChildren && !expanded) foldedAt = node.depth;
    rows.push({ key, node, parent, hasChildren, expanded, posInSet, setSize: sizes.get(parent) ?? 1 });
  }
  return rows;
}

/** Keys of all nodes above one, nearest first; to unfold the way to it. */
export function ancestors(nodes: readonly OutlineNode[], key: NodeKey): NodeKey[] {
  const at = nodes.findIndex((node) => nodeKey(node) === key);
  const found: NodeKey[] = [];
  let depth = nodes[at]?.depth ?? 0;
  for (let index = at - 1; index >= 0 && depth > 0; index -= 1) {
    const node = nodes[index];
    if (node !== undefined && node.depth < depth) {
      found.push(nodeKey(node));
      depth = node.depth;
    }
  }
  return found;
}

/**
 * Puts refreshed nodes in place of the old ones. Null when that isn't enough, because a node came or went:
 * then the whole outline is asked again.
 * @param asked issues that were asked for; one that did not come back is gone
 */
export function mergeOutline(
  nodes: readonly OutlineNode[],
  fresh: readonly OutlineNode[],
  asked: readonly number[],
): OutlineNode[] | null {
  const byKey = new Map(fresh.map((node) => [nodeKey(node), node]));
  if (asked.some((id) => !byKey.has(`i${id}`))) return null;
  let replaced = 0;
  const merged = nodes.map((node) => {
    const newer = byKey.get(nodeKey(node));
    if (newer === undefined) return node;
    replaced += 1;
    return newer;
  });
  return replaced === byKey.size ? merged : null;
}
