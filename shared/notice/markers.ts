import { readNumeral } from '../numerals.ts';

/**
 * Markers of list items as they are printed. `style` is a family of markers that stand for one level of a document;
 * which level that is, the document decides by the order in which styles first appear.
 */
export interface Marker {
  readonly style: MarkerStyle;
  readonly ordinal: number;
  /** As printed, without blanks around it. */
  readonly number: string;
  /** UTF-16 units from the position asked to the first character of the body. */
  readonly length: number;
  /** Set by markers that say what they are: 问题1：, 措施二：. */
  readonly says?: 'issue' | 'measure' | 'heading';
}

type MarkerStyle =
  | 'part' // 第一部分、第一章
  | 'han' // 一、 一. 一．
  | 'hanParen' // （一） (一) ㈠
  | 'digit' // 1. 1． １、 ⒈
  | 'digitPath' // 1.1 1.2.3
  | 'digitParen' // （1） (1) ⑴
  | 'digitClose' // 1） 1)
  | 'circled' // ①
  | 'spoken' // 一是 二要
  | 'ordinal' // 第一，
  | 'named' // 问题1： 措施一：
  | `auto:${string}`; // automatic numbering of a document that prints none of the above

/** Styles that speak of what was done: their items are measures wherever they stand under an issue. */
export function isSpoken(style: MarkerStyle): boolean {
  return style === 'spoken' || style === 'ordinal';
}

const HAN = '[零〇一二三四五六七八九十百]';
const D = '[0-9０-９]';
const B = '[ \\t\\u3000\\u00a0]';

/** All alternatives begin at the position asked (sticky); every repeat is bounded, so a match costs constant time. */
const PATTERNS: readonly (readonly [MarkerStyle, RegExp])[] = [
  [
    'part',
    new RegExp(`(第${B}{0,2}(${HAN}{1,4}|${D}{1,2})${B}{0,2}(?:部分|章|编))(?:${B}|[、，：:.．]|$)`, 'y'),
  ],
  ['hanParen', new RegExp(`([（(]${B}{0,2}(${HAN}{1,4})${B}{0,2}[）)])[、.．]?`, 'y')],
  ['digitParen', new RegExp(`([（(]${B}{0,2}(${D}{1,3})${B}{0,2}[）)])[、.．]?`, 'y')],
  ['spoken', new RegExp(`((${HAN}{1,3})${B}{0,1}(?:是|要(?!素|件|点|害|领|闻|务|案|义)))[：:，,]?`, 'y')],
  ['han', new RegExp(`((${HAN}{1,4})${B}{0,2}[、.．])`, 'y')],
  ['digitPath', new RegExp(`(${D}{1,3}(?:[.．]${D}{1,3}){1,3})(?:${B}{1,4}|[、.．]${B}{0,2})(?!${D})`, 'y')],
  // 1.2024年… begins an item, 1.5万元 doesn't.
  ['digit', new RegExp(`((${D}{1,3})${B}{0,2}[.．、])(?:(?!${D})|(?=(?:19|20)[0-9Xx×]{2}年))`, 'y')],
  ['digitClose', new RegExp(`((${D}{1,3})${B}{0,2}[）)])`, 'y')],
  ['ordinal', new RegExp(`(第(${HAN}{1,3}))[，,、：:]`, 'y')],
  [
    'named',
    new RegExp(
      `((?:具体)?(?:问题|整改措施|措施|方面)${B}{0,2}(${HAN}{1,4}|${D}{1,3}))${B}{0,2}[：:、.．]`,
      'y',
    ),
  ],
];

