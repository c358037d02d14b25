/** Measures that are due: incomplete ones of issues that are not closed, by the deadline in force today. */
import type { DueItem, LedgerSettings } from '../../shared/contract/types.ts';
import { daysBetween, type Day } from '../../shared/day.ts';
import { closureSql } from '../closing.ts';
import { issuePlaces } from '../closing/places.ts';
import type { ReadDb } from '../connection.ts';
import { dueOnSql, lampOfRow, standingColumns, type StandingRow } from '../standing.ts';
import { holdersOn } from './holders.ts';

/** A screen holds no more of one kind; the count says how many there are. */
export const MOST_DUE = 200;

/** `measureComplete` of shared/complete.ts, over a hundred thousand rows. */
export const INCOMPLETE = `m.state <> 'done' AND NOT (m.demand = 'ongoing' AND m.established_on IS NOT NULL)`;

/** One that is due, before anything else is known of it: of a hundred thousand only what is looked at costs more. */
export interface Due {
  readonly id: number;
  /** Its last day lies before today. */
  readonly late: number;
}

/**
 * What is due from a day (null: however long ago) to another, both included; earliest first, then in the order of the
 * tree.
 */
export function dueIn(db: ReadDb, round: number, from: Day | null, to: Day, today: Day): Due[] {
  return db.all<Due>(
    `WITH due AS MATERIALIZED (
        SELECT m.id, m.issue_id, ${dueOnSql('?2')} AS due_on FROM issues i JOIN measures m ON m.issue_id = i.id
        WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL AND ${INCOMPLETE})
      SELECT d.id, d.due_on < ?2 AS late FROM due d LEFT JOIN measure_index x ON x.measure_id = d.id
        WHERE d.due_on >= ?3 AND d.due_on <= ?4 AND ${closureSql('d.issue_id')} <> 'closed'
        ORDER BY d.due_on, x.ord, d.id`,
    ...[round, today, from ?? '', to],
  );
}

interface Row extends StandingRow {
  readonly id: number;
  readonly issue: number;
  readonly number: string;
  readonly title: string;
  readonly unit: number | null;
  readonly lead: number | null;
}

/** What the screen says of what is due, in the order given. */
export function dueItems(
  db: ReadDb,
  round: number,
  due: readonly Due[],
  today: Day,
  settings: LedgerSettings,
): DueItem[] {
  if (due.length === 0) return [];
  const holders = holdersOn(db, today);
  const places = issuePlaces(db, round);
  return db
    .all<Row>(
      `SELECT m.id, m.issue_id AS issue, m.number, m.title, ${standingColumns}, ${dueOnSql('?2')} AS due_on,
        NULL AS latest_month, coalesce(m.unit_id, i.unit_id) AS unit, coalesce(m.lead_id, i.lead_id) AS lead
        FROM json_each(?1) j JOIN measures m ON m.id = j.value JOIN issues i ON i.id = m.issue_id ORDER BY j.key`,
      JSON.stringify(due.map(({ id }) => id)),
      today,
    )
    .flatMap((row) =>
      row.due_on === null
        ? []
        : [
            {
              ...{ measure: row.id, issue: row.issue, number: row.number, title: row.title },
              place: places.get(row.issue) ?? '',
              unit: holders.unit(row.unit),
              lead: holders.lead(row.lead),
              dueOn: row.due_on,
              lamp: lampOfRow(row, today, settings),
              days: daysBetween(today, row.due_on),
            },
          ],
    );
}
