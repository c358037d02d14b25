/**
 * The monthly summary of a round, computed from plain facts. Screen, paper and workbook render the one object
 * answered here, and every figure of it opens the set of rows it counts.
 */
import type { FigureRows, IssueLine, MeasureLine, Summary } from '../contract/types.ts';
import { rateBasisPoints } from '../counting.ts';
import type { Day, Month } from '../day.ts';
import { firstDayOf, samplesOf } from '../dashboard/samples.ts';
import { trendOf } from '../dashboard/trend.ts';
import { issueStates, measureStates, timelinessKinds } from '../lists.ts';
import { lampOf } from '../timeliness.ts';
import { issueStateWords, measureStateWords, timelinessWords } from '../words.ts';
import { measuresByIssue } from './asOf.ts';
import type { MeasureAt, MeasuresByIssue } from './asOf.ts';
import type { Facts, SummarySettings } from './facts.ts';
import { FigureBook } from './figures.ts';
import type { FigureSet, RowRef } from './figures.ts';
import type { Grouping, GroupTools, ReadingOrder } from './groups.ts';
import { groupings, issueGroups, measureGroups } from './groups.ts';
import { annexRows, issueLine, measureLine } from './lines.ts';
import type { LineContext } from './lines.ts';
import { nameBook, treeOf } from './names.ts';
import { mattersOf } from './matters.ts';
import { narrative } from './narrative.ts';
import { clueFigures, outcomeFigures } from './outcomes.ts';
import { periodOf } from './period.ts';
import { rowsOf } from './rows.ts';
import { count } from './sets.ts';

export interface SummaryQuestion {
  readonly month: Month;
  readonly today: Day;
  readonly settings: SummarySettings;
}

/** What the summary was made with: whoever counts further sets of the same day files them beside its own. */
export interface Workings extends GroupTools {
  readonly grouped: MeasuresByIssue;
  readonly groupings: { readonly aspect: Grouping; readonly unit: Grouping; readonly lead: Grouping };
}

/** The parts of the summary that are figures, without its lists, its annex and its words. */
export type SummaryFigures = Pick<
  Summary,
  | 'month'
  | 'asOf'
  | 'revision'
  | 'round'
  | 'base'
  | 'overall'
  | 'byAspect'
  | 'issuesByUnit'
  | 'issuesByLead'
  | 'measuresByAspect'
  | 'measuresByUnit'
  | 'measuresByLead'
  | 'outcomes'
  | 'clues'
>;

export interface ComputedFigures {
  readonly figures: SummaryFigures;
  readonly sets: ReadonlyMap<string, FigureSet>;
  readonly workings: Workings;
  /**
   * The rows behind a figure as the screen shows them, or some of them; null for a key that is no figure of this
   * summary.
   */
  rows(key: string, some?: { readonly from: number; readonly count: number }): FigureRows | null;
  /** For the lists: a row as it stood on the day. */
  readonly context: LineContext;
}

export interface ComputedSummary extends Pick<ComputedFigures, 'sets' | 'rows'> {
  readonly summary: Summary;
}

