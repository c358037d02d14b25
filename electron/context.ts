/** What handlers work with. The same for the window, the command line and the tests. */
import type { FileTokens } from './files/tokens.ts';
import type { JsonStore } from './files/json-store.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { NoticeReadings } from './handlers/readings.ts';
import type { Session } from './session.ts';

/** What only a program with a window can do; the command line's desk refuses most of it. */
export interface Desk {
  /** Each answers null when the clerk cancelled. */
  pickFolder(): Promise<string | null>;
  pickNotice(): Promise<string | null>;
  pickTarget(kind: 'xlsx' | 'pdf', suggestedName: string): Promise<string | null>;
  showFolder(folder: string): void;
  writeClipboard(text: string): void;
  setZoom(percent: number): void;
  /** The month's summary as a PDF, made from the same page that is on screen. */
  summaryPdf(month: string): Promise<Uint8Array>;
  printSummary(month: string): Promise<'queued' | 'cancelled'>;
}

export interface Context {
  readonly session: Session;
  readonly jobs: Jobs;
  readonly tokens: FileTokens;
  readonly preferences: JsonStore;
  readonly readings: NoticeReadings;
  readonly desk: Desk;
}
