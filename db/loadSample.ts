/** The sample ledger into a real one, through the same verbs and guards as the clerk's own work. */
import { createHash } from 'node:crypto';
import { type Day, later, monthOf } from '../shared/day.ts';
import { sampleLedger } from './sample/index.ts';
import type { SampleHeading, SampleIssue, SampleMeasure } from './sample/types.ts';
import { sendBack, takeStep } from './closing.ts';
import type { WriteDb } from './connection.ts';
import { deadlineContext, readOrKeep, setDeadline } from './deadlines.ts';
import { addEvidence, addProgress, establish, setMeasureState } from './measures.ts';
import { addHeading, addIssue, addMeasure } from './nodes.ts';
import { addPerson, addUnit, mergeUnit, renameUnit } from './people.ts';
import { createRound, currentRoundId, makeCurrent, setStated } from './rounds.ts';

/** The last day of which the sample tells. */
const LAST_DAY: Day = '2024-08-31';

interface Keys {
  readonly units: ReadonlyMap<string, number>;
  readonly persons: ReadonlyMap<string, { id: number; name: string }>;
  readonly issues: Map<string, number>;
  readonly roundId: number;
  readonly batchId: number;
}

/** Something that happened on a day; acts of one day keep their order: work first, then papers, then the chain. */
interface Act {
  readonly on: Day;
  readonly order: number;
  readonly run: () => void;
}

const keyed = <T>(map: ReadonlyMap<string, T>, key: string): T => {
  const found = map.get(key);
  if (found === undefined) throw new Error(`the sample names an unknown key: ${key}`);
  return found;
};

/** Loads the sample as a round of its own, which becomes the current one. One step, one undo. */
export function loadSample(outer: WriteDb): { roundId: number } {
  // The sample tells of days up to its own last one, whatever the day is today.
  const db: WriteDb = { ...outer, today: later(outer.today, LAST_DAY) };
  const units = loadUnits(db);
  const persons = new Map(
    sampleLedger.persons.map((person) => [
      person.key,
      {
        id: addPerson(db, {
          name: person.name,
          post: person.post,
          leader: person.leader,
          unitId: person.unit === undefined ? null : keyed(units, person.unit),
        }),
        name: person.name,
      },
    ]),
  );
  const roundId = loadRound(db);
  const batchId = db.run(
    `INSERT INTO batches (round_id, kind, source_name, source_sha256, imported_on, counts)
      VALUES (?, 'sample', '示例台账', ?, ?, '{}')`,
    ...[roundId, createHash('sha256').update(JSON.stringify(sampleLedger)).digest('hex'), outer.today],
  ).id;
  const keys: Keys = { units, persons, issues: new Map(), roundId, batchId };
  for (const heading of sampleLedger.headings) loadHeading(db, keys, heading, null);
  loadOutcomes(db, keys);
  return { roundId };
}

function loadUnits(db: WriteDb): Map<string, number> {
  const units = new Map(
    sampleLedger.units.map((unit) => [unit.key, addUnit(db, unit.name, unit.kind, unit.from)] as const),
  );
  for (const unit of sampleLedger.units) {
    for (const rename of unit.renames ?? []) renameUnit(db, keyed(units, unit.key), rename.name, rename.on);
    if (unit.mergedInto !== undefined) {
      mergeUnit(db, keyed(units, unit.key), keyed(units, unit.mergedInto.unit), unit.mergedInto.on);
    }
  }
  return units;
}

function loadRound(db: WriteDb): number {
  const { round, stages } = sampleLedger;
  const id = createRound(db, {
    title: round.title,
    organisation: round.group,
    inspectedBy: round.inspectedBy,
    feedbackOn: round.feedbackOn,
    months: round.months,
  });
  if (currentRoundId(db) !== id) makeCurrent(db, id);
  db.run('UPDATE rounds SET closing_steps = ? WHERE id = ?', JSON.stringify(round.closingSteps), id);
  db.run('DELETE FROM stages WHERE round_id = ?', id);
  stages.forEach((stage, position) => {
    db.run(
      'INSERT INTO stages (round_id, position, kind, title, due_on, done_on, paper, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[id, position, stage.kind, stage.title, stage.dueOn, stage.doneOn ?? null],
      ...[stage.paper ?? '', stage.note ?? ''],
    );
  });
  setStated(db, id, 'typed', round.stated);
  return id;
}

function loadHeading(db: WriteDb, keys: Keys, heading: SampleHeading, parentId: number | null): void {
  const id = addHeading(db, {
    roundId: keys.roundId,
    parentId,
    number: heading.number,
    title: heading.title,
    batchId: keys.batchId,
  });
  for (const child of heading.children) {
    if (child.kind === 'heading') loadHeading(db, keys, child, id);
    else loadIssue(db, keys, child, id);
  }
}

