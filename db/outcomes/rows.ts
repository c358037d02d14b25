/** Outcomes of the current round as the ledger holds them: one set-based read for each family. */
import { monthOf } from '../../shared/day.ts';
import type { Day, Month } from '../../shared/day.ts';
import type { OutcomeFamily, OutcomeRow } from '../../shared/contract/types.ts';
import type { RegulationKind, SanctionKind } from '../../shared/lists.ts';
import { marker } from '../../shared/summary/names.ts';
import type { ReadDb } from '../connection.ts';
import { named, unitNames } from '../names.ts';

/** Where each family stands, and in which column its own day. */
export const familyTables = {
  regulation: { table: 'regulations', on: 'made_on' },
  sanction: { table: 'sanctions', on: 'imposed_on' },
  recovery: { table: 'recoveries', on: 'recovered_on' },
  clue: { table: 'clues', on: 'received_on' },
} as const satisfies Record<OutcomeFamily, { table: string; on: string }>;

/** An outcome with plain ids, before names and places are put to it. */
export interface Plain {
  readonly id: number;
  readonly issueId: number | null;
  readonly measureId: number | null;
  readonly unitId: number | null;
  readonly on: Day | null;
  /** The month first reported, as kept. */
  readonly month: Month | null;
  readonly duplicateOf: number | null;
  readonly batch: number | null;
  readonly batchKind: string | null;
  readonly note: string;
  /** '' for a clue. */
  readonly kind: string;
  readonly title: string;
  readonly number: string;
  /** People or fen; 1 for what is counted by pieces. */
  readonly amount: number;
  readonly hasNames: 0 | 1;
  readonly concludedOn: Day | null;
  readonly result: string;
}

const OWN: Readonly<Record<OutcomeFamily, string>> = {
  regulation: `o.first_month AS month, o.kind, o.title, o.number, 1 AS amount, 0 AS hasNames, NULL AS concludedOn, '' AS result`,
  sanction: `o.first_month AS month, o.kind, '' AS title, '' AS number, o.people AS amount, o.names <> '' AS hasNames,
    NULL AS concludedOn, '' AS result`,
  recovery: `o.first_month AS month, o.kind, '' AS title, '' AS number, o.fen AS amount, 0 AS hasNames,
    NULL AS concludedOn, '' AS result`,
  clue: `NULL AS month, '' AS kind, o.title, '' AS number, 1 AS amount, 0 AS hasNames, o.concluded_on AS concludedOn, o.result`,
};

const columnsOf = (family: OutcomeFamily): string =>
  `o.id, coalesce((SELECT m.issue_id FROM measures m WHERE m.id = o.measure_id), o.issue_id) AS issueId,
    o.measure_id AS measureId, o.unit_id AS unitId, o.${familyTables[family].on} AS "on",
    o.duplicate_of AS duplicateOf, o.batch_id AS batch,
    (SELECT b.kind FROM batches b WHERE b.id = o.batch_id) AS batchKind, o.note, ${OWN[family]}`;

/** Every outcome of a family in a round, by id. A measure's issue is that of its outcome. */
export function plainOutcomes(db: ReadDb, family: OutcomeFamily, roundId: number): Plain[] {
  return db.all<Plain>(
    `SELECT ${columnsOf(family)} FROM ${familyTables[family].table} o WHERE o.round_id = ? ORDER BY o.id`,
    roundId,
  );
}

/** A family's outcomes of one issue and its measures. */
export function outcomesAt(db: ReadDb, family: OutcomeFamily, issue: number): Plain[] {
  return db.all<Plain>(
    `SELECT ${columnsOf(family)} FROM ${familyTables[family].table} o
      WHERE o.measure_id IN (SELECT id FROM measures WHERE issue_id = ?1)
        OR (o.measure_id IS NULL AND o.issue_id = ?1) ORDER BY o.id`,
    issue,
  );
}

