/** 重启: the issue is open again, and in the same step at least one of its measures is set back or added. */
import { demandOf } from '../../shared/deadline.ts';
import type { Day } from '../../shared/day.ts';
import { measureComplete } from '../../shared/complete.ts';
import type { Demand, MeasureState, ReopenGround } from '../../shared/lists.ts';
import { Refusal } from '../../shared/result.ts';
import { reopen } from '../closing.ts';
import type { WriteDb } from '../connection.ts';
import { deadlineContext, readOrKeep } from '../deadlines.ts';
import { establish, setMeasureState } from '../measures.ts';
import { addMeasureByHand } from '../nodes.ts';

export interface Reopening {
  readonly ground: ReopenGround;
  readonly actor: string;
  readonly on: Day;
  readonly reason: string;
  readonly setBack: readonly { readonly measure: number; readonly state: Exclude<MeasureState, 'done'> }[];
  readonly add: readonly { readonly title: string; readonly deadline: string }[];
}

/** Refusals as in shared/closing.ts, and those of setting states and adding measures by hand. */
export function reopenIssue(db: WriteDb, issue: number, how: Reopening): void {
  const act = { actor: how.actor, on: how.on, opinion: how.reason };
  const on = reopen(db, issue, act, how.ground, how.setBack.length + how.add.length);
  for (const { measure, state } of how.setBack) setBack(db, issue, measure, state, on, how.reason);
  for (const { title, deadline } of how.add) {
    addMeasureByHand(
      db,
      issue,
      null,
      { title, ...deadlineFields(db, issue, deadline) },
      { reason: how.reason, body: how.actor, on },
    );
  }
}

function setBack(
  db: WriteDb,
  issue: number,
  measure: number,
  state: Exclude<MeasureState, 'done'>,
  on: Day,
  reason: string,
): void {
  const row = db.get<{
    issue_id: number;
    title: string;
    state: MeasureState;
    demand: Demand;
    established: number;
    withdrawn: number;
  }>(
    `SELECT issue_id, title, state, demand, established_on IS NOT NULL AS established,
      withdrawn_on IS NOT NULL AS withdrawn FROM measures WHERE id = ?`,
    measure,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'measures', row: measure });
  if (row.issue_id !== issue)
    throw new Refusal('measure_of_other_issue', { measure, issue, title: row.title });
  const about = { measure, title: row.title };
  if (row.withdrawn === 1) throw new Refusal('measure_withdrawn', about);
  if (!measureComplete({ ...row, established: row.established === 1 }))
    throw new Refusal('measure_not_complete', about);
  // What stays established would stay complete whatever its state.
  if (row.established === 1) establish(db, [measure], false, on, reason);
  if (row.state !== state) setMeasureState(db, [measure], { state, on, reason });
}

/** Deadline and demand from the words of one who adds a measure; nothing from no words. */
export function deadlineFields(
  db: WriteDb,
  issue: number,
  words: string,
): { deadline?: string; demand?: Demand } {
  if (words.trim() === '') return {};
  const round = db.get<{ id: number }>('SELECT round_id AS id FROM issues WHERE id = ?', issue)?.id ?? 0;
  const demand = demandOf(readOrKeep(words, deadlineContext(db, round)));
  return { deadline: words, ...(demand === null ? {} : { demand }) };
}
