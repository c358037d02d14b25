/** The monthly summary, and the papers made from it. */
import { keepNarrative } from '../../db/narratives.ts';
import { summaryFor, summaryMonths, summaryRows, wordingOf } from '../../db/summary/index.ts';
import type { summaryCalls } from '../../shared/contract/summary.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { reading, step } from './steps.ts';

export const summaryHandlers: Family<keyof typeof summaryCalls, Context> = {
  'summary.compute': ({ month }, context) => {
    const { db, today, settings } = reading(context);
    return summaryFor(db, month, today, settings);
  },
  'summary.rows': ({ month, key }, context) => {
    const { db, today, settings } = reading(context);
    return summaryRows(db, month, key, today, settings);
  },
  'narrative.set': async ({ month, part, text }, context) => {
    const { db, today, settings } = reading(context);
    // Computed on the reading side, where the month on screen is kept.
    const summary = summaryFor(db, month, today, settings);
    const runs = text === null ? null : wordingOf(summary, part, text);
    return step(context, 'narrative.set', { month, part }, (write) => {
      keepNarrative(write, summary.round.id, month, part, runs);
    });
  },
  'summary.months': (_, context) => {
    const { db, today } = reading(context);
    return summaryMonths(db, today);
  },
};
