/** Which measures a view shows, in which order: only ids, so that a hundred thousand of them cost little. */
import type { Day } from '../shared/day.ts';
import { demands, measureStates } from '../shared/lists.ts';
import type { ChecklistQuery, LedgerSettings } from '../shared/contract/types.ts';
import { currentRoundId } from './rounds.ts';
import type { ReadDb, SqlValue } from './connection.ts';
import { personNames, unitNames } from './names.ts';
import {
  dueOnSql,
  isComplete,
  lagsRow,
  lampOfRow,
  latestMonthSql,
  standingColumns,
  type StandingRow,
} from './standing.ts';

export interface Found {
  readonly ids: Int32Array;
  readonly groups: { id: number | null; label: string; start: number; count: number }[];
  readonly inScope: number;
}

/** A query without the words typed (db/find.ts). */
export type Question = Omit<ChecklistQuery, 'find'>;

type Row = StandingRow & {
  id: number;
  issue_id: number;
  lead: number | null;
  unit: number | null;
  title: string;
  inferred: number;
  lacks: number;
};

/** A condition, and the tables beside the index that it looks into (an issue is reached through its measure). */
interface Condition {
  sql: string;
  params: SqlValue[];
  needs?: 'measure' | 'issue';
}

const headingsBelow = `WITH RECURSIVE below (id) AS (SELECT ? UNION ALL
  SELECT h.id FROM headings h JOIN below b ON h.parent_id = b.id)`;

