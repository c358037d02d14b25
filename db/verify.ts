/**
 * Is the ledger what its log says? Finds dropped triggers, rows written or changed behind the log, a log that was
 * edited, and rules broken between tables.
 */
import { linkHash, logTriggers } from './changeLog.ts';
import type { ReadDb } from './connection.ts';
import { migrations } from './migrations/index.ts';
import { type LogRow, Replay } from './replay.ts';

export interface Problem {
  readonly table: string;
  readonly row: number | null;
  /**
   * `page_damage`, `missing_reference`, `trigger_missing`, `trigger_differs`, `chain_broken`, `row_not_logged`,
   * `row_missing`, `row_differs`, `step_differs`, `state_without_event`, `index_differs`; of kept files (`files`, see
   * verifyFiles.ts) `file_missing`, `file_size_differs`, `file_altered`, `file_unreadable`.
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
    ...indexDiffers(db),
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

/**
 * Every trigger must stand as it was made: one that is missing, replaced or added lets writes go unseen. Their wording
 * belongs to the schema: it changes by a migration only.
 */
function triggers(db: ReadDb): Problem[] {
  const present = new Map(
    db
      .all<{ name: string; tbl_name: string; sql: string }>(
        "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .map((row) => [row.name, row]),
  );
  const guards = migrations
    .flatMap((migration) => migration.up)
    .flatMap((sql) => {
      const [, name, table] = /^CREATE TRIGGER (\w+) .*? ON (\w+)\s/s.exec(sql) ?? [];
      return name === undefined || table === undefined ? [] : [{ name, table, sql }];
    });
  const columnsOf = (table: string) => db.pluck<string>('SELECT name FROM pragma_table_info(?)', table);
  // Tables that a later version logs have triggers of the same wording.
  const tables = new Set(logged());
  for (const { name, tbl_name: table } of present.values())
    if (name === `log_${table}_insert` && table !== 'steps') tables.add(table);
  // A guard that a later version made anew stands by its name once.
  const newest = new Map(guards.map((guard) => [guard.name, guard]));
  const wanted = [...newest.values(), ...logTriggers([...tables], columnsOf)];
  const found: Problem[] = [];
  for (const { name, table, sql } of wanted) {
    const there = present.get(name);
    if (there === undefined) found.push({ table, row: null, kind: 'trigger_missing' });
    else if (there.sql !== sql) found.push({ table, row: null, kind: 'trigger_differs' });
    present.delete(name);
  }
  for (const { tbl_name: table } of present.values())
    found.push({ table, row: null, kind: 'trigger_differs' });
  return found.filter(
    (problem, index) =>
      found.findIndex((other) => other.table === problem.table && other.kind === problem.kind) === index,
  );
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

/** The checklist shows what the index lists: a measure that lacks there is not seen, though it is counted. */
function indexDiffers(db: ReadDb): Problem[] {
  return db
    .pluck<number>(
      `SELECT m.id FROM measures m JOIN issues i ON i.id = m.issue_id
        LEFT JOIN measure_index x ON x.measure_id = m.id
        WHERE x.issue_id IS NOT m.issue_id OR x.round_id IS NOT i.round_id
          OR x.withdrawn IS NOT (m.withdrawn_on IS NOT NULL OR i.withdrawn_on IS NOT NULL)
      UNION ALL SELECT x.measure_id FROM measure_index x LEFT JOIN measures m ON m.id = x.measure_id
        WHERE m.id IS NULL`,
    )
    .map((row) => ({ table: 'measure_index', row, kind: 'index_differs' }));
}
