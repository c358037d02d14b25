/** What the screen of returns shows: the month, what lies over it. Light: commands and the drop zone use it too. */
import { create } from 'zustand';
import { monthOf, partsOf } from '../../../shared/day.ts';
import type { Day, Month } from '../../../shared/day.ts';
import { previousMonth } from '../../../shared/month.ts';
import { showView, useLedger } from '../../store/ledger.ts';

/** 导入回执 of a batch; 督办通知单, 提醒函 or 告诫书. */
export interface ReturnPaper {
  readonly kind: 'receipt' | 'reminder';
  readonly id: number;
}

interface ReturnsStore {
  /** Chosen by hand; null: the one that is being collected. Not kept over a start: it would be last month's. */
  readonly month: Month | null;
  readonly dialog: 'send' | 'remind' | null;
  /** Batch whose review is shown instead of the lists. */
  readonly review: number | null;
  /** Papers that are looked at, one after the other. */
  readonly papers: readonly ReturnPaper[];
}
export const useReturns = create<ReturnsStore>(() => ({
  month: null,
  dialog: null,
  review: null,
  papers: [],
}));

/** In the first half of a month the returns of the month before are being collected. */
const HALF = 15;

export function collectedMonth(today: Day): Month {
  const month = monthOf(today);
  return partsOf(today).day <= HALF ? previousMonth(month) : month;
}

export function returnsMonth(): Month {
  return useReturns.getState().month ?? collectedMonth(useLedger.getState().ledger?.today ?? '2000-01-01');
}
export function useReturnsMonth(): Month {
  const chosen = useReturns((store) => store.month);
  const today = useLedger((store) => store.ledger?.today ?? '2000-01-01');
  return chosen ?? collectedMonth(today);
}

export function chooseReturnsMonth(month: Month): void {
  useReturns.setState({ month });
}
export function openReturnsDialog(dialog: 'send' | 'remind'): void {
  showView('returns');
  useReturns.setState({ dialog, review: null });
}
export function closeReturnsDialog(): void {
  useReturns.setState({ dialog: null });
}
/** Shows a batch's review, from whatever screen. */
export function openReview(batch: number): void {
  showView('returns');
  useReturns.setState({ review: batch, dialog: null, papers: [] });
}
export function closeReview(): void {
  useReturns.setState({ review: null });
}
export function openPapers(papers: readonly ReturnPaper[]): void {
  useReturns.setState({ papers });
}
export function closePapers(): void {
  useReturns.setState({ papers: [] });
}
