/**
 * Money as whole fen (an integer number). Amounts are read with integer arithmetic; what is not understood is
 * refused, never taken for 0.
 *
 * Refusals (`error.code`, always with `detail.raw`): `money_blank`, `money_not_understood`, `money_negative`,
 * `money_not_whole_fen` (1.005元), `money_too_large` (beyond `MOST_FEN`).
 */
import { NUMERAL_CHARACTERS, readChineseNumeral, toHalfWidth } from './numerals.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

/** Whole fen. */
export type Fen = number;

export interface MoneyReading {
  readonly fen: Fen;
  /** 约, 近, 余 …: the text does not claim to be exact. */
  readonly approximate: boolean;
  readonly raw: string;
}

/** What a number without a unit counts in; a column headed 金额（万元） passes `wan`. */
export type MoneyUnit = 'yuan' | 'wan';

/** Units by falling size, in fen. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ['亿', 10_000_000_000n],
  ['千万', 1_000_000_000n],
  ['百万', 100_000_000n],
  ['十万', 10_000_000n],
  ['万', 1_000_000n],
  ['千', 100_000n],
  ['百', 10_000n],
  ['元', 100n],
  ['角', 10n],
  ['分', 1n],
];
const SEGMENT = new RegExp(
  `^(\\d[\\d,]*(?:\\.\\d+)?|[${NUMERAL_CHARACTERS}]+)(千万|百万|十万|亿|万|千|百|元|角|分)`,
);
const APPROXIMATE_BEFORE = /^(?:大约|约为|约计|约|近|将近|接近|逾|超过|超|大概|不少于|至少)+/;
const APPROXIMATE_AFTER = /(?:左右|上下|以上|许)$/;
/** 一千亿元: more in one sum is a slip of the unit, and hundreds of such sums still add up exactly. */
export const MOST_FEN: Fen = 10_000_000_000_000;

/**
 * Reads an amount: 16.58万元 · 165,800 · １６５８００元 · 约16万 · 3亿2000万 · 12元5角3分 · ¥1,000.00 · 十六万五千八百元整.
 * A number without a unit counts in `unit` (yuan). Only whole, non-negative amounts of fen are taken.
 */
export function readMoney(text: string, unit: MoneyUnit = 'yuan'): Result<MoneyReading> {
  const refuse = (code: string): Result<MoneyReading> => fail(code, { raw: text });
  let rest = toHalfWidth(text)
    .replace(/\s+/gu, '')
    .replace(/[。;,、]$/, '');
  if (rest === '') return refuse('money_blank');
  if (rest.length > 60) return refuse('money_not_understood');
  rest = rest
    .replace(/^(?:人民币|RMB|CNY)[:：]?/i, '')
    .replace(/^[¥￥]/, '')
    .replace(/[圆块]/g, '元')
    .replace(/毛/g, '角');
  let approximate = false;
  const mark = (pattern: RegExp): void => {
    const shorter = rest.replace(pattern, '');
    if (shorter !== rest) approximate = true;
    rest = shorter;
  };
  mark(APPROXIMATE_BEFORE);
  mark(APPROXIMATE_AFTER);
  rest = rest.replace(/[整正]$/, '').replace(/^[¥￥]/, '');
  // 16万余元, 十多万元, 3000余元: the amount named, marked approximate.
  const rounded = rest.replace(/(?<=[\d亿万千百十])[余多来](?=[亿万千百]?元?$)/, '');
  if (rounded !== rest) approximate = true;
  rest = rounded;
  if (/^(?:[-−－负]|\(.*\)$)/.test(rest)) {
    const inner = rest.replace(/^[-−－负]|[()]/g, '');
    return refuse(amountOf(inner, unit) === null ? 'money_not_understood' : 'money_negative');
  }
  const amount = amountOf(rest, unit);
  if (amount === null) return refuse('money_not_understood');
  if (amount === 'fraction') return refuse('money_not_whole_fen');
  return amount > BigInt(MOST_FEN)
    ? refuse('money_too_large')
    : ok({ fen: Number(amount), approximate, raw: text });
}

/** 16580000 → '165,800.00'. Negative amounts (differences) keep a leading minus. Throws RangeError for fractions of a fen. */
export function formatYuan(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** Amount in fen; null when not understood, 'fraction' when it is no whole number of fen. */
function amountOf(text: string, unit: MoneyUnit): bigint | 'fraction' | null {
  const plain = plainNumber(text);
  if (plain !== null) return times(plain, unit === 'wan' ? 1_000_000n : 100n);
  const words = readChineseNumeral(text.replace(/元$/, ''));
  if (words !== null) return BigInt(words) * (unit === 'wan' && !/[万亿元]/.test(text) ? 1_000_000n : 100n);
  return segments(text);
}

/** 3亿2000万, 12元5角: numbers with units of falling size. A sole 元 may close the row (16万元). */
function segments(text: string): bigint | 'fraction' | null {
  if (text === '') return null;
  let rest = text;
  let total = 0n;
  let smallest: bigint | null = null;
  let fraction = false;
  while (rest !== '') {
    if (rest === '元' && smallest !== null && smallest > 100n) return fraction ? 'fraction' : total;
    if (smallest !== null) rest = rest.replace(/^[零〇](?=\d)/, '');
    const segment = SEGMENT.exec(rest);
    if (segment === null) return trailing(rest, smallest, total, fraction);
    const size = UNITS.find(([name]) => name === segment[2])?.[1];
    const number = plainNumber(segment[1] ?? '');
    const word = readChineseNumeral(segment[1] ?? '');
    if (size === undefined || (smallest !== null && size >= smallest) || (number === null && word === null))
      return null;
    const amount = number === null ? BigInt(word ?? 0) * size : times(number, size);
    if (amount === null) return null;
    if (amount === 'fraction') fraction = true;
    else total += amount;
    smallest = size;
    rest = rest.slice(segment[0].length);
  }
  return fraction ? 'fraction' : total;
}

/** 3万2000 and 12元50: whole digits after the last unit count in yuan, or after 元 are not understood. */
function trailing(rest: string, smallest: bigint | null, total: bigint, fraction: boolean): bigint | null {
  if (smallest === null || smallest <= 100n || fraction) return null;
  const plain = plainNumber(rest.replace(/元$/, ''));
  const value = plain === null ? null : times(plain, 100n);
  // 3万2 is spoken for 32,000, so a short rest says too little.
  if (value === null || value === 'fraction' || value * 10n < smallest || value >= smallest) return null;
  return total + value;
}

interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** 165800, 165,800, 16.58; commas only where they part thousands. */
function plainNumber(text: string): Decimal | null {
  const m = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text);
  if (m === null) return null;
  const decimals = (m[2] ?? '').replace(/0+$/, '');
  return { digits: BigInt((m[1] ?? '').replaceAll(',', '') + decimals), scale: decimals.length };
}

function times(number: Decimal, size: bigint): bigint | 'fraction' {
  const divisor = 10n ** BigInt(number.scale);
  const product = number.digits * size;
  return product % divisor === 0n ? product / divisor : 'fraction';
}
