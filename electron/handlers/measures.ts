/** Measures: state, fields, progress, evidence, plan changes. */
import {
  addEvidence,
  addMeasureByHand,
  addProgress,
  changePlan,
  editMeasures,
  establish,
  removeEvidence,
  setMeasureState,
  setNoEvidence,
} from '../../db/index.ts';
import type { treeCalls } from '../../shared/contract/tree.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { makingStep, step } from './steps.ts';
import type { TreeNames } from './tree.ts';

type Names = Exclude<keyof typeof treeCalls, TreeNames>;

export const measureHandlers: Family<Names, Context> = {
  'measure.setState': ({ ids, state, on, reason }, context) =>
    step(context, 'measure.setState', { count: ids.length, state }, (db) =>
      setMeasureState(db, ids, { state, on, reason }),
    ),
  'measure.establish': ({ ids, established, on }, context) =>
    step(context, 'measure.establish', { count: ids.length, established }, (db) =>
      establish(db, ids, established, on),
    ),
  'measure.edit': ({ ids, patch }, context) =>
    step(context, 'measure.edit', { count: ids.length, fields: Object.keys(patch) }, (db) =>
      editMeasures(db, ids, patch),
    ),
  'measure.noEvidence': ({ ids, reason }, context) =>
    step(context, 'measure.noEvidence', { count: ids.length }, (db) => setNoEvidence(db, ids, reason)),
  'measure.addProgress': ({ id, ...progress }, context) =>
    step(context, 'measure.addProgress', { month: progress.month }, (db) =>
      addProgress(db, id, { ...progress, source: 'typed' }),
    ),
  'measure.addEvidence': ({ id, title, reference }, context) =>
    step(context, 'measure.addEvidence', { title }, (db) => addEvidence(db, id, title, reference, db.today)),
  'evidence.remove': ({ id }, context) =>
    step(context, 'evidence.remove', {}, (db) => removeEvidence(db, id)),
  'measure.withdraw': ({ ids, ...why }, context) =>
    step(context, 'measure.withdraw', { count: ids.length }, (db) => changePlan(db, ids, 'withdrawn', why)),
  'measure.restore': ({ ids, ...why }, context) =>
    step(context, 'measure.restore', { count: ids.length }, (db) => changePlan(db, ids, 'restored', why)),
  'measure.add': ({ issueId, after, patch, plan }, context) =>
    makingStep(context, 'measure.add', { title: patch.title }, (db) =>
      addMeasureByHand(db, issueId, after, patch, plan),
    ),
};
