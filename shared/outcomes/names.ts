/** Titles and document numbers as they are compared: one spelling for what people write in many. */
import { plainText } from '../returns/same.ts';

/** 〔2024〕12号, [2024] 012号, （2024）12 and 2024年第12号 are one number: letters, year, running number. */
export function numberKey(number: string): string {
  return plainText(number)
    .toLowerCase()
    .replace(/年|第|文件/g, ' ')
    .replace(/号$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\d+/g, (digits) => String(BigInt(digits)))
    .replace(/(?<=\p{L}) | (?=\p{L})/gu, '');
}

/** What a title says of its version and not of its matter. */
const VERSION =
  /试行|暂行|草案|征求意见稿|新版|(?:\d{4}年?)?(?:修订|修正|修改)[版稿本]?|\d{4}年?版|第[\d一二三四五六七八九十]+版|[版稿本]$/g;
/** Words before the matter itself: whose it is, and that it is being sent out. */
const BEFORE =
  /^(?:中共)?(?:集团(?:公司)?|本?公司|公司党委|党委)?(?:关于)?(?:印发|下发|发布|制定|修订)?(?=.{4})/u;

/**
 * A title without quotes, blanks, signs, the words of its version (试行、修订、2024年版), and without 关于印发…的通知 round
 * it. Of a title that consists of nothing else, its letters and digits.
 */
export function titleKey(title: string): string {
  const plain = plainText(title);
  const quoted = /《(.+)》/u.exec(plain)?.[1] ?? plain;
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  // 《关于印发〈…〉的通知》: the matter stands in the inner quotes.
  const inner = /〈(.+)〉/u.exec(quoted)?.[1] ?? quoted;
  const bare = letters(inner.replace(/[(（][^()（）]*(?:试行|暂行|修订|版|稿)[^()（）]*[)）]/g, ''))
    .replace(BEFORE, '')
    .replace(/的?通知$/u, '')
    .replace(VERSION, '');
  return bare.length >= 2 ? bare : letters(quoted);
}

/** One sign more, less or other, or two neighbours swapped; equal texts are near too. */
export function nearEqual(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Shorter titles that differ in one sign are different ones: 党费管理办法, 党建管理办法. */
export function longEnough(key: string): boolean {
  return key.length >= 8;
}

/** Of the hash below; its powers stay within exact integers. */
const BASE = 65_599;
const MODULUS = 67_108_859;

/**
 * Keys that near-equal titles have at least one of in common: the title with one sign left out, for each of them, as
 * numbers (two titles that share one by chance are told apart when they are compared). Titles beyond 60 signs are known
 * by their first 60. Empty for short titles.
 */
export function nearKeys(key: string): number[] {
  if (!longEnough(key)) return [];
  const text = key.slice(0, 60);
  // Hashes of all that follows a sign, from the end: then each key is what stands before with what follows.
  const after: number[] = [0];
  const powers: number[] = [1];
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const power = powers.at(-1) ?? 1;
    after.push((times(text.charCodeAt(at), power) + (after.at(-1) ?? 0)) % MODULUS);
    powers.push(times(power, BASE));
  }
  const keys: number[] = [after.at(-1) ?? 0];
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const rest = text.length - at - 1;
    // Signs that stand twice in a row leave the same when either is left out.
    if (text[at] !== text[at - 1])
      keys.push((times(before, powers[rest] ?? 1) + (after[rest] ?? 0)) % MODULUS);
    before = (times(before, BASE) + text.charCodeAt(at)) % MODULUS;
  }
  return keys;
}

/** Both factors are below 2^26, so that their product is exact. */
function times(a: number, b: number): number {
  return (a * b) % MODULUS;
}
