/**
 * The same results as the program's own calls, by plain SQL written for the bench: no waivers, no rows behind the
 * figures, no names; only what belongs to the large ledger (measures with a day, nothing withdrawn).
 */
import type Database from 'better-sqlite3';

/** Where each issue stands now: its last event. */
const LAST = `last AS MATERIALIZED (SELECT c.issue_id, c.step FROM closing_events c
  WHERE c.id IN (SELECT max(id) FROM closing_events GROUP BY issue_id))`;
const OPEN_ISSUE = `coalesce(l.step, '') NOT IN ('closed', 'imported_closed', 'recheck_passed')`;

/** Counts of the kinds of contradictions that a row, its issue or its progress shows, by kind. */
export function checksFloor(db: Database.Database, today: string): () => Record<string, number> {
  const measures = db.prepare(`WITH ${LAST} SELECT
    sum(m.state = 'done' AND m.done_on IS NULL) AS done_without_day,
    sum(m.state = 'done' AND m.no_evidence_reason = '' AND v.measure_id IS NULL) AS done_without_evidence,
    sum(m.deadline_on < r.feedback_on) AS deadline_before_feedback,
    sum(trim(m.deadline_raw) <> '' AND m.deadline_on IS NULL AND ${OPEN_ISSUE}) AS deadline_not_understood,
    sum(m.deadline_inferred = 1 AND m.deadline_on IS NOT NULL AND ${OPEN_ISSUE}) AS deadline_inferred,
    sum(m.deadline_raw LIKE '%工作日%') AS calendar_not_covered
    FROM rounds r JOIN issues i ON i.round_id = r.id JOIN measures m ON m.issue_id = i.id
      LEFT JOIN last l ON l.issue_id = i.id
      LEFT JOIN (SELECT DISTINCT measure_id FROM evidence) v ON v.measure_id = m.id
    WHERE r.current = 1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL`);
  const issues = db.prepare(`WITH ${LAST} SELECT
    sum(NOT ${OPEN_ISSUE} AND t.open > 0) AS closed_with_open_measures,
    sum(l.step = 'imported_closed') AS imported_closed,
    sum(i.lead_id IS NULL AND ${OPEN_ISSUE}) AS issue_without_lead,
    sum(i.unit_id IS NULL AND ${OPEN_ISSUE}) AS issue_without_unit,
    sum(t.issue_id IS NULL AND ${OPEN_ISSUE}) AS issue_without_measures
    FROM issues i LEFT JOIN last l ON l.issue_id = i.id
      LEFT JOIN (SELECT issue_id, sum(state <> 'done') AS open FROM measures GROUP BY issue_id) t ON t.issue_id = i.id
    WHERE i.withdrawn_on IS NULL`);
  const twice = db.prepare(
    `SELECT coalesce(sum(n - 1), 0) AS measure_twice FROM
      (SELECT count(*) AS n FROM measures WHERE withdrawn_on IS NULL GROUP BY issue_id, trim(text))`,
  );
  const unchanged = db.prepare(`SELECT count(*) AS text_unchanged FROM (
    SELECT p.measure_id, p.text, lag(p.text) OVER w AS text2, lag(p.text, 2) OVER w AS text3,
      row_number() OVER (PARTITION BY p.measure_id ORDER BY p.month DESC, p.id DESC) AS nth
      FROM progress p WHERE p.text <> '' AND p.id = (SELECT max(o.id) FROM progress o
        WHERE o.measure_id = p.measure_id AND o.month = p.month AND o.text <> '')
      WINDOW w AS (PARTITION BY p.measure_id ORDER BY p.month)) t
    JOIN measures m ON m.id = t.measure_id
    WHERE t.nth = 1 AND t.text = t.text2 AND t.text2 = t.text3 AND m.state <> 'done' AND m.withdrawn_on IS NULL`);
  const days =
    db.prepare(`SELECT sum(d > $today) AS day_in_future, sum(d < r.feedback_on) AS day_before_round FROM (
      SELECT effective_on AS d FROM measure_events UNION ALL SELECT approved_on FROM extensions
      UNION ALL SELECT added_on FROM evidence UNION ALL SELECT effective_on FROM closing_events
      UNION ALL SELECT made_on FROM regulations UNION ALL SELECT imposed_on FROM sanctions
      UNION ALL SELECT recovered_on FROM recoveries), rounds r WHERE r.current = 1`);
  const others = db.prepare(`SELECT
    (SELECT count(*) FROM extensions x JOIN measures m ON m.id = x.measure_id WHERE x.new_on < m.deadline_on)
      AS extension_before_first,
    (SELECT count(*) FROM regulations WHERE trim(number) = '') AS regulation_without_number,
    (SELECT count(*) FROM steps s JOIN steps b ON b.id = s.id - 1 WHERE b.at > s.at) AS clock_set_back,
    (SELECT count(*) FROM units u WHERE u.id NOT IN (SELECT unit_id FROM issues WHERE unit_id IS NOT NULL
      UNION SELECT unit_id FROM measures WHERE unit_id IS NOT NULL)) AS unit_without_anything`);
  return () =>
    Object.assign(
      {},
      ...[measures, issues, twice, unchanged, others].map((each) => each.get()),
      days.get({ today }),
    ) as Record<string, number>;
}

