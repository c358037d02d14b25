/** What the clerk types for an answer, as the ledger keeps it. */
import { dayFrom } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { measureStates } from '../../../shared/lists.ts';
import { readMoney } from '../../../shared/money.ts';
import { readNumeral, toHalfWidth } from '../../../shared/numerals.ts';
import { kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { linesOf } from '../../../shared/returns/same.ts';
import { measureStateWords } from '../../../shared/words.ts';

/** Canonical, '' for none; null when it is not understood. @param today its year stands for one that was not typed */
export function readTyped(field: AnswerField, typed: string, today: Day): string | null {
  const text = typed.trim();
  if (text === '') return '';
  switch (kindOf(field)) {
    case 'state':
      return measureStates.find((state) => state === text || measureStateWords[state] === text) ?? null;
    case 'day':
    case 'deadline':
      return typedDay(text, today);
    case 'people': {
      const people = readNumeral(text.replace(/\s*(?:人次|人)$/u, ''));
      return people === null || people < 0 || !Number.isSafeInteger(people) ? null : String(people);
    }
    case 'money': {
      const money = readMoney(text);
      return money.ok ? String(money.value.fen) : null;
    }
    case 'lines':
    case 'regulations':
      return linesOf(typed.replace(/\r\n?/g, '\n'))
        .map((line) => line.trim())
        .join('\n');
    case 'text':
      return text.replace(/\r\n?/g, '\n');
  }
}

/** 2024-8-31, 2024.8.31, 2024年8月31日, 20240831, 8月31日, 8.31. */
function typedDay(text: string, today: Day): Day | null {
  const plain = toHalfWidth(text).replace(/\s+/gu, '');
  const whole =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (whole !== null) return dayFrom(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(plain);
  return short === null ? null : dayFrom(Number(today.slice(0, 4)), Number(short[1]), Number(short[2]));
}
