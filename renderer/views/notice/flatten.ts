/** The notice's tree as rows for the screen, and the ways between a row and a line of the source. Pure. */
import { findNode } from '../../../shared/notice/edit.ts';
import type { NoticeNode } from '../../../shared/notice/types.ts';

export interface TreeRow {
  readonly key: string;
  readonly node: NoticeNode;
  readonly depth: number;
  readonly parent: string | null;
  /** Left out, itself or with something above it: not imported. */
  readonly out: boolean;
  /** Shown with what is below it; null when nothing is. */
  readonly open: boolean | null;
}

/** Depth first, in the order of the text; what lies below closed nodes is skipped. */
export function flatten(nodes: readonly NoticeNode[], closed: ReadonlySet<string> = new Set()): TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (list: readonly NoticeNode[], depth: number, parent: string | null, out: boolean): void => {
    for (const node of list) {
      const gone = out || node.leftOut;
      const open = node.children.length === 0 ? null : !closed.has(node.key);
      rows.push({ key: node.key, node, depth, parent, out: gone, open });
      if (open === true) walk(node.children, depth + 1, node.key, gone);
    }
  };
  walk(nodes, 0, null, false);
  return rows;
}

/** The node of a key; undefined for no key, or one that is no longer there. */
export function nodeOf(nodes: readonly NoticeNode[], key: string | null): NoticeNode | undefined {
  return key === null ? undefined : (findNode(nodes, key) ?? undefined);
}

/** Key of the node to which a line of the source belongs: the last one that begins at or before it. */
export function nodeAtLine(nodes: readonly NoticeNode[], line: number): string | null {
  let found: NoticeNode | null = null;
  const walk = (list: readonly NoticeNode[]): void => {
    for (const node of list) {
      // Equal lines: the innermost and last one, since headings may run into their first measure.
      if (node.line <= line && (found === null || node.line >= found.line)) found = node;
      walk(node.children);
    }
  };
  walk(nodes);
  return (found as NoticeNode | null)?.key ?? null;
}

/** Keys from the top to the parent of a node, so that it can be made visible. */
export function above(nodes: readonly NoticeNode[], key: string): string[] {
  for (const node of nodes) {
    if (node.key === key) return [];
    const below = findNode(node.children, key);
    if (below !== null) return [node.key, ...above(node.children, key)];
  }
  return [];
}
