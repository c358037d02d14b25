/** Which month the clerk looks at, kept while the window is open and over the next start. */
import type { Month } from '../../../shared/day.ts';
import { isMonth, nextMonth, previousMonth } from '../../../shared/month.ts';
import { pref, setPref, usePref } from '../../store/prefs.ts';
import { useLedger } from '../../store/ledger.ts';

const KEY = 'summary.month';
const read = (value: unknown): Month | undefined => (isMonth(value) ? value : undefined);

/** The month chosen by hand; null: none yet, then the last one with anything in it is shown. */
export function useChosenMonth(): Month | null {
  return usePref<Month | null>(KEY, read, null);
}

export function chooseMonth(month: Month): void {
  setPref(KEY, month);
}

/** The month to show: the chosen one, else the last with records, else that of today. */
export function shownMonth(chosen: Month | null, latest: Month | null): Month {
  return chosen ?? latest ?? (useLedger.getState().ledger?.today ?? '2000-01-01').slice(0, 7);
}

/** The month that commands work on while the page is not shown. */
export function rememberedMonth(): Month | null {
  return pref<Month | null>(KEY, read, null);
}

export function step(month: Month, by: -1 | 1): Month {
  return by === 1 ? nextMonth(month) : previousMonth(month);
}
