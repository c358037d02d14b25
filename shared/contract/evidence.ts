/** Evidence as files: kept by the ledger, looked at, taken out again, checked against their hashes. */
import { z } from 'zod';
import { nothing, read, shell, write, written } from './define.ts';
import { job, jobOrNull } from './returnShapes.ts';
import { count, id, name } from './words.ts';

export const evidenceCalls = {
  /** Copies files into the ledger's store and records them for the measure as one step. Folders mean their files. */
  'evidence.add': shell(
    z.strictObject({
      measure: id,
      files: z.array(z.string()).min(1).max(1000),
      /** Left out: each is titled as its file is called. */
      title: name.optional(),
    }),
    job,
  ),
  /** What such a job left: files that were recorded, and those that were not, with why. */
  'evidence.added': read(
    z.strictObject({ job: z.string() }),
    z.strictObject({
      added: z.array(z.strictObject({ id, name: z.string(), known: z.boolean() })),
      refused: z.array(
        z.strictObject({
          name: z.string(),
          code: z.string(),
          detail: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
  /** Opens the file dialog; empty when the clerk cancelled. */
  'evidence.pick': shell(
    nothing,
    z.strictObject({ files: z.array(z.strictObject({ token: z.string(), name: z.string() })) }),
  ),
  'evidence.edit': write(z.strictObject({ id, title: name, reference: z.string().trim().max(400) }), written),
  /** Opens a read-only copy with the system's program. */
  'evidence.open': shell(z.strictObject({ id }), nothing),
  /**
   * What the window can show of it by itself: pictures by their bytes (`evidence.bytes`), texts as they are here, cut off
   * when they are long.
   */
  'evidence.preview': read(
    z.strictObject({ id }),
    z.strictObject({
      kind: z.enum(['image', 'pdf', 'text', 'none']),
      name: z.string(),
      bytes: count,
      sha256: z.string(),
      type: z.string(),
      text: z.string(),
      cut: z.boolean(),
    }),
  ),
  /** The bytes of a picture; refuses `preview_too_large` { bytes, limit }. */
  'evidence.bytes': read(
    z.strictObject({ id }),
    z.strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  ),
  /** Of a measure's evidence, the pieces whose file no longer lies in the store. */
  'evidence.lost': read(z.strictObject({ measure: id }), z.strictObject({ ids: z.array(id) })),
  /** Saves a copy; asks where. */
  'evidence.saveAs': shell(z.strictObject({ id }), z.strictObject({ file: z.string().nullable() })),
  /** 归档目录: numbered folders with a list, of one issue or of the whole round; asks where. */
  'evidence.export': shell(
    z.strictObject({ issue: id.nullable(), as: z.enum(['folder', 'zip']) }),
    jobOrNull,
  ),
  /** What such a job wrote: files copied, files that lack or differ from what was kept, and where it lies. */
  'evidence.exported': shell(
    z.strictObject({ job: z.string() }),
    z.strictObject({ files: count, missing: count, altered: count, place: z.string() }),
  ),
};
