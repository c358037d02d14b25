/**
 * The derived index of measures: their order in the tree and the words by which they are found. Not logged; kept up
 * in the same transaction as the step that changed its sources, rebuilt for the rows that the step touched.
 */
import type { ReadDb, WriteDb } from './connection.ts';
import { LOG_OF_STEP, touchedMeasures } from './touched.ts';

/** Room for measures between two issues in the tree's order. */
const ISSUE_STRIDE = 1_000_000;

const structural = `SELECT 1 FROM ${LOG_OF_STEP} WHERE step = ? AND tbl IN ('headings', 'issues', 'measures')
  AND (op <> 'update' OR field IN ('position', 'parent_id', 'heading_id', 'issue_id', 'round_id')) LIMIT 1`;

/** One spelling for what is typed and what is found: half-width, lower case, no blanks. */
export function foldWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Brings the index up to date with a step's changes. `initials` reads a text's pinyin initials. */
export function refreshIndex(db: WriteDb, step: number, initials: (text: string) => string): void {
  const touched = measuresOfStep(db, step);
  if (db.get(structural, step) !== undefined) reorder(db, step);
  for (const id of touched) refreshWords(db, id, initials);
}

/** Measures whose words a step may have changed. */
export function measuresOfStep(db: ReadDb, step: number): Set<number> {
  return new Set([...touchedMeasures(db, step), ...widerMeasures(db, step)]);
}

/**
 * Measures whose words changed because their issue, unit or person did. By indexed columns only: a tick must not pay
 * for a hundred thousand rows. A measure with a lead or unit of its own is read again with its issue's: no harm.
 */
function widerMeasures(db: ReadDb, step: number): number[] {
  const tables = new Set(db.pluck<string>(`SELECT DISTINCT tbl FROM ${LOG_OF_STEP} WHERE step = ?`, step));
  const parts: string[] = [];
  const holders = (column: 'lead_id' | 'unit_id', changed: string) => [
    `SELECT m.id FROM measures m WHERE m.${column} IN (${changed})`,
    `SELECT m.id FROM issues i JOIN measures m ON m.issue_id = i.id WHERE i.${column} IN (${changed})`,
  ];
  const rows = (table: string) => `SELECT row_id FROM ${LOG_OF_STEP} WHERE step = ?1 AND tbl = '${table}'`;
  if (tables.has('issues'))
    parts.push(`SELECT m.id FROM measures m WHERE m.issue_id IN (${rows('issues')} AND op = 'update')`);
  if (tables.has('persons')) parts.push(...holders('lead_id', rows('persons')));
  if (tables.has('unit_names')) {
    const units = `SELECT json_extract(coalesce(new, old), '$.unit_id') FROM ${LOG_OF_STEP}
      WHERE step = ?1 AND tbl = 'unit_names' AND op <> 'update'`;
    parts.push(...holders('unit_id', units));
    parts.push(`SELECT a.measure_id FROM measure_units a WHERE a.unit_id IN (${units})`);
  }
  return parts.length === 0 ? [] : db.pluck<number>(parts.join(' UNION '), step);
}

/** Issues of a round in the order of the tree, depth first: a heading's own issues after its sub-headings' places. */
export function issuesInOrder(db: ReadDb, roundId: number): number[] {
  const headings = db.all<{ id: number; parent_id: number | null; position: number }>(
    'SELECT id, parent_id, position FROM headings WHERE round_id = ? ORDER BY position, id',
    roundId,
  );
  const issues = db.all<{ id: number; heading_id: number | null; position: number }>(
    'SELECT id, heading_id, position FROM issues WHERE round_id = ? ORDER BY position, id',
    roundId,
  );
  const below = new Map<number | null, { kind: 'h' | 'i'; id: number; position: number }[]>();
  const put = (parent: number | null, entry: { kind: 'h' | 'i'; id: number; position: number }) => {
    const list = below.get(parent);
    if (list === undefined) below.set(parent, [entry]);
    else list.push(entry);
  };
  for (const h of headings) put(h.parent_id, { kind: 'h', id: h.id, position: h.position });
  for (const i of issues) put(i.heading_id, { kind: 'i', id: i.id, position: i.position });
  const order: number[] = [];
  const visit = (parent: number | null) => {
    const entries = below.get(parent);
    if (entries === undefined) return;
    entries.sort((a, b) => a.position - b.position);
    for (const entry of entries) {
      if (entry.kind === 'i') order.push(entry.id);
      else visit(entry.id);
    }
  };
  visit(null);
  return order;
}

