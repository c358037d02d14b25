/** 印发: a month's summary frozen with its figures, rows, words and files (domain.md, "The monthly summary"). */
import { z } from 'zod';
import { nothing, read, shell } from './define.ts';
import { figureRows, summary } from './summary.ts';
import { count, day, id, ids, month, sentence } from './words.ts';

const kept = z.strictObject({ sha256: z.string(), bytes: count });

export const release = z.strictObject({
  id,
  month,
  edition: z.int().min(1),
  releasedOn: day,
  asOf: day,
  operator: z.string(),
  /** Why a correction was made; '' for the first edition. */
  reason: z.string(),
  pdf: kept.nullable(),
  xlsx: kept.nullable(),
  docx: kept.nullable(),
});

/** One difference between two editions, in words, with what stood there before. */
export const releaseChange = z.strictObject({
  what: z.string(),
  before: z.string(),
  after: z.string(),
});

export const releaseCalls = {
  /** Newest first. */
  'release.list': read(nothing, z.strictObject({ releases: z.array(release) })),
  /**
   * What releasing this month now would do: refusals by code, warnings in words, and what differs from the last edition.
   */
  'release.preview': read(
    z.strictObject({ month }),
    z.strictObject({
      edition: z.int().min(1),
      /** E: the smaller of the month's cut-off and today. */
      asOf: day,
      refusal: z.string().nullable(),
      warnings: z.array(z.string()),
      changes: z.array(releaseChange),
    }),
  ),
  /** Makes the files and the edition: a job, answered by `release.made`. A correction needs a reason. */
  'release.make': read(
    z.strictObject({ month, reason: sentence.optional() }),
    z.strictObject({ job: z.string() }),
  ),
  'release.made': shell(z.strictObject({ job: z.string() }), release),
  /** The summary as it was released, and the rows behind its figures. */
  'release.summary': read(z.strictObject({ id }), summary),
  'release.rows': read(z.strictObject({ id, key: z.string().max(300) }), figureRows),
  /** What changed from the edition before; empty for a first one. */
  'release.changes': read(z.strictObject({ id }), z.strictObject({ changes: z.array(releaseChange) })),
  /** Released months whose last edition counts one of these issues as closed, and which of them. */
  'release.counting': read(
    z.strictObject({ issues: ids }),
    z.strictObject({
      releases: z.array(z.strictObject({ month, edition: z.int().min(1), issues: z.array(id) })),
    }),
  ),
  /** A copy of the kept bytes; asks where. */
  'release.save': shell(
    z.strictObject({ id, form: z.enum(['pdf', 'xlsx', 'docx']) }),
    z.strictObject({ file: z.string().nullable() }),
  ),
};
