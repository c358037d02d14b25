/** What differs between two texts, character by character (words of letters and digits as one), for showing. */

export interface Piece {
  /** `same` stands in both, `gone` only in the old one, `fresh` only in the new one. */
  readonly kind: 'same' | 'gone' | 'fresh';
  readonly text: string;
}

const TOKEN = /[\p{Script=Latin}\d]+(?:[.,]\d+)*|[\s\S]/gu;
/** Texts that differ in more places than this are shown as wholly replaced: a mosaic would help nobody. */
const MOST_EDITS = 500;
/** Texts that share less than this part of the shorter one are two texts. */
const ALIKE = 0.35;
/** Short texts are taken in at a glance, however little they share. */
const SHORT = 14;
/** Words kept between two changes are shown as kept only when longer than this. */
const ISLAND = 2;

/** Pieces of both texts in order; `same` and `gone` make the old text, `same` and `fresh` the new one. */
export function differences(old: string, now: string): readonly Piece[] {
  const a = old.match(TOKEN) ?? [];
  const b = now.match(TOKEN) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const pieces = tidy([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
  const kept = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0);
  // Another text that happens to share some words: two texts side by side are read more easily than a mosaic.
  const shorter = Math.min(old.length, now.length);
  return shorter > SHORT && kept > 0 && kept < ALIKE * shorter ? wholly(old, now) : pieces;
}

function wholly(old: string, now: string): Piece[] {
  return [
    { kind: 'gone', text: old },
    { kind: 'fresh', text: now },
  ];
}

function between(a: readonly string[], b: readonly string[]): Piece[] {
  const replaced = wholly(a.join(''), b.join(''));
  if (a.length === 0 || b.length === 0) return replaced;
  const trace = shortestEdit(a, b);
  return trace === null ? replaced : walkBack(a, b, trace);
}

/** Myers' greedy search: the furthest reach on each diagonal after each number of edits; null beyond the bound. */
function shortestEdit(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const most = Math.min(MOST_EDITS, a.length + b.length);
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const below = reach[offset + diagonal + 1] ?? 0;
      const left = reach[offset + diagonal - 1] ?? 0;
      let x = diagonal === -edits || (diagonal !== edits && left < below) ? below : left + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reach[offset + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return trace;
    }
  }
  return null;
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): Piece[] {
  const pieces: Piece[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array();
    // Each kept row begins at diagonal −edits − 1.
    const at = (diagonal: number): number => reach[diagonal + edits + 1] ?? 0;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const before = down ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : at(before);
    const fromY = fromX - (edits === 0 ? 0 : before);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pieces.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (edits === 0) break;
    if (down) pieces.push({ kind: 'fresh', text: b[fromY] ?? '' });
    else pieces.push({ kind: 'gone', text: a[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return pieces.reverse();
}

/** Joins neighbours of a kind, what is gone before what is fresh, and drowns tiny islands between two changes. */
function tidy(pieces: readonly Piece[]): readonly Piece[] {
  const blocks: { same: string; gone: string; fresh: string }[] = [];
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    const last = blocks.at(-1);
    if (kind === 'same') {
      if (last !== undefined && last.gone === '' && last.fresh === '') last.same += text;
      else blocks.push({ same: text, gone: '', fresh: '' });
    } else if (last === undefined) {
      blocks.push({ same: '', gone: kind === 'gone' ? text : '', fresh: kind === 'fresh' ? text : '' });
    } else last[kind] += text;
  }
  const kept: typeof blocks = [];
  for (const block of blocks) {
    const last = kept.at(-1);
    const small = block.same.length <= ISLAND && block.gone + block.fresh !== '';
    if (last !== undefined && small && last.gone + last.fresh !== '') {
      last.gone += block.same + block.gone;
      last.fresh += block.same + block.fresh;
    } else kept.push(block);
  }
  return kept.flatMap((block) =>
    (['same', 'gone', 'fresh'] as const)
      .map((kind): Piece => ({ kind, text: block[kind] }))
      .filter((piece) => piece.text !== ''),
  );
}

/** Kept text around changes when a text is long: this many characters on each side. */
const AROUND = 24;

/** Long stretches of unchanged text cut down to what stands beside a change; `cut` tells that something was. */
export function shortened(pieces: readonly Piece[]): {
  readonly pieces: readonly Piece[];
  readonly cut: boolean;
} {
  let cut = false;
  const shown = pieces.map((piece, index): Piece => {
    const { text } = piece;
    if (piece.kind !== 'same' || text.length <= 2 * AROUND + 6) return piece;
    cut = true;
    const head = index === 0 ? '' : text.slice(0, AROUND);
    const tail = index === pieces.length - 1 ? '' : text.slice(-AROUND);
    return { kind: 'same', text: `${head}……${tail}` };
  });
  return { pieces: shown, cut };
}
