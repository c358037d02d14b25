/** The monthly summary, and the papers made from it. */
import { summaryFor, summaryMonths, summaryRows } from '../../db/summary/index.ts';
import type { summaryCalls } from '../../shared/contract/summary.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { reading } from './steps.ts';

export const summaryHandlers: Family<keyof typeof summaryCalls, Context> = {
  'summary.compute': ({ month }, context) => {
    const { db, today, settings } = reading(context);
    return summaryFor(db, month, today, settings);
  },
  'summary.rows': ({ month, key }, context) => {
    const { db, today, settings } = reading(context);
    return summaryRows(db, month, key, today, settings);
  },
  'summary.months': (_, context) => {
    const { db, today } = reading(context);
    return summaryMonths(db, today);
  },
};
