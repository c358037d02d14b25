/**
 * Periods as they stand in deadlines and beside the stages of a round: so many days, months or working days after the
 * feedback or after the concentrated rectification. Works on text already made plain by `deadline.ts`.
 */
import { addDays, addMonths } from './day.ts';
import type { Day } from './day.ts';
import { addWorkingDays } from './workdays.ts';
import type { WorkCalendar } from './workdays.ts';

/** What a period is counted from, and the calendar that working days need. */
export interface PeriodContext {
  readonly feedbackOn: Day | null;
  /** Last day of the concentrated rectification. */
  readonly roundEnd: Day | null;
  /** Null where no calendar is at hand: then working days are not counted. */
  readonly calendar: WorkCalendar | null;
}

export interface Counted {
  readonly date: Day;
  /** The words do not say from when: it was counted from the feedback day, and is to be confirmed. */
  readonly assumed: boolean;
  /** Some day on the way lies in a year whose holidays the calendar does not know. */
  readonly beyond: boolean;
}

export type PeriodProblem =
  | 'deadline_not_understood'
  | 'deadline_ambiguous'
  | 'deadline_needs_feedback_day'
  | 'deadline_needs_round_end'
  | 'deadline_working_days';

const UNIT = '个月|个?工作日|个?自然日|个?日历日|天|日|个?星期|周|年';
const WITHIN = '(?:的?时间)?(?:之内|以内|内)?';
const FEEDBACK = new RegExp(
  `^(?:自|从|在|于|收到|接到|巡察|巡视|组)*(?:意见)?反馈(?:会|会议|意见|情况|问题)?(?:召开|印发|下发|送达)?(?:之日|当日|日|起|以后|之后|后|的|计算)*(\\d{1,3})(${UNIT})${WITHIN}$`,
);
const FEEDBACK_DAY = /^反馈(?:会|会议|意见)?(?:当[日天]|之日)$/;
const ROUND_END =
  /^(?:(\d{1,2})个月的?)?(?:集中整改期?|集中整改阶段|整改期)(?:限)?(?:内|间|之内|以内|期间|期内|结束|届满|期满|满|结束时|末|前|之前|以前)*$/;
const AFTER_ROUND_END = new RegExp(
  `^(?:自|从|在|于)*集中整改(?:期|阶段)?(?:限)?(?:结束|届满|期满|满|到期)(?:之日|日|起|以后|之后|后|的)*(\\d{1,3})(${UNIT})${WITHIN}$`,
);
/** 31日 may be a day of a month and 24年 a year: these need 内. */
const BARE = new RegExp(
  `^(?:(\\d{1,3})(个月|个?工作日|个?自然日|个?日历日|天|个?星期|周)${WITHIN}|(\\d{1,3})日(?:之内|以内|内)|(\\d)年(?:之内|以内|内))$`,
);

/** Reads one period. Null: the text is none. */
export function readPeriod(text: string, ctx: PeriodContext): Counted | PeriodProblem | null {
  const words = text.replace(/半年/, '6个月').replace(/半个月/, '15天');
  const end = ROUND_END.exec(words);
  if (end !== null) return roundEndOf(end[1], ctx);
  if (FEEDBACK_DAY.test(words)) return counted(ctx.feedbackOn, false);
  const after = AFTER_ROUND_END.exec(words);
  if (after !== null)
    return ctx.roundEnd === null
      ? 'deadline_needs_round_end'
      : countFrom(ctx.roundEnd, Number(after[1]), after[2] ?? '', ctx.calendar, false);
  const feedback = FEEDBACK.exec(words);
  if (feedback !== null) return fromFeedback(Number(feedback[1]), feedback[2] ?? '', ctx, false);
  const bare = BARE.exec(words);
  if (bare === null) return null;
  const unit = bare[2] ?? (bare[3] === undefined ? '年' : '日');
  return fromFeedback(Number(bare[1] ?? bare[3] ?? bare[4]), unit, ctx, true);
}

/** 三个月集中整改期 must agree with what the round says. */
function roundEndOf(months: string | undefined, ctx: PeriodContext): Counted | PeriodProblem {
  if (ctx.roundEnd === null) return 'deadline_needs_round_end';
  const said =
    months === undefined || ctx.feedbackOn === null ? null : addMonths(ctx.feedbackOn, Number(months));
  return said !== null && said !== ctx.roundEnd ? 'deadline_ambiguous' : counted(ctx.roundEnd, false);
}

function fromFeedback(
  count: number,
  unit: string,
  ctx: PeriodContext,
  assumed: boolean,
): Counted | PeriodProblem {
  if (unit.endsWith('工作日') && ctx.calendar === null) return 'deadline_working_days';
  if (ctx.feedbackOn === null) return 'deadline_needs_feedback_day';
  return countFrom(ctx.feedbackOn, count, unit, ctx.calendar, assumed);
}

function counted(date: Day | null, assumed: boolean): Counted | PeriodProblem {
  return date === null ? 'deadline_needs_feedback_day' : { date, assumed, beyond: false };
}

function countFrom(
  from: Day,
  count: number,
  unit: string,
  calendar: WorkCalendar | null,
  assumed: boolean,
): Counted | PeriodProblem {
  if (count === 0 || (unit === '年' && count > 20)) return 'deadline_not_understood';
  if (unit.endsWith('工作日')) {
    if (calendar === null) return 'deadline_working_days';
    const { day, beyond } = addWorkingDays(calendar, from, count);
    return { date: day, assumed, beyond };
  }
  if (unit === '个月') return counted(addMonths(from, count), assumed);
  if (unit === '年') return counted(addMonths(from, count * 12), assumed);
  return counted(addDays(from, /星期|周/.test(unit) ? count * 7 : count), assumed);
}
