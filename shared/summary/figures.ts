/** Figures and the sets behind them: every number of the summary is the size of a set, or the sum over it. */
import type { Figure } from '../contract/types.ts';

/** One row of a set. `amount` is what it adds to the figure: 1, people, or fen. */
export interface RowRef {
  readonly kind: 'heading' | 'issue' | 'measure' | 'regulation' | 'sanction' | 'recovery' | 'clue';
  readonly id: number;
  readonly amount: number;
}

export type SetKind = 'headings' | 'issues' | 'measures' | 'outcomes';

/** What the amounts of a set count in. */
export type AmountUnit = 'items' | 'people' | 'fen';

export interface FigureSet {
  readonly kind: SetKind;
  readonly unit: AmountUnit;
  /** What the set is, in the words of the screen. */
  readonly title: string;
  readonly rows: readonly RowRef[];
}

/** Collects the sets while the summary is composed; a figure can't come about without its set. */
export class FigureBook {
  readonly #sets = new Map<string, FigureSet>();

  /** Files a set under its key and answers its figure. Throws for a key used twice. */
  add(
    key: string,
    kind: SetKind,
    title: string,
    rows: readonly RowRef[],
    unit: AmountUnit = 'items',
  ): Figure {
    if (this.#sets.has(key)) throw new Error(`figure key used twice: ${key}`);
    this.#sets.set(key, { kind, unit, title, rows });
    return { key, value: rows.reduce((sum, row) => sum + row.amount, 0), rows: rows.length };
  }

  get sets(): ReadonlyMap<string, FigureSet> {
    return this.#sets;
  }
}
