/** Which month can be released, and what the clerk should know before he does. */
import type { Day, Month } from '../day.ts';
import { dayLabel, monthOf } from '../day.ts';
import { monthLabel } from '../month.ts';
import { fail, ok, type Result } from '../result.ts';
import { cutoffOf } from '../summary/period.ts';

export interface Releasing {
  readonly month: Month;
  readonly today: Day;
  /** First month of which the round has any record; null for a round without content. */
  readonly first: Month | null;
}

/** Refuses `month_before_round` and `release_month_future`. */
export function canRelease({ month, today, first }: Releasing): Result<null> {
  if (first === null || month < first) return fail('month_before_round', { month, first: first ?? '' });
  if (month > monthOf(today)) return fail('release_month_future', { month, today });
  return ok(null);
}

/** A correction says why it is made. Refuses `release_reason_missing`. */
export function reasonGiven(edition: number, reason: string): Result<null> {
  return edition > 1 && reason.trim() === '' ? fail('release_reason_missing', { edition }) : ok(null);
}

export interface ReleaseState {
  readonly month: Month;
  readonly today: Day;
  readonly cutoffDay: number;
  /** That would be made now. */
  readonly edition: number;
  /** Figures of the narrative that say otherwise than the ledger. */
  readonly differing: number;
  /** Open contradictions of the ledger. */
  readonly contradictions: number;
  /** Files of the last edition that are no longer in the store, or not as they were. */
  readonly missing: readonly string[];
  /** Differences from the last edition. */
  readonly changes: number;
  /** The month before is not released, though others are. */
  readonly baseNotReleased: Month | null;
  /** Months after this one that were released already. */
  readonly later: readonly Month[];
}

/** In whole sentences, the weightiest first. */
export function releaseWarnings(state: ReleaseState): string[] {
  const { month, today, edition, differing, contradictions, missing, changes, baseNotReleased, later } =
    state;
  const cutoff = cutoffOf(month, state.cutoffDay);
  return [
    differing === 0 ? '' : `正文中有${differing}处改写的数字与台账不一致，请先核对。`,
    cutoff <= today
      ? ''
      : `${monthLabel(month)}的截止日（${dayLabel(cutoff)}）还没有过，本期只统计到${dayLabel(today)}。`,
    contradictions === 0 ? '' : `“核对”中还有${contradictions}处矛盾没有处理。`,
    missing.length === 0 ? '' : `第${edition - 1}版的存档文件有缺失或改动：${missing.join('、')}。`,
    edition > 1 && changes === 0 && missing.length === 0
      ? `与第${edition - 1}版相比没有变化，一般不必再出更正版。`
      : '',
    later.length === 0
      ? ''
      : `${later.map(monthLabel).join('、')}月报已经印发，其中的上月数按当时的版本，不会跟着更正。`,
    baseNotReleased === null
      ? ''
      : `${monthLabel(baseNotReleased)}月报没有印发，与上月比较时按台账当日口径。`,
  ].filter((sentence) => sentence !== '');
}
