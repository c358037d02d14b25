/** What handlers work with. The same for the window, the command line and the tests. */
import type { Reply } from '../shared/contract/index.ts';
import type { GanttQuery, PaperDoc, PaperQuery, Release } from '../shared/contract/types.ts';
import type { FontStore } from './files/fonts.ts';
import type { FileTokens } from './files/tokens.ts';
import type { JsonStore } from './files/json-store.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Readings } from './handlers/readings.ts';
import type { KeptByJob } from './jobs/kept.ts';
import type { DashboardDay } from '../shared/dashboard/address.ts';
import type { FoundLedger, FoundNotice, Verified } from './jobs/kinds.ts';
import type { Outcomes } from './returns/outcomes.ts';
import type { Session } from './session.ts';

/** A paper that a page of the program draws and that is no document. */
export type Paper =
  | { readonly paper: 'receipt'; readonly batch: number }
  | { readonly paper: 'reminder'; readonly reminder: number }
  | { readonly paper: 'gantt'; readonly query: GanttQuery }
  | ({ readonly paper: 'dashboard' } & DashboardDay);

/** A paper's pages as they are printed. */
export interface PaperPages {
  /** A PDF. */
  readonly bytes: Uint8Array;
  /** What does not fit its page, by page and words. */
  readonly cut: readonly string[];
  /** Fonts that stand in for those the standard asks for, in words. */
  readonly fonts: readonly string[];
}

export interface OfficePrinter {
  readonly name: string;
  readonly label: string;
  /** The system's own choice. */
  readonly standard: boolean;
}

export interface PrintWish {
  readonly printer: string;
  readonly copies: number;
  readonly duplex: 'simplex' | 'longEdge' | 'shortEdge';
}

/** What a folder is asked for: a ledger's own, files to take in, forms, marked answers, an archive or papers to put somewhere. */
export type FolderPurpose = 'ledger' | 'returns' | 'forms' | 'answers' | 'archive' | 'papers';

/** What is saved; `file`: of whatever kind the suggested name says. */
export type TargetKind = 'xlsx' | 'pdf' | 'docx' | 'zip' | 'file';

/** What only a program with a window can do; the command line's desk refuses most of it. */
export interface Desk {
  /** Each answers null when the clerk cancelled. */
  pickFolder(purpose: FolderPurpose): Promise<string | null>;
  pickNotice(): Promise<string | null>;
  /** The superior office's own blank. */
  pickBlank(): Promise<string | null>;
  /** A font file for papers. */
  pickFont(): Promise<string | null>;
  /** Those that were chosen. */
  readonly fonts: FontStore;
  /** Files to take in, several at once. */
  pickReturns(): Promise<readonly string[] | null>;
  /** Files of any kind to be kept as evidence, several at once. */
  pickEvidence(): Promise<readonly string[] | null>;
  pickTarget(kind: TargetKind, suggestedName: string): Promise<string | null>;
  showFolder(folder: string): void;
  /** Opens a file with the system's program; false when there is none for it. */
  openFile(path: string): Promise<boolean>;
  writeClipboard(text: string): void;
  setZoom(percent: number): void;
  /** A paper that is a document, as its PDF; `first`: page one alone, made from the paper's beginning. */
  paperPages(query: PaperQuery, doc: PaperDoc, first: boolean): Promise<PaperPages>;
  /** Its pictures of figures, in their order, as PNG. */
  paperPictures(query: PaperQuery): Promise<readonly Uint8Array[]>;
  /** Papers will be looked at soon. */
  warmPapers(): void;
  printers(): Promise<readonly OfficePrinter[]>;
  /** Hands a PDF to a printer's queue, exactly as it is. @throws Refusal `no_printer`, `printer_gone`, `print_failed` */
  printPdf(bytes: Uint8Array, wish: PrintWish): Promise<void>;
  /** Another paper as a PDF, made from the same page that is on screen. */
  paperPdf(paper: Paper): Promise<Uint8Array>;
  printPaper(paper: Paper): Promise<'queued' | 'cancelled'>;
}

export interface Context {
  readonly session: Session;
  readonly jobs: Jobs;
  readonly tokens: FileTokens;
  readonly preferences: JsonStore;
  readonly readings: Readings<FoundNotice>;
  readonly ledgers: Readings<FoundLedger>;
  readonly outcomes: Outcomes;
  /** What jobs on evidence and on the ledger's file came to. */
  readonly taken: KeptByJob<Reply<'evidence.added'>>;
  readonly exported: KeptByJob<Reply<'evidence.exported'>>;
  readonly verified: KeptByJob<Verified>;
  /** What saving or printing many papers came to. */
  readonly papers: KeptByJob<Reply<'paper.manyDone'>>;
  /** Editions that were released. */
  readonly released: KeptByJob<Release>;
  /** Tells the window that a review changed, which is no change of the ledger itself. */
  readonly tellReview: (batch: number) => void;
  readonly logError: (where: string, error: unknown) => string;
  readonly desk: Desk;
}
