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
import { releasedBase } from '../releases/base.ts';
import { roundIdOr, statedTotals } from '../rounds.ts';
import { byAssistingSql } from '../standing.ts';

export interface FactsOptions {
  /** By default the current one. */
  readonly round?: number;
  /**
   * False for figures alone: of what was reported only its month is told, and that there was something; delays and next
   * steps as ever. Months of words are most of what a large ledger holds.
   */
  readonly words?: boolean;
  /** Month whose released edition, where there is one, is the base of comparison. */
  readonly base?: Month;
}

/** Facts of a round. Refuses `round_missing` when there is none. */
export function readFacts(db: ReadDb, { round, words = true, base }: FactsOptions = {}): Facts {
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
    measures: readMeasures(db, roundId, words),
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
    releasedBase: base === undefined ? null : releasedBase(db, roundId, base),
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
  /** It came in as done, and nobody knows since when (0 or 1). */
  readonly cameDone?: number | null | undefined;
}

function readMeasures(db: ReadDb, roundId: number, words: boolean): MeasureFact[] {
  const same = sharing();
  const events = listsOf(
    db.each<EventRow>(
      `SELECT e.measure_id AS owner, e.kind, e.to_state AS "to", e.effective_on AS "on", e.id AS seq,
        e.to_state = 'done' AND e.from_state IS NULL AS cameDone
        FROM measure_events e JOIN measures m ON m.id = e.measure_id ${OF_ROUND} ORDER BY e.id`,
      roundId,
    ),
    ({ kind, to, on, seq, cameDone }) => ({ kind: same(kind), to: same(to), on: same(on), seq, cameDone }),
  );
  const extensions = listsOf(
    db.each<ExtensionFact & { owner: number }>(
      `SELECT x.measure_id AS owner, x.approved_on AS "on", x.id AS seq, x.new_on AS date, x.raw
        FROM extensions x JOIN measures m ON m.id = x.measure_id ${OF_ROUND}`,
      roundId,
    ),
    ({ on, seq, date, raw }) => ({ on: same(on), seq, date: same(date), raw: same(raw) }),
  );
  const progress = words ? readProgress(db, roundId) : readReportedMonths(db, roundId);
  const nothing: readonly never[] = [];
  const measures: MeasureFact[] = [];
  for (const { state, doneOn, establishedOn, withdrawnOn, ...measure } of db.each<MeasureRow>(
    `SELECT m.id, m.issue_id AS issueId, m.position, m.number, m.title, m.demand, m.lead_id AS leadId,
      m.unit_id AS unitId, m.adopted_on AS adoptedOn, m.deadline_raw AS deadlineRaw, m.deadline_on AS dueOn,
      m.state, m.done_on AS doneOn, m.established_on AS establishedOn, m.withdrawn_on AS withdrawnOn
      FROM measures m ${OF_ROUND}`,
    roundId,
  ))
    measures.push({
      ...measure,
      number: same(measure.number),
      demand: same(measure.demand),
      adoptedOn: same(measure.adoptedOn),
      deadlineRaw: same(measure.deadlineRaw),
      dueOn: same(measure.dueOn),
      extensions: extensions.get(measure.id) ?? nothing,
      events: eventsOf(
        events.get(measure.id) ?? nothing,
        { state, doneOn, establishedOn, withdrawnOn },
        measure.adoptedOn,
      ),
      progress: progress.get(measure.id) ?? nothing,
    });
  return measures;
}

function readProgress(db: ReadDb, roundId: number): Map<number, ProgressFact[]> {
  return grouped(
    db.all<ProgressFact & { owner: number }>(
      `SELECT p.measure_id AS owner, p.month, p.id AS seq, p.text, p.delay_reason AS delayReason,
        p.next_step AS nextStep, ${byAssistingSql} AS assisting FROM progress p JOIN measures m ON m.id = p.measure_id ${OF_ROUND}`,
      roundId,
    ),
  );
}

/** Stands for what was reported. */
const SOME_WORDS = '…';

/** Of progress in words alone one fact a month, shared by all measures; what tells of delays or next steps by itself. */
function readReportedMonths(db: ReadDb, roundId: number): Map<number, ProgressFact[]> {
  const told = db.all<ProgressFact & { owner: number }>(
    `SELECT p.measure_id AS owner, p.month, p.id AS seq, iif(p.text = '', '', '${SOME_WORDS}') AS text,
      p.delay_reason AS delayReason, p.next_step AS nextStep, ${byAssistingSql} AS assisting
      FROM progress p JOIN measures m ON m.id = p.measure_id ${OF_ROUND} AND (p.delay_reason <> '' OR p.next_step <> '')`,
    roundId,
  );
  const facts = new Map<number, ProgressFact[]>(grouped(told));
  const shared = new Map<Month, ProgressFact>();
  for (const { owner, months } of db.all<{ owner: number; months: string }>(
    `SELECT p.measure_id AS owner, group_concat(p.month) AS months FROM progress p JOIN measures m ON m.id = p.measure_id
      ${OF_ROUND} AND p.text <> '' AND p.delay_reason = '' AND p.next_step = '' GROUP BY p.measure_id`,
    roundId,
  )) {
    const list = facts.get(owner) ?? [];
    for (const month of months.split(',')) {
      const fact = shared.get(month) ?? {
        ...{ month, seq: 0, text: SOME_WORDS, delayReason: '', nextStep: '', assisting: 0 as const },
      };
      shared.set(month, fact);
      if (!list.includes(fact)) list.push(fact);
    }
    facts.set(owner, list);
  }
  return facts;
}

/** Days, states and words that occur a thousand times are held once: the database gives each a text of its own. */
function sharing(): <T extends string | null>(text: T) => T {
  const held = new Map<string, string>();
  return (text) => {
    if (text === null) return text;
    const known = held.get(text);
    if (known !== undefined) return known as typeof text;
    held.set(text, text);
    return text;
  };
}

/** Rows by the row they belong to, each as it is to be kept. */
function listsOf<T extends { readonly owner: number }, F>(
  rows: Iterable<T>,
  keep: (row: T) => F,
): Map<number, F[]> {
  const lists = new Map<number, F[]>();
  for (const row of rows) {
    const list = lists.get(row.owner);
    if (list === undefined) lists.set(row.owner, [keep(row)]);
    else list.push(keep(row));
  }
  return lists;
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
  for (const { kind, to, on, seq, cameDone } of rows) {
    if (kind !== 'state') {
      others.push({ kind, on, seq });
    } else if (to !== null) {
      states.push({ kind, to, on, seq, ...(cameDone === 1 ? { dayUnknown: true } : {}) });
    }
  }
  if (states.length === 0 && standing.state !== 'not_started') {
    states.push({ kind: 'state', to: standing.state, on: standing.doneOn ?? adoptedOn, seq: 0 });
  }
  // Ledgers taken in by an earlier version say so by the measure alone.
  if (standing.state === 'done' && standing.doneOn === null) {
    const last = states.reduce((a, b) => (b.on > a.on || (b.on === a.on && b.seq > a.seq) ? b : a));
    states[states.indexOf(last)] = { ...last, dayUnknown: true };
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
      `SELECT id, title, month, meeting_on AS meetingOn, decision, follow_up AS followUp,
        settled_on AS settledOn FROM matters WHERE round_id = ?`,
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
  return listsOf(rows, ({ owner, ...row }) => {
    void owner;
    return row;
  });
}
