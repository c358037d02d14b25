/**
 * Calendar expressions as they stand in deadlines: one day or period, in any of its spellings, to the last day it
 * allows. Works on text already made plain by `deadline.ts` (half-width, no blanks, Chinese numbers as digits).
 */
import { dayFrom, dayNumber, dayOfNumber, daysInMonth } from './day.ts';
import type { Day } from './day.ts';

/** A last day whose year may be missing (null) or cut to two digits. */
export interface When {
  readonly year: number | null;
  readonly shortYear: boolean;
  readonly month: number;
  /** 'last': the month's last day, which for February depends on the year. */
  readonly day: number | 'last';
}

export type DateProblem =
  | 'deadline_not_understood'
  | 'deadline_no_such_day'
  | 'deadline_ambiguous'
  | 'deadline_year_unlikely'
  | 'deadline_needs_feedback_day';

export type Dated =
  | { readonly ok: true; readonly date: Day; readonly inferred: boolean }
  | { readonly ok: false; readonly problem: DateProblem };

/** Years a deadline of such a ledger may lie in; anything else is a slip of the keyboard. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;
/** Excel's serial numbers (1900 system) of 2000-01-01 and 2099-12-31. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/** `(?:2024年|24年|今年)` with the number caught. */
const YEAR = '(?:(\\d{4}|\\d{2})年度?|(今年|本年|当年|本年度))';

/**
 * Reads one expression. `before`: it stood before 前, so that a period without 底 is ambiguous (5月前: before May, or
 * by its end?). Null: no calendar expression.
 */
export function readWhen(text: string, before: boolean): When | DateProblem | null {
  return (
    readFullDay(text) ??
    readSerial(text) ??
    readMonthDay(text) ??
    readPeriod(text, before) ??
    readRange(text, before)
  );
}

/** The day meant; a missing year is proposed as the first such day on or after feedback, and marked inferred. */
export function resolveWhen(when: When, feedbackOn: Day | null): Dated {
  const { year, month, day } = when;
  if (year !== null) {
    if (when.shortYear) {
      if (feedbackOn === null) return { ok: false, problem: 'deadline_needs_feedback_day' };
      const away = year - Number(feedbackOn.slice(0, 4));
      if (away < -1 || away > 10) return { ok: false, problem: 'deadline_year_unlikely' };
    }
    if (year < FIRST_YEAR || year > LAST_YEAR) return { ok: false, problem: 'deadline_year_unlikely' };
    const date = inYear(year, month, day);
    return date === null
      ? { ok: false, problem: 'deadline_no_such_day' }
      : { ok: true, date, inferred: when.shortYear };
  }
  if (inYear(2000, month, day) === null) return { ok: false, problem: 'deadline_no_such_day' };
  if (feedbackOn === null) return { ok: false, problem: 'deadline_needs_feedback_day' };
  const feedbackYear = Number(feedbackOn.slice(0, 4));
  // 29 February may be eight years off (1896 to 1904, 2096 to 2104).
  for (let y = feedbackYear; y <= feedbackYear + 8; y += 1) {
    const date = inYear(y, month, day);
    if (date !== null && date >= feedbackOn) return { ok: true, date, inferred: true };
  }
  return { ok: false, problem: 'deadline_no_such_day' };
}

function inYear(year: number, month: number, day: number | 'last'): Day | null {
  if (month < 1 || month > 12) return null;
  return dayFrom(year, month, day === 'last' ? daysInMonth(year, month) : day);
}

function whenOf(yearText: string | undefined, month: number, day: number | 'last'): When {
  if (yearText === undefined) return { year: null, shortYear: false, month, day };
  const short = yearText.length === 2;
  return { year: Number(yearText) + (short ? 2000 : 0), shortYear: short, month, day };
}

