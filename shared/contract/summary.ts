/** The monthly summary: one object from which screen, paper and workbook are made (domain.md, "Counting"). */
import { z } from 'zod';
import { read, write, written } from './define.ts';
import { NARRATIVE_LENGTH } from './lengths.ts';
import {
  count,
  day,
  demand,
  id,
  issueState,
  lamp,
  measureState,
  month,
  named,
  regulationKind,
  sanctionKind,
  statedTotals,
} from './words.ts';

/**
 * A figure is the size of a set of rows (or the sum over it: people, fen), and `key` opens that set
 * by `summary.rows`.
 */
export const figure = z.strictObject({ key: z.string(), value: z.int(), rows: count });

export const issueLine = z.strictObject({
  id,
  /** Marker as printed, and the way to it through the headings: '一（二）3'. */
  number: z.string(),
  place: z.string(),
  title: z.string(),
  aspect: z.string(),
  lead: named.nullable(),
  unit: named.nullable(),
  state: issueState,
  closedOn: day.nullable(),
  /** 补记: newly counted, though its day lies within the base's time. */
  backDated: z.boolean(),
  /** Taken out of the plan by the day of the summary (only among those gone). */
  withdrawn: z.boolean(),
});

export const measureLine = z.strictObject({
  id,
  issueId: id,
  number: z.string(),
  issuePlace: z.string(),
  issueTitle: z.string(),
  title: z.string(),
  lead: named.nullable(),
  unit: named.nullable(),
  state: measureState,
  /** 已建立长效机制, and not done. */
  established: z.boolean(),
  lamp,
  dueOn: day.nullable(),
  deadlineRaw: z.string(),
  doneOn: day.nullable(),
  /** Days past the deadline: of an overdue measure until the day of the summary, of a late one until it was done. */
  daysLate: count,
  lagging: z.boolean(),
  delayReason: z.string(),
  nextStep: z.string(),
  backDated: z.boolean(),
  withdrawn: z.boolean(),
});

const groupRow = z.strictObject({
  /** Id of the aspect, unit or lead; null for 未明确. */
  id: id.nullable(),
  name: z.string(),
  issues: figure,
  closed: figure,
  open: figure,
  /** Within the group too: closed = baseClosed + newlyClosed − gone. Predecessors of a merger count in the base. */
  baseClosed: figure,
  newlyClosed: figure,
  gone: figure,
  rateBp: z.int().nullable(),
});

const measureGroupRow = z.strictObject({
  id: id.nullable(),
  name: z.string(),
  measures: figure,
  complete: figure,
  newlyDone: figure,
  overdue: figure,
  near: figure,
  lagging: figure,
});

/** Cumulated by the day of the summary; `inMonth` is what came since the day of the base. */
const outcomeFigures = { figure, inMonth: figure };

export const annexRow = z.strictObject({
  issueId: id,
  measureId: id.nullable(),
  aspect: z.string(),
  issuePlace: z.string(),
  issueTitle: z.string(),
  issueState,
  measureNumber: z.string(),
  measureTitle: z.string(),
  lead: z.string(),
  unit: z.string(),
  demand: demand.nullable(),
  deadline: z.string(),
  dueOn: day.nullable(),
  state: measureState.nullable(),
  /** 已建立长效机制, and not done. */
  established: z.boolean(),
  lamp: lamp.nullable(),
  progress: z.string(),
});

/** Parts of the summary in their order; each has its heading and paragraph, and most have tables. */
export const summaryPart = z.enum([
  'overall',
  'measures',
  'month',
  'late',
  'groups',
  'outcomes',
  'clues',
  'due',
  'matters',
]);

/** A piece of a paragraph. Every number of a composed one is a run with a name. */
export const narrativeRun = z.strictObject({
  text: z.string(),
  /** Which value of its part this is ('closed', 'rate'); text without one is anybody's words. */
  name: z.string().optional(),
  /** Key that opens the rows it counts. */
  figure: z.string().optional(),
  /** What the ledger says, where the edited text says otherwise; '' when it has no such value now. */
  differs: z.string().optional(),
});

