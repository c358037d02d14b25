/**
 * Timeliness of a measure on a day: computed from its facts, never stored. All facts are those of the day asked (E):
 * the caller takes state, establishment and plan as they stood then, by their day of effect.
 */
import { addDays, monthOf } from './day.ts';
import type { Day, Month } from './day.ts';
import { monthsBetween } from './month.ts';
import { measureComplete } from './complete.ts';
import type { MeasureFacts } from './complete.ts';
import { lamps, timelinessKinds } from './lists.ts';
import type { Lamp, LagReason, MeasureState, Timeliness } from './lists.ts';

/** Default of N, the days before a deadline in which a measure is 临期. */
export const DUE_SOON_DAYS = 15;
/** Default of K, the months without new progress after which a measure lags. */
export const LAG_MONTHS = 2;

export interface TimelinessFacts extends MeasureFacts {
  readonly withdrawn: boolean;
  /** Day the state done took effect; null when unknown or not done. */
  readonly doneOn: Day | null;
  /** Day of establishment; null when unknown or not established. */
  readonly establishedOn: Day | null;
  /** d: the deadline in force on E, from `deadlineInForce`; null when there is none. */
  readonly deadline: Day | null;
}

/** Class of a measure at day `e`, with `n` days' notice. Exactly one class for any input; the first match counts. */
export function timeliness(m: TimelinessFacts, e: Day, n: number): Timeliness {
  if (m.withdrawn) return 'not_counted';
  if (measureComplete(m)) {
    const finished = completedOn(m);
    if (finished === null) return 'done_day_unknown';
    if (m.deadline === null) return 'done_no_deadline';
    return finished <= m.deadline ? 'done_on_time' : 'done_late';
  }
  if (m.deadline === null) return m.demand === 'ongoing' ? 'ongoing' : 'no_deadline';
  if (e > m.deadline) return 'overdue';
  return addDays(m.deadline, -Math.max(0, n)) <= e ? 'due_soon' : 'normal';
}

/** Day a complete measure was finished: the first known day on which it counted as complete; null when none is known. */
export function completedOn(m: Omit<TimelinessFacts, 'withdrawn' | 'deadline'>): Day | null {
  const days: Day[] = [];
  if (m.state === 'done' && m.doneOn !== null) days.push(m.doneOn);
  if (m.demand === 'ongoing' && m.established && m.establishedOn !== null) days.push(m.establishedOn);
  return days.length === 0 ? null : days.reduce((a, b) => (a <= b ? a : b));
}

export interface Extension {
  /** New deadline; null: extended to no definite day. */
  readonly to: Day | null;
  readonly approvedOn: Day;
  /** Order of recording, for extensions approved on the same day. */
  readonly seq: number;
}

/** d on day `e`: the last extension approved by then, else the first deadline. */
export function deadlineInForce(first: Day | null, extensions: readonly Extension[], e: Day): Day | null {
  let last: Extension | null = null;
  for (const x of extensions) {
    if (x.approvedOn > e) continue;
    if (
      last === null ||
      x.approvedOn > last.approvedOn ||
      (x.approvedOn === last.approvedOn && x.seq > last.seq)
    ) {
      last = x;
    }
  }
  return last === null ? first : last.to;
}

const OPEN_WORST_FIRST = ['overdue', 'due_soon', 'no_deadline', 'normal', 'ongoing'] as const;
/** Timeliness of an issue that is open: that of a measure which is not complete. */
export type OpenTimeliness = (typeof OPEN_WORST_FIRST)[number];

/** Is this the timeliness of a measure that counts and is not complete? */
export function isOpenTimeliness(kind: Timeliness): kind is OpenTimeliness {
  return (OPEN_WORST_FIRST as readonly string[]).includes(kind);
}

/** Timeliness of an open issue: the worst among its incomplete measures; null when it has none. */
export function worstOfOpen(kinds: readonly Timeliness[]): OpenTimeliness | null {
  return OPEN_WORST_FIRST.find((kind) => kinds.includes(kind)) ?? null;
}

export interface LagFacts {
  readonly timeliness: Timeliness;
  readonly state: MeasureState;
  /** Month of the last new progress; when there never was any, the month the measure began (adopted, or feedback). */
  readonly lastProgressMonth: Month;
}

/**
 * Why a measure lags (滞后) at day `e`; empty when it does not. It lags when it is 临期 and not started, or when the
 * month of `e` and the `k` − 1 months before it brought no new progress. Complete and withdrawn measures never lag.
 */
export function lagReasons(m: LagFacts, e: Day, k: number): LagReason[] {
  if (!isOpenTimeliness(m.timeliness)) return [];
  const reasons: LagReason[] = [];
  if (m.timeliness === 'due_soon' && m.state === 'not_started') reasons.push('due_soon_not_started');
  if (monthsBetween(m.lastProgressMonth, monthOf(e)) >= k) reasons.push('no_progress');
  return reasons;
}

/** Does the measure lag? See `lagReasons`. */
export function lagging(m: LagFacts, e: Day, k: number): boolean {
  return lagReasons(m, e, k).length > 0;
}

/** The lamp of a timeliness: one to one, in the order of the two lists. */
export function lampOf(kind: Timeliness): Lamp {
  const lamp = lamps[timelinessKinds.indexOf(kind)];
  if (lamp === undefined) throw new RangeError(`no timeliness: ${kind}`);
  return lamp;
}

/** The inverse of `lampOf`. */
export function timelinessOf(lamp: Lamp): Timeliness {
  const kind = timelinessKinds[lamps.indexOf(lamp)];
  if (kind === undefined) throw new RangeError(`no lamp: ${lamp}`);
  return kind;
}
