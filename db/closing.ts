/** The closing chain of an issue: its events, append only; where it stands is its last event. */
import { valueOf } from '../shared/result.ts';
import {
  type ClosingStep,
  type ClosureState,
  applicationGuard,
  canSendBack,
  canStep,
} from '../shared/states.ts';
import { deriveIssueState } from '../shared/states.ts';
import type { Day } from '../shared/day.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { pendingProposalsSql } from './returns/proposals.ts';

/** SQL for where an issue stands now, from its last event. */
export const closureSql = (issue: string) =>
  `coalesce((SELECT CASE c.step WHEN 'recheck_passed' THEN 'closed' WHEN 'imported_closed' THEN 'closed'
      WHEN 'sent_back' THEN 'open' WHEN 'application_withdrawn' THEN 'open' WHEN 'reopened' THEN 'open'
      ELSE c.step END
    FROM closing_events c WHERE c.issue_id = ${issue} ORDER BY c.id DESC LIMIT 1), 'open')`;

export function closureOf(db: ReadDb, issueId: number): ClosureState {
  return (
    db.get<{ closure: ClosureState }>(`SELECT ${closureSql('?')} AS closure`, issueId)?.closure ?? 'open'
  );
}

interface ChainRow {
  cycle_id: number;
  cycle: number;
  attempt: number;
  effective_on: Day;
  steps: string;
}

function lastEvent(db: ReadDb, issueId: number): ChainRow | undefined {
  return db.get<ChainRow>(
    `SELECT e.cycle_id, c.cycle, e.attempt, e.effective_on, c.steps FROM closing_events e
      JOIN closing_cycles c ON c.id = e.cycle_id WHERE e.issue_id = ? ORDER BY e.id DESC LIMIT 1`,
    issueId,
  );
}

export interface ChainAct {
  readonly actor: string;
  readonly on: Day;
  readonly opinion: string;
}

/** Takes the next step of the chain, under all its guards. Refusals as in shared/closing.ts. */
export function takeStep(db: WriteDb, issueId: number, step: ClosingStep, act: ChainAct): void {
  const last = lastEvent(db, issueId);
  const closure = closureOf(db, issueId);
  const measures = db
    .all<{
      id: number;
      state: 'not_started' | 'in_progress' | 'mostly_done' | 'done';
      demand: 'immediate' | 'dated' | 'ongoing';
      established_on: Day | null;
      withdrawn_on: Day | null;
      no_evidence_reason: string;
      evidence: number;
      proposals: number;
    }>(
      `SELECT m.id, m.state, m.demand, m.established_on, m.withdrawn_on, m.no_evidence_reason,
        (SELECT count(*) FROM evidence v WHERE v.measure_id = m.id) AS evidence,
        ${pendingProposalsSql('m.id')} AS proposals
        FROM measures m WHERE m.issue_id = ?`,
      issueId,
    )
    .map((m) => ({
      id: m.id,
      state: m.state,
      demand: m.demand,
      established: m.established_on !== null,
      withdrawn: m.withdrawn_on !== null,
      evidence: m.evidence,
      noEvidenceReason: m.no_evidence_reason,
      pendingProposals: m.state === 'done' ? 0 : m.proposals,
    }));
  const steps =
    step === 'applied' || last === undefined
      ? db.get<{ closing_steps: string }>(
          'SELECT r.closing_steps FROM issues i JOIN rounds r ON r.id = i.round_id WHERE i.id = ?',
          issueId,
        )?.closing_steps
      : last.steps;
  const question = {
    step,
    issueState: deriveIssueState(measures, closure),
    closure,
    steps: JSON.parse(steps ?? '[]') as ClosingStep[],
    actor: act.actor,
    on: act.on,
    opinion: act.opinion,
    previousOn: last?.effective_on ?? null,
    today: db.today,
    missing: step === 'applied' ? applicationGuard(measures) : [],
  };
  valueOf(canStep(question));
  const cycle = cycleFor(db, issueId, last, steps ?? '[]');
  append(db, issueId, cycle.id, cycle.attempt, step, act);
}

/** 退回: the same cycle goes on with the next attempt. */
export function sendBack(db: WriteDb, issueId: number, act: ChainAct): void {
  const last = lastEvent(db, issueId);
  const question = {
    closure: closureOf(db, issueId),
    cycle: last?.cycle ?? 1,
    attempt: last?.attempt ?? 1,
    reason: act.opinion,
    actor: act.actor,
    on: act.on,
    previousOn: last?.effective_on ?? null,
    today: db.today,
  };
  const { attempt } = valueOf(canSendBack(question));
  if (last === undefined) throw new Error('an issue is in the chain without an event');
  append(db, issueId, last.cycle_id, attempt, 'sent_back', act);
}

function cycleFor(db: WriteDb, issueId: number, last: ChainRow | undefined, steps: string) {
  if (last !== undefined) return { id: last.cycle_id, attempt: last.attempt };
  return {
    id: db.run('INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, ?)', issueId, steps).id,
    attempt: 1,
  };
}

function append(
  db: WriteDb,
  issueId: number,
  cycleId: number,
  attempt: number,
  step: string,
  act: ChainAct,
): void {
  db.run(
    `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, opinion, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[issueId, cycleId, attempt, step, act.actor, act.on, act.opinion, db.now],
  );
}
