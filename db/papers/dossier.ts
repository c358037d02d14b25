/** 一问题一档案: what the ledger holds of one issue, each family by one query. */
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import {
  dossierPaper,
  type ExtensionRecord,
  type MatterRecord,
  type MeasureChange,
  type ProgressRecord,
  type ReminderRecord,
} from '../../shared/papers/dossier.ts';
import type { IssueStanding } from '../../shared/papers/issueStanding.ts';
import type { RoundFacts } from '../../shared/papers/ledgerRows.ts';
import { nameBook } from '../../shared/summary/names.ts';
import type { ReadDb } from '../connection.ts';
import { planChangesOf } from '../planChanges.ts';
import { byAssistingSql } from '../standing.ts';
import type { PaperGround } from './ground.ts';
import { issueFacts } from './issueFacts.ts';

/** As of today. @throws Refusal `round_missing`, `row_missing`, `issue_of_other_round` */
export function dossierDoc(
  ground: PaperGround,
  { issue: id }: Extract<PaperQuery, { paper: 'dossier' }>,
): PaperDoc {
  const { db, today } = ground;
  const { facts, ...closing } = issueFacts(ground, id);
  return dossierPaper({
    ...closing,
    progress: progressOf(db, id, facts, today),
    changes: changesOf(db, id),
    extensions: extensionsOf(db, id),
    planChanges: planChangesOf(db, id),
    reminders: remindersOf(db, closing.issue, facts, today),
    matters: mattersOf(db, id),
    outcomes: facts.outcomes,
  });
}

function progressOf(db: ReadDb, issue: number, { facts }: RoundFacts, today: Day): ProgressRecord[] {
  const names = nameBook(facts, today);
  return db
    .all<Omit<ProgressRecord, 'unit' | 'assisting'> & { unit: number | null; assisting: 0 | 1 }>(
      `SELECT p.measure_id AS measureId, p.month, p.text, p.delay_reason AS delayReason, p.next_step AS nextStep,
        p.remark, p.unit_id AS unit, ${byAssistingSql} AS assisting
        FROM measures m JOIN progress p ON p.measure_id = m.id WHERE m.issue_id = ? ORDER BY p.month, p.id`,
      issue,
    )
    .map(({ unit, assisting, ...row }) => ({
      ...row,
      unit: names.unit(unit)?.name ?? '',
      assisting: assisting === 1,
    }));
}

function changesOf(db: ReadDb, issue: number): MeasureChange[] {
  return db.all<MeasureChange>(
    `SELECT e.measure_id AS measureId, e.kind, e.from_state AS "from", e.to_state AS "to", e.effective_on AS "on",
      e.reason FROM measures m JOIN measure_events e ON e.measure_id = m.id WHERE m.issue_id = ?
      ORDER BY e.effective_on, e.id`,
    issue,
  );
}

function extensionsOf(db: ReadDb, issue: number): ExtensionRecord[] {
  return db.all<ExtensionRecord>(
    `SELECT x.measure_id AS measureId, x.raw, x.new_on AS date, x.approved_on AS approvedOn,
      x.approved_by AS approvedBy, x.reason FROM measures m JOIN extensions x ON x.measure_id = m.id
      WHERE m.issue_id = ? ORDER BY x.approved_on, x.id`,
    issue,
  );
}

/** Papers about its measures, and those to the units that answer for them about returns that did not come. */
function remindersOf(db: ReadDb, issue: IssueStanding, { facts }: RoundFacts, today: Day): ReminderRecord[] {
  const now = nameBook(facts, today);
  const units = new Set([issue, ...issue.measures].flatMap(({ unit }) => unit?.id ?? []));
  return db
    .all<Omit<ReminderRecord, 'unit' | 'measures'> & { unit: number; month: Month; measures: string | null }>(
      `SELECT r.kind, r.number, r.sent_on AS "on", r.month, r.unit_id AS unit,
        (SELECT json_group_array(x.measure_id) FROM reminder_measures x JOIN measures m ON m.id = x.measure_id
          WHERE x.reminder_id = r.id AND m.issue_id = ?1) AS measures
        FROM reminders r WHERE r.round_id = ?2 AND (r.subject = 'return' OR EXISTS (SELECT 1 FROM reminder_measures x
          JOIN measures m ON m.id = x.measure_id WHERE x.reminder_id = r.id AND m.issue_id = ?1))
        ORDER BY r.sent_on, r.id`,
      issue.id,
      facts.round.id,
    )
    .map(({ unit, measures, ...row }) => ({
      ...{ ...row, unitId: now.unit(unit)?.id ?? unit },
      unit: nameBook(facts, row.on).unit(unit)?.name ?? '',
      measures: JSON.parse(measures ?? '[]') as number[],
    }))
    .filter(({ measures, unitId }) => measures.length > 0 || units.has(unitId))
    .map(({ unitId, ...row }) => {
      void unitId;
      return row;
    });
}

function mattersOf(db: ReadDb, issue: number): MatterRecord[] {
  return db.all<MatterRecord>(
    `SELECT t.title, t.month, t.meeting_on AS meetingOn, t.decision, t.follow_up AS followUp, t.settled_on AS settledOn
      FROM matter_issues mi JOIN matters t ON t.id = mi.matter_id WHERE mi.issue_id = ? ORDER BY t.month, t.id`,
    issue,
  );
}
