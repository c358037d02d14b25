import { dayOf, isDay } from '../shared/day.ts';
import type { Day } from '../shared/day.ts';

/** Today's day on this computer's clock and in its time zone. */
export function systemToday(now: Date = new Date()): Day {
  return dayOf(now.getTime(), -now.getTimezoneOffset());
}

/** A clock that stands still when a day is given (tests, `--today`), else the system's. */
export function clockOf(fixed: string | undefined): () => Day {
  return fixed !== undefined && isDay(fixed) ? () => fixed : () => systemToday();
}