function readFullDay(text: string): When | DateProblem | null {
  const m =
    /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ??
    /^(\d{4})年(\d{1,2})[.](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})-(\d{1,2})-(\d{1,2})日?$/.exec(text) ??
    /^(\d{4})\.(\d{1,2})\.(\d{1,2})日?$/.exec(text) ??
    /^(\d{4})\/(\d{1,2})\/(\d{1,2})日?$/.exec(text) ??
    /^(\d{2})\.(\d{1,2})\.(\d{1,2})$/.exec(text) ??
    /^(\d{2})-(\d{1,2})-(\d{1,2})$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (m !== null) return whenOf(m[1], Number(m[2]), Number(m[3]));
  // Spreadsheets of other countries print day or month first here.
  if (/^\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})$/.test(text)) return 'deadline_ambiguous';
  return null;
}

function readSerial(text: string): When | DateProblem | null {
  const m = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (m === null) return null;
  const serial = Number(m[1]);
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return 'deadline_not_understood';
  const date = dayOfNumber(dayNumber('2000-01-01') + serial - FIRST_SERIAL);
  return whenOf(date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8)));
}

function readMonthDay(text: string): When | DateProblem | null {
  const words = /^(?:今年|本年|当年)?(\d{1,2})月(\d{1,2})[日号]?$/.exec(text);
  if (words !== null) return whenOf(undefined, Number(words[1]), Number(words[2]));
  const m = /^(\d{1,2})([./])(\d{1,2})日?$/.exec(text);
  if (m !== null && Number(m[1]) <= 12) {
    // A cell typed as 6.30 becomes the number 6.3: a lone 1, 2 or 3 after the dot may be 10, 20 or 30.
    if (m[2] === '.' && /^[123]$/.test(m[3] ?? '') && !text.endsWith('日')) return 'deadline_ambiguous';
    return whenOf(undefined, Number(m[1]), Number(m[3]));
  }
  // 24.5 may be May 2024, 5-8 a day or two months.
  return m !== null || /^\d{1,2}-\d{1,2}$/.test(text) ? 'deadline_ambiguous' : null;
}

function readPeriod(text: string, before: boolean): When | DateProblem | null {
  const found = readMonth(text) ?? readQuarter(text) ?? readYear(text);
  if (found === null || typeof found === 'string') return found;
  return before && !found.end ? 'deadline_ambiguous' : found.when;
}

/** A period; `end`: its end is named (底, 末), so that 前 after it is clear. */
interface Period {
  readonly when: When;
  readonly end: boolean;
}

function readMonth(text: string): Period | DateProblem | null {
  const m = new RegExp(`^${YEAR}?(\\d{1,2})月份?(月?[底末]|月终|[上中下]旬)?$`).exec(text);
  if (m !== null) {
    const part = m[4];
    const day = part === '上旬' ? 10 : part === '中旬' ? 20 : 'last';
    return { when: whenOf(m[1], Number(m[3]), day), end: part !== undefined && !part.endsWith('旬') };
  }
  const n = /^(\d{4})([-./])(\d{1,2})(月)?([底末])?$/.exec(text);
  if (n !== null) {
    // As a number, 2024.10 loses its nought.
    if (n[2] === '.' && n[3] === '1' && n[4] === undefined) return 'deadline_ambiguous';
    return { when: whenOf(n[1], Number(n[3]), 'last'), end: n[5] !== undefined };
  }
  const six = /^(\d{4})(\d{2})$/.exec(text);
  if (six !== null) return { when: whenOf(six[1], Number(six[2]), 'last'), end: false };
  return /^(?:本|当|下|次)?月[底末中初]$|^(?:\d{4}年)?\d{1,2}月[初中]$/.test(text)
    ? 'deadline_ambiguous'
    : null;
}

function readQuarter(text: string): Period | null {
  const q =
    new RegExp(`^${YEAR}?第?([1-4])季度?([底末])?$`).exec(text) ??
    new RegExp(`^${YEAR}?Q([1-4])([底末])?$`, 'i').exec(text);
  if (q !== null) return { when: whenOf(q[1], Number(q[3]) * 3, 'last'), end: Boolean(q[4]) };
  const bare = /^(\d{4})Q([1-4])([底末])?$/i.exec(text);
  if (bare !== null)
    return { when: whenOf(bare[1], Number(bare[2]) * 3, 'last'), end: bare[3] !== undefined };
  const h = new RegExp(`^${YEAR}?([上下])半年([底末])?$`).exec(text);
  return h === null ? null : { when: whenOf(h[1], h[3] === '上' ? 6 : 12, 'last'), end: h[4] !== undefined };
}

