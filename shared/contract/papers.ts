/** Everything that leaves the office on paper or as a file: one query names a paper, one document is the paper. */
import { z } from 'zod';
import { nothing, read, shell, write, written } from './define.ts';
import { paperDoc } from './paperDoc.ts';
import { reminderKind } from './returnShapes.ts';
import { count, day, id, month, named, sentence } from './words.ts';

/** Which paper. Papers with a month show the ledger at its cut-off day (or today, if earlier). */
export const paperQuery = z.discriminatedUnion('paper', [
  /** `edition`: as a correction, which its title tells. */
  z.strictObject({ paper: z.literal('summary'), month, edition: z.int().min(2).optional() }),
  /** A released edition of the summary, as it was released. */
  z.strictObject({ paper: z.literal('release'), release: id }),
  /** 三张清单. */
  z.strictObject({ paper: z.literal('problems'), month }),
  z.strictObject({ paper: z.literal('tasks'), month }),
  z.strictObject({ paper: z.literal('duties'), month }),
  z.strictObject({ paper: z.literal('ledger'), month, size: z.enum(['a4', 'a3']) }),
  /** 对账销号单 and 一问题一档案. */
  z.strictObject({ paper: z.literal('closing'), issue: id }),
  z.strictObject({ paper: z.literal('dossier'), issue: id }),
  /** 督办通知单, 提醒函 or 告诫书. */
  z.strictObject({ paper: z.literal('reminder'), reminder: id }),
  z.strictObject({ paper: z.literal('rollCall'), month }),
  /** 整改进展情况通报. */
  z.strictObject({ paper: z.literal('progress'), month }),
]);

/** What a round's papers say of the office itself. '' leaves a part out. */
export const paperSettings = z.strictObject({
  /** 发文机关标志 and 署名; the round's organisation and 巡察整改办公室 where ''. */
  letterhead: z.string().max(200),
  signature: z.string().max(200),
  /** 主送机关 of the monthly summary and of the public notice. */
  recipient: z.string().max(200),
  publicRecipient: z.string().max(200),
  /** 份号 (six digits), 密级和保密期限, 紧急程度: only when the office asks for them. */
  copy: z.string().max(6),
  secret: z.string().max(40),
  urgency: z.string().max(20),
  /** Places to sign below tables. */
  signs: z.array(z.string().trim().min(1).max(20)).min(1).max(6),
  /** Own first and last sentence of a paper, by its kind. */
  wording: z.partialRecord(
    z.enum(['summary', 'progress', 'reminder', 'notice', 'warning']),
    z.strictObject({ opening: z.string().max(1000), closing: z.string().max(1000) }),
  ),
});

export const lateUnits = z.strictObject({
  revision: count,
  month,
  /** The day asked: the month's cut-off day, or today if earlier. */
  asOf: day,
  units: z.array(
    z.strictObject({
      unit: named,
      measures: z.array(
        z.strictObject({
          id,
          number: z.string(),
          issueTitle: z.string(),
          title: z.string(),
          deadline: z.string(),
          daysLate: count,
          overdue: z.boolean(),
          lagging: z.boolean(),
        }),
      ),
      /** Papers about late measures it got in this round, oldest first. */
      reminders: z.array(z.strictObject({ id, kind: reminderKind, number: z.string(), on: day })),
      /** The kind that comes next: 提醒函, 督办通知单, 告诫书. */
      next: reminderKind,
    }),
  ),
  /** Late measures without a responsible unit: nobody to write to. */
  unclear: count,
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const saved = z.strictObject({
  /** Name of the file written; null when the clerk cancelled the dialog. */
  file: z.string().nullable(),
  /** What of it would be cut off on paper: sheet and row, or page. */
  cut: z.array(z.string()),
});
const form = z.enum(['pdf', 'xlsx', 'docx']);
const failure = z.strictObject({
  code: z.string(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

export const paperCalls = {
  /** `first`: cut off after what fills its first page (`shared/papers/first.ts`). */
  'paper.doc': read(z.strictObject({ query: paperQuery, first: z.boolean().optional() }), paperDoc),
  /**
   * The paper as PDF for the preview. `first`: only its first page, made from its beginning, to be shown at once.
   * `cut`: what does not fit its page, named by page and words; `fonts`: used where the standard asks for others.
   */
  'paper.preview': read(
    z.strictObject({ query: paperQuery, first: z.boolean() }),
    z.strictObject({ bytes, cut: z.array(z.string()), fonts: z.array(z.string()) }),
  ),
  /** Letters to units that were numbered in or for a month of the current round, newest first. */
  'paper.reminders': read(
    z.strictObject({ month }),
    z.strictObject({
      reminders: z.array(
        z.strictObject({ id, kind: reminderKind, unit: z.string(), number: z.string(), on: day }),
      ),
    }),
  ),
  /** Asks where; whole or not at all. */
  'paper.save': read(z.strictObject({ query: paperQuery, form }), saved),
  /** Many papers into one folder that is asked for; a job, answered by `paper.manyDone`. Null: cancelled. */
  'paper.saveMany': read(
    z.strictObject({ queries: z.array(paperQuery).min(1).max(2000), form }),
    z.strictObject({ job: z.string().nullable() }),
  ),
  'paper.printers': shell(
    nothing,
    z.strictObject({
      printers: z.array(z.strictObject({ name: z.string(), label: z.string(), standard: z.boolean() })),
    }),
  ),
  /** Prints one or many papers from their PDF; a job with a step for each paper, answered by `paper.manyDone`. */
  'paper.printMany': read(
    z.strictObject({
      queries: z.array(paperQuery).min(1).max(2000),
      printer: z.string(),
      copies: z.int().min(1).max(99),
      duplex: z.enum(['simplex', 'longEdge', 'shortEdge']),
    }),
    z.strictObject({ job: z.string() }),
  ),
  /** What saving or printing many came to, also when it was cancelled or failed on the way. */
  'paper.manyDone': shell(
    z.strictObject({ job: z.string() }),
    z.strictObject({
      /** Saved, or handed to the printer, in their order: the file's name, or the paper's title. */
      done: z.array(z.string()),
      failed: z.array(z.strictObject({ title: z.string(), error: failure })),
      /** Neither: the job was cancelled or ended before them. */
      left: count,
      /** The folder's name; '' for the printer. */
      folder: z.string(),
    }),
  ),
  /** Papers will be looked at soon: what draws them is brought up. */
  'paper.warm': shell(nothing, nothing),
  'paper.settings': read(nothing, paperSettings),
  'paper.setSettings': write(z.strictObject({ settings: paperSettings }), written),
  /** Of the current round. An unknown reminder is refused by its paper. */
  'reminder.forLate': write(
    z.strictObject({
      unit: id,
      month,
      kind: reminderKind,
      /** The overdue or lagging measures it names; all of the unit's where left out. */
      measures: z.array(id).min(1).max(500).optional(),
      demand: sentence.optional(),
    }),
    written.extend({ id }),
  ),
  /** Units with measures that were overdue or lagging at the month's cut-off day and are not complete today. */
  'reminder.late': read(z.strictObject({ month }), lateUnits),
  /** One paper a unit in one step, about all of its late measures; ids in the order asked. */
  'reminder.forLateUnits': write(
    z.strictObject({
      month,
      letters: z
        .array(z.strictObject({ unit: id, kind: reminderKind }))
        .min(1)
        .max(2000),
      demand: sentence.optional(),
    }),
    written.extend({ ids: z.array(id) }),
  ),
};
