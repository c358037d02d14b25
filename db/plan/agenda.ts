/** What the start shows: late, due in the next days, stages, who holds what in the chain, returns that lack. */
import type { Reply } from '../../shared/contract/index.ts';
import type { LedgerSettings } from '../../shared/contract/types.ts';
import { nextStep } from '../../shared/closing.ts';
import { addDays, daysBetween, type Day, monthOf, type Month } from '../../shared/day.ts';
import type { ClosureState } from '../../shared/lists.ts';
import { shiftMonth } from '../../shared/month.ts';
import { closureSql } from '../closing.ts';
import { type KeptSteps, settingsOf } from '../closing/steps.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundDays } from '../deadlines.ts';
import { issueStandings } from '../outline.ts';
import { dueDayOf } from '../returns/dueDay.ts';
import { rollCallOf } from '../returns/rollCall.ts';
import { currentRoundId } from '../rounds.ts';
import { type Due, dueIn, dueItems, INCOMPLETE, MOST_DUE } from './due.ts';
import { stageItems } from './gantt.ts';

type Agenda = Reply<'plan.agenda'>;

/** Issues in the chain that are listed. */
const MOST_WAITING = 50;

const nothing: Pick<
  Agenda,
  'overdue' | 'due' | 'stages' | 'waiting' | 'waitingCount' | 'ready' | 'requests' | 'returns'
> = {
  overdue: { count: 0, rows: [] },
  due: { count: 0, rows: [] },
  stages: [],
  ...{ waiting: [], waitingCount: 0, ready: 0, requests: 0, returns: null },
};

/**
 * @param days how far ahead is looked
 * @param localDay the day of a moment (UTC ISO) on this computer's clock: steps are recorded in UTC
 */
export function agendaOf(
  db: ReadDb,
  days: number,
  today: Day,
  settings: LedgerSettings,
  localDay: (moment: string) => Day,
): Agenda {
  const round = currentRoundId(db);
  const head = { revision: revisionOf(db), today, clockBehind: clockBehind(db, today, localDay) };
  if (round === null) return { ...head, ...nothing };
  const until = addDays(today, days);
  const all = dueIn(db, round, null, until, today);
  const list = (rows: readonly Due[]): Agenda['due'] => ({
    count: rows.length,
    rows: dueItems(db, round, rows.slice(0, MOST_DUE), today, settings),
  });
  return {
    ...head,
    overdue: list(all.filter((row) => row.late === 1)),
    due: list(all.filter((row) => row.late === 0)),
    stages: stageItems(db, round)
      .filter((stage) => !stage.done && stage.dueOn <= until)
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    ...waitingIn(db, round, today),
    ready: readyIn(db, round, today, settings),
    requests:
      db.get<{ n: number }>(
        `SELECT count(*) AS n FROM extension_requests r JOIN measures m ON m.id = r.measure_id
          JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ? AND r.state = 'pending'`,
        round,
      )?.n ?? 0,
    returns: returnsNow(db, round, today),
  };
}

/** The last day on which anything was recorded, when it lies after today. */
function clockBehind(db: ReadDb, today: Day, localDay: (moment: string) => Day): Day | null {
  const at = db.get<{ at: string }>('SELECT at FROM steps ORDER BY id DESC LIMIT 1')?.at;
  if (at === undefined) return null;
  const day = localDay(at);
  return day > today ? day : null;
}

/** Who holds issues of the chain, longest first; the last event of an issue says where it stands. */
function waitingIn(db: ReadDb, round: number, today: Day): Pick<Agenda, 'waiting' | 'waitingCount'> {
  const rows = db.all<KeptSteps & { issue: number; title: string; closure: ClosureState; since: Day }>(
    `SELECT i.id AS issue, i.title, e.step AS closure, e.effective_on AS since, c.steps, c.step_words AS words
      FROM issues i JOIN closing_events e
        ON e.id = (SELECT max(l.id) FROM closing_events l WHERE l.issue_id = i.id)
      JOIN closing_cycles c ON c.id = e.cycle_id
      WHERE i.round_id = ? AND i.withdrawn_on IS NULL AND e.step IN ('applied', 'reviewed', 'verified')
      ORDER BY e.effective_on, e.id`,
    round,
  );
  const waiting = rows.slice(0, MOST_WAITING).map(({ issue, title, closure, since, ...kept }) => {
    const steps = settingsOf(kept);
    const due = nextStep(
      steps.map(({ step }) => step),
      closure,
    );
    const next = steps.find(({ step }) => step === due);
    const days = Math.max(0, daysBetween(since, today));
    return { issue, title, step: next?.name ?? '', holder: next?.holder ?? '', days };
  });
  return { waiting, waitingCount: rows.length };
}

/** Issues that may be applied for. The query leaves few of many; the shared rule decides. */
function readyIn(db: ReadDb, round: number, today: Day, settings: LedgerSettings): number {
  const candidates = db.pluck<number>(
    `SELECT i.id FROM issues i WHERE i.round_id = ? AND i.withdrawn_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM measures m WHERE m.issue_id = i.id AND m.withdrawn_on IS NULL AND ${INCOMPLETE})
      AND ${closureSql('i.id')} = 'open'`,
    round,
  );
  const standings = issueStandings(db, { issues: candidates }, today, settings);
  return [...standings.values()].filter(({ state }) => state === 'ready').length;
}

/**
 * The returns that are being collected: those whose due day is just past while units still lack, else the next ones.
 * What nobody was asked for is not missed: of a month past, a form must have been sent or something come.
 */
function returnsNow(db: ReadDb, round: number, today: Day): Agenda['returns'] {
  let next: Month = shiftMonth(monthOf(today), -2);
  while (dueDayOf(db, next).dueOn < today) next = shiftMonth(next, 1);
  const past = shiftMonth(next, -1);
  const collected = db.get(
    `SELECT 1 FROM forms WHERE round_id = ?1 AND month = ?2
      UNION ALL SELECT 1 FROM submissions WHERE round_id = ?1 AND month = ?2 LIMIT 1`,
    round,
    past,
  );
  if (collected !== undefined) {
    const late = missingOf(db, past, today);
    if (late.missing > 0) return late;
  }
  const { feedbackOn } = roundDays(db, round);
  return feedbackOn !== null && next < monthOf(feedbackOn) ? null : missingOf(db, next, today);
}

/** Units of which nothing came, as the roll-call counts them. */
function missingOf(db: ReadDb, month: Month, today: Day): NonNullable<Agenda['returns']> {
  const { dueOn, counts } = rollCallOf(db, month, today);
  return { month, dueOn, missing: counts.waiting + counts.notSent };
}
