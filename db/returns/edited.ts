/** The clerk's own value for a cell, as it is kept: canonical, or null when it can't be read as the field asks. */
import { isDay } from '../../shared/day.ts';
import { measureStates } from '../../shared/lists.ts';
import { type AnswerField, kindOf } from '../../shared/returns/fields.ts';
import { linesOf } from '../../shared/returns/same.ts';

export function editedAnswer(field: AnswerField, value: string): string | null {
  const text = value.trim();
  switch (kindOf(field)) {
    case 'state':
      return measureStates.find((state) => state === text) ?? null;
    case 'day':
    case 'deadline':
      return isDay(text) ? text : null;
    case 'people':
    case 'money':
      return /^\d{1,15}$/.test(text) ? String(Number(text)) : null;
    case 'lines':
    case 'regulations':
      return linesOf(text).length === 0 ? null : linesOf(text).join('\n');
    default:
      return text === '' ? null : text;
  }
}
