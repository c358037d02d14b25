/**
 * A paragraph that the clerk words himself. Its figures are found again in the plain text he typed, so that they still
 * open their rows, and so that one that says otherwise than the ledger is told. What he writes freely is his.
 */
import type { NarrativeRun, Summary, SummaryPart } from '../contract/types.ts';
import { sameValue, tokensOf, valueKind } from './tokens.ts';

/** A character, a number or a named word. */
interface Piece {
  readonly text: string;
  readonly name?: string;
}

/**
 * The runs of an edited paragraph: `text` with every figure of `known` (the paragraph as it was before) found where it
 * stands now, unchanged or with other digits, and after them those of `composed` that came back. A figure that is not
 * found is gone. The runs bear names only; what they open and whether they agree is told by `reconcile`.
 */
export function align(
  known: readonly NarrativeRun[],
  composed: readonly NarrativeRun[],
  text: string,
): NarrativeRun[] {
  const words = [...known, ...composed].flatMap((run) =>
    run.name === undefined || valueKind(run.text) !== null ? [] : [run.text],
  );
  const found = match(pieces(known, words), tokensOf(text, words).map(free));
  return joined(match(pieces(composed, words), found));
}

/** The edited runs as the ledger stands: what each opens, and what it says where they differ. */
export function reconcile(
  edited: readonly NarrativeRun[],
  composed: readonly NarrativeRun[],
): NarrativeRun[] {
  const now = new Map(composed.flatMap((run) => (run.name === undefined ? [] : [[run.name, run]])));
  return edited.map(({ text, name }) => {
    if (name === undefined) return { text };
    const ledger = now.get(name);
    return {
      text,
      name,
      ...(ledger?.figure === undefined ? {} : { figure: ledger.figure }),
      ...(ledger !== undefined && sameValue(ledger.text, text) ? {} : { differs: ledger?.text ?? '' }),
    };
  });
}

type Paragraph = Summary['narrative'][number];

/** Composed paragraphs, with the clerk's wording where he has one. */
export function withEdits(
  composed: readonly Paragraph[],
  edits: ReadonlyMap<SummaryPart, readonly NarrativeRun[]>,
): Paragraph[] {
  return composed.map((paragraph) => {
    const edit = edits.get(paragraph.part);
    if (edit === undefined) return paragraph;
    const runs = reconcile(edit, paragraph.composed);
    return { ...paragraph, text: textOf(runs), runs, edited: true };
  });
}

/** The text with the ledger's value in place of each that differs; what the ledger has no value for stays. */
export function updatedText(runs: readonly NarrativeRun[]): string {
  return runs
    .map((run) => (run.differs === undefined || run.differs === '' ? run.text : run.differs))
    .join('');
}

export const textOf = (runs: readonly Pick<NarrativeRun, 'text'>[]): string =>
  runs.map((run) => run.text).join('');

/** Free text in one piece, nothing empty. */
export function joined(runs: readonly NarrativeRun[]): NarrativeRun[] {
  const whole: NarrativeRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (run.text === '' && run.name === undefined) continue;
    if (run.name === undefined && last !== undefined && last.name === undefined)
      whole[whole.length - 1] = { text: last.text + run.text };
    else whole.push(run.name === undefined ? { text: run.text } : run);
  }
  return whole;
}

/** Free text character by character, so that it can be told what of it is still there. */
function pieces(runs: readonly NarrativeRun[], words: readonly string[]): Piece[] {
  return runs.flatMap((run): Piece[] =>
    run.name === undefined ? tokensOf(run.text, words).map(free) : [{ text: run.text, name: run.name }],
  );
}

const free = (text: string): Piece => ({ text });

/** How much a pair is worth; figures outweigh any number of words, and a changed one more than half of one found. */
const WORD = 1;
const FOUND = 10;
const CHANGED = 6;
const KNOWN = 20;

/**
 * Gives the names of `from` to pieces of `to`, in order, so that the most figures are found again, and of such ways the
 * one that keeps the most words. A figure with other digits is recognised by the words beside it.
 */
function match(from: readonly Piece[], to: readonly Piece[]): Piece[] {
  const taken = new Set(to.flatMap((piece) => piece.name ?? []));
  const heavy = from.length + to.length + 1;
  const worth = (i: number, j: number): number => {
    const f = from[i];
    const t = to[j];
    if (f === undefined || t === undefined) return 0;
    if (f.name === undefined) return t.name === undefined && f.text === t.text ? WORD : 0;
    if (t.name !== undefined) return f.name === t.name ? KNOWN * heavy : 0;
    if (taken.has(f.name)) return 0;
    if (sameValue(f.text, t.text)) return FOUND * heavy;
    const kind = valueKind(f.text);
    return kind !== null && kind === valueKind(t.text) && beside(from, i, to, j) ? CHANGED * heavy : 0;
  };
  const named = [...to];
  for (const [i, j] of bestPairs(from.length, to.length, worth)) {
    const name = from[i]?.name;
    const piece = to[j];
    if (name !== undefined && piece !== undefined) named[j] = { text: piece.text, name };
  }
  return named;
}

/** Do the same words stand on both sides, or two on one side? The ends of the text are the same as each other. */
function beside(from: readonly Piece[], i: number, to: readonly Piece[], j: number): boolean {
  const equal = (by: number): boolean => {
    const f = from[i + by];
    const t = to[j + by];
    if (f === undefined || t === undefined) return f === t;
    const kind = valueKind(f.text);
    return f.text === t.text || (kind !== null && kind === valueKind(t.text));
  };
  const left = equal(-1);
  const right = equal(1);
  return (left && right) || (left && equal(-2)) || (right && equal(2));
}

/** Pairs (i, j), both ascending, of the greatest worth together; pairs worth nothing are none. */
function bestPairs(
  rows: number,
  columns: number,
  worth: (i: number, j: number) => number,
): (readonly [number, number])[] {
  const best = new Float64Array((rows + 1) * (columns + 1));
  const at = (i: number, j: number): number => best[i * (columns + 1) + j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const pair = worth(i, j);
      const together = pair > 0 ? pair + at(i + 1, j + 1) : 0;
      best[i * (columns + 1) + j] = Math.max(together, at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    const pair = worth(i, j);
    if (pair > 0 && at(i, j) === pair + at(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}
