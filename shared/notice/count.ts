import type { NoticeCounts, NoticeNode } from './types.ts';

/** Counts a tree as it would be imported: what is left out, with everything below it, is not counted. */
export function countNodes(nodes: readonly NoticeNode[]): NoticeCounts {
  let headings = 0;
  let issues = 0;
  let measures = 0;
  const walk = (list: readonly NoticeNode[]): void => {
    for (const node of list) {
      if (node.leftOut) continue;
      if (node.kind === 'heading') headings++;
      else if (node.kind === 'issue') issues++;
      else measures++;
      walk(node.children);
    }
  };
  walk(nodes);
  const aspects = nodes.filter((node) => node.kind === 'heading' && !node.leftOut).length;
  return { aspects, headings, subheadings: headings - aspects, issues, measures };
}
