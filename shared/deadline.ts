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
 * - `deadline_working_days`       counted in working days, and no calendar of public holidays is at hand
 */
import { addDays } from './day.ts';
import type { Day } from './day.ts';
import { readWhen, resolveWhen } from './deadlineDate.ts';
import type { DateProblem } from './deadlineDate.ts';
import { readPeriod } from './deadlinePeriod.ts';
import type { Counted, PeriodContext } from './deadlinePeriod.ts';
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
  /** 推断: the year, or from when a period counts, was missing or cut short, and was proposed. */
  readonly inferred: boolean;
}

export interface DeadlineContext extends PeriodContext {
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
  | {
      readonly ok: true;
      readonly deadline: Deadline;
      /** Working days were counted through years whose holidays the calendar does not know. */
      readonly beyondCalendar: boolean;
      /** Counted as a period from the round's days, and not a day of the calendar. */
      readonly period: boolean;
      /** A period that does not say from when (15个工作日内): counted from the feedback day, and inferred. */
      readonly assumed: boolean;
    }
  | { readonly ok: false; readonly problem: DeadlineProblem; readonly raw: string };

/** Reads a deadline as written in a plan, a return or by hand. Blank text is no deadline; never throws. */
export function readDeadline(raw: string, ctx: DeadlineContext): DeadlineReading {
  const refuse = (problem: DeadlineProblem): DeadlineReading => ({ ok: false, problem, raw });
  if (raw.length > MAX_LENGTH) return refuse('deadline_not_understood');
  const text = plain(raw);
  if (text === '') {
    const deadline = { raw, date: null, immediate: false, ongoing: false, inferred: false };
    return { ok: true, deadline, beyondCalendar: false, period: false, assumed: false };
  }
  let immediate = false;
  let ongoing = false;
  let started = false;
  let filler = false;
  let found = null as FoundDay | null;
  for (const clause of clausesOf(text)) {
    const part = readClause(clause, ctx);
    if (part === 'immediate') immediate = true;
    else if (part === 'ongoing') ongoing = true;
    else if (part === 'start') started = true;
    else if (part === 'filler') filler = true;
    else if (typeof part === 'string') return refuse(part);
    else if (found !== null && found.date !== part.date) return refuse('deadline_ambiguous');
    else found = { ...part, inferred: part.inferred && found?.inferred !== false };
  }
  if (found === null && !immediate && !ongoing) {
    return refuse(filler && !started ? 'deadline_is_a_state' : 'deadline_not_understood');
  }
  if (found === null && immediate && ctx.feedbackOn !== null) {
    found = { date: addDays(ctx.feedbackOn, ctx.immediateDays), inferred: false, counted: null };
  }
  return {
    ok: true,
    deadline: { raw, date: found?.date ?? null, immediate, ongoing, inferred: found?.inferred ?? false },
    beyondCalendar: found?.counted?.beyond ?? false,
    period: found !== null && found.counted !== null,
    assumed: found?.counted?.assumed ?? false,
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
  '立行立改|立整立改|立查立改|立知立改|立改立行|立说立改|即知即改|即查即改|即行即改|边查边改|边巡边改|边督边改|即时整改|即时改正|即刻整改|即刻改正|马上整改|马上就改|马上改|立即(?:整改|改正|办理|落实|执行)?';
const LASTING = '长期|持续|常态|长效坚持|常抓不懈|久久为功';
const LASTING_ONLY =
  /^(?:长期|持续|常态长效|常态化|常态|长效坚持|常抓不懈|久久为功)(?:性|地)?(?:长期|持续|常态化|坚持|推进|推动|整改|整治|执行|落实|开展|实施|抓好|抓|深化|巩固|改进|提升|加强|保持|贯彻|有效|长效|用力|完善|跟进|监督|管理|并|和|、|与)*(?:到位|下去|工作|机制)?$/;
// No two alternatives of these repeated groups may begin alike: a text made of them must not cost exponential time.
const JOINING = '(?:[并且和及与后需须应要,]|同时|以及|之后|今后)';
const LABEL =
  /^(?:整改|完成|办结|办理|预计|截止)*(?:完成)?(?:时间节点|期限|时限|时间|限期(?=[:为\d])|日期)(?:为|:)?(?=.)/;
const BEFORE_DATE =
  /^(?:截止到|截止至|截至|截止|力争|确保|争取|计划|预计|拟|最迟|最晚|不迟于|不晚于|务必|原则上|须|应|需|要|并|且|将|于|在|到|至|后)+/;
const FROM_NOW = /^(?:自|从)?(?:即日|现在|目前)(?:起|开始)?[至到](?=.)/;
const DONE_WORDS =
  '(?:全面|全部|基本|按时|按期|如期|彻底|务必|必须)*(?:整改)?(?:完成|办结|完毕|到位|落实|销号)(?:整改|到位|任务|工作|并?销号)*';
const AFTER_DATE = new RegExp(
  `(?:${DONE_WORDS}|整改|取得(?:阶段性|明显|实质性|初步)?(?:成效|进展|成果)|见效|截止|到期)$`,
);
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
    .replace(/^(\d{4})([,、_\\])(\d{1,2})\2(\d{1,2})(?![\d,、_\\])/, '$1-$3-$4')
    .replace(/([年月])\s+/g, '$1')
    .replace(/\s*[\r\n]+\s*/g, ',');
  // A blank between two digits parts them; elsewhere it means nothing.
  text = text.replace(/(\d)[ \t]+(?=\d)/g, '$1|').replace(/\s+/g, '');
  return text.replace(CHINESE_NUMBER, (number, offset: number, whole: string) => {
    // Digit by digit only years are written; 一二月 and 二三日 are two months, two days.
    const year = whole.charAt(offset + number.length) === '年';
    if (!year && number.length > 1 && !/[十百廿卅拾佰]|^[〇○零0]/.test(number)) return number;
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

/** 24时前, 18:00前, 下班前: the day counts. */
const CLOSING_HOUR =
  /([日号])(?:上午|下午|晚上?)?(?:\d{1,2}[时点](?:整|半)?|\d{1,2}:\d{2}|下班)(?=之?以?前|止|$)/g;
/** (星期二) or 周二 behind a day says it again. */
const WEEKDAY = /(?<=[日号\d])(?:\((?:星期|礼拜|周)[一二三四五六日天]\)|(?:星期|礼拜|周)[一二三四五六日天])/g;

function clausesOf(text: string): string[] {
  return text
    .replace(LABEL, '')
    .replace(/《([^《》]*反馈[^《》]*)》/g, '$1')
    .replace(CLOSING_HOUR, '$1')
    .replace(WEEKDAY, '')
    .replace(/(?<!\d)\/|\/(?!\d)|\+/g, ',')
    .replace(new RegExp(`${JOINING}*(${LASTING})`, 'g'), ',$1')
    .replace(new RegExp(`(?:${IMMEDIATE})`, 'g'), ',$&,')
    .split(/[,;。、()"“”'‘’《》[\]【】]+/)
    .filter((clause) => clause !== '' && clause !== '.')
    .filter((clause) => !new RegExp(`^${JOINING}+$`).test(clause));
}

interface FoundDay {
  readonly date: Day;
  readonly inferred: boolean;
  /** The period it was counted by. */
  readonly counted: Counted | null;
}

type Part = 'immediate' | 'ongoing' | 'start' | 'filler' | DeadlineProblem | FoundDay;

function readClause(clause: string, ctx: DeadlineContext): Part {
  const bare = clause.replace(new RegExp(`^${JOINING}+`), '');
  if (new RegExp(`^(?:${IMMEDIATE})$`).test(bare)) return 'immediate';
  if (LASTING_ONLY.test(bare)) return 'ongoing';
  if (/已|未完成|未启动|^(?:正在|进行中|整改中|推进中)|\d%$/.test(bare)) return 'deadline_is_a_state';
  if (/^限期(?:整改|完成|办结|内)*$/.test(bare)) return 'deadline_needs_day';
  if (new RegExp(`^(?:${DONE_WORDS}|整改|含|含当[日天])$`).test(bare)) return 'filler';
  if (/^(?:即日|自即日|从即日|从现在)起$/.test(bare)) return 'start';
  let text = bare.replace(FROM_NOW, '').replace(BEFORE_DATE, '').replace(AFTER_DATE, '').replace(/\.$/, '');
  const period = readPeriod(text, ctx);
  if (typeof period === 'string') return period;
  if (period !== null) return { date: period.date, inferred: period.assumed, counted: period };
  if (/起$|开始$/.test(text)) {
    const start = readWhen(text.replace(/^[自从]/, '').replace(/(?:开?始?起|开始)$/, ''), false);
    return start === null ? 'deadline_not_understood' : 'start';
  }
  const position = /(?:之前|以前|前|之内|以内|期间|内|为止|止)$/.exec(text)?.[0] ?? '';
  text = text.slice(0, text.length - position.length);
  const when = readWhen(text, position.endsWith('前'));
  if (when === null) return 'deadline_not_understood';
  if (typeof when === 'string') return when;
  const dated = resolveWhen(when, ctx.feedbackOn);
  if (!dated.ok) return dated.problem;
  return { date: dated.date, inferred: dated.inferred, counted: null };
}
