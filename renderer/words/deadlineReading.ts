/** What the program understood of a deadline in words, said back to the clerk. */
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
    ongoing ? (date === null ? '长期坚持，没有确定的期限' : '，并长期坚持') : '',
  ].join('');
  const doubts = [
    inferred ? '年份是推断的，请核对' : '',
    beyondCalendar ? '该年节假日安排尚未收录，只按周末推算，可在“设置—节假日”中补录' : '',
  ].filter((doubt) => doubt !== '');
  return { understood: true, words: words === '' ? '没有期限' : words, warning: doubts.join('；') };
}
