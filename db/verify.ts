/**
 * Is the ledger what its log says? Finds dropped triggers, rows written or changed behind the log, a log that was
 * edited, and rules broken between tables.
 */
import { linkHash } from './changeLog.ts';
import type { ReadDb } from './connection.ts';
import { migrations } from './migrations/index.ts';
import { type LogRow, Replay } from './replay.ts';

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
    ...chainAndRows(db, logged()),
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

/** More broken links than this say nothing new. */
const MAX_LINKS = 20;

/** Recomputes the chain and compares every logged table with what the log tells. Reads row by row. */
export function chainAndRows(db: ReadDb, tables: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const broken = (row: number) => {
    if (problems.length < MAX_LINKS) problems.push({ table: 'change_log', row, kind: 'chain_broken' });
  };
  const replay = new Replay();
  let previous = '';
  let seq = 0;
  for (const entry of db.each<LogRow>(
    'SELECT seq, step, tbl, row_id, op, field, old, new, hash FROM change_log ORDER BY seq',
  )) {
    // Numbers run without a gap: a step that is rolled back gives its numbers back.
    if (entry.seq !== seq + 1) broken(seq + 1);
    else if (hashOf(previous, entry) !== entry.hash) broken(entry.seq);
    seq = entry.seq;
    previous = entry.hash;
    replay.take(entry);
  }
  // A log cut off at its end is whole in itself, but SQLite remembers the last number it gave.
  const given = db.pluck<number>("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'")[0] ?? 0;
  if (given !== seq) broken(seq + 1);
  const present = new Set(db.pluck<string>("SELECT name FROM sqlite_schema WHERE type = 'table'"));
  for (const table of ['steps', ...tables]) {
    if (!present.has(table)) {
      problems.push({ table, row: null, kind: 'row_missing' });
      continue;
    }
    for (const { row, kind } of replay.compare(db, table)) {
      const differs = table === 'steps' && kind === 'row_differs';
      problems.push({ table, row, kind: differs ? 'step_differs' : kind });
    }
  }
  return problems;
}

const hashOf = (previous: string, e: LogRow) =>
  linkHash(previous, e.step, e.tbl, e.row_id, e.op, e.field, e.old, e.new);

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
