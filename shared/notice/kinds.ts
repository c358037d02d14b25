import { bodyOf, type Raw } from './raw.ts';
import { isFurnitureSection } from './sections.ts';
import { problemLike, titleOf } from './title.ts';
import type { NoticeKind } from './types.ts';
import type { Votes } from './votes.ts';

/** What each item of an outline is. Items that are missing belong to the text of the item above them. */
export type Kinds = ReadonlyMap<Raw, NoticeKind | 'dropped' | 'orphan'>;

/**
 * Decides by lists, not by single items: a list (siblings of one level) most of whose items are named like problems holds
 * issues, or headings if such lists stand below it; what stands directly under an issue are measures; deeper lists are
 * text. Documents whose problems can't be told by their words are decided by shape.
 */
export function decideKinds(root: Raw, votes: Pick<Votes, 'names'>): Kinds {
  const problems = new Set<Raw>();
  collectProblems(root, votes, problems);
  if (problems.size === 0 && !hasFixed(root)) collectByShape(root, problems);
  const over = new Set<Raw>();
  markOver(root, problems, over);
  const kinds = new Map<Raw, NoticeKind | 'dropped' | 'orphan'>();
  for (const child of root.children) decide(child, { problems, over, kinds });
  return kinds;
}

function listsOf(raw: Raw): Raw[][] {
  const lists = new Map<string, Raw[]>();
  for (const child of raw.children) {
    if (child.fixed !== null) continue;
    const list = lists.get(child.level);
    if (list === undefined) lists.set(child.level, [child]);
    else list.push(child);
  }
  return [...lists.values()];
}

function collectProblems(raw: Raw, votes: Pick<Votes, 'names'>, problems: Set<Raw>): void {
  for (const list of listsOf(raw)) {
    if (isProblemList(list, votes, problems.has(raw))) for (const item of list) problems.add(item);
  }
  for (const child of raw.children) collectProblems(child, votes, problems);
}

function isProblemList(list: readonly Raw[], votes: Pick<Votes, 'names'>, underProblem: boolean): boolean {
  const first = list[0];
  if (first === undefined || first.spoken || first.nested) return false;
  if (first.says !== null) return first.says === 'issue';
  const named = list.filter((item) => problemLike(bodyOf(item)) !== null).length;
  if (named * 2 >= list.length) return true;
  if (!votes.names(first.level) || furnitureAbove(first)) return false;
  // Elsewhere this level names issues. Here it does so too, unless it hangs without lists of its own under a problem.
  return named > 0 || !underProblem || list.some((item) => item.children.length > 0);
}

function hasFixed(raw: Raw): boolean {
  return raw.children.some((child) => child.fixed !== null || hasFixed(child));
}

/** The level with most leaves holds the measures; what they hang on are the issues. 一是 always speaks of measures. */
function collectByShape(root: Raw, problems: Set<Raw>): void {
  const leaves = new Map<string, number>();
  let spoken = false;
  walk(root, (raw) => {
    if (raw.nested && raw.says !== 'measure') return;
    if (raw.spoken || raw.says === 'measure') spoken = true;
    if (raw.children.length === 0 && raw !== root) leaves.set(raw.level, (leaves.get(raw.level) ?? 0) + 1);
  });
  const level = [...leaves].sort((a, b) => b[1] - a[1])[0]?.[0];
  const isMeasure = (raw: Raw): boolean =>
    spoken ? raw.spoken || raw.says === 'measure' : raw.level === level && raw.parent !== root;
  const levels = new Set<string>();
  walk(root, (raw) => {
    if (raw === root || !raw.children.some(isMeasure) || furnitureAbove(raw)) return;
    problems.add(raw);
    levels.add(raw.level);
  });
  // Issues without measures beside issues with some.
  walk(root, (raw) => {
    if (raw.parent?.children.some((s) => problems.has(s)) === true && levels.has(raw.level))
      problems.add(raw);
  });
}

function furnitureAbove(raw: Raw): boolean {
  for (let at: Raw | null = raw; at !== null; at = at.parent)
    if (at.pieces.length > 0 && isFurnitureSection(titleOf(bodyOf(at)))) return true;
  return false;
}

function walk(raw: Raw, visit: (raw: Raw) => void): void {
  visit(raw);
  for (const child of raw.children) walk(child, visit);
}

/** Items with issues below them. */
function markOver(raw: Raw, problems: ReadonlySet<Raw>, over: Set<Raw>): boolean {
  let any = false;
  for (const child of raw.children) {
    const below = markOver(child, problems, over);
    if (below || problems.has(child) || child.fixed !== null) any = true;
  }
  if (any) over.add(raw);
  return any;
}

interface Deciding {
  readonly problems: ReadonlySet<Raw>;
  readonly over: ReadonlySet<Raw>;
  readonly kinds: Map<Raw, NoticeKind | 'dropped' | 'orphan'>;
}

function decide(raw: Raw, d: Deciding): void {
  if (raw.fixed !== null) return;
  if (d.over.has(raw)) {
    d.kinds.set(raw, 'heading');
    for (const child of raw.children) decide(child, d);
    return;
  }
  if (d.problems.has(raw) || holdsMeasures(raw)) {
    d.kinds.set(raw, 'issue');
    for (const child of raw.children) d.kinds.set(child, 'measure');
    return;
  }
  if (!raw.spoken && raw.says !== 'measure' && (raw.parent?.level === '' || raw.parent === null)) {
    d.kinds.set(raw, 'dropped');
    return;
  }
  d.kinds.set(raw, 'orphan');
}

/** 一是 directly below an item that is not about how the work was organised: levels were skipped, it is an issue. */
function holdsMeasures(raw: Raw): boolean {
  return !raw.spoken && raw.children.some((c) => c.spoken || c.says === 'measure') && !furnitureAbove(raw);
}
