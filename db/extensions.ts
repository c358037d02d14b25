/** Extensions of deadlines: each its own record, the first deadline of a measure never changes. */
import type { Day } from '../shared/day.ts';
import { type DeadlineContext, readDeadline } from '../shared/deadline.ts';
import type { ClosureState, Demand, MeasureState } from '../shared/lists.ts';
import { canExtend } from '../shared/plan/extension.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import { completedOn } from '../shared/timeliness.ts';
import { closureSql } from './closing.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { deadlineContext } from './deadlines.ts';
import { dueOnSql, isComplete } from './standing.ts';

/** A measure as its extension meets it. */
interface Extendable {
  readonly id: number;
  readonly round: number;
  readonly title: string;
  readonly state: MeasureState;
  readonly demand: Demand;
  readonly done_on: Day | null;
  readonly established_on: Day | null;
  readonly withdrawn: number;
  readonly closure: ClosureState;
  readonly dueOn: Day | null;
  readonly previousOn: Day | null;
}

/** The measures asked, each once and in the order asked. Refuses `row_missing`. */
function extendables(db: ReadDb, ids: readonly number[]): Extendable[] {
  const asked = [...new Set(ids)];
  const found = new Map(
    db
      .all<Extendable>(
        `SELECT m.id, i.round_id AS round, m.title, m.state, m.demand, m.done_on, m.established_on,
          m.withdrawn_on IS NOT NULL OR i.withdrawn_on IS NOT NULL AS withdrawn, ${closureSql('m.issue_id')} AS closure,
          ${dueOnSql("'9999-12-31'")} AS dueOn,
          (SELECT max(e.approved_on) FROM extensions e WHERE e.measure_id = m.id) AS previousOn
          FROM json_each(?) j JOIN measures m ON m.id = j.value JOIN issues i ON i.id = m.issue_id`,
        JSON.stringify(asked),
      )
      .map((row) => [row.id, row]),
  );
  return asked.map((id) => {
    const row = found.get(id);
    if (row === undefined) throw new Refusal('row_missing', { table: 'measures', row: id });
    return row;
  });
}

export interface NewExtension {
  /** Until when, as it was written. */
  readonly raw: string;
  readonly to: Day;
  readonly reason: string;
  /** A reason is needed, unless a unit's request stands behind it. */
  readonly asked: boolean;
  readonly approvedBy: string;
  /** Day of approval; today when left out. */
  readonly on?: Day | undefined;
}

function extend(db: WriteDb, measure: Extendable, extension: NewExtension): number {
  const { on } = valueOf(
    canExtend({
      issueClosure: measure.closure,
      withdrawn: measure.withdrawn === 1,
      complete: isComplete(measure),
      completedOn: completedOn({
        ...{ state: measure.state, demand: measure.demand, established: measure.established_on !== null },
        ...{ doneOn: measure.done_on, establishedOn: measure.established_on },
      }),
      dueOn: measure.dueOn,
      previousOn: measure.previousOn,
      to: extension.to,
      reason: extension.asked ? null : extension.reason,
      approvedBy: extension.approvedBy,
      on: extension.on ?? null,
      today: db.today,
    }),
    { measure: measure.id, title: measure.title },
  );
  return db.run(
    `INSERT INTO extensions (measure_id, approved_on, raw, new_on, reason, approved_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[measure.id, on, extension.raw, extension.to, extension.reason.trim()],
    ...[extension.approvedBy.trim(), db.now],
  ).id;
}

/** Extends one deadline under all guards (shared/plan/extension.ts); answers the extension's id. */
export function extendMeasure(db: WriteDb, measure: number, extension: NewExtension): number {
  const [row] = extendables(db, [measure]);
  if (row === undefined) throw new Refusal('row_missing', { table: 'measures', row: measure });
  return extend(db, row, extension);
}

export interface ExtensionWords {
  readonly deadline: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly on?: Day | undefined;
}

/**
 * Extends the deadlines of measures, all or none; the words are read with the days of each measure's round. Refuses
 * `row_missing`, the problems of shared/deadline.ts, `extension_needs_day`, `deadline_incomplete`, and the guards.
 */
export function addExtensions(db: WriteDb, ids: readonly number[], words: ExtensionWords): void {
  const days = new Map<number, Day>();
  for (const measure of extendables(db, ids)) {
    const to = days.get(measure.round) ?? newDay(words.deadline, deadlineContext(db, measure.round));
    days.set(measure.round, to);
    extend(db, measure, {
      ...{ raw: words.deadline, to, asked: false, reason: words.reason },
      ...{ approvedBy: words.approvedBy, on: words.on },
    });
  }
}

/** Who approved extensions before, the last one first. */
export function extensionBodies(db: ReadDb): string[] {
  return db.pluck<string>(
    "SELECT approved_by FROM extensions WHERE approved_by <> '' GROUP BY approved_by ORDER BY max(id) DESC LIMIT 30",
  );
}

/** An extension stands in a decision: a year that is left out, or a period from no day, is asked for and not proposed. */
function newDay(raw: string, context: DeadlineContext): Day {
  const reading = readDeadline(raw, context);
  if (!reading.ok) throw new Refusal(reading.problem, { raw });
  const { date, inferred } = reading.deadline;
  if (date === null) throw new Refusal('extension_needs_day', { raw });
  if (inferred) throw new Refusal('deadline_incomplete', { raw });
  return date;
}
