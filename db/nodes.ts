/** Headings, issues and measures as nodes of the tree: adding, renaming, taking away what never counted. */
import type { Day } from '../shared/day.ts';
import type { IssuePatch, MeasurePatch } from '../shared/contract/types.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import { canCountFrom, issueChangeable } from '../shared/states.ts';
import type { ClosureState } from '../shared/lists.ts';
import { adoptedOn } from './adoption.ts';
import { closureSql, lastClosingSql } from './closing.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { editMeasures, type PlanWhy } from './measures.ts';
import { countedInRelease } from './releases/counted.ts';
import { roundIdOr } from './rounds.ts';

export interface NewHeading {
  readonly roundId: number;
  readonly parentId: number | null;
  readonly number: string;
  readonly title: string;
  readonly batchId?: number | null;
}

/** Place after the last child of a heading, whichever kind that child is. */
function nextPosition(db: ReadDb, roundId: number, headingId: number | null): number {
  return (
    db.get<{ next: number }>(
      `SELECT coalesce(max(position), 0) + 1 AS next FROM (
        SELECT position FROM headings WHERE round_id = ?1 AND parent_id IS ?2
        UNION ALL SELECT position FROM issues WHERE round_id = ?1 AND heading_id IS ?2)`,
      roundId,
      headingId,
    )?.next ?? 1
  );
}

export function addHeading(db: WriteDb, heading: NewHeading): number {
  return db.run(
    'INSERT INTO headings (round_id, parent_id, position, number, title, batch_id) VALUES (?, ?, ?, ?, ?, ?)',
    ...[heading.roundId, heading.parentId, nextPosition(db, heading.roundId, heading.parentId)],
    ...[heading.number, heading.title, heading.batchId ?? null],
  ).id;
}

export interface NewIssue {
  readonly roundId: number;
  readonly headingId: number | null;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly leadId: number | null;
  readonly unitId: number | null;
  readonly adoptedOn: Day;
  readonly batchId?: number | null;
}

export function addIssue(db: WriteDb, issue: NewIssue): number {
  return db.run(
    `INSERT INTO issues (round_id, heading_id, position, number, title, text, lead_id, unit_id, adopted_on, batch_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[
      issue.roundId,
      issue.headingId,
      nextPosition(db, issue.roundId, issue.headingId),
      issue.number,
      issue.title,
    ],
    ...[issue.text, issue.leadId, issue.unitId, issue.adoptedOn, issue.batchId ?? null],
  ).id;
}

export interface NewMeasure {
  readonly issueId: number;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly adoptedOn: Day;
  readonly batchId?: number | null;
}

/** Adds a measure at the end of its issue. */
export function addMeasure(db: WriteDb, measure: NewMeasure): number {
  const position =
    db.get<{ next: number }>(
      'SELECT coalesce(max(position), 0) + 1 AS next FROM measures WHERE issue_id = ?',
      measure.issueId,
    )?.next ?? 1;
  return db.run(
    'INSERT INTO measures (issue_id, position, number, title, text, adopted_on, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[measure.issueId, position, measure.number, measure.title, measure.text, measure.adoptedOn],
    measure.batchId ?? null,
  ).id;
}

interface IssueRow {
  readonly round_id: number;
  readonly title: string;
  readonly opened_on: Day | null;
}

/** An issue of which something is about to change. @throws Refusal while it is in the chain, closed or withdrawn */
function changeableIssue(db: ReadDb, id: number, about?: Record<string, unknown>): IssueRow {
  const row = db.get<IssueRow & { closure: ClosureState; withdrawn: number }>(
    `SELECT i.round_id, i.title, i.withdrawn_on IS NOT NULL AS withdrawn, ${closureSql('i.id')} AS closure,
      ${lastClosingSql('i.id')} AS opened_on FROM issues i WHERE i.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'issues', row: id });
  valueOf(issueChangeable(row.closure, row.withdrawn === 1), about ?? { issue: id, title: row.title });
  return row;
}

