/** Outcomes as ledgers of their own: 建章立制, 问责处理, 收回挽回, 问题线索; what looks like the same one twice. */
import { z } from 'zod';
import { MOST_FEN } from '../money.ts';
import { likenesses, outcomeFamilies } from '../outcomes/likely.ts';
import { nothing, read, shell, write, written } from './define.ts';
import { count, day, id, month, name, named, regulationKind, sanctionKind } from './words.ts';

export const outcomeFamily = z.enum(outcomeFamilies);

/** What all outcomes have. */
const common = {
  id,
  issue: z.strictObject({ id, place: z.string(), title: z.string() }).nullable(),
  measure: z.strictObject({ id, number: z.string(), title: z.string() }).nullable(),
  unit: named.nullable(),
  /** Its own day; null: it counts by `firstMonth`, the month first reported. */
  on: day.nullable(),
  firstMonth: month.nullable(),
  /** The outcome that this one repeats; such a row counts nothing. */
  duplicateOf: id.nullable(),
  /** How many rows repeat this one. */
  repeats: count,
  /** The batch that brought it, and what kind of one; null when typed. */
  batch: z.strictObject({ id, kind: z.string() }).nullable(),
  note: z.string(),
};

export const outcomeRow = z.discriminatedUnion('family', [
  z.strictObject({
    family: z.literal('regulation'),
    ...common,
    kind: regulationKind,
    title: z.string(),
    number: z.string(),
  }),
  z.strictObject({
    family: z.literal('sanction'),
    ...common,
    kind: sanctionKind,
    people: count,
    /** Names are kept; who they are is asked for by `outcome.names`. */
    hasNames: z.boolean(),
  }),
  z.strictObject({ family: z.literal('recovery'), ...common, kind: z.string(), fen: count }),
  z.strictObject({
    family: z.literal('clue'),
    ...common,
    title: z.string(),
    concludedOn: day.nullable(),
    result: z.string(),
  }),
]);

const place = {
  issueId: id.nullable(),
  measureId: id.nullable(),
  unitId: id.nullable(),
  note: z.string().trim().max(2000),
};

export const outcomeFields = z.discriminatedUnion('family', [
  z.strictObject({
    family: z.literal('regulation'),
    ...place,
    kind: regulationKind,
    title: name,
    number: z.string().trim().max(200),
    on: day.nullable(),
  }),
  z.strictObject({
    family: z.literal('sanction'),
    ...place,
    kind: sanctionKind,
    people: z.int().min(1).max(100_000),
    /** Left out: kept as they are. */
    names: z.string().trim().max(2000).optional(),
    on: day.nullable(),
  }),
  z.strictObject({
    family: z.literal('recovery'),
    ...place,
    kind: name,
    fen: z.int().min(1).max(MOST_FEN),
    on: day.nullable(),
  }),
  z.strictObject({
    family: z.literal('clue'),
    ...place,
    title: name,
    on: day,
    concludedOn: day.nullable(),
    result: z.string().trim().max(2000),
  }),
]);

export const outcomeCalls = {
  /** Rows of each family, and pairs that wait for a decision. */
  'outcome.overview': read(
    nothing,
    z.strictObject({
      revision: z.int(),
      rows: z.strictObject({ regulation: count, sanction: count, recovery: count, clue: count }),
      pairs: count,
    }),
  ),
  'outcome.list': read(
    z.strictObject({ family: outcomeFamily, find: z.string().max(200) }),
    z.strictObject({
      revision: z.int(),
      rows: z.array(outcomeRow),
      /** What they count to today: pieces, people or fen, duplicates once; and how many rows that are. */
      total: count,
      counted: count,
      /** By kind of the family; clues as `received` and `concluded`. */
      byKind: z.array(z.strictObject({ kind: z.string(), total: count })),
    }),
  ),
  /** All outcomes of an issue and of its measures, family by family. */
  'outcome.ofIssue': read(
    z.strictObject({ issue: id }),
    z.strictObject({ revision: z.int(), rows: z.array(outcomeRow) }),
  ),
  'outcome.add': write(z.strictObject({ fields: outcomeFields }), written.extend({ id })),
  'outcome.edit': write(z.strictObject({ id, fields: outcomeFields }), written),
  /** Rows that repeated it go over to the oldest of them, the heir, which then counts. */
  'outcome.remove': write(
    z.strictObject({ family: outcomeFamily, id }),
    written.extend({ heir: id.nullable() }),
  ),
  /** Names in a sanction: sensitive, never part of a list. */
  'outcome.names': read(z.strictObject({ id }), z.strictObject({ names: z.string() })),
  /** Pairs that look like the same outcome twice and are not decided yet. */
  'outcome.pairs': read(
    nothing,
    z.strictObject({
      revision: z.int(),
      pairs: z.array(
        z.strictObject({
          family: outcomeFamily,
          first: outcomeRow,
          second: outcomeRow,
          why: z.array(z.enum(likenesses)),
          /** Which one is proposed to stay. */
          proposed: id,
        }),
      ),
    }),
  ),
  /** `same`: `primary` stays and counts, the other one repeats it. `different`: the pair is not asked about again. */
  'outcome.decide': write(
    z.strictObject({
      family: outcomeFamily,
      first: id,
      second: id,
      verdict: z.enum(['same', 'different']),
      primary: id.optional(),
    }),
    written,
  ),
  /** Takes a row out of a duplicate: it counts by itself again. */
  'outcome.separate': write(z.strictObject({ family: outcomeFamily, id }), written),
  /** The ledger of a family, or of all, as a workbook; names only when `names` says so. Asks where. */
  'outcome.export': shell(
    z.strictObject({ family: outcomeFamily.or(z.literal('all')), names: z.boolean() }),
    z.strictObject({ file: z.string().nullable() }),
  ),
};
