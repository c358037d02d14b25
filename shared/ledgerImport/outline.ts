/** An old ledger's tree as it is shown before it is imported. */
import { issueStateWords, measureStateWords } from '../words.ts';
import type { LedgerMeasure, LedgerTree } from './types.ts';

export interface OutlineLine {
  readonly kind: 'heading' | 'issue' | 'measure';
  readonly depth: number;
  readonly number: string;
  readonly title: string;
  readonly state: string;
}

/** Depth first; a heading that several branches share stands once for each run of them. */
export function ledgerOutline(tree: LedgerTree): OutlineLine[] {
  const lines: OutlineLine[] = [];
  let above: readonly string[] = [];
  for (const { path, issues } of tree.branches) {
    const same = path.findIndex((title, depth) => title !== above[depth]);
    path.forEach((title, depth) => {
      if (same >= 0 && depth >= same) lines.push({ kind: 'heading', depth, number: '', title, state: '' });
    });
    above = path;
    for (const issue of issues) {
      const { number, title } = issue;
      const state = issue.closedOn === null ? '' : `${issueStateWords.closed} ${issue.closedOn}`;
      lines.push({ kind: 'issue', depth: path.length, number, title, state });
      for (const measure of issue.measures) {
        lines.push({
          kind: 'measure',
          depth: path.length + 1,
          number: measure.number,
          title: measure.title,
          state: [measureStateWords[measure.state], measure.doneOn ?? ''].join(' ').trim(),
        });
      }
    }
  }
  return lines;
}

/** What will be written, for the clerk to hold against his own sums. */
export function ledgerCounts(tree: LedgerTree) {
  const issues = tree.branches.flatMap((branch) => branch.issues);
  const measures = issues.flatMap((issue) => issue.measures);
  const sum = (of: (measure: LedgerMeasure) => number): number =>
    measures.reduce((total, measure) => total + of(measure), 0);
  const headings = new Set(
    tree.branches.flatMap(({ path }) => path.map((_, depth) => path.slice(0, depth + 1).join('\n'))),
  );
  return {
    aspects: new Set(tree.branches.flatMap(({ path }) => path[0] ?? [])).size,
    headings: headings.size,
    issues: issues.length,
    measures: measures.length,
    closed: issues.filter((issue) => issue.closedOn !== null).length,
    done: measures.filter((measure) => measure.state === 'done').length,
    progress: sum((measure) => measure.progress.length),
    regulations: sum((measure) => measure.regulations.length),
    sanctions: sum((measure) => measure.sanctions.length),
    recoveries: sum((measure) => measure.recoveries.length),
  };
}
