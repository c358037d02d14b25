/**
 * Deadlines come in words. The raw text is kept beside what was understood; what is not understood is a problem to be
 * asked about, never a guess.
 *
 * Problems (closed list):
 * - `deadline_not_understood`     no form known to the program
 * - `deadline_no_such_day`        a day the calendar has not (30 February)
 * - `deadline_ambiguous`          several days, or a form with two readings (5月前, 6.3, 5/6/2024)
 * - `deadline_year_unlikely`      the year lies outside 2000–2099, or a two-digit one far from feedback
 * - `deadline_is_a_state`         the text says how things stand (已完成), not until when
 * - `deadline_needs_day`          it says that there is a deadline, but no day (限期整改)
 * - `deadline_needs_feedback_day` the day follows from the feedback day, which the round has not yet
 * - `deadline_needs_round_end`    集中整改期内, but the round's end is not known
 * - `deadline_working_days`       counted in working days, which needs the calendar of public holidays
 */
import { addDays, addMonths } from './day.ts';
import type { Day } from './day.ts';
import { readWhen, resolveWhen } from './deadlineDate.ts';
import type { DateProblem } from './deadlineDate.ts';
import type { Demand } from './lists.ts';
import { NUMERAL_CHARACTERS, readNumeral, toHalfWidth } from './numerals.ts';

/** Default days for 立行立改, counted from feedback. */
export const IMMEDIATE_DAYS = 30;

export interface Deadline {
  /** As it stood, untouched. */
  readonly raw: string;
  /** The last day; null when there is none (长期坚持, blank). */
  readonly date: Day | null;
  readonly immediate: boolean;
  readonly ongoing: boolean;
  /** 推断: the year was missing or cut short, and was proposed. */
  readonly inferred: boolean;
}

export interface DeadlineContext {
  readonly feedbackOn: Day | null;
  /** Last day of the concentrated rectification. */
  readonly roundEnd: Day | null;
  readonly immediateDays: number;
}

export type DeadlineProblem =
  | DateProblem
  | 'deadline_is_a_state'
  | 'deadline_needs_day'
  | 'deadline_needs_round_end'
  | 'deadline_working_days';

export const deadlineProblems: readonly DeadlineProblem[] = [
  'deadline_not_understood',
  'deadline_no_such_day',
  'deadline_ambiguous',
  'deadline_year_unlikely',
  'deadline_is_a_state',
  'deadline_needs_day',
  'deadline_needs_feedback_day',
  'deadline_needs_round_end',
  'deadline_working_days',
];

export type DeadlineReading =
  | { readonly ok: true; readonly deadline: Deadline }
  | { readonly ok: false; readonly problem: DeadlineProblem; readonly raw: string };

/** Reads a deadline as written in a plan, a return or by hand. Blank text is no deadline; never throws. */
export function readDeadline(raw: string, ctx: DeadlineContext): DeadlineReading {
  const refuse = (problem: DeadlineProblem): DeadlineReading => ({ ok: false, problem, raw });
  if (raw.length > MAX_LENGTH) return refuse('deadline_not_understood');
  const text = plain(raw);
  if (text === '') {
    return { ok: true, deadline: { raw, date: null, immediate: false, ongoing: false, inferred: false } };
  }
  let immediate = false;
  let ongoing = false;
  let started = false;
  let filler = false;
  let found = null as { date: Day; inferred: boolean } | null;
  for (const clause of clausesOf(text)) {
    const part = readClause(clause, ctx);
    if (part === 'immediate') immediate = true;
    else if (part === 'ongoing') ongoing = true;
    else if (part === 'start') started = true;
    else if (part === 'filler') filler = true;
    else if (typeof part === 'string') return refuse(part);
    else if (found !== null && found.date !== part.date) return refuse('deadline_ambiguous');
    else found = { date: part.date, inferred: part.inferred && found?.inferred !== false };
  }
  if (found === null && !immediate && !ongoing) {
    return refuse(filler && !started ? 'deadline_is_a_state' : 'deadline_not_understood');
  }
  if (found === null && immediate && ctx.feedbackOn !== null) {
    found = { date: addDays(ctx.feedbackOn, ctx.immediateDays), inferred: false };
  }
  return {
    ok: true,
    deadline: { raw, date: found?.date ?? null, immediate, ongoing, inferred: found?.inferred ?? false },
  };
}

