/**
 * Returns (报送): files in, the review, its commit, the answer. Long work runs as a job; what it came to is asked by
 * `returns.outcome` once the job is done.
 */
import { z } from 'zod';
import { rowClasses } from '../returns/types.ts';
import { nothing, read, shell } from './define.ts';
import {
  batch,
  cellClass,
  chosen,
  decision,
  job,
  jobOrNull,
  outcome,
  receipt,
  recognised,
  reviewFilter,
  reviewRow,
  rowKey,
  stagedFile,
} from './returnShapes.ts';
import { fileToken } from './shell.ts';
import { count, id, month } from './words.ts';

export const sheetPlace = { sheet: z.string().nullable(), row: count, rows: z.int().min(1).max(200) };
export const sheetPage = z.strictObject({
  sheet: z.string(),
  first: count,
  rows: z.array(z.strictObject({ row: count, cells: z.array(z.string()) })),
  width: count,
  total: count,
});

export const returnCalls = {
  'returns.pickFiles': shell(nothing, z.strictObject({ files: z.array(fileToken) })),
  'returns.pickFolder': shell(nothing, z.strictObject({ files: z.array(fileToken) })),
  /** Reads files, folders and archives. `dryRun` judges and keeps nothing. */
  'returns.take': shell(
    z.strictObject({
      files: z.array(z.string()).min(1).max(5000),
      month: month.nullable(),
      dryRun: z.boolean().optional(),
      accept: z.enum(['clean', 'none']).optional(),
    }),
    job,
  ),
  'returns.outcome': read(z.strictObject({ job: z.string() }), outcome),
  'returns.batches': read(nothing, z.strictObject({ batches: z.array(batch) })),

  'returns.review': read(
    z.strictObject({ batch: id }),
    z.strictObject({
      batch,
      files: z.array(stagedFile),
      revision: z.int(),
      /** The ledger moved since the comparison: compare again before committing. */
      stale: z.boolean(),
    }),
  ),
  /** Keys of the rows a filter lists, file by file: pairs of file and row, flattened. */
  'returns.find': read(
    z.strictObject({ batch: id, filter: reviewFilter }),
    z.strictObject({
      keys: z.custom<Int32Array>((value) => value instanceof Int32Array),
      /** Cells of the listed files by class, whatever the filter's classes. */
      classes: z.record(cellClass, count),
      rowClasses: z.record(z.enum(rowClasses), count),
      completions: count,
      hints: z.record(z.string(), count),
    }),
  ),
  'returns.rows': read(
    z.strictObject({ batch: id, keys: z.array(rowKey).max(500) }),
    z.strictObject({ rows: z.array(reviewRow) }),
  ),
  /** Measures of the file's unit, for matching a row by hand. */
  'returns.measures': read(
    z.strictObject({ file: id }),
    z.strictObject({
      measures: z.array(
        z.strictObject({ id, number: z.string(), title: z.string(), issueTitle: z.string() }),
      ),
      /** Expected measures of which the file says nothing. */
      absent: z.array(id),
    }),
  ),
  /** The file's grid around a row, from the kept original. */
  'returns.place': shell(z.strictObject({ file: id, ...sheetPlace }), sheetPage),
  /** How the file was recognised, to be corrected on its grid. */
  'returns.mapping': read(
    z.strictObject({ file: id }),
    z.strictObject({ file: stagedFile, recognised: recognised.nullable() }),
  ),
  /** Reads the file again by the clerk's answers, which are kept for the unit's next file of this layout. */
  'returns.map': shell(z.strictObject({ file: id, chosen }), z.strictObject({ file: stagedFile })),
  /** Takes a file out of the review, or back into it. */
  'returns.setAside': shell(
    z.strictObject({ file: id, aside: z.boolean() }),
    z.strictObject({ file: stagedFile }),
  ),

  /** Decides cells; `later` takes a decision back. Answers what stood before, for taking it back. */
  'returns.decide': shell(
    z.strictObject({
      batch: id,
      decisions: z.array(decision).max(20_000).optional(),
      /** Instead: all open cells that a filter lists and that may be decided so. */
      all: z.strictObject({ filter: reviewFilter, choice: z.enum(['accept', 'keep', 'later']) }).optional(),
    }),
    z.strictObject({ changed: count, before: z.array(decision) }),
  ),
  /**
   * Says which measure a row is about; null leaves the row out, no measure at all takes back what was said. Its cells
   * are compared anew.
   */
  'returns.match': shell(
    z.strictObject({ file: id, row: z.int().positive(), measure: id.nullable().optional() }),
    nothing,
  ),
  /** Compares the open files of a batch again with the ledger as it stands. */
  'returns.compare': shell(z.strictObject({ batch: id }), job),
  /** Takes over what is decided, in one transaction. Refused `ledger_moved` when the revision is another one. */
  'returns.commit': shell(z.strictObject({ batch: id, revision: z.int() }), job),
  'returns.undoBatch': shell(z.strictObject({ batch: id }), job),
  'returns.receipt': read(z.strictObject({ batch: id }), receipt),
  /** The senders' own workbooks back, marked; into a folder that is asked for. */
  'returns.answer': shell(z.strictObject({ batch: id, files: z.array(id).max(5000).nullable() }), jobOrNull),
};
