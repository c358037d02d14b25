/**
 * The clerk's own old ledger as first content: tree, states with their days, progress of months, outcomes, and what was
 * closed there (导入销号). One batch, one step, one undo. The only way by which an import closes an issue.
 */
import { type Day, earlier } from '../shared/day.ts';
import { demandOf } from '../shared/deadline.ts';
import type { LedgerIssue, LedgerMeasure, LedgerTree } from '../shared/ledgerImport/types.ts';
import { firstDay, lastDay, type Month } from '../shared/month.ts';
import { canImportClosed } from '../shared/closing.ts';
import { Refusal, valueOf } from '../shared/result.ts';
import { regulationOf } from '../shared/returns/regulation.ts';
import { adoptedOn } from './adoption.ts';
import type { WriteDb } from './connection.ts';
import { deadlineContext, readOrKeep, setDeadline } from './deadlines.ts';
import { addProgress, recordMeasureEvent } from './measures.ts';
import { addHeading, addIssue, addMeasure } from './nodes.ts';
import { type ImportTarget, targetRound } from './importTarget.ts';
import { importedBefore } from './notices.ts';
import { personByName, unitByName } from './people.ts';

export interface LedgerImport {
  readonly tree: LedgerTree;
  readonly source: { readonly name: string; readonly sha256: string };
  /** Month of progress whose column names none. */
  readonly month: Month;
  readonly operator: string;
  readonly target: ImportTarget;
}

export interface LedgerImported {
  readonly batch: number;
  readonly roundId: number;
  readonly issues: number;
  readonly measures: number;
  readonly closed: number;
}

/**
 * Writes the tree that the clerk has seen. Refuses `imported_before`, `ledger_empty_import`, `round_missing`,
 * `month_in_future`, and closed issues as `canImportClosed` does (`import_not_first_content`, `on_in_future`).
 */
export function importLedger(db: WriteDb, given: LedgerImport): LedgerImported {
  const before = importedBefore(db, given.source.sha256);
  if (before !== null) throw new Refusal('imported_before', { batch: before.batch, on: before.on });
  const issues = given.tree.branches.flatMap((branch) => branch.issues);
  if (issues.length === 0) throw new Refusal('ledger_empty_import');
  const roundId = targetRound(db, given.target);
  refuseClosedLate(db, roundId, issues);
  const counts = {
    issues: issues.length,
    measures: issues.reduce((sum, issue) => sum + issue.measures.length, 0),
    closed: issues.filter((issue) => issue.closedOn !== null).length,
  };
  const batch = db.run(
    `INSERT INTO batches (round_id, kind, source_name, source_sha256, imported_on, counts) VALUES (?, 'ledger', ?, ?, ?, ?)`,
    ...[roundId, given.source.name, given.source.sha256, db.today, JSON.stringify(counts)],
  ).id;
  const writer = new LedgerWriter(db, roundId, batch, given);
  const headings = new Map<string, number>();
  for (const branch of given.tree.branches) {
    let parent: number | null = null;
    branch.path.forEach((title, depth) => {
      const key = branch.path.slice(0, depth + 1).join('\n');
      parent =
        headings.get(key) ?? addHeading(db, { roundId, parentId: parent, number: '', title, batchId: batch });
      headings.set(key, parent);
    });
    for (const issue of branch.issues) writer.issue(issue, parent);
  }
  return { batch, roundId, ...counts };
}

/** Closed issues come with a round's first content only: later they are closed by their chain. */
function refuseClosedLate(db: WriteDb, roundId: number, issues: readonly LedgerIssue[]): void {
  const firstContent = db.get('SELECT 1 FROM issues WHERE round_id = ? LIMIT 1', roundId) === undefined;
  for (const { title, closedOn } of issues) {
    if (closedOn !== null)
      valueOf(canImportClosed({ firstContent, on: closedOn, today: db.today }), { title });
  }
}

class LedgerWriter {
  readonly #db: WriteDb;
  readonly #roundId: number;
  readonly #batch: number;
  readonly #month: Month;
  readonly #operator: string;
  readonly #adopted: Day;
  /** Day from which a state without a day of its own holds: the month's end, or today while the month runs. */
  readonly #reportedOn: Day;

  constructor(db: WriteDb, roundId: number, batch: number, { month, operator }: LedgerImport) {
    this.#db = db;
    this.#roundId = roundId;
    this.#batch = batch;
    this.#month = month;
    this.#operator = operator;
    this.#adopted = adoptedOn(db, roundId, earlier(firstDay(month), db.today));
    this.#reportedOn = earlier(lastDay(month), db.today);
  }

