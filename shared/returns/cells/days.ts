/** Days as they stand in a column of days, and days until which an extension is asked for. */
import { dayFrom, dayNumber, dayOfNumber, daysInMonth, type Day } from '../../day.ts';
import { readDeadline, type DeadlineContext } from '../../deadline.ts';
import { shownOf, type Plain } from '../grid.ts';
import { digitsOfDates } from '../plainHeading.ts';
import { doubtful, numberOf, partedDigits, squeezed, understood, type Reading } from './plainCell.ts';
import { stateOf } from './state.ts';

export interface DayContext extends DeadlineContext {
  readonly today: Day;
  /** The workbook counts days from 1904, a bare number too. */
  readonly from1904?: boolean | undefined;
}

/** Days between the two systems. */
const SHIFT_1904 = 1462;

/** Excel's serial numbers of 2000-01-01 and 2099-12-31. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/** Month, day and, when it is written, year; `short`: two digits of it. */
interface Parts {
  readonly year: number | null;
  readonly short: boolean;
  readonly month: number;
  /** Null: only the month is written. */
  readonly day: number | null;
}

const FULL = [
  /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})日?$/,
  /^(\d{4})年(\d{1,2})[-./](\d{1,2})日?$/,
  /^(\d{2})[-./](\d{1,2})[-./](\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const NO_YEAR = /^(\d{1,2})月(\d{1,2})[日号]?$|^(\d{1,2})\/(\d{1,2})$/;
const MONTH_ONLY =
  /^(?:(\d{4}|\d{2})年|(\d{4})[-./])?(\d{1,2})月?(?:份)?(?:底|末|上旬|中旬|下旬|初|月底)?$|^(\d{4})(\d{2})$/;

/** Reads the day on which something was done: a day of the past. */
export function readDoneOn(plain: Plain, ctx: DayContext): Reading {
  if (typeof plain === 'object' && 'day' in plain) return past(plain.day, ctx);
  const number = numberOf(plain);
  // What the clerk sees counts: 8.10 stored as 45514 or shown as 2024年8月.
  const shown = squeezed(typeof plain === 'number' ? String(plain) : shownOf(plain));
  const day = serialDay(plain, ctx);
  if (day !== null) return past(day, ctx);
  if (typeof plain === 'string' && partedDigits(withoutClock(plain))) return doubtful('day_not_understood');
  const text = digitsOfDates(typeof plain === 'string' ? squeezed(withoutClock(plain)) : shown).replace(
    /[。;,、]+$/,
    '',
  );
  const parts = partsOf(text);
  if (parts !== null) return ofParts(parts, ctx);
  if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text)) return doubtful('day_ambiguous');
  const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(text);
  // A cell typed as 8.10 becomes the number 8.1: which of the two days was meant is lost.
  if (dotted !== null && number !== null) return doubtful('day_ambiguous');
  if (dotted !== null)
    return ofParts({ year: null, short: false, month: Number(dotted[1]), day: Number(dotted[2]) }, ctx);
  return inWords(text, ctx);
}

/** The day of a spreadsheet's serial number; null for another number, and for one shown as a month: that says no day. */
function serialDay(plain: Plain, { from1904 }: DayContext): Day | null {
  const held = numberOf(plain);
  if (held === null || !Number.isInteger(held)) return null;
  const number = from1904 === true ? held + SHIFT_1904 : held;
  if (number < FIRST_SERIAL || number > LAST_SERIAL) return null;
  if (typeof plain === 'object' && /[年月]/.test(shownOf(plain))) return null;
  return dayOfNumber(dayNumber('2000-01-01') + number - FIRST_SERIAL);
}

/** Without a time of day behind the day. */
function withoutClock(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/(?<=\d日?)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/i, '');
}

function partsOf(text: string): Parts | null {
  for (const pattern of FULL) {
    const m = pattern.exec(text);
    if (m === null) continue;
    return { ...yearOf(m[1]), month: Number(m[2]), day: Number(m[3]) };
  }
  const bare = NO_YEAR.exec(text);
  if (bare !== null)
    return { ...yearOf(undefined), month: Number(bare[1] ?? bare[3]), day: Number(bare[2] ?? bare[4]) };
  const month = MONTH_ONLY.exec(text);
  if (month === null || !/[年月]|^\d{4}[-./]|^\d{6}$/.test(text)) return null;
  return { ...yearOf(month[1] ?? month[2] ?? month[4]), month: Number(month[3] ?? month[5]), day: null };
}

