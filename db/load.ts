/** Who leads what, and how much of it is still to be done: by lead or by responsible unit, as of today. */
import { unassignedWord } from '../shared/words.ts';
import { type Merger, successorOn } from '../shared/counting.ts';
import type { Day } from '../shared/day.ts';
import type { ClosureState } from '../shared/lists.ts';
import type { LedgerSettings } from '../shared/contract/types.ts';
import type { Reply } from '../shared/contract/index.ts';
import { closureSql } from './closing.ts';
import { type ReadDb, revisionOf } from './connection.ts';
import { personNames, unitNames } from './names.ts';
import { currentRoundId } from './rounds.ts';
import {
  dueOnSql,
  isComplete,
  lagsRow,
  latestMonthSql,
  standingColumns,
  type StandingRow,
  timelinessOfRow,
} from './standing.ts';

type Load = Reply<'people.load'>['rows'][number];
type Sums = Omit<Load, 'id' | 'name'>;

const nothing: Sums = {
  ...{ issues: 0, open: 0, closed: 0, inChain: 0 },
  ...{ measures: 0, complete: 0, overdue: 0, near: 0, lagging: 0 },
};

/**
 * One row each, and one 未明确 where anything has nobody: issues by their own lead or unit, measures by their own or
 * else their issue's. The rules are those of the monthly summary. What a merged unit had is its successor's.
 */
export function peopleLoad(
  db: ReadDb,
  by: 'lead' | 'unit',
  today: Day,
  settings: LedgerSettings,
): Reply<'people.load'> {
  const roundId = currentRoundId(db);
  const sums = new Map<number | null, Sums>();
  const owner = ownerOf(db, by, today);
  const add = (id: number | null, more: Partial<Sums>): void => {
    const key = owner(id);
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { ...nothing }));
    for (const [field, n] of Object.entries(more) as [keyof Sums, number][]) sum[field] += n;
  };
  const column = by === 'lead' ? 'lead_id' : 'unit_id';
  const inPlan = (row: string) =>
    `${row}.adopted_on <= ?2 AND (${row}.withdrawn_on IS NULL OR ${row}.withdrawn_on > ?2)`;
  for (const { id, closure, n } of db.all<{ id: number | null; closure: ClosureState; n: number }>(
    `SELECT i.${column} AS id, ${closureSql('i.id')} AS closure, count(*) AS n FROM issues i
      WHERE i.round_id = ?1 AND ${inPlan('i')} GROUP BY 1, 2`,
    roundId,
    today,
  )) {
    const chain = closure !== 'open' && closure !== 'closed';
    const closed = closure === 'closed';
    add(id, { issues: n, closed: closed ? n : 0, open: closed ? 0 : n, inChain: chain ? n : 0 });
  }
  for (const row of db.each<StandingRow & { id: number | null }>(
    `SELECT coalesce(m.${column}, i.${column}) AS id, ${standingColumns}, ${dueOnSql('?2')} AS due_on,
      ${latestMonthSql} AS latest_month FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ?1 AND ${inPlan('i')} AND ${inPlan('m')}`,
    roundId,
    today,
  )) {
    const kind = timelinessOfRow(row, today, settings);
    add(row.id, {
      measures: 1,
      complete: isComplete(row) ? 1 : 0,
      overdue: kind === 'overdue' ? 1 : 0,
      near: kind === 'due_soon' ? 1 : 0,
      lagging: lagsRow(row, today, settings) ? 1 : 0,
    });
  }
  const names = by === 'lead' ? personNames(db) : unitNames(db, today);
  const rows = [...sums].map(([id, sum]) => ({
    id,
    name: id === null ? unassignedWord : (names.get(id) ?? ''),
    ...sum,
  }));
  return {
    revision: revisionOf(db),
    // Nobody's rows last; else who has most to do first.
    rows: rows.sort(
      (a, b) =>
        (a.id === null ? 1 : 0) - (b.id === null ? 1 : 0) ||
        b.measures - b.complete - (a.measures - a.complete) ||
        b.issues - a.issues ||
        Number(a.id) - Number(b.id),
    ),
  };
}

/** Units answer for what was their predecessors'. */
function ownerOf(db: ReadDb, by: 'lead' | 'unit', today: Day): (id: number | null) => number | null {
  if (by === 'lead') return (id) => id;
  const mergers = db.all<Merger>(
    'SELECT id AS unit, merged_into AS "into", merged_on AS "on" FROM units WHERE merged_into IS NOT NULL',
  );
  return (id) => (id === null ? null : Number(successorOn(id, mergers, today)));
}
