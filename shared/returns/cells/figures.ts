/** Numbers of people and amounts of money. Nothing that is not understood becomes 0. */
import { readMoney, type MoneyUnit } from '../../money.ts';
import { NUMERAL_CHARACTERS, readNumeral } from '../../numerals.ts';
import { shownOf, type Plain } from '../grid.ts';
import {
  decimalText,
  doubtful,
  EXACT,
  numberOf,
  partedDigits,
  squeezed,
  understood,
  type Reading,
} from './plainCell.ts';

const NUMBER = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9}|[${NUMERAL_CHARACTERS}]{1,8})(?:\\.0+)?`;
const PEOPLE = new RegExp(`^(?:共计|共|计|合计|累计)?(${NUMBER})(?:个)?(?:人次|人|名|位|次|例|件)?$`);
const PEOPLE_AND_MORE = new RegExp(`^(.{0,12}?)(${NUMBER})(?:个)?(?:人次|人|名|位)(.*)$`, 's');

/** People, in whole numbers. */
export function readPeople(plain: Plain): Reading {
  const number = numberOf(plain);
  if (number !== null) return wholePeople(number);
  if (typeof plain === 'boolean') return doubtful('people_not_understood', plain ? '1' : null);
  if (partedDigits(shownOf(plain))) return doubtful('people_not_understood');
  const text = squeezed(shownOf(plain)).replace(/[。;,、]+$/, '');
  const only = PEOPLE.exec(text);
  if (only !== null) {
    const count = countOf(only[1] ?? '');
    return count === null ? doubtful('people_not_understood') : wholePeople(count);
  }
  if (/^[-−负]\d+/.test(text)) return doubtful('people_negative');
  if (/^\d+\.\d+(?:人次|人|名)?$/.test(text)) return doubtful('people_not_whole');
  if (/^[√✓✔☑是有]$/u.test(text)) return doubtful('people_not_understood', '1');
  const more = PEOPLE_AND_MORE.exec(text);
  const count = more === null ? null : countOf(more[2] ?? '');
  if (more === null || count === null || new RegExp(`${NUMBER}(?:个)?(?:人次|人|名|位)`).test(more[3] ?? ''))
    return doubtful('people_not_understood');
  return doubtful('people_with_more', String(count));
}

/** Whole, not negative, and not more people than there are. */
export function wholePeople(number: number): Reading {
  if (number < 0) return doubtful('people_negative');
  if (!Number.isInteger(number)) return doubtful('people_not_whole');
  return number > 1_000_000 ? doubtful('people_not_understood') : understood(String(number));
}

/** A number of people as digits; commas part thousands, a fraction of noughts says nothing. */
export function countOf(text: string): number | null {
  return readNumeral(text.replace(/\.0+$/, '').replaceAll(',', ''));
}

/** Above this a bare number under 万元 was hardly meant in ten thousands: a hundred million yuan. */
const DOUBTFUL_WAN = 10_000;
/** No sum of money needs more words. */
const LONGEST = 400;

/** Money as whole fen. @param wan a number without unit counts in ten thousand yuan */
export function readAmount(plain: Plain, wan: boolean): Reading {
  const unit: MoneyUnit = wan ? 'wan' : 'yuan';
  const number = numberOf(plain);
  if (number === null) return ofText(shownOf(plain), unit);
  if (Math.abs(number) >= EXACT) return doubtful('digits_lost');
  if (wan && number >= DOUBTFUL_WAN)
    return doubtful('money_unit_doubtful', fenOf(decimalText(number), 'yuan'));
  const stored = readMoney(decimalText(number), unit);
  if (typeof plain === 'object' && 'number' in plain) {
    const differs = shownDiffers(plain.number, plain.shown);
    if (differs) return doubtful('money_shown_otherwise', fenOf(plain.shown, unit));
  }
  if (stored.ok) return ofFen(stored.value.fen);
  if (stored.error.code === 'money_not_whole_fen')
    return doubtful('money_not_whole_fen', nearestFen(number, unit));
  return doubtful(codeOf(stored.error.code));
}

/** A format may show 165,800 as 16.58 (in ten thousands) or as a share: then what was meant is open. */
function shownDiffers(number: number, shown: string): boolean {
  const text = squeezed(shown).replace(/^[¥￥$]|[元人民币RMB]+/gi, '');
  const digits = /^-?\d[\d,]*(?:\.\d+)?$/.exec(text);
  if (digits === null) return true;
  const seen = Number(text.replaceAll(',', ''));
  return Math.abs(seen - number) > Math.max(1, Math.abs(number) * 0.01);
}

function ofText(found: string, unit: MoneyUnit): Reading {
  // 165 800 parts thousands; 12 30 are two numbers.
  if (partedDigits(found) && !/^[^\d]*\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?[^\d\s]*$/.test(found.trim()))
    return doubtful('money_not_understood');
  const text = squeezed(found)
    .replace(/[。;、]+$/, '')
    .replace(/^(?:共计|共|合计|计|累计|金额|[:为])+/, '');
  const read = readMoney(text, unit);
  if (read.ok) {
    const fen = String(read.value.fen);
    if (read.value.approximate) return doubtful('money_approximate', fen);
    if (unit === 'wan' && !/[万亿元角分]/.test(text) && read.value.fen >= DOUBTFUL_WAN * 1_000_000)
      return doubtful('money_unit_doubtful', fenOf(text, 'yuan'));
    return ofFen(read.value.fen);
  }
  if (read.error.code !== 'money_not_understood') return doubtful(codeOf(read.error.code));
  if (text.length > LONGEST) return doubtful('money_not_understood');
  const amounts = [...text.matchAll(AMOUNT)].map((m) => m[0]);
  const only = amounts.length === 1 ? readMoney(amounts[0] ?? '', unit) : null;
  return only?.ok === true
    ? doubtful('money_with_more', String(only.value.fen))
    : doubtful('money_not_understood');
}

/** Programs keep fifteen digits of a number, so larger sums would not come back as they were sent. */
export function ofFen(fen: number): Reading {
  return fen < EXACT ? understood(String(fen)) : doubtful('money_too_large');
}

/** Amounts with their unit, inside a sentence. */
export const AMOUNT =
  /(?:约|近|逾|超|超过)?\d[\d,]*(?:\.\d+)?余?(?:亿|千万|百万|万|千|百)?(?:余)?元(?:\d{1,2}角)?(?:\d{1,2}分)?(?:左右|以上|余)?/g;

function fenOf(text: string, unit: MoneyUnit): string | null {
  const read = readMoney(text, unit);
  return read.ok ? String(read.value.fen) : null;
}

function nearestFen(number: number, unit: MoneyUnit): string | null {
  const fen = Math.round(number * (unit === 'wan' ? 1_000_000 : 100));
  return Number.isSafeInteger(fen) && fen >= 0 ? String(fen) : null;
}

type MoneyCode = 'money_not_understood' | 'money_negative' | 'money_not_whole_fen' | 'money_too_large';

function codeOf(code: string): MoneyCode {
  return code === 'money_negative' || code === 'money_not_whole_fen' || code === 'money_too_large'
    ? code
    : 'money_not_understood';
}
