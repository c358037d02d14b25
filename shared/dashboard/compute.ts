/**
 * The dashboard of a day: the summary's own figures of that day, and beside them how it came about (month by month),
 * where issues stand in each group, and how long the open ones have been open. Every figure opens its rows.
 */
import type { Dashboard, Figure, FigureRows } from '../contract/types.ts';
import { daysBetween } from '../day.ts';
import type { Day } from '../day.ts';
import { lampOf } from '../timeliness.ts';
import { issueStateWords, unassignedWord } from '../words.ts';
import type { IssueAt, MeasureAt } from '../summary/asOf.ts';
import { computeFigures } from '../summary/compute.ts';
import type { ComputedFigures, Workings } from '../summary/compute.ts';
import type { Facts, SummarySettings } from '../summary/facts.ts';
import type { AmountUnit } from '../summary/figures.ts';
import type { Grouping } from '../summary/groups.ts';
import { ageBands, bandWords, inBand } from './ageing.ts';
import { stackPartOf, stackParts, stackPartWords } from './parts.ts';
import { firstDayOf, monthOfDay, samplesOf } from './samples.ts';
import { trendOf } from './trend.ts';

export interface DashboardQuestion {
  readonly day: Day;
  readonly feedbackOn: Day | null;
  readonly roundEnd: Day | null;
  readonly settings: SummarySettings;
}

export interface ComputedDashboard {
  /** Without the moment of knowledge, of which plain facts know nothing. */
  readonly dashboard: Omit<Dashboard, 'knownAt'>;
  /** How many rows a figure has; null for a key that is no figure of this day. */
  total(key: string): number | null;
  /** At most `count` rows of a figure, from `from` on; null for a key that is no figure of this day. */
  rows(key: string, from: number, count: number): FigureRows | null;
}

export function computeDashboard(facts: Facts, question: DashboardQuestion): ComputedDashboard {
  const { day, settings, feedbackOn, roundEnd } = question;
  const month = monthOfDay(day, settings.cutoffDay);
  const computed = computeFigures(facts, { month, today: day, settings });
  const { figures, workings } = computed;
  const { asOf, revision, ...rest } = figures;
  const samples = samplesOf(feedbackOn ?? firstDayOf(facts), day, settings.cutoffDay);
  return {
    dashboard: {
      asOf,
      revision,
      feedbackOn,
      roundEnd,
      summary: rest,
      before: before(workings),
      stacks: {
        aspect: stacks(workings, workings.groupings.aspect),
        unit: stacks(workings, workings.groupings.unit),
        lead: stacks(workings, workings.groupings.lead),
      },
      inMonth: inMonth(computed),
      chain: (['applied', 'reviewed', 'verified'] as const).map((closure) => ({
        closure,
        figure: issueFigure(
          workings,
          `issues:chain:${closure}`,
          `${issueStateWords[closure]}问题`,
          (i) => i.state === closure,
        ),
      })),
      trend: trendOf(facts, workings.grouped, samples, settings.cutoffDay),
      ageing: ageBands.map((band) => ({
        ...band,
        figure: issueFigure(
          workings,
          `issues:age:${band.from}`,
          `未销号${bandWords(band)}的问题`,
          (i) => i.state !== 'closed' && inBand(daysBetween(i.fact.adoptedOn, day), band),
        ),
      })),
    },
    total: (key) => computed.sets.get(key)?.rows.length ?? null,
    rows: (key, from, count) => computed.rows(key, { from, count }),
  };
}

function issueFigure(
  { book, counted, order, issueRef }: Workings,
  key: string,
  title: string,
  holds: (issue: IssueAt) => boolean,
  at = counted.now,
): Figure {
  const ids: number[] = [];
  for (const [id, issue] of at.issues) if (holds(issue)) ids.push(id);
  return book.add(key, 'issues', title, ids.sort(order.issues).map(issueRef));
}

function measureFigure(
  { book, counted, order, measureRef }: Workings,
  key: string,
  title: string,
  holds: (measure: MeasureAt) => boolean,
  at = counted.now,
): Figure {
  const ids: number[] = [];
  for (const [id, measure] of at.measures) if (holds(measure)) ids.push(id);
  return book.add(key, 'measures', title, ids.sort(order.measures).map(measureRef));
}

/** The same figures on the day of the base. */
function before(workings: Workings): Dashboard['before'] {
  const { base } = workings.counted;
  const measures = (key: string, title: string, holds: (m: MeasureAt) => boolean): Figure =>
    measureFigure(workings, `measures:before:${key}`, title, holds, base);
  const near = lampOf('due_soon');
  return {
    issues: issueFigure(workings, 'issues:before:all', '上期问题', () => true, base),
    overdue: measures('overdue', '上期超期措施', (m) => m.timeliness === 'overdue'),
    near: measures('near', '上期临期措施', (m) => m.lamp === near),
    lagging: measures('lagging', '上期滞后措施', (m) => m.lagging),
  };
}

/** Issues of each group by where they stand, the groups in the order of the summary's tables. */
function stacks(
  { book, counted, order, issueRef }: Workings,
  grouping: Grouping,
): Dashboard['stacks']['unit'] {
  const groups = new Map<number | null, { name: string; ids: Map<string, number[]>; all: number[] }>();
  const groupOf = (id: number | null, name: string) => {
    let group = groups.get(id);
    if (group === undefined) groups.set(id, (group = { name, ids: new Map(), all: [] }));
    return group;
  };
  for (const { id, name } of grouping.first) groupOf(id, name);
  for (const id of [...counted.now.issues.keys()].sort(order.issues)) {
    const named = grouping.of(id);
    const group = groupOf(named?.id ?? null, named?.name ?? unassignedWord);
    group.all.push(id);
    const part = stackPartOf(counted.now.issues.get(id)?.state ?? 'not_started');
    const known = group.ids.get(part);
    if (known === undefined) group.ids.set(part, [id]);
    else known.push(id);
  }
  const file = (id: number | null, part: string, title: string, ids: readonly number[]): Figure =>
    book.add(`${grouping.prefix}:${id ?? 'none'}:stack:${part}`, 'issues', title, ids.map(issueRef));
  return [...groups].map(([id, { name, ids, all }]) => ({
    id,
    name,
    issues: file(id, 'all', `${name}：问题`, all),
    parts: stackParts.map((part) => ({
      part,
      figure: file(id, part, `${name}：${stackPartWords[part]}问题`, ids.get(part) ?? []),
    })),
  }));
}

/** Outcomes of the month, all kinds of a family together. */
function inMonth({ figures, sets, workings }: ComputedFigures): Dashboard['inMonth'] {
  const { outcomes } = figures;
  const together = (
    key: string,
    title: string,
    rows: readonly { readonly inMonth: Figure }[],
    unit: AmountUnit,
  ): Figure =>
    workings.book.add(
      `${key}:month`,
      'outcomes',
      title,
      rows.flatMap((row) => sets.get(row.inMonth.key)?.rows ?? []),
      unit,
    );
  return {
    regulations: together('regulations', '本月建章立制', outcomes.regulations, 'items'),
    sanctions: together('sanctions', '本月问责处理', outcomes.sanctions, 'people'),
    recoveries: together('recoveries', '本月收回、挽回资金', outcomes.recoveries, 'fen'),
  };
}
