/**
 * What stands behind the ipc adapter. Types only, so that the adapter and the window can be there before the
 * contract and the ledger's code are loaded.
 */
import type { Result } from '../../shared/result.ts';

export interface Door {
  /** Null for a name that no call bears. */
  readonly kindOf: (name: unknown) => 'read' | 'write' | 'shell' | null;
  readonly dispatch: (name: unknown, args: unknown) => Promise<Result<unknown>>;
  /** A token for a file whose path preload was handed. */
  readonly drop: (path: unknown) => Result<unknown>;
}
