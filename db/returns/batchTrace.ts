/** What the steps of a batch did to every row, told from the change log: made, changed, taken away. */
import type { ReadDb, SqlValue } from '../connection.ts';
import { LOG_OF_STEP } from '../touched.ts';
import { lastMark } from '../undo.ts';

export type Row = Record<string, SqlValue>;

interface LogRow {
  seq: number;
  step: number;
  tbl: string;
  row_id: number;
  op: 'insert' | 'update' | 'delete';
  field: string;
  old: SqlValue;
  new: SqlValue;
}

export interface FieldChange {
  readonly step: number;
  readonly field: string;
  readonly old: SqlValue;
  readonly new: SqlValue;
}

export interface RowTrace {
  readonly table: string;
  readonly id: number;
  /** The row as the batch left it, when the batch made it. */
  made: Row | null;
  /** The step that made it, 0 for none. */
  madeBy: number;
  /** The row as it was, when the batch took it away. */
  gone: Row | null;
  /** Changes of fields, oldest first; of a row that the batch made they stand in `made` as well. */
  readonly changes: FieldChange[];
}

/** Rows of the log read at a time: the write connection can't write while it reads. */
const PAGE = 5000;

/**
 * Steps of a batch that are not undone: those that wrote its own row, which the take-in makes and every commit changes.
 * An undoing of the batch is none of them.
 */
export function stepsOfBatch(db: ReadDb, batch: number): number[] {
  return db.pluck<number>(
    `SELECT s.id FROM steps s WHERE s.id IN (SELECT step FROM change_log WHERE tbl = 'batches' AND row_id = ?)
      AND s.kind = 'do' AND s.action <> 'returns.undo' AND ${lastMark('s')} IS NOT 'undo' ORDER BY s.id`,
    batch,
  );
}

/** Follows the given steps through the log. Rows that they made and took away again are left out. */
export function traceOf(db: ReadDb, steps: readonly number[], leftOut: ReadonlySet<string>): RowTrace[] {
  const traces = new Map<string, RowTrace>();
  for (const step of steps) {
    let seq = 0;
    for (let page = PAGE; page === PAGE;) {
      const rows = db.all<LogRow>(
        `SELECT seq, step, tbl, row_id, op, field, old, new FROM ${LOG_OF_STEP}
          WHERE step = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`,
        step,
        seq,
      );
      page = rows.length;
      seq = rows.at(-1)?.seq ?? seq;
      for (const row of rows) if (row.tbl !== 'steps' && !leftOut.has(row.tbl)) follow(traces, row);
    }
  }
  return [...traces.values()].filter((trace) => trace.made === null || trace.gone === null);
}

function follow(traces: Map<string, RowTrace>, row: LogRow): void {
  const key = `${row.tbl}.${row.row_id}`;
  let trace = traces.get(key);
  if (trace === undefined) {
    trace = { table: row.tbl, id: row.row_id, made: null, madeBy: 0, gone: null, changes: [] };
    traces.set(key, trace);
  }
  if (row.op === 'insert') {
    trace.made = JSON.parse(String(row.new)) as Row;
    trace.madeBy = row.step;
  } else if (row.op === 'delete') trace.gone = JSON.parse(String(row.old)) as Row;
  else {
    trace.changes.push({ step: row.step, field: row.field, old: row.old, new: row.new });
    if (trace.made !== null) trace.made[row.field] = row.new;
  }
}
