/** The history as the clerk reads it: steps, and the change-log rows behind them. */
import type { ReadDb } from './connection.ts';

export interface HistoryStep {
  id: number;
  at: string;
  operator: string;
  action: string;
  detail: Record<string, unknown>;
  kind: 'do' | 'undo' | 'redo' | 'migration';
  target: number | null;
  undone: boolean;
  rows: number;
}

/** Steps, newest first, before an id when given. */
export function historySteps(db: ReadDb, before: number | undefined, limit: number): HistoryStep[] {
  return db
    .all<Omit<HistoryStep, 'detail' | 'undone'> & { detail: string; undone: number }>(
      `SELECT s.id, s.at, s.operator, s.action, s.detail, s.kind, s.target,
        coalesce((SELECT u.kind = 'undo' FROM steps u WHERE u.target = s.id ORDER BY u.id DESC LIMIT 1), 0) AS undone,
        (SELECT count(*) FROM change_log c WHERE c.step = s.id AND c.tbl <> 'steps') AS rows
        FROM steps s WHERE s.id < ? ORDER BY s.id DESC LIMIT ?`,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    )
    .map((step) => ({
      ...step,
      detail: JSON.parse(step.detail) as Record<string, unknown>,
      undone: step.undone === 1,
    }));
}

export interface LogQuery {
  before?: number | undefined;
  limit: number;
  table?: string | undefined;
  row?: number | undefined;
  step?: number | undefined;
}

/** Change-log rows, newest first; of one row or of one step when asked. The steps' own rows are left out. */
export function logEntries(db: ReadDb, query: LogQuery) {
  const conditions = ["c.tbl <> 'steps'", 'c.seq < ?'];
  const params: (string | number)[] = [query.before ?? Number.MAX_SAFE_INTEGER];
  if (query.table !== undefined && query.row !== undefined) {
    conditions.push('c.tbl = ?', 'c.row_id = ?');
    params.push(query.table, query.row);
  }
  if (query.step !== undefined) {
    conditions.push('c.step = ?');
    params.push(query.step);
  }
  const entries = db.all<{
    seq: number;
    step: number;
    at: string;
    operator: string;
    action: string;
    table: string;
    row: number;
    op: 'insert' | 'update' | 'delete';
    field: string;
    old: string | number | null;
    new: string | number | null;
  }>(
    `SELECT c.seq, c.step, s.at, s.operator, s.action, c.tbl AS "table", c.row_id AS row, c.op, c.field, c.old, c.new
      FROM change_log c JOIN steps s ON s.id = c.step WHERE ${conditions.join(' AND ')} ORDER BY c.seq DESC LIMIT ?`,
    ...params,
    query.limit,
  );
  return entries.map((entry) =>
    entry.table === 'sanctions'
      ? { ...entry, old: masked(entry.field, entry.old), new: masked(entry.field, entry.new) }
      : entry,
  );
}

const HIDDEN = '（已隐去）';

/**
 * Names in sanctions stay in the log, which proves what was done, but whoever reads it only learns that there were some.
 * A whole row stands in the log as JSON.
 */
function masked(field: string, value: string | number | null): string | number | null {
  if (typeof value !== 'string' || value === '') return value;
  if (field === 'names') return HIDDEN;
  if (field !== '') return value;
  try {
    const row = JSON.parse(value) as Record<string, unknown>;
    return typeof row['names'] === 'string' && row['names'] !== ''
      ? JSON.stringify({ ...row, names: HIDDEN })
      : value;
  } catch {
    // What can't be read as a row is not shown at all: it might hold names.
    return HIDDEN;
  }
}
