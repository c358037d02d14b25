/** Own holidays as the clerk entered them: neighbouring days of one name and kind are one range. Pure. */
import { addDays } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';

export interface OwnRange {
  readonly from: Day;
  readonly to: Day;
  readonly name: string;
  readonly kind: 'holiday' | 'workday';
}

/** @param days in order */
export function rangesOf(
  days: readonly { readonly day: Day; readonly name: string; readonly kind: OwnRange['kind'] }[],
): OwnRange[] {
  const ranges: OwnRange[] = [];
  for (const { day, name, kind } of days) {
    const last = ranges.at(-1);
    if (last?.name === name && last.kind === kind && addDays(last.to, 1) === day)
      ranges[ranges.length - 1] = { ...last, to: day };
    else ranges.push({ from: day, to: day, name, kind });
  }
  return ranges;
}

/** Every day from the first to the last. */
export function daysOf(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
