/** Rounds with their stages and totals; settings and operator; history. */
import {
  createRound,
  editRound,
  editStage,
  historySteps,
  listHandovers,
  listRounds,
  logEntries,
  makeCurrent,
  readSettings,
  roundStats,
  setOperator,
  setStated,
  writeSettings,
} from '../../db/index.ts';
import type { ledgerCalls } from '../../shared/contract/ledger.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { turnHistory } from '../history.ts';
import { defined } from './defined.ts';
import { makingStep, reading, step } from './steps.ts';

type Names = Exclude<keyof typeof ledgerCalls, `ledger.${string}`>;

export const roundHandlers: Family<Names, Context> = {
  'settings.get': (_, context) => readSettings(context.session.ledger().read),
  'settings.set': (values, context) =>
    step(context, 'settings.set', {}, (db) => writeSettings(db, defined(values))),
  'operator.set': ({ name, note }, context) => {
    const from = context.session.ledger().operator();
    return step(context, 'operator.set', { name }, (db) => setOperator(db, from, name, note));
  },

  'handover.list': (_, context) => ({ handovers: listHandovers(context.session.ledger().read) }),

  'round.list': (_, context) => ({ rounds: listRounds(reading(context).db) }),
  'round.create': async ({ sample, ...fields }, context) => {
    const loadSample = sample === true ? (await import('../../db/loadSample.ts')).loadSample : null;
    return makingStep(context, 'round.create', { title: fields.title }, (db) =>
      loadSample === null ? createRound(db, fields) : loadSample(db).roundId,
    );
  },
  'round.edit': ({ id, fields }, context) =>
    step(context, 'round.edit', {}, (db) => editRound(db, id, defined(fields))),
  'round.makeCurrent': ({ id }, context) =>
    step(context, 'round.makeCurrent', { round: id }, (db) => makeCurrent(db, id)),
  'round.setStated': ({ id, source, stated }, context) =>
    step(context, 'round.setStated', { round: id }, (db) => setStated(db, id, source, stated)),
  'stage.edit': ({ id, fields }, context) =>
    step(context, 'stage.edit', {}, (db) => editStage(db, id, defined(fields))),
  'round.stats': ({ id }, context) => roundStats(reading(context).db, id),

  'history.undo': (_, context) => turnHistory(context, 'undo'),
  'history.redo': (_, context) => turnHistory(context, 'redo'),
  'history.steps': ({ before, limit }, context) => ({
    steps: historySteps(context.session.ledger().read, before, limit),
  }),
  'history.log': (query, context) => ({ entries: logEntries(context.session.ledger().read, query) }),
};
