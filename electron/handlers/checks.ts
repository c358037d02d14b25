/** Contradictions in the ledger. */
import {
  checksTakeLong,
  listChecks,
  unwaiveChecks,
  waiveChecks,
  waiverReasons,
} from '../../db/checks/index.ts';
import type { checkCalls } from '../../shared/contract/checks.ts';
import type { Reply } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { LIST_CHECKS } from '../jobs/kinds.ts';
import type { ListChecksPayload } from '../jobs/kinds.ts';
import { reading, step } from './steps.ts';

export const checkHandlers: Family<keyof typeof checkCalls, Context> = {
  'check.list': async (asked, context) => {
    const { db, today } = reading(context);
    if (!checksTakeLong(db)) return listChecks(db, asked, today);
    const payload: ListChecksPayload = { ledger: context.session.beside(), asked };
    const result = await context.jobs.pool.run(LIST_CHECKS, payload);
    if (!result.ok) throw new Refusal(result.error.code, { ...result.error.detail });
    return result.value as Reply<'check.list'>;
  },
  'check.reasons': (_, context) => ({ reasons: waiverReasons(reading(context).db) }),
  'check.waive': ({ keys, reason }, context) =>
    step(context, 'check.waive', { count: keys.length }, (db) => waiveChecks(db, keys, reason)),
  'check.unwaive': ({ keys }, context) =>
    step(context, 'check.unwaive', { count: keys.length }, (db) => unwaiveChecks(db, keys)),
};
