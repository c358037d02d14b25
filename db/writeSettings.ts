/** Writing settings and who sits at the PC: apart from reading them, since deadlines are read by a setting. */
import type { LedgerSettings } from '../shared/contract/types.ts';
import type { Day } from '../shared/day.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { rereadForImmediateDays } from './deadlines.ts';
import { readSettings } from './settings.ts';

/** Writes the given settings. 立行立改 deadlines move along with the days that the setting gives them. */
export function writeSettings(db: WriteDb, settings: Partial<LedgerSettings>): void {
  const before = readSettings(db).immediateDays;
  for (const [name, value] of Object.entries(settings)) put(db, name, JSON.stringify(value));
  const after = readSettings(db).immediateDays;
  if (after !== before) rereadForImmediateDays(db, before, after);
}

/** Handing over to another clerk is an event of its own, so that old steps keep their operator. */
export function setOperator(db: WriteDb, from: string, to: string, note = ''): void {
  if (from === to) return;
  put(db, 'operator', to);
  db.run(
    'INSERT INTO handovers (effective_on, from_operator, to_operator, note) VALUES (?, ?, ?, ?)',
    ...[db.today, from, to, note],
  );
}

/** Handovers from one clerk to another, newest first. */
export function listHandovers(db: ReadDb): { id: number; on: Day; from: string; to: string; note: string }[] {
  return db.all(
    `SELECT id, effective_on AS "on", from_operator AS "from", to_operator AS "to", note FROM handovers
      ORDER BY id DESC`,
  );
}

function put(db: WriteDb, name: string, value: string): void {
  // No upsert: it would take the log's update trigger past rows that do not differ.
  const known = db.get<{ id: number }>('SELECT id FROM settings WHERE name = ?', name);
  if (known === undefined) db.run('INSERT INTO settings (name, value) VALUES (?, ?)', name, value);
  else db.run('UPDATE settings SET value = ? WHERE id = ?', value, known.id);
}
