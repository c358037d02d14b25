/** The tree, the checklist, and one node's detail. */
import { z } from 'zod';
import { closingRecord, planChange, stepSetting } from './closing.ts';
import { read, write, written } from './define.ts';
import {
  closure,
  count,
  day,
  deadline,
  demand,
  id,
  ids,
  issueState,
  lamp,
  measureState,
  month,
  name,
  named,
  sentence,
  text,
} from './words.ts';

/** One node as the command line prints it: ids are prefixed (h, i, m) so that one id names one node. */
const treeNode = z.strictObject({
  id: z.string(),
  kind: z.enum(['heading', 'issue', 'measure']),
  parent: z.string().nullable(),
  number: z.string(),
  title: z.string(),
  /** Measures: measure state; issues: derived state; headings: null. */
  state: z.string().nullable(),
  /** Taken out of the plan: an issue or a measure that is counted nowhere. */
  withdrawn: z.boolean(),
});

/** One row of the tree on screen, in the order in which it is shown (depth first). */
export const outlineNode = z.strictObject({
  kind: z.enum(['heading', 'issue']),
  id,
  parent: id.nullable(),
  depth: count,
  number: z.string(),
  title: z.string(),
  /** Of the issues below a heading; 1 and 0/1 for an issue itself. */
  issues: count,
  issuesClosed: count,
  measures: count,
  measuresComplete: count,
  state: issueState.nullable(),
  /** Worst lamp among what is open below; null when nothing is open. */
  lamp: lamp.nullable(),
});

export const measureRow = z.strictObject({
  id,
  issueId: id,
  issueNumber: z.string(),
  issueTitle: z.string(),
  number: z.string(),
  title: z.string(),
  state: measureState,
  demand,
  established: z.boolean(),
  complete: z.boolean(),
  doneOn: day.nullable(),
  withdrawnOn: day.nullable(),
  /** Own lead and unit, or those inherited from the issue. */
  lead: named.nullable(),
  leadInherited: z.boolean(),
  unit: named.nullable(),
  unitInherited: z.boolean(),
  assisting: z.array(named),
  assignee: z.string(),
  deadline,
  /** The deadline in force today (after extensions). */
  dueOn: day.nullable(),
  extensions: count,
  lamp,
  lagging: z.boolean(),
  lacksEvidence: z.boolean(),
  /** The issue is in the closing chain or closed: nothing here may change. */
  frozen: z.boolean(),
  latestMonth: month.nullable(),
  latestText: z.string(),
});

export const checklistQuery = z.strictObject({
  /** What is shown: the whole round, all below a heading, or one issue. */
  scope: z.union([z.strictObject({ heading: id }), z.strictObject({ issue: id }), z.null()]),
  /** Words typed: found in titles, texts, progress, persons, units, and by pinyin initials. All must occur. */
  find: z.string().max(200),
  states: z.array(measureState),
  demands: z.array(demand),
  lamps: z.array(lamp),
  leads: z.array(id),
  units: z.array(id),
  /** Extra conditions: 滞后, 缺佐证, 推断 deadlines, withdrawn ones (hidden otherwise), of units only as the responsible one. */
  only: z.array(z.enum(['lagging', 'lacks_evidence', 'inferred', 'withdrawn', 'responsible'])),
  sort: z.enum(['tree', 'title', 'state', 'demand', 'lead', 'unit', 'deadline', 'progress']),
  descending: z.boolean(),
  group: z.enum(['none', 'issue', 'unit', 'lead']),
});

const progress = z.strictObject({
  id,
  month,
  text: z.string(),
  unit: named.nullable(),
  source: z.enum(['typed', 'notice', 'return', 'ledger', 'sample']),
  delayReason: z.string(),
  nextStep: z.string(),
  remark: z.string(),
  recordedAt: z.string(),
  operator: z.string(),
});

const evidence = z.strictObject({
  id,
  title: z.string(),
  reference: z.string(),
  fileName: z.string().nullable(),
  /** Of a kept file. */
  bytes: count.nullable(),
  sha256: z.string().nullable(),
  addedOn: day,
});

