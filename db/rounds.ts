/** Rounds of inspection: their stages, what their papers state, and what the ledger counts beside it. */
import type { Day } from '../shared/day.ts';
import { nothingStated } from '../shared/contract/blank.ts';
import type { Round, StatedTotalsShape } from '../shared/contract/types.ts';
import { type StepWords, stepSettings } from '../shared/closingSettings.ts';
import type { ClosingStep } from '../shared/lists.ts';
import { Refusal } from '../shared/result.ts';
import { closureSql } from './closing.ts';
import { moveAdoption } from './adoption.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { rereadForRound } from './deadlines.ts';
import { createStages, recountStages, stagesOf } from './stages.ts';

export interface CountedTotals {
  aspects: number;
  headings: number;
  subheadings: number;
  issues: number;
  measures: number;
  issuesClosed: number;
  measuresDone: number;
  measuresEstablished: number;
}

export function currentRoundId(db: ReadDb): number | null {
  return db.get<{ id: number }>('SELECT id FROM rounds WHERE current = 1')?.id ?? null;
}

/** The round asked for, or the current one; refuses `round_missing` when there is none. */
export function roundIdOr(db: ReadDb, id: number | undefined): number {
  const found =
    id === undefined
      ? currentRoundId(db)
      : db.get<{ id: number }>('SELECT id FROM rounds WHERE id = ?', id)?.id;
  if (found === undefined || found === null) throw new Refusal('round_missing');
  return found;
}

/** What the ledger counts today. Withdrawn issues and measures do not count. */
export function countedTotals(db: ReadDb, roundId: number): CountedTotals {
  const headings = db.get<{ aspects: number; headings: number }>(
    'SELECT count(*) AS headings, coalesce(sum(parent_id IS NULL), 0) AS aspects FROM headings WHERE round_id = ?',
    roundId,
  ) ?? { aspects: 0, headings: 0 };
  const measures = db.get<{ measures: number; done: number; established: number }>(
    `SELECT count(*) AS measures, coalesce(sum(m.state = 'done'), 0) AS done,
      coalesce(sum(m.state <> 'done' AND m.demand = 'ongoing' AND m.established_on IS NOT NULL), 0) AS established
      FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ? AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL`,
    roundId,
  ) ?? { measures: 0, done: 0, established: 0 };
  // The figures alone: how each of ten thousand issues stands is more than is asked for at the start.
  const issues = db.get<{ issues: number; closed: number }>(
    `SELECT count(*) AS issues, coalesce(sum(${closureSql('i.id')} = 'closed'), 0) AS closed
      FROM issues i WHERE i.round_id = ? AND i.withdrawn_on IS NULL`,
    roundId,
  ) ?? { issues: 0, closed: 0 };
  return {
    aspects: headings.aspects,
    headings: headings.headings,
    subheadings: headings.headings - headings.aspects,
    issues: issues.issues,
    measures: measures.measures,
    issuesClosed: issues.closed,
    measuresDone: measures.done,
    measuresEstablished: measures.established,
  };
}

interface RoundRow {
  id: number;
  title: string;
  organisation: string;
  inspected_by: string;
  feedback_on: Day | null;
  months: number;
  current: number;
  stated_source: Round['statedSource'];
  stated_aspects: number | null;
  stated_issues: number | null;
  stated_measures: number | null;
  stated_closed: number | null;
  stated_open: number | null;
  stated_clues_received: number | null;
  stated_clues_concluded: number | null;
  stated_regulations_new: number | null;
  stated_regulations_revised: number | null;
  closing_steps: string;
  step_words: string;
}

function statedOf(db: ReadDb, row: RoundRow): StatedTotalsShape {
  const amounts = db.all<{ family: string; kind: string; amount: number }>(
    'SELECT family, kind, amount FROM stated_amounts WHERE round_id = ? ORDER BY id',
    row.id,
  );
  return {
    aspects: row.stated_aspects,
    issues: row.stated_issues,
    measures: row.stated_measures,
    closed: row.stated_closed,
    open: row.stated_open,
    cluesReceived: row.stated_clues_received,
    cluesConcluded: row.stated_clues_concluded,
    regulationsNew: row.stated_regulations_new,
    regulationsRevised: row.stated_regulations_revised,
    sanctions: amounts
      .filter((a) => a.family === 'sanction')
      .map((a) => ({ kind: a.kind as StatedTotalsShape['sanctions'][number]['kind'], people: a.amount })),
    recoveries: amounts.filter((a) => a.family === 'recovery').map((a) => ({ kind: a.kind, fen: a.amount })),
  };
}

/**
 * A round's counted totals with its stated ones. A ledger without rounds counts nothing and states nothing; a round
 * that is asked for must be there (`round_missing`).
 */
export function roundStats(
  db: ReadDb,
  id: number | undefined,
): CountedTotals & { stated: StatedTotalsShape; roundId: number | null } {
  const roundId = id === undefined ? currentRoundId(db) : roundIdOr(db, id);
  const stated = roundId === null ? nothingStated : statedTotals(db, roundId);
  return { ...countedTotals(db, roundId ?? 0), stated, roundId };
}

export function statedTotals(db: ReadDb, roundId: number): StatedTotalsShape {
  const row = db.get<RoundRow>('SELECT * FROM rounds WHERE id = ?', roundId);
  if (row === undefined) throw new Refusal('round_missing');
  return statedOf(db, row);
}

