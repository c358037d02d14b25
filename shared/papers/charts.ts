/** Pictures of the monthly summary, from its own figures; each says in words what it shows. */
import type { PaperChart, Summary } from '../contract/types.ts';
import { monthLabel } from '../month.ts';
import type { Month } from '../month.ts';

type Group = Summary['byAspect'][number];

/** Groups drawn by name; the rest stand together. */
const GROUPS = 20;
/** Months drawn at most: the last ones. */
const MONTHS = 24;
/** Characters of a name below a bar. */
const NAME = 14;

interface Bar {
  readonly name: string;
  readonly closed: number;
  readonly open: number;
}

/** Closed and open issues of each group, one bar a group; null where there are no issues. */
export function progressChart(title: string, groups: readonly Group[]): PaperChart | null {
  const all = groups.filter((g) => g.issues.value > 0);
  if (all.length === 0) return null;
  const shown: Bar[] = firstOf(all).map((g) => ({
    name: g.name,
    closed: g.closed.value,
    open: g.open.value,
  }));
  const rest = all.filter((g) => !firstOf(all).includes(g));
  const bars = rest.length === 0 ? shown : [...shown, together(rest)];
  return {
    kind: 'stacked',
    title,
    unit: '个',
    categories: bars.map((bar) => short(bar.name)),
    series: [
      { name: '已销号', values: bars.map((bar) => bar.closed) },
      { name: '未销号', values: bars.map((bar) => bar.open) },
    ],
    text: `${bars.map((bar) => `${short(bar.name)}：已销号${bar.closed}个，未销号${bar.open}个`).join('；')}。`,
  };
}

/** Those with the most issues, in the order of the table. */
function firstOf(groups: readonly Group[]): readonly Group[] {
  if (groups.length <= GROUPS) return groups;
  const most = new Set([...groups].sort((a, b) => b.issues.value - a.issues.value).slice(0, GROUPS));
  return groups.filter((g) => most.has(g));
}

function together(groups: readonly Group[]): Bar {
  const sum = (of: (g: Group) => number): number => groups.reduce((all, g) => all + of(g), 0);
  return {
    name: `其他（${groups.length}个）`,
    closed: sum((g) => g.closed.value),
    open: sum((g) => g.open.value),
  };
}

/** How the open issues became fewer, month by month; null before there are two months to compare. */
export function burnDownChart(trend: Summary['trend']): PaperChart | null {
  const points = trend.slice(-MONTHS);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  return {
    kind: 'lines',
    title: '未销号问题逐月变化',
    unit: '个',
    categories: points.map((point, i) => monthName(point.month, i === 0)),
    series: [
      { name: '未销号', values: points.map((point) => point.open) },
      { name: '已销号', values: points.map((point) => point.closed) },
    ],
    text: `${monthLabel(first.month)}未销号${first.open}个、已销号${first.closed}个，${monthLabel(last.month)}未销号${last.open}个、已销号${last.closed}个。`,
  };
}

/** The year is said once, and again where it changes. */
function monthName(month: Month, first: boolean): string {
  return first || month.endsWith('-01') ? monthLabel(month) : `${Number(month.slice(5))}月`;
}

/** A title's first clause, as much of it as fits below a bar. */
function short(name: string): string {
  const [clause = ''] = name.split(/[，,；;]/u);
  const characters = Array.from(clause);
  return characters.length <= NAME ? clause : `${characters.slice(0, NAME - 1).join('')}…`;
}