/** Events that count: those by the day, and, where the log is asked, those that no later step recorded. */
const events = (known: boolean, table: string, alias: string): string =>
  known
    ? `AND ${alias}.id NOT IN (SELECT row_id FROM change_log WHERE step > $step AND tbl = '${table}' AND op = 'insert')`
    : '';

/** Each measure on $day: its state, its deadline in force; and each issue: is it closed. */
const standing = (known: boolean): string => `
  m AS MATERIALIZED (SELECT m.id, m.issue_id, coalesce(m.unit_id, i.unit_id) AS unit, coalesce(m.lead_id, i.lead_id) AS lead,
      coalesce((SELECT e.to_state FROM measure_events e WHERE e.measure_id = m.id AND e.kind = 'state'
        AND e.effective_on <= $day ${events(known, 'measure_events', 'e')}
        ORDER BY e.effective_on DESC, e.id DESC LIMIT 1), 'not_started') AS state,
      coalesce((SELECT x.new_on FROM extensions x WHERE x.measure_id = m.id AND x.approved_on <= $day
        ${events(known, 'extensions', 'x')} ORDER BY x.approved_on DESC, x.id DESC LIMIT 1), m.deadline_on) AS due
      FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.adopted_on <= $day AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL),
  i AS MATERIALIZED (SELECT i.id, i.heading_id, i.unit_id AS unit, i.lead_id AS lead, i.adopted_on,
      coalesce((SELECT c.step FROM closing_events c WHERE c.issue_id = i.id
        AND c.step IN ('closed', 'imported_closed', 'reopened') AND c.effective_on <= $day
        ${events(known, 'closing_events', 'c')} ORDER BY c.effective_on DESC, c.id DESC LIMIT 1), 'open')
        IN ('closed', 'imported_closed') AS closed
      FROM issues i WHERE i.adopted_on <= $day AND i.withdrawn_on IS NULL)`;

export interface Totals {
  readonly issues: number;
  readonly closed: number;
  readonly measures: number;
  readonly measuresComplete: number;
  readonly overdue: number;
}

/** The totals of a day; `step`: as the log knew the ledger after it. */
export function totalsFloor(db: Database.Database, known: boolean): (day: string, step?: number) => Totals {
  const statement = db.prepare(`WITH ${standing(known)} SELECT * FROM
    (SELECT count(*) AS issues, sum(closed) AS closed FROM i),
    (SELECT count(*) AS measures, sum(state = 'done') AS measuresComplete, sum(state <> 'done' AND due < $day) AS overdue
      FROM m)`);
  return (day, step) => statement.get(known ? { day, step } : { day }) as Totals;
}

