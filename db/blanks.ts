/** Blanks of the superior office: the workbook as it came, kept in the store, and the mapping by which it is filled. */
import type { Blank, BlankLayout, LedgerSettings } from '../shared/contract/types.ts';
import { blankContent } from '../shared/blanks/values.ts';
import type { BlankContent } from '../shared/blanks/values.ts';
import type { Day, Month } from '../shared/day.ts';
import { Refusal } from '../shared/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { knownBytes } from './returns/stage.ts';
import { currentRoundId, roundIdOr } from './rounds.ts';
import { summaryFor, summaryRows } from './summary/index.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly file: string;
  readonly layout: string;
}

/** Of the current round, by name. */
export function listBlanks(db: ReadDb): Blank[] {
  const round = currentRoundId(db);
  if (round === null) return [];
  return db
    .all<Row>(
      'SELECT id, name, file_name AS file, layout FROM blanks WHERE round_id = ? ORDER BY name, id',
      round,
    )
    .map((row) => ({ ...row, layout: JSON.parse(row.layout) as BlankLayout }));
}

/** One blank with its kept workbook. Refuses `blank_missing`. */
export function blankOf(db: ReadDb, id: number): Blank & { readonly sha256: string } {
  const row = db.get<Row & { sha256: string }>(
    `SELECT b.id, b.name, b.file_name AS file, b.layout, f.sha256 FROM blanks b JOIN files f ON f.id = b.file_id
      WHERE b.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('blank_missing', { id });
  return { ...row, layout: JSON.parse(row.layout) as BlankLayout };
}

export interface NewBlank {
  readonly name: string;
  readonly layout: BlankLayout;
  /** Lies in the store already. */
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number };
}

/** Refuses `round_missing`, `blank_name_taken`, `blank_layout_empty`. @returns its id */
export function addBlank(db: WriteDb, { name, layout, file }: NewBlank): number {
  const round = roundIdOr(db, undefined);
  refuseTaken(db, round, name, null);
  refuseEmpty(layout);
  return db.run(
    'INSERT INTO blanks (round_id, name, file_id, file_name, layout) VALUES (?, ?, ?, ?, ?)',
    ...[round, name, knownBytes(db, file.sha256, file.bytes), file.name, JSON.stringify(layout)],
  ).id;
}

/** Refuses `blank_missing`, `blank_name_taken`, `blank_layout_empty`. */
export function editBlank(
  db: WriteDb,
  id: number,
  { name, layout }: { readonly name?: string | undefined; readonly layout?: BlankLayout | undefined },
): void {
  const before = blankOf(db, id);
  const round = db.pluck<number>('SELECT round_id FROM blanks WHERE id = ?', id)[0] ?? 0;
  if (name !== undefined) refuseTaken(db, round, name, id);
  if (layout !== undefined) refuseEmpty(layout);
  db.run(
    'UPDATE blanks SET name = ?, layout = ? WHERE id = ?',
    ...[name ?? before.name, JSON.stringify(layout ?? before.layout), id],
  );
}

/** The workbook stays in the store, as every file that the log names. Refuses `blank_missing`. */
export function removeBlank(db: WriteDb, id: number): void {
  blankOf(db, id);
  db.run('DELETE FROM blanks WHERE id = ?', id);
}

/** What a layout is filled with in a month. Refuses `round_missing`. */
export function blankContentOf(
  db: ReadDb,
  layout: BlankLayout,
  month: Month,
  today: Day,
  settings: LedgerSettings,
): BlankContent {
  const issues = summaryRows(db, month, 'issues:all', today, settings);
  const measures = summaryRows(db, month, 'measures:all', today, settings);
  return blankContent(layout, {
    summary: summaryFor(db, month, today, settings),
    issues: issues.kind === 'issues' ? issues.rows : [],
    measures: measures.kind === 'measures' ? measures.rows : [],
    today,
  });
}

function refuseTaken(db: ReadDb, round: number, name: string, but: number | null): void {
  const taken = db.pluck<number>(
    'SELECT id FROM blanks WHERE round_id = ? AND name = ? AND id IS NOT ?',
    ...[round, name, but],
  );
  if (taken.length > 0) throw new Refusal('blank_name_taken', { name });
}

/** A layout that fills nothing would give out an empty blank. */
function refuseEmpty({ columns, cells, rows }: BlankLayout): void {
  if (cells.length === 0 && (rows === 'none' || columns.length === 0))
    throw new Refusal('blank_layout_empty');
}
