/** The Gantt chart of the current round: a bar for each issue or measure, in groups by responsible unit or by lead. */
import type { Gantt, GanttQuery, LedgerSettings, StageItem } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { ClosureState } from '../../shared/lists.ts';
import {
  type BarFact,
  lampOfIssue,
  spanOfIssue,
  spanOfMeasure,
  wholeMonths,
} from '../../shared/plan/bars.ts';
import { marker } from '../../shared/summary/names.ts';
import { completedOn, lampOf } from '../../shared/timeliness.ts';
import { unassignedWord } from '../../shared/words.ts';
import { closureSql } from '../closing.ts';
import { issuePlaces } from '../closing/places.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundDays, roundEnd } from '../deadlines.ts';
import { currentRoundId } from '../rounds.ts';
import { issuesInOrder } from '../searchIndex.ts';
import { dueOnSql, isComplete, standingColumns, type StandingRow, timelinessOfRow } from '../standing.ts';
import { stagesOf } from '../stages.ts';
import { heldBy, type Holders, holdersOn } from './holders.ts';

type Bar = Gantt['groups'][number]['bars'][number];

interface IssueRow {
  readonly id: number;
  readonly title: string;
  readonly lead: number | null;
  readonly unit: number | null;
  readonly adoptedOn: Day;
  readonly closure: ClosureState;
  readonly closedOn: Day | null;
}

/** Issues in the plan, in the order of the tree; `open`: without the closed ones. */
function issuesOf(db: ReadDb, round: number, open: boolean): IssueRow[] {
  const rows = new Map(
    db
      .all<IssueRow>(
        `SELECT i.id, i.title, i.lead_id AS lead, i.unit_id AS unit, i.adopted_on AS adoptedOn,
          ${closureSql('i.id')} AS closure,
          (SELECT e.effective_on FROM closing_events e WHERE e.issue_id = i.id
            AND e.step IN ('closed', 'imported_closed') ORDER BY e.id DESC LIMIT 1) AS closedOn
          FROM issues i WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL
            AND NOT (?2 AND ${closureSql('i.id')} = 'closed')`,
        round,
        open ? 1 : 0,
      )
      .map((row) => [row.id, row]),
  );
  return issuesInOrder(db, round).flatMap((id) => rows.get(id) ?? []);
}

interface MeasureRow extends StandingRow {
  readonly id: number;
  readonly issue: number;
  readonly number: string;
  readonly title: string;
  readonly lead: number | null;
  readonly unit: number | null;
  readonly firstOn: Day | null;
  readonly extensions: number;
}

/** Measures in the plan of the issues given, by issue and in their order. */
function measuresOf(db: ReadDb, issues: readonly number[], today: Day): Map<number, MeasureRow[]> {
  const below = new Map<number, MeasureRow[]>(issues.map((id) => [id, []]));
  for (const row of db.all<MeasureRow>(
    `SELECT m.id, m.issue_id AS issue, m.number, m.title, m.lead_id AS lead, m.unit_id AS unit, ${standingColumns},
      m.deadline_on AS firstOn, ${dueOnSql('?2')} AS due_on, NULL AS latest_month,
      (SELECT count(*) FROM extensions e WHERE e.measure_id = m.id AND e.approved_on <= ?2) AS extensions
      FROM json_each(?1) j JOIN measures m ON m.issue_id = j.value
      WHERE m.withdrawn_on IS NULL ORDER BY m.issue_id, m.position, m.id`,
    JSON.stringify(issues),
    today,
  ))
    below.get(row.issue)?.push(row);
  return below;
}

interface Reading {
  readonly today: Day;
  readonly settings: LedgerSettings;
  readonly holders: Holders;
  readonly places: ReadonlyMap<number, string>;
}

function factOf(row: MeasureRow, { today, settings }: Reading): BarFact {
  return {
    timeliness: timelinessOfRow(row, today, settings),
    complete: isComplete(row),
    dueOn: row.due_on,
    firstOn: row.firstOn,
    extensions: row.extensions,
  };
}

