/**
 * Row heights for written sheets. LibreOffice never fits rows on load and Excel not for merged cells, so each row
 * gets its height from its texts. Measured rule: no row came out too low over many fonts and widths.
 */

/** Excel's own bound for a row, in points. */
export const MAX_HEIGHT = 409;
const MIN_HEIGHT = 18;
/** Width of the digit 0 in the default font, in pixels; column widths are counted in it. */
const DIGIT = 7;
/** Left and right padding of a cell, in pixels. */
const PADDING = 6;
const LATIN = 0.62;
/** A line may not begin with these: the character before them goes down with them. */
const NOT_FIRST = new Set(
  [...'。，、；：）》」』”’！？,.;:)!?%'].map((character) => character.charCodeAt(0)),
);
/** Characters as wide as high: CJK, kana, full-width forms, Chinese punctuation, circled numbers. */
const WIDE =
  /[\u1100-\u115f\u2014-\u2026\u2460-\u24ff\u2500-\u27bf\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{3ffff}]/u;

/** Pixels of a column of a given width in characters. */
export function columnPixels(width: number): number {
  return Math.trunc(((256 * width + Math.trunc(128 / DIGIT)) / 256) * DIGIT);
}

/** Widths of the 65,536 characters of the basic plane, found when first needed: a row's height asks for thousands. */
let basic: Float64Array | undefined;

function basicWidths(): Float64Array {
  basic ??= Float64Array.from({ length: 0x1_0000 }, (_, unit) =>
    WIDE.test(String.fromCharCode(unit)) ? 1 : LATIN,
  );
  return basic;
}

/**
 * Lines a text takes in a cell of `pixels` width at `points` font size. Counted as if every character could end
 * a line but none of NOT_FIRST could begin one.
 */
export function linesOf(text: string, pixels: number, points: number): number {
  const available = Math.max(1, (pixels - PADDING) / ((points * 96) / 72));
  const widths = basicWidths();
  let lines = 1;
  let used = 0;
  let last = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || unit === 13) {
      if (unit === 13 && text.charCodeAt(i + 1) === 10) i += 1;
      lines += 1;
      used = 0;
      last = 0;
      continue;
    }
    let em = widths[unit] ?? LATIN;
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      em = WIDE.test(text.slice(i, i + 2)) ? 1 : LATIN;
      i += 1;
    }
    if (used > 0 && used + em > available) {
      lines += 1;
      // The character before goes down too; alone on its line it stays.
      used = NOT_FIRST.has(unit) && last < used ? last : 0;
    }
    used += em;
    last = em;
  }
  return lines;
}

/** Height in points of so many lines at a font size, without the bound that a single row has. */
export function heightOfLines(lines: number, points: number): number {
  return Math.max(MIN_HEIGHT, lines * points * 1.4 + 4);
}

export interface TextCell {
  readonly text: string;
  /** Width of the cell in characters: of its column, or of all columns it is merged over. */
  readonly width: number;
}

/**
 * Height of a row: that of its tallest cell, at least 18 and at most 409 points (Excel takes no more; a longer
 * text is cut on paper, and stands whole in the cell).
 */
export function rowHeight(cells: readonly TextCell[], points: number): number {
  let lines = 1;
  for (const cell of cells) lines = Math.max(lines, linesOf(cell.text, columnPixels(cell.width), points));
  return Math.min(MAX_HEIGHT, heightOfLines(lines, points));
}
