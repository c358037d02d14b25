/** What the screen of units and persons shows; other screens lead to a unit or a person here. */
import { create } from 'zustand';
import { showView } from '../../store/ledger.ts';

export type PeopleTab = 'units' | 'persons' | 'load';

interface PeopleShown {
  readonly tab: PeopleTab;
  readonly unit: number | null;
  readonly person: number | null;
}

export const usePeopleShown = create<PeopleShown>(() => ({ tab: 'units', unit: null, person: null }));

export function showUnit(unit: number | null): void {
  usePeopleShown.setState({ tab: 'units', unit });
  showView('people');
}
export function showPerson(person: number | null): void {
  usePeopleShown.setState({ tab: 'persons', person });
  showView('people');
}
