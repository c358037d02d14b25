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
  mergeUnit,
  removePerson,
  removeUnit,
  renamePerson,
  renameUnit,
} from '../../db/index.ts';
import type { peopleCalls } from '../../shared/contract/people.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { answer } from '../questions.ts';
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
  'people.load': (asked, context) => answer(context, 'people.load', asked),
};
