/**
 * The ledger as its change log tells it. Rows are told forward from nothing; where a migration changed a table's rows
 * (it writes only digests of before and after), what it left is told backward from the rows of today.
 */
import { type LogValue } from './changeLog.ts';
import type { ReadDb, SqlValue } from './connection.ts';
import { digestOf, EMPTY_DIGEST } from './digest.ts';

export interface LogRow {
  seq: number;
  step: number;
  tbl: string;
  row_id: number;
  op: 'insert' | 'update' | 'delete';
  field: string;
  old: LogValue;
  new: LogValue;
  hash: string;
}

type Row = Record<string, SqlValue>;
type Rows = Map<number, Row>;
type Kind = 'row_differs' | 'row_missing' | 'row_not_logged';
export type Told = { row: number | null; kind: Kind }[];

/** One table: its rows as told so far, or what a migration left and all that was logged since. */
interface Table {
  rows: Rows;
  /** Digest of the rows a migration left; null while all rows are told from nothing. */
  base: string | null;
  since: LogRow[];
  /** A migration met other rows than the log tells. */
  differs: boolean;
}

/** A text that damage made unreadable tells nothing: its broken link is told by the chain, its row differs. */
function parsed(json: LogValue): Row {
  try {
    return JSON.parse(String(json)) as Row;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
const same = (a: Row, b: Row) => Object.entries(a).every(([field, value]) => b[field] === value);

function digestOfRows(rows: Rows): string {
  const ordered = [...rows].sort((a, b) => a[0] - b[0]);
  return digestOf(ordered.map(([, row]) => Object.values(row)));
}

export class Replay {
  readonly #tables = new Map<string, Table>();

  #table(name: string): Table {
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = { rows: new Map(), base: null, since: [], differs: false };
      this.#tables.set(name, table);
    }
    return table;
  }

  /** Takes the next row of the log, in order. */
  take(entry: LogRow): void {
    const table = this.#table(entry.tbl);
    if (table.base !== null) table.since.push(entry);
    else if (entry.op === 'delete') table.rows.delete(entry.row_id);
    else if (entry.op === 'insert') table.rows.set(entry.row_id, parsed(entry.new));
    else {
      const row = table.rows.get(entry.row_id);
      if (row !== undefined) row[entry.field] = entry.new;
    }
    if (entry.tbl === 'steps' && entry.op === 'insert') this.#step(parsed(entry.new));
  }

  #step(step: Row): void {
    if (step['kind'] !== 'migration') return;
    const { before = {}, after = {} } = parsed(step['detail'] ?? null) as unknown as {
      before?: Record<string, string>;
      after?: Record<string, string>;
    };
    for (const [name, left] of Object.entries(after)) {
      const table = this.#table(name);
      const met = before[name] ?? EMPTY_DIGEST;
      if (table.base === null && digestOfRows(table.rows) !== met) table.differs = true;
      if (left === met) continue;
      this.#tables.set(name, { rows: new Map(), base: left, since: [], differs: table.differs });
    }
  }

  /** What a table of today holds otherwise than told. */
  compare(db: ReadDb, name: string): Told {
    const table = this.#table(name);
    const told = table.base === null ? forward(db, name, table.rows) : backward(db, name, table);
    if (table.differs) told.push({ row: null, kind: 'row_differs' });
    return told;
  }
}

function forward(db: ReadDb, name: string, expected: Rows): Told {
  const told: Told = [];
  for (const actual of db.each<Row & { id: number }>(`SELECT * FROM ${name}`)) {
    const row = expected.get(actual.id);
    if (row === undefined) told.push({ row: actual.id, kind: 'row_not_logged' });
    else if (!same(actual, row)) told.push({ row: actual.id, kind: 'row_differs' });
    expected.delete(actual.id);
  }
  for (const id of expected.keys()) told.push({ row: id, kind: 'row_missing' });
  return told;
}

/** Takes back, from the rows of today, all that was logged since the migration; what remains is what it left. */
function backward(db: ReadDb, name: string, table: Table): Told {
  const rows: Rows = new Map();
  for (const row of db.each<Row & { id: number }>(`SELECT * FROM ${name}`)) rows.set(row.id, row);
  const found = new Map<number, Kind>();
  for (const entry of table.since.reverse()) {
    const row = rows.get(entry.row_id);
    const misfit = misfitOf(entry, row);
    if (misfit !== null) {
      if (!found.has(entry.row_id)) found.set(entry.row_id, misfit);
    } else if (entry.op === 'insert') rows.delete(entry.row_id);
    else if (entry.op === 'delete') rows.set(entry.row_id, parsed(entry.old));
    else if (row !== undefined) row[entry.field] = entry.old;
  }
  const told: Told = [...found].map(([row, kind]) => ({ row, kind }));
  if (told.length === 0 && digestOfRows(rows) !== table.base) told.push({ row: null, kind: 'row_differs' });
  return told;
}

function misfitOf(entry: LogRow, row: Row | undefined): Kind | null {
  if (entry.op === 'delete') return row === undefined ? null : 'row_not_logged';
  if (row === undefined) return 'row_missing';
  const fits = entry.op === 'insert' ? same(row, parsed(entry.new)) : row[entry.field] === entry.new;
  return fits ? null : 'row_differs';
}
