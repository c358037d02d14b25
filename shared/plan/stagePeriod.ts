/** Until when a stage of the round is due, in words: '1个月', '15个工作日', '反馈后2个月', '集中整改期满后1个月'. */
import type { Day } from '../day.ts';
import { readDeadline } from '../deadline.ts';
import type { DeadlineContext } from '../deadline.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** Stands for a day that the round does not have yet. */
const SOME_DAY: Day = '2024-01-01';

/**
 * The day a period gives; null while the round has no feedback day. A period that does not say from when is counted
 * from the feedback day. Refuses `period_not_understood` for everything that is no period, a day of the calendar too.
 */
export function readStagePeriod(period: string, ctx: DeadlineContext): Result<Day | null> {
  const known = ctx.feedbackOn !== null;
  const asked = known ? ctx : { ...ctx, feedbackOn: SOME_DAY, roundEnd: SOME_DAY };
  const reading = readDeadline(period, asked);
  if (!reading.ok || !reading.period || reading.deadline.date === null || reading.deadline.ongoing)
    return fail('period_not_understood', { period });
  return ok(known ? reading.deadline.date : null);
}
