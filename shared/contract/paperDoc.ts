/**
 * A paper as plain data: what the page on screen, the PDF, the printer and the .docx all render, so that they can't
 * disagree. Composed by `shared/papers/`; who renders it counts nothing and words nothing.
 */
import { z } from 'zod';
import { count } from './words.ts';

/** A piece of text. */
export const run = z.strictObject({
  text: z.string(),
  /** Key that opens the rows this figure counts (`summary.rows`, `release.rows`). */
  figure: z.string().optional(),
  /** The text was edited and says otherwise than the ledger: what the ledger says; '' when it has no such figure now. */
  differs: z.string().optional(),
});

const cell = z.union([z.string(), run]);

const column = z.strictObject({
  title: z.string(),
  /** Share of the table's width. */
  share: z.number().positive(),
  /** Numbers, days and short words stand in the middle. */
  middle: z.boolean().optional(),
});

const table = z.strictObject({
  block: z.literal('table'),
  title: z.string().optional(),
  columns: z.array(column).min(1),
  rows: z.array(
    z.strictObject({
      cells: z.array(cell),
      total: z.boolean().optional(),
      /** Heads the rows below it: its first cell goes over the whole width, the others are empty. Never alone at a page's foot. */
      group: z.boolean().optional(),
    }),
  ),
  /** Said in place of rows. */
  empty: z.string().optional(),
});

/** A picture of figures, drawn by a chart library in greys with patterns; `text` says the same in words. */
export const chart = z.strictObject({
  kind: z.enum(['bars', 'stacked', 'lines']),
  title: z.string(),
  /** 个, 条: of the figures. */
  unit: z.string(),
  categories: z.array(z.string()),
  series: z.array(z.strictObject({ name: z.string(), values: z.array(z.number().nullable()) })),
  text: z.string(),
});

export const block = z.discriminatedUnion('block', [
  /** 份号 (six digits), 密级和保密期限, 紧急程度: each only where it says something. */
  z.strictObject({ block: z.literal('marks'), copy: z.string(), secret: z.string(), urgency: z.string() }),
  /** 发文机关标志, above a rule. `letter`: at the top of the text and smaller, as on letters, which are to fill one page. */
  z.strictObject({ block: z.literal('letterhead'), text: z.string(), letter: z.boolean().optional() }),
  /** 发文字号. */
  z.strictObject({ block: z.literal('number'), text: z.string() }),
  /** In lines that are not broken further where they fit. */
  z.strictObject({ block: z.literal('title'), lines: z.array(z.string()).min(1) }),
  /** Below the title, in the middle. */
  z.strictObject({ block: z.literal('meta'), text: z.string() }),
  /** 主送机关, with its colon. */
  z.strictObject({ block: z.literal('recipient'), text: z.string() }),
  /** 1 黑体, 2 楷体, 3 仿宋. */
  z.strictObject({
    block: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  /** `part`: of the summary, whose wording the clerk may change where the paper is shown. */
  z.strictObject({ block: z.literal('text'), runs: z.array(run), part: z.string().optional() }),
  table,
  /** Labels with what they say, two a line; `wide` ones alone. */
  z.strictObject({
    block: z.literal('facts'),
    pairs: z.array(z.strictObject({ label: z.string(), value: z.string(), wide: z.boolean().optional() })),
  }),
  z.strictObject({ block: z.literal('chart'), chart }),
  /** 附件说明, below the text. */
  z.strictObject({ block: z.literal('annexes'), items: z.array(z.string()).min(1) }),
  /** 署名 and 成文日期, on the right. */
  z.strictObject({ block: z.literal('seal'), lines: z.array(z.string()).min(1) }),
  /** 填报人、审核人、分管领导、日期. */
  z.strictObject({ block: z.literal('signs'), places: z.array(z.string()).min(1) }),
  /** Boxes to sign in, side by side: what stands in them already, and who signs. */
  z.strictObject({
    block: z.literal('places'),
    places: z.array(
      z.strictObject({ name: z.string(), opinion: z.string(), who: z.string(), on: z.string() }),
    ),
  }),
  /** 附件, above an annex's title. */
  z.strictObject({ block: z.literal('annexMark'), text: z.string() }),
  /** A small remark. */
  z.strictObject({ block: z.literal('note'), text: z.string() }),
]);

export const section = z.strictObject({
  size: z.enum(['a4', 'a3']),
  orientation: z.enum(['portrait', 'landscape']),
  /** `dashes`: — 1 — right on odd pages, left on even ones; `of`: 第 n 页 共 m 页. */
  numbers: z.enum(['dashes', 'of']),
  blocks: z.array(block),
});

export const paperDoc = z.strictObject({
  /** Of the document, and proposed for its files (without ending). */
  title: z.string(),
  /** In which forms it is given out beside page, printer and PDF. */
  forms: z.array(z.enum(['xlsx', 'docx'])),
  /** Revision of the ledger it was made from. */
  revision: z.int(),
  sections: z.array(section).min(1),
  /** What the clerk should know before he gives it out. */
  notes: z.array(z.string()),
  /** Edited figures that no longer agree. */
  differing: count,
});
