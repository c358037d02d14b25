/** Papers to units that are late: their numbers, their record, and what they print. */
import { type Day, daysBetween, partsOf } from '../../shared/day.ts';
import type { ReminderKind } from '../../shared/lists.ts';
import type { Month } from '../../shared/month.ts';
import type { ReturnLetter } from '../../shared/papers/letters.ts';
import { nextNumber } from '../../shared/returns/rollCall.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { roundIdOr } from '../rounds.ts';
import { dueDayOf } from './dueDay.ts';
import { ledgerValues } from './ledgerValues.ts';
import { answeringUnits, unitGroup } from './mergers.ts';
import { numbersOf } from './rows.ts';
import { expectedOf, unitStanding } from './rollCall.ts';
import { unitMeasures } from './unitMeasures.ts';

const prefixes: Readonly<Record<ReminderKind, string>> = { notice: '督', reminder: '提', warning: '告' };

export interface NewReminder {
  readonly unit: number;
  readonly month: Month;
  readonly kind: ReminderKind;
  /** The clerk's own number; else the next one of its kind in this year. */
  readonly number?: string | undefined;
}

/** The number after those given out in a round this year, whatever the papers are about. */
export function nextReminderNumber(db: WriteDb, round: number, kind: ReminderKind): string {
  const given = db.pluck<string>('SELECT number FROM reminders WHERE round_id = ?', round);
  return nextNumber(prefixes[kind], partsOf(db.today).year, given);
}

/** Numbers and records a paper. Refuses `row_missing`, `number_taken`. */
export function addReminder(db: WriteDb, paper: NewReminder): { id: number; number: string } {
  const round = roundIdOr(db, undefined);
  const unit = answeringUnits(db, db.today)(paper.unit);
  const number = paper.number?.trim() || nextReminderNumber(db, round, paper.kind);
  if (db.get('SELECT 1 FROM reminders WHERE round_id = ? AND number = ?', round, number) !== undefined)
    throw new Refusal('number_taken', { number });
  const { id } = db.run(
    'INSERT INTO reminders (round_id, unit_id, month, kind, number, sent_on) VALUES (?, ?, ?, ?, ?, ?)',
    ...[round, unit, paper.month, paper.kind, number, db.today],
  );
  return { id, number };
}

/** What names a paper, whatever it is about. Refuses `row_missing`. */
export function reminderHead(
  db: ReadDb,
  id: number,
): { readonly kind: ReminderKind; readonly unit: string; readonly number: string } {
  const row = db.get<{ unit: number; kind: ReminderKind; number: string; on: Day }>(
    'SELECT unit_id AS unit, kind, number, sent_on AS "on" FROM reminders WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'reminders', row: id });
  return { kind: row.kind, number: row.number, unit: unitNames(db, row.on).get(row.unit) ?? '' };
}

/** What a paper about a return prints, as of the day it was made out. Refuses `row_missing`. */
export function returnLetter(db: ReadDb, id: number, today: Day): ReturnLetter {
  const row = db.get<{
    round: number;
    unit: number;
    month: Month;
    kind: ReminderKind;
    number: string;
    on: Day;
  }>(
    'SELECT round_id AS round, unit_id AS unit, month, kind, number, sent_on AS "on" FROM reminders WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'reminders', row: id });
  const organisation = db.pluck<string>('SELECT organisation FROM rounds WHERE id = ?', row.round)[0];
  const unit = answeringUnits(db, today)(row.unit);
  const { dueOn } = dueDayOf(db, row.month);
  const standing = unitStanding(db, unit, row.month, today);
  const received = standing.status === 'received' || standing.status === 'late';
  const wanted = new Set(received ? standing.missing : expectedOf(db, row.round, unit, row.month, today));
  const group = unitGroup(db, unit, today);
  const roles = new Map(
    unitMeasures(db, row.round, group).flatMap((measure) =>
      wanted.has(measure.id) ? [[measure.id, measure.role] as const] : [],
    ),
  );
  const values = ledgerValues(db, group, roles, row.month, today);
  return {
    ...{ kind: row.kind, number: row.number, on: row.on, month: row.month, dueOn, received },
    subject: 'return',
    organisation: organisation ?? '',
    unit: unitNames(db, row.on).get(row.unit) ?? '',
    daysLate: Math.max(0, daysBetween(dueOn, row.on)),
    measures: [...numbersOf(db, row.round)].flatMap(([measure, number]) => {
      const value = values.get(measure);
      return value === undefined
        ? []
        : [{ number, title: value.title, deadline: value.known.deadline ?? '' }];
    }),
  };
}
