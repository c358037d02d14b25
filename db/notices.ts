/** A notice's tree into the ledger: one batch, one step, one undo. */
import type { Day } from '../shared/day.ts';
import { earlier } from '../shared/day.ts';
import { demandOf } from '../shared/deadline.ts';
import { firstDay, lastDay, type Month } from '../shared/month.ts';
import { Refusal } from '../shared/result.ts';
import type { NoticeNode, StatedTotals } from '../shared/notice/types.ts';
import { adoptedOn } from './adoption.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { deadlineContext, readOrKeep, setDeadline } from './deadlines.ts';
import { addProgress, recordMeasureEvent } from './measures.ts';
import { addHeading, addIssue, addMeasure } from './nodes.ts';
import { personByName, unitByName } from './people.ts';
import { type ImportTarget, targetRound } from './importTarget.ts';
import { setStated } from './rounds.ts';

export interface NoticeImport {
  readonly nodes: readonly NoticeNode[];
  readonly stated: StatedTotals;
  readonly source: { readonly name: string; readonly sha256: string };
  /** Month for which the progress found in the text is entered. */
  readonly month: Month;
  readonly target: ImportTarget;
}

export interface NoticeImported {
  readonly batch: number;
  readonly roundId: number;
  readonly counted: {
    aspects: number;
    headings: number;
    subheadings: number;
    issues: number;
    measures: number;
  };
}

/** The batch that took in the same content before, unless it was undone since. */
export function importedBefore(db: ReadDb, sha256: string): { batch: number; on: Day } | null {
  return (
    db.get<{ batch: number; on: Day }>(
      `SELECT b.id AS batch, b.imported_on AS "on" FROM batches b
        WHERE b.source_sha256 = ? AND json_extract(b.counts, '$.undone') IS NULL ORDER BY b.id DESC LIMIT 1`,
      sha256,
    ) ?? null
  );
}

/**
 * Writes a tree that the clerk has seen. A measure that carries progress becomes 整改中 with that progress for the
 * month asked; no issue is closed. Refuses `imported_before`, `notice_empty`, `round_missing`.
 */
export function importNotice(db: WriteDb, notice: NoticeImport): NoticeImported {
  const before = importedBefore(db, notice.source.sha256);
  if (before !== null) throw new Refusal('imported_before', { batch: before.batch, on: before.on });
  const nodes = kept(notice.nodes);
  if (!hasIssue(nodes)) throw new Refusal('notice_empty');
  const roundId = targetRound(db, notice.target);
  const counted = { aspects: 0, headings: 0, subheadings: 0, issues: 0, measures: 0 };
  const batch = db.run(
    `INSERT INTO batches (round_id, kind, source_name, source_sha256, imported_on, counts) VALUES (?, 'notice', ?, ?, ?, ?)`,
    ...[roundId, notice.source.name, notice.source.sha256, db.today, JSON.stringify(countOf(nodes, counted))],
  ).id;
  const writer = new TreeWriter(db, roundId, batch, notice.month);
  for (const node of nodes) writer.put(node, null);
  // What another paper stated before is not overwritten by a notice that states less; a first one is kept.
  const source = db.get<{ stated_source: string }>(
    'SELECT stated_source FROM rounds WHERE id = ?',
    roundId,
  )?.stated_source;
  if (source === 'unknown' && statesAnything(notice.stated)) {
    setStated(db, roundId, 'notice', {
      ...notice.stated,
      sanctions: [...notice.stated.sanctions],
      recoveries: [...notice.stated.recoveries],
    });
  }
  return { batch, roundId, counted };
}

function kept(nodes: readonly NoticeNode[]): NoticeNode[] {
  return nodes.filter((node) => !node.leftOut).map((node) => ({ ...node, children: kept(node.children) }));
}

const hasIssue = (nodes: readonly NoticeNode[]): boolean =>
  nodes.some((node) => node.kind === 'issue' || hasIssue(node.children));

function statesAnything(stated: StatedTotals): boolean {
  return Object.values(stated).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null));
}

