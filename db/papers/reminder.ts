/** 督办通知单, 提醒函 and 告诫书: what is on record about one, as of the day of the letter. */
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { measureComplete } from '../../shared/complete.ts';
import { earlier, monthOf } from '../../shared/day.ts';
import type { Day, Month } from '../../shared/day.ts';
import type { Demand, MeasureState, ReminderKind } from '../../shared/lists.ts';
import { monthsBetween } from '../../shared/month.ts';
import { answerDays, letterDoc } from '../../shared/papers/letters.ts';
import type { DeadlineLetter, LateMeasure } from '../../shared/papers/letters.ts';
import { Refusal } from '../../shared/result.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { lagReasons, timeliness } from '../../shared/timeliness.ts';
import { addWorkingDays } from '../../shared/workdays.ts';
import { calendarOf } from '../calendar.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { returnLetter } from '../returns/reminders.ts';
import { numbersOf } from '../returns/rows.ts';
import { byAssistingSql, dueOnSql } from '../standing.ts';
import { paperSettings } from './ground.ts';
import type { PaperGround } from './ground.ts';

/** Refuses `row_missing`. */
export function reminderDoc(
  { db, today, settings, revision }: PaperGround,
  { reminder }: Extract<PaperQuery, { paper: 'reminder' }>,
): PaperDoc {
  const of = db.get<{ subject: string; round: number }>(
    'SELECT subject, round_id AS round FROM reminders WHERE id = ?',
    reminder,
  );
  const letter =
    of?.subject === 'deadline' ? deadlineLetter(db, reminder, settings) : returnLetter(db, reminder, today);
  // A letter of an earlier round says what that round's letters say.
  return letterDoc(letter, paperSettings(db, of?.round ?? null), revision);
}

interface Row {
  readonly round: number;
  readonly unit: number;
  readonly month: Month;
  readonly kind: ReminderKind;
  readonly number: string;
  readonly on: Day;
  readonly demand: string;
  readonly organisation: string;
}

function deadlineLetter(
  db: ReadDb,
  id: number,
  settings: { readonly nearDays: number; readonly lagMonths: number },
): DeadlineLetter {
  const row = db.get<Row>(
    `SELECT r.round_id AS round, r.unit_id AS unit, r.month, r.kind, r.number, r.sent_on AS "on", r.demand,
      o.organisation FROM reminders r JOIN rounds o ON o.id = r.round_id WHERE r.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'reminders', row: id });
  const { kind, number, on, month, organisation, demand } = row;
  const plan = db.pluck<string>(
    "SELECT paper FROM stages WHERE round_id = ? AND kind = 'plan' AND trim(paper) <> '' ORDER BY position, id LIMIT 1",
    row.round,
  )[0];
  return {
    ...{ subject: 'deadline', kind, number, on, month, organisation, demand },
    unit: unitNames(db, on).get(row.unit) ?? '',
    plan: plan?.trim() ?? '',
    measures: lateMeasures(db, row.round, id, on, settings),
    answerBy: addWorkingDays(calendarOf(db), on, answerDays[kind]).day,
  };
}

interface MeasureRow {
  readonly id: number;
  readonly title: string;
  readonly issueTitle: string;
  readonly demand: Demand;
  readonly adoptedOn: Day;
  readonly raw: string;
  readonly dueOn: Day | null;
  readonly state: MeasureState;
  readonly established: number;
  readonly lastMonth: Month | null;
  readonly progressMonth: Month | null;
  readonly progress: string | null;
}

/** The last event of a kind by the letter's day. */
const lastEvent = (column: string, kinds: string) =>
  `(SELECT e.${column} FROM measure_events e WHERE e.measure_id = m.id AND e.kind IN (${kinds})
    AND e.effective_on <= ?2 ORDER BY e.effective_on DESC, e.id DESC LIMIT 1)`;
/** The responsible unit's own latest progress by the letter's month. */
const lastProgress = (column: string) =>
  `(SELECT p.${column} FROM progress p WHERE p.measure_id = m.id AND p.month <= ?3 AND p.text <> ''
    AND NOT ${byAssistingSql} ORDER BY p.month DESC, p.id DESC LIMIT 1)`;

function lateMeasures(
  db: ReadDb,
  round: number,
  reminder: number,
  on: Day,
  { nearDays, lagMonths }: { readonly nearDays: number; readonly lagMonths: number },
): LateMeasure[] {
  const numbers = numbersOf(db, round);
  const rows = db.all<MeasureRow>(
    `SELECT m.id, m.title, i.title AS issueTitle, m.demand, m.adopted_on AS adoptedOn, ${dueOnSql('?2')} AS dueOn,
      coalesce((SELECT x.raw FROM extensions x WHERE x.measure_id = m.id AND x.approved_on <= ?2
        ORDER BY x.approved_on DESC, x.id DESC LIMIT 1), m.deadline_raw) AS raw,
      coalesce(${lastEvent('to_state', "'state'")}, iif(m.done_on > ?2, 'not_started', m.state)) AS state,
      coalesce(${lastEvent('kind', "'established', 'unestablished'")} = 'established', 0) AS established,
      (SELECT max(p.month) FROM progress p WHERE p.measure_id = m.id AND p.text <> '' AND p.month <= ?3) AS lastMonth,
      ${lastProgress('month')} AS progressMonth, ${lastProgress('text')} AS progress
      FROM reminder_measures r JOIN measures m ON m.id = r.measure_id JOIN issues i ON i.id = m.issue_id
      WHERE r.reminder_id = ?1 ORDER BY r.id`,
    reminder,
    on,
    monthOf(on),
  );
  return rows.map((row) => {
    const { state, demand } = row;
    const established = row.established === 1;
    const complete = measureComplete({ state, demand, established });
    const kind = timeliness(
      {
        ...{ state, demand, established, withdrawn: false },
        doneOn: complete ? on : null,
        establishedOn: established ? on : null,
        deadline: row.dueOn,
      },
      on,
      nearDays,
    );
    const since = row.lastMonth ?? monthOf(earlier(row.adoptedOn, on));
    const reasons = lagReasons({ timeliness: kind, state, lastProgressMonth: since }, on, lagMonths);
    return {
      number: numbers.get(row.id) ?? '',
      issueTitle: row.issueTitle,
      title: row.title,
      deadline: deadlineWords(row.raw, row.dueOn),
      dueOn: row.dueOn,
      notStarted: reasons.includes('due_soon_not_started') || (kind === 'overdue' && state === 'not_started'),
      silentMonths: reasons.includes('no_progress') ? monthsBetween(since, monthOf(on)) : null,
      progress: row.progressMonth === null ? null : { month: row.progressMonth, text: row.progress ?? '' },
    };
  });
}
