/** What a rule of the checks (核对) is: one question over a round that answers every contradiction of its kind. */
import type { CheckRow } from '../../shared/contract/types.ts';
import type { CheckKind } from '../../shared/checks/kinds.ts';
import type { Day } from '../../shared/day.ts';
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';

export type Facts = CheckRow['facts'];
export type TargetKind = CheckRow['target']['kind'];

/** One contradiction as a rule finds it. */
export interface Finding {
  /** Row that is wrong; with `source` it names the finding among those of its kind. */
  readonly id: number;
  /** Which of several tables the row lies in, or which figure it is; '' for a rule with one. */
  readonly source: string;
  readonly target: TargetKind;
  readonly target_id: number;
  readonly issue_id: number | null;
  /** A JSON object of plain values. What changes from day to day by itself is not among them. */
  readonly facts: string;
}

/**
 * A rule in SQL: selects the columns of `Finding`. ?1 is the round, ?2 today. The row that `id` names is reached by it,
 * so that asking for some ids costs no walk over the round.
 */
export interface SqlRule {
  readonly kind: CheckKind;
  readonly sql: string;
}

/** A rule over what is always little: figures, outcomes. */
export interface CodeRule {
  readonly kind: CheckKind;
  readonly find: (db: ReadDb, roundId: number, today: Day) => Finding[];
}

export type Rule = SqlRule | CodeRule;

/** Measures in the plan, of issues in the plan. */
export const ACTIVE = `FROM issues i JOIN measures m ON m.issue_id = i.id
  WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL`;

/** Complete as shared/complete.ts has it. */
export const COMPLETE = `(m.state = 'done' OR (m.demand = 'ongoing' AND m.established_on IS NOT NULL))`;

/** What is closed can't be mended any more without reopening it: nobody is asked to fill in what it lacks. */
export const NOT_CLOSED = `${closureSql('i.id')} <> 'closed'`;

/** Signs that stand for nothing at either end of a text, the full-width blank among them. */
export const trimmed = (column: string) => `trim(${column}, char(9, 10, 11, 12, 13, 32, 160, 12288))`;

export const measureRule = (kind: CheckKind, condition: string, facts: string): SqlRule => ({
  kind,
  sql: `SELECT m.id AS id, '' AS source, 'measure' AS target, m.id AS target_id, i.id AS issue_id, ${facts} AS facts
    ${ACTIVE} AND ${condition}`,
});

export const issueRule = (kind: CheckKind, condition: string, facts: string): SqlRule => ({
  kind,
  sql: `SELECT i.id AS id, '' AS source, 'issue' AS target, i.id AS target_id, i.id AS issue_id, ${facts} AS facts
    FROM issues i WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND ${condition}`,
});

/** Names a finding; kept with a waiver. */
export const keyOf = (kind: CheckKind, finding: Pick<Finding, 'id' | 'source'>): string =>
  finding.source === '' ? `${kind}:${finding.id}` : `${kind}:${finding.source}:${finding.id}`;
