/** Persons: leaders who answer for issues and measures, and the others; their dated names, leaving, handing over. */
import type { Day } from '../shared/day.ts';
import { Refusal } from '../shared/result.ts';
import { closureSql } from './closing.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { refuseInUse } from './inUse.ts';
import { FIRST_DAY } from './names.ts';

export function listPersons(db: ReadDb) {
  const counts = new Map(
    db
      .all<{ lead: number; n: number }>(
        `SELECT coalesce(m.lead_id, i.lead_id) AS lead, count(*) AS n FROM measures m
          JOIN issues i ON i.id = m.issue_id JOIN rounds r ON r.id = i.round_id
          WHERE r.current = 1 AND m.withdrawn_on IS NULL AND i.withdrawn_on IS NULL GROUP BY 1`,
      )
      .map((row) => [row.lead, row.n]),
  );
  const names = new Map<number, { name: string; from: Day }[]>();
  for (const row of db.all<{ person_id: number; name: string; from_on: Day }>(
    'SELECT person_id, name, from_on FROM person_names ORDER BY from_on',
  )) {
    names.set(row.person_id, [...(names.get(row.person_id) ?? []), { name: row.name, from: row.from_on }]);
  }
  return db
    .all<{
      id: number;
      name: string;
      post: string;
      leader: number;
      unit_id: number | null;
      left_on: Day | null;
    }>('SELECT id, name, post, leader, unit_id, left_on FROM persons ORDER BY leader DESC, id')
    .map((row) => ({
      id: row.id,
      name: row.name,
      post: row.post,
      leader: row.leader === 1,
      unitId: row.unit_id,
      names: names.get(row.id) ?? [],
      leftOn: row.left_on,
      measures: counts.get(row.id) ?? 0,
    }));
}

export interface PersonFields {
  name: string;
  post: string;
  leader: boolean;
  unitId: number | null;
}

interface PersonRow {
  name: string;
  post: string;
  leader: number;
  unit_id: number | null;
  left_on: Day | null;
}

function person(db: ReadDb, id: number): PersonRow {
  const row = db.get<PersonRow>('SELECT name, post, leader, unit_id, left_on FROM persons WHERE id = ?', id);
  if (row === undefined) throw new Refusal('row_missing', { table: 'persons', row: id });
  return row;
}

export function addPerson(db: WriteDb, fields: PersonFields): number {
  return db.run(
    'INSERT INTO persons (name, post, leader, unit_id) VALUES (?, ?, ?, ?)',
    ...[fields.name, fields.post, fields.leader ? 1 : 0, fields.unitId],
  ).id;
}

/** Changes fields of a person. A name is corrected so: wherever the present one was printed, the new one is. */
export function editPerson(db: WriteDb, id: number, fields: Partial<PersonFields>): void {
  const row = person(db, id);
  db.run(
    'UPDATE persons SET name = ?, post = ?, leader = ?, unit_id = ? WHERE id = ?',
    fields.name ?? row.name,
    fields.post ?? row.post,
    fields.leader === undefined ? row.leader : fields.leader ? 1 : 0,
    fields.unitId === undefined ? row.unit_id : fields.unitId,
    id,
  );
  if (fields.name === undefined) return;
  db.run(
    `UPDATE person_names SET name = ? WHERE id =
      (SELECT id FROM person_names WHERE person_id = ? ORDER BY from_on DESC LIMIT 1)`,
    fields.name,
    id,
  );
}

/**
 * A new name from a day on: earlier months print the old one. Not from a day to come, since the person's row bears the
 * name of today.
 */
export function renamePerson(db: WriteDb, id: number, name: string, on: Day): void {
  const row = person(db, id);
  if (row.name === name) return;
  if (on > db.today) throw new Refusal('on_in_future', { on, today: db.today });
  const last = db.get<{ from_on: Day }>(
    'SELECT from_on FROM person_names WHERE person_id = ? ORDER BY from_on DESC LIMIT 1',
    id,
  );
  const previousOn = last?.from_on ?? FIRST_DAY;
  if (on <= previousOn) throw new Refusal('on_before_previous', { on, previousOn });
  const bear = (borne: string, from: Day) =>
    db.run('INSERT INTO person_names (person_id, name, from_on) VALUES (?, ?, ?)', id, borne, from);
  if (last === undefined) bear(row.name, FIRST_DAY);
  bear(name, on);
  db.run('UPDATE persons SET name = ? WHERE id = ?', name, id);
}

/** Notes the day on which a person leaves office; null takes it back. */
export function leaveOffice(db: WriteDb, id: number, on: Day | null): void {
  person(db, id);
  db.run('UPDATE persons SET left_on = ? WHERE id = ?', on, id);
}

/** Takes away a person who was never named anywhere; else refuses `in_use`, saying where. */
export function removePerson(db: WriteDb, id: number): void {
  person(db, id);
  refuseInUse(db, 'person', id);
  db.run('DELETE FROM person_names WHERE person_id = ?', id);
  db.run('DELETE FROM persons WHERE id = ?', id);
}

/**
 * Hands over what is still to be done in the current round: issues that are not closed and measures that are not
 * complete, where it is their own lead. What is closed or complete stays with the one under whom it was.
 */
export function handOver(db: WriteDb, from: number, to: number): { issues: number; measures: number } {
  if (from === to) throw new Refusal('hand_over_to_self');
  person(db, from);
  const next = person(db, to);
  if (next.left_on !== null && next.left_on <= db.today)
    throw new Refusal('person_left', { name: next.name, on: next.left_on });
  const open = `SELECT i.id FROM issues i JOIN rounds r ON r.id = i.round_id
    WHERE r.current = 1 AND i.withdrawn_on IS NULL AND ${closureSql('i.id')} <> 'closed'`;
  const issues = db.run(
    `UPDATE issues SET lead_id = ?1 WHERE lead_id = ?2 AND id IN (${open})`,
    to,
    from,
  ).changes;
  const measures = db.run(
    `UPDATE measures SET lead_id = ?1 WHERE lead_id = ?2 AND issue_id IN (${open}) AND withdrawn_on IS NULL
      AND NOT (state = 'done' OR (demand = 'ongoing' AND established_on IS NOT NULL))`,
    to,
    from,
  ).changes;
  return { issues, measures };
}

/**
 * The person a text names, by the name of today or an earlier one, made when new. Two of one name are the same until
 * the clerk adds another by hand.
 */
export function personByName(db: WriteDb, name: string, leader: boolean): number {
  return (
    db.get<{ id: number }>('SELECT id FROM persons WHERE name = ? ORDER BY leader DESC, id LIMIT 1', name)
      ?.id ??
    db.get<{ id: number }>(
      'SELECT person_id AS id FROM person_names WHERE name = ? ORDER BY from_on DESC, id LIMIT 1',
      name,
    )?.id ??
    addPerson(db, { name, post: '', leader, unitId: null })
  );
}
