/** What a returned file becomes on its way to the ledger: recognised, read, matched, compared, decided. */
import type { Day } from '../day.ts';
import type { Month } from '../month.ts';
import type { OwnDay } from '../workdays.ts';
import type { AnswerField, ColumnField, KnownField, Role } from './fields.ts';

/* ---- what the ledger knows (db/returns/context.ts) ---- */

export interface KnownUnit {
  readonly id: number;
  /** Name in force today. */
  readonly name: string;
  /** All names it ever had, the present one too. */
  readonly names: readonly string[];
}

export interface KnownForm {
  readonly id: number;
  readonly unit: number;
  readonly month: Month;
}

/** Mapping of columns that the clerk confirmed for this unit's layout before. */
export interface KnownMapping {
  readonly unit: number | null;
  readonly fingerprint: string;
  /** By heading as it stands in the file. */
  readonly columns: Readonly<Record<string, ColumnField | null>>;
}

/** What is needed to find out whose file it is and how it is laid out. */
export interface LedgerKnown {
  readonly ledgerId: string;
  readonly roundId: number;
  readonly revision: number;
  readonly today: Day;
  readonly feedbackOn: Day | null;
  readonly roundEnd: Day | null;
  readonly immediateDays: number;
  /** Days the clerk entered into the working calendar. */
  readonly ownDays: readonly OwnDay[];
  readonly units: readonly KnownUnit[];
  readonly forms: readonly KnownForm[];
  readonly mappings: readonly KnownMapping[];
}

export type Values = Readonly<Partial<Record<AnswerField | KnownField, string>>>;

/** A measure as a unit's return meets it. */
export interface KnownMeasure {
  readonly id: number;
  readonly issueId: number;
  readonly issueTitle: string;
  /** As printed on the form, e.g. '3-2'; unique in the round. */
  readonly number: string;
  /** Numbers by which the measure may also be called (its own, its issue's and its own). */
  readonly numbers: readonly string[];
  readonly title: string;
  readonly text: string;
  readonly role: Role;
  /** The issue is in the closing chain or closed: what the chain judges by can't change now. */
  readonly frozen: boolean;
  readonly withdrawn: boolean;
  readonly complete: boolean;
  /**
   * A: as sent to the unit for this month, each cell as decided since; null when no form was sent. An answer that is
   * left out was never sent; one that was sent empty is ''.
   */
  readonly sent: Values | null;
  /** L: as the ledger stands, canonical; fields without a value are left out. */
  readonly ledger: Values;
  /** Progress that the unit reported for an earlier month, the newest; '' for none. */
  readonly earlierProgress: string;
}

/** What rows of one unit and month are matched and compared with. */
export interface UnitKnown {
  readonly unit: number;
  readonly month: Month;
  readonly form: number | null;
  /** Measures the unit is responsible for or assists, those of closed issues and withdrawn ones too. */
  readonly measures: readonly KnownMeasure[];
  /**
   * Every measure of the round, to tell a stranger's row from a new one. The unit's own are among them: the list is the
   * same object for every unit, so that an index over it is made once.
   */
  readonly strangers: readonly {
    readonly id: number;
    readonly number: string;
    readonly numbers: readonly string[];
    readonly title: string;
    readonly issueTitle: string;
  }[];
  /** Measures that the unit is expected to report: of issues not closed by now, or as its form of the month lists. */
  readonly expected: readonly number[];
  /** Outcomes on record elsewhere in the round, canonical lines, to notice one that is reported twice. */
  readonly outcomes: readonly {
    readonly field: AnswerField;
    readonly value: string;
    readonly measure: number | null;
    readonly issueTitle: string;
  }[];
}

/* ---- recognised ---- */

/** `own`: the program's workbook. `foreign`: a return in another layout. `ledger`: a whole ledger (台账). */
export type FileKind = 'own' | 'foreign' | 'ledger';

export type ColumnHow = 'own' | 'remembered' | 'exact' | 'synonym' | 'similar' | 'chosen' | null;

