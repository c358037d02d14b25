/** What the screen of checks shows, kept while the clerk mends things elsewhere and comes back. */
import { create } from 'zustand';
import type { CheckKind } from '../../../shared/checks/kinds.ts';

interface ChecksShown {
  /** Null: all kinds. */
  readonly kind: CheckKind | null;
  readonly waived: boolean;
  /** Row of the cursor. */
  readonly at: number;
}

export const useChecksShown = create<ChecksShown>(() => ({ kind: null, waived: false, at: 0 }));

export function setShown(shown: Pick<ChecksShown, 'kind' | 'waived'>): void {
  useChecksShown.setState({ ...shown, at: 0 });
}
export function setAt(at: number): void {
  useChecksShown.setState({ at });
}