function issueBar(issue: IssueRow, rows: readonly MeasureRow[], reading: Reading): Bar {
  const facts = rows.map((row) => factOf(row, reading));
  const closed = issue.closure === 'closed';
  return {
    ...{ kind: 'issue', id: issue.id, issue: issue.id, title: issue.title },
    place: reading.places.get(issue.id) ?? '',
    unit: reading.holders.unit(issue.unit),
    lead: reading.holders.lead(issue.lead),
    start: issue.adoptedOn,
    ...spanOfIssue(facts),
    endOn: closed ? issue.closedOn : null,
    lamp: lampOfIssue(closed, facts),
    measures: facts.length,
    complete: facts.filter((fact) => fact.complete).length,
  };
}

function measureBar(issue: IssueRow, row: MeasureRow, reading: Reading): Bar {
  const fact = factOf(row, reading);
  return {
    ...{ kind: 'measure', id: row.id, issue: issue.id, title: row.title },
    place: (reading.places.get(issue.id) ?? '') + marker(row.number),
    unit: reading.holders.unit(row.unit ?? issue.unit),
    lead: reading.holders.lead(row.lead ?? issue.lead),
    start: row.adopted_on,
    ...spanOfMeasure(fact),
    endOn: fact.complete
      ? completedOn({
          ...{ state: row.state, demand: row.demand, established: row.established_on !== null },
          ...{ doneOn: row.done_on, establishedOn: row.established_on },
        })
      : null,
    lamp: lampOf(fact.timeliness),
    measures: 1,
    complete: fact.complete ? 1 : 0,
  };
}

/** In groups as the monthly summary's tables have them: by id, 未明确 last; inside a group in the order of the tree. */
function groupsOf(bars: readonly Bar[], by: 'unit' | 'lead'): Gantt['groups'] {
  const groups = new Map<number | null, Gantt['groups'][number]>();
  for (const bar of bars) {
    const id = bar[by]?.id ?? null;
    const group = groups.get(id) ?? { id, name: bar[by]?.name ?? unassignedWord, bars: [] };
    group.bars.push(bar);
    groups.set(id, group);
  }
  return [...groups.values()].sort((a, b) => (a.id === null ? 1 : b.id === null ? -1 : a.id - b.id));
}

export function stageItems(db: ReadDb, round: number): StageItem[] {
  return stagesOf(db, round).flatMap(({ id, kind, title, dueOn, doneOn }) =>
    dueOn === null ? [] : [{ stage: id, kind, title, dueOn, done: doneOn !== null }],
  );
}

/** Bars start on the day the issue or measure was adopted. Without a round the chart is empty. */
export function ganttOf(db: ReadDb, query: GanttQuery, today: Day, settings: LedgerSettings): Gantt {
  const round = currentRoundId(db);
  const head = { revision: revisionOf(db), today, by: query.by, level: query.level };
  if (round === null) {
    const range = wholeMonths([today]) ?? { from: today, to: today };
    return { ...head, ...range, roundTitle: '', organisation: '', groups: [], stages: [] };
  }
  const about = db.get<{ title: string; organisation: string }>(
    'SELECT title, organisation FROM rounds WHERE id = ?',
    round,
  );
  const reading: Reading = {
    ...{ today, settings },
    holders: holdersOn(db, today),
    places: issuePlaces(db, round),
  };
  const issues = issuesOf(db, round, !query.complete);
  const measures = measuresOf(
    db,
    issues.map(({ id }) => id),
    today,
  );
  const wanted = heldBy(query.units, query.leads);
  const bars = issues
    .flatMap((issue) => {
      const rows = measures.get(issue.id) ?? [];
      if (query.level === 'issue') return [issueBar(issue, rows, reading)];
      const shown = query.complete ? rows : rows.filter((row) => !isComplete(row));
      return shown.map((row) => measureBar(issue, row, reading));
    })
    .filter((bar) => wanted(bar.unit, bar.lead));
  const days = roundDays(db, round);
  const range = wholeMonths([
    ...[today, days.feedbackOn],
    days.feedbackOn === null ? null : roundEnd(days.feedbackOn, days.months),
    ...bars.flatMap((bar) => [bar.start, bar.dueOn, bar.firstDueOn, bar.endOn]),
  ]) ?? { from: today, to: today };
  return {
    ...head,
    ...range,
    roundTitle: about?.title ?? '',
    organisation: about?.organisation ?? '',
    groups: groupsOf(bars, query.by),
    stages: stageItems(db, round),
  };
}
