import { addMatter, editMatter, listMatters, removeMatters } from '../../db/matters.ts';
import type { matterCalls } from '../../shared/contract/matters.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { defined } from './defined.ts';
import { makingStep, reading, step } from './steps.ts';

export const matterHandlers: Family<keyof typeof matterCalls, Context> = {
  'matter.list': (_, context) => ({ matters: listMatters(reading(context).db) }),
  'matter.add': (fields, context) =>
    makingStep(context, 'matter.add', { name: fields.title }, (db) =>
      addMatter(db, { ...fields, meetingOn: null, settledOn: null }),
    ),
  'matter.edit': ({ id, fields }, context) =>
    step(
      context,
      'matter.edit',
      { id, ...(fields.title === undefined ? {} : { name: fields.title }) },
      (db) => editMatter(db, id, defined(fields)),
    ),
  'matter.remove': ({ ids }, context) =>
    step(context, 'matter.remove', { count: ids.length }, (db) => removeMatters(db, ids)),
};
