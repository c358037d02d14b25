/** What the program understood of a new deadline in words, said back to the clerk. An extension needs a definite day. */
import type { Reply } from '../../shared/contract/index.ts';
import { dayLabel } from '../../shared/day.ts';
import { cellProblemWords } from '../../shared/returns/problemWords.ts';

interface Said {
  readonly understood: boolean;
  readonly words: string;
  /** What makes it uncertain; '' when nothing does. */
  readonly warning: string;
}

export function deadlineReading({ deadline, problem, beyondCalendar }: Reply<'deadline.read'>): Said {
  if (deadline === null || problem !== null) {
    const words = Object.hasOwn(cellProblemWords, problem ?? '')
      ? cellProblemWords[problem as keyof typeof cellProblemWords]
      : '没有看懂，请写明年月日，如 2024-12-31';
    return { understood: false, words, warning: '' };
  }
  const { date, ongoing, immediate, inferred } = deadline;
  const words = [
    date === null ? '' : dayLabel(date),
    immediate ? '（立行立改）' : '',
    ongoing ? '，并长期坚持' : '',
  ].join('');
  if (date === null) return { understood: false, words: '延期要写明延到哪一天', warning: '' };
  if (inferred) {
    return {
      understood: false,
      words: `没有写明年份或从哪天算起，请写全，如 ${dayLabel(date)}`,
      warning: '',
    };
  }
  const warning = beyondCalendar ? '该年节假日安排尚未收录，只按周末推算，可在“设置—节假日”中补录' : '';
  return { understood: true, words, warning };
}
