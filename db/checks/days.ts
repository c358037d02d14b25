/** Days that can't be, and days that are odd: after today, before the feedback, by a clock that was set back. */
import { CLOCK_BACK_SECONDS, type CheckKind } from '../../shared/checks/kinds.ts';
import { workCalendar } from '../../shared/workdays.ts';
import { ACTIVE, type SqlRule, type TargetKind, trimmed } from './rule.ts';

interface DatedRows {
  readonly source: string;
  readonly target: TargetKind;
  /** Columns of the row, of what it belongs to and of its issue. */
  readonly id: string;
  readonly of: string;
  readonly issue: string;
  readonly day: string;
  /** What happened, for the words on screen; SQL. */
  readonly what: string;
  readonly from: string;
  /** Also told of when it lies before the feedback. */
  readonly before: boolean;
}

const OF_MEASURES = `FROM issues i JOIN measures m ON m.issue_id = i.id`;
const WHERE_ROUND = 'WHERE i.round_id = ?1';
/** A state's own day stands in its event; only what was written without one (by an import) is told of itself. */
const noEvent = (kind: string, day: string) => `AND NOT EXISTS (SELECT 1 FROM measure_events e
  WHERE e.measure_id = m.id AND e.kind = '${kind}' AND e.effective_on = ${day})`;

const ofMeasure = (rows: Pick<DatedRows, 'source' | 'id' | 'day' | 'what' | 'from'>): DatedRows => ({
  ...rows,
  target: 'measure',
  of: 'm.id',
  issue: 'i.id',
  before: true,
});

const ofOutcome = (
  target: 'regulation' | 'sanction' | 'recovery' | 'clue',
  table: string,
  column: string,
  before = true,
): DatedRows => ({
  source: column === 'concluded_on' ? 'concluded' : target,
  target,
  id: 'o.id',
  of: 'o.id',
  issue: 'o.issue_id',
  day: `o.${column}`,
  what: `'${column === 'concluded_on' ? 'concluded' : target}'`,
  from: `FROM ${table} o WHERE o.round_id = ?1 AND o.duplicate_of IS NULL`,
  before,
});

const dated: readonly DatedRows[] = [
  ofMeasure({
    source: 'event',
    id: 'e.id',
    day: 'e.effective_on',
    what: `CASE e.kind WHEN 'state' THEN e.to_state ELSE e.kind END`,
    from: `${OF_MEASURES} JOIN measure_events e ON e.measure_id = m.id ${WHERE_ROUND}`,
  }),
  ofMeasure({
    source: 'done',
    id: 'm.id',
    day: 'm.done_on',
    what: `'done'`,
    from: `${OF_MEASURES} ${WHERE_ROUND} ${noEvent('state', 'm.done_on')}`,
  }),
  ofMeasure({
    source: 'established',
    id: 'm.id',
    day: 'm.established_on',
    what: `'established'`,
    from: `${OF_MEASURES} ${WHERE_ROUND} ${noEvent('established', 'm.established_on')}`,
  }),
  ofMeasure({
    source: 'extension',
    id: 'x.id',
    day: 'x.approved_on',
    what: `'extension'`,
    from: `${OF_MEASURES} JOIN extensions x ON x.measure_id = m.id ${WHERE_ROUND}`,
  }),
  ofMeasure({
    source: 'evidence',
    id: 'v.id',
    day: 'v.added_on',
    what: `'evidence'`,
    from: `${OF_MEASURES} JOIN evidence v ON v.measure_id = m.id ${WHERE_ROUND}`,
  }),
  {
    source: 'closing',
    target: 'issue',
    id: 'c.id',
    of: 'i.id',
    issue: 'i.id',
    day: 'c.effective_on',
    what: 'c.step',
    from: `FROM issues i JOIN closing_events c ON c.issue_id = i.id ${WHERE_ROUND}`,
    before: true,
  },
  ofOutcome('regulation', 'regulations', 'made_on'),
  ofOutcome('sanction', 'sanctions', 'imposed_on'),
  ofOutcome('recovery', 'recoveries', 'recovered_on'),
  // Clues are found while the inspection runs: before the feedback is where they belong.
  ofOutcome('clue', 'clues', 'received_on', false),
  ofOutcome('clue', 'clues', 'concluded_on', false),
  {
    source: 'stage',
    target: 'stage',
    id: 's.id',
    of: 's.id',
    issue: 'NULL',
    day: 's.done_on',
    what: `'stage'`,
    from: 'FROM stages s WHERE s.round_id = ?1',
    before: false,
  },
  {
    source: 'feedback',
    target: 'round',
    id: 'r.id',
    of: 'r.id',
    issue: 'NULL',
    day: 'r.feedback_on',
    what: `'feedback'`,
    from: 'FROM rounds r WHERE r.id = ?1',
    before: false,
  },
];

