/** One node with everything that belongs to it, for the detail pane. */
import type { Day } from '../shared/day.ts';
import { lampOf } from '../shared/timeliness.ts';
import { Refusal } from '../shared/result.ts';
import type { HeadingDetail, IssueDetail, LedgerSettings, MeasureDetail } from '../shared/contract/types.ts';
import { closingRecords, stepsNow } from './closing/records.ts';
import type { ReadDb } from './connection.ts';
import { measureRows } from './measureRows.ts';
import { named, personNames, unitNames } from './names.ts';
import { issueStandings, outline } from './outline.ts';
import { planChangesOf } from './planChanges.ts';

export function measureDetail(db: ReadDb, id: number, today: Day, settings: LedgerSettings): MeasureDetail {
  const [row] = measureRows(db, [id], today, settings);
  const own = db.get<{
    text: string;
    no_evidence_reason: string;
    established_on: Day | null;
    adopted_on: Day;
  }>('SELECT text, no_evidence_reason, established_on, adopted_on FROM measures WHERE id = ?', id);
  if (row === undefined || own === undefined)
    throw new Refusal('row_missing', { table: 'measures', row: id });
  const units = unitNames(db, today);
  return {
    ...row,
    text: own.text,
    noEvidenceReason: own.no_evidence_reason,
    establishedOn: own.established_on,
    adoptedOn: own.adopted_on,
    progress: db
      .all<{
        id: number;
        month: string;
        text: string;
        unit_id: number | null;
        source: 'typed' | 'notice' | 'return' | 'ledger' | 'sample';
        delayReason: string;
        nextStep: string;
        remark: string;
        recordedAt: string;
        operator: string | null;
      }>(
        `SELECT p.id, p.month, p.text, p.unit_id, p.source, p.delay_reason AS delayReason, p.next_step AS nextStep, p.remark,
          p.recorded_at AS recordedAt,
          (SELECT s.operator FROM change_log c JOIN steps s ON s.id = c.step
            WHERE c.tbl = 'progress' AND c.row_id = p.id ORDER BY c.seq LIMIT 1) AS operator
          FROM progress p WHERE p.measure_id = ? ORDER BY p.month DESC, p.id DESC`,
        id,
      )
      .map(({ unit_id: unit, operator, ...rest }) => ({
        ...rest,
        unit: named(units, unit),
        operator: operator ?? '',
      })),
    evidence: db.all(
      `SELECT v.id, v.title, v.reference, v.file_name AS fileName, f.bytes, f.sha256, v.added_on AS addedOn
        FROM evidence v LEFT JOIN files f ON f.id = v.file_id WHERE v.measure_id = ? ORDER BY v.id`,
      id,
    ),
    events: db.all(
      `SELECT id, kind, from_state AS "from", to_state AS "to", effective_on AS "on", reason, recorded_at AS recordedAt
        FROM measure_events WHERE measure_id = ? ORDER BY effective_on DESC, id DESC`,
      id,
    ),
    extensionList: db.all(
      `SELECT id, approved_by AS approvedBy, approved_on AS approvedOn, raw, new_on AS date, reason FROM extensions
        WHERE measure_id = ? ORDER BY approved_on, id`,
      id,
    ),
  };
}

interface PathNode {
  id: number;
  number: string;
  title: string;
}

/** Headings from the aspect down to (and with) the given one. */
function pathTo(db: ReadDb, headingId: number | null): PathNode[] {
  if (headingId === null) return [];
  return db.all<PathNode>(
    `WITH RECURSIVE up (id, parent_id, number, title, level) AS (
        SELECT id, parent_id, number, title, 0 FROM headings WHERE id = ?
        UNION ALL SELECT h.id, h.parent_id, h.number, h.title, up.level + 1 FROM headings h JOIN up ON h.id = up.parent_id)
      SELECT id, number, title FROM up ORDER BY level DESC`,
    headingId,
  );
}

export function issueDetail(db: ReadDb, id: number, today: Day, settings: LedgerSettings): IssueDetail {
  const row = db.get<{
    heading_id: number | null;
    number: string;
    title: string;
    text: string;
    lead_id: number | null;
    unit_id: number | null;
    adopted_on: Day;
    withdrawn_on: Day | null;
  }>(
    'SELECT heading_id, number, title, text, lead_id, unit_id, adopted_on, withdrawn_on FROM issues WHERE id = ?',
    id,
  );
  const standing = issueStandings(db, { issues: [id] }, today, settings).get(id);
  if (row === undefined || standing === undefined)
    throw new Refusal('row_missing', { table: 'issues', row: id });
  return {
    id,
    headingId: row.heading_id,
    path: pathTo(db, row.heading_id),
    number: row.number,
    title: row.title,
    text: row.text,
    lead: named(personNames(db), row.lead_id),
    unit: named(unitNames(db, today), row.unit_id),
    state: standing.state,
    closure: standing.closure,
    lamp: standing.worst === null ? null : lampOf(standing.worst),
    cycle:
      db.get<{ n: number }>('SELECT coalesce(max(cycle), 0) AS n FROM closing_cycles WHERE issue_id = ?', id)
        ?.n ?? 0,
    adoptedOn: row.adopted_on,
    withdrawnOn: row.withdrawn_on,
    measures: standing.measures,
    measuresComplete: standing.complete,
    closing: closingRecords(db, id),
    ...stepsNow(db, id, standing.closure),
    planChanges: planChangesOf(db, id),
  };
}

export function headingDetail(db: ReadDb, id: number, today: Day, settings: LedgerSettings): HeadingDetail {
  const row = db.get<{ parent_id: number | null; round_id: number; number: string; title: string }>(
    'SELECT parent_id, round_id, number, title FROM headings WHERE id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'headings', row: id });
  const node = outline(db, row.round_id, today, settings).find((n) => n.kind === 'heading' && n.id === id);
  return {
    id,
    parentId: row.parent_id,
    path: pathTo(db, row.parent_id),
    number: row.number,
    title: row.title,
    issues: node?.issues ?? 0,
    issuesClosed: node?.issuesClosed ?? 0,
    measures: node?.measures ?? 0,
    measuresComplete: node?.measuresComplete ?? 0,
  };
}