/** The demand a deadline speaks of; null when it says none. Lasting outweighs prompt, prompt outweighs dated. */
export function demandOf(deadline: Pick<Deadline, 'date' | 'immediate' | 'ongoing'>): Demand | null {
  if (deadline.ongoing) return 'ongoing';
  if (deadline.immediate) return 'immediate';
  return deadline.date === null ? null : 'dated';
}

/** No deadline is longer; whole paragraphs are not searched for one. */
const MAX_LENGTH = 200;

const IMMEDIATE =
  '立行立改|立整立改|立查立改|立知立改|立改立行|立说立改|即知即改|即查即改|即行即改|即时整改|即时改正|马上整改|马上就改|马上改|立即(?:整改|改正|办理|落实)?';
const LASTING = '长期|持续|常态';
const LASTING_ONLY =
  /^(?:长期|持续|常态长效|常态化|常态)(?:性|地)?(?:长期|持续|常态化|坚持|推进|推动|整改|整治|执行|落实|开展|实施|抓好|抓|深化|巩固|改进|提升|加强|保持|贯彻|有效|长效|用力|完善|跟进|监督|管理|并|和|、|与)*(?:到位|下去|工作|机制)?$/;
// No two alternatives of these repeated groups may begin alike: a text made of them must not cost exponential time.
const JOINING = '(?:[并且和及与后需须应要,]|同时|以及|之后|今后)';
const LABEL =
  /^(?:整改|完成|办结|办理|预计)*(?:完成)?(?:时间节点|期限|时限|时间|限期(?=[:为\d])|日期)(?:为|:)?(?=.)/;
const BEFORE_DATE =
  /^(?:截止到|截止至|截至|截止|力争|确保|争取|计划|预计|拟|最迟|最晚|不迟于|不晚于|务必|原则上|须|应|需|要|并|且|将|于|在|到|至|后)+/;
const DONE_WORDS =
  '(?:全面|全部|基本|按时|按期|如期)*(?:整改)?(?:完成|办结|完毕|到位|落实)(?:整改|到位|任务|销号)*';
const AFTER_DATE = new RegExp(
  `(?:${DONE_WORDS}|整改|取得(?:阶段性|明显|实质性|初步)?(?:成效|进展|成果)|见效)$`,
);
const ROUND_END =
  /^(?:集中整改期?|集中整改阶段|整改期)(?:限)?(?:内|间|之内|以内|期间|期内|结束|届满|期满|满|结束时|末|前|之前|以前)*$/;
const FEEDBACK =
  /^(?:自|从|在|于|收到|接到|巡察|巡视|组)*(?:意见)?反馈(?:会|会议|意见|情况|问题)?(?:召开|印发|下发)?(?:之日|当日|日|起|以后|之后|后|的)*(\d{1,3})(个月|天|日|周|年|个?工作日)(?:时间)?(?:之内|以内|内)?$/;

/** Makes text plain: half-width, one kind of dash and dot, Chinese numbers before their units as digits, no blanks. */
function plain(raw: string): string {
  let text = toHalfWidth(raw)
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/[‐‑–—―−]+/g, '-')
    .replace(/-{2,}/g, '至')
    .replace(/[~∼〜]/g, '至')
    .replace(/[·・]/g, '.')
    .replace(/(?<=二O?)O/gi, '〇')
    .trim()
    .replace(CLOCK, '$1')
    .replace(/^(\d{4})[ \t]+(\d{1,2})[ \t]+(\d{1,2})$/, '$1-$2-$3')
    .replace(/([年月])\s+/g, '$1')
    .replace(/\s*[\r\n]+\s*/g, ',');
  // A blank between two digits parts them; elsewhere it means nothing.
  text = text.replace(/(\d)[ \t]+(?=\d)/g, '$1|').replace(/\s+/g, '');
  return text.replace(CHINESE_NUMBER, (number, offset: number, whole: string) => {
    // Digit by digit only years are written; 一二月 and 二三日 are two months, two days.
    const year = whole.charAt(offset + number.length) === '年';
    if (!year && number.length > 1 && !/[十百廿卅]|^[〇○零0]/.test(number)) return number;
    return String(readNumeral(digitsToChinese(number)) ?? number);
  });
}

