/** The day by which the returns of a month are due. */
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import { dueDayAfter } from '../../shared/returns/rollCall.ts';
import { cutoffOf } from '../../shared/summary/period.ts';
import { calendarOf } from '../calendar.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { readSettings } from '../settings.ts';

export interface DueDay {
  readonly cutoffOn: Day;
  readonly dueOn: Day;
  /** The clerk set this month's day himself. */
  readonly set: boolean;
}

/** Of the current round. Refuses `round_missing`. */
export function dueDayOf(db: ReadDb, month: Month): DueDay {
  const round = roundIdOr(db, undefined);
  const { cutoffDay, dueDay } = readSettings(db);
  const cutoffOn = cutoffOf(month, cutoffDay);
  const own = db.pluck<Day>('SELECT due_on FROM due_days WHERE round_id = ? AND month = ?', round, month)[0];
  return { cutoffOn, dueOn: own ?? dueDayAfter(cutoffOn, dueDay, calendarOf(db)), set: own !== undefined };
}

/** Sets the month's own due day; null goes back to the one counted from the settings. */
export function setDueDay(db: WriteDb, month: Month, dueOn: Day | null): void {
  const round = roundIdOr(db, undefined);
  const there = db.pluck<number>('SELECT id FROM due_days WHERE round_id = ? AND month = ?', round, month)[0];
  if (dueOn === null) {
    if (there !== undefined) db.run('DELETE FROM due_days WHERE id = ?', there);
  } else if (there === undefined) {
    db.run('INSERT INTO due_days (round_id, month, due_on) VALUES (?, ?, ?)', round, month, dueOn);
  } else db.run('UPDATE due_days SET due_on = ? WHERE id = ?', dueOn, there);
}