/** A day's groups: aspects, units and leads of issues and of measures, ages, states, and the totals. */
export function figuresFloor(
  db: Database.Database,
): (day: string) => { part: string; id: number | null; n: number; done: number; late: number }[] {
  const statement = db.prepare(`WITH RECURSIVE above (id, top) AS (
      SELECT id, id FROM headings WHERE parent_id IS NULL
      UNION ALL SELECT h.id, a.top FROM above a JOIN headings h ON h.parent_id = a.id), ${standing(false)}
    SELECT 'aspect' AS part, a.top AS id, count(*) AS n, sum(closed) AS done, 0 AS late
      FROM i JOIN above a ON a.id = i.heading_id GROUP BY a.top
    UNION ALL SELECT 'unit', unit, count(*), sum(closed), 0 FROM i GROUP BY unit
    UNION ALL SELECT 'lead', lead, count(*), sum(closed), 0 FROM i GROUP BY lead
    UNION ALL SELECT 'measures by aspect', a.top, count(*), sum(state = 'done'), sum(state <> 'done' AND due < $day)
      FROM m JOIN i ON i.id = m.issue_id JOIN above a ON a.id = i.heading_id GROUP BY a.top
    UNION ALL SELECT 'measures by unit', unit, count(*), sum(state = 'done'), sum(state <> 'done' AND due < $day)
      FROM m GROUP BY unit
    UNION ALL SELECT 'measures by lead', lead, count(*), sum(state = 'done'), sum(state <> 'done' AND due < $day)
      FROM m GROUP BY lead
    UNION ALL SELECT 'state ' || state, NULL, count(*), 0, 0 FROM m GROUP BY state
    UNION ALL SELECT 'age', CASE WHEN age <= 30 THEN 0 WHEN age <= 90 THEN 31 WHEN age <= 180 THEN 91
        WHEN age <= 365 THEN 181 ELSE 366 END, count(*), 0, 0
      FROM (SELECT julianday($day) - julianday(adopted_on) AS age FROM i WHERE NOT closed) GROUP BY 2
    UNION ALL SELECT 'issues', NULL, count(*), sum(closed), 0 FROM i
    UNION ALL SELECT 'measures', NULL, count(*), sum(state = 'done'), sum(state <> 'done' AND due < $day) FROM m`);
  return (day) => statement.all({ day }) as ReturnType<ReturnType<typeof figuresFloor>>;
}

/** Rows of the bars of a chart: each measure, or each issue with what its measures come to. */
export function barsFloor(db: Database.Database, level: 'issue' | 'measure'): (day: string) => number {
  const due = `coalesce((SELECT x.new_on FROM extensions x WHERE x.measure_id = m.id AND x.approved_on <= $day
    ORDER BY x.approved_on DESC, x.id DESC LIMIT 1), m.deadline_on)`;
  const statement = db.prepare(
    level === 'measure'
      ? `SELECT m.id, m.issue_id, m.number, m.title, m.unit_id, m.lead_id, m.state, m.done_on, m.adopted_on, ${due} AS due
          FROM issues i JOIN measures m ON m.issue_id = i.id WHERE m.withdrawn_on IS NULL ORDER BY i.position, m.position`
      : `SELECT i.id, i.number, i.title, i.unit_id, i.lead_id, i.adopted_on, max(${due}) AS due, count(*) AS measures,
          sum(m.state = 'done') AS complete, (SELECT c.step FROM closing_events c WHERE c.issue_id = i.id
            ORDER BY c.id DESC LIMIT 1) AS step
          FROM issues i JOIN measures m ON m.issue_id = i.id WHERE m.withdrawn_on IS NULL
          GROUP BY i.id ORDER BY i.position`,
  );
  return (day) => statement.all({ day }).length;
}

/** What is due by a day, or in a month: incomplete measures of open issues. */
export function dueFloor(db: Database.Database): (day: string, from: string, to: string) => number {
  const statement = db.prepare(`WITH ${LAST}, due AS MATERIALIZED (
      SELECT m.id, m.issue_id, m.number, m.title, m.unit_id, m.lead_id, m.state,
        coalesce((SELECT x.new_on FROM extensions x WHERE x.measure_id = m.id AND x.approved_on <= $day
          ORDER BY x.approved_on DESC, x.id DESC LIMIT 1), m.deadline_on) AS due_on
        FROM measures m LEFT JOIN last l ON l.issue_id = m.issue_id
        WHERE m.withdrawn_on IS NULL AND m.state <> 'done' AND ${OPEN_ISSUE})
    SELECT * FROM due WHERE due_on BETWEEN $from AND $to ORDER BY due_on`);
  return (day, from, to) => statement.all({ day, from, to }).length;
}

/** The rows of a closing board: issues with their measures counted, every event of the chain, the ready ones' days. */
export function boardFloor(db: Database.Database): () => number {
  const issues = db.prepare(`SELECT i.id, i.number, i.title, i.lead_id, i.unit_id, i.adopted_on, i.heading_id,
      count(*) AS measures, sum(m.state = 'done') AS complete, max(m.done_on) AS ready
      FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL GROUP BY i.id`);
  const chain = db.prepare(`SELECT e.issue_id, e.step, e.actor, e.effective_on, e.opinion, c.cycle, e.attempt
    FROM closing_events e JOIN closing_cycles c ON c.id = e.cycle_id ORDER BY e.id`);
  return () => chain.all().length + issues.all().length;
}
