/**
 * The rows behind all figures of a month, each row once with everything that is counted of it: what the workbook's
 * sheets of rows hold and its formulas count. Told from the sets of the summary, so that they can't disagree.
 */
import type { Figure, IssueLine, MeasureLine } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Demand, IssueState, Lamp, MeasureState } from '../../shared/lists.ts';
import type { ComputedSummary } from '../../shared/summary/compute.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { marker } from '../../shared/summary/names.ts';
import { regulationWords, sanctionWords } from '../../shared/words.ts';

/** In which line of the group tables a row is counted: id of the aspect, unit or lead, null for 未明确. */
export interface RowGroups {
  readonly aspect: number | null;
  readonly unit: number | null;
  readonly lead: number | null;
}

export interface IssueSheetRow {
  readonly place: string;
  readonly title: string;
  /** Undefined for a row that stands in no group of the month: it left the plan while open. */
  readonly groups: RowGroups | undefined;
  readonly aspect: string;
  readonly unit: string;
  readonly lead: string;
  /** In the plan on the day; only such a row is counted now. */
  readonly counted: boolean;
  readonly state: IssueState;
  readonly closed: boolean;
  readonly closedOn: Day | null;
  /** In the plan, and closed, in the base. */
  readonly base: boolean;
  readonly baseClosed: boolean;
  readonly newlyClosed: boolean;
  readonly gone: boolean;
  readonly backDated: boolean;
}

export interface MeasureSheetRow {
  readonly issuePlace: string;
  readonly issueTitle: string;
  readonly title: string;
  readonly groups: RowGroups | undefined;
  readonly aspect: string;
  readonly unit: string;
  readonly lead: string;
  readonly counted: boolean;
  readonly demand: Demand | null;
  readonly state: MeasureState;
  readonly complete: boolean;
  readonly established: boolean;
  readonly dueOn: Day | null;
  readonly deadlineRaw: string;
  readonly doneOn: Day | null;
  readonly lamp: Lamp;
  readonly daysLate: number;
  readonly lagging: boolean;
  readonly dueNext: boolean;
  readonly baseDone: boolean;
  readonly baseOverdue: boolean;
  readonly baseLagging: boolean;
  readonly newlyDone: boolean;
  readonly doneGone: boolean;
  readonly newlyEstablished: boolean;
  readonly backDated: boolean;
}

/** Sanctions bear no names; clues neither title nor result. */
export interface OutcomeSheetRow {
  readonly family: 'regulation' | 'sanction' | 'recovery' | 'clue';
  /** In words; '' for a clue. */
  readonly kind: string;
  readonly title: string;
  readonly number: string;
  readonly on: Day | null;
  readonly issuePlace: string;
  readonly issueTitle: string;
  /** Came since the day of the base. */
  readonly inMonth: boolean;
  /** Items or people; of money 1. */
  readonly amount: number;
  readonly fen: number | null;
  readonly concluded: boolean;
  readonly concludedInMonth: boolean;
}

export interface SummaryRowSets {
  readonly issues: readonly IssueSheetRow[];
  readonly measures: readonly MeasureSheetRow[];
  readonly outcomes: readonly OutcomeSheetRow[];
}

/** All rows of a computed month, in reading order; those that left the plan since the base stand last. */
export function summaryRowSets(computed: ComputedSummary): SummaryRowSets {
  return { issues: issueRows(computed), measures: measureRows(computed), outcomes: outcomeRows(computed) };
}

function issueRows(computed: ComputedSummary): IssueSheetRow[] {
  const { overall: o, byAspect, issuesByUnit, issuesByLead } = computed.summary;
  const of = (f: Figure) => idsOf(computed, f.key);
  const [all, closed, base, baseClosed, added, gone] = [
    of(o.issues),
    of(o.closed),
    of(o.baseIssues),
    of(o.baseClosed),
    of(o.newlyClosed),
    of(o.gone),
  ] as const;
  const groups = groupsOf(computed, [byAspect, issuesByUnit, issuesByLead], (g) => [
    g.issues.key,
    g.baseClosed.key,
  ]);
  const lines = linesOf<IssueLine>(computed, 'issues', [o.issues, o.baseIssues, o.baseClosed]);
  return [...lines].map(([id, line]) => ({
    place: line?.place ?? '',
    title: line?.title ?? '',
    groups: groups(id),
    aspect: line?.aspect ?? '',
    unit: line?.unit?.name ?? '',
    lead: line?.lead?.name ?? '',
    counted: all.has(id),
    state: line?.state ?? 'not_started',
    closed: closed.has(id),
    closedOn: closed.has(id) ? (line?.closedOn ?? null) : null,
    base: base.has(id),
    baseClosed: baseClosed.has(id),
    newlyClosed: added.has(id),
    gone: gone.has(id),
    backDated: line?.backDated ?? false,
  }));
}

