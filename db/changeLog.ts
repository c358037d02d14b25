/**
 * The change log: append-only rows, written by triggers so that no write can be forgotten, chained by SHA-256.
 * The triggers call functions that only this program registers: a row written by a foreign tool fails there, and
 * one written after the triggers were dropped is found by `verify`.
 */
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';

export type LogValue = string | number | null;

/** One link's hash. Fields are encoded as JSON, so that no two different rows look alike. */
export function linkHash(
  previous: string,
  step: number,
  table: string,
  row: number,
  op: string,
  field: string,
  oldValue: LogValue,
  newValue: LogValue,
): string {
  // In one call: a hash object for every row would cost more than its hash.
  return hash('sha256', JSON.stringify([previous, step, table, row, op, field, oldValue, newValue]), 'hex');
}

/** Registers what the triggers call. `currentStep` throws when no step is open. */
export function registerLogFunctions(db: Database.Database, currentStep: () => number): void {
  db.function('ledger_step', { directOnly: false }, () => currentStep());
  db.function('ledger_link', { directOnly: false }, ((
    previous: string | null,
    step: number | null,
    table: string,
    row: number,
    op: string,
    field: string,
    oldValue: LogValue,
    newValue: LogValue,
  ) => linkHash(previous ?? '', step ?? currentStep(), table, row, op, field, oldValue, newValue)) as (
    ...args: unknown[]
  ) => unknown);
}

// The previous hash is read by a subselect, never kept in memory: a rollback would break the chain.
const PREVIOUS = '(SELECT hash FROM change_log ORDER BY seq DESC LIMIT 1)';

/** @param step NULL is the open step: asked inside the link, since every call out of SQL costs as much as a hash */
function appended(
  step: string | null,
  table: string,
  row: string,
  op: string,
  field: string,
  old: string,
  now: string,
) {
  return `INSERT INTO change_log (step, tbl, row_id, op, field, old, new, hash)
    VALUES (${step ?? 'ledger_step()'}, '${table}', ${row}, '${op}', '${field}', ${old}, ${now},
      ledger_link(${PREVIOUS}, ${step ?? 'NULL'}, '${table}', ${row}, '${op}', '${field}', ${old}, ${now}));`;
}

/** A whole row as JSON, in the order of its columns. */
function rowJson(columns: readonly string[], side: 'NEW' | 'OLD'): string {
  return `json_object(${columns.map((column) => `'${column}', ${side}.${column}`).join(', ')})`;
}

/** A trigger of the log: its name, its table, and the statement that makes it. */
export interface LogTrigger {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** The triggers of all logged tables. One trigger a column, so that an update pays for what it names. */
export function logTriggers(
  tables: readonly string[],
  columnsOf: (table: string) => readonly string[],
): LogTrigger[] {
  const made = (table: string, what: string, rest: string): LogTrigger => {
    const name = `log_${table}_${what}`;
    return { name, table, sql: `CREATE TRIGGER ${name} ${rest}` };
  };
  const stepRow = rowJson(columnsOf('steps'), 'NEW');
  const ofSteps = made(
    'steps',
    'insert',
    `AFTER INSERT ON steps BEGIN
    ${appended('NEW.id', 'steps', 'NEW.id', 'insert', '', 'NULL', stepRow)} END`,
  );
  const ofTable = (table: string): LogTrigger[] => {
    const columns = columnsOf(table);
    const inserted = appended(null, table, 'NEW.id', 'insert', '', 'NULL', rowJson(columns, 'NEW'));
    const deleted = appended(null, table, 'OLD.id', 'delete', '', rowJson(columns, 'OLD'), 'NULL');
    return [
      made(table, 'insert', `AFTER INSERT ON ${table} BEGIN\n      ${inserted} END`),
      made(table, 'delete', `AFTER DELETE ON ${table} BEGIN\n      ${deleted} END`),
      ...columns.map((column) => {
        const updated = appended(null, table, 'OLD.id', 'update', column, `OLD.${column}`, `NEW.${column}`);
        return made(
          table,
          `update_${column}`,
          `AFTER UPDATE OF ${column} ON ${table}
        WHEN OLD.${column} IS NOT NEW.${column} BEGIN
        ${updated} END`,
        );
      }),
    ];
  };
  return [ofSteps, ...tables.flatMap(ofTable)];
}

/** (Re)creates the triggers of all logged tables. */
export function createLogTriggers(db: Database.Database, tables: readonly string[]): void {
  dropLogTriggers(db);
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  for (const { sql } of logTriggers(tables, (table) => columns.all(table))) db.exec(sql);
}

export function dropLogTriggers(db: Database.Database): void {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'log_*'")
    .pluck()
    .all() as string[];
  for (const name of names) db.exec(`DROP TRIGGER "${name}"`);
}