/**
 * Adds a measure by hand, as a change of the plan: from the day on that its approval says, by default from today on and
 * without a body. Refuses while the issue is in the chain, closed or withdrawn.
 */
export function addMeasureByHand(
  db: WriteDb,
  issueId: number,
  after: number | null,
  patch: MeasurePatch & { title: string },
  plan: PlanWhy = { reason: '', body: '' },
): number {
  const issue = changeableIssue(db, issueId);
  const { on } = valueOf(canCountFrom({ on: plan.on ?? null, today: db.today, openedOn: issue.opened_on }), {
    issue: issueId,
    title: issue.title,
  });
  const id = insertMeasure(db, issueId, after, patch, on);
  db.run(
    `INSERT INTO plan_changes (round_id, kind, issue_id, measure_id, reason, body, effective_on, recorded_at)
      VALUES (?, 'added', ?, ?, ?, ?, ?, ?)`,
    ...[issue.round_id, issueId, id, plan.reason, plan.body, on, db.now],
  );
  return id;
}

/** Puts a new measure into its issue, behind another one or at the end; the plan's record is the caller's. */
export function insertMeasure(
  db: WriteDb,
  issueId: number,
  after: number | null,
  { title, number = '', text = '', ...fields }: MeasurePatch & { title: string },
  countsFrom: Day,
): number {
  const id = addMeasure(db, { issueId, number, title, text, adoptedOn: countsFrom });
  if (after !== null) moveAfter(db, issueId, id, after);
  editMeasures(db, [id], fields);
  return id;
}

function moveAfter(db: WriteDb, issueId: number, id: number, after: number): void {
  const order = db.pluck<number>(
    'SELECT id FROM measures WHERE issue_id = ? AND id <> ? ORDER BY position, id',
    issueId,
    id,
  );
  const at = order.indexOf(after);
  if (at < 0) return;
  order.splice(at + 1, 0, id);
  order.forEach((measureId, index) => {
    db.run(
      'UPDATE measures SET position = ? WHERE id = ? AND position <> ?',
      index + 1,
      measureId,
      index + 1,
    );
  });
}

export function addIssueByHand(
  db: WriteDb,
  headingId: number | null,
  patch: IssuePatch & { title: string },
): number {
  const roundId =
    headingId === null
      ? roundIdOr(db, undefined)
      : db.get<{ round_id: number }>('SELECT round_id FROM headings WHERE id = ?', headingId)?.round_id;
  if (roundId === undefined) throw new Refusal('row_missing', { table: 'headings', row: headingId });
  return addIssue(db, {
    roundId,
    headingId,
    number: patch.number ?? '',
    title: patch.title,
    text: patch.text ?? '',
    leadId: patch.leadId ?? null,
    unitId: patch.unitId ?? null,
    adoptedOn: adoptedOn(db, roundId, db.today),
  });
}

export function addHeadingByHand(
  db: WriteDb,
  parentId: number | null,
  number: string,
  title: string,
): number {
  const roundId =
    parentId === null
      ? roundIdOr(db, undefined)
      : db.get<{ round_id: number }>('SELECT round_id FROM headings WHERE id = ?', parentId)?.round_id;
  if (roundId === undefined) throw new Refusal('row_missing', { table: 'headings', row: parentId });
  return addHeading(db, { roundId, parentId, number, title });
}

const issueColumns = {
  number: 'number',
  title: 'title',
  text: 'text',
  leadId: 'lead_id',
  unitId: 'unit_id',
} as const;

export function editIssues(db: WriteDb, ids: readonly number[], patch: IssuePatch): void {
  for (const id of ids) {
    changeableIssue(db, id);
    for (const [field, column] of Object.entries(issueColumns) as [keyof typeof issueColumns, string][]) {
      const value = patch[field];
      if (value !== undefined) db.run(`UPDATE issues SET ${column} = ? WHERE id = ?`, value, id);
    }
  }
}

