/** What the clerk types for an answer, read by the rules by which files are read. */
import type { Day } from '../../../shared/day.ts';
import { readAnswer } from '../../../shared/returns/cells/answer.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { problemWords } from './words.ts';

export interface Typed {
  /** Canonical and never ''; null when nothing can be taken over. */
  readonly value: string | null;
  /** Why not, or what was doubtful about it; '' when all is clear. */
  readonly doubt: string;
}

/** A day without its year, an amount said to be rounded and the like are taken as the reader proposes. */
export function readTyped(field: AnswerField, typed: string, today: Day): Typed {
  const { value, problem } = readAnswer(field, typed, {
    ...{ today, feedbackOn: null, roundEnd: null, immediateDays: 30, calendar: null },
    ...{ wan: false, yesNo: false, above: null },
  });
  const taken = value ?? problem?.proposed ?? null;
  if (taken === '') return { value: null, doubt: '没有内容；不采纳的，请用“保留台账”' };
  return { value: taken, doubt: problem === null ? '' : problemWords(problem.code) };
}
