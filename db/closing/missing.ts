/** What applications still lack, issue by issue, each item with the number and title by which it is found. */
import type { ClosureState } from '../../shared/lists.ts';
import type { MissingItem } from '../../shared/contract/types.ts';
import { applicationGuard } from '../../shared/closing.ts';
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { numbersOf } from '../returns/rows.ts';
import { measuresForApplication, namedMissing } from './measures.ts';

export interface MissingOfIssue {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly closure: ClosureState;
  readonly missing: MissingItem[];
}

/** In the order asked; issues that are no longer there are left out. What is in the chain or closed lacks nothing. */
export function missingOf(db: ReadDb, ids: readonly number[]): MissingOfIssue[] {
  const measures = measuresForApplication(db, ids);
  const rows = new Map(
    db
      .all<{ id: number; round: number; number: string; title: string; closure: ClosureState }>(
        `SELECT i.id, i.round_id AS round, i.number, i.title, ${closureSql('i.id')} AS closure
          FROM json_each(?) j JOIN issues i ON i.id = j.value`,
        JSON.stringify(ids),
      )
      .map((row) => [row.id, row]),
  );
  return [...new Set(ids)].flatMap((id) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    const { round, ...issue } = row;
    const missing = issue.closure === 'open' ? applicationGuard(measures.get(id) ?? []) : [];
    return [
      {
        ...issue,
        missing: missing.length === 0 ? [] : namedMissing(db, id, missing, numbersOf(db, round)),
      },
    ];
  });
}
