/** Units and persons with their dated names; who leads what; handing over. */
import {
  addPerson,
  addUnit,
  editPerson,
  editUnit,
  handOver,
  leaveOffice,
  listPersons,
  listUnits,
  loadTakesLong,
  mergeUnit,
  peopleLoad,
  removePerson,
  removeUnit,
  renamePerson,
  renameUnit,
} from '../../db/index.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { peopleCalls } from '../../shared/contract/people.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { PEOPLE_LOAD } from '../jobs/kinds.ts';
import type { PeopleLoadPayload } from '../jobs/kinds.ts';
import { defined } from './defined.ts';
import { makingStep, reading, step } from './steps.ts';

export const peopleHandlers: Family<keyof typeof peopleCalls, Context> = {
  'unit.list': (_, context) => {
    const { db, today } = reading(context);
    return { units: listUnits(db, today) };
  },
  'unit.add': ({ name, kind }, context) =>
    makingStep(context, 'unit.add', { name }, (db) => addUnit(db, name, kind)),
  'unit.rename': ({ id, name, on }, context) =>
    step(context, 'unit.rename', { name }, (db) => renameUnit(db, id, name, on)),
  'unit.merge': ({ id, into, on }, context) =>
    step(context, 'unit.merge', {}, (db) => mergeUnit(db, id, into, on)),
  'unit.edit': ({ id, kind }, context) => step(context, 'unit.edit', {}, (db) => editUnit(db, id, kind)),
  'unit.remove': ({ id }, context) => step(context, 'unit.remove', {}, (db) => removeUnit(db, id)),
  'person.list': (_, context) => ({ persons: listPersons(context.session.ledger().read) }),
  'person.add': (fields, context) =>
    makingStep(context, 'person.add', { name: fields.name }, (db) => addPerson(db, fields)),
  'person.edit': ({ id, fields }, context) =>
    step(context, 'person.edit', { name: fields.name }, (db) => editPerson(db, id, defined(fields))),
  'person.rename': ({ id, name, on }, context) =>
    step(context, 'person.rename', { name }, (db) => renamePerson(db, id, name, on)),
  'person.leave': ({ id, on, handTo }, context) =>
    step(context, 'person.leave', {}, (db) => {
      leaveOffice(db, id, on);
      if (handTo !== undefined) handOver(db, id, handTo);
    }),
  'person.remove': ({ id }, context) => step(context, 'person.remove', {}, (db) => removePerson(db, id)),
  'person.handOver': async ({ from, to }, context) => {
    const { value, revision } = await context.session.write({ action: 'person.handOver', detail: {} }, (db) =>
      handOver(db, from, to),
    );
    return { revision, ...value };
  },
  'people.load': async ({ by }, context) => {
    const { db, today, settings } = reading(context);
    if (!loadTakesLong(db)) return peopleLoad(db, by, today, settings);
    const payload: PeopleLoadPayload = { ledger: context.session.beside(), by };
    const result = await context.jobs.pool.run(PEOPLE_LOAD, payload);
    if (!result.ok) throw new Refusal(result.error.code, { ...result.error.detail });
    return result.value as Reply<'people.load'>;
  },
};
