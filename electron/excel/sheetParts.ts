/** What the sheets of the summary have in common: title, day, headings, the places to sign. */
import type { Summary } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { signatures } from '../../shared/summary/phrases.ts';
import { text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';

export type Cells = readonly (Cell | null)[];

/** A list sheet: title, day, headings that stay in sight, rows, and the places to sign. */
export function list(
  s: Summary,
  name: string,
  title: string,
  columns: readonly (readonly [heading: string, width: number])[],
  rows: readonly (Cells | RowPlan)[],
  empty: string,
): SheetPlan {
  const last = columns.length - 1;
  const across = [[0, last]] as const;
  const body = rows.map((row): RowPlan => ('style' in row ? row : { style: 'body', cells: row }));
  const none: RowPlan = { style: 'body', cells: [t(empty)], merges: across };
  return {
    name,
    columns: columns.map(([, width]) => width),
    rows: [
      { style: 'title', cells: [t(title)], merges: across },
      { style: 'subtitle', cells: [t(subtitle(s))], merges: across },
      { style: 'head', cells: columns.map(([heading]) => t(heading)) },
      ...(body.length === 0 ? [none] : body),
      signRow(columns.map(([, width]) => width)),
    ],
    head: 3,
    orientation: 'landscape',
    filter: rows.length === 0 ? null : 3,
  };
}

export function subtitle(s: Summary): string {
  return `${s.round.organisation}　　截至${dayLabel(s.asOf)}`;
}

/** The four places to sign, spread over the sheet's columns by their width. */
export function signRow(widths: readonly number[]): RowPlan {
  const total = widths.reduce((a, b) => a + b, 0);
  const starts: number[] = [];
  let passed = 0;
  widths.forEach((width, column) => {
    if (
      starts.length < signatures.length &&
      passed >= (total * starts.length) / signatures.length - width / 2
    ) {
      starts.push(column);
    }
    passed += width;
  });
  const cells: (Cell | null)[] = widths.map(() => null);
  const merges: [number, number][] = [];
  starts.forEach((start, i) => {
    cells[start] = t(`${signatures[i] ?? ''}：`);
    const end = (starts[i + 1] ?? widths.length) - 1;
    if (end > start) merges.push([start, end]);
  });
  return { style: 'sign', cells, merges };
}
