/** The working calendar of the ledger: the State Council's arrangements with the days that the clerk entered over them. */
import type { Day } from '../shared/day.ts';
import { type OwnDay, type WorkCalendar, workCalendar } from '../shared/workdays.ts';
import { type ReadDb, revisionOf, type WriteDb } from './connection.ts';

/** What the clerk entered, in order of the days. */
export function ownDays(db: ReadDb): OwnDay[] {
  return db.all<OwnDay>('SELECT day, kind, name FROM calendar_days ORDER BY day');
}

interface Held {
  readonly revision: number;
  readonly calendar: WorkCalendar;
}

const held = new WeakMap<ReadDb, Held>();

/** The calendar as it stands, made once for a revision; a connection that writes is one step old at most. */
export function calendarOf(db: ReadDb): WorkCalendar {
  const kept = held.get(db);
  // Within a step the revision stands still; `keepOwnDays` takes the kept one away.
  if (kept !== undefined && ('run' in db || kept.revision === revisionOf(db))) return kept.calendar;
  const made = { revision: revisionOf(db), calendar: workCalendar(ownDays(db)) };
  held.set(db, made);
  return made.calendar;
}

export interface OwnDayChange {
  readonly day: Day;
  /** Null takes the own entry away. */
  readonly kind: OwnDay['kind'] | null;
  readonly name: string;
}

/** Writes own days; answers whether anything differed. What is counted in working days is `setOwnDays`' to move. */
export function keepOwnDays(db: WriteDb, days: readonly OwnDayChange[]): boolean {
  let changes = 0;
  for (const { day, kind, name } of days) {
    const there = db.get<{ id: number; kind: string; name: string }>(
      'SELECT id, kind, name FROM calendar_days WHERE day = ?',
      day,
    );
    if (kind === null) {
      if (there !== undefined) changes += db.run('DELETE FROM calendar_days WHERE id = ?', there.id).changes;
    } else if (there === undefined) {
      changes += db.run(
        'INSERT INTO calendar_days (day, kind, name) VALUES (?, ?, ?)',
        day,
        kind,
        name,
      ).changes;
    } else if (there.kind !== kind || there.name !== name) {
      changes += db.run(
        'UPDATE calendar_days SET kind = ?, name = ? WHERE id = ?',
        kind,
        name,
        there.id,
      ).changes;
    }
  }
  held.delete(db);
  return changes > 0;
}
