/** Contradictions in the ledger. */
import { unwaiveChecks, waiveChecks, waiverReasons } from '../../db/checks/index.ts';
import type { Written } from '../../db/index.ts';
import type { checkCalls } from '../../shared/contract/checks.ts';
import { valueOf } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { WAIVE_CHECKS } from '../jobs/kinds.ts';
import type { WaiveChecksPayload } from '../jobs/kinds.ts';
import { answer } from '../questions.ts';
import { reading, step } from './steps.ts';

/** So many waivers are written in between (20 ms); more are a child's work. */
const HERE = 300;

export const checkHandlers: Family<keyof typeof checkCalls, Context> = {
  'check.list': (asked, context) => answer(context, 'check.list', asked),
  'check.reasons': (_, context) => ({ reasons: waiverReasons(reading(context).db) }),
  'check.waive': async ({ keys, reason }, context) => {
    const detail = { count: keys.length };
    if (keys.length <= HERE)
      return step(context, 'check.waive', detail, (db) => waiveChecks(db, keys, reason));
    const { finished } = context.jobs.run(WAIVE_CHECKS, async (voice) => {
      const { revision } = await context.session.delegate((task) => {
        const payload: WaiveChecksPayload = { ...task, keys, reason };
        return voice.alone(WAIVE_CHECKS, payload) as Promise<Written<null>>;
      });
      voice.stands();
      return { revision };
    });
    return valueOf(await finished);
  },
  'check.unwaive': ({ keys }, context) =>
    step(context, 'check.unwaive', { count: keys.length }, (db) => unwaiveChecks(db, keys)),
};
