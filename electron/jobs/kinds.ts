/** Kinds of jobs with what they are given and what they answer. */
import type { BlankLayout, PaperDoc } from '../../shared/contract/types.ts';
import type { OutcomeBook } from '../../db/outcomes/index.ts';
import type { LedgerImport } from '../../db/importLedger.ts';
import type { Problem } from '../../db/verify.ts';
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import type { ReleaseFigures } from '../../shared/releases/content.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import type { LedgerTree } from '../../shared/ledgerImport/types.ts';
import type { Chosen, Recognised } from '../../shared/returns/types.ts';
import type { Incoming } from '../returns/inbox.ts';
import type { BesideTask } from '../session.ts';

export const READ_NOTICE = 'notice.read';
export type ReadNoticePayload = { readonly path: string } | { readonly text: string };
export interface FoundNotice {
  readonly reading: NoticeReading;
  /** File name without folders; '' for pasted text. */
  readonly name: string;
  /** Hex, of the file's bytes or of the pasted text as UTF-8. */
  readonly sha256: string;
}

/** Writes ledgers of outcomes under a temporary name. Answers null. */
export const WRITE_OUTCOMES = 'outcomes.xlsx';
export interface WriteOutcomesPayload {
  readonly book: OutcomeBook;
  readonly file: string;
}

/** Writes a month's summary as a workbook, as the ledger stands, under a temporary name. Answers `WrittenBook`. */
export const WRITE_SUMMARY = 'summary.xlsx';
export interface WriteSummaryPayload {
  readonly ledger: BesideTask;
  readonly month: Month;
  /** Number of a correction. */
  readonly edition?: number;
  /** PNGs of the charts of the summary's document, in their order. */
  readonly pictures?: readonly Uint8Array[];
  /** A temporary name; the parent puts the finished file in its place. */
  readonly file: string;
}

/** Writes a paper as .docx under the temporary name it is given. Answers null. */
export const WRITE_DOCX = 'paper.docx';
export interface WriteDocxPayload {
  readonly doc: PaperDoc;
  /** PNGs of its charts in their order; a chart without one is given in words. */
  readonly pictures: readonly (Uint8Array | null)[];
  readonly file: string;
}

/** Writes any paper as a workbook under a temporary name. Answers `WrittenBook`. */
export const WRITE_PAPER_XLSX = 'paper.xlsx';
export interface WritePaperXlsxPayload {
  readonly doc: PaperDoc;
  /** PNGs of its charts, in their order. */
  readonly pictures?: readonly Uint8Array[];
  readonly file: string;
}
export interface WrittenBook {
  /** What would be cut off on paper, in words with its place. */
  readonly cut: readonly string[];
}

/** Undoes or does again one large step. Answers `Written<Step>`. */
export const TURN_HISTORY = 'history.turn';
export interface TurnHistoryPayload extends BesideTask {
  readonly way: 'undo' | 'redo';
}

/** An original in the ledger's store. */
export interface KeptBook {
  /** Where it lies. */
  readonly kept: string;
  /** Under which name it came. */
  readonly name: string;
  readonly sha256: string;
}
/** A file as the child opens it: what was handed over, or an original that is kept. */
export type BookSource = { readonly incoming: Incoming } | KeptBook;

/** What lies in files, folders and archives. Answers `Incoming[]`. */
export const LIST_BOOKS = 'returns.list';
export interface ListPayload {
  readonly paths: readonly string[];
}

/** Brings what was staged into the ledger's file (`BesideTask`). Answers null. */
export const SETTLE_LOG = 'ledger.settle';

/** Size and SHA-256 of a file (`BookSource`). Answers `WrittenFile`. */
export const HASH_BOOK = 'returns.hash';

/** Opens, reads, recognises, matches and compares one file. Answers `Judged`. */
export const JUDGE = 'returns.judge';
export interface JudgePayload {
  readonly source: BookSource;
  /** The ledger that it is compared with. */
  readonly ledger: BesideTask;
  readonly chosen: Chosen;
  /** For a file that names no month. */
  readonly month: Month | null;
  /** By row of the file, from 1: what the clerk said which measure it is; null leaves the row out. */
  readonly matches: Readonly<Record<number, number | null>>;
  /** The original is kept in the ledger's store. */
  readonly keep: boolean;
}

/** Rows of a kept file's sheet as they look. Answers `Excerpt`. */
export const EXCERPT = 'returns.excerpt';
export interface ExcerptPayload {
  readonly source: KeptBook;
  /** Null: the first sheet. */
  readonly sheet: string | null;
  /** From 0. */
  readonly first: number;
  readonly rows: number;
}
export interface Excerpt {
  readonly sheet: string;
  readonly first: number;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly width: number;
  readonly total: number;
}

/** Reads an old ledger as first content. Answers `FoundLedger`. */
export const READ_LEDGER = 'ledgerImport.read';
export interface ReadLedgerPayload {
  readonly source: BookSource;
  readonly ledger: BesideTask;
  readonly chosen: Chosen;
}
export interface FoundLedger {
  readonly name: string;
  readonly sha256: string;
  readonly recognised: Recognised;
  readonly tree: LedgerTree;
}

/** Writes an old ledger into ours, when it is long. Answers `Written<LedgerImported>`. */
export const WRITE_LEDGER = 'ledgerImport.commit';
export interface WriteLedgerPayload extends BesideTask {
  readonly given: LedgerImport;
}

/**
 * Writes one unit's form, as the ledger stands, under the temporary name it is given, and what it holds as JSON beside
 * it: a month's forms are too much to be handed through the main process. Answers `WrittenForm`.
 */
