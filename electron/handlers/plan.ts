/** Deadlines, the working calendar, the Gantt view, what is due. */
import {
  addExtensions,
  addStage,
  calendarDays,
  currentRoundId,
  deadlineContext,
  extensionBodies,
  ownDaysOf,
  removeStage,
  roundIdOr,
  setOwnDays,
} from '../../db/index.ts';
import type { planCalls } from '../../shared/contract/plan.ts';
import { readDeadline } from '../../shared/deadline.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { answer } from '../questions.ts';
import { makingStep, reading, step } from './steps.ts';

export const planHandlers: Family<keyof typeof planCalls, Context> = {
  'deadline.read': ({ raw }, context) => {
    const { db } = reading(context);
    // Without a round the days that are counted from it are asked for, as in a round that has none yet.
    const found = readDeadline(raw, deadlineContext(db, currentRoundId(db) ?? 0));
    return found.ok
      ? { deadline: found.deadline, problem: null, beyondCalendar: found.beyondCalendar }
      : { deadline: null, problem: found.problem, beyondCalendar: false };
  },
  'extension.add': ({ ids, ...words }, context) =>
    step(context, 'extension.add', { count: ids.length }, (db) => addExtensions(db, ids, words)),
  'extension.bodies': (_, context) => ({ bodies: extensionBodies(reading(context).db) }),

  'calendar.days': ({ from, to }, context) => calendarDays(reading(context).db, from, to),
  'calendar.own': (_, context) => ownDaysOf(reading(context).db),
  'calendar.set': ({ days }, context) =>
    step(context, 'calendar.set', { count: days.length }, (db) => setOwnDays(db, days)),

  'plan.month': (query, context) => answer(context, 'plan.month', query),
  'plan.gantt': (query, context) => answer(context, 'plan.gantt', query),
  'plan.agenda': (query, context) => answer(context, 'plan.agenda', query),
  'stage.add': ({ roundId, after, ...fields }, context) =>
    makingStep(context, 'stage.add', { title: fields.title }, (db) =>
      addStage(db, roundIdOr(db, roundId), after, fields),
    ),
  'stage.remove': ({ id }, context) => step(context, 'stage.remove', {}, (db) => removeStage(db, id)),
};
