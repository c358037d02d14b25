/** How issues and measures stood on a day, told from their events by day of effect. */
import { measureComplete, measureEstablished } from '../complete.ts';
import { closedSetAt, lastClosings } from '../counting.ts';
import type { ClosingRecord } from '../counting.ts';
import { monthOf } from '../day.ts';
import type { Day, Month } from '../day.ts';
import type { ClosureState, Demand, IssueState, Lamp, MeasureState, Timeliness } from '../lists.ts';
import { deriveIssueState } from '../states.ts';
import { completedOn, deadlineInForce, lagging, lampOf, timeliness } from '../timeliness.ts';
import type { Dated, Facts, IssueFact, MeasureFact, ProgressFact, SummarySettings } from './facts.ts';

/** After every day of a ledger. */
const LAST_DAY = '9999-12-31';

/** A measure as it stood on the day. */
export interface MeasureAt {
  readonly fact: MeasureFact;
  readonly state: MeasureState;
  readonly demand: Demand;
  /** In the plan on the day: adopted, not withdrawn. */
  readonly active: boolean;
  readonly done: boolean;
  /** Ongoing, established, not done. */
  readonly established: boolean;
  readonly complete: boolean;
  /** Days on which the state done and the establishment in force took effect. */
  readonly doneOn: Day | null;
  readonly establishedOn: Day | null;
  /** The first of them: from then on the measure counted as complete. */
  readonly finishedOn: Day | null;
  /** The deadline in force on the day, and its words. */
  readonly dueOn: Day | null;
  readonly deadlineRaw: string;
  readonly timeliness: Timeliness;
  readonly lamp: Lamp;
  readonly lagging: boolean;
}

export interface IssueAt {
  readonly fact: IssueFact;
  readonly state: IssueState;
  /** Day of the close that counts; null while open. */
  readonly closedOn: Day | null;
  /** Measures in the plan on the day, in their order. */
  readonly measures: readonly MeasureAt[];
}

/** All(E) with what belongs to it. Issues that were not in the plan on the day do not stand here. */
export interface LedgerAt {
  readonly day: Day;
  readonly issues: ReadonlyMap<number, IssueAt>;
  readonly measures: ReadonlyMap<number, MeasureAt>;
}

/** Facts of one issue's measures, ordered, kept so that several days can be asked cheaply. */
export type MeasuresByIssue = ReadonlyMap<number, readonly MeasureFact[]>;

export function byPlace(a: { position: number; id: number }, b: { position: number; id: number }): number {
  return a.position - b.position || a.id - b.id;
}

export function measuresByIssue(facts: Facts): MeasuresByIssue {
  const groups = new Map<number, MeasureFact[]>();
  for (const measure of facts.measures) {
    const group = groups.get(measure.issueId);
    if (group === undefined) groups.set(measure.issueId, [measure]);
    else group.push(measure);
  }
  for (const group of groups.values()) group.sort(byPlace);
  return groups;
}

/** The ledger on day `day`: what was adopted and not withdrawn by then, in the state of then. */
export function ledgerAt(
  facts: Facts,
  measures: MeasuresByIssue,
  day: Day,
  settings: SummarySettings,
): LedgerAt {
  const records = closingRecords(facts);
  const closed = closedSetAt(records, day);
  const closings = lastClosings(records, day);
  const issues = new Map<number, IssueAt>();
  const all = new Map<number, MeasureAt>();
  for (const fact of facts.issues) {
    if (!issueInPlan(fact, day)) continue;
    const standing = (measures.get(fact.id) ?? [])
      .map((measure) => measureAt(measure, day, settings))
      .filter((measure) => measure.active);
    for (const measure of standing) all.set(measure.fact.id, measure);
    const isClosed = closed.has(fact.id);
    const closure = isClosed ? 'closed' : chainAt(fact, day);
    issues.set(fact.id, {
      fact,
      state: deriveIssueState(standing.map(standingOf), closure),
      closedOn: isClosed ? (closings.get(fact.id)?.on ?? null) : null,
      measures: standing,
    });
  }
  return { day, issues, measures: all };
}

/** Adopted by the day and not withdrawn on it: one that was withdrawn and restored is out only between the two days. */
export function issueInPlan(fact: Pick<IssueFact, 'adoptedOn' | 'withdrawnOn' | 'plan'>, day: Day): boolean {
  if (fact.adoptedOn > day) return false;
  if (fact.plan === undefined || fact.plan.length === 0)
    return fact.withdrawnOn === null || fact.withdrawnOn > day;
  return lastBy(fact.plan, day)?.kind !== 'withdrawn';
}

