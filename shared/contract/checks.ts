/** 核对: contradictions in the ledger, each by its place, settled there or waved through with a reason. */
import { z } from 'zod';
import { checkKinds } from '../checks/kinds.ts';
import { nothing, read, write, written } from './define.ts';
import { count, day, id } from './words.ts';

const checkKind = z.enum(checkKinds);

export const checkRow = z.strictObject({
  /** Names the contradiction: kind and rows. */
  key: z.string(),
  kind: checkKind,
  target: z.strictObject({
    kind: z.enum([
      'round',
      'stage',
      'heading',
      'issue',
      'measure',
      'unit',
      'person',
      'regulation',
      'sanction',
      'recovery',
      'clue',
      'step',
    ]),
    id: id.nullable(),
    /** Of a measure. */
    issue: id.nullable(),
  }),
  /** Where it is: '一（二）3 措施2', a unit's name. */
  place: z.string(),
  title: z.string(),
  /** What is wrong, for the words on screen: days, counts, names. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  waived: z.strictObject({ reason: z.string(), on: day }).nullable(),
  /** Why it was waived before its facts changed; null for one that never was. */
  lapsed: z.string().nullable(),
});

export const checkCalls = {
  /** Page by page; `kinds` counts all. A waiver falls away when the facts it was given for change. */
  'check.list': read(
    z.strictObject({
      kinds: z.array(checkKind),
      waived: z.boolean(),
      offset: count,
      limit: z.int().min(0).max(1000),
    }),
    z.strictObject({
      revision: z.int(),
      kinds: z.array(z.strictObject({ kind: checkKind, open: count, waived: count })),
      open: count,
      waived: count,
      /** Of the kinds asked for. */
      total: count,
      rows: z.array(checkRow),
    }),
  ),
  /** Reasons given last, newest first, to be chosen again. */
  'check.reasons': read(nothing, z.strictObject({ reasons: z.array(z.string()) })),
  'check.waive': write(
    z.strictObject({
      keys: z.array(z.string().max(200)).min(1).max(10_000),
      reason: z.string().trim().min(1).max(400),
    }),
    written,
  ),
  'check.unwaive': write(z.strictObject({ keys: z.array(z.string().max(200)).min(1).max(10_000) }), written),
};
