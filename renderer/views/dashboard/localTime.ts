/** Times of the log as this PC's clock shows them, and as the clerk types them. */
import { isDay } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';

const two = (number: number): string => String(number).padStart(2, '0');

export function localDayOf(iso: string): Day {
  const time = new Date(iso);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

export function localClockOf(iso: string): string {
  const time = new Date(iso);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** '2024-06-30 18:00'. */
export function localTimeOf(iso: string): string {
  return `${localDayOf(iso)} ${localClockOf(iso)}`;
}

/** UTC ISO of a day and a clock ('18:00', also '18：00', '1800', '18:00:30'); null when it is no time. */
export function timeFrom(day: Day | null, clock: string): string | null {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)(?:[:.]([0-5]\d))?$/.exec(clock.trim().normalize('NFKC'));
  if (day === null || !isDay(day) || match === null) return null;
  // To the end of the minute or second: what was recorded within it was known at it.
  const time = new Date(`${day}T${two(Number(match[1]))}:${two(Number(match[2]))}:${match[3] ?? '59'}.999`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
