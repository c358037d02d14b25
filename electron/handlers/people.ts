/** Units with their dated names, persons. */
import {
  addPerson,
  addUnit,
  editPerson,
  listPersons,
  listUnits,
  mergeUnit,
  renameUnit,
} from '../../db/index.ts';
import type { peopleCalls } from '../../shared/contract/people.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
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
  'person.list': (_, context) => ({ persons: listPersons(context.session.ledger().read) }),
  'person.add': (fields, context) =>
    makingStep(context, 'person.add', { name: fields.name }, (db) => addPerson(db, fields)),
  'person.edit': ({ id, fields }, context) =>
    step(context, 'person.edit', { name: fields.name }, (db) => editPerson(db, id, defined(fields))),
};
