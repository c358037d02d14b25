/** A measure's deadline as papers say it: the first one in its own words, and how often it was put off, until when. */
import type { Day } from '../day.ts';
import type { MeasureFact } from '../summary/facts.ts';
import { deadlineWords } from '../summary/lines.ts';
import { shortDay } from './tables.ts';
import { demandWords, timelinessWords } from '../words.ts';

export interface DeadlineSaid {
  /** The first deadline in full: its words, and the day understood below them. */
  readonly words: string;
  /** The same for a narrow column: the day alone where the words say no more. Neither is ever empty. */
  readonly first: string;
  /** 延期至2024.9.30（第2次）, the last one approved by the day; '' when there was none. */
  readonly extended: string;
  readonly times: number;
}

export function deadlineSaid(
  fact: Pick<MeasureFact, 'deadlineRaw' | 'dueOn' | 'demand' | 'extensions'>,
  day: Day,
): DeadlineSaid {
  const approved = fact.extensions
    .filter((extension) => extension.on <= day)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq));
  const last = approved.at(-1);
  return {
    words: wordsAndDay(fact.deadlineRaw, fact.dueOn, fact.demand),
    first: saidOr(fact.deadlineRaw, fact.dueOn, fact.demand),
    extended:
      last === undefined
        ? ''
        : `延期至${saidOr(last.raw, last.date, fact.demand).replaceAll('\n', '')}（第${approved.length}次）`,
    times: approved.length,
  };
}

/** 2024年4月底前 above （2024.4.30）; a date written in numbers is said once. */
function wordsAndDay(raw: string, on: Day | null, demand: MeasureFact['demand']): string {
  const words = raw.trim();
  return on === null || words === '' || /^[\d０-９./．。／\s-]+$/u.test(words)
    ? saidOr(raw, on, demand)
    : `${words}\n（${shortDay(on)}）`;
}

function saidOr(raw: string, on: Day | null, demand: MeasureFact['demand']): string {
  const said = deadlineWords(raw, on);
  if (said !== '') return said;
  return demand === 'ongoing' ? demandWords.ongoing : timelinessWords.no_deadline;
}