const select = (rows: Omit<DatedRows, 'before'>, condition: string, more = '') =>
  `SELECT ${rows.id} AS id, '${rows.source}' AS source, '${rows.target}' AS target, ${rows.of} AS target_id,
    ${rows.issue} AS issue_id, json_object('what', ${rows.what}, 'day', ${rows.day}${more}) AS facts
    ${rows.from} AND ${condition}`;

function datedRule(kind: CheckKind, parts: readonly string[]): SqlRule {
  return { kind, sql: parts.join(' UNION ALL ') };
}

const FEEDBACK = '(SELECT r.feedback_on FROM rounds r WHERE r.id = ?1)';
/** Progress is of a month, not of a day. */
const progressAhead = ofMeasure({
  source: 'progress',
  id: 'p.id',
  day: 'p.month',
  what: `'progress'`,
  from: `${OF_MEASURES} JOIN progress p ON p.measure_id = m.id ${WHERE_ROUND}`,
});

const { from: FIRST_YEAR, to: LAST_YEAR } = workCalendar([]).coverage;
const notCovered = (
  day: string,
) => `(CAST(substr(${day}, 1, 4) AS INTEGER) NOT BETWEEN ${FIRST_YEAR} AND ${LAST_YEAR}
  AND substr(${day}, 1, 4) NOT IN (SELECT substr(c.day, 1, 4) FROM calendar_days c WHERE c.kind = 'holiday'))`;

export const dayRules: readonly SqlRule[] = [
  datedRule('day_in_future', [
    ...dated.map((rows) => select(rows, `${rows.day} > ?2`)),
    select(progressAhead, 'p.month > substr(?2, 1, 7)'),
  ]),
  datedRule(
    'day_before_round',
    dated
      .filter((rows) => rows.before)
      .map((rows) => select(rows, `${rows.day} < ${FEEDBACK}`, `, 'feedback', ${FEEDBACK}`)),
  ),
  {
    kind: 'clock_set_back',
    // Where it begins: the first of a row of steps before the latest time known until then. All rounds share the steps.
    sql: `SELECT t.id AS id, '' AS source, 'step' AS target, t.id AS target_id, NULL AS issue_id,
      json_object('at', t.at, 'earlier', t.earlier) AS facts
      FROM (SELECT s.*, lag(s.back) OVER (ORDER BY s.id) AS back_before FROM
        (SELECT w.id, w.at, w.earlier,
          coalesce(unixepoch(w.earlier) - unixepoch(w.at) > ${CLOCK_BACK_SECONDS}, 0) AS back FROM
          (SELECT id, at, max(at) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
            FROM steps) w) s) t
      WHERE t.back = 1 AND coalesce(t.back_before, 0) = 0`,
  },
  {
    kind: 'calendar_not_covered',
    sql: `SELECT m.id AS id, 'deadline' AS source, 'measure' AS target, m.id AS target_id, i.id AS issue_id,
        json_object('raw', m.deadline_raw, 'day', m.deadline_on) AS facts
        ${ACTIVE} AND ${trimmed('m.deadline_raw')} LIKE '%工作日%' AND ${notCovered('m.deadline_on')}
      UNION ALL SELECT s.id, 'stage', 'stage', s.id, NULL, json_object('raw', s.period, 'day', s.due_on)
        FROM stages s WHERE s.round_id = ?1 AND s.period LIKE '%工作日%' AND ${notCovered('s.due_on')}`,
  },
];
