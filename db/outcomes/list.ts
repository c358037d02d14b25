/** A family's ledger: rows found, with what they come to today under the summary's own rule. */
import type { Day } from '../../shared/day.ts';
import type { OutcomeFamily, OutcomeRow } from '../../shared/contract/types.ts';
import { recoveryKinds, regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { countedOutcomes, totalsByKind } from '../../shared/outcomes/totals.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { recoveryWords, regulationWords, sanctionWords } from '../../shared/words.ts';
import type { ReadDb } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';
import { foldWords } from '../searchIndex.ts';
import { typedWords } from '../words.ts';
import { asRows, orderDay, outcomesAt, plainOutcomes } from './rows.ts';
import type { Plain } from './rows.ts';

const KINDS: Readonly<Record<OutcomeFamily, readonly string[]>> = {
  regulation: regulationKinds,
  sanction: sanctionKinds,
  recovery: recoveryKinds.map((kind) => recoveryWords[kind]),
  clue: ['received', 'concluded'],
};

export interface OutcomeQuery {
  readonly family: OutcomeFamily;
  readonly find: string;
}

export interface OutcomeList {
  readonly rows: OutcomeRow[];
  readonly total: number;
  readonly counted: number;
  readonly byKind: { kind: string; total: number }[];
}

/**
 * Rows of the current round, newest first. Every word typed must occur in a row or among its pinyin initials.
 * @param initials of a text, lower case
 */
export function listOutcomes(
  db: ReadDb,
  { family, find }: OutcomeQuery,
  today: Day,
  initials: (text: string) => string,
): OutcomeList {
  const roundId = currentRoundId(db);
  if (roundId === null) return { rows: [], total: 0, counted: 0, byKind: [] };
  const all = plainOutcomes(db, family, roundId);
  const mine = [...all].sort((a, b) =>
    orderDay(a) < orderDay(b) ? 1 : orderDay(a) > orderDay(b) ? -1 : b.id - a.id,
  );
  const words = typedWords(find);
  const rows = asRows(db, family, mine, all, today).filter((row) => holds(row, words, initials));
  const shown = new Set(rows.map((row) => row.id));
  const counting = countedOutcomes(
    all.map((row) => ({ ...row, reportedMonth: row.month })),
    today,
  ).filter((row) => shown.has(row.id));
  return {
    rows,
    total: counting.reduce((sum, row) => sum + row.amount, 0),
    counted: counting.length,
    byKind: totalsByKind(
      counting.flatMap((row) => kindsOf(family, row, today)),
      KINDS[family],
    ).map((one) => ({ ...one })),
  };
}

function kindsOf(family: OutcomeFamily, row: Plain, today: Day): { kind: string; amount: number }[] {
  if (family === 'recovery') return [{ kind: recoveryName(row.kind), amount: row.amount }];
  if (family !== 'clue') return [{ kind: row.kind, amount: row.amount }];
  const concluded = row.concludedOn !== null && row.concludedOn <= today;
  return [{ kind: 'received', amount: 1 }, ...(concluded ? [{ kind: 'concluded', amount: 1 }] : [])];
}

/** Outcomes of an issue and of its measures, family by family, newest first. */
export function outcomesOfIssue(db: ReadDb, issue: number, today: Day): OutcomeRow[] {
  return outcomeFamilies.flatMap((family) => {
    const mine = outcomesAt(db, family, issue).sort((a, b) => (orderDay(a) < orderDay(b) ? 1 : -1));
    return asRows(db, family, mine, mine, today);
  });
}

/** How many rows each family has in the current round. */
export function outcomeRowCounts(db: ReadDb): Record<OutcomeFamily, number> {
  const count = (table: string): number =>
    db.get<{ n: number }>(
      `SELECT count(*) AS n FROM ${table} WHERE round_id = (SELECT id FROM rounds WHERE current = 1)`,
    )?.n ?? 0;
  return {
    regulation: count('regulations'),
    sanction: count('sanctions'),
    recovery: count('recoveries'),
    clue: count('clues'),
  };
}

/** Names of a sanction are no words of it: nobody is found by them. */
function holds(row: OutcomeRow, words: readonly string[], initials: (text: string) => string): boolean {
  if (words.length === 0) return true;
  const spoken = wordsOf(row);
  const text = foldWords(spoken.join(' '));
  const sounds = words.every((word) => text.includes(word)) ? '' : spoken.map(initials).join(' ');
  return words.every((word) => text.includes(word) || (/^[a-z0-9]+$/.test(word) && sounds.includes(word)));
}

function wordsOf(row: OutcomeRow): string[] {
  const common = [
    row.issue?.title ?? '',
    row.issue?.place ?? '',
    row.measure?.title ?? '',
    row.unit?.name ?? '',
  ];
  const days = [row.on ?? '', row.firstMonth ?? '', row.note];
  switch (row.family) {
    case 'regulation':
      return [regulationWords[row.kind], row.title, row.number, ...common, ...days];
    case 'sanction':
      return [sanctionWords[row.kind], ...common, ...days];
    case 'recovery':
      return [recoveryName(row.kind), ...common, ...days];
    case 'clue':
      return [row.title, row.result, ...common, ...days];
  }
}