export function editHeading(
  db: WriteDb,
  id: number,
  patch: { number?: string | undefined; title?: string | undefined },
): void {
  const row = db.get<{ number: string; title: string }>(
    'SELECT number, title FROM headings WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'headings', row: id });
  db.run(
    'UPDATE headings SET number = ?, title = ? WHERE id = ?',
    patch.number ?? row.number,
    patch.title ?? row.title,
    id,
  );
}

/** Takes away what never counted: an empty heading, an issue without measures, a measure without any history. */
export function removeNode(db: WriteDb, kind: 'heading' | 'issue' | 'measure', id: number): void {
  const count = (sql: string) => db.get<{ n: number }>(sql, id)?.n ?? 0;
  if (kind === 'heading') {
    const children = count(
      `SELECT (SELECT count(*) FROM headings WHERE parent_id = ?1) + (SELECT count(*) FROM issues WHERE heading_id = ?1) AS n`,
    );
    if (children > 0) throw new Refusal('node_has_children', { children });
    remove(db, 'headings', id);
  } else if (kind === 'issue') {
    const children = count('SELECT count(*) AS n FROM measures WHERE issue_id = ?');
    if (children > 0) throw new Refusal('node_has_children', { children });
    const history = count(
      `SELECT (SELECT count(*) FROM closing_events WHERE issue_id = ?1) + (SELECT count(*) FROM regulations WHERE issue_id = ?1)
        + (SELECT count(*) FROM sanctions WHERE issue_id = ?1) + (SELECT count(*) FROM recoveries WHERE issue_id = ?1)
        + (SELECT count(*) FROM clues WHERE issue_id = ?1)
        + (SELECT count(*) FROM matter_issues WHERE issue_id = ?1)
        + (SELECT count(*) FROM plan_changes WHERE issue_id = ?1 AND measure_id IS NULL) AS n`,
    );
    if (history > 0 || countedInRelease(db, 'issues', id)) throw new Refusal('node_has_history');
    remove(db, 'issues', id);
  } else {
    const history = count(
      `SELECT (SELECT count(*) FROM measure_events WHERE measure_id = ?1) + (SELECT count(*) FROM progress WHERE measure_id = ?1)
        + (SELECT count(*) FROM evidence WHERE measure_id = ?1) + (SELECT count(*) FROM extensions WHERE measure_id = ?1)
        + (SELECT count(*) FROM form_rows WHERE measure_id = ?1) + (SELECT count(*) FROM decided_rows WHERE measure_id = ?1)
        + (SELECT count(*) FROM extension_requests WHERE measure_id = ?1) + (SELECT count(*) FROM regulations WHERE measure_id = ?1)
        + (SELECT count(*) FROM sanctions WHERE measure_id = ?1) + (SELECT count(*) FROM recoveries WHERE measure_id = ?1)
        + (SELECT count(*) FROM clues WHERE measure_id = ?1)
        + (SELECT count(*) FROM plan_changes WHERE replaced_by = ?1) AS n`,
    );
    if (history > 0 || countedInRelease(db, 'measures', id)) throw new Refusal('node_has_history');
    const owner = db.get<{ issue_id: number; title: string }>(
      'SELECT issue_id, title FROM measures WHERE id = ?',
      id,
    );
    if (owner === undefined) throw new Refusal('row_missing', { table: 'measures', row: id });
    changeableIssue(db, owner.issue_id, { measure: id, title: owner.title });
    db.run('DELETE FROM plan_changes WHERE measure_id = ?', id);
    db.run('DELETE FROM measure_units WHERE measure_id = ?', id);
    remove(db, 'measures', id);
  }
}

function remove(db: WriteDb, table: string, id: number): void {
  if (db.run(`DELETE FROM ${table} WHERE id = ?`, id).changes !== 1)
    throw new Refusal('row_missing', { table, row: id });
}
