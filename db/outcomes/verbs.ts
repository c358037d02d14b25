/** Writing down, changing and taking away outcomes. Whether the issue is open or closed does not matter: facts come late. */
import { type Day, type Month } from '../../shared/day.ts';
import type { OutcomeFamily, OutcomeFields } from '../../shared/contract/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, SqlValue, WriteDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { groupOf } from './decide.ts';
import { familyTables, monthKept } from './rows.ts';

/** Writes one down in the current round; answers its id. @throws Refusal for days and places that can't be */
export function addOutcome(db: WriteDb, fields: OutcomeFields): number {
  const roundId = roundIdOr(db, undefined);
  const columns: Readonly<Record<string, SqlValue>> = {
    round_id: roundId,
    ...columnsOf(db, fields, roundId, null),
  };
  const names = Object.keys(columns);
  return db.run(
    `INSERT INTO ${familyTables[fields.family].table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(columns),
  ).id;
}

/** Names that are left out stay as they are. @throws Refusal as `addOutcome`; `row_missing` */
export function editOutcome(db: WriteDb, id: number, fields: OutcomeFields): void {
  const { table } = familyTables[fields.family];
  const month = fields.family === 'clue' ? 'NULL' : 'first_month';
  const kept = db.get<{ round: number; month: Month | null }>(
    `SELECT round_id AS round, ${month} AS month FROM ${table} WHERE id = ?`,
    id,
  );
  if (kept === undefined) throw new Refusal('row_missing', { table, row: id });
  const columns = columnsOf(db, fields, kept.round, kept.month);
  db.run(
    `UPDATE ${table} SET ${Object.keys(columns)
      .map((name) => `${name} = ?`)
      .join(', ')} WHERE id = ?`,
    ...Object.values(columns),
    id,
  );
}

/**
 * Takes an outcome away. What repeated it stays counted: the oldest of the repeating rows takes its place.
 * @returns the heir; null when nothing repeated it
 */
export function removeOutcome(db: WriteDb, family: OutcomeFamily, id: number): number | null {
  const { table } = familyTables[family];
  if (db.get(`SELECT 1 FROM ${table} WHERE id = ?`, id) === undefined)
    throw new Refusal('row_missing', { table, row: id });
  const { primary, others } = groupOf(db, family, id);
  const [heir, ...rest] = primary === id ? others : [];
  if (heir !== undefined) {
    db.run(`UPDATE ${table} SET duplicate_of = NULL WHERE id = ?`, heir);
    for (const other of rest) db.run(`UPDATE ${table} SET duplicate_of = ? WHERE id = ?`, heir, other);
  }
  db.run('DELETE FROM outcome_pairs WHERE family = ?1 AND (first_id = ?2 OR second_id = ?2)', family, id);
  db.run(`DELETE FROM ${table} WHERE id = ?`, id);
  return heir ?? null;
}

/** Names in a sanction, '' for none. */
export function sanctionNames(db: ReadDb, id: number): string {
  const row = db.get<{ names: string }>('SELECT names FROM sanctions WHERE id = ?', id);
  if (row === undefined) throw new Refusal('row_missing', { table: 'sanctions', row: id });
  return row.names;
}

function columnsOf(
  db: ReadDb & { readonly today: Day },
  fields: OutcomeFields,
  roundId: number,
  month: Month | null,
): Record<string, SqlValue> {
  const { today } = db;
  notInFuture(fields.on, today);
  const place = placeOf(db, fields, roundId);
  const shared = { ...place, note: fields.note };
  const dated = { [familyTables[fields.family].on]: fields.on };
  switch (fields.family) {
    case 'regulation': {
      const { kind, title, number, on } = fields;
      return { ...shared, ...dated, kind, title, number, first_month: monthKept(on, month, today) };
    }
    case 'sanction': {
      const { kind, people, names, on } = fields;
      return {
        ...shared,
        ...dated,
        kind,
        people,
        ...(names === undefined ? {} : { names }),
        first_month: monthKept(on, month, today),
      };
    }
    case 'recovery': {
      const { kind, fen, on } = fields;
      return { ...shared, ...dated, kind, fen, first_month: monthKept(on, month, today) };
    }
    case 'clue': {
      const { title, result, on, concludedOn } = fields;
      notInFuture(concludedOn, today);
      if (concludedOn !== null && concludedOn < on)
        throw new Refusal('clue_concluded_before_received', { on: concludedOn, received: on });
      return { ...shared, ...dated, title, result, concluded_on: concludedOn };
    }
  }
}

function notInFuture(on: Day | null, today: Day): void {
  if (on !== null && on > today) throw new Refusal('on_in_future', { on, today });
}

/** A measure's issue is the outcome's; an issue beside it must be the same one. Both belong to the outcome's round. */
function placeOf(
  db: ReadDb,
  { issueId, measureId, unitId }: OutcomeFields,
  roundId: number,
): Record<'issue_id' | 'measure_id' | 'unit_id', number | null> {
  let issue = issueId;
  if (measureId !== null) {
    const measure = db.get<{ issue: number }>(
      'SELECT issue_id AS issue FROM measures WHERE id = ?',
      measureId,
    );
    if (measure === undefined) throw new Refusal('row_missing', { table: 'measures', row: measureId });
    if (issue !== null && issue !== measure.issue)
      throw new Refusal('measure_of_other_issue', { measure: measureId, issue });
    issue = measure.issue;
  }
  if (
    issue !== null &&
    db.get('SELECT 1 FROM issues WHERE id = ? AND round_id = ?', issue, roundId) === undefined
  )
    throw new Refusal('row_missing', { table: 'issues', row: issue });
  if (unitId !== null && db.get('SELECT 1 FROM units WHERE id = ?', unitId) === undefined)
    throw new Refusal('row_missing', { table: 'units', row: unitId });
  return { issue_id: issue, measure_id: measureId, unit_id: unitId };
}
