/** What a step touched: for the window's refresh, and for the derived search index. */
import type { ReadDb } from './connection.ts';

export interface Change {
  readonly revision: number;
  readonly tables: readonly string[];
  readonly months: readonly string[];
  /** Issues touched, themselves or through a measure; null when more than MAX_ISSUES. */
  readonly issues: readonly number[] | null;
}

const MAX_ISSUES = 200;

/**
 * The log's rows by their step, as `c`. The index is named, since the other one (by table and row) looks better to
 * SQLite and is not: a tick would read the log of every measure there is.
 */
export const LOG_OF_STEP = 'change_log AS c INDEXED BY change_log_step';

/** Tables whose rows belong to a measure by `measure_id`. */
const ofMeasure = [
  'measure_units',
  'measure_events',
  'extensions',
  'progress',
  'evidence',
  'regulations',
  'sanctions',
  'recoveries',
  'extension_requests',
] as const;

const rowOf = 'coalesce(new, old)';

/** Ids of measures that a step touched, in their own row or in a row that belongs to them. */
export function touchedMeasures(db: ReadDb, step: number): number[] {
  const parts = [
    `SELECT row_id AS id FROM ${LOG_OF_STEP} WHERE step = ?1 AND tbl = 'measures'`,
    `SELECT json_extract(${rowOf}, '$.measure_id') FROM ${LOG_OF_STEP} WHERE step = ?1 AND op <> 'update'
      AND tbl IN (${ofMeasure.map((t) => `'${t}'`).join(', ')})`,
    ...ofMeasure.map(
      (table) => `SELECT t.measure_id FROM ${LOG_OF_STEP} JOIN ${table} t ON t.id = c.row_id
        WHERE c.step = ?1 AND c.op = 'update' AND c.tbl = '${table}'`,
    ),
  ];
  return db.pluck<number>(`SELECT DISTINCT id FROM (${parts.join(' UNION ALL ')})`, step);
}

/** Null when the step wrote no row at all. */
export function changeOf(db: ReadDb, step: number): Change | null {
  const tables = db.pluck<string>(
    `SELECT DISTINCT tbl FROM ${LOG_OF_STEP} WHERE step = ? AND tbl <> 'steps'`,
    step,
  );
  if (tables.length === 0) return null;
  const months = db.pluck<string>(
    `SELECT DISTINCT json_extract(${rowOf}, '$.month') FROM ${LOG_OF_STEP}
      WHERE step = ? AND op <> 'update' AND tbl IN ('progress', 'submissions', 'releases', 'matters', 'forms', 'due_days', 'reminders', 'extension_requests', 'decided_rows', 'narratives')`,
    step,
  );
  return { revision: step, tables, months, issues: touchedIssues(db, step) };
}

function touchedIssues(db: ReadDb, step: number): number[] | null {
  const wide = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${LOG_OF_STEP} WHERE step = ? AND tbl <> 'steps' LIMIT 5000)`,
    step,
  );
  if ((wide?.n ?? 0) >= 5000) return null;
  const issues = new Set<number>(
    db.pluck<number>(
      `SELECT row_id FROM ${LOG_OF_STEP} WHERE step = ?1 AND tbl = 'issues'
        UNION SELECT json_extract(${rowOf}, '$.issue_id') FROM ${LOG_OF_STEP}
          WHERE step = ?1 AND op <> 'update' AND tbl IN ('measures', 'closing_events', 'closing_cycles')`,
      step,
    ),
  );
  for (const id of touchedMeasures(db, step)) {
    const issue = db.get<{ issue_id: number }>('SELECT issue_id FROM measures WHERE id = ?', id);
    if (issue !== undefined) issues.add(issue.issue_id);
  }
  return issues.size > MAX_ISSUES ? null : [...issues];
}
