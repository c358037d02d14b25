/** Deadlines of measures: read by the shared rules with what the round knows, kept beside their raw words. */
import { addMonths } from '../shared/day.ts';
import type { Day } from '../shared/day.ts';
import { type Deadline, type DeadlineContext, readDeadline } from '../shared/deadline.ts';
import type { WorkCalendar } from '../shared/workdays.ts';
import { calendarOf } from './calendar.ts';
import { closureSql } from './closing.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { readSettings } from './settings.ts';

export interface RoundDays {
  readonly feedbackOn: Day | null;
  readonly months: number;
}

/** Last day of the concentrated rectification: `months` after the feedback day, as offices count it (5 March to 5 September). */
export const roundEnd = (feedbackOn: Day, months: number): Day => addMonths(feedbackOn, months);

export function contextOf(days: RoundDays, immediateDays: number, calendar: WorkCalendar): DeadlineContext {
  return {
    feedbackOn: days.feedbackOn,
    roundEnd: days.feedbackOn === null ? null : roundEnd(days.feedbackOn, days.months),
    immediateDays,
    calendar,
  };
}

export function roundDays(db: ReadDb, roundId: number): RoundDays {
  const row = db.get<{ feedback_on: Day | null; months: number }>(
    'SELECT feedback_on, months FROM rounds WHERE id = ?',
    roundId,
  );
  return { feedbackOn: row?.feedback_on ?? null, months: row?.months ?? 6 };
}

export function deadlineContext(db: ReadDb, roundId: number): DeadlineContext {
  return contextOf(roundDays(db, roundId), readSettings(db).immediateDays, calendarOf(db));
}

/** What is not understood keeps its words and has no day: it shows as 未定期限, and is asked on screen. */
export function readOrKeep(raw: string, context: DeadlineContext): Deadline {
  const reading = readDeadline(raw, context);
  return reading.ok
    ? reading.deadline
    : { raw, date: null, immediate: false, ongoing: false, inferred: false };
}

export function setDeadline(db: WriteDb, measureId: number, deadline: Deadline): void {
  db.run(
    `UPDATE measures SET deadline_raw = ?, deadline_on = ?, deadline_immediate = ?, deadline_ongoing = ?,
      deadline_inferred = ? WHERE id = ?`,
    ...[deadline.raw, deadline.date, deadline.immediate ? 1 : 0, deadline.ongoing ? 1 : 0],
    ...[deadline.inferred ? 1 : 0, measureId],
  );
}

/** Deadlines counted from a round's days move along when these change. */
export function rereadForRound(db: WriteDb, roundId: number, before: RoundDays, after: RoundDays): void {
  const { immediateDays } = readSettings(db);
  const calendar = calendarOf(db);
  reread(
    db,
    roundId,
    contextOf(before, immediateDays, calendar),
    contextOf(after, immediateDays, calendar),
    '%',
  );
}

/** 立行立改 deadlines of all rounds move along when the setting changes; not of issues in the chain or closed. */
export function rereadForImmediateDays(db: WriteDb, before: number, after: number): void {
  const calendar = calendarOf(db);
  for (const roundId of db.pluck<number>('SELECT id FROM rounds')) {
    const days = roundDays(db, roundId);
    reread(db, roundId, contextOf(days, before, calendar), contextOf(days, after, calendar), '%', OPEN);
  }
}

/**
 * Deadlines in working days move along when the clerk changes the calendar; `before`: as it was. What a closing was
 * judged by stays.
 */
export function rereadForCalendar(db: WriteDb, before: WorkCalendar): void {
  const { immediateDays } = readSettings(db);
  for (const roundId of db.pluck<number>('SELECT id FROM rounds')) {
    const days = roundDays(db, roundId);
    const after = contextOf(days, immediateDays, calendarOf(db));
    reread(db, roundId, contextOf(days, immediateDays, before), after, IN_WORKING_DAYS, OPEN);
  }
}

/** Words that may speak of working days, blanks between them or not. */
export const IN_WORKING_DAYS = '%工%作%日%';

/** Of issues whose measures may change. */
const OPEN = `${closureSql('i.id')} = 'open'`;

/** Only a day that still is what the old reading gave is read again: one that someone set or confirmed stays. */
function reread(
  db: WriteDb,
  roundId: number,
  before: DeadlineContext,
  after: DeadlineContext,
  like: string,
  where = 'TRUE',
): void {
  // Kept by a version that had no calendar, working days were not understood and have no day: nobody set that.
  const unread = { ...before, calendar: null };
  for (const row of db.all<{ id: number; deadline_raw: string; deadline_on: Day | null; inferred: number }>(
    `SELECT m.id, m.deadline_raw, m.deadline_on, m.deadline_inferred AS inferred FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ? AND m.deadline_raw <> '' AND m.deadline_raw LIKE ? AND ${where}`,
    roundId,
    like,
  )) {
    const known = readOrKeep(row.deadline_raw, before);
    const old =
      row.deadline_on === null && known.date !== null ? readOrKeep(row.deadline_raw, unread) : known;
    if (old.date !== row.deadline_on || (old.inferred && row.inferred === 0)) continue;
    const reading = readOrKeep(row.deadline_raw, after);
    if (reading.date !== old.date || reading.inferred !== old.inferred) setDeadline(db, row.id, reading);
  }
}
