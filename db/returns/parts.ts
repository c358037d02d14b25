/** Staged rows themselves, parsed part by part; the last few parts stay in memory, since a screen asks beside itself. */
import type { StagedRow } from '../../shared/returns/types.ts';
import type { ReadDb } from '../connection.ts';

const KEPT = 12;
const held = new WeakMap<ReadDb, Map<string, StagedRow[]>>();

export interface PartPlace {
  readonly part: number;
  readonly first_row: number;
  readonly last_row: number;
}

export function partPlaces(db: ReadDb, file: number, version: number): PartPlace[] {
  return db.all<PartPlace>(
    'SELECT part, first_row, last_row FROM staged_parts WHERE file_id = ? AND version = ? ORDER BY part',
    file,
    version,
  );
}

export function readPart(db: ReadDb, file: number, version: number, part: number): StagedRow[] {
  const rows = db.pluck<string>(
    'SELECT rows FROM staged_parts WHERE file_id = ? AND version = ? AND part = ?',
    ...[file, version, part],
  )[0];
  return rows === undefined ? [] : (JSON.parse(rows) as StagedRow[]);
}

/** Rows of a file by number; those it does not hold are left out. */
export function stagedRows(
  db: ReadDb,
  file: number,
  version: number,
  rows: readonly number[],
): Map<number, StagedRow> {
  let parts = held.get(db);
  if (parts === undefined) held.set(db, (parts = new Map()));
  const wanted = new Set(rows);
  const found = new Map<number, StagedRow>();
  for (const place of partPlaces(db, file, version)) {
    if (!rows.some((row) => row >= place.first_row && row <= place.last_row)) continue;
    const key = `${file}.${version}.${place.part}`;
    const part = parts.get(key) ?? readPart(db, file, version, place.part);
    // Put last again: the first one in is the first one out.
    parts.delete(key);
    parts.set(key, part);
    for (const row of part) if (wanted.has(row.row)) found.set(row.row, row);
    for (const oldest of parts.keys()) {
      if (parts.size <= KEPT) break;
      parts.delete(oldest);
    }
  }
  return found;
}
