/** What lies open of the closing screens, and what is selected on the board. Light: menus and commands use it too. */
import { create } from 'zustand';
import type { Act, Card, ClosingIssue } from './words.ts';

export type ClosingDialog =
  { readonly kind: 'act'; readonly act: Act } | { readonly kind: 'paper'; readonly issue: number };

interface ClosingStore {
  readonly dialog: ClosingDialog | null;
  /** Cards selected on the board, in its order; empty while another screen is shown. */
  readonly selected: readonly Card[];
}
export const useClosing = create<ClosingStore>(() => ({ dialog: null, selected: [] }));

/** What a dialog gives the focus back to. */
let before: HTMLElement | null = null;

function open(dialog: ClosingDialog): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active !== document.body) before = active;
  useClosing.setState({ dialog });
}
export function openAct(act: Act): void {
  open({ kind: 'act', act });
}
export function openClosingPaper(issue: Pick<ClosingIssue, 'id'>): void {
  open({ kind: 'paper', issue: issue.id });
}
/** @param back false when the clerk is led elsewhere: the focus then belongs there */
export function closeClosingDialog(back = true): void {
  const to = before;
  before = null;
  useClosing.setState({ dialog: null });
  if (!back) return;
  window.setTimeout(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && to !== null && document.contains(to)) to.focus({ preventScroll: true });
  }, 0);
}