function scopeCondition(query: Question, roundId: number): Condition {
  if (query.scope === null) return { sql: 'x.round_id = ?', params: [roundId] };
  if ('issue' in query.scope)
    return { sql: '+x.round_id = ? AND x.issue_id = ?', params: [roundId, query.scope.issue] };
  return {
    sql: `+x.round_id = ? AND x.issue_id IN (SELECT s.id FROM issues s WHERE s.heading_id IN
      (${headingsBelow} SELECT id FROM below))`,
    params: [roundId, query.scope.heading],
  };
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');
const LEAD = 'coalesce(m.lead_id, i.lead_id)';
const UNIT = 'coalesce(m.unit_id, i.unit_id)';

function filters(query: Question): Condition[] {
  const list: Condition[] = [];
  const among = (value: string, wanted: readonly SqlValue[], needs: 'measure' | 'issue') => {
    if (wanted.length > 0) list.push({ sql: `${value} IN (${marks(wanted)})`, params: [...wanted], needs });
  };
  among('m.state', query.states, 'measure');
  among('m.demand', query.demands, 'measure');
  among(LEAD, query.leads, 'issue');
  if (query.only.includes('responsible')) among(UNIT, query.units, 'issue');
  else if (query.units.length > 0) {
    list.push({
      sql: `(${UNIT} IN (${marks(query.units)}) OR EXISTS (SELECT 1 FROM measure_units a
        WHERE a.measure_id = m.id AND a.unit_id IN (${marks(query.units)})))`,
      params: [...query.units, ...query.units],
      needs: 'issue',
    });
  }
  if (query.only.includes('inferred'))
    list.push({ sql: 'm.deadline_inferred = 1', params: [], needs: 'measure' });
  if (query.only.includes('lacks_evidence')) {
    list.push({
      sql: `(m.state = 'done' OR (m.demand = 'ongoing' AND m.established_on IS NOT NULL))
        AND m.no_evidence_reason = '' AND NOT EXISTS (SELECT 1 FROM evidence v WHERE v.measure_id = m.id)`,
      params: [],
      needs: 'measure',
    });
  }
  return list;
}

const MEASURE = 'JOIN measures m ON m.id = x.measure_id';
const ISSUE = 'JOIN issues i ON i.id = x.issue_id';

/** Measures of the current round that a question shows, in its order. Filters of one kind add up. */
export function measuresShown(db: ReadDb, query: Question, today: Day, settings: LedgerSettings): Found {
  const roundId = currentRoundId(db);
  if (roundId === null) return { ids: new Int32Array(), groups: [], inScope: 0 };
  const scope = scopeCondition(query, roundId);
  const inScope =
    db.get<{ n: number }>(
      `SELECT count(*) AS n FROM measure_index x WHERE ${scope.sql} AND x.withdrawn = 0`,
      ...scope.params,
    )?.n ?? 0;
  const withdrawn = query.only.includes('withdrawn') ? 1 : 0;
  const conditions = [scope, { sql: `x.withdrawn = ${withdrawn}`, params: [] }, ...filters(query)];
  const where = `WHERE ${conditions.map((c) => c.sql).join(' AND ')} ORDER BY x.ord`;
  const params = conditions.flatMap((c) => c.params);
  const judged = query.lamps.length > 0 || query.only.includes('lagging');
  if (!judged && query.sort === 'tree' && query.group === 'none') {
    // Of a hundred thousand, only what is asked is looked at: the index alone holds the order.
    const joins = [
      conditions.some((c) => c.needs !== undefined) ? MEASURE : '',
      conditions.some((c) => c.needs === 'issue') ? ISSUE : '',
    ].join(' ');
    const ids = Int32Array.from(
      db.pluck<number>(`SELECT x.measure_id FROM measure_index x ${joins} ${where}`, ...params),
    );
    if (query.descending) ids.reverse();
    return { ids, groups: [], inScope };
  }
  let rows = db.all<Row>(
    `SELECT m.id, m.issue_id, m.title, ${standingColumns}, ${LEAD} AS lead, ${UNIT} AS unit,
      ${judged || query.sort === 'deadline' ? dueOnSql(`'${today}'`) : 'NULL'} AS due_on,
      ${judged || query.sort === 'progress' ? latestMonthSql : 'NULL'} AS latest_month
      FROM measure_index x ${MEASURE} ${ISSUE} ${where}`,
    ...params,
  );
  if (query.lamps.length > 0) {
    const wanted = new Set(query.lamps);
    rows = rows.filter((row) => wanted.has(lampOfRow(row, today, settings)));
  }
  if (query.only.includes('lagging')) rows = rows.filter((row) => lagsRow(row, today, settings));
  const names = { lead: personNames(db), unit: unitNames(db, today) };
  sortRows(rows, query, names);
  return { ...grouped(db, rows, query.group, names), inScope };
}

interface Names {
  readonly lead: ReadonlyMap<number, string>;
  readonly unit: ReadonlyMap<number, string>;
}

/** Chinese order is that of the sound; missing values stand last in both directions. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

function sortRows(rows: Row[], query: Question, names: Names): void {
  const sign = query.descending ? -1 : 1;
  if (query.sort === 'tree') {
    if (query.descending) rows.reverse();
    return;
  }
  const ranked = (map: ReadonlyMap<number, string>) =>
    new Map([...map].sort((a, b) => collator.compare(a[1], b[1])).map(([id], index) => [id, index]));
  const leadRank = query.sort === 'lead' ? ranked(names.lead) : null;
  const unitRank = query.sort === 'unit' ? ranked(names.unit) : null;
  const key = (row: Row): string | number | null => {
    switch (query.sort) {
      case 'title':
        return row.title;
      case 'state':
        return isComplete(row) ? measureStates.length : measureStates.indexOf(row.state);
      case 'demand':
        return demands.indexOf(row.demand);
      case 'lead':
        return row.lead === null ? null : (leadRank?.get(row.lead) ?? null);
      case 'unit':
        return row.unit === null ? null : (unitRank?.get(row.unit) ?? null);
      case 'deadline':
        return row.due_on;
      default:
        return row.latest_month;
    }
  };
  const keys = new Map(rows.map((row) => [row.id, key(row)]));
  rows.sort((a, b) => {
    const x = keys.get(a.id) ?? null;
    const y = keys.get(b.id) ?? null;
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
    if (query.sort === 'title') return sign * collator.compare(String(x), String(y));
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}

function grouped(db: ReadDb, rows: Row[], by: ChecklistQuery['group'], names: Names): Omit<Found, 'inScope'> {
  if (by === 'none') return { ids: Int32Array.from(rows, (row) => row.id), groups: [] };
  const keyOf = (row: Row) => (by === 'issue' ? row.issue_id : by === 'lead' ? row.lead : row.unit);
  const sets = new Map<number | null, Row[]>();
  for (const row of rows) {
    const set = sets.get(keyOf(row));
    if (set === undefined) sets.set(keyOf(row), [row]);
    else set.push(row);
  }
  const labels =
    by === 'issue'
      ? new Map(
          db
            .all<{ id: number; number: string; title: string }>(
              'SELECT i.id, i.number, i.title FROM json_each(?) j JOIN issues i ON i.id = j.value',
              JSON.stringify([...sets.keys()]),
            )
            .map((issue) => [issue.id, `${issue.number}${issue.title}`]),
        )
      : names[by];
  const entries = [...sets.entries()].map(([id, set]) => ({
    id,
    set,
    label: id === null ? '' : (labels.get(id) ?? ''),
  }));
  // Issues stay in the order of the tree; names go by sound, 未明确 last.
  if (by !== 'issue') {
    entries.sort((a, b) => (a.id === null ? 1 : b.id === null ? -1 : collator.compare(a.label, b.label)));
  }
  const ids = new Int32Array(rows.length);
  const groups: Found['groups'] = [];
  let start = 0;
  for (const { id, set, label } of entries) {
    groups.push({ id, label, start, count: set.length });
    for (const row of set) ids[start++] = row.id;
  }
  return { ids, groups };
}
