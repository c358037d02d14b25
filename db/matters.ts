/** Matters submitted for decision: kept, decided at a meeting, followed up until settled. */
import type { Matter } from '../shared/contract/types.ts';
import type { Day } from '../shared/day.ts';
import { canKeepMatter } from '../shared/matters.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { placedIssues } from './outcomes/rows.ts';
import { currentRoundId, roundIdOr } from './rounds.ts';

/** What stands of a matter, its issues by their ids. */
export type MatterFields = Omit<Matter, 'id' | 'issues'> & { readonly issues: readonly number[] };

interface Row extends Omit<Matter, 'issues'> {
  readonly roundId: number;
}

const ROW = `SELECT id, round_id AS roundId, title, month, meeting_on AS meetingOn, decision, follow_up AS followUp,
  settled_on AS settledOn FROM matters`;

/** Of the current round, newest month first. */
export function listMatters(db: ReadDb): Matter[] {
  const round = currentRoundId(db);
  if (round === null) return [];
  const links = db.all<{ matter: number; issue: number }>(
    `SELECT mi.matter_id AS matter, mi.issue_id AS issue FROM matter_issues mi
      JOIN matters t ON t.id = mi.matter_id WHERE t.round_id = ? ORDER BY mi.id`,
    round,
  );
  const places = placedIssues(
    db,
    links.map(({ issue }) => issue),
  );
  const issues = new Map<number, number[]>();
  for (const { matter, issue } of links) issues.set(matter, [...(issues.get(matter) ?? []), issue]);
  return db
    .all<Row>(`${ROW} WHERE round_id = ? ORDER BY month DESC, id DESC`, round)
    .map(({ roundId, ...row }) => {
      void roundId;
      return {
        ...row,
        issues: (issues.get(row.id) ?? []).flatMap((issue) => {
          const found = places.get(issue);
          return found === undefined ? [] : [{ id: issue, name: found.title, place: found.place }];
        }),
      };
    });
}

/** Submits one in the current round; answers its id. @throws Refusal of `canKeepMatter`; `row_missing` for an issue */
export function addMatter(db: WriteDb, fields: MatterFields): number {
  const round = roundIdOr(db, undefined);
  judge(db, round, fields);
  const { id } = db.run(
    `INSERT INTO matters (round_id, title, month, meeting_on, decision, follow_up, settled_on)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[
      round,
      fields.title,
      fields.month,
      fields.meetingOn,
      fields.decision,
      fields.followUp,
      fields.settledOn,
    ],
  );
  keepIssues(db, round, id, fields.issues);
  return id;
}

/** Fields that are left out stay as they are. @throws Refusal as `addMatter`; `row_missing` */
export function editMatter(db: WriteDb, id: number, fields: Partial<MatterFields>): void {
  const kept = db.get<Row>(`${ROW} WHERE id = ?`, id);
  if (kept === undefined) throw missing(id);
  const next = { ...kept, ...fields };
  judge(db, kept.roundId, next);
  db.run(
    `UPDATE matters SET title = ?, month = ?, meeting_on = ?, decision = ?, follow_up = ?, settled_on = ? WHERE id = ?`,
    ...[next.title, next.month, next.meetingOn, next.decision, next.followUp, next.settledOn, id],
  );
  if (fields.issues !== undefined) keepIssues(db, kept.roundId, id, fields.issues);
}

/** @throws Refusal `row_missing` */
export function removeMatters(db: WriteDb, ids: readonly number[]): void {
  const list = JSON.stringify(ids);
  const absent = db.get<{ id: number }>(
    `SELECT j.value AS id FROM json_each(?) j WHERE j.value NOT IN (SELECT id FROM matters)`,
    list,
  );
  if (absent !== undefined) throw missing(absent.id);
  db.run('DELETE FROM matter_issues WHERE matter_id IN (SELECT value FROM json_each(?))', list);
  db.run('DELETE FROM matters WHERE id IN (SELECT value FROM json_each(?))', list);
}

const missing = (id: number) => new Refusal('row_missing', { table: 'matters', row: id });

function judge(
  db: WriteDb,
  round: number,
  fields: Pick<MatterFields, 'month' | 'meetingOn' | 'decision' | 'settledOn'>,
): void {
  const feedbackOn = db.get<{ on: Day | null }>(
    'SELECT feedback_on AS "on" FROM rounds WHERE id = ?',
    round,
  )?.on;
  valueOf(canKeepMatter({ ...fields, feedbackOn: feedbackOn ?? null, today: db.today }));
}

/** Links that stay are not written again. */
function keepIssues(db: WriteDb, round: number, matter: number, issues: readonly number[]): void {
  const list = JSON.stringify(issues);
  const stranger = db.get<{ id: number }>(
    `SELECT j.value AS id FROM json_each(?) j
      WHERE j.value NOT IN (SELECT id FROM issues WHERE round_id = ?)`,
    ...[list, round],
  );
  if (stranger !== undefined) throw new Refusal('row_missing', { table: 'issues', row: stranger.id });
  db.run(
    'DELETE FROM matter_issues WHERE matter_id = ? AND issue_id NOT IN (SELECT value FROM json_each(?))',
    ...[matter, list],
  );
  for (const issue of new Set(issues)) {
    db.run(
      `INSERT INTO matter_issues (matter_id, issue_id) SELECT ?1, ?2
        WHERE NOT EXISTS (SELECT 1 FROM matter_issues WHERE matter_id = ?1 AND issue_id = ?2)`,
      ...[matter, issue],
    );
  }
}
