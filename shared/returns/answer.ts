/** What a sender gets back: his own workbook with the faulty cells marked (electron/excel/answer writes it). */
import type { Month } from '../month.ts';
import type { CellClass, RowClass } from './types.ts';

/** `problem`: not understood. `forbidden`: a locked answer was changed. `tampered`: a known column was changed. */
export const markKinds = ['problem', 'forbidden', 'tampered', 'row'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface AnswerMark {
  /** 'H7'; of a row's mark any cell of the row. */
  readonly at: string;
  /** From 1, the row in which `at` lies. */
  readonly row: number;
  readonly kind: MarkKind;
  /** The column's heading; '' for a row's mark. */
  readonly heading: string;
  /** As found. */
  readonly found: string;
  /** What is wrong, in Chinese, one sentence without a full stop at its end. */
  readonly reason: string;
  /** What should stand there, in Chinese; '' when the reason says it all. */
  readonly expected: string;
  /** A reading the program proposes, as people read it; '' for none. */
  readonly proposed: string;
}

/** Everything an answer to a sender says. All words are Chinese already, but for the closed lists. */
export interface AnswerPlan {
  /** Name of the sheet that was read. */
  readonly sheet: string;
  /** Its heading rows, first and last, from 0. */
  readonly head: readonly [first: number, last: number];
  readonly unit: string;
  readonly month: Month;
  /** Number of the batch in which the file was received. */
  readonly batch: string;
  /** Name under which the file came. */
  readonly file: string;
  readonly rows: number;
  readonly classes: Readonly<Record<CellClass, number>>;
  readonly rowClasses: Readonly<Record<RowClass, number>>;
  /** Cells taken over into the ledger, left as the ledger stands, and not yet decided. */
  readonly takenOver: number;
  readonly kept: number;
  readonly open: number;
  readonly marks: readonly AnswerMark[];
  /** Measures (number and title) of which the file says nothing. */
  readonly absent: readonly string[];
  /** Columns that were not read, by address and heading ('K 其他说明'). */
  readonly notRead: readonly string[];
}

/** `marked`: the sender's own file, its content kept. `new`: made anew from what was read of it. */
export interface Answered {
  readonly how: 'marked' | 'new';
}
