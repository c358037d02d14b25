/** The group tables: by aspect, responsible unit and lead. Each partitions its rows, with a row 未明确. */
import type { Figure, Summary } from '../contract/types.ts';
import { partition, rateBasisPoints } from '../counting.ts';
import { unassignedWord } from '../words.ts';
import type { MeasureAt } from './asOf.ts';
import type { FigureBook, RowRef } from './figures.ts';
import type { Named, NameBook, Tree } from './names.ts';
import type { Counted } from './sets.ts';

export type GroupRow = Summary['byAspect'][number];
export type MeasureGroupRow = Summary['measuresByUnit'][number];

/** How rows are grouped: under which key, in which order, with which prefix of the figures' keys. */
export interface Grouping {
  readonly prefix: string;
  /** Groups that are shown even when empty (aspects), first and in this order. */
  readonly first: readonly Named[];
  /** Of an issue or a measure by its id; null: 未明确. */
  readonly of: (id: number) => Named | null;
}

/** Comparers of ids, by the order in which the tree is read. */
export interface ReadingOrder {
  readonly issues: (a: number, b: number) => number;
  readonly measures: (a: number, b: number) => number;
}

export interface GroupTools {
  readonly book: FigureBook;
  readonly counted: Counted;
  readonly order: ReadingOrder;
  readonly issueRef: (id: number) => RowRef;
  readonly measureRef: (id: number) => RowRef;
}

/** Issues grouped. Those that left the plan since the base stand in their group too, so that the base adds up. */
export function issueGroups(tools: GroupTools, grouping: Grouping): GroupRow[] {
  const { counted, book } = tools;
  const { now } = counted;
  const ids = new Set([...now.issues.keys(), ...counted.closed.base].sort(tools.order.issues));
  const added = new Set(counted.closed.added);
  const gone = new Set(counted.closed.gone);
  return groupsOf([...ids], grouping).map(({ id, name, rows }) => {
    const figure = (part: string, words: string, holds: (id: number) => boolean): Figure =>
      book.add(
        keyOf(grouping, id, part),
        'issues',
        `${name}：${words}`,
        rows.filter(holds).map(tools.issueRef),
      );
    const issues = figure('issues', '问题', (i) => now.issues.has(i));
    const closed = figure('closed', '已销号问题', (i) => counted.closed.now.has(i));
    return {
      id,
      name,
      issues,
      closed,
      open: figure('open', '未销号问题', (i) => now.issues.has(i) && !counted.closed.now.has(i)),
      baseClosed: figure('base', '上期已销号问题', (i) => counted.closed.base.has(i)),
      newlyClosed: figure('new', '本月新销号问题', (i) => added.has(i)),
      gone: figure('gone', '上期已销号、本期不再计入的问题', (i) => gone.has(i)),
      rateBp: rateBasisPoints(closed.value, issues.value),
    };
  });
}

export function measureGroups(tools: GroupTools, grouping: Grouping): MeasureGroupRow[] {
  const { counted, book } = tools;
  const { now } = counted;
  const added = new Set(counted.done.added);
  const holdsAt = (holds: (m: MeasureAt) => boolean) => (id: number) => {
    const at = now.measures.get(id);
    return at !== undefined && holds(at);
  };
  return groupsOf([...now.measures.keys()].sort(tools.order.measures), grouping).map(({ id, name, rows }) => {
    const figure = (part: string, words: string, holds: (id: number) => boolean): Figure =>
      book.add(
        keyOf(grouping, id, part),
        'measures',
        `${name}：${words}`,
        rows.filter(holds).map(tools.measureRef),
      );
    return {
      id,
      name,
      measures: figure('measures', '措施', () => true),
      complete: figure(
        'complete',
        '已完成或已建立长效机制的措施',
        holdsAt((m) => m.complete),
      ),
      newlyDone: figure('done', '本月新完成措施', (i) => added.has(i)),
      overdue: figure(
        'overdue',
        '超期措施',
        holdsAt((m) => m.timeliness === 'overdue'),
      ),
      near: figure(
        'near',
        '临期措施',
        holdsAt((m) => m.timeliness === 'due_soon'),
      ),
      lagging: figure(
        'lagging',
        '滞后措施',
        holdsAt((m) => m.lagging),
      ),
    };
  });
}

/** The three ways of grouping issues (or measures, told apart by `prefix`). */
export function groupings(
  prefix: 'issue' | 'measure',
  tree: Tree,
  names: NameBook,
  issueIdOf: (id: number) => number,
  factOf: (id: number) => Parameters<NameBook['unitOf']>[0] | undefined,
): { aspect: Grouping; unit: Grouping; lead: Grouping } {
  const own = (of: 'unitOf' | 'leadOf') => (id: number) => {
    const fact = factOf(id);
    return fact === undefined ? null : names[of](fact);
  };
  return {
    aspect: {
      prefix: `${prefix}s:aspect`,
      first: tree.aspects.map((a) => ({ id: a.id, name: a.title })),
      of: (id) => {
        const { aspect } = tree.place(issueIdOf(id));
        return aspect === null ? null : { id: aspect.id, name: aspect.title };
      },
    },
    unit: { prefix: `${prefix}s:unit`, first: [], of: own('unitOf') },
    lead: { prefix: `${prefix}s:lead`, first: [], of: own('leadOf') },
  };
}

function groupsOf(ids: readonly number[], grouping: Grouping) {
  const names = new Map<number, string>(grouping.first.map((g) => [g.id, g.name]));
  const keys = new Map<number, number | null>();
  for (const id of ids) {
    const named = grouping.of(id);
    keys.set(id, named?.id ?? null);
    if (named !== null) names.set(named.id, named.name);
  }
  const first = grouping.first.map((g) => g.id);
  const others = [...names.keys()].filter((id) => !first.includes(id)).sort((a, b) => a - b);
  return partition(ids, (id) => keys.get(id) ?? null, [...first, ...others]).map(({ key, rows }) => ({
    id: key,
    name: key === null ? unassignedWord : (names.get(key) ?? ''),
    rows,
  }));
}

function keyOf(grouping: Grouping, id: number | null, part: string): string {
  return `${grouping.prefix}:${id ?? 'none'}:${part}`;
}
