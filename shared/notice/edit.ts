import { markerAt } from './markers.ts';
import { splitMeasure } from './title.ts';
import type { NoticeKind, NoticeNode } from './types.ts';

/**
 * What a clerk may do to the tree in the preview. Every operation is pure, keeps keys, lines and the order of the
 * document, and answers the very array it was given when it can't be done there (so `result !== nodes` says it was done).
 */
export type Nodes = readonly NoticeNode[];

/** Headings and issues stand on top; headings hold headings and issues, issues hold measures, measures hold nothing. */
export function isLegalTree(nodes: Nodes, parent: NoticeKind | null = null): boolean {
  return nodes.every((node) => mayStand(node.kind, parent) && isLegalTree(node.children, node.kind));
}

function mayStand(kind: NoticeKind, parent: NoticeKind | null): boolean {
  return kind === 'measure' ? parent === 'issue' : parent === null || parent === 'heading';
}

export function findNode(nodes: Nodes, key: string): NoticeNode | null {
  const path = pathTo(nodes, key);
  return path === null ? null : nodeAt(nodes, path);
}

/** A new title; blanks round it go, an empty one is refused. */
export function renameNode(nodes: Nodes, key: string, title: string): Nodes {
  const trimmed = title.replace(/\s+/g, ' ').trim();
  return trimmed === '' ? nodes : change(nodes, key, (node) => ({ ...node, title: trimmed }));
}

/** Leaves a node out with everything below it, or takes it back. */
export function leaveOut(nodes: Nodes, key: string, leftOut: boolean): Nodes {
  return change(nodes, key, (node) => (node.leftOut === leftOut ? node : { ...node, leftOut }));
}

/**
 * Deeper: a heading or issue goes under the heading before it; an issue behind an issue becomes a measure of that one, its
 * own measures behind it. Shallower: a measure becomes an issue that takes the measures behind it; an issue becomes a
 * heading; a heading comes out of its own heading and takes what stood behind it there.
 */
export function relevel(nodes: Nodes, key: string, to: 'deeper' | 'shallower'): Nodes {
  const path = pathTo(nodes, key);
  if (path === null) return nodes;
  const node = nodeAt(nodes, path);
  if (to === 'shallower') {
    if (node.kind === 'measure') return setKind(nodes, key, 'issue');
    if (node.kind === 'issue') return setKind(nodes, key, 'heading');
    return outdent(nodes, path, node);
  }
  if (node.kind === 'measure') return nodes;
  const at = path[path.length - 1] ?? 0;
  return inList(nodes, path, (siblings) => {
    const before = siblings[at - 1];
    if (before === undefined || before.leftOut !== node.leftOut) return null;
    if (before.kind === 'heading')
      return splice(siblings, at - 1, 2, { ...before, children: [...before.children, node] });
    return node.kind === 'issue' ? joinAsMeasures(siblings, at, before, node) : null;
  });
}

/**
 * Makes a node what it is not: a measure an issue, an issue a heading (its measures become issues; one without measures
 * takes the issues behind it), a heading an issue (if it holds nothing, or only issues without measures), an issue a measure
 * of the issue before it.
 */
export function setKind(nodes: Nodes, key: string, kind: NoticeKind): Nodes {
  const path = pathTo(nodes, key);
  if (path === null) return nodes;
  const node = nodeAt(nodes, path);
  const at = path[path.length - 1] ?? 0;
  if (node.kind === kind) return nodes;
  if (node.kind === 'measure') {
    if (kind === 'heading') return nodes;
    return promoteMeasure(nodes, path, at, node);
  }
  if (kind === 'measure') {
    if (node.kind !== 'issue') return nodes;
    return inList(nodes, path, (siblings) => {
      const before = siblings[at - 1];
      if (before?.kind !== 'issue' || before.leftOut !== node.leftOut) return null;
      return joinAsMeasures(siblings, at, before, node);
    });
  }
  if (kind === 'issue') {
    if (node.children.some((c) => c.kind !== 'issue' || c.children.length > 0)) return nodes;
    const children = node.children.map((c): NoticeNode => ({ ...c, kind: 'measure' }));
    return inList(nodes, path, (siblings) => splice(siblings, at, 1, { ...node, kind, children }));
  }
  return inList(nodes, path, (siblings) => issueToHeading(siblings, at, node));
}