/** A spreadsheet's day with a time of day. With a zone other than midnight UTC the day itself would be in doubt. */
const CLOCK =
  /^(\d{4}[-./]\d{1,2}[-./]\d{1,2})(?:T00:00(?::00(?:\.0+)?)?Z|(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/i;

const CHINESE_NUMBER = new RegExp(
  `[\\d${NUMERAL_CHARACTERS}]*[${NUMERAL_CHARACTERS}][\\d${NUMERAL_CHARACTERS}]*(?=年|月|日|号|个月|季|天|周|个?工作日)`,
  'g',
);

/** 二0二四 mixes a digit in: make it all Chinese, so that one reader sees the whole. */
function digitsToChinese(text: string): string {
  return text.replace(/\d/g, (d) => '〇一二三四五六七八九'.charAt(Number(d)));
}

function clausesOf(text: string): string[] {
  return text
    .replace(LABEL, '')
    .replace(/(?<!\d)\/|\/(?!\d)|\+/g, ',')
    .replace(new RegExp(`(?=${JOINING}*(?:${LASTING}))`, 'g'), ',')
    .replace(new RegExp(`(?:${IMMEDIATE})`, 'g'), ',$&,')
    .split(/[,;。、()"“”'‘’《》[\]【】]+/)
    .filter((clause) => clause !== '' && clause !== '.')
    .filter((clause) => !new RegExp(`^${JOINING}+$`).test(clause));
}

type Part = 'immediate' | 'ongoing' | 'start' | 'filler' | DeadlineProblem | { date: Day; inferred: boolean };

function readClause(clause: string, ctx: DeadlineContext): Part {
  const bare = clause.replace(new RegExp(`^${JOINING}+`), '');
  if (new RegExp(`^(?:${IMMEDIATE})$`).test(bare)) return 'immediate';
  if (LASTING_ONLY.test(bare)) return 'ongoing';
  if (/已|未完成|未启动|^(?:正在|进行中|整改中|推进中)|\d%$/.test(bare)) return 'deadline_is_a_state';
  if (/^限期(?:整改|完成|办结|内)*$/.test(bare)) return 'deadline_needs_day';
  if (new RegExp(`^(?:${DONE_WORDS}|整改|含|含当[日天])$`).test(bare)) return 'filler';
  if (/^(?:即日|自即日|从即日|从现在)起$/.test(bare)) return 'start';
  let text = bare.replace(BEFORE_DATE, '').replace(AFTER_DATE, '').replace(/\.$/, '');
  if (ROUND_END.test(text)) {
    return ctx.roundEnd === null ? 'deadline_needs_round_end' : { date: ctx.roundEnd, inferred: false };
  }
  const relative = FEEDBACK.exec(text.replace(/半年/, '6个月'));
  if (relative !== null) return fromFeedback(Number(relative[1]), relative[2] ?? '', ctx.feedbackOn);
  if (text.endsWith('起')) {
    const start = readWhen(text.replace(/^[自从]/, '').replace(/开?始?起$/, ''), false);
    return start === null ? 'deadline_not_understood' : 'start';
  }
  const position = /(?:之前|以前|前|之内|以内|期间|内|为止|止)$/.exec(text)?.[0] ?? '';
  text = text.slice(0, text.length - position.length);
  const when = readWhen(text, position.endsWith('前'));
  if (when === null) return 'deadline_not_understood';
  if (typeof when === 'string') return when;
  const dated = resolveWhen(when, ctx.feedbackOn);
  return dated.ok ? { date: dated.date, inferred: dated.inferred } : dated.problem;
}

function fromFeedback(count: number, unit: string, feedbackOn: Day | null): Part {
  if (unit.endsWith('工作日')) return 'deadline_working_days';
  if (feedbackOn === null) return 'deadline_needs_feedback_day';
  if (count === 0 || (unit === '年' && count > 20)) return 'deadline_not_understood';
  const date =
    unit === '个月'
      ? addMonths(feedbackOn, count)
      : unit === '年'
        ? addMonths(feedbackOn, count * 12)
        : addDays(feedbackOn, unit === '周' ? count * 7 : count);
  return { date, inferred: false };
}
