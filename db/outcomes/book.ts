/** What an export of outcomes is made from. Names of people are in it only when they were asked for. */
import type { OutcomeFamily, OutcomeRow } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { countedOutcomes } from '../../shared/outcomes/totals.ts';
import type { ReadDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { asRows, orderDay, plainOutcomes } from './rows.ts';

export interface BookRow {
  readonly row: OutcomeRow;
  /** Pieces, people or fen that count today; 0 for a repeat. */
  readonly counts: number;
  /** '' unless names were asked for. */
  readonly names: string;
}

export interface OutcomeBook {
  readonly organisation: string;
  readonly asOf: Day;
  readonly names: boolean;
  readonly families: readonly { readonly family: OutcomeFamily; readonly rows: readonly BookRow[] }[];
}

/** Rows of one family or of all, oldest first. @throws Refusal `round_missing` */
export function outcomeBook(
  db: ReadDb,
  family: OutcomeFamily | 'all',
  today: Day,
  withNames: boolean,
): OutcomeBook {
  const roundId = roundIdOr(db, undefined);
  const names = new Map(
    withNames
      ? db
          .all<{ id: number; names: string }>(
            `SELECT id, names FROM sanctions WHERE round_id = ? AND names <> ''`,
            roundId,
          )
          .map((row) => [row.id, row.names])
      : [],
  );
  return {
    organisation:
      db.get<{ organisation: string }>('SELECT organisation FROM rounds WHERE id = ?', roundId)
        ?.organisation ?? '',
    asOf: today,
    names: withNames,
    families: outcomeFamilies
      .filter((one) => family === 'all' || family === one)
      .map((one) => ({ family: one, rows: bookRows(db, one, roundId, today, names) })),
  };
}

function bookRows(
  db: ReadDb,
  family: OutcomeFamily,
  roundId: number,
  today: Day,
  names: ReadonlyMap<number, string>,
): BookRow[] {
  const all = plainOutcomes(db, family, roundId).sort((a, b) =>
    orderDay(a) < orderDay(b) ? -1 : orderDay(a) > orderDay(b) ? 1 : a.id - b.id,
  );
  const counting = new Map(
    countedOutcomes(
      all.map((row) => ({ ...row, reportedMonth: row.month })),
      today,
    ).map((row) => [row.id, row.amount]),
  );
  return asRows(db, family, all, all, today).map((row) => ({
    row,
    counts: counting.get(row.id) ?? 0,
    names: family === 'sanction' ? (names.get(row.id) ?? '') : '',
  }));
}
