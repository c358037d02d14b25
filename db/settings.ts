/** Settings of the ledger as they stand. Values are JSON, a missing one is its default; writing: writeSettings.ts. */
import type { LedgerSettings } from '../shared/contract/types.ts';
import { IMMEDIATE_DAYS } from '../shared/deadline.ts';
import { DUE_SOON_DAYS, LAG_MONTHS } from '../shared/timeliness.ts';
import type { ReadDb } from './connection.ts';

export const defaultSettings: LedgerSettings = {
  cutoffDay: 31,
  dueDay: 5,
  nearDays: DUE_SOON_DAYS,
  lagMonths: LAG_MONTHS,
  immediateDays: IMMEDIATE_DAYS,
};

export function readSettings(db: ReadDb): LedgerSettings {
  const rows = db.all<{ name: string; value: string }>(
    "SELECT name, value FROM settings WHERE name NOT IN ('operator', 'ledgerId')",
  );
  const kept = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as number]));
  return { ...defaultSettings, ...kept };
}

/** By which a workbook that comes back is known to be this ledger's; '' for one that has none. */
export function ledgerIdOf(db: ReadDb): string {
  const kept = db.get<{ value: string }>("SELECT value FROM settings WHERE name = 'ledgerId'")?.value;
  return kept === undefined ? '' : String(JSON.parse(kept));
}
