import type { NoticeNode, NoticeReading } from '../../shared/notice/types.ts';

/** A reading as the .tree fixtures write it: kind, number, title, fields that are set, progress. */
export function printReading(reading: NoticeReading): string {
  const head = [`title ${reading.title ?? '-'}`, `plan ${reading.plan ? 'yes' : 'no'}`];
  return `${[...head, ...printTree(reading.nodes)].join('\n')}\n`;
}

export function printTree(nodes: readonly NoticeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.kind.charAt(0)} ${node.number} | ${node.title}${fields(node)}${node.progress === null ? '' : ` => ${node.progress}`}`,
    ...printTree(node.children, `${indent}  `),
  ]);
}

function fields(node: NoticeNode): string {
  const set = [
    ['lead', node.lead],
    ['unit', node.unit],
    ['with', node.assisting.length === 0 ? null : node.assisting.join(',')],
    ['by', node.assignee],
    ['due', node.deadline],
    ['demand', node.demand],
  ].flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
  return set.length === 0 ? '' : ` {${set.join(' ')}}`;
}
