/**
 * States of measures and issues, and what guards each change. The lists stand in `lists.ts`, the closing chain in
 * `closing.ts`; both are passed on from here. Guards decide only: they write nothing and know no database.
 *
 * Refusals (`error.code`):
 * - `issue_in_chain`        the issue is applied, reviewed or verified: its measures are frozen
 * - `issue_closed`          the issue is closed
 * - `measure_withdrawn`     the measure was taken out of the plan
 * - `measure_not_withdrawn` only a withdrawn measure can be restored
 * - `issue_withdrawn`       the issue was taken out of the plan, and its measures with it
 * - `issue_not_withdrawn`   only a withdrawn issue can be restored
 * - `state_unchanged`       the measure already has this state on this day
 * - `state_unknown`         no such measure state
 * - `on_invalid`            the day of effect is no day of the calendar
 * - `on_in_future`          the day of effect lies after today
 * - `on_before_previous`    it lies before the issue's last closing event (`detail.previousOn`), when nothing could change
 * - `on_after_application`  a completion on which an earlier closing rests can't move behind that application
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
  const active = measures.filter((m) => !m.withdrawn);
  const count = (holds: (m: MeasureStanding) => boolean) => active.filter(holds).length;
  return issueStateOf(
    {
      active: active.length,
      notStarted: count((m) => m.state === 'not_started'),
      complete: count(measureComplete),
      nearly: count((m) => measureComplete(m) || m.state === 'mostly_done'),
    },
    closure,
  );
}

/** An issue's active measures, counted. */
export interface MeasureCounts {
  readonly active: number;
  readonly notStarted: number;
  readonly complete: number;
  /** Complete, or 基本完成. */
  readonly nearly: number;
}

/** The same from counts, for who reads thousands of issues at once. */
export function issueStateOf(counts: MeasureCounts, closure: ClosureState): IssueState {
  if (closure !== 'open') return closure;
  if (counts.notStarted === counts.active) return 'not_started';
  if (counts.complete === counts.active) return 'ready';
  return counts.nearly === counts.active ? 'mostly_done' : 'in_progress';
}

export interface SetMeasureState {
  readonly from: MeasureState;
  readonly to: MeasureState;
  readonly issueClosure: ClosureState;
  readonly issueWithdrawn?: boolean;
  readonly withdrawn?: boolean;
  /** Day the present state took effect; with it the day of a state can be corrected (`from` = `to`). */
  readonly fromOn?: Day | null;
  /** Day of effect; null: today. */
  readonly on: Day | null;
  readonly reason: string | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
  /** Day of the issue's last closing event: before it the issue was in the chain or closed. */
  readonly openedOn?: Day | null;
}

/** May the measure take this state? Leaving `done` needs a reason; no state takes effect in the future. */
export function canSetMeasureState(q: SetMeasureState): Result<Accepted> {
  const open = issueChangeable(q.issueClosure, q.issueWithdrawn);
  if (!open.ok) return open;
  if (q.withdrawn === true) return fail('measure_withdrawn');
  if (!measureStates.includes(q.to)) return fail('state_unknown', { state: q.to });
  // The day of a state that stands is corrected under a rule of its own.
  const accepted = acceptDay({ ...q, openedOn: q.from === q.to ? null : q.openedOn });
  if (!accepted.ok) return accepted;
  if (q.from === q.to && (q.fromOn === undefined || q.fromOn === accepted.value.on))
    return fail('state_unchanged');
  if (q.from === 'done' && q.to !== 'done' && blank(q.reason)) return fail('reason_required');
  return accepted;
}

/** What the correction of a state's day is judged by. */
export interface CorrectDay {
  readonly state: MeasureState;
  readonly from: Day;
  readonly to: Day;
  /** Day of the issue's last closing event; null when there is none. */
  readonly openedOn: Day | null;
  /** Day of the application of the cycle that was closed last, when the issue was closed before. */
  readonly appliedOn: Day | null;
}