function reorder(db: WriteDb, step: number): void {
  db.run(
    `DELETE FROM measure_index WHERE measure_id IN
      (SELECT row_id FROM ${LOG_OF_STEP} WHERE step = ? AND tbl = 'measures' AND op = 'delete')`,
    step,
  );
  place(db);
}

/** Is there a measure that the index does not hold, or holds without words? */
export function indexStale(db: ReadDb): boolean {
  const lacking = db.get(
    `SELECT 1 FROM measures m LEFT JOIN measure_index x ON x.measure_id = m.id
      WHERE x.measure_id IS NULL OR x.words = '' LIMIT 1`,
  );
  return lacking !== undefined;
}

/** Makes the whole index again from its sources: after a migration, or to repair it. */
export function rebuildIndex(db: WriteDb, initials: (text: string) => string): void {
  db.run('DELETE FROM measure_index');
  place(db);
  for (const id of db.pluck<number>('SELECT id FROM measures')) refreshWords(db, id, initials);
}

/** Gives every measure its place in the order of its round's tree. */
function place(db: WriteDb): void {
  for (const roundId of db.pluck<number>('SELECT id FROM rounds')) {
    const rank = new Map(issuesInOrder(db, roundId).map((id, index) => [id, index]));
    const known = new Map(
      db
        .all<{ measure_id: number; ord: number }>(
          'SELECT measure_id, ord FROM measure_index WHERE round_id = ?',
          roundId,
        )
        .map((row) => [row.measure_id, row.ord]),
    );
    for (const m of db.all<{ id: number; issue_id: number; position: number }>(
      'SELECT m.id, m.issue_id, m.position FROM issues i JOIN measures m ON m.issue_id = i.id WHERE i.round_id = ?',
      roundId,
    )) {
      const ord = (rank.get(m.issue_id) ?? 0) * ISSUE_STRIDE + m.position;
      if (known.get(m.id) === ord) continue;
      db.run(
        `INSERT INTO measure_index (measure_id, round_id, issue_id, ord, words) VALUES (?, ?, ?, ?, '')
          ON CONFLICT (measure_id) DO UPDATE SET round_id = excluded.round_id, issue_id = excluded.issue_id,
            ord = excluded.ord`,
        m.id,
        roundId,
        m.issue_id,
        ord,
      );
    }
  }
}

interface Words {
  title: string;
  text: string;
  assignee: string;
  issue_title: string;
  lead: string | null;
  unit: string | null;
  latest: string | null;
  withdrawn: number;
}

const CURRENT_NAME = (unit: string) =>
  `(SELECT name FROM unit_names WHERE unit_id = ${unit} ORDER BY from_on DESC LIMIT 1)`;

function refreshWords(db: WriteDb, id: number, initials: (text: string) => string): void {
  const row = db.get<Words>(
    `SELECT m.title, m.text, m.assignee, i.title AS issue_title, (m.withdrawn_on IS NOT NULL OR i.withdrawn_on IS NOT NULL) AS withdrawn,
        (SELECT name FROM persons WHERE id = coalesce(m.lead_id, i.lead_id)) AS lead,
        ${CURRENT_NAME('coalesce(m.unit_id, i.unit_id)')} AS unit,
        (SELECT text FROM progress WHERE measure_id = m.id AND text <> '' ORDER BY month DESC, id DESC LIMIT 1) AS latest
      FROM measures m JOIN issues i ON i.id = m.issue_id WHERE m.id = ?`,
    id,
  );
  if (row === undefined) return;
  const assisting = db.pluck<string>(
    `SELECT ${CURRENT_NAME('a.unit_id')} FROM measure_units a WHERE a.measure_id = ? ORDER BY a.id`,
    id,
  );
  const names = [row.lead ?? '', row.unit ?? '', ...assisting, row.assignee].filter((name) => name !== '');
  // Parted by a line feed, which no typed word holds, so that no word is found across two fields.
  const words = [
    ...[row.title, row.text, row.issue_title, ...names, row.latest ?? ''].map(foldWords),
    ...[row.title, row.issue_title, ...names].map(initials),
  ].join('\n');
  db.run('UPDATE measure_index SET words = ?, withdrawn = ? WHERE measure_id = ?', words, row.withdrawn, id);
}
