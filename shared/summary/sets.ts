/** Which rows each figure of the summary counts: the counting rules of domain.md, applied to the facts. */
import { backDated, compareSets } from '../counting.ts';
import { earlier } from '../day.ts';
import type { Day } from '../day.ts';
import { ledgerAt } from './asOf.ts';
import type { IssueAt, LedgerAt, MeasureAt, MeasuresByIssue } from './asOf.ts';
import type { Facts, SummarySettings } from './facts.ts';
import type { Period } from './period.ts';

/** A set at the day of the summary, at the base, and what changed: |now| = |base| + |added| − |gone|. */
export interface Change {
  readonly now: ReadonlySet<number>;
  readonly base: ReadonlySet<number>;
  readonly added: readonly number[];
  readonly gone: readonly number[];
}

export interface Counted {
  readonly now: LedgerAt;
  readonly base: LedgerAt;
  readonly baseKind: 'released' | 'computed';
  readonly baseAsOf: Day;
  readonly edition: number | null;
  /** Of the base: its issues, closed or not, and the measures that were overdue and lagging then. */
  readonly baseIssues: readonly number[];
  readonly baseOverdue: readonly number[];
  readonly baseLagging: readonly number[];
  readonly closed: Change;
  readonly done: Change;
  readonly established: Change;
  readonly backDatedIssues: ReadonlySet<number>;
  readonly backDatedMeasures: ReadonlySet<number>;
  readonly overdue: readonly MeasureAt[];
  readonly lagging: readonly MeasureAt[];
  readonly dueNext: readonly MeasureAt[];
}

/** Counts a month of a round. The base is last month's released edition where there is one, else computed. */
export function count(
  facts: Facts,
  grouped: MeasuresByIssue,
  period: Period,
  settings: SummarySettings,
): Counted {
  const released = facts.releasedBase?.month === period.baseMonth ? facts.releasedBase : null;
  const baseAsOf = released?.asOf ?? period.baseAsOf;
  const now = ledgerAt(facts, grouped, period.asOf, settings);
  // Nothing after the day of the summary is looked at, whatever a release says of its own day.
  const base = ledgerAt(facts, grouped, earlier(baseAsOf, period.asOf), settings);
  const change = (after: ReadonlySet<number>, before: ReadonlySet<number>): Change => {
    const { added, gone } = compareSets(before, after);
    return { now: after, base: before, added, gone };
  };
  const closed = change(closedOf(now), released === null ? closedOf(base) : new Set(released.closedIssues));
  const done = change(
    measuresOf(now, (m) => m.done),
    released === null ? measuresOf(base, (m) => m.done) : new Set(released.doneMeasures),
  );
  const established = change(
    measuresOf(now, (m) => m.established),
    released === null ? measuresOf(base, (m) => m.established) : new Set(released.establishedMeasures),
  );
  const doneOn = (id: number | string) => now.measures.get(Number(id))?.doneOn ?? null;
  const establishedOn = (id: number | string) => now.measures.get(Number(id))?.establishedOn ?? null;
  const closedOn = (id: number | string) => now.issues.get(Number(id))?.closedOn ?? null;
  const measures = [...now.measures.values()];
  return {
    now,
    base,
    baseKind: released === null ? 'computed' : 'released',
    baseAsOf,
    edition: released?.edition ?? null,
    baseIssues: released?.issues ?? [...base.issues.keys()],
    baseOverdue: released?.overdueMeasures ?? [...measuresOf(base, isOverdue)],
    baseLagging: released?.laggingMeasures ?? [...measuresOf(base, (m) => m.lagging)],
    closed,
    done,
    established,
    backDatedIssues: numbers(backDated(closed.added, closedOn, baseAsOf)),
    backDatedMeasures: numbers([
      ...backDated(done.added, doneOn, baseAsOf),
      ...backDated(established.added, establishedOn, baseAsOf),
    ]),
    overdue: measures.filter(isOverdue),
    lagging: measures.filter((m) => m.lagging),
    dueNext: measures.filter(
      (m) => !m.complete && m.dueOn !== null && m.dueOn > period.cutoff && m.dueOn <= period.nextCutoff,
    ),
  };
}

export function isClosed(issue: IssueAt): boolean {
  return issue.state === 'closed';
}

function isOverdue(measure: MeasureAt): boolean {
  return measure.timeliness === 'overdue';
}

function closedOf(ledger: LedgerAt): Set<number> {
  return new Set([...ledger.issues.values()].filter(isClosed).map((i) => i.fact.id));
}

function measuresOf(ledger: LedgerAt, counts: (m: MeasureAt) => boolean): Set<number> {
  return new Set([...ledger.measures.values()].filter(counts).map((m) => m.fact.id));
}

function numbers(ids: readonly (number | string)[]): Set<number> {
  return new Set(ids.map(Number));
}
