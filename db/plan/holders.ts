/** Who answers for an issue or a measure today: after mergers, under the names of today. */
import type { Day } from '../../shared/day.ts';
import type { ReadDb } from '../connection.ts';
import { named, personNames, unitNames } from '../names.ts';
import { answeringUnits } from '../returns/mergers.ts';

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface Holders {
  unit(id: number | null): Named | null;
  lead(id: number | null): Named | null;
}

export function holdersOn(db: ReadDb, today: Day): Holders {
  const units = unitNames(db, today);
  const persons = personNames(db);
  const answering = answeringUnits(db, today);
  const known = new Map<number, Named | null>();
  return {
    unit: (id) => {
      if (id === null) return null;
      const there = known.get(id);
      if (there !== undefined) return there;
      const made = named(units, answering(id));
      known.set(id, made);
      return made;
    },
    lead: (id) => named(persons, id),
  };
}

/** Rows of some units or leads only; empty lists keep all. A merged unit is asked by its successor's id. */
export function heldBy(units: readonly number[], leads: readonly number[]) {
  const wantedUnits = new Set(units);
  const wantedLeads = new Set(leads);
  return (unit: Named | null, lead: Named | null): boolean =>
    (wantedUnits.size === 0 || (unit !== null && wantedUnits.has(unit.id))) &&
    (wantedLeads.size === 0 || (lead !== null && wantedLeads.has(lead.id)));
}
