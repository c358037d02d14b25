import { fail, ok, type Result } from '../result.ts';
import { buildNodes } from './build.ts';
import { checkTree } from './check.ts';
import { countNodes } from './count.ts';
import { decideKinds } from './kinds.ts';
import { linesOf, textBlocks } from './lines.ts';
import { checkLost } from './lost.ts';
import { buildOutline } from './outline.ts';
import { foldedText, type Outline, type Raw } from './raw.ts';
import { planByTitle } from './sections.ts';
import { readStated } from './stated.ts';
import type { NoticeBlock, NoticeDryRun, NoticeNode, NoticeReading, NoticeWarning } from './types.ts';
import { countVotes } from './votes.ts';

/**
 * Reads a notice or plan that is plain text (a file's or pasted). Pure; time grows with the length of the text.
 * Errors: notice_empty, not_a_notice, notice_too_large { line } for an item no door would let through.
 */
export function parseNotice(text: string): Result<NoticeReading> {
  const lines = linesOf(text);
  return parseBlocks(textBlocks(lines), lines);
}

/** The same for a document already taken apart into paragraphs and tables; `lines` is what the preview shows beside the tree. */
export function parseBlocks(blocks: readonly NoticeBlock[], lines: readonly string[]): Result<NoticeReading> {
  if (lines.every((line) => line.trim() === '')) return fail('notice_empty');
  const votes = countVotes(blocks);
  const outline = buildOutline(blocks, votes);
  const kinds = decideKinds(outline.root, votes);
  const plan = isPlan(outline, (raw) => kinds.get(raw) === 'measure');
  const built = buildNodes(outline.root, kinds, !plan && !outline.labelledProgress);
  const counted = countNodes(built.nodes);
  if (counted.issues === 0 || !speaksOfRectification(lines)) return fail('not_a_notice');
  const huge = firstHuge(built.nodes);
  if (huge !== null) return fail('notice_too_large', { line: huge.line });
  const first = firstLine(built.nodes);
  const before = outline.outside.filter((part) => part.line < first);
  const after = outline.outside.filter((part) => part.line >= first);
  const head = outline.title === null ? [] : [{ line: 1, text: outline.title }];
  const { stated, lines: statedLines } = readStated([...before, ...built.outside, ...after, ...head]);
  const warnings = [
    ...outline.warnings,
    ...built.warnings,
    ...checkTree(built.nodes, counted, stated, statedLines, built.dropped),
    ...checkLost(lines, headsOf(built.nodes), first),
  ].sort((a, b) => a.line - b.line);
  return ok({ title: outline.title, plan, nodes: built.nodes, stated, counted, warnings, lines });
}

/** UTF-16 units of one item, its title or its progress (the contract's bound). Longer ones are no item of a notice. */
const MOST_TEXT = 1_000_000;

function firstHuge(nodes: readonly NoticeNode[]): NoticeNode | null {
  for (const node of nodes) {
    const longest = Math.max(node.title.length, node.text.length, node.progress?.length ?? 0);
    const found = longest > MOST_TEXT ? node : firstHuge(node.children);
    if (found !== null) return found;
  }
  return null;
}

/** Bare outlines of anything may look like a tree; a notice says what it is about. */
function speaksOfRectification(lines: readonly string[]): boolean {
  return lines.some((line) => /整改|巡察|巡视|问题清单|审计/.test(line));
}

/**
 * A plan reports nothing, so its measures carry no progress. By the title if it says (方案、清单、台账 against 情况、通报、
 * 报告); else a document that labels measures or has them in a column and reports no progress is a plan; else by the
 * tense of the measures: hardly one tells of something done (已、了、截至 …) and more tell what is to be done (将、底前 …).
 */
function isPlan(outline: Outline, isMeasure: (raw: Raw) => boolean): boolean {
  if (outline.labelledProgress) return false;
  const byTitle = planByTitle(outline.title);
  if (byTitle !== null) return byTitle;
  if (outline.labelledMeasures) return true;
  let all = 0;
  let done = 0;
  let due = 0;
  const look = (raw: Raw): void => {
    if (isMeasure(raw)) {
      const text = foldedText(raw).slice(0, 2000);
      all++;
      const tells = /[已了过]|截至|[0-9０-９]次/.test(text);
      const asks = /将|拟|力争|确保|应当|要求?|需|计划|底前|月前|日前/.test(text);
      if (tells || (!asks && /完成[^时]|印发|召开|开展/.test(text))) done++;
      if (asks) due++;
      return;
    }
    for (const child of raw.children) look(child);
  };
  look(outline.root);
  return all > 0 && done * 5 < all && due > done;
}

function firstLine(nodes: readonly NoticeNode[]): number {
  return nodes.reduce((least, node) => Math.min(least, node.line), nodes[0]?.line ?? 1);
}

function headsOf(nodes: readonly NoticeNode[]): { line: number; text: string }[] {
  return nodes.flatMap((node) =>
    node.kind === 'measure' ? [] : [{ line: node.line, text: node.text }, ...headsOf(node.children)],
  );
}

/** The object of `import-notice --dry-run --json`. perIssue is in reading order; figures as counted in the whole tree. */
export function dryRunShape(reading: NoticeReading): NoticeDryRun {
  const { aspects, subheadings, issues, measures } = countNodes(reading.nodes);
  const warnings: readonly NoticeWarning[] = reading.warnings;
  return {
    title: reading.title,
    aspects,
    subheadings,
    issues,
    measures,
    stated: reading.stated,
    perAspect: reading.nodes
      .filter((node) => node.kind === 'heading' && !node.leftOut)
      .map((node) => {
        const inside = countNodes(node.children);
        return {
          title: node.title,
          subheadings: inside.headings,
          issues: inside.issues,
          measures: inside.measures,
        };
      }),
    perIssue: issuesOf(reading.nodes).map((issue) => ({
      number: issue.number,
      title: issue.title,
      measures: countNodes(issue.children).measures,
    })),
    warnings,
  };
}

function issuesOf(nodes: readonly NoticeNode[]): NoticeNode[] {
  return nodes.flatMap((node) =>
    node.leftOut ? [] : node.kind === 'issue' ? [node] : issuesOf(node.children),
  );
}