function loadIssue(db: WriteDb, keys: Keys, issue: SampleIssue, headingId: number): void {
  const issueId = addIssue(db, {
    roundId: keys.roundId,
    headingId,
    number: issue.number,
    title: issue.title,
    text: issue.text,
    leadId: keyed(keys.persons, issue.lead).id,
    unitId: keyed(keys.units, issue.unit),
    adoptedOn: sampleLedger.round.feedbackOn,
    batchId: keys.batchId,
  });
  keys.issues.set(issue.key, issueId);
  const acts: Act[] = issue.measures.flatMap((measure) => loadMeasure(db, keys, issue, measure, issueId));
  for (const step of issue.closing ?? []) {
    const act = { actor: keyed(keys.persons, step.actor).name, on: step.on, opinion: step.opinion };
    const kind = step.step;
    const run =
      kind === 'sent_back' ? () => sendBack(db, issueId, act) : () => takeStep(db, issueId, kind, act);
    acts.push({ on: step.on, order: 2, run });
  }
  // Sorting is stable: what happened on one day to one measure stays in the order in which it is told.
  acts.sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
  for (const act of acts) act.run();
}

function loadMeasure(
  db: WriteDb,
  keys: Keys,
  issue: SampleIssue,
  measure: SampleMeasure,
  issueId: number,
): Act[] {
  const id = addMeasure(db, {
    issueId,
    number: measure.number,
    title: measure.title,
    text: measure.text,
    adoptedOn: sampleLedger.round.feedbackOn,
    batchId: keys.batchId,
  });
  db.run(
    'UPDATE measures SET demand = ?, lead_id = ?, unit_id = ?, assignee = ?, no_evidence_reason = ? WHERE id = ?',
    measure.demand,
    measure.lead === undefined ? null : keyed(keys.persons, measure.lead).id,
    measure.unit === undefined ? null : keyed(keys.units, measure.unit),
    ...[
      measure.assignee === undefined ? '' : keyed(keys.persons, measure.assignee).name,
      measure.noEvidenceReason ?? '',
      id,
    ],
  );
  setDeadline(db, id, readOrKeep(measure.deadline, deadlineContext(db, keys.roundId)));
  for (const unit of measure.assisting ?? issue.assisting ?? []) {
    db.run('INSERT INTO measure_units (measure_id, unit_id) VALUES (?, ?)', id, keyed(keys.units, unit));
  }
  for (const progress of measure.progress)
    addProgress(db, id, { ...progress, source: 'sample', batchId: keys.batchId });
  const acts: Act[] = measure.events.map((event) => ({
    on: event.on,
    order: 0,
    run: () => setMeasureState(db, [id], { state: event.to, on: event.on, reason: event.reason }),
  }));
  const { established } = measure;
  if (established !== undefined) {
    acts.push({ on: established, order: 0, run: () => establish(db, [id], true, established) });
  }
  for (const evidence of measure.evidence) {
    const run = () => void addEvidence(db, id, evidence.title, evidence.reference, evidence.addedOn);
    acts.push({ on: evidence.addedOn, order: 1, run });
  }
  return acts;
}

function loadOutcomes(db: WriteDb, keys: Keys): void {
  const issueId = (key: string) => keyed(keys.issues, key);
  const regulations = new Map<string, number>();
  for (const r of [...sampleLedger.regulations].sort(
    (a, b) => Number(!!a.duplicateOf) - Number(!!b.duplicateOf),
  )) {
    const id = db.run(
      `INSERT INTO regulations (round_id, issue_id, kind, title, number, made_on, first_month, duplicate_of)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[keys.roundId, issueId(r.issue), r.kind, r.title, r.number, r.on, monthOf(r.on)],
      r.duplicateOf === undefined ? null : keyed(regulations, r.duplicateOf),
    ).id;
    regulations.set(r.key, id);
  }
  for (const s of sampleLedger.sanctions) {
    db.run(
      'INSERT INTO sanctions (round_id, issue_id, kind, people, imposed_on, first_month) VALUES (?, ?, ?, ?, ?, ?)',
      ...[keys.roundId, issueId(s.issue), s.kind, s.people, s.on, monthOf(s.on)],
    );
  }
  for (const r of sampleLedger.recoveries) {
    db.run(
      'INSERT INTO recoveries (round_id, issue_id, kind, fen, recovered_on, first_month) VALUES (?, ?, ?, ?, ?, ?)',
      ...[keys.roundId, issueId(r.issue), r.kind, r.fen, r.on, monthOf(r.on)],
    );
  }
  for (const c of sampleLedger.clues) {
    db.run(
      'INSERT INTO clues (round_id, title, received_on, concluded_on, result) VALUES (?, ?, ?, ?, ?)',
      ...[keys.roundId, c.title, c.receivedOn, c.concludedOn ?? null, c.result ?? ''],
    );
  }
  for (const m of sampleLedger.matters) {
    const id = db.run(
      'INSERT INTO matters (round_id, title, month, meeting_on, decision, follow_up) VALUES (?, ?, ?, ?, ?, ?)',
      ...[keys.roundId, m.title, m.month, m.meetingOn ?? null, m.decision ?? '', m.followUp ?? ''],
    ).id;
    for (const issue of m.issues) {
      db.run('INSERT INTO matter_issues (matter_id, issue_id) VALUES (?, ?)', id, issueId(issue));
    }
  }
}
