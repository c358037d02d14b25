/** What the start shows: late, due in the next days, stages, who holds what in the chain, returns that lack. */
import type { Reply } from '../../shared/contract/index.ts';
import type { LedgerSettings } from '../../shared/contract/types.ts';
import { addDays, type Day, monthOf, type Month } from '../../shared/day.ts';
import { shiftMonth } from '../../shared/month.ts';
import { closingBoard } from '../closing/board.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundDays } from '../deadlines.ts';
import { dueDayOf } from '../returns/dueDay.ts';
import { rollCallOf } from '../returns/rollCall.ts';
import { currentRoundId } from '../rounds.ts';
import { dueIn, MOST_DUE } from './due.ts';
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
  const all = dueIn(db, round, { from: null, to: until, units: [], leads: [] }, today, settings);
  const late = all.filter((row) => row.overdue);
  const next = all.filter((row) => !row.overdue);
  return {
    ...head,
    overdue: { count: late.length, rows: late.slice(0, MOST_DUE).map((row) => row.item()) },
    due: { count: next.length, rows: next.slice(0, MOST_DUE).map((row) => row.item()) },
    stages: stageItems(db, round)
      .filter((stage) => !stage.done && stage.dueOn <= until)
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    ...chain(db, today),
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

/** Who holds issues of the chain, longest first, and how many may be applied for: as the board counts them. */
function chain(db: ReadDb, today: Day): Pick<Agenda, 'waiting' | 'waitingCount' | 'ready'> {
  const { columns } = closingBoard(db, {}, today, () => '');
  const inChain = columns.filter(({ key }) => key === 'applied' || key === 'reviewed' || key === 'verified');
  return {
    waiting: inChain
      .flatMap(({ cards }) => cards)
      .sort((a, b) => (b.days ?? 0) - (a.days ?? 0))
      .slice(0, MOST_WAITING)
      .map(({ id, title, next, days }) => ({
        ...{ issue: id, title },
        ...{ step: next?.name ?? '', holder: next?.holder ?? '', days: days ?? 0 },
      })),
    waitingCount: inChain.reduce((sum, { total }) => sum + total, 0),
    ready: columns.find(({ key }) => key === 'ready')?.total ?? 0,
  };
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
