/** The stages of a round: their due days, counted from the round's days or typed, and what was done. */
import { addMonths, type Day } from '../shared/day.ts';
import type { DeadlineContext } from '../shared/deadline.ts';
import { readStagePeriod } from '../shared/plan/stagePeriod.ts';
import type { Round } from '../shared/contract/types.ts';
import type { StageKind } from '../shared/lists.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import { stageWords } from '../shared/words.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { deadlineContext, IN_WORKING_DAYS, type RoundDays, roundEnd } from './deadlines.ts';

/**
 * The usual stages with their periods. `due` counts what has none beside it: stages of ledgers that were made before
 * periods were kept.
 */
const stagePlan: readonly {
  kind: StageKind;
  period: string;
  due: (feedbackOn: Day, end: Day) => Day | null;
}[] = [
  { kind: 'feedback_meeting', period: '反馈当日', due: (feedbackOn) => feedbackOn },
  { kind: 'feedback', period: '反馈当日', due: (feedbackOn) => feedbackOn },
  { kind: 'plan', period: '1个月', due: (feedbackOn) => addMonths(feedbackOn, 1) },
  { kind: 'democratic_meeting', period: '1个月', due: (feedbackOn) => addMonths(feedbackOn, 1) },
  { kind: 'concentrated', period: '集中整改期内', due: (_, end) => end },
  { kind: 'report', period: '集中整改期满后1个月', due: (_, end) => addMonths(end, 1) },
  { kind: 'leader_report', period: '集中整改期满后1个月', due: (_, end) => addMonths(end, 1) },
  { kind: 'publication', period: '集中整改期满后2个月', due: (_, end) => addMonths(end, 2) },
  { kind: 'follow_up', period: '', due: () => null },
  { kind: 'follow_up_report', period: '', due: () => null },
  { kind: 'recheck', period: '', due: () => null },
];

function plannedDue(kind: StageKind, days: RoundDays): Day | null {
  if (days.feedbackOn === null) return null;
  const plan = stagePlan.find((stage) => stage.kind === kind);
  return plan?.due(days.feedbackOn, roundEnd(days.feedbackOn, days.months)) ?? null;
}

export function stagesOf(db: ReadDb, roundId: number): Round['stages'] {
  return db.all<Round['stages'][number]>(
    `SELECT id, kind, title, due_on AS dueOn, done_on AS doneOn, paper, note, period FROM stages
      WHERE round_id = ? ORDER BY position, id`,
    roundId,
  );
}

/** The usual stages of a new round. */
export function createStages(db: WriteDb, roundId: number): void {
  const context = deadlineContext(db, roundId);
  stagePlan.forEach(({ kind, period }, position) => {
    db.run(
      'INSERT INTO stages (round_id, position, kind, title, due_on, period) VALUES (?, ?, ?, ?, ?, ?)',
      ...[roundId, position, kind, stageWords[kind], dueBy(period, context), period],
    );
  });
}

/** The day a period gives now; null while the round lacks the day that it is counted from. */
function dueBy(period: string, context: DeadlineContext): Day | null {
  return period === '' ? null : valueOf(readStagePeriod(period, context), { period });
}

/** Due days move along with the round's days: by their period, or, without one, while they are what the plan gave. */
export function recountStages(db: WriteDb, roundId: number, before: RoundDays, after: RoundDays): void {
  const context = deadlineContext(db, roundId);
  const seen = new Set<StageKind>();
  for (const stage of stagesOf(db, roundId)) {
    // A stage that was added shares its kind with the one it stands after, and follows no plan.
    const first = !seen.has(stage.kind);
    seen.add(stage.kind);
    if (stage.period !== '') setDue(db, stage, dueBy(stage.period, context));
    else if (first && stage.dueOn === plannedDue(stage.kind, before))
      setDue(db, stage, plannedDue(stage.kind, after));
  }
}

