/** Contradictions of issues: closed too early or by an import, nobody who answers, nothing to be done. */
import { closureSql } from '../closing.ts';
import { COMPLETE, issueRule, NOT_CLOSED, type SqlRule } from './rule.ts';

const OPEN_MEASURES = `FROM measures m WHERE m.issue_id = i.id AND m.withdrawn_on IS NULL AND NOT ${COMPLETE}`;
const LAST_CLOSE = (column: string) => `(SELECT c.${column} FROM closing_events c WHERE c.issue_id = i.id
  AND c.step IN ('closed', 'imported_closed', 'reopened') ORDER BY c.id DESC LIMIT 1)`;
export const issueRules: readonly SqlRule[] = [
  issueRule(
    'closed_with_open_measures',
    `EXISTS (SELECT 1 ${OPEN_MEASURES}) AND ${closureSql('i.id')} = 'closed'`,
    `json_object('open', (SELECT count(*) ${OPEN_MEASURES}),
      'measures', (SELECT count(*) FROM measures m WHERE m.issue_id = i.id AND m.withdrawn_on IS NULL))`,
  ),
  issueRule(
    'imported_closed',
    `${LAST_CLOSE('step')} = 'imported_closed'`,
    `json_object('day', ${LAST_CLOSE('effective_on')})`,
  ),
  issueRule('issue_without_lead', `i.lead_id IS NULL AND ${NOT_CLOSED}`, `json_object()`),
  issueRule('issue_without_unit', `i.unit_id IS NULL AND ${NOT_CLOSED}`, `json_object()`),
  issueRule(
    'issue_without_measures',
    `NOT EXISTS (SELECT 1 FROM measures m WHERE m.issue_id = i.id AND m.withdrawn_on IS NULL) AND ${NOT_CLOSED}`,
    `json_object('withdrawn', (SELECT count(*) FROM measures m WHERE m.issue_id = i.id))`,
  ),
];
