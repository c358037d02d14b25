/** What a released edition keeps of itself beside its files. */
import type { PaperDoc, ReleaseChange, Summary } from '../contract/types.ts';
import type { Day, Month } from '../day.ts';
import type { ReleasedBase } from '../summary/facts.ts';
import type { FigureSet } from '../summary/figures.ts';
import type { Frozen } from './freeze.ts';

/** Of how it is kept: a later program may keep more. */
export const CONTENT_VERSION = 1;

/** Kept as a file of the store. */
export interface ReleaseContent extends Frozen {
  readonly version: number;
  readonly month: Month;
  readonly edition: number;
  readonly releasedOn: Day;
  readonly asOf: Day;
  /** Why a correction was made; '' for the first edition. */
  readonly reason: string;
  readonly summary: Summary;
  readonly doc: PaperDoc;
  /** From the edition before. */
  readonly changes: readonly ReleaseChange[];
}

type BaseSets = Omit<ReleasedBase, 'month' | 'asOf' | 'edition'>;

/** Kept in the ledger itself: what the next month compares with, and every figure's value. */
export interface ReleaseFigures extends BaseSets {
  /** By the figure's key. */
  readonly values: Readonly<Record<string, number>>;
}

/** Which sets of the summary are the base of the next month. */
const baseKeys: Readonly<Record<keyof BaseSets, string>> = {
  issues: 'issues:all',
  closedIssues: 'issues:closed',
  doneMeasures: 'measures:done',
  establishedMeasures: 'measures:established',
  overdueMeasures: 'measures:overdue',
  laggingMeasures: 'measures:lagging',
};

/** @throws Error when the summary lacks a set that the next month compares with */
export function figuresOf(sets: ReadonlyMap<string, FigureSet>): ReleaseFigures {
  const ids = (of: keyof BaseSets): number[] => {
    const set = sets.get(baseKeys[of]);
    if (set === undefined) throw new Error(`a summary without ${baseKeys[of]}`);
    return set.rows.map((row) => row.id);
  };
  return {
    values: Object.fromEntries(
      [...sets].map(([key, { rows }]) => [key, rows.reduce((sum, row) => sum + row.amount, 0)]),
    ),
    issues: ids('issues'),
    closedIssues: ids('closedIssues'),
    doneMeasures: ids('doneMeasures'),
    establishedMeasures: ids('establishedMeasures'),
    overdueMeasures: ids('overdueMeasures'),
    laggingMeasures: ids('laggingMeasures'),
  };
}

/** A released edition as the base of the month after it. */
export function baseOfRelease(month: Month, edition: number, asOf: Day, kept: string): ReleasedBase {
  const figures = JSON.parse(kept) as Partial<ReleaseFigures>;
  return {
    month,
    asOf,
    edition,
    issues: figures.issues ?? [],
    closedIssues: figures.closedIssues ?? [],
    doneMeasures: figures.doneMeasures ?? [],
    establishedMeasures: figures.establishedMeasures ?? [],
    overdueMeasures: figures.overdueMeasures ?? [],
    laggingMeasures: figures.laggingMeasures ?? [],
  };
}
