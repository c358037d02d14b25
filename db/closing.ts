/** The closing chain of an issue: its events, append only; where it stands is its last event. */
import type { Day } from '../shared/day.ts';
import type { StepWords } from '../shared/closingSettings.ts';
import { fail, Refusal, type Result, valueOf } from '../shared/result.ts';
import {
  applicableFrom,
  applicationGuard,
  canRecordRecheck,
  canReopen,
  canSendBack,
  canStep,
  canWithdrawApplication,
  type ClosingEvent,
  type ClosingStep,
  type ClosureState,
  deriveIssueState,
  nextStep,
  type ReopenGround,
} from '../shared/states.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { measuresForApplication, namedMissing } from './closing/measures.ts';

/** SQL for where an issue stands now, from its last event. */
export const closureSql = (issue: string) =>
  `coalesce((SELECT CASE c.step WHEN 'recheck_passed' THEN 'closed' WHEN 'imported_closed' THEN 'closed'
      WHEN 'sent_back' THEN 'open' WHEN 'application_withdrawn' THEN 'open' WHEN 'reopened' THEN 'open'
      ELSE c.step END
    FROM closing_events c WHERE c.issue_id = ${issue} ORDER BY c.id DESC LIMIT 1), 'open')`;

/** SQL for the day of an issue's last closing event: before it nothing of an open issue could change. */
export const lastClosingSql = (issue: string) =>
  `(SELECT c.effective_on FROM closing_events c WHERE c.issue_id = ${issue} ORDER BY c.id DESC LIMIT 1)`;

export function closureOf(db: ReadDb, issueId: number): ClosureState {
  return (
    db.get<{ closure: ClosureState }>(`SELECT ${closureSql('?')} AS closure`, issueId)?.closure ?? 'open'
  );
}

/** Day of the application on which the issue's last closing rests; null when it was never closed by a chain. */
export function lastApplicationClosed(db: ReadDb, issueId: number): Day | null {
  return (
    db.get<{ day: Day }>(
      `SELECT a.effective_on AS day FROM closing_events z
        JOIN closing_events a ON a.cycle_id = z.cycle_id AND a.step = 'applied' AND a.id < z.id
        WHERE z.issue_id = ? AND z.step = 'closed' ORDER BY z.id DESC, a.id DESC LIMIT 1`,
      issueId,
    )?.day ?? null
  );
}

/** An issue as its chain stands. */
interface Chain {
  readonly issue: number;
  readonly title: string;
  readonly withdrawn: boolean;
  /** Day on which it was last taken back into the plan; null when it never left it. */
  readonly inPlanSince: Day | null;
  readonly closure: ClosureState;
  /** What the round asks for today. */
  readonly round: { readonly steps: string; readonly words: string };
  readonly last: {
    readonly cycleId: number;
    readonly cycle: number;
    readonly attempt: number;
    readonly on: Day;
    readonly steps: string;
    readonly words: string;
  } | null;
}

/** @throws Refusal `row_missing` */
function chainOf(db: ReadDb, issue: number): Chain {
  const row = db.get<{
    title: string;
    withdrawn: number;
    inPlanSince: Day | null;
    closure: ClosureState;
    steps: string;
    words: string;
  }>(
    `SELECT i.title, i.withdrawn_on IS NOT NULL AS withdrawn, ${closureSql('i.id')} AS closure,
      (SELECT max(p.effective_on) FROM plan_changes p
        WHERE p.issue_id = i.id AND p.measure_id IS NULL AND p.kind = 'restored') AS inPlanSince,
      r.closing_steps AS steps, r.step_words AS words
      FROM issues i JOIN rounds r ON r.id = i.round_id WHERE i.id = ?`,
    issue,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'issues', row: issue });
  const last = db.get<NonNullable<Chain['last']>>(
    `SELECT e.cycle_id AS cycleId, c.cycle, e.attempt, e.effective_on AS "on", c.steps, c.step_words AS words
      FROM closing_events e JOIN closing_cycles c ON c.id = e.cycle_id WHERE e.issue_id = ? ORDER BY e.id DESC LIMIT 1`,
    issue,
  );
  return {
    issue,
    title: row.title,
    withdrawn: row.withdrawn === 1,
    inPlanSince: row.inPlanSince,
    closure: row.closure,
    round: { steps: row.steps, words: row.words },
    last: last ?? null,
  };
}

/** Unwraps a guard's answer; the refusal names the issue, so that a bulk act can say which one hindered it. */
function allowed<T>(chain: Chain, answer: Result<T>): T {
  return valueOf(answer, { issue: chain.issue, title: chain.title });
}

export interface ChainAct {
  readonly actor: string;
  readonly on: Day;
  readonly opinion: string;
}

const stepsOf = (chain: Chain): ClosingStep[] =>
  JSON.parse(
    chain.closure === 'open' || chain.last === null ? chain.round.steps : chain.last.steps,
  ) as ClosingStep[];

/** Takes the next step of the chain, under all its guards. Refusals as in shared/closing.ts. */
export function takeStep(db: WriteDb, issueId: number, step: ClosingStep, act: ChainAct): void {
  take(db, chainOf(db, issueId), step, act);
}

/**
 * Takes the step that is due, or the one named (which must be it), for all of the issues or for none.
 * @returns which step each took
 */
