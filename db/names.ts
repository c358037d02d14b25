/** Names of units and persons on a day, in one read each: there are dozens, not thousands. */
import type { Day } from '../shared/day.ts';
import type { ReadDb } from './connection.ts';

/** From which day a first name holds that nobody dated. */
export const FIRST_DAY: Day = '1949-10-01';

/** A unit's name in force on a day; before its first name that first one. */
export const unitNameOn = (unit: string, day: string) =>
  `coalesce((SELECT name FROM unit_names WHERE unit_id = ${unit} AND from_on <= ${day} ORDER BY from_on DESC LIMIT 1),
    (SELECT name FROM unit_names WHERE unit_id = ${unit} ORDER BY from_on LIMIT 1))`;

export function unitNames(db: ReadDb, day: Day): Map<number, string> {
  return new Map(
    db
      .all<{ id: number; name: string }>(`SELECT u.id, ${unitNameOn('u.id', '?1')} AS name FROM units u`, day)
      .map((row) => [row.id, row.name]),
  );
}

export function personNames(db: ReadDb): Map<number, string> {
  return new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM persons').map((row) => [row.id, row.name]),
  );
}

export function named(
  names: ReadonlyMap<number, string>,
  id: number | null,
): { id: number; name: string } | null {
  const name = id === null ? undefined : names.get(id);
  return id === null || name === undefined ? null : { id, name };
}
