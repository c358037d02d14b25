/** Calendar months as text, 'YYYY-MM'. Text compares in calendar order. */
import { daysInMonth } from './day.ts';
import type { Day, Month } from './day.ts';

export type { Month } from './day.ts';

const MONTH_SHAPE = /^\d{4}-\d{2}$/;

/** Is the value a month that really stands in the calendar, in exactly the form 'YYYY-MM'? */
export function isMonth(value: unknown): value is Month {
  if (typeof value !== 'string' || !MONTH_SHAPE.test(value)) return false;
  const month = Number(value.slice(5));
  return Number(value.slice(0, 4)) >= 1 && month >= 1 && month <= 12;
}

/** The month `count` months on (back when negative). Throws RangeError outside the years 0001–9999. */
export function shiftMonth(month: Month, count: number): Month {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of months: ${count}`);
  return monthOfNumber(monthNumber(month) + count);
}

/** The month after. */
export function nextMonth(month: Month): Month {
  return shiftMonth(month, 1);
}

/** The month before. */
export function previousMonth(month: Month): Month {
  return shiftMonth(month, -1);
}

/** Months from `from` to `to`: positive when `to` is later, 0 for the same month. */
export function monthsBetween(from: Month, to: Month): number {
  return monthNumber(to) - monthNumber(from);
}

/** The first day of a month. */
export function firstDay(month: Month): Day {
  monthNumber(month);
  return `${month}-01`;
}

/** The last day of a month. */
export function lastDay(month: Month): Day {
  monthNumber(month);
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}

/** '2024-08' → '2024年8月'. */
export function monthLabel(month: Month): string {
  monthNumber(month);
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
}

function monthNumber(month: Month): number {
  if (!isMonth(month)) throw new RangeError(`not a month: ${String(month)}`);
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function monthOfNumber(number: number): Month {
  const year = Math.floor(number / 12);
  if (year < 1 || year > 9999) throw new RangeError(`out of the calendar: month number ${number}`);
  return `${String(year).padStart(4, '0')}-${String(number - year * 12 + 1).padStart(2, '0')}`;
}