function issueToHeading(siblings: Nodes, at: number, node: NoticeNode): Nodes {
  const issues = node.children.map((c): NoticeNode => ({ ...c, kind: 'issue' }));
  if (issues.length > 0) return splice(siblings, at, 1, { ...node, kind: 'heading', children: issues });
  let end = at + 1;
  while (siblings[end]?.kind === 'issue' && siblings[end]?.leftOut === node.leftOut) end++;
  const taken = siblings.slice(at + 1, end);
  return splice(siblings, at, 1 + taken.length, { ...node, kind: 'heading', children: taken });
}

function promoteMeasure(nodes: Nodes, path: readonly number[], at: number, node: NoticeNode): Nodes {
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(nodes, parentPath);
  if (parent.leftOut) return nodes;
  const parentAt = parentPath[parentPath.length - 1] ?? 0;
  const kept = { ...parent, children: parent.children.slice(0, at) };
  const issue: NoticeNode = { ...node, kind: 'issue', children: parent.children.slice(at + 1) };
  return inList(nodes, parentPath, (siblings) => splice(siblings, parentAt, 1, kept, issue));
}

function joinAsMeasures(siblings: Nodes, at: number, before: NoticeNode, node: NoticeNode): Nodes {
  const measure: NoticeNode = { ...node, kind: 'measure', children: [] };
  return splice(siblings, at - 1, 2, {
    ...before,
    children: [...before.children, measure, ...node.children],
  });
}

function outdent(nodes: Nodes, path: readonly number[], node: NoticeNode): Nodes {
  if (path.length < 2) return nodes;
  const at = path[path.length - 1] ?? 0;
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(nodes, parentPath);
  if (parent.leftOut || node.leftOut) return nodes;
  const parentAt = parentPath[parentPath.length - 1] ?? 0;
  const kept = { ...parent, children: parent.children.slice(0, at) };
  const out = { ...node, children: [...node.children, ...parent.children.slice(at + 1)] };
  return inList(nodes, parentPath, (siblings) => splice(siblings, parentAt, 1, kept, out));
}

/** Joins a node to the sibling of its kind before it: that one keeps its title and gains text, progress and children. */
export function mergeWithPrevious(nodes: Nodes, key: string): Nodes {
  const path = pathTo(nodes, key);
  if (path === null) return nodes;
  const at = path[path.length - 1] ?? 0;
  return inList(nodes, path, (siblings) => {
    const node = siblings[at];
    const before = siblings[at - 1];
    if (node === undefined || before?.kind !== node.kind || before.leftOut !== node.leftOut) return null;
    return splice(siblings, at - 1, 2, merged(before, node));
  });
}

function merged(a: NoticeNode, b: NoticeNode): NoticeNode {
  const added = b.number + b.text;
  // What b reports is in its text, unless it was told apart from it.
  const told = b.progress === null ? '' : b.text.includes(b.progress) ? added : `${added}\n${b.progress}`;
  const progress = [a.progress ?? '', told].filter((part) => part !== '').join('\n');
  return {
    ...a,
    text: [a.text, added].filter((part) => part !== '').join('\n'),
    progress: progress === '' ? null : progress,
    lead: a.lead ?? b.lead,
    unit: a.unit ?? b.unit,
    assisting: [...new Set([...a.assisting, ...b.assisting])],
    assignee: a.assignee ?? b.assignee,
    deadline: a.deadline ?? b.deadline,
    demand: a.demand ?? b.demand,
    children: [...a.children, ...b.children],
  };
}

