/** The clerk's own old ledger (台账) as rows, and as the tree that it becomes. */
import type { Day } from '../day.ts';
import type { Demand, MeasureState } from '../lists.ts';
import type { Month } from '../month.ts';
import type { ListedProblem, ReadAnswer } from '../returns/types.ts';

/** Columns that place and describe a row, as text; '' where the row says nothing. */
export const placeFields = [
  'aspect',
  'heading',
  'issueNumber',
  'issueTitle',
  'issueText',
  'number',
  'title',
  'unit',
  'assisting',
  'lead',
  'assignee',
  'demand',
  'deadline',
  'presentState',
] as const;
export type PlaceField = (typeof placeFields)[number];

export interface LedgerRow {
  /** From 1, as the file's program shows it. */
  readonly row: number;
  readonly place: Readonly<Partial<Record<PlaceField, string>>>;
  /** State, day done, evidence, outcomes, reasons; a problem is listed and its value left out. */
  readonly answers: readonly (ReadAnswer & { readonly at: string })[];
  /** Columns like 3月进展; `month` null: the month that the clerk names for the import. */
  readonly progress: readonly { readonly month: Month | null; readonly text: string }[];
  /** Cells of other columns that were not understood, or only in part. */
  readonly unread?: readonly {
    readonly at: string;
    readonly code: string;
    readonly text: string;
    readonly expected: string;
  }[];
  /** 销号日期 as found and as understood. */
  readonly closed: { readonly text: string; readonly on: Day | null; readonly at: string } | null;
}

export interface LedgerMeasure {
  readonly row: number;
  readonly number: string;
  readonly title: string;
  /** Null where the measure has none of its own and takes its issue's. */
  readonly unit: string | null;
  readonly lead: string | null;
  readonly assisting: readonly string[];
  readonly assignee: string;
  /** Null: as the deadline says, else 限期整改. */
  readonly demand: Demand | null;
  readonly deadline: string | null;
  readonly state: MeasureState;
  readonly doneOn: Day | null;
  readonly progress: readonly {
    readonly month: Month | null;
    readonly text: string;
    readonly delayReason: string;
    readonly nextStep: string;
    readonly remark: string;
  }[];
  /** Canonical lines (shared/returns/fields.ts). */
  readonly evidence: readonly string[];
  readonly regulations: readonly { readonly kind: 'new' | 'revised'; readonly line: string }[];
  readonly sanctions: readonly { readonly kind: string; readonly people: number }[];
  readonly recoveries: readonly { readonly kind: string; readonly fen: number }[];
}

export interface LedgerIssue {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly unit: string | null;
  readonly lead: string | null;
  /** 导入销号: the day on which the old ledger closed it; null: open. */
  readonly closedOn: Day | null;
  readonly measures: readonly LedgerMeasure[];
}

/** Headings from the outside in; [] for issues that stand under none. */
export interface LedgerBranch {
  readonly path: readonly string[];
  readonly issues: readonly LedgerIssue[];
}

export interface LedgerTree {
  /** In the order of first appearance; one for each path. */
  readonly branches: readonly LedgerBranch[];
  readonly problems: readonly ListedProblem[];
}
