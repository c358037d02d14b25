/** Requests of units for a later deadline, and what the clerk made of them. */
import type { ExtensionRequest } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import type { ProposalState } from '../../shared/lists.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { extendMeasure } from '../extensions.ts';
import { unitNames } from '../names.ts';
import { roundIdOr } from '../rounds.ts';
import { numbersOf } from './rows.ts';

/** Requests of the current round, those that wait first, then the newest. Refuses `round_missing`. */
export function extensionRequests(db: ReadDb, today: Day): ExtensionRequest[] {
  const round = roundIdOr(db, undefined);
  const numbers = numbersOf(db, round);
  const names = unitNames(db, today);
  return db
    .all<{
      id: number;
      measure: number;
      title: string;
      unit: number;
      month: Month;
      newOn: Day | null;
      reason: string;
      state: ProposalState;
    }>(
      `SELECT r.id, r.measure_id AS measure, m.title, r.unit_id AS unit, r.month, r.new_on AS newOn, r.reason, r.state
        FROM extension_requests r JOIN measures m ON m.id = r.measure_id JOIN issues i ON i.id = m.issue_id
        WHERE i.round_id = ? ORDER BY r.state <> 'pending', r.id DESC`,
      round,
    )
    .map(({ measure, title, unit, ...rest }) => ({
      ...rest,
      measure: { id: measure, number: numbers.get(measure) ?? '', title },
      unit: { id: unit, name: names.get(unit) ?? '' },
    }));
}

export interface ExtensionVerdict {
  readonly accept: boolean;
  /** Day of approval; today when left out. */
  readonly on?: Day | undefined;
  readonly approvedBy: string;
}

/**
 * Accepts a request, which makes the new deadline the one in force, or refuses it. Refuses `row_missing`,
 * `request_decided`, `extension_without_day`, and as `canExtend` (shared/plan/extension.ts).
 */
export function decideExtension(db: WriteDb, id: number, verdict: ExtensionVerdict): void {
  const row = db.get<{
    measure: number;
    title: string;
    newOn: Day | null;
    reason: string;
    state: ProposalState;
  }>(
    `SELECT r.measure_id AS measure, m.title, r.new_on AS newOn, r.reason, r.state
      FROM extension_requests r JOIN measures m ON m.id = r.measure_id WHERE r.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'extension_requests', row: id });
  if (row.state !== 'pending') throw new Refusal('request_decided', { state: row.state });
  if (!verdict.accept) {
    db.run("UPDATE extension_requests SET state = 'refused' WHERE id = ?", id);
    return;
  }
  if (row.newOn === null)
    throw new Refusal('extension_without_day', { measure: row.measure, title: row.title });
  const extension = extendMeasure(db, row.measure, {
    ...{ raw: row.newOn, to: row.newOn, asked: true, reason: row.reason },
    ...{ approvedBy: verdict.approvedBy, on: verdict.on },
  });
  db.run("UPDATE extension_requests SET state = 'accepted', extension_id = ? WHERE id = ?", extension, id);
}