/** Computes a month. Nothing but the facts, the month, today and the settings enters it; their order never does. */
export function computeSummary(facts: Facts, question: SummaryQuestion): ComputedSummary {
  const { figures: f, sets, rows, context, workings } = computeFigures(facts, question);
  const { tree, now } = context;
  const issues = (key: string) => linesOf<IssueLine>(workings.book, key, (id) => issueLine(context, id));
  const measures = (key: string) =>
    linesOf<MeasureLine>(workings.book, key, (id) => measureLine(context, id));
  const samples = samplesOf(firstDayOf(facts), f.asOf, question.settings.cutoffDay);
  const whole: Omit<Summary, 'narrative'> = {
    month: f.month,
    asOf: f.asOf,
    revision: f.revision,
    round: f.round,
    base: f.base,
    overall: f.overall,
    // Of issues alone: measures, by far the most, are not gone through for every month.
    trend: trendOf(facts, new Map(), samples, question.settings.cutoffDay).map(
      ({ month, asOf, issues: all, closed, open }) => ({ month, asOf, issues: all, closed, open }),
    ),
    newlyClosed: issues('issues:new'),
    gone: issues('issues:gone'),
    newlyDone: measures('measures:new'),
    newlyEstablished: measures('measures:new-established'),
    overdue: measures('measures:overdue').sort((a, b) => b.daysLate - a.daysLate),
    lagging: measures('measures:lagging'),
    byAspect: f.byAspect,
    issuesByUnit: f.issuesByUnit,
    issuesByLead: f.issuesByLead,
    measuresByAspect: f.measuresByAspect,
    measuresByUnit: f.measuresByUnit,
    measuresByLead: f.measuresByLead,
    outcomes: f.outcomes,
    clues: f.clues,
    dueNext: measures('measures:due-next').sort((a, b) =>
      (a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : a.dueOn === b.dueOn ? 0 : 1,
    ),
    matters: mattersOf(facts, question.month, f.asOf, f.base.asOf, (id) => tree.place(id).path),
    annex: tree.issues.flatMap((fact) => {
      const at = now.issues.get(fact.id);
      return at === undefined ? [] : annexRows(context, at);
    }),
  };
  return { summary: { ...whole, narrative: narrative(whole) }, sets, rows };
}

/** Counts a month: all its figures and the sets behind them. */
export function computeFigures(facts: Facts, question: SummaryQuestion): ComputedFigures {
  const period = periodOf(question.month, question.today, question.settings.cutoffDay);
  const tree = treeOf(facts);
  const grouped = measuresByIssue(facts);
  // In reading order from the start, so that no set need be sorted afterwards.
  const counted = count({ ...facts, issues: tree.issues }, grouped, period, question.settings);
  const names = nameBook(facts, period.asOf);
  const issueFacts = new Map(facts.issues.map((i) => [i.id, i]));
  const measureFacts = new Map(facts.measures.map((m) => [m.id, m]));
  const { now } = counted;
  const context: LineContext = {
    now,
    base: counted.base,
    tree,
    names,
    issueFacts,
    measureFacts,
    backDatedIssues: counted.backDatedIssues,
    backDatedMeasures: counted.backDatedMeasures,
  };

  const book = new FigureBook();
  const refs = references();
  const byRank = ranks(
    tree.issues.map((i) => i.id),
    grouped,
  );
  const issueSet = (key: string, title: string, ids: Iterable<number>) =>
    book.add(`issues:${key}`, 'issues', title, [...ids].sort(byRank.issues).map(refs.issue));
  const measureSet = (key: string, title: string, ids: Iterable<number>) =>
    book.add(`measures:${key}`, 'measures', title, [...ids].sort(byRank.measures).map(refs.measure));
  const measuresWhere = (key: string, title: string, holds: (m: MeasureAt) => boolean) =>
    measureSet(key, title, idsOf(now.measures, holds));

  const headingsShown = headingsOf(
    tree.headings,
    [...now.issues.values()].map((i) => i.fact.headingId),
  );
  const aspects = headingsShown.filter((h) => h.parentId === null);
  const closed = issueSet('closed', '已销号问题', counted.closed.now);
  const issues = issueSet('all', '问题', now.issues.keys());

  const overall: Summary['overall'] = {
    aspects: book.add(
      'headings:aspects',
      'headings',
      '方面',
      aspects.map((h) => refs.heading(h.id)),
    ),
    headings: book.add(
      'headings:all',
      'headings',
      '方面和子类',
      headingsShown.map((h) => refs.heading(h.id)),
    ),
    issues,
    closed,
    open: issueSet(
      'open',
      '未销号问题',
      idsOf(now.issues, (i) => i.state !== 'closed'),
    ),
    rateBp: rateBasisPoints(closed.value, issues.value),
    baseRateBp: rateBasisPoints(counted.closed.base.size, counted.baseIssues.length),
    baseIssues: issueSet('base-all', '上期问题', counted.baseIssues),
    baseOpen: issueSet(
      'base-open',
      '上期未销号问题',
      counted.baseIssues.filter((id) => !counted.closed.base.has(id)),
    ),
    byState: issueStates.map((state) => ({
      state,
      figure: issueSet(
        `state:${state}`,
        `${issueStateWords[state]}问题`,
        idsOf(now.issues, (i) => i.state === state),
      ),
    })),
    measures: measureSet('all', '措施', now.measures.keys()),
    measuresDone: measureSet('done', '已完成措施', counted.done.now),
    measuresEstablished: measureSet('established', '已建立长效机制的措施', counted.established.now),
    measuresComplete: measuresWhere('complete', '已完成或已建立长效机制的措施', (m) => m.complete),
    measuresIncomplete: measuresWhere('incomplete', '未完成措施', (m) => !m.complete),
    measuresByState: measureStates.map((state) => ({
      state,
      figure: measuresWhere(`state:${state}`, `${measureStateWords[state]}措施`, (m) => m.state === state),
    })),
    measuresByLamp: timelinessKinds
      .filter((kind) => kind !== 'not_counted')
      .map((kind) => ({
        lamp: lampOf(kind),
        figure: measuresWhere(
          `lamp:${lampOf(kind)}`,
          `${timelinessWords[kind]}措施`,
          (m) => m.timeliness === kind,
        ),
      })),
    stated: facts.round.stated,
    baseClosed: issueSet('base', '上期已销号问题', counted.closed.base),
    newlyClosed: issueSet('new', '本月新销号问题', counted.closed.added),
    gone: issueSet('gone', '上期已销号、本期不再计入的问题', counted.closed.gone),
    baseDone: measureSet('base', '上期已完成措施', counted.done.base),
    newlyDone: measureSet('new', '本月新完成措施', counted.done.added),
    doneGone: measureSet('gone', '上期已完成、本期不再计入的措施', counted.done.gone),
    newlyEstablished: measureSet('new-established', '本月新建立长效机制的措施', counted.established.added),
    overdue: measureSet('overdue', '超期措施', factIds(counted.overdue)),
    lagging: measureSet('lagging', '滞后措施', factIds(counted.lagging)),
    laggingOverdue: measureSet(
      'lagging-overdue',
      '滞后并超期的措施',
      factIds(counted.lagging.filter((m) => m.timeliness === 'overdue')),
    ),
    baseOverdue: measureSet('base-overdue', '上期超期措施', counted.baseOverdue),
    baseLagging: measureSet('base-lagging', '上期滞后措施', counted.baseLagging),
    dueNext: measureSet('due-next', '下月到期措施', factIds(counted.dueNext)),
  };

  const tools = { book, counted, order: byRank, issueRef: refs.issue, measureRef: refs.measure };
  const issueGroupings = groupings(
    'issue',
    tree,
    names,
    (id) => id,
    (id) => issueFacts.get(id),
  );
  const measureGroupings = groupings(
    'measure',
    tree,
    names,
    (id) => measureFacts.get(id)?.issueId ?? 0,
    (id) => measureFacts.get(id),
  );

  const figures: SummaryFigures = {
    month: question.month,
    asOf: period.asOf,
    revision: facts.revision,
    round: { id: facts.round.id, title: facts.round.title, organisation: facts.round.organisation },
    base: {
      month: period.baseMonth,
      asOf: counted.baseAsOf,
      kind: counted.baseKind,
      edition: counted.edition,
    },
    overall,
    byAspect: issueGroups(tools, issueGroupings.aspect),
    issuesByUnit: issueGroups(tools, issueGroupings.unit),
    issuesByLead: issueGroups(tools, issueGroupings.lead),
    measuresByAspect: measureGroups(tools, measureGroupings.aspect),
    measuresByUnit: measureGroups(tools, measureGroupings.unit),
    measuresByLead: measureGroups(tools, measureGroupings.lead),
    outcomes: outcomeFigures(facts, book, period.asOf, counted.baseAsOf),
    clues: clueFigures(facts, book, period.asOf, counted.baseAsOf),
  };
  return {
    figures,
    sets: book.sets,
    workings: { ...tools, grouped, groupings: issueGroupings },
    rows(key, some) {
      const set = book.sets.get(key);
      if (set === undefined || some === undefined) return rowsOf(facts, context, set);
      return rowsOf(facts, context, { ...set, rows: set.rows.slice(some.from, some.from + some.count) });
    },
    context,
  };
}

/** Headings that have an issue of the day somewhere below them, in reading order. */
function headingsOf<H extends { id: number; parentId: number | null }>(
  headings: readonly H[],
  direct: readonly (number | null)[],
): H[] {
  const byId = new Map(headings.map((h) => [h.id, h]));
  const shown = new Set<number>();
  for (const id of direct) {
    for (let h = id === null ? undefined : byId.get(id); h !== undefined && !shown.has(h.id);) {
      shown.add(h.id);
      h = h.parentId === null ? undefined : byId.get(h.parentId);
    }
  }
  return headings.filter((h) => shown.has(h.id));
}

/** One reference object for each row, shared by all the sets it lies in. */
function references() {
  const made = new Map<string, Map<number, RowRef>>();
  const of = (kind: RowRef['kind']) => {
    const known = new Map<number, RowRef>();
    made.set(kind, known);
    return (id: number): RowRef => {
      let ref = known.get(id);
      if (ref === undefined) {
        ref = { kind, id, amount: 1 };
        known.set(id, ref);
      }
      return ref;
    };
  };
  return { heading: of('heading'), issue: of('issue'), measure: of('measure') };
}

/** Reading order of issues, and of measures below them. */
function ranks(issuesInOrder: readonly number[], grouped: MeasuresByIssue): ReadingOrder {
  const issueRank = new Map(issuesInOrder.map((id, rank) => [id, rank]));
  const measureRank = new Map<number, number>();
  for (const id of issuesInOrder) {
    for (const measure of grouped.get(id) ?? []) measureRank.set(measure.id, measureRank.size);
  }
  const by = (rank: ReadonlyMap<number, number>) => (a: number, b: number) =>
    (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || a - b;
  return { issues: by(issueRank), measures: by(measureRank) };
}

function linesOf<T>(book: FigureBook, key: string, line: (id: number) => T | null): T[] {
  return (book.sets.get(key)?.rows ?? []).flatMap((ref) => line(ref.id) ?? []);
}

function idsOf<T>(rows: ReadonlyMap<number, T>, holds: (row: T) => boolean): number[] {
  const ids: number[] = [];
  for (const [id, row] of rows) if (holds(row)) ids.push(id);
  return ids;
}

function factIds(rows: readonly MeasureAt[]): number[] {
  return rows.map((m) => m.fact.id);
}
