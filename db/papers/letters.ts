/** Letters to units, as they are found again. */
import type { Day, Month } from '../../shared/day.ts';
import type { ReminderKind } from '../../shared/lists.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { currentRoundId } from '../rounds.ts';

export interface SentLetter {
  readonly id: number;
  readonly kind: ReminderKind;
  /** By its name on the day of the letter. */
  readonly unit: string;
  readonly number: string;
  readonly on: Day;
}

/** Letters of the current round that were sent in a month or are about it, newest first. */
export function lettersOf(db: ReadDb, month: Month): SentLetter[] {
  const rows = db.all<{ id: number; kind: ReminderKind; unit: number; number: string; on: Day }>(
    `SELECT id, kind, unit_id AS unit, number, sent_on AS "on" FROM reminders
     WHERE round_id = ? AND (month = ? OR substr(sent_on, 1, 7) = ?) ORDER BY sent_on DESC, id DESC`,
    currentRoundId(db),
    month,
    month,
  );
  const names = new Map<Day, ReturnType<typeof unitNames>>();
  return rows.map(({ unit, ...row }) => {
    const known = names.get(row.on) ?? unitNames(db, row.on);
    names.set(row.on, known);
    return { ...row, unit: known.get(unit) ?? '' };
  });
}
