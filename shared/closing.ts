/**
 * The closing chain (销号): ready → applied → reviewed → verified → closed, the ways back, and reopening.
 *
 * Refusals (`error.code`):
 * - `steps_invalid`          a round's list of steps must be in order, begin with `applied` and end with `closed`
 * - `not_ready`              the issue is open but not 待申请
 * - `application_incomplete` `detail.missing` lists what the application still lacks
 * - `step_not_next`          `detail.next` is the step that is due, or null when none is
 * - `not_in_chain`           sending back and withdrawing need an issue in the chain
 * - `issue_not_closed`       recheck and reopening need a closed issue
 * - `actor_required`, `opinion_required`, `reason_required`
 * - `on_invalid`, `on_in_future`
 * - `on_before_previous`     the day lies before that of the event before (`detail.previousOn`)
 * - `on_before_ready`        the application lies before the day on which the last measure was complete and all of them
 *                            stood in the plan (`detail.readyOn`)
 * - `issue_withdrawn`        the issue was taken out of the plan
 * - `measure_not_complete`   only a complete measure can be set back with the reopening
 * - `measure_change_required` reopening sets back or adds at least one measure
 * - `import_not_first_content` only an old ledger taken in as first content may bring closed issues
 */
import { earlier, isDay } from './day.ts';
import type { Day } from './day.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';
import { measureComplete } from './complete.ts';
import type { MeasureFacts } from './complete.ts';
import { closingSteps } from './lists.ts';
import type { ClosingStep, ClosureState, IssueState } from './lists.ts';

/** What the application asks of a measure. */
export interface MeasureForApplication extends MeasureFacts {
  readonly id: number | string;
  readonly withdrawn: boolean;
  /** Number of files and references kept as evidence. */
  readonly evidence: number;
  /** Recorded reason why there is no evidence. */
  readonly noEvidenceReason: string | null;
  /** Number of proposals from submissions not yet decided. */
  readonly pendingProposals: number;
}

/** One thing an application still lacks. */
export type Missing =
  | { readonly kind: 'no_active_measure' }
  | {
      readonly kind: 'measure_incomplete' | 'evidence_missing' | 'proposal_pending';
      readonly measure: number | string;
    };

/**
 * What is still missing before the issue can be applied for; empty when nothing is. Withdrawn measures need neither
 * completion nor evidence, but a proposal for one must be decided too.
 */
export function applicationGuard(measures: readonly MeasureForApplication[]): Missing[] {
  const missing: Missing[] = [];
  if (!measures.some((m) => !m.withdrawn)) missing.push({ kind: 'no_active_measure' });
  for (const m of measures) {
    if (!m.withdrawn && !measureComplete(m)) missing.push({ kind: 'measure_incomplete', measure: m.id });
    if (!m.withdrawn && evidenceMissing(m)) missing.push({ kind: 'evidence_missing', measure: m.id });
    if (m.pendingProposals > 0) missing.push({ kind: 'proposal_pending', measure: m.id });
  }
  return missing;
}

/** 缺佐证: neither evidence nor a recorded reason for none. Shown at once on a done measure. */
export function evidenceMissing(m: Pick<MeasureForApplication, 'evidence' | 'noEvidenceReason'>): boolean {
  return m.evidence <= 0 && (m.noEvidenceReason === null || m.noEvidenceReason.trim() === '');
}

/** Is this a list of steps a round may have? At least applied and closed, in order, each once. */
export function checkSteps(steps: readonly string[]): Result<readonly ClosingStep[]> {
  const ordered = closingSteps.filter((s) => steps.includes(s));
  const same = ordered.length === steps.length && ordered.every((s, i) => s === steps[i]);
  if (!same || ordered[0] !== 'applied' || ordered.at(-1) !== 'closed')
    return fail('steps_invalid', { steps });
  return ok(ordered);
}

/** The step that is due: the first of the cycle's list after the present state; null for a closed issue. */
export function nextStep(steps: readonly ClosingStep[], closure: ClosureState): ClosingStep | null {
  if (closure === 'closed') return null;
  const reached = closure === 'open' ? -1 : closingSteps.indexOf(closure);
  return steps.find((s) => closingSteps.indexOf(s) > reached) ?? null;
}

/** What every event of the chain carries. */
export interface ChainAct {
  readonly actor: string | number | null;
  readonly on: Day | null;
  /** Day of the issue's closing event before this one, of whatever kind. */
  readonly previousOn: Day | null;
  readonly today: Day;
}

export interface Step extends ChainAct {
  readonly step: ClosingStep;
  /** Derived state of the issue now. */
  readonly issueState: IssueState;
  readonly closure: ClosureState;
  /** The round's list for `applied`; afterwards the copy kept with the cycle. */
  readonly steps: readonly ClosingStep[];
  /** Needed for every step after `applied`. */
  readonly opinion: string | null;
  /** From `applicationGuard`; looked at for `applied` only. */
  readonly missing: readonly Missing[];
  /** Was the issue taken out of the plan? */
  readonly withdrawn?: boolean;
  /** From `applicableFrom`: the first day on which it could be applied for; looked at for `applied` only. */
  readonly readyOn?: Day | null;
}

