/**
 * Undo and redo over the change log, one step per user action, across restarts. Linear: a new step clears redo.
 * Which steps are undone is derived from the steps themselves, which are append only.
 */
import { Refusal } from '../shared/result.ts';
import type { ReadDb, SqlValue, WriteDb } from './connection.ts';
import { LOG_OF_STEP } from './touched.ts';

export interface Step {
  readonly id: number;
  readonly action: string;
  readonly detail: Record<string, unknown>;
}

/** Why a step can't be taken back by undo, in the code that the screen words; null when it can. */
function stopOf(db: ReadDb, step: Step): string | null {
  // The sample comes with its ledger: taking it back by a careless Ctrl+Z would empty the whole of it.
  if (step.action === 'sample.create') return 'undo_stops_at_creation';
  // What was sent lies with the units by now.
  if (step.action === 'forms.send') return 'undo_stops_at_forms';
  // A number that stands on a paper is not given to another one.
  if (step.action === 'reminder.add' || step.action === 'reminder.forLate') return 'undo_stops_at_number';
  // What was released lies with the committee; what was done before is counted in it.
  if (step.action === 'release.make') return 'undo_stops_at_release';
  if (step.action !== 'migration') return null;
  // Migrations before any work are what made the ledger.
  const worked = db.get("SELECT 1 FROM steps WHERE kind = 'do' AND id < ? LIMIT 1", step.id) !== undefined;
  return worked ? 'undo_stops_at_migration' : 'undo_stops_at_creation';
}

/** SQL for how a step stands: what was last done about it, 'undo' or 'redo', or NULL. */
export const lastMark = (step: string) =>
  `(SELECT u.kind FROM steps u WHERE u.target = ${step}.id ORDER BY u.id DESC LIMIT 1)`;
const LAST_MARK = lastMark('s');

function parsed(row: { id: number; action: string; detail: string } | undefined): Step | null {
  return row === undefined
    ? null
    : { id: row.id, action: row.action, detail: JSON.parse(row.detail) as Record<string, unknown> };
}

/** The newest step that is not undone: what Ctrl+Z takes back, or the one at which undo stops. */
export function undoTarget(db: ReadDb): { step: Step | null; stop: string | null } {
  const step = parsed(
    db.get(`SELECT id, action, detail FROM steps s WHERE kind IN ('do', 'migration')
      AND ${LAST_MARK} IS NOT 'undo' ORDER BY id DESC LIMIT 1`),
  );
  const stop = step === null ? null : stopOf(db, step);
  return { step: stop === null ? step : null, stop };
}

/** The step undone last, as long as nothing new was done since. */
export function redoTarget(db: ReadDb): Step | null {
  return parsed(
    db.get(`SELECT s.id, s.action, s.detail FROM steps u JOIN steps s ON s.id = u.target
      WHERE u.kind = 'undo' AND u.id > (SELECT max(id) FROM steps WHERE kind IN ('do', 'migration'))
        AND ${LAST_MARK} = 'undo'
        AND u.id = (SELECT max(id) FROM steps WHERE target = s.id)
      ORDER BY u.id DESC LIMIT 1`),
  );
}

interface LogRow {
  tbl: string;
  row_id: number;
  op: 'insert' | 'update' | 'delete';
  field: string;
  old: SqlValue;
  new: SqlValue;
}

// Table and column names come from the log, which only our own triggers can write; still they are quoted.
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function removeRow(db: WriteDb, row: LogRow): void {
  expectOne(db.run(`DELETE FROM ${quoted(row.tbl)} WHERE id = ?`, row.row_id).changes, row);
}

function putRow(db: WriteDb, row: LogRow, json: SqlValue): void {
  const values = JSON.parse(String(json)) as Record<string, SqlValue>;
  const names = Object.keys(values);
  const sql = `INSERT INTO ${quoted(row.tbl)} (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  expectOne(db.run(sql, ...Object.values(values)).changes, row);
}

/** Several fields of one row at once, since a rule of the schema may bind them together. */
function setFields(db: WriteDb, fields: readonly { row: LogRow; from: SqlValue; to: SqlValue }[]): void {
  const first = fields[0];
  if (first === undefined) return;
  const sets = fields.map(({ row }) => `${quoted(row.field)} = ?`).join(', ');
  const tests = fields.map(({ row }) => `${quoted(row.field)} IS ?`).join(' AND ');
  const sql = `UPDATE ${quoted(first.row.tbl)} SET ${sets} WHERE id = ? AND ${tests}`;
  const { changes } = db.run(sql, ...fields.map((f) => f.to), first.row.row_id, ...fields.map((f) => f.from));
  expectOne(changes, first.row);
}

/** Neighbouring updates of one row, each field once, as one group; every other change is a group of its own. */
function groupsOf(rows: readonly LogRow[]): LogRow[][] {
  const groups: LogRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const head = group?.[0];
    const joins =
      head !== undefined &&
      row.op === 'update' &&
      head.op === 'update' &&
      head.tbl === row.tbl &&
      head.row_id === row.row_id &&
      group?.every((other) => other.field !== row.field);
    if (joins === true) group?.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** A row that isn't as the step left it means the log and the ledger disagree: nothing is undone then. */
function expectOne(changes: number, row: LogRow): void {
  if (changes !== 1) throw new Refusal('undo_no_longer_fits', { table: row.tbl, row: row.row_id });
}

function changesOf(db: ReadDb, step: number, order: 'ASC' | 'DESC'): LogRow[] {
  return db.all<LogRow>(
    `SELECT tbl, row_id, op, field, old, new FROM ${LOG_OF_STEP} WHERE step = ? AND tbl <> 'steps' ORDER BY seq ${order}`,
    step,
  );
}

/** Applies a step's changes backwards. Runs inside a step of kind `undo`. */
export function revertStep(db: WriteDb, step: number): void {
  db.run('PRAGMA defer_foreign_keys = ON');
  for (const group of groupsOf(changesOf(db, step, 'DESC'))) {
    const [row] = group;
    if (row?.op === 'insert') removeRow(db, row);
    else if (row?.op === 'delete') putRow(db, row, row.old);
    else
      setFields(
        db,
        group.map((entry) => ({ row: entry, from: entry.new, to: entry.old })),
      );
  }
}

/** Applies a step's changes again. Runs inside a step of kind `redo`. */
export function repeatStep(db: WriteDb, step: number): void {
  db.run('PRAGMA defer_foreign_keys = ON');
  for (const group of groupsOf(changesOf(db, step, 'ASC'))) {
    const [row] = group;
    if (row?.op === 'insert') putRow(db, row, row.new);
    else if (row?.op === 'delete') removeRow(db, row);
    else
      setFields(
        db,
        group.map((entry) => ({ row: entry, from: entry.old, to: entry.new })),
      );
  }
}
