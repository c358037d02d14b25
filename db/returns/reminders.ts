/** Papers to units that are late: their numbers, their record, and what they print. */
import type { ReminderPaper } from '../../shared/contract/types.ts';
import { type Day, daysBetween, partsOf } from '../../shared/day.ts';
import type { ReminderKind } from '../../shared/lists.ts';
import type { Month } from '../../shared/month.ts';
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

/** Numbers and records a paper. Refuses `row_missing`, `number_taken`. */
export function addReminder(db: WriteDb, paper: NewReminder): { id: number; number: string } {
  const round = roundIdOr(db, undefined);
  const unit = answeringUnits(db, db.today)(paper.unit);
  const given = db.pluck<string>('SELECT number FROM reminders WHERE round_id = ?', round);
  const number = paper.number?.trim() || nextNumber(prefixes[paper.kind], partsOf(db.today).year, given);
  if (given.includes(number)) throw new Refusal('number_taken', { number });
  const { id } = db.run(
    'INSERT INTO reminders (round_id, unit_id, month, kind, number, sent_on) VALUES (?, ?, ?, ?, ?, ?)',
    ...[round, unit, paper.month, paper.kind, number, db.today],
  );
  return { id, number };
}

/** What a paper prints, as of the day it was made out. Refuses `row_missing`. */
export function reminderPaper(db: ReadDb, id: number, today: Day): ReminderPaper {
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
  const round = db.get<{ title: string; organisation: string }>(
    'SELECT title, organisation FROM rounds WHERE id = ?',
    row.round,
  );
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
    ...{ id, kind: row.kind, number: row.number, on: row.on, month: row.month, dueOn, received },
    organisation: round?.organisation ?? '',
    round: round?.title ?? '',
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
