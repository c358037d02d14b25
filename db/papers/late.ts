/** Units whose measures are late, by the month's own sets, and the papers that go to them. */
import type { LateUnits } from '../../shared/contract/types.ts';
import type { LedgerSettings } from '../../shared/contract/types.ts';
import { measureComplete } from '../../shared/complete.ts';
import type { Day, Month } from '../../shared/day.ts';
import type { Demand, MeasureState, ReminderKind } from '../../shared/lists.ts';
import { nextKind } from '../../shared/papers/ladder.ts';
import { Refusal } from '../../shared/result.ts';
import { computeFigures } from '../../shared/summary/compute.ts';
import { deadlineWords, measureLine } from '../../shared/summary/lines.ts';
import { type ReadDb, revisionOf, type WriteDb } from '../connection.ts';
import { answeringUnits } from '../returns/mergers.ts';
import { nextReminderNumber } from '../returns/reminders.ts';
import { numbersOf } from '../returns/rows.ts';
import { roundIdOr } from '../rounds.ts';
import { readFacts } from '../summary/readFacts.ts';

type Measure = LateUnits['units'][number]['measures'][number];
type Earlier = LateUnits['units'][number]['reminders'][number];

/**
 * Every unit with a measure that is overdue or lags at the month's cut-off day and is still not complete; units in
 * reading order of their first such measure. Refuses `round_missing`.
 */
export function lateUnits(db: ReadDb, month: Month, today: Day, settings: LedgerSettings): LateUnits {
  const round = roundIdOr(db, undefined);
  const { figures, sets, context } = computeFigures(readFacts(db, { words: false }), {
    ...{ month, today, settings },
  });
  const idsOf = (key: string) => (sets.get(key)?.rows ?? []).map((row) => row.id);
  const overdue = new Set(idsOf('measures:overdue'));
  const lagging = new Set(idsOf('measures:lagging'));
  const numbers = numbersOf(db, round);
  const unfinished = stillOpen(db, [...new Set([...overdue, ...lagging])]);
  const order = [...numbers.keys()].filter((id) => unfinished.has(id));
  const units = new Map<number, { name: string; measures: Measure[] }>();
  let unclear = 0;
  for (const id of order) {
    const line = measureLine(context, id);
    if (line === null) continue;
    if (line.unit === null) {
      unclear += 1;
      continue;
    }
    const measure: Measure = {
      id,
      number: numbers.get(id) ?? '',
      issueTitle: line.issueTitle,
      title: line.title,
      deadline: deadlineWords(line.deadlineRaw, line.dueOn),
      daysLate: overdue.has(id) ? line.daysLate : 0,
      overdue: overdue.has(id),
      lagging: lagging.has(id),
    };
    const there = units.get(line.unit.id);
    if (there === undefined) units.set(line.unit.id, { name: line.unit.name, measures: [measure] });
    else there.measures.push(measure);
  }
  const earlier = earlierLetters(db, round, today);
  return {
    revision: revisionOf(db),
    month,
    asOf: figures.asOf,
    units: [...units].map(([id, { name, measures }]) => {
      const reminders = earlier(id);
      return { unit: { id, name }, measures, reminders, next: nextKind(reminders) };
    }),
    unclear,
  };
}

/** Of measures those that are in the plan and not complete as the ledger stands. */
function stillOpen(db: ReadDb, ids: readonly number[]): Set<number> {
  return new Set(
    db
      .all<{ id: number; state: MeasureState; demand: Demand; established: number }>(
        `SELECT m.id, m.state, m.demand, m.established_on IS NOT NULL AS established FROM json_each(?) j
          JOIN measures m ON m.id = j.value WHERE m.withdrawn_on IS NULL`,
        JSON.stringify(ids),
      )
      .filter((row) => !measureComplete({ ...row, established: row.established === 1 }))
      .map((row) => row.id),
  );
}

/** Papers about late measures that a unit, or one merged into it, got in this round, oldest first. */
function earlierLetters(db: ReadDb, round: number, today: Day): (unit: number) => Earlier[] {
  const answering = answeringUnits(db, today);
  const letters = new Map<number, Earlier[]>();
  for (const { unit, ...letter } of db.all<Earlier & { unit: number }>(
    `SELECT unit_id AS unit, id, kind, number, sent_on AS "on" FROM reminders
      WHERE round_id = ? AND subject = 'deadline' ORDER BY sent_on, id`,
    round,
  )) {
    const id = answering(unit);
    letters.set(id, [...(letters.get(id) ?? []), letter]);
  }
  return (unit) => letters.get(answering(unit)) ?? [];
}

export interface NewLateLetter {
  readonly unit: number;
  readonly kind: ReminderKind;
  /** All of the unit's late measures where left out. */
  readonly measures?: readonly number[] | undefined;
  /** The clerk's own words; the usual ones of its kind where left out. */
  readonly demand?: string | undefined;
}

/**
 * Numbers and records papers in the order given; answers their ids. Refuses `unit_not_late`, `measure_not_late` (with
 * its number) for what is not among the late ones, `ledger_moved` when the ledger was changed since these were read.
 */
export function addLateLetters(db: WriteDb, late: LateUnits, letters: readonly NewLateLetter[]): number[] {
  const round = roundIdOr(db, undefined);
  const answering = answeringUnits(db, db.today);
  return letters.map(({ kind, demand = '', ...letter }) => {
    // A unit that was merged since the cut-off day is late under its old name; its successor is written to.
    const unit = answering(letter.unit);
    const there =
      late.units.find((each) => each.unit.id === letter.unit) ??
      late.units.find((each) => each.unit.id === unit);
    if (there === undefined) throw new Refusal('unit_not_late', { unit });
    const known = there.measures.map((measure) => measure.id);
    const chosen = [...new Set(letter.measures ?? known)];
    const stranger = chosen.find((id) => !known.includes(id));
    if (stranger !== undefined) throw new Refusal('measure_not_late', { measure: stranger });
    // A write may have waited for another one: what was finished meanwhile is not chased.
    const open = stillOpen(db, chosen);
    const done = chosen.find((id) => !open.has(id));
    if (done !== undefined) throw new Refusal('measure_not_late', { measure: done });
    const { id } = db.run(
      `INSERT INTO reminders (round_id, unit_id, month, kind, number, sent_on, subject, demand)
        VALUES (?, ?, ?, ?, ?, ?, 'deadline', ?)`,
      ...[round, unit, late.month, kind, nextReminderNumber(db, round, kind), db.today, demand.trim()],
    );
    for (const measure of known.filter((each) => chosen.includes(each)))
      db.run('INSERT INTO reminder_measures (reminder_id, measure_id) VALUES (?, ?)', id, measure);
    return id;
  });
}
