/** Changes of measures: state, establishment, fields, progress, evidence, and the plan. Guards stand in shared/. */
import { type Day, monthOf } from '../shared/day.ts';
import type { ClosureState, Demand, MeasureState } from '../shared/lists.ts';
import { readDeadline } from '../shared/deadline.ts';
import { Refusal, type Result, valueOf } from '../shared/result.ts';
import {
  canChangePlan,
  canCorrectDay,
  canEstablish,
  canSetMeasureState,
  canUnestablish,
  issueChangeable,
} from '../shared/states.ts';
import type { MeasurePatch } from '../shared/contract/types.ts';
import { closureSql, lastApplicationClosed, lastClosingSql } from './closing.ts';
import type { ReadDb, SqlValue, WriteDb } from './connection.ts';
import { deadlineContext, setDeadline } from './deadlines.ts';

interface Row {
  id: number;
  issue_id: number;
  round_id: number;
  title: string;
  state: MeasureState;
  demand: Demand;
  done_on: Day | null;
  established_on: Day | null;
  withdrawn_on: Day | null;
  closure: ClosureState;
  issue_withdrawn: number;
  opened_on: Day | null;
  feedback_on: Day | null;
}

function measure(db: ReadDb, id: number): Row {
  const row = db.get<Row>(
    `SELECT m.id, m.issue_id, i.round_id, m.title, m.state, m.demand, m.done_on, m.established_on, m.withdrawn_on, r.feedback_on,
      i.withdrawn_on IS NOT NULL AS issue_withdrawn, ${closureSql('m.issue_id')} AS closure,
      ${lastClosingSql('m.issue_id')} AS opened_on
      FROM measures m JOIN issues i ON i.id = m.issue_id JOIN rounds r ON r.id = i.round_id WHERE m.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'measures', row: id });
  return row;
}

/** Unwraps a guard's answer; the refusal names the measure, so that a bulk change can say which one hindered it. */
function allowed<T>(row: Row, answer: Result<T>): T {
  return valueOf(answer, { measure: row.id, title: row.title });
}

/** What every guard asks about the issue. */
const ofIssue = (row: Row) => ({
  issueClosure: row.closure,
  issueWithdrawn: row.issue_withdrawn === 1,
  openedOn: row.opened_on,
  feedbackOn: row.feedback_on,
});

/** From the application on, what the chain judges by may not change until the issue is open again. */
function refuseFrozen(row: Row): void {
  allowed(row, issueChangeable(row.closure, row.issue_withdrawn === 1));
}

/** Refuses `issue_in_chain`, `issue_closed`, `row_missing`: what its issue's closing rests on may not change. */
export function refuseFrozenMeasure(db: ReadDb, id: number): void {
  refuseFrozen(measure(db, id));
}

interface Event {
  id: number;
  effective_on: Day;
}

function lastStateEvents(db: ReadDb, id: number): Event[] {
  return db.all<Event>(
    `SELECT id, effective_on FROM measure_events WHERE measure_id = ? AND kind = 'state'
      ORDER BY effective_on DESC, id DESC LIMIT 2`,
    id,
  );
}

function record(
  db: WriteDb,
  id: number,
  kind: string,
  on: Day,
  more: { from?: string; to?: string; reason?: string | undefined } = {},
): void {
  db.run(
    `INSERT INTO measure_events (measure_id, kind, from_state, to_state, effective_on, reason, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[id, kind, more.from ?? null, more.to ?? null, on, more.reason ?? '', db.now],
  );
}

function notBefore(row: Row, on: Day, previous: Day | undefined): void {
  if (previous !== undefined && on < previous) {
    throw new Refusal('on_before_previous', { on, previousOn: previous, measure: row.id, title: row.title });
  }
}

export interface SetState {
  readonly state: MeasureState;
  readonly on?: Day | undefined;
  readonly reason?: string | undefined;
}

/**
 * Sets the state of measures, all or none. A measure that may change and has the state already is passed over, unless
 * all of them have it and another day is given: that corrects the day of the state; one that is done since nobody knows
 * when takes any day. Events keep the order of their days, because months look back by them.
 */
export function setMeasureState(db: WriteDb, ids: readonly number[], change: SetState): void {
  const rows = [...new Set(ids)].map((id) => measure(db, id));
  const correcting = rows.every((row) => row.state === change.state);
  for (const row of rows) {
    const { id } = row;
    const [last, before] = lastStateEvents(db, id);
    const same = row.state === change.state;
    // Taken in as done without a day: any day that is given is news, also that of its event.
    const dayless = row.state === 'done' && row.done_on === null;
    const sameDay =
      change.on === undefined ||
      (!dayless && (!correcting || last === undefined || change.on === last.effective_on));
    refuseFrozen(row);
    if (same && sameDay && row.withdrawn_on === null) continue;
    const { on } = allowed(
      row,
      canSetMeasureState({
        from: row.state,
        to: change.state,
        ...ofIssue(row),
        withdrawn: row.withdrawn_on !== null,
        fromOn: dayless ? null : (last?.effective_on ?? null),
        on: change.on ?? null,
        reason: change.reason ?? null,
        today: db.today,
      }),
    );
    if (same && last !== undefined) {
      notBefore(row, on, before?.effective_on);
      allowed(
        row,
        canCorrectDay({
          ...{ state: row.state, from: last.effective_on, to: on, openedOn: row.opened_on },
          appliedOn: lastApplicationClosed(db, row.issue_id),
        }),
      );
      // With a day of its own it is an event like any other.
      db.run(
        "UPDATE measure_events SET effective_on = ?, from_state = coalesce(from_state, 'not_started') WHERE id = ?",
        ...[on, last.id],
      );
    } else {
      notBefore(row, on, last?.effective_on);
      record(db, id, 'state', on, { from: row.state, to: change.state, reason: change.reason });
    }
    db.run(
      'UPDATE measures SET state = ?, done_on = ? WHERE id = ?',
      ...[change.state, change.state === 'done' ? on : null, id],
    );
  }
}

/** 已建立长效机制, and taking it back. Measures that stand so already are passed over, but none that may not change. */
export function establish(
  db: WriteDb,
  ids: readonly number[],
  established: boolean,
  on?: Day,
  reason?: string,
): void {
  for (const id of ids) {
    const row = measure(db, id);
    const question = {
      demand: row.demand,
      established: row.established_on !== null,
      ...ofIssue(row),
      withdrawn: row.withdrawn_on !== null,
      on: on ?? null,
      today: db.today,
    };
    const asked = established ? canEstablish(question) : canUnestablish(question);
    if (!asked.ok && (asked.error.code === 'already_established' || asked.error.code === 'not_established'))
      continue;
    const answer = allowed(row, asked);
    notBefore(row, answer.on, lastOn(db, id, ['established', 'unestablished']));
    record(db, id, established ? 'established' : 'unestablished', answer.on, { reason });
    db.run('UPDATE measures SET established_on = ? WHERE id = ?', established ? answer.on : null, id);
  }
}

function lastOn(db: ReadDb, id: number, kinds: readonly [string, string]): Day | undefined {
  return db.get<{ effective_on: Day }>(
    `SELECT effective_on FROM measure_events WHERE measure_id = ? AND kind IN (?, ?)
      ORDER BY effective_on DESC, id DESC LIMIT 1`,
    id,
    ...kinds,
  )?.effective_on;
}

/** Why the plan changes: reason, the body that decided so, and from when on (today when left out). */
export interface PlanWhy {
  readonly reason: string;
  readonly body: string;
  readonly on?: Day | undefined;
}

/** Takes measures out of the plan or back into it; with `replacedBy`, because that one comes in their place. */
export function changePlan(
  db: WriteDb,
  ids: readonly number[],
  kind: 'withdrawn' | 'restored',
  why: PlanWhy,
  replacedBy: number | null = null,
): void {
  const said = replacedBy === null ? kind : 'replaced';
  for (const id of ids) {
    const row = measure(db, id);
    const question = {
      ...ofIssue(row),
      withdrawn: row.withdrawn_on !== null,
      reason: why.reason,
      approvedBy: why.body,
      on: why.on ?? null,
      today: db.today,
    };
    const { on } = allowed(row, canChangePlan(said, question));
    notBefore(row, on, lastOn(db, id, ['withdrawn', 'restored']));
    record(db, id, kind, on, { reason: why.reason });
    db.run('UPDATE measures SET withdrawn_on = ? WHERE id = ?', kind === 'withdrawn' ? on : null, id);
    db.run(
      `INSERT INTO plan_changes (round_id, kind, issue_id, measure_id, replaced_by, reason, body, effective_on, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[row.round_id, said, row.issue_id, id, replacedBy, why.reason, why.body, on, db.now],
    );
  }
}

const columns = {
  number: 'number',
  title: 'title',
  text: 'text',
  leadId: 'lead_id',
  unitId: 'unit_id',
  assignee: 'assignee',
} as const;

/** Writes the given fields of measures, all or none. Refuses while the issue is in the chain or closed. */
export function editMeasures(db: WriteDb, ids: readonly number[], patch: MeasurePatch): void {
  for (const id of ids) {
    const row = measure(db, id);
    refuseFrozen(row);
    for (const [field, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
      const value: SqlValue | undefined = patch[field];
      if (value !== undefined) db.run(`UPDATE measures SET ${column} = ? WHERE id = ?`, value, id);
    }
    if (patch.demand !== undefined) setDemand(db, row, patch.demand);
    if (patch.assistingIds !== undefined) setAssisting(db, id, patch.assistingIds);
    if (patch.deadline !== undefined) {
      const reading = readDeadline(patch.deadline, deadlineContext(db, row.round_id));
      if (!reading.ok)
        throw new Refusal(reading.problem, { raw: reading.raw, measure: id, title: row.title });
      setDeadline(db, id, reading.deadline);
    }
    if (patch.confirmDeadline === true) db.run('UPDATE measures SET deadline_inferred = 0 WHERE id = ?', id);
  }
}

/** 已建立长效机制 belongs to 长期坚持 only: it is taken back, dated, before the demand becomes another one. */
function setDemand(db: WriteDb, row: Row, demand: Demand): void {
  if (demand !== 'ongoing' && row.established_on !== null) establish(db, [row.id], false);
  db.run('UPDATE measures SET demand = ? WHERE id = ?', demand, row.id);
}

function setAssisting(db: WriteDb, id: number, units: readonly number[]): void {
  const wanted = new Set(units);
  for (const kept of db.all<{ id: number; unit_id: number }>(
    'SELECT id, unit_id FROM measure_units WHERE measure_id = ?',
    id,
  )) {
    if (!wanted.delete(kept.unit_id)) db.run('DELETE FROM measure_units WHERE id = ?', kept.id);
  }
  for (const unit of wanted)
    db.run('INSERT INTO measure_units (measure_id, unit_id) VALUES (?, ?)', id, unit);
}

/** Why there is no evidence; an empty reason takes an earlier one back. The chain judges by it: not while frozen. */
export function setNoEvidence(db: WriteDb, ids: readonly number[], reason: string): void {
  for (const id of ids) {
    refuseFrozen(measure(db, id));
    db.run('UPDATE measures SET no_evidence_reason = ? WHERE id = ?', reason, id);
  }
}

export interface NewProgress {
  readonly month: string;
  readonly text: string;
  readonly delayReason?: string | undefined;
  readonly nextStep?: string | undefined;
  readonly remark?: string | undefined;
  readonly source: 'typed' | 'notice' | 'return' | 'ledger' | 'sample';
  readonly unitId?: number | null;
  readonly batchId?: number | null;
}

/** Adds a dated text for a month, its own record. Progress may be reported whatever the state of the issue. */
export function addProgress(db: WriteDb, id: number, progress: NewProgress): number {
  if (db.get('SELECT 1 FROM measures WHERE id = ?', id) === undefined)
    throw new Refusal('row_missing', { table: 'measures', row: id });
  if (progress.month > monthOf(db.today)) {
    throw new Refusal('month_in_future', { month: progress.month, today: db.today });
  }
  return db.run(
    `INSERT INTO progress (measure_id, month, text, unit_id, source, delay_reason, next_step, remark, batch_id, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, progress.month, progress.text, progress.unitId ?? null, progress.source],
    ...[
      progress.delayReason ?? '',
      progress.nextStep ?? '',
      progress.remark ?? '',
      progress.batchId ?? null,
      db.now,
    ],
  ).id;
}

/** Adds evidence by reference; refused while the issue is in the chain or closed, which rest on what was there. */
export function addEvidence(
  db: WriteDb,
  id: number,
  title: string,
  reference: string,
  addedOn: Day,
  from: { unitId?: number; batchId?: number } = {},
): number {
  refuseFrozen(measure(db, id));
  return db.run(
    'INSERT INTO evidence (measure_id, title, reference, added_on, unit_id, batch_id) VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, title, reference, addedOn, from.unitId ?? null, from.batchId ?? null],
  ).id;
}

/** Takes evidence away, unless the issue's closing rests on it. */
export function removeEvidence(db: WriteDb, id: number): void {
  const row = db.get<{ measure_id: number }>('SELECT measure_id FROM evidence WHERE id = ?', id);
  if (row === undefined) throw new Refusal('row_missing', { table: 'evidence', row: id });
  refuseFrozen(measure(db, row.measure_id));
  db.run('DELETE FROM evidence WHERE id = ?', id);
}

export { record as recordMeasureEvent };
