/** 综合看板: what the leader asks, on any day: by the day things took effect, and as known at a time. */
import { z } from 'zod';
import { read } from './define.ts';
import { stackParts } from '../dashboard/parts.ts';
import { figure, figureRows, summary } from './summary.ts';
import { closure, count, day, id, month } from './words.ts';

/** The ledger as it was known at a moment of the log: the time asked, and the last step recorded by then. */
const knownAt = z.strictObject({ at: z.string(), step: z.int(), recordedAt: z.string() });

/** Issues of one group, split by where they stand: the parts add up to `issues`. */
const stack = z.strictObject({
  /** Id of the aspect, unit or lead; null for 未明确. */
  id: id.nullable(),
  name: z.string(),
  issues: figure,
  parts: z.array(z.strictObject({ part: z.enum(stackParts), figure })),
});

export const dashboardQuery = z.strictObject({
  /** By the day of effect; today when left out. */
  asOf: day.optional(),
  /** As the log had it: a time (UTC ISO), of which the last step before counts. */
  knownAt: z.iso.datetime().optional(),
});

export const dashboard = z.strictObject({
  asOf: day,
  knownAt: knownAt.nullable(),
  revision: z.int(),
  /** Day of the feedback; before it there is nothing to count. */
  feedbackOn: day.nullable(),
  /** End of the concentrated rectification. */
  roundEnd: day.nullable(),
  /** The figures of the summary, by its own computation: the paper and this screen can't disagree. */
  summary: summary.pick({
    month: true,
    round: true,
    base: true,
    overall: true,
    byAspect: true,
    issuesByUnit: true,
    issuesByLead: true,
    measuresByAspect: true,
    measuresByUnit: true,
    measuresByLead: true,
    outcomes: true,
    clues: true,
  }),
  /** What the day of the base (`summary.base.asOf`) had, counted from the ledger. */
  before: z.strictObject({ issues: figure, overdue: figure, near: figure, lagging: figure }),
  stacks: z.strictObject({ aspect: z.array(stack), unit: z.array(stack), lead: z.array(stack) }),
  /** Outcomes that came since the day of the base. */
  inMonth: z.strictObject({ regulations: figure, sanctions: figure, recoveries: figure }),
  /** Issues in the chain, by where they stand. */
  chain: z.array(z.strictObject({ closure, figure })),
  /**
   * Month by month since the feedback, at each cut-off and at last on the day, as the summary of that month counts;
   * `regulations`, `sanctions` and `fen` are cumulated, `new…` came since the cut-off before.
   */
  trend: z.array(
    z.strictObject({
      month,
      asOf: day,
      issues: count,
      closed: count,
      open: count,
      measures: count,
      measuresComplete: count,
      measuresOpen: count,
      overdue: count,
      regulations: count,
      sanctions: count,
      fen: count,
      newRegulations: count,
      newSanctions: count,
      newFen: count,
    }),
  ),
  /** Open issues by the days since they were adopted; the last has no end. */
  ageing: z.array(z.strictObject({ from: count, to: count.nullable(), figure })),
});

/** Rows of one page at most. */
export const DASHBOARD_PAGE = 1000;

/** Rows of a figure from `from` on, and how many there are in all. */
export const dashboardRows = z.strictObject({ total: count, page: figureRows });

export const dashboardCalls = {
  'dashboard.get': read(dashboardQuery, dashboard),
  'dashboard.rows': read(
    dashboardQuery.extend({ key: z.string().max(300), from: count.optional() }),
    dashboardRows,
  ),
  /** Times between which the log knows the ledger. */
  'dashboard.span': read(
    z.strictObject({}),
    z.strictObject({
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      firstDay: day.nullable(),
    }),
  ),
};
