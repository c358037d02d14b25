/** What the plan shows: which tab, by what, how near. Kept while the window is open; the start's strip sets it too. */
import { create } from 'zustand';
import type { GanttQuery } from '../../../shared/contract/types.ts';
import type { Day } from '../../../shared/day.ts';
import { showView } from '../../store/ledger.ts';

export type PlanTab = 'gantt' | 'month' | 'list';
export type Scale = 'month' | 'quarter';
/** Parts of 到期清单. */
export type ListPart = 'overdue' | 'due' | 'stages' | 'waiting' | 'requests' | 'returns';
/** Choices of how many days ahead the list looks. */
export const listDays = [7, 15, 30, 60] as const;

interface PlanStore {
  readonly tab: PlanTab;
  readonly query: GanttQuery;
  readonly scale: Scale;
  /** Width of a day in px; null fits the whole axis into the window. */
  readonly dayWidth: number | null;
  /** Day chosen in the calendar; null is today. */
  readonly day: Day | null;
  readonly days: number;
  /** Part of the list that is brought into sight. */
  readonly part: ListPart | null;
  /** The wall sheet is being looked at before it is printed. */
  readonly wall: boolean;
}

export const usePlan = create<PlanStore>(() => ({
  tab: 'gantt',
  query: { by: 'unit', level: 'issue', complete: true, units: [], leads: [] },
  scale: 'month',
  dayWidth: null,
  day: null,
  days: 15,
  part: null,
  wall: false,
}));

export function setQuery(patch: Partial<GanttQuery>): void {
  usePlan.setState(({ query }) => ({ query: { ...query, ...patch } }));
}

/** Shows the wall sheet (挂图作战) as it would be printed. */
export function openWall(): void {
  usePlan.setState({ tab: 'gantt', wall: true });
  showView('plan');
}
export function closeWall(): void {
  usePlan.setState({ wall: false });
}

/** Shows a part of 到期清单, looking so many days ahead. */
export function openDueList(part: ListPart, days: number): void {
  usePlan.setState({ tab: 'list', part, days });
  showView('plan');
}
