/** Contradictions of units and persons: named after they are gone, or never named at all. */
import { closureSql } from '../closing.ts';
import { unitNameOn } from '../names.ts';
import { COMPLETE, type SqlRule } from './rule.ts';

const OPEN_ISSUES = `i.round_id = ?1 AND i.withdrawn_on IS NULL AND ${closureSql('i.id')} <> 'closed'`;
const OPEN_MEASURES = `FROM issues i JOIN measures m ON m.issue_id = i.id
  WHERE ${OPEN_ISSUES} AND m.withdrawn_on IS NULL AND NOT ${COMPLETE}`;

/**
 * Was this row's unit written after the ledger knew of the merger? A row from before keeps the old name on purpose: its
 * months print it, and it counts for the successor by itself. Steps of the log tell which came first.
 */
const namedAfterMerger = (table: 'issues' | 'measures', row: string) => `(SELECT max(l.step) FROM change_log l
    WHERE l.tbl = '${table}' AND l.row_id = ${row} AND (l.op = 'insert' OR l.field = 'unit_id'))
  > (SELECT max(l.step) FROM change_log l WHERE l.tbl = 'units' AND l.row_id = u.id AND l.field = 'merged_into')`;

const namedIssues = `FROM issues i WHERE i.unit_id = u.id AND ${OPEN_ISSUES} AND ${namedAfterMerger('issues', 'i.id')}`;
const namedMeasures = `FROM measures m JOIN issues i ON i.id = m.issue_id WHERE m.unit_id = u.id AND ${OPEN_ISSUES}
  AND m.withdrawn_on IS NULL AND ${namedAfterMerger('measures', 'm.id')}`;

const ledIssues = `FROM issues i WHERE i.lead_id = n.id AND ${OPEN_ISSUES}`;
const ledMeasures = `${OPEN_MEASURES} AND m.lead_id = n.id`;

export const peopleRules: readonly SqlRule[] = [
  {
    kind: 'unit_merged_still_named',
    sql: `SELECT u.id AS id, '' AS source, 'unit' AS target, u.id AS target_id, NULL AS issue_id,
      json_object('day', u.merged_on, 'into', ${unitNameOn('u.merged_into', '?2')},
        'issues', (SELECT count(*) ${namedIssues}), 'measures', (SELECT count(*) ${namedMeasures})) AS facts
      FROM units u WHERE u.merged_on <= ?2
        AND (EXISTS (SELECT 1 ${namedIssues}) OR EXISTS (SELECT 1 ${namedMeasures}))`,
  },
  {
    kind: 'unit_without_anything',
    // A unit that others were merged into answers for what was theirs.
    sql: `WITH RECURSIVE used (id) AS (
        SELECT i.unit_id FROM issues i WHERE i.round_id = ?1 AND i.unit_id IS NOT NULL
        UNION SELECT m.unit_id FROM issues i JOIN measures m ON m.issue_id = i.id
          WHERE i.round_id = ?1 AND m.unit_id IS NOT NULL
        UNION SELECT a.unit_id FROM measure_units a JOIN measures m ON m.id = a.measure_id
          JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ?1
        UNION SELECT n.unit_id FROM persons n WHERE n.unit_id IS NOT NULL
        UNION SELECT s.merged_into FROM used JOIN units s ON s.id = used.id WHERE s.merged_on <= ?2)
      SELECT u.id AS id, '' AS source, 'unit' AS target, u.id AS target_id, NULL AS issue_id, json_object() AS facts
      FROM units u WHERE (u.merged_on IS NULL OR u.merged_on > ?2) AND u.id NOT IN (SELECT id FROM used)`,
  },
  {
    kind: 'person_left_still_leads',
    sql: `SELECT n.id AS id, '' AS source, 'person' AS target, n.id AS target_id, NULL AS issue_id,
      json_object('day', n.left_on, 'issues', (SELECT count(*) ${ledIssues}),
        'measures', (SELECT count(*) ${ledMeasures})) AS facts
      FROM persons n WHERE n.left_on <= ?2
        AND (EXISTS (SELECT 1 ${ledIssues}) OR EXISTS (SELECT 1 ${ledMeasures}))`,
  },
];