export function takeSteps(
  db: WriteDb,
  issues: readonly number[],
  step: ClosingStep | undefined,
  act: ChainAct,
): { id: number; step: ClosingStep }[] {
  return [...new Set(issues)].map((id) => {
    const chain = chainOf(db, id);
    const due = step ?? nextStep(stepsOf(chain), chain.closure);
    if (due === null) return allowed(chain, fail('issue_closed'));
    take(db, chain, due, act);
    return { id, step: due };
  });
}

function take(db: WriteDb, chain: Chain, step: ClosingStep, act: ChainAct): void {
  const applying = step === 'applied';
  const measures = applying ? measuresForApplication(db, [chain.issue]).get(chain.issue) : undefined;
  const missing = applying ? applicationGuard(measures ?? []) : [];
  const answer = canStep({
    step,
    issueState: deriveIssueState(measures ?? [], chain.closure),
    closure: chain.closure,
    steps: stepsOf(chain),
    actor: act.actor,
    on: act.on,
    opinion: act.opinion,
    previousOn: chain.last?.on ?? null,
    today: db.today,
    missing,
    withdrawn: chain.withdrawn,
    readyOn: applicableFrom(measures ?? [], chain.inPlanSince),
  });
  if (!answer.ok && answer.error.code === 'application_incomplete')
    allowed(chain, fail(answer.error.code, { missing: namedMissing(db, chain.issue, missing) }));
  allowed(chain, answer);
  const cycle = applying ? cycleFor(db, chain) : (chain.last ?? noCycle());
  append(db, chain.issue, cycle, step, act);
}

function noCycle(): never {
  throw new Error('an issue is in the chain without an event');
}

/** The cycle that an application opens or goes on with: it takes the round's list of this day. */
function cycleFor(db: WriteDb, { issue, last, round }: Chain): { cycleId: number; attempt: number } {
  if (last === null) return { cycleId: addCycle(db, issue, 1, round), attempt: 1 };
  // A step that is no longer asked for keeps the name under which it was taken before.
  const words = { ...(JSON.parse(last.words) as StepWords) };
  for (const step of JSON.parse(round.steps) as ClosingStep[]) delete words[step];
  const now = JSON.stringify({ ...words, ...(JSON.parse(round.words) as StepWords) });
  db.run('UPDATE closing_cycles SET steps = ?, step_words = ? WHERE id = ?', round.steps, now, last.cycleId);
  return last;
}

function addCycle(db: WriteDb, issue: number, cycle: number, round: Chain['round']): number {
  return db.run(
    'INSERT INTO closing_cycles (issue_id, cycle, steps, step_words) VALUES (?, ?, ?, ?)',
    ...[issue, cycle, round.steps, round.words],
  ).id;
}

const returnQuestion = (db: WriteDb, chain: Chain, act: ChainAct) => ({
  closure: chain.closure,
  cycle: chain.last?.cycle ?? 1,
  attempt: chain.last?.attempt ?? 1,
  reason: act.opinion,
  actor: act.actor,
  on: act.on,
  previousOn: chain.last?.on ?? null,
  today: db.today,
});

/** 退回, or 撤回申请 by the applicant: the same cycle goes on with the next attempt, opinions stay. */
export function sendBack(
  db: WriteDb,
  issueId: number,
  act: ChainAct,
  as: 'sent_back' | 'application_withdrawn' = 'sent_back',
): void {
  const chain = chainOf(db, issueId);
  const guard = as === 'sent_back' ? canSendBack : canWithdrawApplication;
  const { attempt } = allowed(chain, guard(returnQuestion(db, chain, act)));
  append(db, issueId, { cycleId: (chain.last ?? noCycle()).cycleId, attempt }, as, act);
}

/** 回头看通过: a record only. */
export function recordRecheck(db: WriteDb, issueId: number, act: ChainAct): void {
  const chain = chainOf(db, issueId);
  const { actor, on } = act;
  const previousOn = chain.last?.on ?? null;
  allowed(chain, canRecordRecheck({ actor, on, previousOn, today: db.today, closure: chain.closure }));
  append(db, issueId, chain.last ?? noCycle(), 'recheck_passed', act);
}

/**
 * 重启: opens a closed issue in a new cycle. What is set back or added with it is the caller's to do, in the same step.
 * @returns the day on which the issue is open again
 */
export function reopen(
  db: WriteDb,
  issueId: number,
  act: ChainAct,
  ground: ReopenGround,
  measuresChanged: number,
): Day {
  const chain = chainOf(db, issueId);
  const opened = allowed(chain, canReopen({ ...returnQuestion(db, chain, act), measuresChanged }));
  const cycleId = addCycle(db, issueId, opened.cycle, chain.round);
  append(db, issueId, { cycleId, attempt: opened.attempt }, 'reopened', act, ground);
  return opened.on;
}

function append(
  db: WriteDb,
  issueId: number,
  cycle: { readonly cycleId: number; readonly attempt: number },
  step: ClosingEvent,
  act: ChainAct,
  ground: ReopenGround | '' = '',
): void {
  db.run(
    `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, opinion, recorded_at, ground)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[issueId, cycle.cycleId, cycle.attempt, step, act.actor, act.on, act.opinion, db.now, ground],
  );
}
