/** The days of a month as weeks from Monday to Sunday, and how keys move among them. Pure; days are 'YYYY-MM-DD'. */
import { addDays, addMonths, dayNumber } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { firstDay, lastDay } from '../../../shared/month.ts';
import type { Month } from '../../../shared/month.ts';

export const weekdayWords = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** Monday 0 to Sunday 6. 1970-01-01, day number 0, was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}

/** Weeks of seven days that cover a month; days of its neighbours fill the first and the last. */
export function weeksOf(month: Month): Day[][] {
  const last = lastDay(month);
  const weeks: Day[][] = [];
  const begin = addDays(firstDay(month), -weekdayOf(firstDay(month)));
  for (let at = begin; at <= last; at = addDays(at, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((count) => addDays(at, count)));
  }
  return weeks;
}

/** The day a key leads to; null for a key that moves nothing. */
export function dayByKey(day: Day, key: string): Day | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'PageUp':
      return addMonths(day, -1);
    case 'PageDown':
      return addMonths(day, 1);
    case 'Home':
      return addDays(day, -weekdayOf(day));
    case 'End':
      return addDays(day, 6 - weekdayOf(day));
    default:
      return null;
  }
}
