/**
 * Is the ledger what its log says? Finds dropped triggers, rows written or changed behind the log, a log that was
 * edited, and rules broken between tables.
 */
import { linkHash, type LogValue } from './changeLog.ts';
import type { ReadDb, SqlValue } from './connection.ts';
import { migrations } from './migrations/index.ts';

export interface Problem {
  readonly table: string;
  readonly row: number | null;
  /**
   * `page_damage`, `missing_reference`, `trigger_missing`, `chain_broken`, `row_not_logged`, `row_missing`,
   * `row_differs`, `step_differs`, `state_without_event`.
   */
  readonly kind: string;
}

const logged = () => migrations.at(-1)?.logged ?? [];

export function verify(db: ReadDb): { ok: boolean; problems: Problem[] } {
  const problems = [
    ...pages(db),
    ...references(db),
    ...triggers(db),
    ...chainAndRows(db),
    ...statesWithoutEvents(db),
  ];
  return { ok: problems.length === 0, problems };
}

function pages(db: ReadDb): Problem[] {
  return db
    .pluck<string>('PRAGMA integrity_check(20)')
    .filter((line) => line !== 'ok')
    .map((line) => ({
      table: /\b(?:table|index) (\w+)/.exec(line)?.[1] ?? 'ledger',
      row: null,
      kind: 'page_damage',
    }));
}

function references(db: ReadDb): Problem[] {
  return db
    .all<{ table: string; rowid: number | null }>('PRAGMA foreign_key_check')
    .map((row) => ({ table: row.table, row: row.rowid, kind: 'missing_reference' }));
}

function triggers(db: ReadDb): Problem[] {
  const present = new Set(db.pluck<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'"));
  const wanted = [
    ['steps', 'steps_no_update'],
    ['steps', 'steps_no_delete'],
    ['change_log', 'change_log_no_update'],
    ['change_log', 'change_log_no_delete'],
    ['progress', 'progress_never_overwritten'],
    ['steps', 'log_steps_insert'],
    ...logged().flatMap((table) => [
      [table, `log_${table}_insert`],
      [table, `log_${table}_delete`],
      ...db
        .pluck<string>('SELECT name FROM pragma_table_info(?)', table)
        .map((column) => [table, `log_${table}_update_${column}`]),
    ]),
  ] as [string, string][];
  return wanted
    .filter(([, name]) => !present.has(name))
    .map(([table]) => ({ table, row: null, kind: 'trigger_missing' }))
    .filter((problem, index, all) => all.findIndex((other) => other.table === problem.table) === index);
}

interface LogRow {
  seq: number;
  step: number;
  tbl: string;
  row_id: number;
  op: string;
  field: string;
  old: LogValue;
  new: LogValue;
  hash: string;
}

/** Walks the whole log once: checks every link, and replays the rows to compare them with the tables. */
function chainAndRows(db: ReadDb): Problem[] {
  const problems: Problem[] = [];
  const replayed = new Map<string, Map<number, Record<string, SqlValue>>>();
  let previous = '';
  let broken = false;
  for (const entry of db.each<LogRow>(
    'SELECT seq, step, tbl, row_id, op, field, old, new, hash FROM change_log ORDER BY seq',
  )) {
    const expected = linkHash(
      previous,
      entry.step,
      entry.tbl,
      entry.row_id,
      entry.op,
      entry.field,
      entry.old,
      entry.new,
    );
    if (!broken && expected !== entry.hash) {
      // Every later link rests on this one; it is named once.
      broken = true;
      problems.push({ table: 'change_log', row: entry.seq, kind: 'chain_broken' });
    }
    previous = entry.hash;
    replay(replayed, entry);
  }
  for (const table of ['steps', ...logged()]) {
    problems.push(...compare(db, table, replayed.get(table) ?? new Map()));
  }
  return problems;
}

function replay(tables: Map<string, Map<number, Record<string, SqlValue>>>, entry: LogRow): void {
  let rows = tables.get(entry.tbl);
  if (rows === undefined) {
    rows = new Map();
    tables.set(entry.tbl, rows);
  }
  if (entry.op === 'delete') rows.delete(entry.row_id);
  else if (entry.op === 'insert')
    rows.set(entry.row_id, JSON.parse(String(entry.new)) as Record<string, SqlValue>);
  else {
    const row = rows.get(entry.row_id);
    if (row !== undefined) row[entry.field] = entry.new;
  }
}

function compare(db: ReadDb, table: string, expected: Map<number, Record<string, SqlValue>>): Problem[] {
  const problems: Problem[] = [];
  for (const actual of db.each<Record<string, SqlValue> & { id: number }>(`SELECT * FROM ${table}`)) {
    const row = expected.get(actual.id);
    if (row === undefined) {
      problems.push({ table, row: actual.id, kind: 'row_not_logged' });
      continue;
    }
    expected.delete(actual.id);
    if (Object.entries(actual).some(([field, value]) => row[field] !== value)) {
      problems.push({ table, row: actual.id, kind: table === 'steps' ? 'step_differs' : 'row_differs' });
    }
  }
  for (const id of expected.keys()) problems.push({ table, row: id, kind: 'row_missing' });
  return problems;
}

/** A measure's present state must be what its last event says: as-of views go by events, screens by the column. */
function statesWithoutEvents(db: ReadDb): Problem[] {
  return db
    .pluck<number>(
      `SELECT m.id FROM measures m WHERE m.state IS NOT coalesce(
        (SELECT e.to_state FROM measure_events e WHERE e.measure_id = m.id AND e.kind = 'state'
          ORDER BY e.effective_on DESC, e.id DESC LIMIT 1), 'not_started')`,
    )
    .map((row) => ({ table: 'measures', row, kind: 'state_without_event' }));
}
