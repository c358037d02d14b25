/** The measures of one issue as the forms of the chain ask for them, by the numbers they are called by. */
import type { IssueMeasure } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Demand, MeasureState } from '../../shared/lists.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { numbersOf } from '../returns/rows.ts';

/** Also those that were withdrawn. @throws Refusal `row_missing` */
export function issueMeasures(db: ReadDb, issue: number): IssueMeasure[] {
  const round = db.pluck<number>('SELECT round_id FROM issues WHERE id = ?', issue)[0];
  if (round === undefined) throw new Refusal('row_missing', { table: 'issues', row: issue });
  const numbers = numbersOf(db, round);
  return db
    .all<{
      id: number;
      title: string;
      state: MeasureState;
      demand: Demand;
      doneOn: Day | null;
      establishedOn: Day | null;
      withdrawnOn: Day | null;
    }>(
      `SELECT id, title, state, demand, done_on AS doneOn, established_on AS establishedOn,
        withdrawn_on AS withdrawnOn FROM measures WHERE issue_id = ? ORDER BY position, id`,
      issue,
    )
    .map(({ demand, establishedOn, ...measure }) => ({
      ...measure,
      number: numbers.get(measure.id) ?? '',
      established: demand === 'ongoing' && establishedOn !== null,
    }));
}
