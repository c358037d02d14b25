/** Reads a round's facts for the summary: one set-based query for each table, put together in memory. */
import { monthOf } from '../../shared/day.ts';
import type { Day, Month } from '../../shared/day.ts';
import type { ClosingEvent, Demand, MeasureState, RegulationKind, SanctionKind } from '../../shared/lists.ts';
import type {
  ClosingFact,
  ClueFact,
  ExtensionFact,
  Facts,
  IssueFact,
  IssuePlanFact,
  MatterFact,
  MeasureEventFact,
  MeasureFact,
  PersonFact,
  ProgressFact,
  RecoveryFact,
  RegulationFact,
  SanctionFact,
  UnitFact,
} from '../../shared/summary/facts.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundIdOr, statedTotals } from '../rounds.ts';
import { byAssistingSql } from '../standing.ts';

/** Facts of a round, by default of the current one. Refuses `round_missing` when there is none. */
export function readFacts(db: ReadDb, round?: number): Facts {
  const roundId = roundIdOr(db, round);
  const head = db.get<{ title: string; organisation: string }>(
    'SELECT title, organisation FROM rounds WHERE id = ?',
    roundId,
  );
  return {
    revision: revisionOf(db),
    round: {
      id: roundId,
      title: head?.title ?? '',
      organisation: head?.organisation ?? '',
      stated: statedTotals(db, roundId),
    },
    headings: db.all(
      'SELECT id, parent_id AS parentId, position, number, title FROM headings WHERE round_id = ?',
      roundId,
    ),
    issues: readIssues(db, roundId),
    measures: readMeasures(db, roundId),
    units: readUnits(db),
    persons: readPersons(db),
    regulations: db.all<RegulationFact & { kind: RegulationKind }>(
      `SELECT id, issue_id AS issueId, kind, title, number, made_on AS "on", first_month AS reportedMonth,
        duplicate_of AS duplicateOf FROM regulations WHERE round_id = ?`,
      roundId,
    ),
    sanctions: db.all<SanctionFact & { kind: SanctionKind }>(
      `SELECT id, issue_id AS issueId, kind, people, imposed_on AS "on", first_month AS reportedMonth,
        duplicate_of AS duplicateOf FROM sanctions WHERE round_id = ?`,
      roundId,
    ),
    // A return's kinds are codes, a notice's are words: one kind of money is one line.
    recoveries: db
      .all<RecoveryFact>(
        `SELECT id, issue_id AS issueId, kind, fen, recovered_on AS "on", first_month AS reportedMonth,
          duplicate_of AS duplicateOf FROM recoveries WHERE round_id = ?`,
        roundId,
      )
      .map((row) => ({ ...row, kind: recoveryName(row.kind) })),
    clues: db.all<ClueFact>(
      `SELECT id, title, received_on AS receivedOn, concluded_on AS concludedOn, duplicate_of AS duplicateOf
        FROM clues WHERE round_id = ?`,
      roundId,
    ),
    matters: readMatters(db, roundId),
    releasedBase: null,
  };
}

const OF_ROUND = 'WHERE m.issue_id IN (SELECT id FROM issues WHERE round_id = ?)';

function readIssues(db: ReadDb, roundId: number): IssueFact[] {
  const closing = grouped(
    db.all<ClosingFact & { owner: number; step: ClosingEvent }>(
      `SELECT c.issue_id AS owner, c.step, c.effective_on AS "on", c.id AS seq
        FROM closing_events c JOIN issues i ON i.id = c.issue_id WHERE i.round_id = ?`,
      roundId,
    ),
  );
  const plan = grouped(
    db.all<IssuePlanFact & { owner: number }>(
      `SELECT issue_id AS owner, kind, effective_on AS "on", id AS seq FROM plan_changes
        WHERE round_id = ? AND issue_id IS NOT NULL AND measure_id IS NULL AND kind IN ('withdrawn', 'restored')`,
      roundId,
    ),
  );
  return db
    .all<Omit<IssueFact, 'closing' | 'plan'>>(
      `SELECT id, heading_id AS headingId, position, number, title, lead_id AS leadId, unit_id AS unitId,
        adopted_on AS adoptedOn, withdrawn_on AS withdrawnOn FROM issues WHERE round_id = ?`,
      roundId,
    )
    .map((issue) => ({ ...issue, plan: plan.get(issue.id) ?? [], closing: closing.get(issue.id) ?? [] }));
}

interface MeasureRow extends Omit<MeasureFact, 'extensions' | 'events' | 'progress'> {
  readonly demand: Demand;
  readonly state: MeasureState;
  readonly doneOn: Day | null;
  readonly establishedOn: Day | null;
  readonly withdrawnOn: Day | null;
}

interface EventRow {
  readonly owner: number;
  readonly kind: MeasureEventFact['kind'];
  readonly to: MeasureState | null;
  readonly on: Day;
  readonly seq: number;
}

