/** Options of lead and unit pickers, and adding one that isn't there yet. */
import { useEffect } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { notifyFailure } from '../../../app/notify.ts';
import { addLeader, addUnit, needPeople, usePeople } from '../../../store/people.ts';
import type { Option } from '../../../ui/Picker.tsx';

/** @param none label of the choice that takes the reference away */
export function useWhoOptions(none: string): { readonly leads: Option[]; readonly units: Option[] } {
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const nobody: Option = { value: '', label: none };
  return {
    leads: [
      nobody,
      ...persons.map((person) => ({ value: String(person.id), label: person.name, hint: person.post })),
    ],
    units: [
      nobody,
      ...units
        .filter((unit) => unit.mergedInto === null)
        .map((unit) => ({ value: String(unit.id), label: unit.name })),
    ],
  };
}

export function idOrNull(value: string): number | null {
  return value === '' ? null : Number(value);
}

/** Runs a write and shows its refusal. */
export async function say(run: Promise<Failure | null>): Promise<void> {
  const failure = await run;
  if (failure !== null) notifyFailure(failure);
}

/** Adds a leader or unit by name, then uses it. */
export async function addAndUse(
  kind: 'lead' | 'unit',
  name: string,
  take: (id: number) => Promise<Failure | null>,
): Promise<void> {
  try {
    await say(take(kind === 'lead' ? await addLeader(name) : await addUnit(name)));
  } catch (caught) {
    notifyFailure(caught);
  }
}
