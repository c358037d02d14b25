/** What main tells the window without being asked. */
import type { Reply } from './index.ts';

export interface LedgerEvents {
  /** After every committed write (also by undo): which tables, months and issues it touched. */
  changed: {
    readonly revision: number;
    readonly tables: readonly string[];
    readonly months: readonly string[];
    /** Issues touched, themselves or through a measure; null when too many to list (ask for everything again). */
    readonly issues: readonly number[] | null;
  };
  /** A job's progress (at most ten times a second) and its end (exactly once). */
  job: Reply<'job.state'>;
  /** A review changed (taken in, mapped, decided, compared again); not a change of the ledger itself. */
  review: { readonly batch: number };
  /** The ledger was opened, closed, moved or failed. */
  ledger: Reply<'ledger.state'>;
  /** A menu entry or its key, by command id. */
  command: { readonly id: string };
}
export type EventName = keyof LedgerEvents;

/** What preload puts on `window.ledger`: one frozen method per call, events, and a token for a dropped file. */
export interface LedgerBridge {
  readonly call: {
    readonly [K in import('./index.ts').CallName]: (
      args: import('./index.ts').Args<K>,
    ) => Promise<import('../result.ts').Result<Reply<K>>>;
  };
  on<E extends EventName>(event: E, listener: (value: LedgerEvents[E]) => void): () => void;
  /** Only for a File that the clerk dropped or picked; main checks that it exists. */
  tokenFor(
    file: unknown,
  ): Promise<import('../result.ts').Result<{ token: string; name: string; bytes: number; folder: boolean }>>;
}
