/** What of released months lies open over the screen. Light: commands open it from any screen. */
import { create } from 'zustand';
import { showView } from '../../store/ledger.ts';

type Dialog =
  | { readonly kind: 'make' }
  | { readonly kind: 'list' }
  /** What differs between the ledger and the last edition. */
  | { readonly kind: 'differences' }
  /** An edition as it was released; what changed in it. */
  | { readonly kind: 'edition' | 'changes'; readonly release: number };

interface ReleaseStore {
  readonly dialog: Dialog | null;
}
export const useReleases = create<ReleaseStore>(() => ({ dialog: null }));

export function openReleases(dialog: Dialog): void {
  showView('summary');
  useReleases.setState({ dialog });
}
export function closeReleases(): void {
  useReleases.setState({ dialog: null });
}
