/** Released editions as the base of comparison of the months after them. Only rows of the ledger are read, no files. */
import type { Day, Month } from '../../shared/day.ts';
import { baseOfRelease } from '../../shared/releases/content.ts';
import type { ReleasedBase } from '../../shared/summary/facts.ts';
import type { ReadDb } from '../connection.ts';

interface Row {
  readonly month: Month;
  readonly edition: number;
  readonly asOf: Day;
  readonly figures: string;
}

const LAST = `SELECT month, edition, coalesce(as_of, released_on) AS asOf, figures FROM releases r
  WHERE round_id = ?1 AND edition = (SELECT max(edition) FROM releases o
    WHERE o.round_id = r.round_id AND o.month = r.month)`;

const baseOf = ({ month, edition, asOf, figures }: Row): ReleasedBase =>
  baseOfRelease(month, edition, asOf, figures);

/** The last edition of a month; null for a month that was not released. */
export function releasedBase(db: ReadDb, roundId: number, month: Month): ReleasedBase | null {
  const row = db.get<Row>(`${LAST} AND month = ?2`, roundId, month);
  return row === undefined ? null : baseOf(row);
}

/** The last edition of every month that was released. */
export function releasedBases(db: ReadDb, roundId: number): ReleasedBase[] {
  return db.all<Row>(`${LAST} ORDER BY month`, roundId).map(baseOf);
}
