/** The clerk's own days in the working calendar, and all that is counted in working days with them. */
import { daysBetween, addDays, type Day } from '../../shared/day.ts';
import type { OwnDay, WorkingDay, Coverage } from '../../shared/workdays.ts';
import { calendarOf, keepOwnDays, type OwnDayChange, ownDays } from '../calendar.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { rereadForCalendar } from '../deadlines.ts';
import { recountForCalendar } from '../stages.ts';

/** Keeps own days; deadlines and stages that are counted in working days move along. */
export function setOwnDays(db: WriteDb, days: readonly OwnDayChange[]): void {
  const before = calendarOf(db);
  if (!keepOwnDays(db, days)) return;
  rereadForCalendar(db, before);
  recountForCalendar(db);
}

export function ownDaysOf(db: ReadDb): { days: OwnDay[]; coverage: Writable<Coverage> } {
  return { days: ownDays(db), coverage: coverageOf(db) };
}

/** Every day from one to another, both included, as the calendar has it. */
export function calendarDays(
  db: ReadDb,
  from: Day,
  to: Day,
): { days: WorkingDay[]; coverage: Writable<Coverage> } {
  const calendar = calendarOf(db);
  const days = Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) =>
    calendar.day(addDays(from, index)),
  );
  return { days, coverage: coverageOf(db) };
}

/** The contract's arrays are not readonly. */
type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export function coverageOf(db: ReadDb): Writable<Coverage> {
  const { from, to, own } = calendarOf(db).coverage;
  return { from, to, own: [...own] };
}
