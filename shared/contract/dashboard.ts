/** 综合看板: what the leader asks, on any day: by the day things took effect, and as known at a time. */
import { z } from 'zod';
import { read } from './define.ts';
import { figure, figureRows, summary } from './summary.ts';
import { closure, count, day, month } from './words.ts';

/** The ledger as it was known at a moment of the log. */
const knownAt = z.strictObject({ at: z.string(), step: z.int() });

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
  /** Issues in the chain, by where they stand. */
  chain: z.array(z.strictObject({ closure, figure })),
  /** Month by month since the feedback, at each cut-off and at last on the day: what was open, what was closed. */
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
    }),
  ),
  /** Open issues by the days since they were adopted; the last has no end. */
  ageing: z.array(z.strictObject({ from: count, to: count.nullable(), figure })),
});

export const dashboardCalls = {
  'dashboard.get': read(dashboardQuery, dashboard),
  'dashboard.rows': read(dashboardQuery.extend({ key: z.string().max(300) }), figureRows),
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
