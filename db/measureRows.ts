/** Rows of the checklist, by id: everything a line of the screen shows. */
import type { Day } from '../shared/day.ts';
import type { ClosureState } from '../shared/lists.ts';
import type { LedgerSettings, MeasureRow } from '../shared/contract/types.ts';
import { closureSql } from './closing.ts';
import type { ReadDb } from './connection.ts';
import { named, personNames, unitNames } from './names.ts';
import {
  dueOnSql,
  isComplete,
  lagsRow,
  lampOfRow,
  latestMonthSql,
  latestTextSql,
  standingColumns,
  type StandingRow,
} from './standing.ts';

interface Row extends StandingRow {
  id: number;
  issue_id: number;
  issue_number: string;
  issue_title: string;
  number: string;
  title: string;
  lead_id: number | null;
  unit_id: number | null;
  issue_lead: number | null;
  issue_unit: number | null;
  assignee: string;
  deadline_raw: string;
  deadline_on: Day | null;
  deadline_immediate: number;
  deadline_ongoing: number;
  deadline_inferred: number;
  no_evidence_reason: string;
  evidence: number;
  extensions: number;
  closure: ClosureState;
  latest_text: string | null;
  assisting: string;
}

/** Rows in the order of `ids`, a measure of a withdrawn issue as withdrawn with it; ids that no longer exist are left out. */
export function measureRows(
  db: ReadDb,
  ids: readonly number[],
  today: Day,
  settings: LedgerSettings,
): MeasureRow[] {
  const units = unitNames(db, today);
  const persons = personNames(db);
  const found = new Map(
    db
      .all<Row>(
        `SELECT m.id, m.issue_id, i.number AS issue_number, i.title AS issue_title, m.number, m.title,
          ${standingColumns}, coalesce(m.withdrawn_on, i.withdrawn_on) AS withdrawn_on, m.lead_id, m.unit_id, i.lead_id AS issue_lead, i.unit_id AS issue_unit, m.assignee,
          m.deadline_raw, m.deadline_on, m.deadline_immediate, m.deadline_ongoing, m.deadline_inferred,
          m.no_evidence_reason, ${dueOnSql('?2')} AS due_on, ${latestMonthSql} AS latest_month,
          (SELECT count(*) FROM evidence v WHERE v.measure_id = m.id) AS evidence,
          (SELECT count(*) FROM extensions e WHERE e.measure_id = m.id) AS extensions,
          ${closureSql('m.issue_id')} AS closure,
          ${latestTextSql} AS latest_text,
          (SELECT json_group_array(a.unit_id) FROM measure_units a WHERE a.measure_id = m.id) AS assisting
        FROM json_each(?1) j JOIN measures m ON m.id = j.value JOIN issues i ON i.id = m.issue_id`,
        JSON.stringify(ids),
        today,
      )
      .map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => {
    const row = found.get(id);
    if (row === undefined) return [];
    const complete = isComplete(row);
    return [
      {
        id: row.id,
        issueId: row.issue_id,
        issueNumber: row.issue_number,
        issueTitle: row.issue_title,
        number: row.number,
        title: row.title,
        state: row.state,
        demand: row.demand,
        established: row.established_on !== null,
        complete,
        doneOn: row.done_on,
        withdrawnOn: row.withdrawn_on,
        lead: named(persons, row.lead_id ?? row.issue_lead),
        leadInherited: row.lead_id === null,
        unit: named(units, row.unit_id ?? row.issue_unit),
        unitInherited: row.unit_id === null,
        assisting: (JSON.parse(row.assisting) as number[]).flatMap((unit) => named(units, unit) ?? []),
        assignee: row.assignee,
        deadline: {
          raw: row.deadline_raw,
          date: row.deadline_on,
          immediate: row.deadline_immediate === 1,
          ongoing: row.deadline_ongoing === 1,
          inferred: row.deadline_inferred === 1,
        },
        dueOn: row.due_on,
        extensions: row.extensions,
        lamp: lampOfRow(row, today, settings),
        lagging: lagsRow(row, today, settings),
        lacksEvidence:
          complete && row.withdrawn_on === null && row.evidence === 0 && row.no_evidence_reason === '',
        frozen: row.closure !== 'open',
        latestMonth: row.latest_month,
        latestText: row.latest_text ?? '',
      },
    ];
  });
}