/** First character of any marker; everything else is turned away without trying the patterns. */
const FIRST =
  /[第（(零〇一二三四五六七八九十百0-9０-９问整措具方\u2460-\u249b\u3220-\u3229\u3251-\u325f\u32b1-\u32bf]/;
const BLANK = /[ \t\u3000\u00a0\ufeff\u200b*#>]/;

/** ①…⑳㉑…㊿, ⑴…⒇, ⒈…⒛, ㈠…㈩ → style and ordinal. */
function enclosed(code: number): readonly [MarkerStyle, number] | null {
  if (code >= 0x2460 && code <= 0x2473) return ['circled', code - 0x2460 + 1];
  if (code >= 0x3251 && code <= 0x325f) return ['circled', code - 0x3251 + 21];
  if (code >= 0x32b1 && code <= 0x32bf) return ['circled', code - 0x32b1 + 36];
  if (code >= 0x2474 && code <= 0x2487) return ['digitParen', code - 0x2474 + 1];
  if (code >= 0x2488 && code <= 0x249b) return ['digit', code - 0x2488 + 1];
  if (code >= 0x3220 && code <= 0x3229) return ['hanParen', code - 0x3220 + 1];
  return null;
}

/** The marker that begins at `at` (blanks and list signs of web text before it allowed), or null. */
export function markerAt(text: string, at: number): Marker | null {
  let start = at;
  while (start < text.length && start - at < 40 && BLANK.test(text.charAt(start))) start++;
  if (start >= text.length || !FIRST.test(text.charAt(start))) return null;
  const special = enclosed(text.charCodeAt(start));
  if (special !== null) {
    let end = start + 1;
    if (special[0] !== 'digit' && /[、.．]/.test(text.charAt(end))) end++;
    return finish(special[0], special[1], text.charAt(start), text, at, end);
  }
  for (const [style, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match === null) continue;
    const printed = match[1] ?? '';
    const ordinal = style === 'digitPath' ? pathOrdinal(printed) : readNumeral(match[2] ?? '');
    if (ordinal === null || ordinal === 0) continue;
    const marker = finish(style, ordinal, printed.trim(), text, at, start + match[0].length);
    if (style !== 'named') return marker;
    const says = printed.includes('措施') ? 'measure' : printed.includes('方面') ? 'heading' : 'issue';
    return { ...marker, says };
  }
  return null;
}

function finish(
  style: MarkerStyle,
  ordinal: number,
  number: string,
  text: string,
  at: number,
  end: number,
): Marker {
  let body = end;
  while (body < text.length && BLANK.test(text.charAt(body))) body++;
  return { style, ordinal, number, length: body - at };
}

/** The last number of a path (1.2 → 2). Its depth is part of the level, see `levelOf`. */
function pathOrdinal(printed: string): number | null {
  return readNumeral(printed.slice(Math.max(printed.lastIndexOf('.'), printed.lastIndexOf('．')) + 1));
}

/** What tells levels apart: the style, for paths with their depth, for markers with a name with what they name. */
export function levelOf(marker: Marker): string {
  if (marker.style === 'digitPath') return `digitPath${marker.number.split(/[.．]/).length}`;
  if (marker.style === 'named') return `named:${marker.says ?? ''}`;
  return marker.style;
}

/** What characters are, in one table: texts are looked through character by character more than once. */
const OPENS = 1;
const CLOSES = 2;
const ENDS = 4;
const BLANKS = 8;
const CIRCLED = 16;
const FIRSTS = 32;
const TAILS = 64;
function buildClasses(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const set = (bit: number, pattern: RegExp): void => {
    for (let code = 0; code < table.length; code++)
      if (pattern.test(String.fromCharCode(code))) table[code] = (table[code] ?? 0) | bit;
  };
  set(OPENS, /[“‘「『《〈【]/);
  set(CLOSES, /[”’」』》〉】]/);
  set(ENDS, /[。！？；;：:!?\n]/);
  set(BLANKS, BLANK);
  set(CIRCLED, /[\u2460-\u2487\u3251-\u325f\u32b1-\u32bf]/);
  set(FIRSTS, FIRST);
  set(TAILS, /[”’」』）)题况]/);
  return table;
}
/** Built when it is first needed: not every window that knows notices reads one. */
let classes: Uint8Array | null = null;

/**
 * Where a marker may stand inside a paragraph: after the end of a sentence (closing quotes and blanks between allowed)
 * or after two blanks, outside quotes. Unbalanced quotes, as in damaged text, are not counted. Positions rise; each is
 * that of the first character after the boundary. One pass.
 */
export function inlinePositions(text: string): number[] {
  const balanced = isBalanced(text);
  const table = (classes ??= buildClasses());
  const positions: number[] = [];
  let depth = 0;
  let open = false;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const is = table[text.charCodeAt(i)] ?? 0;
    // A sentence's end may lie inside the quotes that close here.
    if (
      open &&
      (is & BLANKS) === 0 &&
      (is & CLOSES) === 0 &&
      text.charAt(i) !== '"' &&
      text.charAt(i) !== '\n'
    ) {
      open = false;
      if (depth === 0 && (is & FIRSTS) !== 0) positions.push(i);
    } else if (depth === 0 && (is & CIRCLED) !== 0) positions.push(i);
    if (balanced) {
      if ((is & OPENS) !== 0) depth++;
      else if ((is & CLOSES) !== 0 && depth > 0) depth--;
    }
    if ((is & ENDS) !== 0) open = true;
    else if ((is & BLANKS) !== 0 && i > 0 && (before & (BLANKS | TAILS)) !== 0) open = true;
    before = is;
  }
  return positions;
}

/** Are the quotes of a text balanced? Half-width ones can't be told apart and don't count. */
export function isBalanced(text: string, end = text.length): boolean {
  const table = (classes ??= buildClasses());
  let depth = 0;
  for (let i = 0; i < end && i < text.length; i++) {
    const is = table[text.charCodeAt(i)] ?? 0;
    if ((is & OPENS) !== 0) depth++;
    else if ((is & CLOSES) !== 0 && --depth < 0) return false;
  }
  return depth === 0;
}
