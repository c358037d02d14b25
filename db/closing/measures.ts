/** What an application looks at: the measures of issues with evidence and waiting proposals, and what they lack. */
import type { Day } from '../../shared/day.ts';
import type { MissingItem } from '../../shared/contract/types.ts';
import type { Demand, MeasureState } from '../../shared/lists.ts';
import type { MeasureForApplication, Missing, PlannedCompletion } from '../../shared/closing.ts';
import type { ReadDb } from '../connection.ts';
import { measureNumbers } from '../returns/numbers.ts';
import { pendingProposalsSql } from '../returns/proposals.ts';

export interface ApplicationMeasure extends MeasureForApplication, PlannedCompletion {
  readonly id: number;
}

/** Measures of the given issues in their order, by issue; an issue without measures is not in the map. */
export function measuresForApplication(
  db: ReadDb,
  issues: readonly number[],
): Map<number, ApplicationMeasure[]> {
  const byIssue = new Map<number, ApplicationMeasure[]>();
  for (const m of db.all<{
    id: number;
    issue: number;
    state: MeasureState;
    demand: Demand;
    doneOn: Day | null;
    establishedOn: Day | null;
    withdrawnOn: Day | null;
    inPlanSince: Day;
    noEvidenceReason: string;
    evidence: number;
    proposals: number;
  }>(
    `SELECT m.id, m.issue_id AS issue, m.state, m.demand, m.done_on AS doneOn, m.established_on AS establishedOn,
      m.withdrawn_on AS withdrawnOn, max(m.adopted_on, coalesce((SELECT max(b.effective_on) FROM measure_events b
        WHERE b.measure_id = m.id AND b.kind = 'restored'), '')) AS inPlanSince,
      m.no_evidence_reason AS noEvidenceReason,
      (SELECT count(*) FROM evidence v WHERE v.measure_id = m.id) AS evidence,
      ${pendingProposalsSql('m.id')} AS proposals
      FROM json_each(?) j JOIN measures m ON m.issue_id = j.value ORDER BY m.issue_id, m.position, m.id`,
    JSON.stringify(issues),
  )) {
    const { issue, proposals, ...rest } = m;
    const list = byIssue.get(issue);
    const measure = {
      ...rest,
      established: m.establishedOn !== null,
      withdrawn: m.withdrawnOn !== null,
      pendingProposals: m.state === 'done' ? 0 : proposals,
    };
    if (list === undefined) byIssue.set(issue, [measure]);
    else list.push(measure);
  }
  return byIssue;
}

/** What an issue lacks, each item with number and title of its measure, as refusals and screens name it. */
export function namedMissing(
  db: ReadDb,
  issue: number,
  missing: readonly Missing[],
  numbers: ReadonlyMap<number, string> = numbersOfIssue(db, issue),
): MissingItem[] {
  const titles = new Map(
    db
      .all<{ id: number; title: string }>('SELECT id, title FROM measures WHERE issue_id = ?', issue)
      .map(({ id, title }) => [id, title]),
  );
  return missing.map((item) => {
    const id = item.kind === 'no_active_measure' ? null : Number(item.measure);
    const measure = id === null ? null : { id, number: numbers.get(id) ?? '', title: titles.get(id) ?? '' };
    return { kind: item.kind, measure };
  });
}

function numbersOfIssue(db: ReadDb, issue: number): Map<number, string> {
  const round = db.get<{ id: number }>('SELECT round_id AS id FROM issues WHERE id = ?', issue)?.id;
  return round === undefined ? new Map() : measureNumbers(db, round);
}
