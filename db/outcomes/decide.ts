/** What the clerk decided of two outcomes that look alike. Repeats always point straight at their primary. */
import type { OutcomeFamily } from '../../shared/contract/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { familyTables } from './rows.ts';

interface Group {
  readonly primary: number;
  /** All that repeat it, oldest first. */
  readonly others: readonly number[];
}

/** An outcome's primary and all that repeat it; chains and rings that another hand may have left are walked to their end. */
export function groupOf(db: ReadDb, family: OutcomeFamily, id: number): Group {
  const { table } = familyTables[family];
  const way: number[] = [];
  let primary = id;
  for (;;) {
    const row = db.get<{ of: number | null }>(
      `SELECT duplicate_of AS "of" FROM ${table} WHERE id = ?`,
      primary,
    );
    if (row === undefined) throw new Refusal('row_missing', { table, row: primary });
    way.push(primary);
    if (row.of === null || way.includes(row.of)) break;
    primary = row.of;
  }
  const others = db.pluck<number>(
    `WITH RECURSIVE below (id) AS (
        SELECT ?1 UNION SELECT o.id FROM ${table} o JOIN below ON o.duplicate_of = below.id)
      SELECT id FROM below WHERE id <> ?1 ORDER BY id`,
    primary,
  );
  return { primary, others };
}

/**
 * The two are one: `primary` counts, and all that either of them stood for repeat it. An earlier word that two of them
 * were different is taken back by this later one.
 */
export function decideSame(
  db: WriteDb,
  family: OutcomeFamily,
  pair: readonly [number, number],
  primary: number,
): void {
  if (!pair.includes(primary) || pair[0] === pair[1]) throw new Refusal('outcome_pair_unclear');
  const { table } = familyTables[family];
  refuseRounds(db, table, pair);
  const all = new Set(
    pair.flatMap((id) => {
      const group = groupOf(db, family, id);
      return [group.primary, ...group.others];
    }),
  );
  db.run(`UPDATE ${table} SET duplicate_of = NULL WHERE id = ? AND duplicate_of IS NOT NULL`, primary);
  for (const id of all)
    if (id !== primary)
      db.run(`UPDATE ${table} SET duplicate_of = ?1 WHERE id = ?2 AND duplicate_of IS NOT ?1`, primary, id);
  db.run(
    `DELETE FROM outcome_pairs WHERE family = ?1 AND first_id IN (SELECT value FROM json_each(?2))
      AND second_id IN (SELECT value FROM json_each(?2))`,
    family,
    JSON.stringify([...all]),
  );
}

/** The two are two, and are not asked about again. @throws Refusal `outcome_pair_same` when one repeats the other */
export function decideDifferent(db: WriteDb, family: OutcomeFamily, pair: readonly [number, number]): void {
  if (pair[0] === pair[1]) throw new Refusal('outcome_pair_unclear');
  if (groupOf(db, family, pair[0]).primary === groupOf(db, family, pair[1]).primary)
    throw new Refusal('outcome_pair_same');
  keepDifferent(db, family, pair);
}

/** Takes a row out of its primary: it counts by itself again, and the two are not asked about again. */
export function separateOutcome(db: WriteDb, family: OutcomeFamily, id: number): void {
  const { table } = familyTables[family];
  const { primary } = groupOf(db, family, id);
  if (primary === id) throw new Refusal('outcome_no_repeat');
  db.run(`UPDATE ${table} SET duplicate_of = NULL WHERE id = ?`, id);
  keepDifferent(db, family, [id, primary]);
}

function keepDifferent(db: WriteDb, family: OutcomeFamily, [a, b]: readonly [number, number]): void {
  db.run(
    'INSERT OR IGNORE INTO outcome_pairs (family, first_id, second_id) VALUES (?, ?, ?)',
    ...[family, Math.min(a, b), Math.max(a, b)],
  );
}

function refuseRounds(db: ReadDb, table: string, pair: readonly [number, number]): void {
  const rounds = db.pluck<number>(`SELECT DISTINCT round_id FROM ${table} WHERE id IN (?, ?)`, ...pair);
  if (rounds.length > 1) throw new Refusal('outcome_pair_unclear');
}