export interface RecognisedColumn {
  /** From 0. */
  readonly column: number;
  /** Heading as found; those of two rows joined by ' / '. */
  readonly heading: string;
  /** Null: not mapped, listed as such, its content stays in the file only. */
  readonly field: ColumnField | null;
  /** Month of a column like 3月进展 in a whole ledger. */
  readonly month: Month | null;
  /** Money without a unit counts in ten thousands (heading says 万元). */
  readonly wan: boolean;
  readonly how: ColumnHow;
  /** 0–100. */
  readonly score: number;
  /** Rows below the heading that hold something, and how many rows there are. */
  readonly filled: number;
  readonly of: number;
}

export type Ask = 'sheet' | 'columns' | 'unit' | 'month';
export type UnitHow = 'ids' | 'text' | 'name' | 'remembered' | 'chosen';

export interface Recognised {
  readonly kind: FileKind;
  /** Name of the sheet that is read, and of all there are. */
  readonly sheet: string;
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: number;
    readonly hidden: boolean;
    /** Another sheet that looks like a return as well (e.g. of another unit): shown, never read unseen. */
    readonly looksLikeReturn: boolean;
  }[];
  /** Heading rows, first and last, from 0; data begin below. */
  readonly head: readonly [first: number, last: number];
  readonly columns: readonly RecognisedColumn[];
  readonly unit: { readonly id: number | null; readonly how: UnitHow | null; readonly found: string };
  readonly month: { readonly month: Month | null; readonly how: UnitHow | null; readonly found: string };
  /** Form and ledger ids found in an own workbook. */
  readonly form: number | null;
  /** What must be asked before the file can be compared; empty when all is certain. */
  readonly asks: readonly Ask[];
  /** Of the headings as found, to recognise the layout again. */
  readonly fingerprint: string;
  /** What the reader noticed of the file, to be told; of the sheet that is read and of the whole workbook. */
  readonly notes: readonly Note[];
}

/** Worded by `noteWords.ts`. */
export interface Note {
  readonly code: string;
  readonly sheet?: string;
  readonly cell?: string;
}

/** The clerk's answers to what was asked; each stands above any guess. */
export interface Chosen {
  readonly sheet?: string | undefined;
  readonly head?: readonly [first: number, last: number] | undefined;
  /** By column from 0. */
  readonly columns?: Readonly<Record<number, ColumnField | null>> | undefined;
  readonly unit?: number | undefined;
  readonly month?: Month | undefined;
}

/* ---- read ---- */

/**
 * Why a cell waits in 待核对. `expected` is worded from the field; `proposed` is a canonical reading that the clerk may
 * take with one key.
 */
export interface CellProblem {
  readonly code: string;
  readonly proposed: string | null;
}

/** An answer as read from the file. */
export interface ReadAnswer {
  readonly field: AnswerField;
  readonly column: number;
  /** As found. */
  readonly text: string;
  /** Canonical, '' for blank or a placeholder for none; null when not understood. */
  readonly value: string | null;
  readonly problem: CellProblem | null;
}

/** One row of data as read, before it is matched. */
export interface ReadRow {
  /** From 0. */
  readonly row: number;
  readonly hidden: boolean;
  /** Form and measure of an own workbook's hidden row id; null when it has none or a broken one. */
  readonly id: { readonly form: number; readonly measure: number } | null;
  readonly known: Readonly<Partial<Record<KnownField | 'issueNumber', string>>>;
  /** Column (from 0) of each known field, for addresses. */
  readonly knownColumns: Readonly<Partial<Record<KnownField | 'issueNumber', number>>>;
  readonly answers: readonly ReadAnswer[];
}

/* ---- matched and compared ---- */

export const cellClasses = ['problem', 'blank', 'forbidden', 'unchanged', 'ours', 'theirs', 'both'] as const;
export type CellClass = (typeof cellClasses)[number];
export const rowClasses = ['matched', 'new', 'absent', 'ambiguous'] as const;
export type RowClass = (typeof rowClasses)[number];
export type MatchHow = 'id' | 'number' | 'text' | 'chosen';