const measureEvent = z.strictObject({
  id,
  kind: z.enum(['state', 'established', 'unestablished', 'withdrawn', 'restored']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  on: day,
  reason: z.string(),
  recordedAt: z.string(),
});

const extension = z.strictObject({
  id,
  approvedBy: z.string(),
  approvedOn: day,
  raw: z.string(),
  date: day.nullable(),
  reason: z.string(),
});

export const measureDetail = measureRow.extend({
  text: z.string(),
  noEvidenceReason: z.string(),
  establishedOn: day.nullable(),
  adoptedOn: day,
  progress: z.array(progress),
  evidence: z.array(evidence),
  events: z.array(measureEvent),
  extensionList: z.array(extension),
});

export const issueDetail = z.strictObject({
  id,
  headingId: id.nullable(),
  path: z.array(z.strictObject({ id, number: z.string(), title: z.string() })),
  number: z.string(),
  title: z.string(),
  text: z.string(),
  lead: named.nullable(),
  unit: named.nullable(),
  state: issueState,
  closure,
  lamp: lamp.nullable(),
  cycle: count,
  adoptedOn: day,
  withdrawnOn: day.nullable(),
  measures: count,
  measuresComplete: count,
  /** Steps of the closing chain so far, oldest first, all cycles. */
  closing: z.array(closingRecord),
  /** Steps of the cycle that runs, or of the round when none does; `next` is the one that is due. */
  steps: z.array(stepSetting),
  next: stepSetting.nullable(),
  planChanges: z.array(planChange),
});

export const headingDetail = z.strictObject({
  id,
  parentId: id.nullable(),
  path: z.array(z.strictObject({ id, number: z.string(), title: z.string() })),
  number: z.string(),
  title: z.string(),
  issues: count,
  issuesClosed: count,
  measures: count,
  measuresComplete: count,
});

/** Fields edited in a cell or in bulk. Null takes a reference away (a measure then inherits its issue's). */
export const measurePatch = z
  .strictObject({
    number: z.string().max(40),
    title: sentence,
    text,
    demand,
    leadId: id.nullable(),
    unitId: id.nullable(),
    assistingIds: z.array(id).max(50),
    assignee: z.string().max(200),
    /** Raw words; read by shared/deadline.ts. What is not understood is refused with `deadline_not_understood`. */
    deadline: z.string().max(200),
    /** Takes an inferred year as right. */
    confirmDeadline: z.literal(true),
  })
  .partial();

export const issuePatch = z
  .strictObject({
    number: z.string().max(40),
    title: sentence,
    text,
    leadId: id.nullable(),
    unitId: id.nullable(),
  })
  .partial();

export const treeCalls = {
  /** Every node of a round (the current one unless said), for the command line. */
  'tree.all': read(z.strictObject({ roundId: id.optional() }), z.strictObject({ nodes: z.array(treeNode) })),
  /** The tree on screen. With `issues`, only those issues and the headings above them, to refresh after a change. */
  'tree.outline': read(
    z.strictObject({ issues: z.array(id).max(1000).optional() }),
    z.strictObject({ revision: z.int(), nodes: z.array(outlineNode) }),
  ),
  /** Ids of the measures a view shows, in order; groups partition them. The window fetches rows by id as it scrolls. */
  'checklist.find': read(
    checklistQuery,
    z.strictObject({
      revision: z.int(),
      ids: z.custom<Int32Array>((value) => value instanceof Int32Array),
      groups: z.array(z.strictObject({ id: z.int().nullable(), label: z.string(), start: count, count })),
      /** All measures in scope before filters, so that the screen can say "12 / 93". */
      inScope: count,
    }),
  ),
  'checklist.rows': read(
    z.strictObject({ ids: z.array(id).max(1000) }),
    z.strictObject({ revision: z.int(), rows: z.array(measureRow) }),
  ),
  /** The same columns as text, in the order of `ids`, for the clipboard. */
  'measure.get': read(z.strictObject({ id }), measureDetail),
  'issue.get': read(z.strictObject({ id }), issueDetail),
  'heading.get': read(z.strictObject({ id }), headingDetail),

  'measure.setState': write(
    z.strictObject({ ids, state: measureState, on: day.optional(), reason: z.string().max(2000).optional() }),
    written,
  ),
  'measure.establish': write(z.strictObject({ ids, established: z.boolean(), on: day.optional() }), written),
  'measure.edit': write(z.strictObject({ ids, patch: measurePatch }), written),
  'measure.noEvidence': write(z.strictObject({ ids, reason: z.string().trim().max(2000) }), written),
  'measure.addProgress': write(
    z.strictObject({
      id,
      month,
      text: text.trim().min(1),
      delayReason: z.string().max(4000).optional(),
      nextStep: z.string().max(4000).optional(),
    }),
    written,
  ),
  'measure.addEvidence': write(z.strictObject({ id, title: name, reference: z.string().max(400) }), written),
  'evidence.remove': write(z.strictObject({ id }), written),
  'measure.withdraw': write(
    z.strictObject({ ids, reason: sentence, body: z.string().trim().max(200), on: day.optional() }),
    written,
  ),
  'measure.restore': write(
    z.strictObject({ ids, reason: sentence, body: z.string().trim().max(200), on: day.optional() }),
    written,
  ),

  'measure.add': write(
    z.strictObject({
      issueId: id,
      after: id.nullable(),
      patch: measurePatch.required({ title: true }),
      /** Who approved that the plan grows, and from when on it counts; by default today, without a body. */
      plan: z
        .strictObject({
          reason: z.string().trim().max(2000),
          body: z.string().trim().max(200),
          on: day.optional(),
        })
        .optional(),
    }),
    written.extend({ id }),
  ),
  'issue.add': write(
    z.strictObject({ headingId: id.nullable(), patch: issuePatch.required({ title: true }) }),
    written.extend({ id }),
  ),
  'issue.edit': write(z.strictObject({ ids, patch: issuePatch }), written),
  'heading.add': write(
    z.strictObject({ parentId: id.nullable(), number: z.string().max(40), title: sentence }),
    written.extend({ id }),
  ),
  'heading.edit': write(
    z.strictObject({
      id,
      patch: z.strictObject({ number: z.string().max(40), title: sentence }).partial(),
    }),
    written,
  ),
  /** Only what was never counted: a heading without children, an issue without measures, a measure without history. */
  'node.remove': write(z.strictObject({ kind: z.enum(['heading', 'issue', 'measure']), id }), written),
};
