/** The axis of days of a Gantt chart: whole months, parted into months, quarters and years. Places are shares of its width. */
import { addDays, addMonths, dayNumber, daysBetween, earlier, later, partsOf } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { firstDay, lastDay } from '../../../shared/month.ts';

/** One month, quarter or year. `left` and `width` are shares of the axis, 0 to 1. */
export interface Span {
  readonly key: string;
  readonly label: string;
  readonly left: number;
  readonly width: number;
}

export interface Axis {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly months: readonly Span[];
  readonly quarters: readonly Span[];
  readonly years: readonly Span[];
}

/** A single deadline decades away must not press everything else into a line: so far from today is shown. */
const FURTHEST_MONTHS = 36;

/** Whole months around `from`, `to` and today. */
export function axisOf(from: Day, to: Day, today: Day): Axis {
  const first = later(earlier(from, today), addMonths(today, -FURTHEST_MONTHS));
  const last = earlier(later(to, today), addMonths(today, FURTHEST_MONTHS));
  const start = firstDay(first.slice(0, 7));
  const end = lastDay(last.slice(0, 7));
  const days = daysBetween(start, end) + 1;
  const span = (key: string, label: string, begin: Day, over: Day): Span => ({
    key,
    label,
    left: daysBetween(start, begin) / days,
    width: daysBetween(begin, over) / days,
  });

  const months: Span[] = [];
  const quarters: Span[] = [];
  const years: Span[] = [];
  for (let at = start; at <= end; at = addMonths(at, 1)) {
    const { year, month } = partsOf(at);
    const over = addMonths(at, 1);
    months.push(span(at.slice(0, 7), `${month}月`, at, over));
    const quarter = Math.ceil(month / 3);
    grow(quarters, `${year}-${quarter}`, `${quarterWords[quarter - 1] ?? ''}季度`, span, at, over);
    grow(years, String(year), `${year}年`, span, at, over);
  }
  return { from: start, to: end, days, months, quarters, years };
}

const quarterWords = ['一', '二', '三', '四'] as const;

type MakeSpan = (key: string, label: string, begin: Day, over: Day) => Span;

/** Lengthens the last span when the month belongs to it, else begins another. */
function grow(spans: Span[], key: string, label: string, make: MakeSpan, begin: Day, over: Day): void {
  const added = make(key, label, begin, over);
  const last = spans.at(-1);
  if (last?.key === key) spans[spans.length - 1] = { ...last, width: last.width + added.width };
  else spans.push(added);
}

/** Where a day begins on the axis; outside it, at its ends. */
export function placeOf(axis: Axis, day: Day): number {
  return Math.min(1, Math.max(0, (dayNumber(day) - dayNumber(axis.from)) / axis.days));
}

/** Where a day is over. */
export function placeAfter(axis: Axis, day: Day): number {
  return placeOf(axis, addDays(day, 1));
}

/** The day at a share of the axis. */
export function dayAt(axis: Axis, share: number): Day {
  const count = Math.floor(Math.min(1, Math.max(0, share)) * axis.days);
  return addDays(axis.from, Math.min(axis.days - 1, count));
}
