/** The pieces of a sentence: numbers and days whole, everything else character by character. */
import { readChineseNumeral } from '../numerals.ts';

const DAY = String.raw`[0-9０-９]{4}年[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?`;
const NUMBER = String.raw`[0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9０-９]+)?[%％]?`;
const SPELLED = '[〇零一二两三四五六七八九十百千]+';

const day = new RegExp(`^${DAY}$`, 'u');
const number = new RegExp(`^${NUMBER}$`, 'u');
const spelled = new RegExp(`^${SPELLED}$`, 'u');

/** `words` stay whole too where they occur (names that are values of the text). */
export function tokensOf(text: string, words: readonly string[]): string[] {
  const whole = [...new Set(words)]
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`));
  return text.match(new RegExp([...whole, DAY, NUMBER, SPELLED, '.'].join('|'), 'gsu')) ?? [];
}

/** What a piece says in digits; a number spelled out counts as a number. Null: it is no value. */
export function valueKind(text: string): 'day' | 'rate' | 'number' | null {
  if (day.test(text)) return 'day';
  if (number.test(text)) return /[%％]$/u.test(text) ? 'rate' : 'number';
  return spelled.test(text) ? 'number' : null;
}

/** 25, ２５, 25.00 and 二十五 are one value; words are the same when they are spelled so. */
export function sameValue(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

function plain(text: string): string {
  const half = text.normalize('NFKC').replace(/[,\s]/gu, '');
  if (spelled.test(half)) return String(readChineseNumeral(half) ?? half);
  return half
    .replace(/^0+(?=[0-9])/u, '')
    .replace(/(\.[0-9]*?)0+(?=%?$)/u, '$1')
    .replace(/\.(?=%?$)/u, '');
}
