/** Canonical answers as the cells of a workbook: days and figures as such, all else as text. */
import { dayNumber, isDay } from '../../../shared/day.ts';
import { kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { shownAnswer } from '../../../shared/returns/show.ts';

/** 1 March 1900: serial numbers of earlier days mean other days in other programs. */
const FIRST_SERIAL = 61;
/** Programs keep 15 digits of a number. */
const MAX_DIGITS = 15;

/**
 * Text or digits of an answer's cell; null for none. What doesn't fit its kind is written as it is kept, as text.
 */
export function answerCell(field: AnswerField, value: string): { text: string } | { digits: string } | null {
  if (value === '') return null;
  const kind = kindOf(field);
  if ((kind === 'day' || kind === 'deadline') && isDay(value)) {
    const serial = dayNumber(value) + 25_569;
    if (serial >= FIRST_SERIAL) return { digits: String(serial) };
  }
  if (/^\d+$/.test(value) && value.length <= MAX_DIGITS) {
    if (kind === 'people') return { digits: String(Number(value)) };
    if (kind === 'money') return { digits: yuanDigits(value) };
  }
  return { text: shownAnswer(field, value) };
}

/** Fen as digits → yuan as digits, without a detour over fractions: '3563235' → '35632.35'. */
function yuanDigits(fen: string): string {
  const digits = fen.replace(/^0+(?=\d{3})/, '').padStart(3, '0');
  const cents = digits.slice(-2).replace(/0+$/, '');
  return digits.slice(0, -2) + (cents === '' ? '' : `.${cents}`);
}
