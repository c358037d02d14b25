/** Headings made plain, so that the same name in another spelling is the same text. */
import { NUMERAL_CHARACTERS, readNumeral } from '../numerals.ts';

export interface PlainHeading {
  /** Without blanks, punctuation, brackets and what they hold, filler words, months and years. */
  readonly bare: string;
  /** The same with what the brackets hold. */
  readonly full: string;
  /** Months named in it, in order; `year` null when it names none. */
  readonly months: readonly { readonly year: number | null; readonly month: number }[];
}

const FILLERS = /[\s\p{P}\p{S}\u200b-\u200d\ufeff的和及与]/gu;
const NUMBERING = /^(?:\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|\(?[一二三四五六七八九十]{1,3}[)、])/;
const MONTH =
  /(?:(?:自|从|截至|截止到?|至|到)\s*)?(?:(20\d\d)\s*年?\s*[年./-]\s*)?(\d{1,2})\s*月(?:份)?(?:\d{1,2}日)?(?:底|末)?(?:前|止)?/g;
const CHINESE_DATE = new RegExp(`[${NUMERAL_CHARACTERS}]{1,4}(?=[年月日号])`, 'g');

/** Chinese numbers before 年, 月 and 日 as digits (八月 → 8月, 二〇二四年 → 2024年); 一二月 stays. */
export function digitsOfDates(text: string): string {
  return text.replace(CHINESE_DATE, (number) => {
    const value = readNumeral(number);
    return value === null ? number : String(value);
  });
}

/** Half-width, one line, no blanks at the ends; brackets of every kind become round ones. */
export function flatText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[【〔[{〈<]/g, '(')
    .replace(/[】〕\]}〉>]/g, ')')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Makes one heading plain. Texts that are no headings (over 80 characters) come back empty. */
export function plainHeading(text: string): PlainHeading {
  if (text.length > 80) return { bare: '', full: '', months: [] };
  const months: { year: number | null; month: number }[] = [];
  const dateless = digitsOfDates(flatText(text))
    .replace(MONTH, (whole: string, year: string | undefined, month: string) => {
      const number = Number(month);
      if (number < 1 || number > 12) return whole;
      months.push({ year: year === undefined ? null : Number(year), month: number });
      return '';
    })
    .replace(/20\d\d\s*年度?/g, '')
    .replace(NUMBERING, '');
  // 完成情况：已完成/未完成 names its choices behind the colon.
  const bare = dateless
    .replace(/\([^()]*\)/g, '')
    .replace(/^((?!其中)[^:]{2,}):.{4,}$/, '$1')
    .replace(FILLERS, '');
  return { bare: bare.toLowerCase(), full: dateless.replace(FILLERS, '').toLowerCase(), months };
}
