/** How far the working calendar is known, said to the clerk. */
import type { Reply } from '../../shared/contract/index.ts';

type Coverage = Reply<'calendar.own'>['coverage'];

/** '2004—2026 年，另自行录入 2027 年'. */
export function coverageWords({ from, to, own }: Coverage): string {
  return `${from}—${to} 年${own.length === 0 ? '' : `，另自行录入 ${own.join('、')} 年`}`;
}

/** Why days of a year can't be told for certain; '' where they can. */
export function beyondWords(year: number, { from, to, own }: Coverage): string {
  if ((year >= from && year <= to) || own.includes(year)) return '';
  return year > to
    ? `节假日安排只到 ${to} 年，之后只按周末推算，可在设置中补录。`
    : `节假日安排从 ${from} 年起，之前只按周末推算。`;
}
