/** Official numbers are written in many ways: 12-2, 12.2, 十二（2）, 第12项第2条. */
import { NUMERAL_CHARACTERS, readNumeral } from '../numerals.ts';

const NUMERAL = new RegExp(`\\d+|[${NUMERAL_CHARACTERS}]+`, 'g');

/** The numbers in it, in their order, joined by '-'; '' when it has none or is too long to be a number. */
export function numberKey(text: string): string {
  if (text.length > 40) return '';
  const parts = text.normalize('NFKC').match(NUMERAL) ?? [];
  const values = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : readNumeral(part)));
  return values.length > 8 || values.some((value) => value === null) ? '' : values.join('-');
}

/** A number that a workbook took for a day ('3-2' → 2 March): what was typed; null when it is no such day. */
export function numberOfDay(key: string): string | null {
  const m = /^(?:19|20)\d\d-(\d{1,2}-\d{1,2})$/.exec(key);
  return m?.[1] ?? null;
}
