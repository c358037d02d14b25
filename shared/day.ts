/**
 * Calendar days as text, 'YYYY-MM-DD' (proleptic Gregorian, years 0001–9999). Text compares in calendar order.
 * Arithmetic is on integers: a day is never turned into a Date, so neither time zone nor daylight saving can move it.
 */
export type Day = string;
/** A calendar month as text, 'YYYY-MM'. Its functions stand in `month.ts`. */
export type Month = string;

const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Is this a leap year of the Gregorian calendar? */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days (28–31) in a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of these numbers, or null when the calendar has no such day (30 February, month 13, year 0). */
export function dayFrom(year: number, month: number, day: number): Day | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Is the value a day that really stands in the calendar, in exactly the form 'YYYY-MM-DD'? */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false;
  const m = DAY_SHAPE.exec(value);
  return m !== null && dayFrom(Number(m[1]), Number(m[2]), Number(m[3])) !== null;
}

/** Year, month (1–12) and day (1–31) of a day. Throws RangeError for text that is no day. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  if (!isDay(day)) throw new RangeError(`not a day: ${String(day)}`);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** The day `count` days later (earlier when negative). Throws RangeError outside the years 0001–9999. */
export function addDays(day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of days: ${count}`);
  return dayOfNumber(dayNumber(day) + count);
}

/** Days from `from` to `to`: positive when `to` is later, 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** −1, 0 or 1: calendar order, for sorting. */
export function compare(a: Day, b: Day): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  return a <= b ? a : b;
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  return a >= b ? a : b;
}

/** The month a day lies in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The last day of the month in which the day lies. */
export function lastDayOfMonth(day: Day): Day {
  const { year, month } = partsOf(day);
  return `${day.slice(0, 8)}${pad(daysInMonth(year, month), 2)}`;
}

/** The same day of the month `count` months on, clamped to that month's last day (31 January + 1 → 28 or 29 February). */
export function addMonths(day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of months: ${count}`);
  const { year, month, day: dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + count;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  const result = dayFrom(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)));
  if (result === null) throw new RangeError(`out of the calendar: ${day} + ${count} months`);
  return result;
}

/**
 * The calendar day at a moment. `epochMs` is Unix time in milliseconds; `offsetMinutes` counts east of UTC
 * (China: 480), so it is the negative of `Date.prototype.getTimezoneOffset()`.
 */
export function dayOf(epochMs: number, offsetMinutes: number): Day {
  const shifted = epochMs + offsetMinutes * 60_000;
  if (!Number.isFinite(shifted)) throw new RangeError(`not a moment: ${epochMs}, ${offsetMinutes}`);
  return dayOfNumber(Math.floor(shifted / 86_400_000));
}

/** Days since 1970-01-01. The year is taken to begin in March, so that the leap day is its last. */
export function dayNumber(day: Day): number {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumber`. Throws RangeError outside the years 0001–9999. */
export function dayOfNumber(number: number): Day {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const result = dayFrom(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth);
  if (result === null) throw new RangeError(`out of the calendar: day number ${number}`);
  return result;
}

/** 2024-08-05 → '2024年8月5日', the form used in official papers. */
export function dayLabel(day: Day): string {
  const parts = partsOf(day);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
