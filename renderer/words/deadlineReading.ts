/** What the program understood of a new deadline in words, said back to the clerk. */
import type { Reply } from '../../shared/contract/index.ts';
import { dayLabel } from '../../shared/day.ts';
import { cellProblemWords } from '../../shared/returns/problemWords.ts';

interface Said {
  readonly understood: boolean;
  readonly words: string;
  /** What makes it uncertain; '' when nothing does. */
  readonly warning: string;
}

/**
 * @param needs `day`: an extension is a decision and names its whole day; `words`: a plan may leave out the year, or say
 * 长期坚持
 */
export function deadlineReading(
  { deadline, problem, beyondCalendar }: Reply<'deadline.read'>,
  needs: 'day' | 'words',
): Said {
  if (deadline === null || problem !== null) {
    const known = Object.hasOwn(cellProblemWords, problem ?? '');
    // A unit's request for an extension is worded there.
    const words =
      known && (needs === 'day' || problem !== 'deadline_not_understood')
        ? cellProblemWords[problem as keyof typeof cellProblemWords]
        : '没有看懂，请写明年月日，如 2024-12-31';
    return { understood: false, words, warning: '' };
  }
  const { date, ongoing, immediate, inferred } = deadline;
  if (date === null) {
    if (needs === 'day') return { understood: false, words: '延期要写明延到哪一天', warning: '' };
    return immediate
      ? { understood: true, words: '立行立改', warning: '本轮次没有反馈日期，登记后才能算出是哪一天' }
      : { understood: true, words: '长期坚持，没有日期', warning: '' };
  }
  if (inferred && needs === 'day') {
    return {
      understood: false,
      words: `没有写明年份或从哪天算起，请写全，如 ${dayLabel(date)}`,
      warning: '',
    };
  }
  const words = [dayLabel(date), immediate ? '（立行立改）' : '', ongoing ? '，并长期坚持' : ''].join('');
  const warning = [
    inferred ? '年份或从哪天算起是推断的，保存后请核对、确认' : '',
    beyondCalendar ? '该年节假日安排尚未收录，只按周末推算，可在“设置—节假日”中补录' : '',
  ];
  return { understood: true, words, warning: warning.filter(Boolean).join('；') };
}
