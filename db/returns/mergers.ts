/** Who answers for whom: what a merged unit was asked or answered counts for its successor. */
import { type Merger, successorOn } from '../../shared/counting.ts';
import type { Day } from '../../shared/day.ts';
import type { ReadDb } from '../connection.ts';

/** The unit that answers today for one that may have been merged. */
export function answeringUnits(db: ReadDb, today: Day): (unit: number) => number {
  const mergers = db.all<Merger>(
    'SELECT id AS unit, merged_into AS "into", merged_on AS "on" FROM units WHERE merged_into IS NOT NULL',
  );
  return mergers.length === 0 ? (unit) => unit : (unit) => Number(successorOn(unit, mergers, today));
}

/** A unit with all that were merged into it by today. */
export function unitGroup(db: ReadDb, unit: number, today: Day): number[] {
  const answering = answeringUnits(db, today);
  return db.pluck<number>('SELECT id FROM units ORDER BY id').filter((id) => answering(id) === unit);
}