function yearOf(text: string | undefined): { year: number | null; short: boolean } {
  if (text === undefined) return { year: null, short: false };
  return { year: Number(text) + (text.length === 2 ? 2000 : 0), short: text.length === 2 };
}

function ofParts(parts: Parts, ctx: DayContext): Reading {
  const { month } = parts;
  const year = parts.year ?? yearBefore(month, parts.day ?? 1, ctx);
  if (month < 1 || month > 12) return doubtful('day_no_such_day');
  const day = dayFrom(year, month, parts.day ?? daysInMonth(year, month));
  if (day === null) return doubtful('day_no_such_day');
  if (year < 2000 || year > 2099) return doubtful('day_year_unlikely', sameDayOfYear(day, ctx));
  if (parts.day === null) return doubtful('day_is_month', day <= ctx.today ? day : null);
  if (parts.year === null || parts.short) return doubtful('day_year_missing', day <= ctx.today ? day : null);
  return past(day, ctx);
}

/** The year of the last such day up to today. */
function yearBefore(month: number, day: number, ctx: DayContext): number {
  const year = Number(ctx.today.slice(0, 4));
  const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return text <= ctx.today.slice(5) ? year : year - 1;
}

/** A slip in the year: the same day in the year that makes it the last one before today. */
function sameDayOfYear(day: Day, ctx: DayContext): Day | null {
  const [month, dayOfMonth] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  return dayFrom(yearBefore(month, dayOfMonth, ctx), month, dayOfMonth);
}

function past(day: Day, ctx: DayContext): Reading {
  const year = Number(day.slice(0, 4));
  if (year < 2000 || year > 2099)
    return doubtful('day_year_unlikely', year > 2099 ? sameDayOfYear(day, ctx) : null);
  if (day <= ctx.today) return understood(day);
  const nextYear = year === Number(ctx.today.slice(0, 4)) + 1;
  return doubtful('day_in_future', nextYear ? sameDayOfYear(day, ctx) : null);
}

function inWords(text: string, ctx: DayContext): Reading {
  if (text.length <= 16 && (stateOf(text) !== null || /^(?:未|尚未|长期|持续)/.test(text)))
    return doubtful('day_is_state');
  const found = [...text.matchAll(/(?:\d{4}年|\d{4}[-./])?\d{1,2}[月\-./]\d{1,2}(?:[日号]|(?!\d))/g)].map(
    (m) => m[0],
  );
  if (found.length > 1) return doubtful('day_ambiguous');
  const only = found[0] === undefined ? null : partsOf(found[0]);
  if (only !== null) {
    const inner = ofParts(only, ctx);
    return doubtful('day_with_more', inner.value ?? inner.problem?.proposed ?? null);
  }
  const deadline = readDeadline(text, ctx);
  // A period says until when, not on which day.
  const date = deadline.ok && !deadline.period ? deadline.deadline.date : null;
  if (date === null) return doubtful('day_not_understood');
  return doubtful('day_is_month', date <= ctx.today ? date : null);
}

/** Reads until when an extension is asked for: any deadline that names its day. */
export function readExtension(plain: Plain, ctx: DayContext): Reading {
  if (typeof plain === 'object' && 'day' in plain) return inRange(plain.day);
  const day = serialDay(plain, ctx);
  if (day !== null) return inRange(day);
  const reading = readDeadline(
    shownOf(plain).replace(
      /^\s*(?:拟|申请|建议|计划|请求|需)*(?:延期|延长|延|展期|推迟)(?:到|至|期限至)?/u,
      '',
    ),
    ctx,
  );
  if (!reading.ok) return doubtful(reading.problem);
  // 延长一个月 counts from a day that the words do not say: never from the feedback.
  if (reading.assumed) return doubtful('deadline_not_understood');
  const { date, inferred, immediate } = reading.deadline;
  if (date === null || immediate) return doubtful('extension_without_day');
  return inferred ? doubtful('day_year_missing', date) : inRange(date);
}

function inRange(day: Day): Reading {
  const year = Number(day.slice(0, 4));
  return year < 2000 || year > 2099 ? doubtful('day_year_unlikely') : understood(day);
}
