/** Outcomes and clues: distinct rows by their own day, else by the month first reported; people and fen summed. */
import type { Figure, Summary } from '../contract/types.ts';
import { rateBasisPoints } from '../counting.ts';
import type { Day } from '../day.ts';
import { regulationKinds, sanctionKinds } from '../lists.ts';
import type { RecoveryKind } from '../lists.ts';
import { countedOutcomes } from '../outcomes/totals.ts';
import { recoveryWords, regulationWords, sanctionWords } from '../words.ts';
import type { ClueFact, Facts, RecoveryFact, RegulationFact, SanctionFact } from './facts.ts';
import type { AmountUnit, FigureBook, RowRef } from './figures.ts';

/** Kinds of money are an open list: a known code has its word, any other kind is its own word. */
export function recoveryName(kind: string): string {
  return Object.hasOwn(recoveryWords, kind) ? recoveryWords[kind as RecoveryKind] : kind;
}

export interface Distinct<T> {
  readonly now: readonly T[];
  readonly inMonth: readonly T[];
}

export function outcomeFigures(
  facts: Facts,
  book: FigureBook,
  asOf: Day,
  baseAsOf: Day,
): Summary['outcomes'] {
  const family = <T extends RegulationFact | SanctionFact | RecoveryFact>(
    kind: RowRef['kind'],
    rows: readonly T[],
    unit: AmountUnit,
    amountOf: (row: T) => number,
  ) => {
    const { now, inMonth } = distinct(rows, asOf, baseAsOf);
    const refs = (some: readonly T[]): RowRef[] =>
      some.map((row) => ({ kind, id: row.id, amount: amountOf(row) }));
    const figures = (key: string, words: string, holds: (row: T) => boolean) => ({
      figure: book.add(`${kind}:all:${key}`, 'outcomes', words, refs(now.filter(holds)), unit),
      inMonth: book.add(
        `${kind}:month:${key}`,
        'outcomes',
        `${words}（本月）`,
        refs(inMonth.filter(holds)),
        unit,
      ),
    });
    const total = (words: string): Figure => book.add(`${kind}s`, 'outcomes', words, refs(now), unit);
    return { now, figures, total };
  };

  const regulations = family('regulation', facts.regulations, 'items', () => 1);
  const sanctions = family('sanction', facts.sanctions, 'people', (s) => s.people);
  const recoveries = family('recovery', facts.recoveries, 'fen', (r) => r.fen);
  return {
    regulations: regulationKinds.map((kind) => ({
      kind,
      ...regulations.figures(kind, `${regulationWords[kind]}制度`, (r) => r.kind === kind),
    })),
    sanctions: sanctionKinds.map((kind) => ({
      kind,
      ...sanctions.figures(kind, sanctionWords[kind], (s) => s.kind === kind),
    })),
    recoveries: [...new Set(recoveries.now.map((r) => r.kind))].map((kind) => ({
      kind,
      ...recoveries.figures(kind, recoveryName(kind), (r) => r.kind === kind),
    })),
    regulationsTotal: regulations.total('建章立制'),
    sanctionsTotal: sanctions.total('问责处理'),
    recoveriesTotal: recoveries.total('收回、挽回资金'),
  };
}

export function clueFigures(facts: Facts, book: FigureBook, asOf: Day, baseAsOf: Day): Summary['clues'] {
  const clues = countedClues(facts.clues, asOf);
  const ref = (clue: ClueFact): RowRef => ({ kind: 'clue', id: clue.id, amount: 1 });
  const concluded = clues.filter((c) => c.concludedOn !== null && c.concludedOn <= asOf);
  return {
    received: book.add('clues:received', 'outcomes', '收到问题线索', clues.map(ref)),
    concluded: book.add('clues:concluded', 'outcomes', '已办结问题线索', concluded.map(ref)),
    receivedInMonth: book.add(
      'clues:month:received',
      'outcomes',
      '收到问题线索（本月）',
      clues.filter((c) => c.receivedOn > baseAsOf).map(ref),
    ),
    concludedInMonth: book.add(
      'clues:month:concluded',
      'outcomes',
      '已办结问题线索（本月）',
      concluded.filter((c) => (c.concludedOn ?? '') > baseAsOf).map(ref),
    ),
    rateBp: rateBasisPoints(concluded.length, clues.length),
  };
}

/** Clues received by `asOf`, each once. */
function countedClues(clues: readonly ClueFact[], asOf: Day): ClueFact[] {
  const dated = clues.map((clue) => ({ ...clue, on: clue.receivedOn, reportedMonth: null, clue }));
  return countedOutcomes(dated, asOf).map(({ clue }) => clue);
}

/** Distinct outcomes by a day, and those among them that were not known by the day of the base. */
export function distinct<T extends RegulationFact | SanctionFact | RecoveryFact>(
  rows: readonly T[],
  asOf: Day,
  baseAsOf: Day,
): Distinct<T> {
  const by = (day: Day) => countedOutcomes(rows, day);
  const known = new Set(by(baseAsOf).map((row) => rootId(rows, row)));
  const now = by(asOf);
  return { now, inMonth: now.filter((row) => !known.has(rootId(rows, row))) };
}

/** The row that a repeated outcome goes back to: what was known by a repeat is not new under its primary. */
function rootId<T extends { id: number; duplicateOf: number | null }>(rows: readonly T[], row: T): number {
  const seen = new Set<number>();
  let current: T = row;
  while (current.duplicateOf !== null && !seen.has(current.id)) {
    seen.add(current.id);
    const primary = rows.find((r) => r.id === current.duplicateOf);
    if (primary === undefined) break;
    current = primary;
  }
  return seen.has(current.id) ? Math.min(...seen) : current.id;
}
