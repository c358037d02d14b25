/**
 * How a sheet falls into pages. Every program fills them a little differently (missing fonts alone change the scale by
 * a quarter), so the last break is set by hand where it is expected, and the row to sign never stands alone.
 */
import { columnPixels } from './rowHeight.ts';

/** Margins set by the writer, in points. */
export const MARGIN = { left: 42.5, right: 42.5, top: 42.5, bottom: 48.2 } as const;
/** Short and long side in points. */
const SIDES = { a4: [595.3, 841.9], a3: [841.9, 1190.6] } as const;
/** Rows that go over together with the row to sign. */
const COMPANY = 2;
/** Share of a page that is surely there. */
const SURE = 0.97;
/** A sheet that is a little too long for one page is set a little smaller rather than on two. */
const SQUEEZE = 1.12;

export interface Page {
  readonly orientation: 'portrait' | 'landscape';
  /** A4 where left out. */
  readonly size?: 'a4' | 'a3';
  /** Widths in characters. */
  readonly columns: readonly number[];
  /** Number of rows at the top that are repeated on every page. */
  readonly head: number;
  /** Where `head` is 0: one row (from 1) further down that is repeated. */
  readonly repeated?: number;
}

/** Points between the margins, across. */
export function pageWidth({ orientation, size = 'a4' }: Omit<Page, 'columns' | 'head'>): number {
  const [short, long] = SIDES[size];
  return (orientation === 'portrait' ? short : long) - MARGIN.left - MARGIN.right;
}

/** Points of rows that go on one page, at the scale by which the columns fit the paper's width. */
export function pageHeight(page: Page): number {
  const [short, long] = SIDES[page.size ?? 'a4'];
  const height = page.orientation === 'portrait' ? long : short;
  const wanted = page.columns.reduce((sum, w) => sum + columnPixels(w), 0) * 0.75;
  const scale = Math.min(1, pageWidth(page) / wanted);
  return (height - MARGIN.top - MARGIN.bottom) / scale;
}

export interface Breaks {
  /** The whole sheet on one page, set a little smaller. */
  readonly onePage: boolean;
  /** Index of the row that begins the last page; null: no break by hand. */
  readonly before: number | null;
}

/**
 * @param heights of all rows in points; the last one is the row to sign
 * @param staysWithNext whether a row (a heading) may not be the last one of a page
 */
export function breaksOf(
  heights: readonly number[],
  page: Page,
  staysWithNext: (row: number) => boolean,
): Breaks {
  const room = pageHeight(page) * SURE;
  const total = heights.reduce((a, b) => a + b, 0);
  if (total <= room) return { onePage: false, before: null };
  if (total <= room * SQUEEZE) return { onePage: true, before: null };
  const repeated =
    heights.slice(0, page.head).reduce((a, b) => a + b, 0) + (heights[(page.repeated ?? 0) - 1] ?? 0);
  let used = 0;
  let start = 0;
  heights.forEach((height, row) => {
    if (used > 0 && used + height > room) {
      used = repeated;
      start = row;
    }
    used += height;
  });
  let before = Math.min(start, heights.length - 1 - COMPANY);
  while (before > page.head && staysWithNext(before - 1)) before -= 1;
  return { onePage: false, before: before > page.head ? before : null };
}