function readMeasures(db: ReadDb, roundId: number): MeasureFact[] {
  const events = grouped(
    db.all<EventRow>(
      `SELECT e.measure_id AS owner, e.kind, e.to_state AS "to", e.effective_on AS "on", e.id AS seq
        FROM measure_events e JOIN measures m ON m.id = e.measure_id ${OF_ROUND} ORDER BY e.id`,
      roundId,
    ),
  );
  const extensions = grouped(
    db.all<ExtensionFact & { owner: number }>(
      `SELECT x.measure_id AS owner, x.approved_on AS "on", x.id AS seq, x.new_on AS date, x.raw
        FROM extensions x JOIN measures m ON m.id = x.measure_id ${OF_ROUND}`,
      roundId,
    ),
  );
  const progress = grouped(
    db.all<ProgressFact & { owner: number }>(
      `SELECT p.measure_id AS owner, p.month, p.id AS seq, p.text, p.delay_reason AS delayReason,
        p.next_step AS nextStep, ${byAssistingSql} AS assisting FROM progress p JOIN measures m ON m.id = p.measure_id ${OF_ROUND}`,
      roundId,
    ),
  );
  return db
    .all<MeasureRow>(
      `SELECT m.id, m.issue_id AS issueId, m.position, m.number, m.title, m.demand, m.lead_id AS leadId,
        m.unit_id AS unitId, m.adopted_on AS adoptedOn, m.deadline_raw AS deadlineRaw, m.deadline_on AS dueOn,
        m.state, m.done_on AS doneOn, m.established_on AS establishedOn, m.withdrawn_on AS withdrawnOn
        FROM measures m ${OF_ROUND}`,
      roundId,
    )
    .map(({ state, doneOn, establishedOn, withdrawnOn, ...measure }) => ({
      ...measure,
      extensions: extensions.get(measure.id) ?? [],
      events: eventsOf(
        events.get(measure.id) ?? [],
        { state, doneOn, establishedOn, withdrawnOn },
        measure.adoptedOn,
      ),
      progress: progress.get(measure.id) ?? [],
    }));
}

/**
 * Events of one measure. A row that was written without events (a ledger taken in as first content) stands for
 * itself: from its own days on, or from its adoption.
 */
export function eventsOf(
  rows: readonly Omit<EventRow, 'owner'>[],
  standing: Pick<MeasureRow, 'state' | 'doneOn' | 'establishedOn' | 'withdrawnOn'>,
  adoptedOn: Day,
): MeasureEventFact[] {
  const states: Extract<MeasureEventFact, { kind: 'state' }>[] = [];
  const others: MeasureEventFact[] = [];
  for (const { kind, to, on, seq } of rows) {
    if (kind !== 'state') {
      others.push({ kind, on, seq });
    } else if (to !== null) {
      states.push({ kind, to, on, seq });
    }
  }
  if (states.length === 0 && standing.state !== 'not_started') {
    states.push({ kind: 'state', to: standing.state, on: standing.doneOn ?? adoptedOn, seq: 0 });
  }
  const lacks = (kind: MeasureEventFact['kind']) => !others.some((e) => e.kind === kind);
  if (standing.establishedOn !== null && lacks('established')) {
    others.push({ kind: 'established', on: standing.establishedOn, seq: 0 });
  }
  if (standing.withdrawnOn !== null && lacks('withdrawn')) {
    others.push({ kind: 'withdrawn', on: standing.withdrawnOn, seq: 0 });
  }
  return [...states, ...others];
}

function readUnits(db: ReadDb): UnitFact[] {
  const names = grouped(
    db.all<{ owner: number; from: Day; name: string }>(
      'SELECT unit_id AS owner, from_on AS "from", name FROM unit_names ORDER BY from_on',
    ),
  );
  return db
    .all<{ id: number; mergedInto: number | null; mergedOn: Day | null }>(
      'SELECT id, merged_into AS mergedInto, merged_on AS mergedOn FROM units',
    )
    .map((unit) => ({ ...unit, names: names.get(unit.id) ?? [] }));
}

function readPersons(db: ReadDb): PersonFact[] {
  const names = grouped(
    db.all<{ owner: number; from: Day; name: string }>(
      'SELECT person_id AS owner, from_on AS "from", name FROM person_names ORDER BY from_on',
    ),
  );
  return db
    .all<{ id: number; name: string }>('SELECT id, name FROM persons')
    .map((person) => ({ ...person, names: names.get(person.id) }));
}

function readMatters(db: ReadDb, roundId: number): MatterFact[] {
  const issues = grouped(
    db.all<{ owner: number; id: number }>(
      `SELECT mi.matter_id AS owner, mi.issue_id AS id FROM matter_issues mi
        JOIN matters t ON t.id = mi.matter_id WHERE t.round_id = ? ORDER BY mi.id`,
      roundId,
    ),
  );
  return db
    .all<Omit<MatterFact, 'issueIds'>>(
      `SELECT id, title, month, meeting_on AS meetingOn, decision, follow_up AS followUp FROM matters WHERE round_id = ?`,
      roundId,
    )
    .map((matter) => ({ ...matter, issueIds: (issues.get(matter.id) ?? []).map((i) => i.id) }));
}

/** First and last month of the round for which anything was recorded; null for a round without content. */
export function recordedMonths(db: ReadDb, roundId: number): { first: Month; last: Month } | null {
  const days = db.get<{ first: Day | null; last: Day | null }>(
    `SELECT min(d) AS first, max(d) AS last FROM (
      SELECT adopted_on AS d FROM issues WHERE round_id = ?1
      UNION ALL SELECT m.adopted_on FROM measures m JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ?1
      UNION ALL SELECT effective_on FROM measure_events e JOIN measures m ON m.id = e.measure_id
        JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ?1
      UNION ALL SELECT effective_on FROM closing_events c JOIN issues i ON i.id = c.issue_id WHERE i.round_id = ?1
      UNION ALL SELECT month || '-01' FROM progress p JOIN measures m ON m.id = p.measure_id
        JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ?1)`,
    roundId,
  );
  if (days === undefined || days.first === null || days.last === null) return null;
  return { first: monthOf(days.first), last: monthOf(days.last) };
}

/** Rows by the row they belong to. */
function grouped<T extends { owner: number }>(rows: readonly T[]): Map<number, Omit<T, 'owner'>[]> {
  const groups = new Map<number, Omit<T, 'owner'>[]>();
  for (const { owner, ...row } of rows) {
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  return groups;
}
