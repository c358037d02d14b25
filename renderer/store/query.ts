/** The checklist's question as the clerk set it; its scope is the tree's selection and not part of it. */
import { wholeChecklist } from '../../shared/contract/blank.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import { demands, lamps, measureStates } from '../../shared/lists.ts';

export type Query = Omit<ChecklistQuery, 'scope'>;

const { scope: _scope, ...unscoped } = wholeChecklist;
export const defaultQuery: Query = unscoped;

const sorts = ['tree', 'title', 'state', 'demand', 'lead', 'unit', 'deadline', 'progress'] as const;
const groups = ['none', 'issue', 'unit', 'lead'] as const;
const onlys = ['lagging', 'lacks_evidence', 'inferred', 'withdrawn', 'responsible'] as const;

/** A remembered question; anything it does not know is left out. */
export function readQuery(value: unknown): Query {
  if (typeof value !== 'object' || value === null) return defaultQuery;
  const held = value as Record<string, unknown>;
  return {
    find: '',
    states: listOf(held['states'], measureStates),
    demands: listOf(held['demands'], demands),
    lamps: listOf(held['lamps'], lamps),
    leads: idsOf(held['leads']),
    units: idsOf(held['units']),
    only: listOf(held['only'], onlys),
    sort: oneOf(held['sort'], sorts) ?? 'tree',
    descending: held['descending'] === true,
    group: oneOf(held['group'], groups) ?? 'none',
  };
}

function oneOf<T extends string>(value: unknown, list: readonly T[]): T | undefined {
  return list.find((each) => each === value);
}
function listOf<T extends string>(value: unknown, list: readonly T[]): T[] {
  return Array.isArray(value) ? list.filter((each) => value.includes(each)) : [];
}
function idsOf(value: unknown): number[] {
  return Array.isArray(value)
    ? value.filter((id): id is number => typeof id === 'number' && Number.isInteger(id) && id > 0)
    : [];
}

/** How many kinds of filter are set, words typed included. */
export function filterCount(query: Query): number {
  const lists = [query.states, query.demands, query.lamps, query.leads, query.units, query.only];
  return lists.filter((list) => list.length > 0).length + (query.find.trim() === '' ? 0 : 1);
}

export function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Puts a value into a list or takes it out. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}