export const summary = z.strictObject({
  month,
  /** E: the smaller of the month's cut-off and today. */
  asOf: day,
  revision: z.int(),
  round: z.strictObject({ id, title: z.string(), organisation: z.string() }),
  /** With what this month is compared, and by which right. */
  base: z.strictObject({
    month,
    asOf: day,
    kind: z.enum(['released', 'computed']),
    edition: count.nullable(),
  }),
  overall: z.strictObject({
    aspects: figure,
    headings: figure,
    issues: figure,
    closed: figure,
    open: figure,
    rateBp: z.int().nullable(),
    baseRateBp: z.int().nullable(),
    /** All(E) and the open ones of the base. */
    baseIssues: figure,
    baseOpen: figure,
    byState: z.array(z.strictObject({ state: issueState, figure })),
    measures: figure,
    measuresDone: figure,
    measuresEstablished: figure,
    measuresComplete: figure,
    measuresIncomplete: figure,
    measuresByState: z.array(z.strictObject({ state: measureState, figure })),
    measuresByLamp: z.array(z.strictObject({ lamp, figure })),
    stated: statedTotals,
    /** |C| = |base| + |new| − |gone|. */
    baseClosed: figure,
    newlyClosed: figure,
    gone: figure,
    /** Of measures, by state done: measuresDone = baseDone + newlyDone − doneGone. */
    baseDone: figure,
    newlyDone: figure,
    doneGone: figure,
    newlyEstablished: figure,
    overdue: figure,
    /** All that lag, also those that are overdue too. */
    lagging: figure,
    laggingOverdue: figure,
    /** Of the base: what was overdue and lagging then. */
    baseOverdue: figure,
    baseLagging: figure,
    dueNext: figure,
  }),
  /** Month by month from the first issue on, as the ledger knows it now; the last one is this month. */
  trend: z.array(z.strictObject({ month, asOf: day, issues: count, closed: count, open: count })),
  newlyClosed: z.array(issueLine),
  gone: z.array(issueLine),
  newlyDone: z.array(measureLine),
  newlyEstablished: z.array(measureLine),
  overdue: z.array(measureLine),
  lagging: z.array(measureLine),
  byAspect: z.array(groupRow),
  issuesByUnit: z.array(groupRow),
  issuesByLead: z.array(groupRow),
  measuresByAspect: z.array(measureGroupRow),
  measuresByUnit: z.array(measureGroupRow),
  measuresByLead: z.array(measureGroupRow),
  outcomes: z.strictObject({
    regulations: z.array(z.strictObject({ kind: regulationKind, ...outcomeFigures })),
    sanctions: z.array(z.strictObject({ kind: sanctionKind, ...outcomeFigures })),
    regulationsTotal: figure,
    sanctionsTotal: figure,
    recoveries: z.array(z.strictObject({ kind: z.string(), ...outcomeFigures })),
    recoveriesTotal: figure,
  }),
  clues: z.strictObject({
    received: figure,
    concluded: figure,
    /** Since the day of the base. */
    receivedInMonth: figure,
    concludedInMonth: figure,
    rateBp: z.int().nullable(),
  }),
  dueNext: z.array(measureLine),
  matters: z.array(
    z.strictObject({
      id,
      title: z.string(),
      issues: z.array(z.string()),
      month,
      meetingOn: day.nullable(),
      decision: z.string(),
      followUp: z.string(),
      /** Day on which what was decided stood; null while it is followed up. */
      settledOn: day.nullable(),
    }),
  ),
  annex: z.array(annexRow),
  /** Paragraphs in the official manner, composed from the figures above or edited by the clerk. */
  narrative: z.array(
    z.strictObject({
      part: summaryPart,
      heading: z.string(),
      /** The runs' texts together; line ends part paragraphs. */
      text: z.string(),
      runs: z.array(narrativeRun),
      /** The clerk's own wording; `composed` is what the figures alone would say. */
      edited: z.boolean(),
      composed: z.array(narrativeRun),
    }),
  ),
});

/** The rows behind a figure; one kind of row per set. */
export const figureRows = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issues'), title: z.string(), rows: z.array(issueLine) }),
  z.strictObject({ kind: z.literal('measures'), title: z.string(), rows: z.array(measureLine) }),
  z.strictObject({
    kind: z.literal('headings'),
    title: z.string(),
    rows: z.array(z.strictObject({ id, number: z.string(), title: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('outcomes'),
    title: z.string(),
    unit: z.enum(['items', 'people', 'fen']),
    rows: z.array(
      z.strictObject({
        id,
        title: z.string(),
        number: z.string(),
        on: day.nullable(),
        issueId: id.nullable(),
        issuePlace: z.string(),
        issueTitle: z.string(),
        /** People or fen, 1 for a regulation or clue. */
        amount: z.int(),
      }),
    ),
  }),
]);

export const summaryCalls = {
  'summary.compute': read(z.strictObject({ month }), summary),
  /**
   * The clerk's wording of a part; its figures are found again by themselves. Null: back to the composed one.
   * Refuses `narrative_blank`.
   */
  'narrative.set': write(
    z.strictObject({ month, part: summaryPart, text: z.string().max(NARRATIVE_LENGTH).nullable() }),
    written,
  ),
  'summary.rows': read(z.strictObject({ month, key: z.string().max(300) }), figureRows),
  /**
   * Months that have anything to show, newest first, for the month chooser; `latest` is the last one for which
   * anything was recorded, null for an empty round.
   */
  'summary.months': read(
    z.strictObject({}),
    z.strictObject({ months: z.array(month), latest: month.nullable() }),
  ),
};