/** Why a row waits for the clerk. */
export const rowProblems = [
  'measure_twice',
  'measure_not_of_unit',
  'several_candidates',
  'no_match',
  'measure_withdrawn',
  'left_out',
] as const;
export type RowProblem = (typeof rowProblems)[number];

/** Never hinder a commit by the clerk, but keep a row out of `--accept clean`. */
export const hints = [
  'text_unchanged',
  'done_without_day',
  'done_without_evidence',
  'state_backwards',
  'outcome_twice',
  'contradiction',
  'known_changed',
  'issue_frozen',
  'hidden_row',
] as const;
export type Hint = (typeof hints)[number];

/** A cell that holds anything. Cells of a matched row that are not listed are `blank`. */
export interface StagedCell {
  readonly field: AnswerField;
  /** 'H7'. */
  readonly at: string;
  /** As found. */
  readonly text: string;
  /** R, canonical; null for a problem. */
  readonly value: string | null;
  readonly problem: CellProblem | null;
  /** A; null when nothing was sent. */
  readonly sent: string | null;
  /** L. */
  readonly ledger: string;
  readonly class: CellClass;
}

/** A locked column whose text differs from what was sent: nothing is taken from it, but it is told. */
export interface TamperedCell {
  readonly field: KnownField;
  readonly at: string;
  readonly text: string;
  readonly sent: string;
}

export interface StagedRow {
  /** From 1, as the file's program shows it. */
  readonly row: number;
  readonly measure: number | null;
  readonly how: MatchHow | null;
  /** 0–100. */
  readonly score: number;
  readonly candidates: readonly number[];
  readonly class: Exclude<RowClass, 'absent'>;
  readonly problem: RowProblem | null;
  /** Number and title as found, to show the row by. */
  readonly label: string;
  /** The row proposes completion (state 已完成 where the ledger says otherwise). */
  readonly completion: boolean;
  readonly hints: readonly Hint[];
  readonly cells: readonly StagedCell[];
  readonly tampered: readonly TamperedCell[];
}

export interface FileCounts {
  readonly rows: number;
  readonly classes: Readonly<Record<CellClass, number>>;
  readonly rowClasses: Readonly<Record<RowClass, number>>;
  readonly problems: number;
  readonly completions: number;
  readonly hints: number;
}

/** As the command line's dry run lists it. Rows and problems of matching have a cell too: the row's first. */
export interface ListedProblem {
  readonly sheet: string;
  readonly cell: string;
  readonly code: string;
  readonly found: string;
  readonly expected: string;
}

/** A file compared: its rows, its sum, and what must be looked at. */
export interface Compared {
  readonly counts: FileCounts;
  readonly rows: readonly StagedRow[];
  /** Expected measures of which the file says nothing. */
  readonly absent: readonly number[];
  readonly problems: readonly ListedProblem[];
}

/* ---- decided ---- */

export const choices = ['accept', 'keep', 'edit', 'later'] as const;
export type Choice = (typeof choices)[number];

/** A file's way: waits for the clerk's answers, lies in review, was refused, put aside, or all of it is committed. */
export const fileStatuses = ['asks', 'review', 'refused', 'aside', 'done'] as const;

/** What became of one file in the child process: refused, or recognised and (when nothing must be asked) compared. */
export interface Judged {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly refused: { readonly code: string; readonly detail?: Readonly<Record<string, unknown>> } | null;
  readonly recognised: Recognised | null;
  readonly counts: FileCounts | null;
  readonly absent: readonly number[];
  readonly problems: readonly ListedProblem[];
  /** JSON of StagedRow[], at most PART_ROWS rows each, so that nobody ever parses a whole file at once. */
  readonly parts: readonly {
    readonly first: number;
    readonly last: number;
    readonly rows: string;
    /** The same rows in a few integers (db/returns/digest.ts, which makes both), for finding and counting. */
    readonly digest: string;
  }[];
  /** Revision of the ledger that it was compared with. */
  readonly revision: number;
}

export const PART_ROWS = 250;