export function listRounds(db: ReadDb): Round[] {
  return db.all<RoundRow>('SELECT * FROM rounds ORDER BY current DESC, id DESC').map((row) => ({
    id: row.id,
    title: row.title,
    organisation: row.organisation,
    inspectedBy: row.inspected_by,
    feedbackOn: row.feedback_on,
    months: row.months,
    current: row.current === 1,
    statedSource: row.stated_source,
    stated: statedOf(db, row),
    counted: countedTotals(db, row.id),
    steps: stepSettings(
      JSON.parse(row.closing_steps) as ClosingStep[],
      JSON.parse(row.step_words) as StepWords,
    ),
    stages: stagesOf(db, row.id),
  }));
}

export interface RoundFields {
  title: string;
  organisation: string;
  inspectedBy: string;
  feedbackOn: Day | null;
  months: number;
}

/** Makes a round with its stages. The first one becomes the current one; another takes over only when asked. */
export function createRound(db: WriteDb, fields: RoundFields): number {
  const id = db.run(
    'INSERT INTO rounds (title, organisation, inspected_by, feedback_on, months, current) VALUES (?, ?, ?, ?, ?, ?)',
    ...[fields.title, fields.organisation, fields.inspectedBy, fields.feedbackOn, fields.months],
    currentRoundId(db) === null ? 1 : 0,
  ).id;
  createStages(db, id);
  // The office that writes is the same one: its words go on.
  db.run(
    `INSERT INTO paper_settings (round_id, settings)
      SELECT ?, settings FROM paper_settings ORDER BY round_id DESC LIMIT 1`,
    id,
  );
  return id;
}

/**
 * Changes a round's fields. Where the feedback day or the length changes, due days and deadlines that were counted
 * from them move along, unless someone had set them to another day; so does the day from which its content counts.
 */
export function editRound(db: WriteDb, id: number, fields: Partial<RoundFields>): void {
  const row = db.get<RoundRow>('SELECT * FROM rounds WHERE id = ?', id);
  if (row === undefined) throw new Refusal('round_missing');
  const before = { feedbackOn: row.feedback_on, months: row.months };
  const after = {
    feedbackOn: fields.feedbackOn === undefined ? row.feedback_on : fields.feedbackOn,
    months: fields.months ?? row.months,
  };
  db.run(
    'UPDATE rounds SET title = ?, organisation = ?, inspected_by = ?, feedback_on = ?, months = ? WHERE id = ?',
    ...[
      fields.title ?? row.title,
      fields.organisation ?? row.organisation,
      fields.inspectedBy ?? row.inspected_by,
    ],
    ...[after.feedbackOn, after.months, id],
  );
  if (before.feedbackOn === after.feedbackOn && before.months === after.months) return;
  moveAdoption(db, id, before.feedbackOn, after.feedbackOn);
  recountStages(db, id, before, after);
  rereadForRound(db, id, before, after);
}

/**
 * Makes another round the current one. The one that is left must have its stated totals known (or be declared to
 * state none); they are kept beside the counted ones of this day.
 */
export function makeCurrent(db: WriteDb, id: number): void {
  const target = db.get<{ current: number }>('SELECT current FROM rounds WHERE id = ?', id);
  if (target === undefined) throw new Refusal('round_missing');
  if (target.current === 1) return;
  const left = currentRoundId(db);
  if (left !== null) {
    const row = db.get<RoundRow>('SELECT * FROM rounds WHERE id = ?', left);
    if (row?.stated_source === 'unknown')
      throw new Refusal('stated_totals_missing', { round: left, title: row.title });
    db.run(
      'INSERT INTO round_departures (round_id, left_on, counted, stated) VALUES (?, ?, ?, ?)',
      left,
      db.today,
      JSON.stringify(countedTotals(db, left)),
      JSON.stringify(statedTotals(db, left)),
    );
    db.run('UPDATE rounds SET current = 0 WHERE id = ?', left);
  }
  db.run('UPDATE rounds SET current = 1 WHERE id = ?', id);
}

/** Keeps what a round's papers state. It stands beside the counted totals and never enters a count. */
export function setStated(
  db: WriteDb,
  id: number,
  source: 'notice' | 'typed' | 'none',
  stated: StatedTotalsShape,
): void {
  const changed = db.run(
    `UPDATE rounds SET stated_source = ?, stated_aspects = ?, stated_issues = ?, stated_measures = ?,
      stated_closed = ?, stated_open = ?, stated_clues_received = ?, stated_clues_concluded = ?,
      stated_regulations_new = ?, stated_regulations_revised = ? WHERE id = ?`,
    ...[source, stated.aspects, stated.issues, stated.measures, stated.closed, stated.open],
    ...[stated.cluesReceived, stated.cluesConcluded, stated.regulationsNew, stated.regulationsRevised, id],
  ).changes;
  if (changed !== 1) throw new Refusal('round_missing');
  const wanted = [
    ...stated.sanctions.map((s) => ({ family: 'sanction', kind: s.kind as string, amount: s.people })),
    ...stated.recoveries.map((r) => ({ family: 'recovery', kind: r.kind, amount: r.fen })),
  ];
  db.run('DELETE FROM stated_amounts WHERE round_id = ?', id);
  for (const { family, kind, amount } of wanted) {
    db.run(
      'INSERT INTO stated_amounts (round_id, family, kind, amount) VALUES (?, ?, ?, ?)',
      id,
      family,
      kind,
      amount,
    );
  }
}
