/** What a bar of the Gantt chart looks like and says: the same on screen, on the wall sheet and to a screen reader. */
import type { Gantt } from '../../../shared/contract/types.ts';
import { daysBetween } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { lampWords } from '../../../shared/words.ts';
import { lampSigns } from '../../ui/Lamp.tsx';
import { placeAfter, placeOf } from './axis.ts';
import type { Axis } from './axis.ts';

export type Bar = Gantt['groups'][number]['bars'][number];

/** Look of a bar; each has a pattern of its own, so that it is told in black and white too. */
export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'grey' | 'ready' | 'done' | 'off';

/** In the order in which a legend names them: what needs attention first. */
export const tones: readonly Tone[] = ['red', 'amber', 'green', 'blue', 'grey', 'ready', 'done', 'off'];

export interface Mark {
  readonly tone: Tone;
  /** One character. */
  readonly sign: string;
  readonly word: string;
}

/**
 * `body` to the first deadline, `tail` what extensions added, `late` past the deadline, `open` without any; `spare`
 * what was not needed, `closing` from an issue's last deadline to the day it was closed, which is no delay.
 */
export interface Segment {
  readonly kind: 'body' | 'tail' | 'late' | 'open' | 'spare' | 'closing';
  readonly left: number;
  readonly width: number;
}

export interface Shape {
  readonly segments: readonly Segment[];
  /** Where the deadline in force is over; null without one, or outside the axis. */
  readonly due: number | null;
  /** Where it was completed or closed. */
  readonly end: number | null;
}

export function markOf(bar: Bar): Mark {
  if (bar.kind === 'issue') {
    if (bar.endOn !== null) return { tone: 'done', sign: '销', word: '已销号' };
    if (bar.lamp === null) {
      return bar.measures > 0 && bar.complete === bar.measures
        ? { tone: 'ready', sign: '待', word: '待销号' }
        : { tone: 'off', sign: '—', word: '没有整改措施' };
    }
  }
  if (bar.lamp === null || bar.lamp === 'off') return { tone: 'off', sign: '—', word: lampWords.off };
  const tone = bar.lamp.endsWith('_tick') ? 'done' : (bar.lamp as Tone);
  return { tone, sign: lampSigns[bar.lamp], word: lampWords[bar.lamp] };
}

const complete = (bar: Bar): boolean => {
  const { tone } = markOf(bar);
  return bar.endOn !== null || tone === 'done' || tone === 'ready';
};

/** Days past the deadline of what is not complete; 0 otherwise. */
export function daysLate(bar: Bar, today: Day): number {
  if (bar.dueOn === null || complete(bar)) return 0;
  return Math.max(0, daysBetween(bar.dueOn, today));
}

export function shapeOf(bar: Bar, axis: Axis, today: Day): Shape {
  const segments: Segment[] = [];
  const add = (kind: Segment['kind'], left: number, right: number): void => {
    if (right > left) segments.push({ kind, left, width: right - left });
  };
  const start = placeOf(axis, bar.start);
  const end = bar.endOn === null ? null : placeAfter(axis, bar.endOn);
  if (bar.dueOn === null) {
    if (end === null) add('open', start, complete(bar) ? placeAfter(axis, today) : 1);
    else add('body', start, end);
    return { segments, due: null, end };
  }
  const due = placeAfter(axis, bar.dueOn);
  const first = bar.firstDueOn === null ? due : Math.min(due, placeAfter(axis, bar.firstDueOn));
  // What was completed before its deadline ends there; the rest was not needed.
  const used = Math.min(due, Math.max(end ?? due, Math.min(start, due)));
  add('body', Math.min(start, first, used), Math.min(first, used));
  add('tail', Math.min(used, Math.max(first, Math.min(start, due))), used);
  add('spare', used, due);
  const late = end ?? (daysLate(bar, today) > 0 ? placeAfter(axis, today) : due);
  add(bar.kind === 'issue' && end !== null ? 'closing' : 'late', due, late);
  return { segments, due: bar.dueOn > axis.to ? null : due, end };
}

/** 标题 · 单位 · 期限 · 延期 n 次 · 超期 12 天. */
export function barWords(bar: Bar, today: Day): string {
  const late = daysLate(bar, today);
  const mark = markOf(bar);
  return [
    titleOf(bar),
    bar.unit?.name,
    bar.lead?.name,
    bar.dueOn === null
      ? '没有确定的期限'
      : bar.firstDueOn === null
        ? `期限 ${bar.dueOn}`
        : `期限 ${bar.dueOn}（原 ${bar.firstDueOn}）`,
    bar.extensions > 0 ? `延期 ${bar.extensions} 次` : undefined,
    bar.kind === 'issue' && bar.measures > 0 ? `措施完成 ${bar.complete}/${bar.measures}` : undefined,
    late > 0
      ? `超期 ${late} 天`
      : bar.endOn !== null
        ? `${bar.endOn} ${mark.word}`
        : // An issue's deadline is its last measure's: an earlier one may be late already.
          bar.kind === 'issue' && mark.tone === 'red'
          ? '有措施超期'
          : mark.word,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

export function titleOf(bar: Bar): string {
  return `${bar.place} ${bar.title}`.trim();
}

/** How many of each look, in the legend's order; those that do not occur are left out. */
export function tally(groups: Gantt['groups']): { readonly mark: Mark; readonly count: number }[] {
  const found = new Map<Tone, { mark: Mark; count: number }>();
  for (const { bars } of groups) {
    for (const bar of bars) {
      const mark = markOf(bar);
      const held = found.get(mark.tone);
      // On time, late or without a day: on the legend they are all complete ones.
      const word = mark.tone === 'done' && bar.kind === 'measure' ? '已完成' : mark.word;
      if (held === undefined) found.set(mark.tone, { mark: { ...mark, word }, count: 1 });
      else held.count += 1;
    }
  }
  return tones.flatMap((tone) => found.get(tone) ?? []);
}