  issue(issue: LedgerIssue, headingId: number | null): void {
    const db = this.#db;
    const issueId = addIssue(db, {
      roundId: this.#roundId,
      headingId,
      number: issue.number,
      title: issue.title,
      text: issue.text,
      leadId: issue.lead === null ? null : personByName(db, issue.lead, true),
      unitId: issue.unit === null ? null : unitByName(db, issue.unit),
      adoptedOn: this.#adopted,
      batchId: this.#batch,
    });
    for (const measure of issue.measures) this.#measure(measure, issueId);
    if (issue.closedOn !== null) this.#close(issueId, issue.closedOn);
  }

  #close(issueId: number, on: Day): void {
    const db = this.#db;
    const cycle = db.run(
      `INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, '[]')`,
      issueId,
    ).id;
    db.run(
      `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, opinion, recorded_at)
        VALUES (?, ?, 1, 'imported_closed', ?, ?, '', ?)`,
      ...[issueId, cycle, this.#operator, on, db.now],
    );
  }

  #measure(measure: LedgerMeasure, issueId: number): void {
    const db = this.#db;
    const id = addMeasure(db, {
      issueId,
      number: measure.number,
      title: measure.title,
      text: '',
      adoptedOn: this.#adopted,
      batchId: this.#batch,
    });
    const deadline =
      measure.deadline === null ? null : readOrKeep(measure.deadline, deadlineContext(db, this.#roundId));
    if (deadline !== null) setDeadline(db, id, deadline);
    const demand = measure.demand ?? (deadline === null ? null : demandOf(deadline)) ?? 'dated';
    const unit = measure.unit === null ? null : unitByName(db, measure.unit);
    db.run(
      'UPDATE measures SET demand = ?, lead_id = ?, unit_id = ?, assignee = ? WHERE id = ?',
      ...[demand, measure.lead === null ? null : personByName(db, measure.lead, true), unit],
      ...[measure.assignee, id],
    );
    for (const assisting of new Set(measure.assisting.map((name) => unitByName(db, name)))) {
      db.run('INSERT INTO measure_units (measure_id, unit_id) VALUES (?, ?)', id, assisting);
    }
    for (const entry of measure.progress) {
      const { text, delayReason, nextStep, remark } = entry;
      const month = entry.month ?? this.#month;
      addProgress(db, id, {
        ...{ month, text, delayReason, nextStep, remark },
        source: 'ledger',
        batchId: this.#batch,
      });
    }
    this.#state(measure, id);
    this.#outcomes(measure, id, issueId);
  }

  #state(measure: LedgerMeasure, id: number): void {
    if (measure.state === 'not_started') return;
    const on = measure.doneOn ?? this.#reportedOn;
    // Without a state before it the event says: so it came in, and nobody knows since when.
    const dayless = measure.state === 'done' && measure.doneOn === null;
    recordMeasureEvent(this.#db, id, 'state', on, {
      ...(dayless ? {} : { from: 'not_started' }),
      to: measure.state,
    });
    this.#db.run(
      'UPDATE measures SET state = ?, done_on = ? WHERE id = ?',
      ...[measure.state, measure.state === 'done' ? measure.doneOn : null, id],
    );
  }

  #outcomes(measure: LedgerMeasure, id: number, issueId: number): void {
    const db = this.#db;
    for (const title of measure.evidence) {
      db.run(
        'INSERT INTO evidence (measure_id, title, added_on, batch_id) VALUES (?, ?, ?, ?)',
        ...[id, title, this.#reportedOn, this.#batch],
      );
    }
    for (const { kind, line } of measure.regulations) {
      const { title, number } = regulationOf(line);
      db.run(
        `INSERT INTO regulations (round_id, issue_id, measure_id, kind, title, number, first_month, batch_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[this.#roundId, issueId, id, kind, title, number, this.#month, this.#batch],
      );
    }
    for (const { kind, people } of measure.sanctions) {
      db.run(
        `INSERT INTO sanctions (round_id, issue_id, measure_id, kind, people, first_month, batch_id)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[this.#roundId, issueId, id, kind, people, this.#month, this.#batch],
      );
    }
    for (const { kind, fen } of measure.recoveries) {
      db.run(
        `INSERT INTO recoveries (round_id, issue_id, measure_id, kind, fen, first_month, batch_id)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[this.#roundId, issueId, id, kind, fen, this.#month, this.#batch],
      );
    }
  }
}
