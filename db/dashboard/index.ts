/** The dashboard of the current round, from the ledger as it is or as it was known at a step. */
import type { FigureRows } from '../../shared/contract/types.ts';
import { computeDashboard } from '../../shared/dashboard/compute.ts';
import type { ComputedDashboard } from '../../shared/dashboard/compute.ts';
import { monthOfDay } from '../../shared/dashboard/samples.ts';
import type { Day } from '../../shared/day.ts';
import { previousMonth } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import type { Facts, ReleasedBase, SummarySettings } from '../../shared/summary/facts.ts';
import type { ReadDb } from '../connection.ts';
import { roundEnd } from '../deadlines.ts';
import { releasedBases } from '../releases/base.ts';
import { currentRoundId } from '../rounds.ts';
import { readSettings } from '../settings.ts';
import { readFacts } from '../summary/readFacts.ts';

/** All that any day's dashboard is computed from: read once, and asked for many days. */
export interface Ground {
  readonly facts: Facts;
  /** Released editions: of a day's month the one before is what it compares with. */
  readonly bases: readonly ReleasedBase[];
  readonly settings: SummarySettings;
  readonly feedbackOn: Day | null;
  readonly roundEnd: Day | null;
}

/** Reads what the dashboard needs. Refuses `round_missing`. */
export function readGround(db: ReadDb): Ground {
  const facts = readFacts(db, { words: false });
  const round = db.get<{ feedbackOn: Day | null; months: number; end: Day | null }>(
    `SELECT feedback_on AS feedbackOn, months, (SELECT due_on FROM stages s WHERE s.round_id = r.id
      AND s.kind = 'concentrated' ORDER BY s.position LIMIT 1) AS "end" FROM rounds r WHERE r.id = ?`,
    facts.round.id,
  );
  const { cutoffDay, nearDays, lagMonths } = readSettings(db);
  const feedbackOn = round?.feedbackOn ?? null;
  return {
    facts,
    bases: releasedBases(db, facts.round.id),
    settings: { cutoffDay, nearDays, lagMonths },
    feedbackOn,
    roundEnd: round?.end ?? (feedbackOn === null ? null : roundEnd(feedbackOn, round?.months ?? 0)),
  };
}

export function dashboardOf({ facts, bases, ...question }: Ground, day: Day): ComputedDashboard {
  const month = previousMonth(monthOfDay(day, question.settings.cutoffDay));
  const releasedBase = bases.find((base) => base.month === month) ?? null;
  return computeDashboard({ ...facts, releasedBase }, { ...question, day });
}

/** A page of the rows behind a figure. Refuses `figure_missing`. */
export function rowsOf(
  computed: ComputedDashboard,
  key: string,
  from: number,
  count: number,
): { total: number; page: FigureRows } {
  const total = computed.total(key);
  const page = computed.rows(key, from, count);
  if (total === null || page === null) throw new Refusal('figure_missing', { key });
  return { total, page };
}

/** Times between which the log knows the ledger, and the first day that the round speaks of. */
export function dashboardSpan(db: ReadDb): {
  firstAt: string | null;
  lastAt: string | null;
  firstDay: Day | null;
} {
  const at = (order: 'ASC' | 'DESC') =>
    db.get<{ at: string }>(`SELECT at FROM steps WHERE kind <> 'migration' ORDER BY id ${order} LIMIT 1`)
      ?.at ?? null;
  const round = currentRoundId(db);
  const day = db.get<{ day: Day | null }>(
    `SELECT coalesce((SELECT feedback_on FROM rounds WHERE id = ?1),
      (SELECT min(adopted_on) FROM issues WHERE round_id = ?1)) AS day`,
    round ?? 0,
  );
  return { firstAt: at('ASC'), lastAt: at('DESC'), firstDay: day?.day ?? null };
}
