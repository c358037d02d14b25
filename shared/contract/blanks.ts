/** The superior office's own blank: a workbook of theirs, filled by a mapping that is kept. */
import { z } from 'zod';
import { fileToken } from './shell.ts';
import { nothing, read, shell, write, written } from './define.ts';
import { count, id, month, name } from './words.ts';

/** What a column or a single cell of the blank is filled with. */
export const blankField = z.string().max(60);

export const blankLayout = z.strictObject({
  sheet: z.string(),
  /** What makes a row: an issue, a measure, an aspect, a unit or a lead; `none` for a blank of single cells alone. */
  rows: z.enum(['none', 'issues', 'measures', 'aspects', 'units', 'leads']),
  /** First row to be filled, from 1; the row whose look the further ones take. */
  firstRow: z.int().min(1).max(1_048_576),
  columns: z.array(z.strictObject({ column: z.string().regex(/^[A-Z]{1,3}$/), field: blankField })),
  cells: z.array(z.strictObject({ at: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/), field: blankField })),
});

export const blank = z.strictObject({
  id,
  name,
  file: z.string(),
  layout: blankLayout,
});

export const blankCalls = {
  'blank.list': read(nothing, z.strictObject({ blanks: z.array(blank) })),
  'blank.pick': shell(nothing, z.strictObject({ file: fileToken.nullable() })),
  /** What a workbook looks like, and which layout its headings suggest. */
  'blank.read': read(
    z.strictObject({ token: z.string().optional(), id: id.optional(), sheet: z.string().optional() }),
    z.strictObject({
      sheets: z.array(z.string()),
      sheet: z.string(),
      rows: z.array(z.strictObject({ row: z.int(), cells: z.array(z.string()) })),
      width: count,
      suggested: blankLayout,
    }),
  ),
  'blank.add': write(
    z.strictObject({ token: z.string(), name, layout: blankLayout }),
    written.extend({ id }),
  ),
  'blank.edit': write(z.strictObject({ id, name: name.optional(), layout: blankLayout.optional() }), written),
  'blank.remove': write(z.strictObject({ id }), written),
  /** Fills the blank for a month; asks where. `problems`: what could not be filled, by cell. */
  'blank.fill': read(
    z.strictObject({ id, month }),
    z.strictObject({ file: z.string().nullable(), rows: count, problems: z.array(z.string()) }),
  ),
};
