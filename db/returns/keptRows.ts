/** Which rows that a batch made must stay when it is taken back: those that others came to rest on, and their like. */
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { migrations } from '../migrations/index.ts';
import type { Row, RowTrace } from './batchTrace.ts';

/** A column of a table that refers to a row of another one. */
interface Reference {
  readonly table: string;
  readonly column: string;
  readonly to: string;
}

function references(db: ReadDb): Reference[] {
  return (migrations.at(-1)?.logged ?? []).flatMap((table) =>
    db
      .all<{ to: string; column: string }>(
        `SELECT "table" AS "to", "from" AS "column" FROM pragma_foreign_key_list(?)`,
        table,
      )
      .map((row) => ({ table, ...row })),
  );
}

/** Rows that mean nothing without the one they belong to, and without which it would be half: they stay with it. */
const owned: readonly Reference[] = [
  ...['measure_events', 'measure_units', 'progress', 'evidence', 'extensions'].map((table) => ({
    ...{ table, column: 'measure_id', to: 'measures' },
  })),
  { table: 'closing_cycles', column: 'issue_id', to: 'issues' },
  { table: 'closing_events', column: 'issue_id', to: 'issues' },
  { table: 'unit_names', column: 'unit_id', to: 'units' },
  { table: 'stages', column: 'round_id', to: 'rounds' },
  { table: 'stated_amounts', column: 'round_id', to: 'rounds' },
];

const keyOf = (table: string, id: unknown) => `${table}.${String(id)}`;

/** Why a row stays: `edited` since, or `needed` by another row or by a closing. Rows that may go are not in the map. */
export function keptRows(db: ReadDb, made: readonly RowTrace[]): Map<RowTrace, 'edited' | 'needed'> {
  const own = new Map(made.map((trace) => [keyOf(trace.table, trace.id), trace]));
  const kept = new Map<RowTrace, 'edited' | 'needed'>();
  const all = references(db);
  for (const trace of made) {
    const now = db.get<Row>(`SELECT * FROM ${trace.table} WHERE id = ?`, trace.id);
    if (now === undefined) continue;
    const left = trace.made ?? {};
    if (Object.entries(left).some(([field, value]) => now[field] !== value)) kept.set(trace, 'edited');
    else if (referredBy(db, trace, all, own) || restsOn(db, trace, own)) kept.set(trace, 'needed');
  }
  spread(kept, own, all, made);
  return kept;
}

/** Does a row that the batch did not make refer to it? */
function referredBy(
  db: ReadDb,
  trace: RowTrace,
  all: readonly Reference[],
  own: ReadonlyMap<string, RowTrace>,
): boolean {
  return all.some(({ table, column, to }) => {
    if (to !== trace.table) return false;
    return db
      .pluck<number>(`SELECT id FROM ${table} WHERE ${column} = ?`, trace.id)
      .some((id) => !own.has(keyOf(table, id)));
  });
}

const measureTables: readonly string[] = ['evidence', 'extensions'];

/** Does a closing rest on it that this batch did not bring itself? */
function restsOn(db: ReadDb, trace: RowTrace, own: ReadonlyMap<string, RowTrace>): boolean {
  const measure = measureTables.includes(trace.table) ? trace.made?.['measure_id'] : null;
  const issue =
    trace.table === 'issues'
      ? trace.id
      : trace.table === 'measures'
        ? trace.made?.['issue_id']
        : measure == null
          ? null
          : db.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', measure)[0];
  if (issue == null) return false;
  const last = db.get<{ id: number | null; closure: string }>(
    `SELECT (SELECT max(id) FROM closing_events WHERE issue_id = ?1) AS id, ${closureSql('?1')} AS closure`,
    issue,
  );
  return last !== undefined && last.closure !== 'open' && !own.has(keyOf('closing_events', last.id));
}

/** What a kept row refers to stays, and so does what belongs to it. */
function spread(
  kept: Map<RowTrace, 'edited' | 'needed'>,
  own: ReadonlyMap<string, RowTrace>,
  all: readonly Reference[],
  made: readonly RowTrace[],
): void {
  const belonging = new Map<string, RowTrace[]>();
  for (const trace of made) {
    for (const { table, column, to } of owned) {
      if (table !== trace.table) continue;
      const key = keyOf(to, trace.made?.[column]);
      belonging.set(key, [...(belonging.get(key) ?? []), trace]);
    }
  }
  const waiting = [...kept.keys()];
  for (let trace = waiting.pop(); trace !== undefined; trace = waiting.pop()) {
    const parents = all.flatMap(({ table, column, to }) =>
      table === trace?.table ? (own.get(keyOf(to, trace.made?.[column])) ?? []) : [],
    );
    for (const next of [...parents, ...(belonging.get(keyOf(trace.table, trace.id)) ?? [])]) {
      if (kept.has(next)) continue;
      kept.set(next, 'needed');
      waiting.push(next);
    }
  }
}
