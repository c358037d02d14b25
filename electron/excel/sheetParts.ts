/** What the sheets of the summary have in common: title, day, headings, the places to sign. */
import type { Summary } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { gridOver } from './paperGrid.ts';
import { signsRow } from './paperRows.ts';
import { day, text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import type { SummaryBook } from './summaryBook.ts';

export type Cells = readonly (Cell | null)[];

/** A list sheet: title, day, headings that stay in sight, rows, and the places to sign. */
export function list(
  { summary, signs }: Pick<SummaryBook, 'summary' | 'signs'>,
  name: string,
  title: string,
  columns: readonly (readonly [heading: string, width: number])[],
  rows: readonly (Cells | RowPlan)[],
  empty: string,
): SheetPlan {
  const last = columns.length - 1;
  const across = [[0, last]] as const;
  const widths = columns.map(([, width]) => width);
  const body = rows.map((row): RowPlan => ('style' in row ? row : { style: 'body', cells: row }));
  const none: RowPlan = { style: 'body', cells: [t(empty)], merges: across };
  return {
    name,
    columns: widths,
    rows: [
      { style: 'title', cells: [t(title)], merges: across },
      { style: 'subtitle', cells: [t(subtitle(summary))], merges: across },
      { style: 'head', cells: columns.map(([heading]) => t(heading)) },
      ...(body.length === 0 ? [none] : body),
      signsRow(signs, gridOver(widths)),
    ],
    head: 3,
    orientation: 'landscape',
    filter: rows.length === 0 ? null : 3,
  };
}

export function subtitle(s: Summary): string {
  return `${s.round.organisation}　　截至${dayLabel(s.asOf)}`;
}

/** A deadline that is nothing but a day is a day in the sheet too, so that it can be sorted; words stay words. */
export function deadlineCell(words: string, dueOn: Day | null): Cell | null {
  return /^[\d.]+$/.test(words) ? day(dueOn) : t(words);
}