/** May the day of the state that stands be corrected so? What an earlier closing rests on stays before it. */
export function canCorrectDay(q: CorrectDay): Result<null> {
  const sinceOpened = q.openedOn === null || q.from >= q.openedOn;
  if (q.state !== 'done') {
    const early = sinceOpened && q.openedOn !== null && q.to < q.openedOn;
    return early ? fail('on_before_previous', { on: q.to, previousOn: q.openedOn }) : ok(null);
  }
  if (sinceOpened || q.appliedOn === null || q.to <= q.from || q.to <= q.appliedOn) return ok(null);
  return fail('on_after_application', { on: q.to, appliedOn: q.appliedOn });
}

export interface Establish {
  readonly demand: Demand;
  readonly established: boolean;
  readonly issueClosure: ClosureState;
  readonly issueWithdrawn?: boolean;
  readonly withdrawn?: boolean;
  readonly on: Day | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
  readonly openedOn?: Day | null;
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
  readonly issueWithdrawn?: boolean;
  /** Is the measure concerned withdrawn now? False for one that is being added. */
  readonly withdrawn: boolean;
  readonly reason: string | null;
  /** The body that approved the change. */
  readonly approvedBy: string | null;
  readonly on: Day | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null;
  readonly openedOn?: Day | null;
}

/** May the plan be changed so? `replaced` is asked for the measure that goes; the one that comes belongs to it. */
export function canChangePlan(kind: PlanChangeKind, q: PlanChange): Result<Accepted> {
  const open = issueChangeable(q.issueClosure, q.issueWithdrawn);
  if (!open.ok) return open;
  if (kind === 'restored' && !q.withdrawn) return fail('measure_not_withdrawn');
  if (kind !== 'restored' && q.withdrawn) return fail('measure_withdrawn');
  return approved(q);
}

/** May the whole issue be taken out of the plan, or back in? Of the question `withdrawn` speaks of the issue then. */
export function canChangeIssuePlan(kind: 'withdrawn' | 'restored', q: PlanChange): Result<Accepted> {
  const open = issueOpen(q.issueClosure);
  if (!open.ok) return open;
  if (kind === 'restored' && !q.withdrawn) return fail('issue_not_withdrawn');
  if (kind === 'withdrawn' && q.withdrawn) return fail('issue_withdrawn');
  return approved(q);
}

function approved(q: PlanChange): Result<Accepted> {
  if (blank(q.reason)) return fail('reason_required');
  if (blank(q.approvedBy)) return fail('body_required');
  return acceptDay(q);
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

/** May anything of the issue or its measures change? Not in the chain, not closed, not taken out of the plan. */
export function issueChangeable(closure: ClosureState, withdrawn = false): Result<null> {
  const open = issueOpen(closure);
  return open.ok && withdrawn ? fail('issue_withdrawn') : open;
}

/** The day from which something counts: a day of the calendar, not after today, not before the issue was open. */
export function canCountFrom(q: Dated): Result<Accepted> {
  return acceptDay(q);
}

function establishable(q: Establish): Result<Accepted> {
  const open = issueChangeable(q.issueClosure, q.issueWithdrawn);
  if (!open.ok) return open;
  if (q.withdrawn === true) return fail('measure_withdrawn');
  if (q.demand !== 'ongoing') return fail('demand_not_ongoing', { demand: q.demand });
  return acceptDay(q);
}

interface Dated {
  readonly on: Day | null;
  readonly today: Day;
  readonly feedbackOn?: Day | null | undefined;
  readonly openedOn?: Day | null | undefined;
}

function acceptDay({ on, today, feedbackOn = null, openedOn = null }: Dated): Result<Accepted> {
  const day = on ?? today;
  if (!isDay(day)) return fail('on_invalid', { on: day });
  if (day > today) return fail('on_in_future', { on: day, today });
  if (openedOn !== null && day < openedOn)
    return fail('on_before_previous', { on: day, previousOn: openedOn });
  const early = feedbackOn !== null && day < feedbackOn;
  return ok({ on: day, warnings: early ? ['on_before_feedback'] : [] });
}

function blank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