/** Cuts a measure's text at an offset (UTF-16 units); the second part is a measure of its own, without number unless its text begins with one. */
export function splitMeasureAt(nodes: Nodes, key: string, offset: number): Nodes {
  const path = pathTo(nodes, key);
  if (path === null) return nodes;
  const at = path[path.length - 1] ?? 0;
  return inList(nodes, path, (siblings) => {
    const node = siblings[at];
    if (node?.kind !== 'measure' || !Number.isInteger(offset)) return null;
    const cut = /[\udc00-\udfff]/.test(node.text.charAt(offset)) ? offset + 1 : offset;
    const first = node.text.slice(0, Math.max(cut, 0)).trim();
    const whole = node.text.slice(Math.max(cut, 0)).trim();
    const marker = markerAt(whole, 0);
    const second = marker === null ? whole : whole.slice(marker.length).trim();
    if (first === '' || second === '') return null;
    const own = splitMeasure(node.text);
    // Progress that was read from the text itself is divided with it; progress told elsewhere stays with the first part.
    const fromText = node.progress !== null && (node.progress === own.rest || node.progress === node.text);
    const title = node.title === own.title ? splitMeasure(first).title : node.title;
    const a: NoticeNode = {
      ...node,
      title,
      text: first,
      progress: fromText ? reported(first) : node.progress,
    };
    const b: NoticeNode = {
      ...node,
      key: freshKey(nodes, key),
      number: marker?.number ?? '',
      title: splitMeasure(second).title,
      text: second,
      progress: fromText ? reported(second) : null,
    };
    return splice(siblings, at, 1, a, b);
  });
}

function reported(text: string): string {
  return splitMeasure(text).rest || text;
}

/** Divides an issue or a heading: from the child `childKey` on (not the first) its children go to a new node behind it, under the same title until it is renamed. */
export function splitAtChild(nodes: Nodes, key: string, childKey: string): Nodes {
  const path = pathTo(nodes, key);
  if (path === null) return nodes;
  const at = path[path.length - 1] ?? 0;
  return inList(nodes, path, (siblings) => {
    const node = siblings[at];
    const from = node?.children.findIndex((c) => c.key === childKey) ?? -1;
    if (node === undefined || from < 1) return null;
    const second = node.children.slice(from);
    const rest: NoticeNode = {
      ...node,
      key: freshKey(nodes, key),
      number: '',
      line: second[0]?.line ?? node.line,
      text: '',
      progress: null,
      children: second,
    };
    return splice(siblings, at, 1, { ...node, children: node.children.slice(0, from) }, rest);
  });
}

function freshKey(nodes: Nodes, key: string): string {
  const used = new Set<string>();
  const collect = (list: Nodes): void => {
    for (const node of list) {
      used.add(node.key);
      collect(node.children);
    }
  };
  collect(nodes);
  const base = key.replace(/\/\d+$/, '');
  let n = 2;
  while (used.has(`${base}/${n}`)) n++;
  return `${base}/${n}`;
}

function pathTo(nodes: Nodes, key: string): number[] | null {
  for (const [i, node] of nodes.entries()) {
    if (node.key === key) return [i];
    const below = pathTo(node.children, key);
    if (below !== null) return [i, ...below];
  }
  return null;
}

function nodeAt(nodes: Nodes, path: readonly number[]): NoticeNode {
  const [first = -1, ...rest] = path;
  const node = nodes[first];
  if (node === undefined) throw new RangeError('no node there');
  return rest.length === 0 ? node : nodeAt(node.children, rest);
}

/** Replaces the list in which the path ends; null from `edit` changes nothing. */
function inList(nodes: Nodes, path: readonly number[], edit: (siblings: Nodes) => Nodes | null): Nodes {
  if (path.length <= 1) return edit(nodes) ?? nodes;
  const [first = -1, ...rest] = path;
  const node = nodes[first];
  if (node === undefined) return nodes;
  const children = inList(node.children, rest, edit);
  return children === node.children ? nodes : splice(nodes, first, 1, { ...node, children });
}

function change(nodes: Nodes, key: string, edit: (node: NoticeNode) => NoticeNode): Nodes {
  const path = pathTo(nodes, key);
  const at = path?.[path.length - 1] ?? 0;
  if (path === null) return nodes;
  return inList(nodes, path, (siblings) => {
    const node = siblings[at];
    if (node === undefined) return null;
    const edited = edit(node);
    return edited === node ? null : splice(siblings, at, 1, edited);
  });
}

function splice(list: Nodes, at: number, remove: number, ...put: NoticeNode[]): Nodes {
  return [...list.slice(0, at), ...put, ...list.slice(at + remove)];
}