/** The last of dated facts with `on` ≤ `day`; null when there is none. */
export function lastBy<T extends Dated>(events: readonly T[], day: Day): T | null {
  let last: T | null = null;
  for (const event of events) {
    if (event.on <= day && (last === null || !before(event, last))) last = event;
  }
  return last;
}

/** The measure's own progress known for a month: entries of months up to it, oldest first. */
export function progressBy(measure: MeasureFact, month: Month): ProgressFact[] {
  return measure.progress
    .filter((p) => p.month <= month && p.assisting !== 1)
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.seq - b.seq));
}

function measureAt(fact: MeasureFact, day: Day, settings: SummarySettings): MeasureAt {
  const plan = lastBy(
    fact.events.filter((e) => e.kind === 'withdrawn' || e.kind === 'restored'),
    day,
  );
  const active = fact.adoptedOn <= day && plan?.kind !== 'withdrawn';
  const stateEvent = lastState(fact, day);
  const lasting = lastBy(
    fact.events.filter((e) => e.kind === 'established' || e.kind === 'unestablished'),
    day,
  );
  const state = stateEvent?.to ?? 'not_started';
  const isEstablished = lasting?.kind === 'established';
  const demand = isEstablished ? demandWhileEstablished(fact) : fact.demand;
  const extension = lastBy(fact.extensions, day);
  const standing = {
    state,
    demand,
    established: isEstablished,
    withdrawn: !active,
    doneOn: state === 'done' && stateEvent?.dayUnknown !== true ? (stateEvent?.on ?? null) : null,
    establishedOn: isEstablished ? lasting.on : null,
    deadline: dueOn(fact, day),
  };
  const kind = timeliness(standing, day, settings.nearDays);
  const complete = measureComplete(standing);
  return {
    fact,
    state,
    demand,
    active,
    done: state === 'done',
    established: measureEstablished(standing),
    complete,
    doneOn: standing.doneOn,
    establishedOn: standing.establishedOn,
    finishedOn: complete ? completedOn(standing) : null,
    dueOn: standing.deadline,
    deadlineRaw: extension?.raw ?? fact.deadlineRaw,
    timeliness: kind,
    lamp: lampOf(kind),
    lagging: lagging(
      { timeliness: kind, state, lastProgressMonth: lastProgressMonth(fact, day) },
      day,
      settings.lagMonths,
    ),
  };
}

/**
 * The demand on a day on which the measure was established. A demand bears no day of its own; but only what is asked for
 * lastingly can be established, and before the demand becomes another one that is taken back: until then it was ongoing.
 */
export function demandWhileEstablished(fact: Pick<MeasureFact, 'demand' | 'events'>): Demand {
  const last = lastBy(
    fact.events.filter((e) => e.kind === 'established' || e.kind === 'unestablished'),
    LAST_DAY,
  );
  return last?.kind === 'unestablished' ? 'ongoing' : fact.demand;
}

/** State with its day. An entry of the state it already has corrects the day; readers of facts keep only the last. */
type StateEvent = Extract<MeasureFact['events'][number], { kind: 'state' }>;

function lastState(fact: MeasureFact, day: Day): StateEvent | null {
  let last: StateEvent | null = null;
  for (const event of fact.events) {
    if (event.kind === 'state' && event.on <= day && (last === null || !before(event, last))) last = event;
  }
  return last;
}

/** An extension to no definite day takes the deadline away; the shared rule speaks of days only. */
function dueOn(fact: MeasureFact, day: Day): Day | null {
  const none = '';
  const extensions = fact.extensions.map((x) => ({ to: x.date ?? none, approvedOn: x.on, seq: x.seq }));
  const due = deadlineInForce(fact.dueOn, extensions, day);
  return due === none ? null : due;
}

function lastProgressMonth(fact: MeasureFact, day: Day): Month {
  const now = monthOf(day);
  let last: Month | null = null;
  for (const p of fact.progress)
    if (p.text !== '' && p.month <= now && (last === null || p.month > last)) last = p.month;
  return last ?? monthOf(fact.adoptedOn);
}

function chainAt(fact: IssueFact, day: Day): ClosureState {
  const last = lastBy(
    fact.closing.filter((e) => e.step !== 'recheck_passed'),
    day,
  );
  switch (last?.step) {
    case 'applied':
    case 'reviewed':
    case 'verified':
      return last.step;
    default:
      return 'open';
  }
}

function standingOf(m: MeasureAt) {
  return { state: m.state, demand: m.demand, established: m.established, withdrawn: false };
}

function closingRecords(facts: Facts): ClosingRecord[] {
  return facts.issues.flatMap((issue) =>
    issue.closing.map((e) => ({ issue: issue.id, kind: e.step, on: e.on, seq: e.seq })),
  );
}

function before(a: Dated, b: Dated): boolean {
  return a.on < b.on || (a.on === b.on && a.seq < b.seq);
}
