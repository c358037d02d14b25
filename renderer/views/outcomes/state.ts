/** What the screen of outcomes shows, kept while the clerk looks elsewhere; names of people are never part of it. */
import { create } from 'zustand';
import type { OutcomeFamily, OutcomeRow } from '../../../shared/contract/types.ts';

export type Tab = OutcomeFamily | 'pairs';

/** Where a new outcome belongs, as far as that is known already. */
export interface Place {
  readonly issueId: number | null;
  readonly measureId: number | null;
  readonly unitId: number | null;
}

export interface FormAsked {
  readonly family: OutcomeFamily;
  /** The row that is changed; null for a new one. */
  readonly row: OutcomeRow | null;
}

interface OutcomesStore {
  readonly tab: Tab;
  readonly form: FormAsked | null;
  readonly exporting: boolean;
}

export const useOutcomes = create<OutcomesStore>(() => ({ tab: 'regulation', form: null, exporting: false }));

export function showTab(tab: Tab): void {
  useOutcomes.setState({ tab });
}

export function openOutcomeForm(form: FormAsked): void {
  useOutcomes.setState({ form });
}