function readYear(text: string): Period | null {
  if (/^(?:今年|本年|当年|本年度)?年?[底末终]$/.test(text) && /年/.test(text)) {
    return { when: whenOf(undefined, 12, 31), end: true };
  }
  if (/^(?:今年|本年|当年|本年度)$/.test(text)) return { when: whenOf(undefined, 12, 31), end: false };
  // 年内, 今年年内, 2024年年内: what stands here has lost its 内.
  if (/^(?:今年|本年|当年)?年$/.test(text)) return { when: whenOf(undefined, 12, 31), end: false };
  const bare = /^(\d{4})([底末])$/.exec(text);
  if (bare !== null) return { when: whenOf(bare[1], 12, 31), end: true };
  const y = /^(\d{4}|\d{2})年(?:度|全年|年(?![底末终]))?(年?[底末终])?$/.exec(text);
  return y === null ? null : { when: whenOf(y[1], 12, 31), end: y[2] !== undefined };
}

/** 2024年5月-8月, 2024.5.1-8.31, 5月至8月: the end. The end takes year and month from the start where it has none. */
function readRange(text: string, before: boolean): When | DateProblem | null {
  const marks = /[至到~]/.test(text) ? /[至到~]/g : /-/g;
  const ends: When[] = [];
  let problem: DateProblem | null = null;
  for (const mark of text.matchAll(marks)) {
    const left = text
      .slice(0, mark.index)
      .replace(/^[自从]/, '')
      .replace(/[起开始]+$/, '');
    const right = text.slice(mark.index + 1).replace(/止$/, '');
    const end = rangeEnd(left, right, before);
    if (typeof end === 'string') problem = end;
    else if (end !== null) ends.push(end);
  }
  if (ends.length > 1) return 'deadline_ambiguous';
  return ends[0] ?? problem;
}

function rangeEnd(left: string, right: string, before: boolean): When | DateProblem | null {
  if (left === '' || right === '' || /[至到~]/.test(right)) return null;
  // 2024年5-8月, 5-8月, 2024年5月1-31日, 2024-2025年: the start leaves out the unit of the end.
  const unit = /^\d{1,2}月/.test(right) && /(?:^|年)\d{1,2}$/.test(left) ? '月'
    : /^\d{1,2}[日号]$/.test(right) && /月\d{1,2}$/.test(left) ? '日'
    : /^\d{4}年/.test(right) && /^\d{4}$/.test(left) ? '年' : ''; // prettier-ignore
  // A range is no number that lost its nought: 2024.1 in it is January.
  const start = readSingle(/^\d{4}\.1$/.test(left) ? `${left}月` : `${left}${unit}`, false);
  if (start === null) return null;
  if (typeof start === 'string') return start;
  if (inYear(start.year ?? 2000, start.month, start.day) === null) return 'deadline_no_such_day';
  const dayOnly = /^(\d{1,2})[日号]$/.exec(right);
  const end = dayOnly === null ? readSingle(right, before) : { ...start, day: Number(dayOnly[1]) };
  if (end === null || typeof end === 'string') return end;
  if (end.year !== null && start.year === null) return end;
  const dated: When = end.year === null ? { ...end, year: start.year, shortYear: start.shortYear } : end;
  // 10月-3月 runs over the year's end: without years nothing says so.
  return order(dated) < order(start) ? 'deadline_ambiguous' : dated;
}

function readSingle(text: string, before: boolean): When | DateProblem | null {
  return readFullDay(text) ?? readMonthDay(text) ?? readPeriod(text, before);
}

function order(w: When): number {
  return ((w.year ?? 0) * 12 + w.month) * 32 + (w.day === 'last' ? 31 : w.day);
}
