/** What needs no ledger: files picked or dropped, jobs, preferences, papers to disk and printer. */
import { z } from 'zod';
import { nothing, read, shell } from './define.ts';
import { ganttQuery } from './plan.ts';
import { count, day, id } from './words.ts';

/** The window never holds a path, only a token that main knows. */
export const fileToken = z.strictObject({
  token: z.string(),
  name: z.string(),
  bytes: count,
  /** A folder was dropped or picked: all files in it are meant. */
  folder: z.boolean(),
});

/** Papers of returns, the wall sheet of deadlines, the dashboard of a day; the summary has calls of its own. */
export const paper = z.union([
  z.strictObject({ paper: z.literal('receipt'), batch: id }),
  z.strictObject({ paper: z.literal('reminder'), reminder: id }),
  z.strictObject({ paper: z.literal('gantt'), query: ganttQuery }),
  z.strictObject({ paper: z.literal('dashboard'), asOf: day, knownAt: z.iso.datetime().nullable() }),
]);

export const jobState = z.strictObject({
  id: z.string(),
  kind: z.string(),
  step: z.string(),
  done: count,
  total: count,
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  error: z
    .strictObject({ code: z.string(), detail: z.record(z.string(), z.unknown()).optional() })
    .nullable(),
});

export const preferences = z.record(z.string().max(100), z.unknown());

const saved = z.strictObject({
  /** Name of the file written, null when the clerk cancelled the dialog. */
  file: z.string().nullable(),
});

export const shellCalls = {
  'file.pickNotice': shell(nothing, z.strictObject({ file: fileToken.nullable() })),
  'job.list': shell(nothing, z.strictObject({ jobs: z.array(jobState) })),
  'job.state': shell(z.strictObject({ id: z.string() }), jobState),
  'job.cancel': shell(z.strictObject({ id: z.string() }), nothing),
  'prefs.get': shell(nothing, preferences),
  /** Merges; a null value removes a key. */
  'prefs.set': shell(preferences, nothing),
  'clipboard.write': shell(z.strictObject({ text: z.string() }), nothing),
  /** One of these papers as PDF; asks where. */
  'paper.savePaper': read(paper, saved),
  'paper.printPaper': read(paper, z.strictObject({ outcome: z.enum(['queued', 'cancelled']) })),
  /** Zoom of the whole window in percent. */
  'window.zoom': shell(z.strictObject({ percent: z.int().min(50).max(300) }), nothing),
};
