/** The sum of a compared file. */
import { answerFields } from './fields.ts';
import { type CellClass, cellClasses, type FileCounts, rowClasses, type StagedRow } from './types.ts';

/**
 * Classes are counted over matched rows and all answer columns, so they add up to rows × columns; what a row does not
 * list is blank. `hints` counts rows that bear any.
 */
export function countFile(rows: readonly StagedRow[], absent: number, problems: number): FileCounts {
  const classes = Object.fromEntries(cellClasses.map((name) => [name, 0])) as Record<CellClass, number>;
  const byRow = Object.fromEntries(rowClasses.map((name) => [name, 0])) as Record<
    (typeof rowClasses)[number],
    number
  >;
  byRow.absent = absent;
  let completions = 0;
  let hints = 0;
  for (const row of rows) {
    byRow[row.class] += 1;
    if (row.completion) completions += 1;
    if (row.hints.length > 0) hints += 1;
    if (row.class !== 'matched') continue;
    classes.blank += answerFields.length - row.cells.length;
    for (const cell of row.cells) classes[cell.class] += 1;
  }
  return { rows: rows.length, classes, rowClasses: byRow, problems, completions, hints };
}