/** Stages counted in working days move along with the calendar. */
export function recountForCalendar(db: WriteDb): void {
  for (const { round, ...stage } of db.all<{ id: number; round: number; period: string; dueOn: Day | null }>(
    'SELECT id, round_id AS round, period, due_on AS dueOn FROM stages WHERE period LIKE ?',
    IN_WORKING_DAYS,
  ))
    setDue(db, stage, dueBy(stage.period, deadlineContext(db, round)));
}

function setDue(db: WriteDb, stage: { id: number; dueOn: Day | null }, dueOn: Day | null): void {
  if (stage.dueOn !== dueOn) db.run('UPDATE stages SET due_on = ? WHERE id = ?', dueOn, stage.id);
}

export type StageFields = Pick<
  Round['stages'][number],
  'title' | 'dueOn' | 'doneOn' | 'paper' | 'note' | 'period'
>;

/**
 * Writes the given fields. A period counts the due day; a due day that is typed stands by itself and takes the period
 * away. Refuses `row_missing`, `period_not_understood`.
 */
export function editStage(db: WriteDb, id: number, fields: Partial<StageFields>): void {
  const row = db.get<{ round: number; period: string; dueOn: Day | null }>(
    'SELECT round_id AS round, period, due_on AS dueOn FROM stages WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'stages', row: id });
  const plain = { title: fields.title, done_on: fields.doneOn, paper: fields.paper, note: fields.note };
  for (const [column, value] of Object.entries(plain)) {
    if (value !== undefined) db.run(`UPDATE stages SET ${column} = ? WHERE id = ?`, value, id);
  }
  const period =
    fields.period ?? (fields.dueOn === undefined || fields.dueOn === row.dueOn ? row.period : '');
  if (period !== row.period) db.run('UPDATE stages SET period = ? WHERE id = ?', period, id);
  if (period !== '' && fields.period !== undefined)
    setDue(db, { id, dueOn: row.dueOn }, dueBy(period, deadlineContext(db, row.round)));
  else if (fields.dueOn !== undefined) setDue(db, { id, dueOn: row.dueOn }, fields.dueOn);
}

/**
 * A stage of the round's own, after the one named (null: first). It takes the kind of the stage it stands after, whose
 * phase it belongs to; its title says what it is. Refuses `round_missing`, `row_missing`, `period_not_understood`.
 */
export function addStage(
  db: WriteDb,
  roundId: number,
  after: number | null,
  fields: { title: string; period: string },
): number {
  if (db.get('SELECT 1 FROM rounds WHERE id = ?', roundId) === undefined) throw new Refusal('round_missing');
  const stages = stagesOf(db, roundId);
  const place = after === null ? 0 : stages.findIndex((stage) => stage.id === after) + 1;
  if (after !== null && place === 0) throw new Refusal('row_missing', { table: 'stages', row: after });
  const kind: StageKind = stages[Math.max(0, place - 1)]?.kind ?? 'feedback_meeting';
  const due = dueBy(fields.period, deadlineContext(db, roundId));
  stages.slice(place).forEach((stage, index) => {
    db.run('UPDATE stages SET position = ? WHERE id = ?', place + 1 + index, stage.id);
  });
  return db.run(
    'INSERT INTO stages (round_id, position, kind, title, due_on, period) VALUES (?, ?, ?, ?, ?, ?)',
    ...[roundId, place, kind, fields.title, due, fields.period],
  ).id;
}

/** Takes a stage away of which nothing is recorded yet. Refuses `row_missing`, `stage_in_use`. */
export function removeStage(db: WriteDb, id: number): void {
  const row = db.get<{ title: string; done_on: Day | null; paper: string; note: string }>(
    'SELECT title, done_on, paper, note FROM stages WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'stages', row: id });
  if (row.done_on !== null || row.paper.trim() !== '' || row.note.trim() !== '')
    throw new Refusal('stage_in_use', { title: row.title });
  db.run('DELETE FROM stages WHERE id = ?', id);
}
