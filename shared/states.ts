/**
 * States of measures and issues, and what guards each change. The lists stand in `lists.ts`, the closing chain in
 * `closing.ts`; both are passed on from here. Guards decide only: they write nothing and know no database.
 *
 * Refusals (`error.code`):
 * - `issue_in_chain`        the issue is applied, reviewed or verified: its measures are frozen
 * - `issue_closed`          the issue is closed
 * - `measure_withdrawn`     the measure was taken out of the plan
 * - `measure_not_withdrawn` only a withdrawn measure can be restored
 * - `state_unchanged`       the measure already has this state on this day
 * - `state_unknown`         no such measure state
 * - `on_invalid`            the day of effect is no day of the calendar
 * - `on_in_future`          the day of effect lies after today
 * - `reason_required`       this change needs a reason
 * - `body_required`         a plan change needs the body that approved it
 * - `demand_not_ongoing`    only a 长期坚持 measure can be established or un-established
 * - `already_established`, `not_established`
 */
import { isDay } from './day.ts';
import type { Day } from './day.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';
import { measureComplete } from './complete.ts';
import type { MeasureFacts } from './complete.ts';
import { measureStates } from './lists.ts';
import type { ClosureState, Demand, IssueState, MeasureState, PlanChangeKind } from './lists.ts';

export * from './lists.ts';
export * from './closing.ts';
export * from './complete.ts';

/** A measure as it stands on the day asked. */
export interface MeasureStanding extends MeasureFacts {
  readonly withdrawn: boolean;
}

/** The day accepted for a change, and what the clerk should be told though it is allowed. */
export interface Accepted {
  readonly on: Day;
  /** `on_before_feedback`: allowed, since things are also put right while the inspection still runs. */
  readonly warnings: readonly 'on_before_feedback'[];
}

/** An issue's state, from its measures while it is open, else from the closing chain. First match counts. */
export function deriveIssueState(measures: readonly MeasureStanding[], closure: ClosureState): IssueState {
  if (closure !== 'open') return closure;
  const active = measures.filter((m) => !m.withdrawn);
  if (active.every((m) => m.state === 'not_started')) return 'not_started';
  if (active.every(measureComplete)) return 'ready';
  if (active.every((m) => measureComplete(m) || m.state === 'mostly_done')) return 'mostly_done';
  return 'in_progress';
}

export interface SetMeasureState {
  readonly from: MeasureState;
  readonly to: MeasureState;
  readonly issueClosure: ClosureState;
  readonly withdrawn?: boolean;
  /** Day the present state took effect; with it the day of a state can be corrected (`from` = `to`). */
  readonly fromOn?: Day | null;
  /** Day of effect; null: today. */
  readonly on: Day | null;
  readonly reason: string | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
}

/** May the measure take this state? Leaving `done` needs a reason; no state takes effect in the future. */
export function canSetMeasureState(q: SetMeasureState): Result<Accepted> {
  const open = issueOpen(q.issueClosure);
  if (!open.ok) return open;
  if (q.withdrawn === true) return fail('measure_withdrawn');
  if (!measureStates.includes(q.to)) return fail('state_unknown', { state: q.to });
  const accepted = acceptDay(q.on, q.today, q.feedbackOn);
  if (!accepted.ok) return accepted;
  if (q.from === q.to && (q.fromOn === undefined || q.fromOn === accepted.value.on))
    return fail('state_unchanged');
  if (q.from === 'done' && q.to !== 'done' && blank(q.reason)) return fail('reason_required');
  return accepted;
}

export interface Establish {
  readonly demand: Demand;
  readonly established: boolean;
  readonly issueClosure: ClosureState;
  readonly withdrawn?: boolean;
  readonly on: Day | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
}

/** May 已建立长效机制 be noted? */
export function canEstablish(q: Establish): Result<Accepted> {
  const allowed = establishable(q);
  return allowed.ok && q.established ? fail('already_established') : allowed;
}

/** May 已建立长效机制 be taken back? */
export function canUnestablish(q: Establish): Result<Accepted> {
  const allowed = establishable(q);
  return allowed.ok && !q.established ? fail('not_established') : allowed;
}

export interface PlanChange {
  readonly issueClosure: ClosureState;
  /** Is the measure concerned withdrawn now? False for one that is being added. */
  readonly withdrawn: boolean;
  readonly reason: string | null;
  /** The body that approved the change. */
  readonly approvedBy: string | null;
  readonly on: Day | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
}

/** May the plan be changed so? `replaced` is asked for the measure that goes; the one that comes belongs to it. */
export function canChangePlan(kind: PlanChangeKind, q: PlanChange): Result<Accepted> {
  const open = issueOpen(q.issueClosure);
  if (!open.ok) return open;
  if (kind === 'restored' && !q.withdrawn) return fail('measure_not_withdrawn');
  if (kind !== 'restored' && q.withdrawn) return fail('measure_withdrawn');
  if (blank(q.reason)) return fail('reason_required');
  if (blank(q.approvedBy)) return fail('body_required');
  return acceptDay(q.on, q.today, q.feedbackOn);
}

/** May the measure be taken out of the plan? */
export function canWithdraw(q: PlanChange): Result<Accepted> {
  return canChangePlan('withdrawn', q);
}

/** May the withdrawn measure be taken back into the plan? */
export function canRestore(q: PlanChange): Result<Accepted> {
  return canChangePlan('restored', q);
}

/** Is the issue open, so that its measures may change? */
export function issueOpen(closure: ClosureState): Result<null> {
  if (closure === 'open') return ok(null);
  return closure === 'closed' ? fail('issue_closed') : fail('issue_in_chain', { closure });
}

function establishable(q: Establish): Result<Accepted> {
  const open = issueOpen(q.issueClosure);
  if (!open.ok) return open;
  if (q.withdrawn === true) return fail('measure_withdrawn');
  if (q.demand !== 'ongoing') return fail('demand_not_ongoing', { demand: q.demand });
  return acceptDay(q.on, q.today, q.feedbackOn);
}

function acceptDay(on: Day | null, today: Day, feedbackOn: Day | null | undefined): Result<Accepted> {
  const day = on ?? today;
  if (!isDay(day)) return fail('on_invalid', { on: day });
  if (day > today) return fail('on_in_future', { on: day, today });
  const early = feedbackOn !== undefined && feedbackOn !== null && day < feedbackOn;
  return ok({ on: day, warnings: early ? ['on_before_feedback'] : [] });
}

function blank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
