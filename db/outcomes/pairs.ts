/** Outcomes of the current round that look like the same one twice and wait for the clerk's word. */
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { likelyPairs, pairKey, proposedPrimary } from '../../shared/outcomes/likely.ts';
import type { LikelyPair, LikelyRow } from '../../shared/outcomes/likely.ts';
import type { OutcomeFamily, OutcomeRow } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';
import { asRows, plainOutcomes } from './rows.ts';
import type { Plain } from './rows.ts';

export interface UndecidedPair extends LikelyPair {
  readonly family: OutcomeFamily;
  /** Which one is proposed to stay. */
  readonly proposed: number;
}

interface Found {
  readonly revision: number;
  readonly pairs: readonly UndecidedPair[];
}

const held = new WeakMap<ReadDb, Found>();

/** Kept with the connection that read it until the ledger moves; not with one that writes, which may move it at any time. */
export function undecidedPairs(db: ReadDb): readonly UndecidedPair[] {
  const roundId = currentRoundId(db);
  if (roundId === null) return [];
  const revision = revisionOf(db);
  const kept = held.get(db);
  if (kept?.revision === revision && !('run' in db)) return kept.pairs;
  const pairs = outcomeFamilies.flatMap((family) => pairsOf(db, family, roundId));
  if (!('run' in db)) held.set(db, { revision, pairs });
  return pairs;
}

function pairsOf(db: ReadDb, family: OutcomeFamily, roundId: number): UndecidedPair[] {
  const rows = plainOutcomes(db, family, roundId).map((row): LikelyRow => ({
    ...row,
    // A return's kinds are codes, a notice's are words: one kind of money is one.
    kind: family === 'recovery' ? recoveryName(row.kind) : row.kind,
  }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const { pairs } = likelyPairs(family, rows, decidedDifferent(db, family));
  return pairs.flatMap((pair) => {
    const first = byId.get(pair.first);
    const second = byId.get(pair.second);
    return first === undefined || second === undefined
      ? []
      : [{ ...pair, family, proposed: proposedPrimary(first, second) }];
  });
}

function decidedDifferent(db: ReadDb, family: OutcomeFamily): Set<string> {
  return new Set(
    db
      .all<{ first: number; second: number }>(
        'SELECT first_id AS first, second_id AS second FROM outcome_pairs WHERE family = ?',
        family,
      )
      .map(({ first, second }) => pairKey(first, second)),
  );
}

/** The pairs with their rows side by side. At most `limit`. */
export function shownPairs(db: ReadDb, today: Day, limit: number) {
  const roundId = currentRoundId(db);
  if (roundId === null) return [];
  const pairs = undecidedPairs(db).slice(0, limit);
  const rows = new Map<string, OutcomeRow>();
  for (const family of new Set(pairs.map((pair) => pair.family))) {
    const all: Plain[] = plainOutcomes(db, family, roundId);
    const wanted = new Set(pairs.flatMap((p) => (p.family === family ? [p.first, p.second] : [])));
    const some = all.filter((row) => wanted.has(row.id));
    for (const row of asRows(db, family, some, all, today)) rows.set(`${family} ${row.id}`, row);
  }
  return pairs.flatMap(({ family, first, second, why, proposed }) => {
    const a = rows.get(`${family} ${first}`);
    const b = rows.get(`${family} ${second}`);
    return a === undefined || b === undefined
      ? []
      : [{ family, first: a, second: b, why: [...why], proposed }];
  });
}