function measureRows(computed: ComputedSummary): MeasureSheetRow[] {
  const { overall: o, measuresByAspect, measuresByUnit, measuresByLead, annex } = computed.summary;
  const of = (f: Figure) => idsOf(computed, f.key);
  const [all, complete, lagging, dueNext] = [
    of(o.measures),
    of(o.measuresComplete),
    of(o.lagging),
    of(o.dueNext),
  ] as const;
  const [baseDone, baseOverdue, baseLagging, added, gone, established] = [
    of(o.baseDone),
    of(o.baseOverdue),
    of(o.baseLagging),
    of(o.newlyDone),
    of(o.doneGone),
    of(o.newlyEstablished),
  ] as const;
  const groups = groupsOf(computed, [measuresByAspect, measuresByUnit, measuresByLead], (g) => [
    g.measures.key,
  ]);
  const known = new Map(annex.map((row) => [row.measureId, row]));
  const lines = linesOf<MeasureLine>(computed, 'measures', [
    o.measures,
    o.baseDone,
    o.baseOverdue,
    o.baseLagging,
  ]);
  return [...lines].map(([id, line]) => ({
    issuePlace: line?.issuePlace ?? '',
    issueTitle: line?.issueTitle ?? '',
    title: `${marker(line?.number ?? '')} ${line?.title ?? ''}`.trim(),
    groups: groups(id),
    aspect: known.get(id)?.aspect ?? '',
    unit: line?.unit?.name ?? '',
    lead: line?.lead?.name ?? '',
    counted: all.has(id),
    demand: known.get(id)?.demand ?? null,
    state: line?.state ?? 'not_started',
    complete: complete.has(id),
    established: line?.established ?? false,
    dueOn: line?.dueOn ?? null,
    deadlineRaw: line?.deadlineRaw ?? '',
    doneOn: line?.doneOn ?? null,
    lamp: line?.lamp ?? 'off',
    daysLate: line?.daysLate ?? 0,
    lagging: lagging.has(id),
    dueNext: dueNext.has(id),
    baseDone: baseDone.has(id),
    baseOverdue: baseOverdue.has(id),
    baseLagging: baseLagging.has(id),
    newlyDone: added.has(id),
    doneGone: gone.has(id),
    newlyEstablished: established.has(id),
    backDated: line?.backDated ?? false,
  }));
}

function outcomeRows(computed: ComputedSummary): OutcomeSheetRow[] {
  const { outcomes: o, clues } = computed.summary;
  const rows = (
    family: OutcomeSheetRow['family'],
    kind: string,
    all: Figure,
    more: Partial<Record<'inMonth' | 'concluded' | 'concludedInMonth', Figure>>,
    titleOf: (title: string) => string,
  ): OutcomeSheetRow[] => {
    const found = computed.rows(all.key);
    const has = (figure: Figure | undefined) =>
      figure === undefined ? new Set<number>() : idsOf(computed, figure.key);
    const [inMonth, concluded, concludedInMonth] = [
      has(more.inMonth),
      has(more.concluded),
      has(more.concludedInMonth),
    ] as const;
    return found?.kind !== 'outcomes'
      ? []
      : found.rows.map((row) => ({
          family,
          kind,
          title: titleOf(row.title),
          number: family === 'clue' ? '' : row.number,
          on: row.on,
          issuePlace: row.issuePlace,
          issueTitle: row.issueTitle,
          inMonth: inMonth.has(row.id),
          amount: family === 'recovery' ? 1 : row.amount,
          fen: family === 'recovery' ? row.amount : null,
          concluded: concluded.has(row.id),
          concludedInMonth: concludedInMonth.has(row.id),
        }));
  };
  const none = () => '';
  return [
    ...o.regulations.flatMap(({ kind, figure, inMonth }) =>
      rows('regulation', `${regulationWords[kind]}制度`, figure, { inMonth }, (title) =>
        // A row behind a figure is said with its kind before it.
        title.startsWith(`${regulationWords[kind]}：`)
          ? title.slice(regulationWords[kind].length + 1)
          : title,
      ),
    ),
    ...o.sanctions.flatMap(({ kind, figure, inMonth }) =>
      rows('sanction', sanctionWords[kind], figure, { inMonth }, none),
    ),
    ...o.recoveries.flatMap(({ kind, figure, inMonth }) =>
      rows('recovery', recoveryName(kind), figure, { inMonth }, none),
    ),
    ...rows(
      'clue',
      '',
      clues.received,
      {
        inMonth: clues.receivedInMonth,
        concluded: clues.concluded,
        concludedInMonth: clues.concludedInMonth,
      },
      none,
    ),
  ];
}

function idsOf({ sets }: ComputedSummary, key: string): Set<number> {
  return new Set((sets.get(key)?.rows ?? []).map(({ id }) => id));
}

/** Lines of several sets, each once. A row of a released base that the ledger knows no more has none. */
function linesOf<L extends { readonly id: number }>(
  computed: ComputedSummary,
  kind: 'issues' | 'measures',
  figures: readonly Figure[],
): Map<number, L | null> {
  const lines = new Map<number, L | null>();
  for (const { key } of figures) {
    const found = computed.rows(key);
    const known = new Map(found?.kind === kind ? found.rows.map((row) => [row.id, row as unknown as L]) : []);
    for (const id of idsOf(computed, key)) if (!lines.has(id)) lines.set(id, known.get(id) ?? null);
  }
  return lines;
}

interface Group {
  readonly id: number | null;
}

/** In which group of each table a row stands, told by the sets of the groups' figures. */
function groupsOf<G extends Group>(
  computed: ComputedSummary,
  [aspects, units, leads]: readonly [readonly G[], readonly G[], readonly G[]],
  keysOf: (group: G) => readonly string[],
): (id: number) => RowGroups | undefined {
  const by = (groups: readonly G[]): Map<number, number | null> => {
    const known = new Map<number, number | null>();
    for (const group of groups)
      for (const key of keysOf(group)) for (const id of idsOf(computed, key)) known.set(id, group.id);
    return known;
  };
  const [aspect, unit, lead] = [by(aspects), by(units), by(leads)] as const;
  return (id) =>
    aspect.has(id)
      ? { aspect: aspect.get(id) ?? null, unit: unit.get(id) ?? null, lead: lead.get(id) ?? null }
      : undefined;
}
