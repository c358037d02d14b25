/** The closing chain on screen: who holds what, what is still missing, every step and way back; changes of the plan. */
import { z } from 'zod';
import { closingEvents, closingSteps, planChangeKinds, reopenGrounds } from '../lists.ts';
import { nothing, read, write, written } from './define.ts';
import { closure, count, day, id, ids, issueState, measureState, name, named, sentence } from './words.ts';

const chainStep = z.enum(closingSteps);
const opinion = z.string().trim().max(4000);

/** A step of a round's chain: what it is called here, and who holds an issue that waits for it. */
export const stepSetting = z.strictObject({
  step: chainStep,
  name: z.string().trim().min(1).max(20),
  holder: z.string().trim().max(40),
});

const card = z.strictObject({
  id,
  number: z.string(),
  /** Way through the headings, '一（二）3'. */
  place: z.string(),
  title: z.string(),
  lead: named.nullable(),
  unit: named.nullable(),
  state: issueState,
  closure,
  cycle: count,
  attempt: count,
  /** The step that is due, with who holds it; null for a closed issue. */
  next: stepSetting.nullable(),
  /** Since when it stands where it stands: the last event of the chain, or the day it became 待申请. */
  since: day.nullable(),
  days: count.nullable(),
  measures: count,
  measuresComplete: count,
  /** Was it sent back in this cycle, and why; null otherwise. */
  returned: z.strictObject({ on: day, by: z.string(), reason: z.string() }).nullable(),
  imported: z.boolean(),
  recheckedOn: day.nullable(),
});

/** What an application still lacks, each item by its place. */
export const missingItem = z.strictObject({
  kind: z.enum(['no_active_measure', 'measure_incomplete', 'evidence_missing', 'proposal_pending']),
  measure: z.strictObject({ id, number: z.string(), title: z.string() }).nullable(),
});

export const planChange = z.strictObject({
  id,
  kind: z.enum(planChangeKinds),
  measure: z.strictObject({ id, title: z.string() }).nullable(),
  replacedBy: z.strictObject({ id, title: z.string() }).nullable(),
  reason: z.string(),
  body: z.string(),
  on: day,
});

/** One event as the history of an issue and its paper show it. */
export const closingRecord = z.strictObject({
  id,
  cycle: count,
  attempt: count,
  step: z.enum(closingEvents),
  /** What the step was called in its cycle. */
  name: z.string(),
  ground: z.enum(['', ...reopenGrounds]),
  /** Who acted; the operator is who sat at the PC. */
  actor: z.string(),
  operator: z.string(),
  on: day,
  opinion: z.string(),
});

/** A measure of an issue by the number it is called by. */
export const issueMeasure = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  state: measureState,
  established: z.boolean(),
  doneOn: day.nullable(),
  withdrawnOn: day.nullable(),
});

const act = { actor: name, on: day.optional() };
const planWhy = { reason: sentence, body: z.string().trim().min(1).max(200), on: day.optional() };

export const closingCalls = {
  /** Issues of the current round by where they stand in the chain, longest waiting first. */
  'closing.board': read(
    z.strictObject({
      find: z.string().max(200).optional(),
      leads: z.array(id).optional(),
      units: z.array(id).optional(),
    }),
    z.strictObject({
      revision: z.int(),
      steps: z.array(stepSetting),
      columns: z.array(
        z.strictObject({
          key: closure.or(z.literal('ready')),
          total: count,
          /** At most 500. */
          cards: z.array(card),
        }),
      ),
    }),
  ),
  'closing.missing': read(
    z.strictObject({ ids }),
    z.strictObject({
      issues: z.array(
        z.strictObject({ id, number: z.string(), title: z.string(), closure, missing: z.array(missingItem) }),
      ),
    }),
  ),
  /** Takes the step that is due (or the one named, which must be it) for all of the issues, or for none. */
  'closing.step': write(
    z.strictObject({ ids, step: chainStep.optional(), ...act, opinion: opinion.optional() }),
    written.extend({ moved: z.array(z.strictObject({ id, step: chainStep })) }),
  ),
  /** 退回, or 撤回申请 by the applicant. */
  'closing.back': write(
    z.strictObject({ ids, as: z.enum(['sent_back', 'application_withdrawn']), ...act, reason: opinion }),
    written,
  ),
  /** 回头看通过: a record only. */
  'closing.recheck': write(z.strictObject({ ids, ...act, opinion: opinion.optional() }), written),
  /** 重启: sets measures back or adds some, at least one of the two. */
  'closing.reopen': write(
    z.strictObject({
      id,
      ground: z.enum(reopenGrounds),
      ...act,
      reason: opinion,
      setBack: z.array(
        z.strictObject({ measure: id, state: z.enum(['not_started', 'in_progress', 'mostly_done']) }),
      ),
      add: z.array(z.strictObject({ title: sentence, deadline: z.string().max(200) })).max(100),
    }),
    written,
  ),
  /** All measures of an issue, also those that were withdrawn: which of them a reopening may set back. */
  'closing.measures': read(z.strictObject({ id }), z.strictObject({ measures: z.array(issueMeasure) })),
  /** Names the closing of who can be chosen as actor: those who acted before, and the leaders. */
  'closing.actors': read(nothing, z.strictObject({ actors: z.array(z.string()) })),
  'round.setSteps': write(z.strictObject({ id, steps: z.array(stepSetting).min(2).max(4) }), written),

  'issue.withdraw': write(z.strictObject({ ids, ...planWhy }), written),
  'issue.restore': write(z.strictObject({ ids, ...planWhy }), written),
  /** Takes a measure out of the plan and puts another one in its place. */
  'measure.replace': write(
    z.strictObject({ id, ...planWhy, title: sentence, deadline: z.string().max(200) }),
    written.extend({ id }),
  ),
};
