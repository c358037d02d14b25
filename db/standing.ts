/** A measure as it stands today, read once, and what the shared rules say of it: for tree, checklist and detail. */
import type { Day } from '../shared/day.ts';
import { monthOf } from '../shared/day.ts';
import type { Demand, Lamp, MeasureState, Timeliness } from '../shared/lists.ts';
import { measureComplete } from '../shared/complete.ts';
import { lagging, lampOf, timeliness } from '../shared/timeliness.ts';
import type { LedgerSettings } from '../shared/contract/types.ts';

/** What lamp and lag need; columns of measures `m`, in the names used here. */
export interface StandingRow {
  readonly state: MeasureState;
  readonly demand: Demand;
  readonly done_on: Day | null;
  readonly established_on: Day | null;
  readonly withdrawn_on: Day | null;
  readonly adopted_on: Day;
  /** The deadline in force on the day asked. */
  readonly due_on: Day | null;
  readonly latest_month: string | null;
}

export const standingColumns = `m.state, m.demand, m.done_on, m.established_on, m.withdrawn_on, m.adopted_on`;

/** Deadline in force on a day: the last extension approved by then, else the first one (shared/timeliness.ts). */
export const dueOnSql = (day: string) =>
  `CASE WHEN EXISTS (SELECT 1 FROM extensions e WHERE e.measure_id = m.id AND e.approved_on <= ${day})
    THEN (SELECT e.new_on FROM extensions e WHERE e.measure_id = m.id AND e.approved_on <= ${day}
      ORDER BY e.approved_on DESC, e.id DESC LIMIT 1)
    ELSE m.deadline_on END`;

/** Last month in which anybody reported progress; a reason for delay alone is none. */
export const latestMonthSql = `(SELECT max(p.month) FROM progress p WHERE p.measure_id = m.id AND p.text <> '')`;

/** Is a row of `progress p` the word of a unit that only assists? Its progress is its own, not the measure's. */
export const byAssistingSql = `(p.unit_id IS NOT NULL AND EXISTS
  (SELECT 1 FROM measure_units a WHERE a.measure_id = p.measure_id AND a.unit_id = p.unit_id))`;

/** The measure's latest progress in words: the responsible unit's or the clerk's. */
export const latestTextSql = `(SELECT p.text FROM progress p WHERE p.measure_id = m.id AND p.text <> ''
  AND NOT ${byAssistingSql} ORDER BY p.month DESC, p.id DESC LIMIT 1)`;

export const isComplete = (row: Pick<StandingRow, 'state' | 'demand' | 'established_on'>): boolean =>
  measureComplete({ state: row.state, demand: row.demand, established: row.established_on !== null });

export function timelinessOfRow(row: StandingRow, today: Day, settings: LedgerSettings): Timeliness {
  return timeliness(
    {
      state: row.state,
      demand: row.demand,
      established: row.established_on !== null,
      withdrawn: row.withdrawn_on !== null,
      doneOn: row.done_on,
      establishedOn: row.established_on,
      deadline: row.due_on,
    },
    today,
    settings.nearDays,
  );
}

export function lampOfRow(row: StandingRow, today: Day, settings: LedgerSettings): Lamp {
  return lampOf(timelinessOfRow(row, today, settings));
}

export function lagsRow(row: StandingRow, today: Day, settings: LedgerSettings): boolean {
  return lagging(
    {
      timeliness: timelinessOfRow(row, today, settings),
      state: row.state,
      lastProgressMonth: row.latest_month ?? monthOf(row.adopted_on),
    },
    today,
    settings.lagMonths,
  );
}
