/** Settings of the ledger and who sits at the PC. Values are JSON, a missing one is its default. */
import type { LedgerSettings } from '../shared/contract/types.ts';
import { DUE_SOON_DAYS, LAG_MONTHS } from '../shared/timeliness.ts';
import type { ReadDb, WriteDb } from './connection.ts';

export const defaultSettings: LedgerSettings = {
  cutoffDay: 31,
  nearDays: DUE_SOON_DAYS,
  lagMonths: LAG_MONTHS,
  immediateDays: 30,
};

export function readSettings(db: ReadDb): LedgerSettings {
  const rows = db.all<{ name: string; value: string }>(
    "SELECT name, value FROM settings WHERE name <> 'operator'",
  );
  const kept = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as number]));
  return { ...defaultSettings, ...kept };
}

export function writeSettings(db: WriteDb, settings: Partial<LedgerSettings>): void {
  for (const [name, value] of Object.entries(settings)) put(db, name, JSON.stringify(value));
}

/** Handing over to another clerk is an event of its own, so that old steps keep their operator. */
export function setOperator(db: WriteDb, from: string, to: string): void {
  if (from === to) return;
  put(db, 'operator', to);
  db.run(
    'INSERT INTO handovers (effective_on, from_operator, to_operator) VALUES (?, ?, ?)',
    db.today,
    from,
    to,
  );
}

function put(db: WriteDb, name: string, value: string): void {
  // No upsert: it would take the log's update trigger past rows that do not differ.
  const known = db.get<{ id: number }>('SELECT id FROM settings WHERE name = ?', name);
  if (known === undefined) db.run('INSERT INTO settings (name, value) VALUES (?, ?)', name, value);
  else db.run('UPDATE settings SET value = ? WHERE id = ?', value, known.id);
}
