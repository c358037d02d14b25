/** What a ledger is to those who work with it. */
import type { Day } from '../shared/day.ts';
import type { NativeOptions, ReadDb, WriteDb } from './connection.ts';
import type { Migration } from './migrations/types.ts';
import type { Change } from './touched.ts';
import type { Step } from './undo.ts';

export interface LedgerOptions extends NativeOptions {
  /** Today's day where the clerk sits; may be set for testing. */
  readonly today: () => Day;
  /** UTC ISO time now. */
  readonly now: () => string;
  /** Who sits at the PC until the ledger's own setting says otherwise. */
  readonly operator: string;
  /** Folder for a copy that is needed to look at a ledger on a read-only disk. */
  readonly temporary: string;
  /** Pinyin initials of a text for the search index (shared/initials.ts, handed in since its tables load slowly). */
  readonly initials: (text: string) => string;
  /** For tests of the migration runner only. */
  readonly migrations?: readonly Migration[];
}

export interface StepInfo {
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface Written<T> {
  readonly value: T;
  /** Null when nothing differed: then no step was made and the revision is as before. */
  readonly change: Change | null;
}

export interface Ledger {
  readonly file: string;
  readonly readOnly: boolean;
  readonly read: ReadDb;
  readonly options: LedgerOptions;
  revision(): number;
  operator(): string;
  write<T>(step: StepInfo, body: (db: WriteDb) => T): Written<T>;
  undo(): Written<Step>;
  redo(): Written<Step>;
  /**
   * A transaction over the review's own tables (staged_*), which are not logged: no step, no revision. A write to a
   * logged table inside of it fails.
   * @param lasting it outlasts a power cut as a step does (which is the default); else only from the next step on, and
   *   waits for no disk
   */
  unlogged<T>(body: (db: WriteDb) => T, lasting?: boolean): T;
  /** Does the derived search index lack measures or words? So after a migration, which imports no living code. */
  indexStale(): boolean;
  /** Makes the derived search index again from its sources; no step, since nothing of the ledger itself changes. */
  rebuildIndex(): void;
  close(): void;
}
