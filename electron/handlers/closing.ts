/** The closing chain: board, steps and ways back; changes of the plan. */
import {
  changeIssuePlan,
  issueMeasures,
  knownActors,
  recordRecheck,
  reopenIssue,
  replaceMeasure,
  sendBack,
  setRoundSteps,
  takeSteps,
} from '../../db/index.ts';
import type { closingCalls } from '../../shared/contract/closing.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { answer } from '../questions.ts';
import { makingStep, reading, step } from './steps.ts';

export const closingHandlers: Family<keyof typeof closingCalls, Context> = {
  'closing.board': (query, context) => answer(context, 'closing.board', query),
  'closing.missing': (query, context) => answer(context, 'closing.missing', query),
  'closing.measures': ({ id }, context) => ({ measures: issueMeasures(reading(context).db, id) }),
  'closing.actors': (_, context) => {
    const { db, today } = reading(context);
    return { actors: knownActors(db, today) };
  },

  'closing.step': async ({ ids, step: named, actor, on, opinion }, context) => {
    const detail = { count: ids.length, ...(named === undefined ? {} : { step: named }) };
    const { value, revision } = await context.session.write({ action: 'closing.step', detail }, (db) =>
      takeSteps(db, ids, named, { actor, on: on ?? db.today, opinion: opinion ?? '' }),
    );
    return { revision, moved: value };
  },
  'closing.back': ({ ids, as, actor, on, reason }, context) =>
    step(context, 'closing.back', { count: ids.length, step: as }, (db) => {
      for (const id of new Set(ids)) sendBack(db, id, { actor, on: on ?? db.today, opinion: reason }, as);
    }),
  'closing.recheck': ({ ids, actor, on, opinion }, context) =>
    step(context, 'closing.recheck', { count: ids.length }, (db) => {
      for (const id of new Set(ids))
        recordRecheck(db, id, { actor, on: on ?? db.today, opinion: opinion ?? '' });
    }),
  'closing.reopen': ({ id, on, ...how }, context) =>
    step(context, 'closing.reopen', { ground: how.ground }, (db) =>
      reopenIssue(db, id, { ...how, on: on ?? db.today }),
    ),
  'round.setSteps': ({ id, steps }, context) =>
    step(context, 'round.setSteps', { round: id }, (db) => setRoundSteps(db, id, steps)),

  'issue.withdraw': ({ ids, ...why }, context) =>
    step(context, 'issue.withdraw', { count: ids.length }, (db) =>
      changeIssuePlan(db, ids, 'withdrawn', why),
    ),
  'issue.restore': ({ ids, ...why }, context) =>
    step(context, 'issue.restore', { count: ids.length }, (db) => changeIssuePlan(db, ids, 'restored', why)),
  'measure.replace': ({ id, ...by }, context) =>
    makingStep(context, 'measure.replace', { title: by.title }, (db) => replaceMeasure(db, id, by)),
};
