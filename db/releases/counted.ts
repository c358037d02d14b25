import type { Month } from '../../shared/day.ts';
import type { ReadDb } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';

/** Months whose last edition counts one of these issues as closed: reopening it makes the next month show it as gone. */
export function countedReleases(
  db: ReadDb,
  issues: readonly number[],
): { month: Month; edition: number; issues: number[] }[] {
  const round = currentRoundId(db);
  if (round === null) return [];
  const rows = db.all<{ month: Month; edition: number; issue: number }>(
    `SELECT r.month, r.edition, j.value AS issue FROM releases r, json_each(r.figures, '$.closedIssues') j
      WHERE r.round_id = ?1 AND r.edition = (SELECT max(edition) FROM releases o
        WHERE o.round_id = r.round_id AND o.month = r.month)
        AND j.value IN (SELECT value FROM json_each(?2)) ORDER BY r.month, j.value`,
    round,
    JSON.stringify(issues),
  );
  const months = new Map<Month, { month: Month; edition: number; issues: number[] }>();
  for (const { month, edition, issue } of rows) {
    const known = months.get(month) ?? { month, edition, issues: [] };
    known.issues.push(issue);
    months.set(month, known);
  }
  return [...months.values()];
}

const countedSets = {
  issues: ['issues'],
  measures: ['doneMeasures', 'establishedMeasures', 'overdueMeasures', 'laggingMeasures'],
} as const;

/** Does a released month count the row? Then it is withdrawn rather than removed: the next month compares with it. */
export function countedInRelease(db: ReadDb, kind: keyof typeof countedSets, id: number): boolean {
  return countedSets[kind].some(
    (set) =>
      db.get(
        `SELECT 1 FROM releases r, json_each(r.figures, '$.' || ?1) j WHERE j.value = ?2 LIMIT 1`,
        set,
        id,
      ) !== undefined,
  );
}
