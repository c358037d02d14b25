/** What of the review is unfolded on screen: one long text, the place in the file, the facts of a file. */
import { create } from 'zustand';

interface Shown {
  /** Cell whose long texts are shown whole. */
  readonly whole: string | null;
  /** What stands beside the list; null: nothing. */
  readonly side: 'place' | 'facts' | null;
}
export const useShown = create<Shown>(() => ({ whole: null, side: null }));

export function showWhole(whole: string | null): void {
  useShown.setState({ whole });
}
export function showPlace(show: boolean): void {
  useShown.setState({ side: show ? 'place' : null });
}
export function showFacts(show: boolean): void {
  useShown.setState({ side: show ? 'facts' : null });
}