type Counts = { aspects: number; headings: number; subheadings: number; issues: number; measures: number };

function countOf(nodes: readonly NoticeNode[], counts: Counts, depth = 0): Counts {
  for (const node of nodes) {
    if (node.kind === 'heading') {
      counts.headings += 1;
      if (depth === 0) counts.aspects += 1;
      else counts.subheadings += 1;
    } else if (node.kind === 'issue') counts.issues += 1;
    else counts.measures += 1;
    countOf(node.children, counts, depth + 1);
  }
  return counts;
}

const unsaid = (text: string | null): text is null => text === null || text.trim() === '';

class TreeWriter {
  readonly #db: WriteDb;
  readonly #roundId: number;
  readonly #batch: number;
  readonly #month: Month;
  readonly #adopted: Day;
  /** Day from which what the notice reports holds: the month's end, or today when the month still runs. */
  readonly #reportedOn: Day;

  constructor(db: WriteDb, roundId: number, batch: number, month: Month) {
    this.#db = db;
    this.#roundId = roundId;
    this.#batch = batch;
    this.#month = month;
    this.#adopted = adoptedOn(db, roundId, earlier(firstDay(month), db.today));
    this.#reportedOn = earlier(lastDay(month), db.today);
  }

  put(node: NoticeNode, headingId: number | null): void {
    if (node.kind === 'heading') {
      const id = addHeading(this.#db, {
        roundId: this.#roundId,
        parentId: headingId,
        number: node.number,
        title: node.title,
        batchId: this.#batch,
      });
      for (const child of node.children) this.put(child, id);
    } else if (node.kind === 'issue') this.#issue(node, headingId);
  }

  #issue(node: NoticeNode, headingId: number | null): void {
    const issueId = addIssue(this.#db, {
      roundId: this.#roundId,
      headingId,
      number: node.number,
      title: node.title,
      text: node.text,
      leadId: unsaid(node.lead) ? null : personByName(this.#db, node.lead, true),
      unitId: unsaid(node.unit) ? null : unitByName(this.#db, node.unit),
      adoptedOn: this.#adopted,
      batchId: this.#batch,
    });
    for (const measure of node.children) this.#measure(measure, node, issueId);
  }

  #measure(node: NoticeNode, issue: NoticeNode, issueId: number): void {
    const db = this.#db;
    const id = addMeasure(db, {
      issueId,
      number: node.number,
      title: node.title,
      text: node.text,
      adoptedOn: this.#adopted,
      batchId: this.#batch,
    });
    const raw = node.deadline ?? issue.deadline;
    const deadline = raw === null ? null : readOrKeep(raw, deadlineContext(db, this.#roundId));
    if (deadline !== null) setDeadline(db, id, deadline);
    const demand = node.demand ?? issue.demand ?? (deadline === null ? null : demandOf(deadline)) ?? 'dated';
    db.run(
      'UPDATE measures SET demand = ?, lead_id = ?, unit_id = ?, assignee = ? WHERE id = ?',
      demand,
      unsaid(node.lead) || node.lead === issue.lead ? null : personByName(db, node.lead, true),
      unsaid(node.unit) || node.unit === issue.unit ? null : unitByName(db, node.unit),
      node.assignee ?? issue.assignee ?? '',
      id,
    );
    // Two names may be one unit's (an old one and its new one): each unit assists once.
    const names = [...issue.assisting, ...node.assisting].filter((name) => !unsaid(name));
    for (const unit of new Set(names.map((name) => unitByName(db, name)))) {
      db.run('INSERT INTO measure_units (measure_id, unit_id) VALUES (?, ?)', id, unit);
    }
    if (unsaid(node.progress)) return;
    addProgress(db, id, { month: this.#month, text: node.progress, source: 'notice', batchId: this.#batch });
    recordMeasureEvent(db, id, 'state', this.#reportedOn, { from: 'not_started', to: 'in_progress' });
    db.run("UPDATE measures SET state = 'in_progress' WHERE id = ?", id);
  }
}
