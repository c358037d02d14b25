/** Which outcomes count by a day, and what they come to: the same rule for the monthly summary and the ledgers of outcomes. */
import { distinctOutcomes, outcomesBy } from '../counting.ts';
import type { Day, Month } from '../day.ts';

/** An outcome without a day and without a month was known from the first. */
const ALWAYS = '0001-01';

interface Counted {
  readonly id: number;
  readonly on: Day | null;
  readonly reportedMonth: Month | null;
  readonly duplicateOf: number | null;
}

/** Distinct outcomes that had come about by `asOf`, by their own day, else by the month first reported; in order of id. */
export function countedOutcomes<T extends Counted>(rows: readonly T[], asOf: Day): T[] {
  // By id, so that which of two repeating rows stands does not depend on the order of reading.
  const dated = [...rows]
    .sort((a, b) => a.id - b.id)
    .map((row) => ({
      id: row.id,
      on: row.on,
      reportedMonth: row.reportedMonth ?? ALWAYS,
      duplicateOf: row.duplicateOf,
      row,
    }));
  return distinctOutcomes(outcomesBy(dated, asOf)).map((d) => d.row);
}

/** Sums by kind, in the order of `kinds` and then as they come; kinds that count nothing are left out. */
export function totalsByKind(
  rows: readonly { readonly kind: string; readonly amount: number }[],
  kinds: readonly string[],
): { readonly kind: string; readonly total: number }[] {
  const sums = new Map<string, number>(kinds.map((kind) => [kind, 0]));
  for (const row of rows) sums.set(row.kind, (sums.get(row.kind) ?? 0) + row.amount);
  return [...sums].flatMap(([kind, total]) => (total === 0 ? [] : [{ kind, total }]));
}
