/** Contradictions of outcomes and of figures: a rule without number, the same fact twice, counted unlike stated. */
import type { Day, Month } from '../../shared/day.ts';
import { countedOutcomes } from '../../shared/outcomes/totals.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { undecidedPairs } from '../outcomes/index.ts';
import { statedTotals } from '../rounds.ts';
import { type CodeRule, type Finding, type SqlRule, trimmed } from './rule.ts';

export const regulationRule: SqlRule = {
  kind: 'regulation_without_number',
  sql: `SELECT o.id AS id, '' AS source, 'regulation' AS target, o.id AS target_id, o.issue_id AS issue_id,
    json_object('title', o.title) AS facts FROM regulations o
    WHERE o.round_id = ?1 AND o.duplicate_of IS NULL AND ${trimmed('o.number')} = ''`,
};

interface CountedRow {
  readonly id: number;
  readonly on: Day | null;
  readonly reportedMonth: Month | null;
  readonly duplicateOf: number | null;
  readonly kind: string;
  readonly amount: number;
}

/** Distinct outcomes of a family that had come about by a day, as the summary counts them. */
function outcomes(
  db: ReadDb,
  roundId: number,
  today: Day,
  { table, day, amount }: { table: string; day: string; amount: string },
): CountedRow[] {
  const rows = db.all<CountedRow>(
    `SELECT id, ${day} AS "on", first_month AS reportedMonth, duplicate_of AS duplicateOf, kind, ${amount} AS amount
      FROM ${table} WHERE round_id = ?`,
    roundId,
  );
  return countedOutcomes(rows, today);
}

const sumOf = (rows: readonly CountedRow[]) => rows.reduce((sum, row) => sum + row.amount, 0);

/** A figure of the papers beside the ledger's own. */
interface Compared {
  readonly figure: string;
  readonly stated: number | null;
  readonly counted: () => number;
}

function compared(db: ReadDb, roundId: number, today: Day): Compared[] {
  const stated = statedTotals(db, roundId);
  const one = (sql: string) => db.get<{ n: number }>(sql, roundId, today)?.n ?? 0;
  const issues = (condition: string) =>
    one(
      `SELECT count(*) AS n FROM issues i WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND ${condition}`,
    );
  const closed = `${closureSql('i.id')} = 'closed'`;
  const regulations = outcomes(db, roundId, today, { table: 'regulations', day: 'made_on', amount: '1' });
  const sanctions = outcomes(db, roundId, today, {
    table: 'sanctions',
    day: 'imposed_on',
    amount: 'people',
  });
  const recoveries = outcomes(db, roundId, today, {
    table: 'recoveries',
    day: 'recovered_on',
    amount: 'fen',
  });
  const kinds = (kind: string) => regulations.filter((row) => row.kind === kind).length;
  const clues = (condition: string) =>
    one(`SELECT count(*) AS n FROM clues WHERE round_id = ?1 AND duplicate_of IS NULL AND ${condition}`);
  return [
    {
      figure: 'aspects',
      stated: stated.aspects,
      counted: () => one('SELECT count(*) AS n FROM headings WHERE round_id = ?1 AND parent_id IS NULL'),
    },
    { figure: 'issues', stated: stated.issues, counted: () => issues('1') },
    {
      figure: 'measures',
      stated: stated.measures,
      counted: () =>
        one(`SELECT count(*) AS n FROM issues i JOIN measures m ON m.issue_id = i.id
          WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL`),
    },
    { figure: 'closed', stated: stated.closed, counted: () => issues(closed) },
    { figure: 'open', stated: stated.open, counted: () => issues(`NOT ${closed}`) },
    { figure: 'cluesReceived', stated: stated.cluesReceived, counted: () => clues('received_on <= ?2') },
    { figure: 'cluesConcluded', stated: stated.cluesConcluded, counted: () => clues('concluded_on <= ?2') },
    { figure: 'regulationsNew', stated: stated.regulationsNew, counted: () => kinds('new') },
    { figure: 'regulationsRevised', stated: stated.regulationsRevised, counted: () => kinds('revised') },
    ...stated.sanctions.map(({ kind, people }) => ({
      figure: `sanction-${kind}`,
      stated: people,
      counted: () => sumOf(sanctions.filter((row) => row.kind === kind)),
    })),
    ...stated.recoveries.map(({ kind, fen }) => ({
      figure: `recovery-${recoveryName(kind)}`,
      stated: fen,
      counted: () => sumOf(recoveries.filter((row) => recoveryName(row.kind) === recoveryName(kind))),
    })),
  ];
}

export const countedRule: CodeRule = {
  kind: 'counted_differs',
  find: (db, roundId, today) =>
    compared(db, roundId, today).flatMap(({ figure, stated, counted }): Finding[] => {
      if (stated === null) return [];
      const count = counted();
      if (count === stated) return [];
      const facts = JSON.stringify({ figure, stated, counted: count });
      return [{ id: roundId, source: figure, target: 'round', target_id: roundId, issue_id: null, facts }];
    }),
};

export const sameFactRule: CodeRule = {
  kind: 'same_fact_twice',
  find: (db) =>
    undecidedPairs(db).map(({ family, first, second, why }): Finding => ({
      id: second,
      source: `${family}-${first}`,
      target: family,
      target_id: second,
      issue_id: null,
      facts: JSON.stringify({ family, first, second, why: why.join(' ') }),
    })),
};
