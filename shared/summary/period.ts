/** The days a month of the summary speaks of. */
import type { Day, Month } from '../day.ts';
import { effectiveDay } from '../counting.ts';
import { firstDay, lastDay, nextMonth, previousMonth } from '../month.ts';

/** The cut-off day of a month; `cutoffDay` beyond its end means its last day. */
export function cutoffOf(month: Month, cutoffDay: number): Day {
  const last = lastDay(month);
  const wanted = `${firstDay(month).slice(0, 8)}${String(cutoffDay).padStart(2, '0')}`;
  return wanted < last ? wanted : last;
}

export interface Period {
  readonly month: Month;
  /** E: the earlier of the cut-off and today. */
  readonly asOf: Day;
  readonly cutoff: Day;
  readonly baseMonth: Month;
  /** Day of the base when it is computed: last month's cut-off, never after E. */
  readonly baseAsOf: Day;
  /** 下月到期: deadlines after `cutoff` and up to here. */
  readonly nextCutoff: Day;
}

export function periodOf(month: Month, today: Day, cutoffDay: number): Period {
  const cutoff = cutoffOf(month, cutoffDay);
  const baseMonth = previousMonth(month);
  const asOf = effectiveDay(cutoff, today);
  return {
    month,
    asOf,
    cutoff,
    baseMonth,
    baseAsOf: effectiveDay(cutoffOf(baseMonth, cutoffDay), asOf),
    nextCutoff: cutoffOf(nextMonth(month), cutoffDay),
  };
}
