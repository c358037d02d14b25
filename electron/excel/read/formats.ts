/** Number formats: whether a number is a day, a month, a time, or is shown otherwise than it is. */
import { dayOfNumber } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import type { Plain } from '../../../shared/returns/grid.ts';

/**
 * `day`: shows a day; `month`: year and month or month only, so that the day of the number means nothing;
 * `time`: a time without a day; `shown`: other than the bare number (percent, units, leading zeros); `plain`: the rest.
 */
export type Look = 'plain' | 'day' | 'month' | 'time' | 'shown';

export interface NumberFormat {
  readonly look: Look;
  readonly code: string;
}

/** Formats a number by a code as the sheet's program would. */
export type Formatter = (code: string, value: number) => string;

/** Formats that have a number only; 27–36 and 50–58 as the Chinese Excel and WPS mean them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

const known = new Map<string, NumberFormat>();

/** @param code the file's own text for this number, when it has one */
export function formatOf(id: number, code?: string): NumberFormat {
  const text = code ?? BUILT_IN[id] ?? 'General';
  let format = known.get(text);
  if (format === undefined) {
    format = { look: lookOf(text), code: text };
    if (known.size < 10_000) known.set(text, format);
  }
  return format;
}

function lookOf(code: string): Look {
  if (code.length > 1000 || /^(?:general|g\/通用格式|@)?$/i.test(code)) return 'plain';
  const { bare, literal, elapsed } = sectionOf(code);
  const letters = bare.toLowerCase();
  if (elapsed) return 'time';
  if (!/general|通用格式/.test(letters)) {
    const clock = /[hs]|上午|am\/pm/.test(letters);
    const year = /y|e(?![+-])|b/.test(letters.replaceAll(/am\/pm|a\/p/g, ''));
    if (/d/.test(letters)) return 'day';
    if (year) return clock ? 'day' : 'month';
    if (clock) return 'time';
    if (/m/.test(letters)) return 'month';
    if (/a{3}/.test(letters)) return 'day';
  }
  if (/%|\?\/|\/\d|0,+(?:[^0#?,]|$)/.test(bare) || /[^\s()¥￥$€£+\-:·.,]/.test(literal)) return 'shown';
  if (/[.,]/.test(literal)) return 'shown';
  const whole = /[0#?,]+/.exec(bare)?.[0] ?? '';
  return (whole.match(/0/g) ?? []).length > 1 && !/e[+-]/i.test(bare) ? 'shown' : 'plain';
}

/** The first section without quoted and escaped text, pads, colours and locales; its literal text beside. */
function sectionOf(code: string): { bare: string; literal: string; elapsed: boolean } {
  let bare = '';
  let literal = '';
  let elapsed = false;
  for (let i = 0; i < code.length; i++) {
    const c = code.charAt(i);
    if (c === ';') break;
    if (c === '"') {
      const end = code.indexOf('"', i + 1);
      literal += code.slice(i + 1, end < 0 ? code.length : end);
      if (end < 0) break;
      i = end;
    } else if (c === '\\' || c === '!') literal += code.charAt(++i);
    else if (c === '_' || c === '*') i++;
    else if (c === '[') {
      const end = code.indexOf(']', i);
      if (end < 0) break;
      if (/^\[(?:h+|m+|s+)\]?$/i.test(code.slice(i, end))) elapsed = true;
      i = end;
    } else bare += c;
  }
  return { bare, literal, elapsed };
}

/** Days between 1899-12-30 and 1970-01-01, and between the two beginnings of counting. */
const EPOCH = 25_569;
const SHIFT_1904 = 1462;
const LAST = 2_958_466;
const days = new Map<number, Day>();

/** Day of a date's number, its time dropped; null when it is none (a time only, negative, after 9999). */
export function dayOfSerial(value: number, date1904: boolean): Day | null {
  // Half a second of rounding, as the sheet's program shows it.
  let whole = Math.floor(value + 0.000_005) + (date1904 ? SHIFT_1904 : 0);
  if (whole < (date1904 ? SHIFT_1904 : 1) || whole >= LAST) return null;
  // 1900 counts a 29 February that never was.
  if (!date1904 && whole < 60) whole++;
  let day = days.get(whole);
  if (day === undefined) {
    day = dayOfNumber(whole - EPOCH);
    if (days.size < 20_000) days.set(whole, day);
  }
  return day;
}

/** Whether a format of this look needs the formatter of the workbook library. */
export function needsFormatter(format: NumberFormat): boolean {
  return format.look === 'shown' && !PERCENT.test(format.code);
}

const PERCENT = /^0(?:\.(0{1,6}))?%$/;

/** A number as the sheet shows it. `formatter` is only asked for formats that need one. */
export function plainNumber(
  value: number,
  format: NumberFormat,
  date1904: boolean,
  formatter: Formatter | null,
): Plain {
  switch (format.look) {
    case 'plain':
      return value;
    case 'day': {
      const day = dayOfSerial(value, date1904);
      return day === null ? value : { day };
    }
    case 'month': {
      const day = dayOfSerial(value, date1904);
      if (day === null) return value;
      // A day in full under a format that hides it was typed in full.
      if (!day.endsWith('-01')) return { day };
      const month = `${Number(day.slice(5, 7))}月`;
      const year = /[ye]/i.test(sectionOf(format.code).bare);
      return { number: value, shown: year ? `${Number(day.slice(0, 4))}年${month}` : month };
    }
    case 'time': {
      if (value >= 1 && !format.code.includes('[')) {
        const day = dayOfSerial(value, date1904);
        if (day !== null) return { day };
      }
      const minutes = Math.round(value * 1440);
      if (!(minutes >= 0 && minutes < 6_000_000)) return value;
      const shown = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
      return { number: value, shown };
    }
    default:
      return shownNumber(value, format.code, formatter);
  }
}

function shownNumber(value: number, code: string, formatter: Formatter | null): Plain {
  const percent = PERCENT.exec(code);
  if (percent !== null && Math.abs(value) < 1e15) {
    const shown = `${rounded(value * 100, percent[1]?.length ?? 0)}%`;
    return { number: value, shown };
  }
  try {
    const shown = formatter?.(code, value).trim() ?? '';
    return shown === '' || shown === String(value) ? value : { number: value, shown };
  } catch {
    return value;
  }
}

/** Half up on the decimal digits that a person would see, not on the binary fraction. */
function rounded(value: number, digits: number): string {
  return Number(value.toPrecision(15)).toFixed(digits);
}
