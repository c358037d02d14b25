/** Changes of the plan beside those of single measures: whole issues out and in again, one measure for another. */
import type { Day } from '../shared/day.ts';
import type { PlanChange } from '../shared/contract/types.ts';
import type { ClosureState, PlanChangeKind } from '../shared/lists.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import { canChangeIssuePlan } from '../shared/states.ts';
import { closureSql, lastClosingSql } from './closing.ts';
import { deadlineFields } from './closing/reopen.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { changePlan, type PlanWhy, refuseFrozenMeasure } from './measures.ts';
import { insertMeasure } from './nodes.ts';

/** Takes issues out of the plan or back into it, all or none: from that day on they count no more, or count again. */
export function changeIssuePlan(
  db: WriteDb,
  ids: readonly number[],
  kind: 'withdrawn' | 'restored',
  why: PlanWhy,
): void {
  for (const id of new Set(ids)) {
    const row = db.get<{
      round_id: number;
      title: string;
      withdrawn_on: Day | null;
      closure: ClosureState;
      last: Day | null;
      closing: Day | null;
    }>(
      `SELECT i.round_id, i.title, i.withdrawn_on, ${closureSql('i.id')} AS closure, ${lastClosingSql('i.id')} AS closing,
        (SELECT max(p.effective_on) FROM plan_changes p WHERE p.issue_id = i.id AND p.measure_id IS NULL) AS last
        FROM issues i WHERE i.id = ?`,
      id,
    );
    if (row === undefined) throw new Refusal('row_missing', { table: 'issues', row: id });
    const openedOn = row.last !== null && row.last > (row.closing ?? '') ? row.last : row.closing;
    const { on } = valueOf(
      canChangeIssuePlan(kind, {
        issueClosure: row.closure,
        withdrawn: row.withdrawn_on !== null,
        reason: why.reason,
        approvedBy: why.body,
        on: why.on ?? null,
        today: db.today,
        openedOn,
      }),
      { issue: id, title: row.title },
    );
    db.run('UPDATE issues SET withdrawn_on = ? WHERE id = ?', kind === 'withdrawn' ? on : null, id);
    db.run(
      `INSERT INTO plan_changes (round_id, kind, issue_id, reason, body, effective_on, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[row.round_id, kind, id, why.reason, why.body, on, db.now],
    );
  }
}

/**
 * Takes a measure out of the plan and puts another one behind it, which answers to the same lead and units under the
 * same demand. One change of the plan. @returns the new measure's id
 */
export function replaceMeasure(
  db: WriteDb,
  id: number,
  by: PlanWhy & { readonly title: string; readonly deadline: string },
): number {
  const old = db.get<{
    issue_id: number;
    lead_id: number | null;
    unit_id: number | null;
    assignee: string;
    demand: 'immediate' | 'dated' | 'ongoing';
  }>('SELECT issue_id, lead_id, unit_id, assignee, demand FROM measures WHERE id = ?', id);
  if (old === undefined) throw new Refusal('row_missing', { table: 'measures', row: id });
  // Before the new one is made: a refusal speaks of the measure that is to go.
  refuseFrozenMeasure(db, id);
  const { deadline } = deadlineFields(db, old.issue_id, by.deadline);
  const made = insertMeasure(
    db,
    old.issue_id,
    id,
    {
      title: by.title,
      demand: old.demand,
      leadId: old.lead_id,
      unitId: old.unit_id,
      assignee: old.assignee,
      assistingIds: db.pluck<number>(
        'SELECT unit_id FROM measure_units WHERE measure_id = ? ORDER BY id',
        id,
      ),
      ...(deadline === undefined ? {} : { deadline }),
    },
    by.on ?? db.today,
  );
  changePlan(db, [id], 'withdrawn', by, made);
  return made;
}

/** Every change of the plan about an issue and its measures, in the order in which they were recorded. */
export function planChangesOf(db: ReadDb, issue: number): PlanChange[] {
  return db
    .all<{
      id: number;
      kind: PlanChangeKind;
      measure: number | null;
      title: string | null;
      newer: number | null;
      newTitle: string | null;
      reason: string;
      body: string;
      on: Day;
    }>(
      `SELECT p.id, p.kind, p.measure_id AS measure, m.title, p.replaced_by AS newer, n.title AS newTitle,
        p.reason, p.body, p.effective_on AS "on"
        FROM plan_changes p LEFT JOIN measures m ON m.id = p.measure_id LEFT JOIN measures n ON n.id = p.replaced_by
        WHERE p.issue_id = ? ORDER BY p.id`,
      issue,
    )
    .map(({ measure, title, newer, newTitle, ...change }) => ({
      ...change,
      measure: measure === null ? null : { id: measure, title: title ?? '' },
      replacedBy: newer === null ? null : { id: newer, title: newTitle ?? '' },
    }));
}
