/** From a number of the workload to its rows in the checklist. */
import { setQuery } from '../../store/checklist.ts';
import { showInLedger } from '../../store/ledger.ts';
import { defaultQuery, type Query } from '../../store/query.ts';
import type { Unit } from './unit.ts';

/** Which of one's rows: all measures by issue, all, or those of a kind. */
export type Rows = 'issues' | 'measures' | 'complete' | 'overdue' | 'near' | 'lagging';

const filters: Readonly<Record<Rows, Partial<Query>>> = {
  issues: { group: 'issue' },
  measures: {},
  complete: { lamps: ['question_tick', 'grey_tick', 'green_tick', 'amber_tick'] },
  overdue: { lamps: ['red'] },
  near: { lamps: ['amber'] },
  lagging: { only: ['lagging'] },
};

/** A unit with those that were merged into it, whose measures are its own now. */
export function withFormer(id: number, units: readonly Pick<Unit, 'id' | 'mergedInto'>[]): number[] {
  const all = [id];
  for (const each of all)
    all.push(
      ...units.filter((unit) => unit.mergedInto === each && !all.includes(unit.id)).map((unit) => unit.id),
    );
  return all;
}

export function queryFor(
  by: 'lead' | 'unit',
  id: number,
  rows: Rows,
  units: readonly Pick<Unit, 'id' | 'mergedInto'>[],
): Query {
  const more = filters[rows];
  if (by === 'lead') return { ...defaultQuery, leads: [id], ...more };
  // What a unit only assists in is counted under the one that answers for it.
  const only: Query['only'] = ['responsible', ...(more.only ?? [])];
  return { ...defaultQuery, units: withFormer(id, units), ...more, only };
}

export function openRows(by: 'lead' | 'unit', id: number, rows: Rows, units: readonly Unit[]): void {
  setQuery(queryFor(by, id, rows, units));
  showInLedger({ node: null });
}
