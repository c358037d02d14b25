import type { Demand, SanctionKind } from '../lists.ts';
import type { NoticeWarningCode } from './codes.ts';

export { noticeErrorCodes, noticeWarningCodes } from './codes.ts';
export type { NoticeErrorCode, NoticeWarningCode } from './codes.ts';

export type NoticeKind = 'heading' | 'issue' | 'measure';

/** One node of the tree as read. Headings hold headings and issues, issues hold measures, measures hold nothing. */
export interface NoticeNode {
  /** Unique in the reading and the same whenever the same text is read. */
  readonly key: string;
  readonly kind: NoticeKind;
  /** The marker as printed ('一、', '（一）', '1.', '一是'); '' when there is none. */
  readonly number: string;
  /** Headings and issues: the words inside the outer quotes, or the bare title; measures: the first sentence. */
  readonly title: string;
  /** From 1, in the source: a line of the text, a paragraph or table row of a document. */
  readonly line: number;
  /** The whole body after the marker, as printed. */
  readonly text: string;
  /** Measures only: what is reported; null when the document is a plan and reports nothing. */
  readonly progress: string | null;
  readonly lead: string | null;
  readonly unit: string | null;
  readonly assisting: readonly string[];
  readonly assignee: string | null;
  /** Raw words. */
  readonly deadline: string | null;
  readonly demand: Demand | null;
  /** Left out by the clerk in the preview (with everything below it); always false as read. */
  readonly leftOut: boolean;
  readonly children: readonly NoticeNode[];
}

/** Totals that the text itself states; null where it states none. Money in whole fen. */
export interface StatedTotals {
  readonly aspects: number | null;
  readonly issues: number | null;
  readonly measures: number | null;
  readonly closed: number | null;
  readonly open: number | null;
  readonly cluesReceived: number | null;
  readonly cluesConcluded: number | null;
  readonly regulationsNew: number | null;
  readonly regulationsRevised: number | null;
  readonly sanctions: readonly { readonly kind: SanctionKind; readonly people: number }[];
  /** kind: as printed before the amount. */
  readonly recoveries: readonly { readonly kind: string; readonly fen: number }[];
}

export interface NoticeWarning {
  readonly code: NoticeWarningCode;
  readonly line: number;
  /** A Chinese sentence for the clerk. */
  readonly text: string;
}

/** headings = all inner nodes above the issues; subheadings = headings − aspects; aspects = top headings. */
export interface NoticeCounts {
  readonly aspects: number;
  readonly headings: number;
  readonly subheadings: number;
  readonly issues: number;
  readonly measures: number;
}

export interface NoticeReading {
  readonly title: string | null;
  /** True when the document only plans: no measure carries progress. */
  readonly plan: boolean;
  readonly nodes: readonly NoticeNode[];
  readonly stated: StatedTotals;
  readonly counted: NoticeCounts;
  readonly warnings: readonly NoticeWarning[];
  /** The source, line by line; `line` of nodes and warnings counts these from 1. */
  readonly lines: readonly string[];
}

/** The object of `import-notice --dry-run --json`. */
export interface NoticeDryRun {
  readonly title: string | null;
  readonly aspects: number;
  readonly subheadings: number;
  readonly issues: number;
  readonly measures: number;
  readonly stated: StatedTotals;
  readonly perAspect: readonly { title: string; subheadings: number; issues: number; measures: number }[];
  readonly perIssue: readonly { number: string; title: string; measures: number }[];
  readonly warnings: readonly NoticeWarning[];
}

/**
 * What a document is made of before it is understood. Plain text gives one paragraph a line, with `wrapped` (a line may
 * be the rest of the one before); .docx gives true paragraphs and tables. `line` is that of the first line or row.
 */
export type NoticeBlock =
  | {
      readonly kind: 'paragraph';
      readonly line: number;
      readonly text: string;
      /** The line follows the one before without a gap: it may be the rest of a hard-wrapped paragraph. */
      readonly wrapped?: boolean;
      /** Automatic numbering: the marker as Word prints it, not part of `text`. */
      readonly marker?: string;
      /** Same list level of the document for the same key: markers of one level belong together. */
      readonly level?: string;
    }
  | {
      readonly kind: 'table';
      readonly line: number;
      readonly rows: readonly TableRow[];
    };

export interface TableRow {
  readonly line: number;
  readonly cells: readonly TableCell[];
}

/** One grid position; a merged cell stands at each position it covers, with the same `id`. */
export interface TableCell {
  readonly text: string;
  readonly id: number;
}
