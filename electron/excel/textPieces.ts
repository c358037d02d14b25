/** A text that is longer than the highest row goes on in the rows below it: nothing of it is cut on paper. */
import { POINTS } from './cellStyles.ts';
import type { RowStyle } from './plan.ts';
import { columnPixels, heightOfLines, linesOf, MAX_HEIGHT } from './rowHeight.ts';

/** Where a text is best broken. */
const ENDS = /[。；！？\n]/g;

/** A text in pieces that each fit a row merged over all columns; none for ''. */
export function piecesOf(words: string, widths: readonly number[], style: RowStyle): string[] {
  if (words === '') return [];
  const pixels = columnPixels(widths.reduce((a, b) => a + b, 0));
  const points = POINTS[style];
  const fits = (some: string) => heightOfLines(linesOf(some, pixels, points), points) <= MAX_HEIGHT;
  const pieces: string[] = [];
  let rest = words;
  while (!fits(rest)) {
    const most = longestFit(rest, fits);
    const end = [...rest.slice(0, most).matchAll(ENDS)].at(-1);
    // A break in the last half is worth the room; else the text is broken where the row ends.
    const cut = end !== undefined && end.index >= most / 2 ? end.index + 1 : most;
    pieces.push(rest.slice(0, cut).replace(/\n$/, ''));
    rest = rest.slice(cut);
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Length of the longest beginning that fits; a pair of surrogates is not torn. */
function longestFit(words: string, fits: (some: string) => boolean): number {
  let low = 1;
  let high = words.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(words.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low > 1 && /[\ud800-\udbff]/.test(words[low - 1] ?? '') ? low - 1 : low;
}