export const WRITE_FORM = 'forms.write';
export interface WriteFormPayload {
  readonly ledger: BesideTask;
  readonly unit: number;
  readonly month: Month;
  readonly form: number;
  readonly file: string;
}
export interface WrittenForm extends WrittenFile {
  /** Where the JSON of its `FormContent` lies. */
  readonly content: string;
  readonly rows: number;
}
/** A form that is written and waits to be recorded. */
export interface FormToRecord {
  readonly id: number;
  readonly content: string;
  readonly file: { readonly sha256: string; readonly bytes: number; readonly name: string };
}
/** Records forms in one step, when they are many. Answers `Written<null>`. */
export const RECORD_FORMS = 'forms.record';
export interface RecordFormsPayload extends BesideTask {
  readonly month: Month;
  readonly forms: readonly FormToRecord[];
}
export interface WrittenFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes the answer to one sender under a temporary name. Answers `Answered`. */
export const WRITE_ANSWER = 'answer.write';
export interface WriteAnswerPayload {
  readonly ledger: BesideTask;
  /** Of the review. */
  readonly file: number;
  readonly source: KeptBook;
  readonly target: string;
}

/** Takes over what is decided in a batch, or takes a batch back: one large step. */
export const COMMIT_BATCH = 'returns.commit';
export interface CommitPayload extends BesideTask {
  readonly batch: number;
  /** Refused `ledger_moved` when the ledger stands at another one. */
  readonly revision: number;
}
export const UNDO_BATCH = 'returns.undoBatch';
export interface UndoBatchPayload extends BesideTask {
  readonly batch: number;
}

/** What lies in files and folders that are to become evidence. Answers `FoundEvidence[]`. */
export const LIST_EVIDENCE = 'evidence.list';

/** Copies one file into the ledger's store. Answers `KeptEvidence`. */
export const KEEP_FILE = 'evidence.keep';
export interface KeepFilePayload {
  /** The ledger's file. */
  readonly ledger: string;
  readonly path: string;
  /** As of `Store.part`: taken away by who asked, if the child dies. */
  readonly part: string;
}
export interface KeptEvidence extends WrittenFile {
  readonly fresh: boolean;
}

/** Copies a kept file to a place outside, checking its hash. Answers null. */
export const COPY_OUT = 'evidence.copyOut';
export interface CopyOutPayload {
  readonly kept: string;
  readonly sha256: string;
  /** For the refusal. */
  readonly name: string;
  readonly target: string;
}

/** Writes an archive of evidence under the temporary name it is given. Answers `Archived`. */
export const WRITE_ARCHIVE = 'evidence.archive';
export interface WriteArchivePayload {
  readonly ledger: BesideTask;
  /** Null: the current round. */
  readonly issue: number | null;
  readonly as: 'folder' | 'zip';
  /** A folder that is there. An archive is written into it as `all.zip`, else its files. */
  readonly temporary: string;
  /** Length of the path, in characters, at which the files are to lie in the end. */
  readonly base: number;
}
export interface Archived {
  readonly files: number;
  readonly missing: number;
  readonly altered: number;
}

/** Checks a ledger and, when asked, its kept files. Answers `Verified`. */
export const VERIFY_LEDGER = 'ledger.verify';
export interface VerifyPayload extends BesideTask {
  readonly files: boolean;
}
export interface Verified {
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly bytes: number;
}

/** Copies the kept files of a ledger, then, in a task of its own, the ledger with what has been added. Answers null. */
export const COPY_FILES = 'ledger.copyFiles';
export const COPY_LEDGER = 'ledger.copy';
export interface CopyLedgerPayload {
  readonly from: string;
  readonly to: string;
  readonly nativeBinding: string | undefined;
}

/** A question that looks through the whole round (electron/questions.ts). Answers the call's reply. */
export const ASK = 'ledger.ask';
export interface AskPayload {
  readonly ledger: BesideTask;
  /** Of the call. */
  readonly name: string;
  /** The call's arguments, checked. */
  readonly args: object;
}

/** The dashboard of a day, or a page of the rows behind one of its figures. Answers `dashboard.get` or `dashboard.rows`. */
export const DASHBOARD = 'dashboard.work';
export interface DashboardPayload {
  readonly ledger: BesideTask;
  readonly day: Day;
  /** UTC ISO; null: as the ledger stands. */
  readonly knownAt: string | null;
  readonly rows: { readonly key: string; readonly from: number } | null;
}

/** Waves many findings through in one step. Answers `Written<null>`. */
export const WAIVE_CHECKS = 'checks.waive';
export interface WaiveChecksPayload extends BesideTask {
  readonly keys: readonly string[];
  readonly reason: string;
}

/** What a blank looks like and which layout its headings suggest. Answers `LookedAtBlank`. */
export const READ_BLANK = 'blank.read';
export interface ReadBlankPayload {
  readonly source: BookSource;
  /** Null: the first one in sight. */
  readonly sheet: string | null;
}
export interface LookedAtBlank {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly width: number;
  /** From 1. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly suggested: BlankLayout;
}
/** Fills a blank under the temporary name it is given. Answers `FilledBlank`. */
export const FILL_BLANK = 'blank.fill';
export interface FillBlankPayload {
  readonly ledger: BesideTask;
  readonly kept: KeptBook;
  readonly layout: BlankLayout;
  readonly month: Month;
  readonly file: string;
}

/** What releasing a month keeps, written as JSON under the name given. Answers `ComposedRelease`. */
export const COMPOSE_RELEASE = 'release.compose';
export interface ComposeReleasePayload {
  readonly ledger: BesideTask;
  readonly month: Month;
  readonly reason: string;
  readonly file: string;
}
export interface ComposedRelease {
  readonly revision: number;
  readonly edition: number;
  readonly asOf: Day;
  readonly figures: ReleaseFigures;
}
