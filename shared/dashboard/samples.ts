/** The days at which a round is looked at month by month: each month's cut-off, and at last the day asked. */
import { monthOf } from '../day.ts';
import type { Day, Month } from '../day.ts';
import { monthsBetween, nextMonth, shiftMonth } from '../month.ts';
import type { Facts } from '../summary/facts.ts';
import { cutoffOf, periodOf } from '../summary/period.ts';

export interface Sample {
  readonly month: Month;
  readonly asOf: Day;
}

/** More are not drawn: a feedback day mistyped by a century is no reason for a thousand months. */
const MONTHS_AT_MOST = 120;

/** Day on which the first issue was adopted; null for a round without issues. */
export function firstDayOf({ issues }: Pick<Facts, 'issues'>): Day | null {
  let first: Day | null = null;
  for (const { adoptedOn } of issues) if (first === null || adoptedOn < first) first = adoptedOn;
  return first;
}

/** The month to which a day belongs: the one whose cut-off is the first on or after it. */
export function monthOfDay(day: Day, cutoffDay: number): Month {
  const month = monthOf(day);
  return cutoffOf(month, cutoffDay) >= day ? month : nextMonth(month);
}

/** Months from that of `first` to that of `day`; only the last one when `first` is unknown or lies after `day`. */
export function samplesOf(first: Day | null, day: Day, cutoffDay: number): Sample[] {
  const last = monthOfDay(day, cutoffDay);
  const wanted = first === null || first > day ? last : monthOfDay(first, cutoffDay);
  const begun = monthsBetween(wanted, last) < MONTHS_AT_MOST ? wanted : shiftMonth(last, 1 - MONTHS_AT_MOST);
  const samples: Sample[] = [];
  for (let month = begun; month <= last; month = nextMonth(month)) {
    samples.push({ month, asOf: periodOf(month, day, cutoffDay).asOf });
  }
  return samples;
}
