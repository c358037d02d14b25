/** Contradictions of measures: done without day or evidence, deadlines, the same words twice, words that never change. */
import { byAssistingSql } from '../standing.ts';
import { ACTIVE, COMPLETE, measureRule, NOT_CLOSED, type SqlRule, trimmed } from './rule.ts';

/** What a measure says: its text, else its title. */
const wording = (m: string) => `coalesce(nullif(${trimmed(`${m}.text`)}, ''), ${trimmed(`${m}.title`)})`;

/** The last own progress of a measure in a month before another one. */
const ownTextBefore = (month: string | null) => `(SELECT p.id FROM progress p WHERE p.measure_id = m.id
  AND p.text <> '' AND NOT ${byAssistingSql} ${month === null ? '' : `AND p.month < ${month}`}
  ORDER BY p.month DESC, p.id DESC LIMIT 1)`;

export const measureRules: readonly SqlRule[] = [
  // A measure that was established counts as finished on that day, so that it is not without one.
  measureRule(
    'done_without_day',
    `m.state = 'done' AND m.done_on IS NULL AND NOT (m.demand = 'ongoing' AND m.established_on IS NOT NULL)`,
    `json_object()`,
  ),
  measureRule(
    'done_without_evidence',
    `${COMPLETE} AND m.no_evidence_reason = '' AND NOT EXISTS (SELECT 1 FROM evidence v WHERE v.measure_id = m.id)`,
    `json_object('day', coalesce(m.done_on, m.established_on))`,
  ),
  measureRule(
    'deadline_before_feedback',
    `m.deadline_on < (SELECT r.feedback_on FROM rounds r WHERE r.id = ?1)`,
    `json_object('raw', m.deadline_raw, 'deadline', m.deadline_on,
      'feedback', (SELECT r.feedback_on FROM rounds r WHERE r.id = ?1))`,
  ),
  measureRule(
    'deadline_not_understood',
    `${trimmed('m.deadline_raw')} <> '' AND m.deadline_on IS NULL AND m.deadline_immediate = 0 AND m.deadline_ongoing = 0
      AND ${NOT_CLOSED}`,
    `json_object('raw', m.deadline_raw)`,
  ),
  measureRule(
    'deadline_inferred',
    `m.deadline_inferred = 1 AND m.deadline_on IS NOT NULL AND ${NOT_CLOSED}`,
    `json_object('raw', m.deadline_raw, 'deadline', m.deadline_on)`,
  ),
  {
    kind: 'extension_before_first',
    sql: `SELECT x.id AS id, '' AS source, 'measure' AS target, m.id AS target_id, i.id AS issue_id,
      json_object('first', m.deadline_on, 'extended', x.new_on, 'approved', x.approved_on) AS facts
      ${ACTIVE.replace('WHERE', 'JOIN extensions x ON x.measure_id = m.id WHERE')} AND x.new_on < m.deadline_on`,
  },
  measureRule(
    'measure_twice',
    `EXISTS (SELECT 1 FROM measures b WHERE b.issue_id = m.issue_id AND b.id < m.id AND b.withdrawn_on IS NULL
      AND ${wording('b')} = ${wording('m')})`,
    `json_object('first', (SELECT min(b.id) FROM measures b WHERE b.issue_id = m.issue_id AND b.id < m.id
      AND b.withdrawn_on IS NULL AND ${wording('b')} = ${wording('m')}))`,
  ),
  {
    kind: 'text_unchanged',
    // Month by month backwards, so that most measures are left after one comparison.
    sql: `SELECT m.id AS id, '' AS source, 'measure' AS target, m.id AS target_id, i.id AS issue_id,
      json_object('from', p3.month, 'to', p1.month) AS facts
      FROM issues i CROSS JOIN measures m ON m.issue_id = i.id
      CROSS JOIN progress p1 ON p1.id = ${ownTextBefore(null)}
      CROSS JOIN progress p2 ON p2.id = ${ownTextBefore('p1.month')} AND ${trimmed('p2.text')} = ${trimmed('p1.text')}
      CROSS JOIN progress p3 ON p3.id = ${ownTextBefore('p2.month')} AND ${trimmed('p3.text')} = ${trimmed('p1.text')}
      WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL AND NOT ${COMPLETE}`,
  },
];
