/** Deadlines and days: extensions, working days, what is due when, the Gantt view, what the start shows. */
import { z } from 'zod';
import { daysBetween, isDay } from '../day.ts';
import { nothing, read, write, written } from './define.ts';
import { count, day, deadline, id, ids, lamp, month, name, named, sentence, stageKind } from './words.ts';

/** Days that one question about the calendar may span. */
const MOST_DAYS = 1100;

/** Asked of days that are no days too: those have their own error. */
const spanned = ({ from, to }: { from: string; to: string }): boolean =>
  !isDay(from) || !isDay(to) || (from <= to && daysBetween(from, to) <= MOST_DAYS);

/** A day as the working calendar has it. */
const calendarDay = z.strictObject({
  day,
  work: z.boolean(),
  /** Holiday's name, or for what a weekend is worked; '' for an ordinary day. */
  name: z.string(),
  /** Who says so: the week, the State Council's arrangement, or the clerk's own entry. */
  source: z.enum(['week', 'state', 'own']),
});

const coverage = z.strictObject({
  /** First and last year of the arrangements that came with the program. */
  from: z.int(),
  to: z.int(),
  /** Years beyond for which the clerk entered holidays. */
  own: z.array(z.int()),
});

export const dueItem = z.strictObject({
  measure: id,
  issue: id,
  number: z.string(),
  place: z.string(),
  title: z.string(),
  unit: named.nullable(),
  lead: named.nullable(),
  dueOn: day,
  lamp,
  /** Days until the deadline; below 0 when it is past. */
  days: z.int(),
});

export const stageItem = z.strictObject({
  stage: id,
  kind: stageKind,
  title: z.string(),
  dueOn: day,
  done: z.boolean(),
});

const bar = z.strictObject({
  kind: z.enum(['issue', 'measure']),
  id,
  issue: id,
  place: z.string(),
  title: z.string(),
  unit: named.nullable(),
  lead: named.nullable(),
  start: day,
  /** The deadline in force, of an issue the latest of its incomplete measures (of all when none is left); null without. */
  dueOn: day.nullable(),
  /** The first deadline where extensions moved it. */
  firstDueOn: day.nullable(),
  /** Day it was completed or closed. */
  endOn: day.nullable(),
  lamp: lamp.nullable(),
  measures: count,
  complete: count,
  extensions: count,
});

export const gantt = z.strictObject({
  revision: z.int(),
  today: day,
  from: day,
  to: day,
  roundTitle: z.string(),
  organisation: z.string(),
  by: z.enum(['unit', 'lead']),
  level: z.enum(['issue', 'measure']),
  groups: z.array(z.strictObject({ id: id.nullable(), name: z.string(), bars: z.array(bar) })),
  stages: z.array(stageItem),
});

export const ganttQuery = z.strictObject({
  by: z.enum(['unit', 'lead']),
  level: z.enum(['issue', 'measure']),
  /** Closed issues and complete measures too. */
  complete: z.boolean(),
  units: z.array(id),
  leads: z.array(id),
});

export const planCalls = {
  /** What a deadline in words means in the current round; `problem` when it is not understood. */
  'deadline.read': read(
    z.strictObject({ raw: z.string().max(200) }),
    z.strictObject({
      deadline: deadline.nullable(),
      problem: z.string().nullable(),
      /** Working days were counted beyond the years that the calendar covers. */
      beyondCalendar: z.boolean(),
    }),
  ),
  /** Extends deadlines, all or none; the first one is always kept. */
  'extension.add': write(
    z.strictObject({
      ids,
      deadline: z.string().trim().min(1).max(200),
      reason: sentence,
      approvedBy: name,
      on: day.optional(),
    }),
    written,
  ),
  /** Bodies that approved extensions before, the latest first. */
  'extension.bodies': read(nothing, z.strictObject({ bodies: z.array(z.string()).max(30) })),

  'calendar.days': read(
    z.strictObject({ from: day, to: day }).refine(spanned, { error: 'too_many_days' }),
    z.strictObject({ days: z.array(calendarDay), coverage }),
  ),
  /** Keeps own holidays and worked weekends; `kind` null takes an own entry away. */
  'calendar.set': write(
    z.strictObject({
      days: z
        .array(
          z.strictObject({
            day,
            kind: z.enum(['holiday', 'workday']).nullable(),
            name: z.string().trim().max(40),
          }),
        )
        .min(1)
        .max(366),
    }),
    written,
  ),

  /** A month with what is due on each of its days. */
  'plan.month': read(
    z.strictObject({ month, units: z.array(id), leads: z.array(id) }),
    z.strictObject({
      revision: z.int(),
      days: z.array(
        calendarDay.extend({
          due: z.array(dueItem),
          /** All that are due on the day; `due` holds at most 200 of them. */
          dueCount: count,
          stages: z.array(stageItem),
          /** Returns of which month are due on this day. */
          returns: month.nullable(),
        }),
      ),
      coverage,
    }),
  ),
  'plan.gantt': read(ganttQuery, gantt),
  /** What the start shows: late, due in the next days, waiting in the chain, asked for. */
  'plan.agenda': read(
    z.strictObject({ days: z.int().min(0).max(365) }),
    z.strictObject({
      revision: z.int(),
      today: day,
      /** Last day on which anything was recorded, when it lies after today: this computer's clock was set back. */
      clockBehind: day.nullable(),
      /** At most 200 rows of each: the longest late and the soonest due. */
      overdue: z.strictObject({ count, rows: z.array(dueItem) }),
      due: z.strictObject({ count, rows: z.array(dueItem) }),
      stages: z.array(stageItem),
      /** At most 50, who waited longest first. */
      waiting: z.array(
        z.strictObject({ issue: id, title: z.string(), step: z.string(), holder: z.string(), days: count }),
      ),
      waitingCount: count,
      ready: count,
      requests: count,
      returns: z.strictObject({ month, dueOn: day, missing: count }).nullable(),
    }),
  ),
  'stage.add': write(
    z.strictObject({ roundId: id, after: id.nullable(), title: name, period: z.string().trim().max(40) }),
    written.extend({ id }),
  ),
  'stage.remove': write(z.strictObject({ id }), written),
  /** Own holidays of the clerk, in order. */
  'calendar.own': read(
    nothing,
    z.strictObject({
      days: z.array(z.strictObject({ day, kind: z.enum(['holiday', 'workday']), name: z.string() })),
      coverage,
    }),
  ),
};