/** May this step be taken? On success the day of effect and the state it leads to. */
export function canStep(q: Step): Result<{ on: Day; closure: ClosingStep }> {
  // An issue that came in as closed has no list of steps to look at.
  if (q.closure === 'closed') return fail('step_not_next', { step: q.step, next: null });
  const steps = checkSteps(q.steps);
  if (!steps.ok) return steps;
  if (q.withdrawn === true) return fail('issue_withdrawn');
  const next = nextStep(steps.value, q.closure);
  if (next !== q.step) return fail('step_not_next', { step: q.step, next });
  if (q.step === 'applied') {
    if (q.missing.length > 0) return fail('application_incomplete', { missing: q.missing });
    if (q.issueState !== 'ready') return fail('not_ready', { state: q.issueState });
  } else if (blank(q.opinion)) {
    return fail('opinion_required');
  }
  const act = checkAct(q);
  if (!act.ok) return act;
  const readyOn = q.step === 'applied' ? (q.readyOn ?? null) : null;
  if (readyOn !== null && act.value < readyOn) return fail('on_before_ready', { on: act.value, readyOn });
  return ok({ on: act.value, closure: q.step });
}

/** Days of a measure from which its issue may be ready. */
export interface Completion extends MeasureFacts {
  readonly withdrawn: boolean;
  readonly doneOn: Day | null;
  readonly establishedOn: Day | null;
  readonly withdrawnOn: Day | null;
}

/**
 * The day since which nothing is open: the last day on which a measure was complete, or one that was not left the plan.
 * Days that nobody knows are passed over; null when none is known.
 */
export function readySince(measures: readonly Completion[]): Day | null {
  let last: Day | null = null;
  for (const measure of measures) {
    const day = settledOn(measure);
    if (day !== null && (last === null || day > last)) last = day;
  }
  return last;
}

/** A measure and the day from which the plan held it: of its adoption, or the last one on which it was taken back. */
export interface PlannedCompletion extends Completion {
  readonly inPlanSince: Day;
}

/**
 * The first day on which an application could speak of these measures: all are complete, and each stood in the plan, as
 * did the issue itself.
 * @param issueInPlanSince day on which the issue was last taken back into the plan; null for one that never left it
 */
export function applicableFrom(
  measures: readonly PlannedCompletion[],
  issueInPlanSince: Day | null = null,
): Day | null {
  const planned = measures.filter((m) => !m.withdrawn).map((m) => m.inPlanSince);
  const days = [readySince(measures), issueInPlanSince, ...planned];
  return days.reduce((last, day) => (last === null || (day !== null && day > last) ? day : last), null);
}

function settledOn(m: Completion): Day | null {
  if (!measureComplete(m)) return m.withdrawn ? m.withdrawnOn : null;
  const established = m.demand === 'ongoing' && m.established ? m.establishedOn : null;
  const done = m.state === 'done' ? m.doneOn : null;
  return done !== null && established !== null ? earlier(done, established) : (done ?? established);
}

export interface ChainReturn extends ChainAct {
  readonly closure: ClosureState;
  readonly cycle: number;
  readonly attempt: number;
  readonly reason: string | null;
}

/** Cycle and attempt the issue goes on with. */
export interface Opened {
  readonly on: Day;
  readonly closure: 'open';
  readonly cycle: number;
  readonly attempt: number;
}

/** 退回: at any step of the chain. The cycle stays, the attempt rises by one, earlier opinions are kept. */
export function canSendBack(q: ChainReturn): Result<Opened> {
  if (q.closure === 'open' || q.closure === 'closed') return fail('not_in_chain', { closure: q.closure });
  if (blank(q.reason)) return fail('reason_required');
  const act = checkAct(q);
  return act.ok ? ok({ on: act.value, closure: 'open', cycle: q.cycle, attempt: q.attempt + 1 }) : act;
}

/** The applicant takes the application back: the same rules and effect as sending back. */
export function canWithdrawApplication(q: ChainReturn): Result<Opened> {
  return canSendBack(q);
}

export interface Reopen extends ChainReturn {
  /** Number of measures set back or added together with the reopening. */
  readonly measuresChanged: number;
}

/** 重启: a closed issue opens again in a new cycle; earlier cycles stay as they are. */
export function canReopen(q: Reopen): Result<Opened> {
  if (q.closure !== 'closed') return fail('issue_not_closed', { closure: q.closure });
  if (blank(q.reason)) return fail('reason_required');
  if (!(q.measuresChanged >= 1)) return fail('measure_change_required');
  const act = checkAct(q);
  return act.ok ? ok({ on: act.value, closure: 'open', cycle: q.cycle + 1, attempt: 1 }) : act;
}

/** 回头看通过: a record only, the issue stays closed. */
export function canRecordRecheck(q: ChainAct & { readonly closure: ClosureState }): Result<{ on: Day }> {
  if (q.closure !== 'closed') return fail('issue_not_closed', { closure: q.closure });
  const act = checkAct(q);
  return act.ok ? ok({ on: act.value }) : act;
}

/** 导入销号: only while the ledger's round has no content yet. The chain stays empty, the checks list the issue. */
export function canImportClosed(q: {
  readonly firstContent: boolean;
  readonly on: Day;
  readonly today: Day;
}): Result<{
  on: Day;
}> {
  if (!q.firstContent) return fail('import_not_first_content');
  const act = checkAct({ actor: 'import', on: q.on, previousOn: null, today: q.today });
  return act.ok ? ok({ on: act.value }) : act;
}

function checkAct(q: ChainAct): Result<Day> {
  if (q.actor === null || (typeof q.actor === 'string' && q.actor.trim() === ''))
    return fail('actor_required');
  const day = q.on ?? q.today;
  if (!isDay(day)) return fail('on_invalid', { on: day });
  if (day > q.today) return fail('on_in_future', { on: day, today: q.today });
  if (q.previousOn !== null && day < q.previousOn) {
    return fail('on_before_previous', { on: day, previousOn: q.previousOn });
  }
  return ok(day);
}

function blank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
