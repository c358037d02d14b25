/** Persons and units for pickers and filters: asked once, again when they change. */
import { create } from 'zustand';
import type { Reply } from '../../shared/contract/index.ts';
import { ask, call, listen } from '../door.ts';

export type Person = Reply<'person.list'>['persons'][number];
export type Unit = Reply<'unit.list'>['units'][number];

interface PeopleStore {
  readonly persons: readonly Person[];
  readonly units: readonly Unit[];
  readonly loaded: boolean;
}
export const usePeople = create<PeopleStore>(() => ({ persons: [], units: [], loaded: false }));

const TABLES = ['persons', 'units', 'unit_names'];
let following = false;

async function load(): Promise<void> {
  const [persons, units] = await Promise.all([call('person.list', {}), call('unit.list', {})]);
  usePeople.setState((store) => ({
    persons: persons.ok ? persons.value.persons : store.persons,
    units: units.ok ? units.value.units : store.units,
    loaded: true,
  }));
}

/** Makes sure that the lists are there or under way; cheap to call again. */
export function needPeople(): void {
  if (following) return;
  following = true;
  listen('changed', (event) => {
    if (event.tables.some((table) => TABLES.includes(table))) void load();
  });
  listen('ledger', () => void load());
  void load();
}

/** Adds a leader by name and answers his id. @throws Failed */
export async function addLeader(name: string): Promise<number> {
  const reply = await ask('person.add', { name, post: '', leader: true, unitId: null });
  return reply.id;
}
/** Adds a department by name and answers its id. @throws Failed */
export async function addUnit(name: string): Promise<number> {
  const reply = await ask('unit.add', { name, kind: 'department' });
  return reply.id;
}
