/** The month's roll-call: every unit that is asked, got a form or handed in. */
import type { RollCall } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { ReminderKind } from '../../shared/lists.ts';
import type { Month } from '../../shared/month.ts';
import { rollStanding, type RollStanding } from '../../shared/returns/rollCall.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { roundIdOr } from '../rounds.ts';
import { dueDayOf } from './dueDay.ts';
import { plannedForms } from './form.ts';
import { answeringUnits, unitGroup } from './mergers.ts';
import { listedByForms } from './sent.ts';
import { isAsked, unitMeasures } from './unitMeasures.ts';

interface Received {
  readonly id: number;
  readonly unit: number;
  readonly on: Day;
  readonly file: string;
  readonly batch: number | null;
  readonly absent: string;
}

/** What was handed in for a month; a file that the clerk put aside counts as not received. */
function receivedFor(db: ReadDb, round: number, month: Month, answering: (unit: number) => number) {
  const received = new Map<number, Received[]>();
  for (const row of db.all<Received>(
    `SELECT s.id, s.unit_id AS unit, s.received_on AS "on", s.file_name AS file, s.batch_id AS batch, s.absent
      FROM submissions s LEFT JOIN files f ON f.id = s.file_id
      WHERE s.round_id = ? AND s.month = ? AND NOT EXISTS (SELECT 1 FROM staged_files g
        WHERE g.batch_id = s.batch_id AND g.sha256 = f.sha256 AND g.name = s.file_name AND g.status = 'aside')
      ORDER BY s.received_on, s.id`,
    round,
    month,
  ))
    add(received, answering(row.unit), row);
  return received;
}

function add<V>(map: Map<number, V[]>, key: number, value: V): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}

/** Measures that a unit is expected to report for a month. */
export function expectedOf(db: ReadDb, round: number, unit: number, month: Month, today: Day): number[] {
  const group = unitGroup(db, unit, today);
  const listed = listedByForms(db, round, group, month);
  return unitMeasures(db, round, group)
    .filter((measure) => isAsked(measure) && (listed === null || listed.has(measure.id)))
    .map((measure) => measure.id);
}

function standingOf(
  db: ReadDb,
  round: number,
  unit: number,
  month: Month,
  files: readonly Received[],
  days: { dueOn: Day; today: Day },
): RollStanding {
  const absent = files.map((file) => JSON.parse(file.absent) as number[]);
  // A file that says something of all leaves nothing missing, whatever is expected.
  const whole = absent.some((measures) => measures.length === 0);
  return rollStanding({
    ...days,
    received: files.map((file) => file.on),
    expected: files.length === 0 || whole ? [] : expectedOf(db, round, unit, month, days.today),
    absent,
  });
}

/** How one unit stands for a month. */
export function unitStanding(db: ReadDb, unit: number, month: Month, today: Day): RollStanding {
  const round = roundIdOr(db, undefined);
  const files = receivedFor(db, round, month, answeringUnits(db, today)).get(unit) ?? [];
  return standingOf(db, round, unit, month, files, { dueOn: dueDayOf(db, month).dueOn, today });
}

/** Refuses `round_missing`. */
export function rollCallOf(db: ReadDb, month: Month, today: Day): RollCall {
  const round = roundIdOr(db, undefined);
  const answering = answeringUnits(db, today);
  const { cutoffOn, dueOn, set } = dueDayOf(db, month);
  const names = unitNames(db, today);
  const planned = new Map(plannedForms(db, month, today).units.map((unit) => [unit.unit.id, unit]));
  const received = receivedFor(db, round, month, answering);
  const sent = new Map<number, Day>();
  for (const form of db.all<{ unit: number; on: Day }>(
    'SELECT unit_id AS unit, sent_on AS "on" FROM forms WHERE round_id = ? AND month = ? ORDER BY id',
    round,
    month,
  ))
    sent.set(answering(form.unit), form.on);
  const reminders = new Map<number, { id: number; kind: ReminderKind; number: string; on: Day }[]>();
  for (const { unit, ...paper } of db.all<{
    unit: number;
    id: number;
    kind: ReminderKind;
    number: string;
    on: Day;
  }>(
    `SELECT unit_id AS unit, id, kind, number, sent_on AS "on" FROM reminders
      WHERE round_id = ? AND month = ? AND subject = 'return' ORDER BY id`,
    round,
    month,
  ))
    add(reminders, answering(unit), paper);
  const units = [...new Set([...planned.keys(), ...sent.keys(), ...received.keys()])].sort((a, b) => a - b);
  const rows = units.map((unit): RollCall['rows'][number] => {
    const files = received.get(unit) ?? [];
    const standing = standingOf(db, round, unit, month, files, { dueOn, today });
    return {
      unit: { id: unit, name: names.get(unit) ?? '' },
      responsible: planned.get(unit)?.responsible ?? 0,
      assisting: planned.get(unit)?.assisting ?? 0,
      sentOn: sent.get(unit) ?? null,
      status: standing.status,
      missing: standing.missing.length,
      corrected: standing.corrected,
      daysLate: standing.daysLate,
      submissions: files.map(({ id, on, file, batch }) => ({ id, on, file, batch, late: on > dueOn })),
      reminders: reminders.get(unit) ?? [],
    };
  });
  const count = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length;
  return {
    ...{ month, cutoffOn, dueOn, dueSet: set, rows },
    counts: {
      units: rows.length,
      received: count((row) => row.status === 'received'),
      late: count((row) => row.status === 'late'),
      incomplete: count((row) => row.missing > 0),
      corrected: count((row) => row.corrected > 0),
      waiting: count((row) => row.status === 'waiting'),
      notSent: count((row) => row.status === 'not_sent'),
    },
  };
}
