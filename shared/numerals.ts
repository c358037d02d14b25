/** Chinese numerals to integers and back, and full-width characters to half-width ones. */

const DIGITS = '零一二三四五六七八九';
/** Every character read as a digit, with the ones used for money, and its value. */
const DIGIT_VALUES: ReadonlyMap<string, number> = new Map(
  ['零〇○Ｏ', '一壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (set, value) => Array.from(set).map((c): [string, number] => [c, value]),
  ),
);
const UNIT_VALUES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);

/** All characters a Chinese numeral may consist of, for use inside a regular expression's brackets. */
export const NUMERAL_CHARACTERS = '零〇○一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰仟';

/** Full-width ASCII (！–～) to its half-width form, the ideographic space to a plain one. Length in UTF-16 units stays. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}

/**
 * 0 … 9999,9999,9999 in words as counted in headings and papers: 10 → 十, 12 → 十二, 105 → 一百零五, 2000 → 二千.
 * Throws RangeError for anything else.
 */
export function toChineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError(`no numeral for ${value}`);
  if (value === 0) return '零';
  let words = '';
  let rest = value;
  for (const [size, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const group = Math.floor(rest / size);
    rest -= group * size;
    if (group === 0) continue;
    if (words !== '' && group < 1000) words += '零';
    words += fourDigits(group) + name;
  }
  return words.replace(/零+/g, '零').replace(/^一十/, '十');
}

/**
 * Reads a numeral that is wholly Chinese: counted (二十三, 一百零五, 廿五, 两千), or digit by digit (二〇二四).
 * Null for everything that is not well formed (十十, 一百五, 三五十), so that nothing is guessed.
 */
export function readChineseNumeral(text: string): number | null {
  if (text === '') return null;
  const chars = Array.from(text);
  if (chars.every((c) => DIGIT_VALUES.has(c)) && (chars.length === 1 || !text.includes('两'))) {
    if (chars.length > 12) return null;
    return chars.reduce((sum, c) => sum * 10 + (DIGIT_VALUES.get(c) ?? 0), 0);
  }
  let total = 0;
  let rest = text;
  let smallest = Infinity;
  for (const [name, size] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const at = rest.indexOf(name);
    if (at < 0) continue;
    const group = readGroup(rest.slice(0, at), smallest < Infinity);
    if (group === null || group === 0) return null;
    total += group * size;
    smallest = size;
    rest = rest.slice(at + 1);
    if (rest === '') return total;
  }
  const group = readGroup(rest, smallest < Infinity);
  // 一万五 is spoken for 15,000 and would be read as 10,005: a lone last digit after a big unit is not well formed.
  if (group === null || (smallest < Infinity && group < 10 && !/^[零〇○]/.test(rest))) return null;
  return group === 0 ? null : total + group;
}

/** Reads a whole number in half-width digits, full-width digits or Chinese numerals; null when it is none. */
export function readNumeral(text: string): number | null {
  const plain = toHalfWidth(text).trim();
  if (/^\d{1,12}$/.test(plain)) return Number(plain);
  return readChineseNumeral(plain);
}

function fourDigits(value: number): string {
  let words = '';
  for (const [size, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    words += digit === 0 ? (words === '' ? '' : '零') : DIGITS.charAt(digit) + name;
  }
  return words.replace(/零+$/, '');
}

/** Reads 1–9999 as counted; `inner`: a bigger unit stands before it, so that it may begin with 零. */
function readGroup(text: string, inner: boolean): number | null {
  let total = 0;
  let digit: number | null = null;
  let zero = false;
  let smallest = 10_000;
  const chars = Array.from(text.replace(/廿/g, '二十').replace(/卅/g, '三十'));
  for (const [index, c] of chars.entries()) {
    const value = DIGIT_VALUES.get(c);
    const unit = UNIT_VALUES.get(c);
    if (value === 0) {
      if (digit !== null || zero || (index === 0 && !inner) || index === chars.length - 1) return null;
      zero = true;
    } else if (value !== undefined) {
      if (digit !== null) return null;
      digit = value;
    } else if (unit !== undefined) {
      if (unit >= smallest) return null;
      // Only ten may stand without a digit, and only at the beginning (十五), where nothing bigger goes before.
      if (digit === null && !(unit === 10 && index === 0 && !inner)) return null;
      total += (digit ?? 1) * unit;
      smallest = unit;
      digit = null;
      zero = false;
    } else {
      return null;
    }
  }
  if (digit !== null) {
    // 一百五 is spoken for 150: a last digit must follow the tens or a 零.
    if (smallest > 10 && smallest < 10_000 && !zero) return null;
    total += digit;
  }
  return total;
}