/** Rows as the contract has them: with names of today, places in the tree, and how often each is repeated. */
export function asRows(
  db: ReadDb,
  family: OutcomeFamily,
  some: readonly Plain[],
  all: readonly Plain[],
  today: Day,
): OutcomeRow[] {
  const units = unitNames(db, today);
  const issues = placedIssues(
    db,
    some.flatMap((row) => (row.issueId === null ? [] : [row.issueId])),
  );
  const measures = measuresOf(db, some);
  const repeats = new Map<number, number>();
  for (const { duplicateOf } of all)
    if (duplicateOf !== null) repeats.set(duplicateOf, (repeats.get(duplicateOf) ?? 0) + 1);
  return some.map((row): OutcomeRow => {
    const common = {
      id: row.id,
      issue: (row.issueId === null ? undefined : issues.get(row.issueId)) ?? null,
      measure: (row.measureId === null ? undefined : measures.get(row.measureId)) ?? null,
      unit: named(units, row.unitId),
      on: row.on,
      firstMonth: row.month,
      duplicateOf: row.duplicateOf,
      repeats: repeats.get(row.id) ?? 0,
      batch: row.batch === null ? null : { id: row.batch, kind: row.batchKind ?? '' },
      note: row.note,
    };
    switch (family) {
      case 'regulation':
        return { family, ...common, kind: row.kind as RegulationKind, title: row.title, number: row.number };
      case 'sanction':
        return {
          family,
          ...common,
          kind: row.kind as SanctionKind,
          people: row.amount,
          hasNames: row.hasNames === 1,
        };
      case 'recovery':
        return { family, ...common, kind: row.kind, fen: row.amount };
      case 'clue':
        return { family, ...common, title: row.title, concludedOn: row.concludedOn, result: row.result };
    }
  });
}

/** The day by which rows are put in order; of those without one the month first reported. */
export function orderDay(row: Pick<Plain, 'on' | 'month'>): string {
  return row.on ?? (row.month === null ? '' : `${row.month}-99`);
}

/** The month in which an outcome is written down when it has no day of its own. */
export function monthKept(on: Day | null, kept: Month | null, today: Day): Month | null {
  return on === null ? (kept ?? monthOf(today)) : kept;
}

interface PlacedIssue {
  readonly id: number;
  readonly place: string;
  readonly title: string;
}

/** Issues with their way through the headings, '一（二）3'; ids that are none are not among them. */
export function placedIssues(db: ReadDb, ids: readonly number[]): Map<number, PlacedIssue> {
  const wanted = [...new Set(ids)];
  const found = db.all<{ id: number; headingId: number | null; number: string; title: string }>(
    `SELECT i.id, i.heading_id AS headingId, i.number, i.title FROM json_each(?) j JOIN issues i ON i.id = j.value`,
    JSON.stringify(wanted),
  );
  const headings = new Map(
    db
      .all<{ id: number; parentId: number | null; number: string }>(
        'SELECT id, parent_id AS parentId, number FROM headings',
      )
      .map((heading) => [heading.id, heading]),
  );
  const way = (id: number | null): string => {
    const heading = id === null ? undefined : headings.get(id);
    return heading === undefined ? '' : way(heading.parentId) + marker(heading.number);
  };
  return new Map(
    found.map(({ id, headingId, number, title }) => [
      id,
      { id, place: way(headingId) + marker(number), title },
    ]),
  );
}

function measuresOf(db: ReadDb, rows: readonly Plain[]) {
  const wanted = [...new Set(rows.flatMap((row) => (row.measureId === null ? [] : [row.measureId])))];
  return new Map(
    db
      .all<{ id: number; number: string; title: string }>(
        'SELECT m.id, m.number, m.title FROM json_each(?) j JOIN measures m ON m.id = j.value',
        JSON.stringify(wanted),
      )
      .map((measure) => [measure.id, measure]),
  );
}
