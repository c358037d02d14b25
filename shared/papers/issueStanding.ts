/** One issue as its own papers tell it: also what was withdrawn stands there, as it stood then. */
import type { LedgerSettings } from '../contract/types.ts';
import type { Day } from '../day.ts';
import { issueInPlan, lastBy, ledgerAt } from '../summary/asOf.ts';
import type { IssueFact, MeasureFact } from '../summary/facts.ts';
import { type IssueRow, type MeasureRow, type RoundFacts, rowReader } from './ledgerRows.ts';

export interface StandingMeasure extends MeasureRow {
  /** Out of the plan since then; null: in it. */
  readonly withdrawnOn: Day | null;
}

export interface IssueStanding extends Omit<IssueRow, 'measures'> {
  readonly withdrawnOn: Day | null;
  readonly adoptedOn: Day;
  /** With those that were withdrawn, in their order. */
  readonly measures: readonly StandingMeasure[];
}

/** Null for what was not yet adopted on the day. */
export function issueStanding(
  round: RoundFacts,
  id: number,
  day: Day,
  settings: LedgerSettings,
): IssueStanding | null {
  const fact = round.issueFacts.get(id);
  if (fact === undefined || fact.adoptedOn > day) return null;
  const own = (round.measures.get(id) ?? []).filter((measure) => measure.adoptedOn <= day);
  const goneSince = new Map(own.map((measure) => [measure.id, measureGoneSince(measure, day)]));
  const stayed = own.filter((measure) => goneSince.get(measure.id) === null);
  const read = (measures: readonly MeasureFact[]): IssueRow | null => {
    const facts = { ...round.facts, issues: [{ ...fact, withdrawnOn: null, plan: [] }], measures };
    const now = ledgerAt(facts, new Map([[id, measures]]), day, settings);
    const at = now.issues.get(id);
    return at === undefined ? null : rowReader(round, now)(at);
  };
  const row = read(stayed);
  if (row === null) return null;
  const all = stayed.length === own.length ? row : (read(own.map(inPlan)) ?? row);
  return {
    ...row,
    adoptedOn: fact.adoptedOn,
    withdrawnOn: issueInPlan(fact, day) ? null : issueGoneSince(fact, day),
    measures: all.measures.map((measure) => ({
      ...measure,
      withdrawnOn: goneSince.get(measure.id) ?? null,
    })),
  };
}

function inPlan(measure: MeasureFact): MeasureFact {
  return {
    ...measure,
    events: measure.events.filter(({ kind }) => kind !== 'withdrawn' && kind !== 'restored'),
  };
}

function measureGoneSince({ events }: MeasureFact, day: Day): Day | null {
  const last = lastBy(
    events.filter(({ kind }) => kind === 'withdrawn' || kind === 'restored'),
    day,
  );
  return last?.kind === 'withdrawn' ? last.on : null;
}

function issueGoneSince({ plan, withdrawnOn }: IssueFact, day: Day): Day | null {
  return lastBy(plan ?? [], day)?.on ?? withdrawnOn;
}
