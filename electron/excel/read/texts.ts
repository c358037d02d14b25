/** Texts of cells: what the file escapes or hides becomes what a person sees. */
import { Refusal } from '../../../shared/result.ts';
import { unescaped } from './xml.ts';

/** What stands for a picture in a cell (WPS writes it as a formula). */
export const PICTURE = '〔图片〕';

/** Control characters that no cell shows. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\u0008\u000b\u000c\u000e-\u001f]/g;
// oxlint-disable-next-line no-control-regex
const ODD = /[\0-\u0008\u000b-\u001f]/;

/** One kind of line end, no control characters, a mark for a picture. */
export function cleanText(text: string): string {
  if (text.startsWith('=') && isPicture(text)) return PICTURE;
  if (!ODD.test(text)) return text;
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, '');
}

/** A formula by which WPS and Excel hold a picture in a cell. */
export function isPicture(formula: string): boolean {
  return /^=?\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(/i.test(formula);
}

/** Text between two places of a part, as the sheet's program shows it: entities and `_x000D_` resolved. */
export function textBetween(b: Buffer, from: number, to: number): string {
  const raw = b.toString('utf8', from, to);
  const text = unescaped(raw);
  if (!text.includes('_x')) return cleanText(text);
  return cleanText(
    text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

let textEnd = 0;

/** Where the text that `plainText` read last ends: at the next tag. */
export function endOfText(): number {
  return textEnd;
}

/** Text from a place to the next tag. One pass over the bytes tells whether anything in it must be resolved. */
export function plainText(b: Buffer, from: number): string {
  const n = b.length;
  let wide = 0;
  let odd = b[from] === 61;
  let p = from;
  for (let c = b[p] ?? 60; c !== 60 && p < n; c = b[++p] ?? 60) {
    wide |= c;
    // & and _ may begin an escape, control characters must be cleaned.
    if (c === 38 || c === 95 || (c < 32 && c !== 10 && c !== 9)) odd = true;
  }
  textEnd = p;
  if (odd) return textBetween(b, from, p);
  return b.toString(wide < 128 ? 'latin1' : 'utf8', from, p);
}

/**
 * Text of a shared or inline string that begins at `from` (behind its own tag): runs joined, the reading hints of
 * East Asian texts (`rPh`) left out.
 * @returns the text, and where the closing tag of `name` ends
 * @throws Refusal `book_damaged` when it isn't closed
 */
export function richText(b: Buffer, from: number, name: string, part: string): { text: string; end: number } {
  let text = '';
  let hints = 0;
  let p = from;
  for (;;) {
    const at = b.indexOf(60, p);
    const end = at < 0 ? -1 : b.indexOf(62, at);
    if (end < 0) throw new Refusal('book_damaged', { part });
    const [closing, local, empty] = tagName(b, at, end);
    p = end + 1;
    if (closing && local === name) return { text, end: p };
    if (local === 'rPh' && !empty) hints += closing ? -1 : 1;
    if (local === 't' && !closing && !empty) {
      const stop = b.indexOf(60, p);
      if (stop < 0) throw new Refusal('book_damaged', { part });
      if (hints === 0) text += textBetween(b, p, stop);
      p = stop;
    }
  }
}

/** Name without prefix of the tag between `<` and `>`. */
function tagName(
  b: Buffer,
  at: number,
  end: number,
): readonly [closing: boolean, name: string, empty: boolean] {
  const closing = b[at + 1] === 47;
  let from = at + (closing ? 2 : 1);
  let p = from;
  for (; p < end; p++) {
    const c = b[p] ?? 0;
    if (c <= 32 || c === 47) break;
    if (c === 58) from = p + 1;
  }
  return [closing, b.toString('latin1', from, p), b[end - 1] === 47];
}
