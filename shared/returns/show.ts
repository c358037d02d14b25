/** Canonical answers as people read them. */
import { measureStates } from '../lists.ts';
import { formatYuan } from '../money.ts';
import { measureStateWords } from '../words.ts';
import { type AnswerField, kindOf } from './fields.ts';

/** '' stays ''; a state's code becomes its word, fen become yuan ('165,800.00'); all else is shown as it is kept. */
export function shownAnswer(field: AnswerField, value: string): string {
  if (value === '') return '';
  const kind = kindOf(field);
  if (kind === 'state') {
    const state = measureStates.find((code) => code === value);
    return state === undefined ? value : measureStateWords[state];
  }
  if (kind === 'money' && /^\d{1,15}$/.test(value)) return formatYuan(Number(value));
  return value;
}
