/** A notice or plan in: read as a job, previewed and mended in the window, written as one batch. */
import { z } from 'zod';
import type { NoticeNode } from '../notice/types.ts';
import { read, shell, write, written } from './define.ts';
import { count, day, demand, id, month, name, statedTotals } from './words.ts';

const text = z.string().max(1_000_000);

export const noticeNode: z.ZodType<NoticeNode> = z.lazy(() =>
  z.strictObject({
    key: z.string().max(100),
    kind: z.enum(['heading', 'issue', 'measure']),
    number: z.string().max(40),
    title: text,
    line: z.int().nonnegative(),
    text,
    progress: text.nullable(),
    lead: z.string().max(400).nullable(),
    unit: z.string().max(400).nullable(),
    assisting: z.array(z.string().max(400)).max(100),
    assignee: z.string().max(400).nullable(),
    deadline: z.string().max(400).nullable(),
    demand: demand.nullable(),
    leftOut: z.boolean(),
    children: z.array(noticeNode),
  }),
);

const counted = z.strictObject({
  aspects: count,
  headings: count,
  subheadings: count,
  issues: count,
  measures: count,
});

const warning = z.strictObject({ code: z.string(), line: z.int().nonnegative(), text: z.string() });

export const noticeReading = z.strictObject({
  title: z.string().nullable(),
  plan: z.boolean(),
  nodes: z.array(noticeNode),
  stated: statedTotals,
  counted,
  warnings: z.array(warning),
  lines: z.array(z.string()),
});

/** What `import-notice --dry-run --json` prints. */
export const dryRun = z.strictObject({
  title: z.string().nullable(),
  aspects: count,
  subheadings: count,
  issues: count,
  measures: count,
  stated: statedTotals,
  perAspect: z.array(
    z.strictObject({ title: z.string(), subheadings: count, issues: count, measures: count }),
  ),
  perIssue: z.array(z.strictObject({ number: z.string(), title: z.string(), measures: count })),
  warnings: z.array(warning),
});

export const noticeCalls = {
  /** Starts reading a picked file or pasted text; the job's result is a `noticeRead`. */
  'notice.read': shell(
    z.union([z.strictObject({ file: z.string() }), z.strictObject({ text: z.string().max(20_000_000) })]),
    z.strictObject({ job: z.string() }),
  ),
  /** What a finished reading job found; kept until the window asks for another one. */
  'notice.reading': read(
    z.strictObject({ job: z.string() }),
    z.strictObject({
      reading: noticeReading,
      name: z.string(),
      sha256: z.string(),
      /** The batch that took in the same content before, if any. */
      importedBefore: z.strictObject({ batch: id, on: day }).nullable(),
    }),
  ),
  /** Writes the (mended) tree as one batch, one undo. Measures that carry progress become 整改中. */
  'notice.commit': write(
    z.strictObject({
      job: z.string(),
      nodes: z.array(noticeNode).max(100_000),
      /** Month for which the progress found in the text is entered. */
      month,
      target: z.union([
        z.strictObject({ round: id }),
        z.strictObject({
          newRound: z.strictObject({
            title: name,
            feedbackOn: day.nullable(),
            months: z.int().min(1).max(36),
          }),
        }),
      ]),
    }),
    written.extend({ batch: id, roundId: id, counted }),
  ),
};
