/** A month as the calendar view shows it: working days, what is due on each day, stages, returns. */
import type { Reply } from '../../shared/contract/index.ts';
import type { DueItem, LedgerSettings } from '../../shared/contract/types.ts';
import type { Day, Month } from '../../shared/day.ts';
import { firstDay, lastDay, shiftMonth } from '../../shared/month.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { dueDayOf } from '../returns/dueDay.ts';
import { currentRoundId } from '../rounds.ts';
import { dueIn, dueItems, MOST_DUE } from './due.ts';
import { stageItems } from './gantt.ts';
import { heldBy } from './holders.ts';
import { calendarDays } from './holidays.ts';

type PlanMonth = Reply<'plan.month'>;

/** The month of the returns that are due on a day; the latest of several. */
function returnDays(db: ReadDb, round: number, month: Month): Map<Day, Month> {
  const set = db.pluck<Month>(
    "SELECT month FROM due_days WHERE round_id = ? AND due_on LIKE ? || '-%'",
    round,
    month,
  );
  // A month's returns are due in it, in the next one, or behind holidays in the one after.
  const months = new Set([shiftMonth(month, -2), shiftMonth(month, -1), month, ...set]);
  return new Map([...months].sort().map((of) => [dueDayOf(db, of).dueOn, of]));
}

/** Without a round only the days themselves. */
export function planMonth(
  db: ReadDb,
  query: { month: Month; units: readonly number[]; leads: readonly number[] },
  today: Day,
  settings: LedgerSettings,
): PlanMonth {
  const { month, units, leads } = query;
  const round = currentRoundId(db);
  const [from, to] = [firstDay(month), lastDay(month)];
  const { days, coverage } = calendarDays(db, from, to);
  const due = new Map<Day, { items: DueItem[]; count: number }>();
  if (round !== null) {
    const wanted = heldBy(units, leads);
    for (const item of dueItems(db, round, dueIn(db, round, from, to, today), today, settings)) {
      if (!wanted(item.unit, item.lead)) continue;
      const there = due.get(item.dueOn) ?? { items: [], count: 0 };
      there.count += 1;
      if (there.items.length < MOST_DUE) there.items.push(item);
      due.set(item.dueOn, there);
    }
  }
  const stages = round === null ? [] : stageItems(db, round);
  const returns = round === null ? new Map<Day, Month>() : returnDays(db, round, month);
  return {
    revision: revisionOf(db),
    days: days.map((day) => ({
      ...day,
      due: due.get(day.day)?.items ?? [],
      dueCount: due.get(day.day)?.count ?? 0,
      stages: stages.filter((stage) => stage.dueOn === day.day),
      returns: returns.get(day.day) ?? null,
    })),
    coverage,
  };
}
