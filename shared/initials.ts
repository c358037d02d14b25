/**
 * Pinyin initials for find-as-you-type (专项巡察 → zxxc). The only file that loads the pinyin tables (about 300 kB),
 * so that whoever does not search by sound does not carry them.
 */
import { pinyin } from 'pinyin-pro';

/** Characters on either side that decide the reading of a character with several (银行, 行动). */
const REACH = 2;
const HAN = /^\p{Script=Han}$/u;
const PLAIN = /^[\p{L}\p{N}]$/u;

const single = new Map<string, string>();
const several = new Map<string, boolean>();
const inWords = new Map<string, string>();
/** Bound of the memory of readings in words; it is emptied when full, since titles repeat their words. */
const MAX_WORDS = 200_000;

/**
 * Initials of a text, lower case. Letters and digits are kept, full-width ones as half-width; everything else is
 * dropped. Where a character is read differently in its word than alone, both rows of initials are given, parted by a
 * space: 银行 → 'yx yh'. Empty when nothing is left.
 */
export function pinyinInitials(text: string): string {
  const chars = Array.from(text.normalize('NFKC').toLowerCase());
  let alone = '';
  let inWord = '';
  for (const [index, c] of chars.entries()) {
    const initial = initialAlone(c);
    alone += initial;
    inWord += initial !== '' && hasSeveral(c) ? initialInWord(chars, index, initial) : initial;
  }
  return alone === inWord ? alone : `${alone} ${inWord}`;
}

function initialAlone(c: string): string {
  let initial = single.get(c);
  if (initial === undefined) {
    initial = HAN.test(c) ? firstLetter(c) : PLAIN.test(c) ? c : '';
    single.set(c, initial);
  }
  return initial;
}

/** Does the character have readings that begin with different letters? */
function hasSeveral(c: string): boolean {
  let answer = several.get(c);
  if (answer === undefined) {
    const readings = HAN.test(c)
      ? pinyin(c, { multiple: true, pattern: 'first', toneType: 'none', type: 'array' })
      : [];
    answer = new Set(readings).size > 1;
    several.set(c, answer);
  }
  return answer;
}

function initialInWord(chars: readonly string[], index: number, alone: string): string {
  const before: string[] = [];
  for (let i = index - 1; i >= Math.max(0, index - REACH) && HAN.test(chars[i] ?? ''); i -= 1) {
    before.unshift(chars[i] ?? '');
  }
  const after: string[] = [];
  for (let i = index + 1; i <= index + REACH && HAN.test(chars[i] ?? ''); i += 1) after.push(chars[i] ?? '');
  const key = `${before.join('')}|${chars[index] ?? ''}${after.join('')}`;
  let initial = inWords.get(key);
  if (initial === undefined) {
    const readings = pinyin([...before, chars[index] ?? '', ...after].join(''), {
      pattern: 'first',
      toneType: 'none',
      type: 'array',
    });
    initial = latin(readings[before.length] ?? '') || alone;
    if (inWords.size >= MAX_WORDS) inWords.clear();
    inWords.set(key, initial);
  }
  return initial;
}

function firstLetter(c: string): string {
  return latin(pinyin(c, { pattern: 'first', toneType: 'none', type: 'array' })[0] ?? '');
}

/** A character without a reading comes back as itself; it has no initial. */
function latin(reading: string): string {
  const letter = reading.toLowerCase();
  return /^[a-z]$/.test(letter) ? letter : '';
}

/** A text read out, without tones and blanks, lower case (财务部 → caiwubu); what is no Chinese character stays. */
export function pinyinFull(text: string): string {
  return pinyin(text.normalize('NFKC').toLowerCase(), { toneType: 'none', type: 'array', v: true })
    .join('')
    .replace(/\s+/gu, '');
}
