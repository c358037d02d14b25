/** Measures that are due: incomplete ones of issues that are not closed, by the deadline in force today. */
import type { DueItem, LedgerSettings } from '../../shared/contract/types.ts';
import { daysBetween, type Day } from '../../shared/day.ts';
import { closureSql } from '../closing.ts';
import { issuePlaces } from '../closing/places.ts';
import type { ReadDb } from '../connection.ts';
import {
  dueOnSql,
  isComplete,
  lampOfRow,
  standingColumns,
  type StandingRow,
  timelinessOfRow,
} from '../standing.ts';
import { heldBy, holdersOn } from './holders.ts';

/** A screen holds no more of one kind; the count says how many there are. */
export const MOST_DUE = 200;

interface Row extends StandingRow {
  readonly id: number;
  readonly issue: number;
  readonly number: string;
  readonly title: string;
  readonly unit: number | null;
  readonly lead: number | null;
  /** Never null here. */
  readonly due_on: Day;
}

export interface DueQuery {
  /** Null: however long ago. */
  readonly from: Day | null;
  readonly to: Day;
  readonly units: readonly number[];
  readonly leads: readonly number[];
}

export interface Due {
  readonly dueOn: Day;
  readonly overdue: boolean;
  item(): DueItem;
}

/** What is due in a time, earliest first, then in the order of the tree; items are made of those that are looked at. */
export function dueIn(
  db: ReadDb,
  round: number,
  query: DueQuery,
  today: Day,
  settings: LedgerSettings,
): Due[] {
  const rows = db.all<Row>(
    `WITH due AS MATERIALIZED (
        SELECT m.id, m.issue_id AS issue, m.number, m.title, ${standingColumns}, ${dueOnSql('?2')} AS due_on,
          NULL AS latest_month, coalesce(m.unit_id, i.unit_id) AS unit, coalesce(m.lead_id, i.lead_id) AS lead
        FROM issues i JOIN measures m ON m.issue_id = i.id
        WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL AND m.state <> 'done')
      SELECT d.* FROM due d LEFT JOIN measure_index x ON x.measure_id = d.id
        WHERE d.due_on >= ?3 AND d.due_on <= ?4 AND ${closureSql('d.issue')} <> 'closed'
        ORDER BY d.due_on, x.ord, d.id`,
    ...[round, today, query.from ?? '', query.to],
  );
  const holders = holdersOn(db, today);
  const wanted = heldBy(query.units, query.leads);
  let places: ReadonlyMap<number, string> | null = null;
  return rows
    .filter((row) => !isComplete(row) && wanted(holders.unit(row.unit), holders.lead(row.lead)))
    .map((row) => ({
      dueOn: row.due_on,
      overdue: timelinessOfRow(row, today, settings) === 'overdue',
      item: () => ({
        ...{ measure: row.id, issue: row.issue, number: row.number, title: row.title },
        place: (places ??= issuePlaces(db, round)).get(row.issue) ?? '',
        unit: holders.unit(row.unit),
        lead: holders.lead(row.lead),
        dueOn: row.due_on,
        lamp: lampOfRow(row, today, settings),
        days: daysBetween(today, row.due_on),
      }),
    }));
}
