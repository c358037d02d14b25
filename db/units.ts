/** Units with their dated names and mergers. Found or made by what a notice or a cell says. */
import type { Day } from '../shared/day.ts';
import { type Merger, successorOn } from '../shared/counting.ts';
import { Refusal } from '../shared/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { refuseInUse } from './inUse.ts';
import { FIRST_DAY, unitNameOn } from './names.ts';

export function listUnits(db: ReadDb, today: Day) {
  const mergers = db.all<Merger>(
    'SELECT id AS unit, merged_into AS "into", merged_on AS "on" FROM units WHERE merged_into IS NOT NULL',
  );
  const counts = new Map<number, number>();
  for (const { unit, n } of db.all<{ unit: number; n: number }>(
    `SELECT coalesce(m.unit_id, i.unit_id) AS unit, count(*) AS n FROM measures m
      JOIN issues i ON i.id = m.issue_id JOIN rounds r ON r.id = i.round_id
      WHERE r.current = 1 AND m.withdrawn_on IS NULL AND i.withdrawn_on IS NULL AND coalesce(m.unit_id, i.unit_id) IS NOT NULL GROUP BY 1`,
  )) {
    // What a merged unit answered for is its successor's to answer.
    const answering = Number(successorOn(unit, mergers, today));
    counts.set(answering, (counts.get(answering) ?? 0) + n);
  }
  const names = new Map<number, { name: string; from: Day }[]>();
  for (const row of db.all<{ unit_id: number; name: string; from_on: Day }>(
    'SELECT unit_id, name, from_on FROM unit_names ORDER BY from_on',
  )) {
    names.set(row.unit_id, [...(names.get(row.unit_id) ?? []), { name: row.name, from: row.from_on }]);
  }
  return db
    .all<{
      id: number;
      kind: 'department' | 'subsidiary';
      name: string;
      merged_into: number | null;
      merged_on: Day | null;
    }>(
      `SELECT u.id, u.kind, ${unitNameOn('u.id', '?1')} AS name, u.merged_into, u.merged_on FROM units u ORDER BY u.id`,
      today,
    )
    .map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      names: names.get(row.id) ?? [],
      mergedInto: row.merged_into,
      mergedOn: row.merged_on,
      measures: counts.get(row.id) ?? 0,
    }));
}

/** Adds a unit whose name holds from the beginning; refuses a name that a living unit bears today. */
export function addUnit(
  db: WriteDb,
  name: string,
  kind: 'department' | 'subsidiary',
  from: Day = FIRST_DAY,
): number {
  refuseTakenName(db, name, null);
  const id = db.run('INSERT INTO units (kind) VALUES (?)', kind).id;
  db.run('INSERT INTO unit_names (unit_id, name, from_on) VALUES (?, ?, ?)', id, name, from);
  return id;
}

function refuseTakenName(db: ReadDb, name: string, but: number | null): void {
  const taken = findUnit(db, name);
  if (taken === null || taken.id === but || !taken.bears) return;
  throw new Refusal('unit_name_taken', { name });
}

const LATEST_NAME =
  '(SELECT l.name FROM unit_names l WHERE l.unit_id = u.id ORDER BY l.from_on DESC LIMIT 1)';

/** The unit that bears a name now, else the one that bore it last. */
function findUnit(db: ReadDb, name: string): { id: number; bears: boolean } | null {
  const row = db.get<{ id: number; bears: number }>(
    `SELECT u.id, u.merged_on IS NULL AND ${LATEST_NAME} = n.name AS bears
      FROM unit_names n JOIN units u ON u.id = n.unit_id WHERE n.name = ?
      ORDER BY bears DESC, u.merged_on IS NOT NULL, n.from_on DESC, u.id DESC LIMIT 1`,
    name,
  );
  return row === undefined ? null : { id: row.id, bears: row.bears === 1 };
}

export function renameUnit(db: WriteDb, id: number, name: string, on: Day): void {
  const last = db.get<{ from_on: Day; name: string }>(
    'SELECT from_on, name FROM unit_names WHERE unit_id = ? ORDER BY from_on DESC LIMIT 1',
    id,
  );
  if (last === undefined) throw new Refusal('row_missing', { table: 'units', row: id });
  if (last.name === name) return;
  if (on <= last.from_on) throw new Refusal('on_before_previous', { on, previousOn: last.from_on });
  refuseTakenName(db, name, id);
  db.run('INSERT INTO unit_names (unit_id, name, from_on) VALUES (?, ?, ?)', id, name, on);
}

/**
 * Merges a unit into another from a day on; it keeps its past under its own name. Once only: what it was merged into may
 * be merged again. Refuses `unit_into_itself`, `unit_merged_before` { on }, `row_missing`.
 */
export function mergeUnit(db: WriteDb, id: number, into: number, on: Day): void {
  if (id === into) throw new Refusal('unit_into_itself');
  const merged = db.get<{ merged_on: Day | null }>('SELECT merged_on FROM units WHERE id = ?', id)?.merged_on;
  // Another merger would take the first one out of the months between the two.
  if (merged != null) throw new Refusal('unit_merged_before', { on: merged });
  for (let next: number | null = into; next !== null;) {
    const row: { merged_into: number | null } | undefined = db.get(
      'SELECT merged_into FROM units WHERE id = ?',
      next,
    );
    if (row === undefined) throw new Refusal('row_missing', { table: 'units', row: next });
    if (row.merged_into === id) throw new Refusal('unit_into_itself');
    next = row.merged_into;
  }
  if (db.run('UPDATE units SET merged_into = ?, merged_on = ? WHERE id = ?', into, on, id).changes !== 1) {
    throw new Refusal('row_missing', { table: 'units', row: id });
  }
}

/** What kind of unit it is; its name changes by a dated rename. */
export function editUnit(db: WriteDb, id: number, kind: 'department' | 'subsidiary'): void {
  if (db.run('UPDATE units SET kind = ? WHERE id = ?', kind, id).changes !== 1)
    throw new Refusal('row_missing', { table: 'units', row: id });
}

/** Takes away a unit that was never named anywhere; else refuses `in_use`, saying where. */
export function removeUnit(db: WriteDb, id: number): void {
  refuseInUse(db, 'unit', id);
  db.run('DELETE FROM unit_names WHERE unit_id = ?', id);
  if (db.run('DELETE FROM units WHERE id = ?', id).changes !== 1)
    throw new Refusal('row_missing', { table: 'units', row: id });
}

/** The unit a text names, made when it is new. A name ending like a company's is taken for a subsidiary. */
export function unitByName(db: WriteDb, name: string): number {
  return (
    findUnit(db, name)?.id ??
    addUnit(db, name, /(公司|集团|厂|中心|院|所|司)$/.test(name) ? 'subsidiary' : 'department')
  );
}
