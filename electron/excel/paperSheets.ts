/** Any paper as sheets: one for each section, and one for each of several long tables. */
import type { PaperBlock, PaperDoc, PaperSection } from '../../shared/contract/types.ts';
import { pictureHeight, pictureRow } from './chartPicture.ts';
import { gridOf } from './paperGrid.ts';
import type { Grid, PaperTable } from './paperGrid.ts';
import { blockRows, chartRows, lineRows, signsRow, tableRows } from './paperRows.ts';
import type { PicturePlan, RowPlan, SheetPlan } from './plan.ts';
import { SheetNames } from './sheetNames.ts';

/** Rows from which a table is a list of its own where a section has several. */
const LONG = 16;
/** Rows above a list that may stay in sight with its headings. */
const IN_SIGHT = 4;
const FIELDS: ReadonlySet<PaperBlock['block']> = new Set(['facts', 'places', 'chart']);

/**
 * A paper's sheets. A table that stands alone on its sheet can be filtered and sorted, so its values are never merged.
 * @param pictures PNGs of the document's charts in their order; fewer or none: the figures stand without them
 */
export function paperSheets(doc: PaperDoc, pictures: readonly Uint8Array[] = []): SheetPlan[] {
  const names = new SheetNames();
  const waiting = [...pictures];
  return doc.sections.flatMap((section) => {
    const tables = section.blocks.filter((block) => block.block === 'table');
    const apart = new Set(tables.length > 1 ? tables.filter(({ rows }) => rows.length >= LONG) : []);
    const name = names.take(titleOf(section) || doc.title);
    const own = [...apart].map((table) => ({ table, name: names.take(table.title ?? name) }));
    const placed = new Map(own.map((one) => [one.table, one.name]));
    return [
      sectionSheet(section, name, placed, waiting),
      ...own.map((one) => tableSheet(section, one.table, one.name)),
    ];
  });
}

function titleOf({ blocks }: PaperSection): string {
  const found = blocks.find((block) => block.block === 'title');
  return found?.block === 'title' ? found.lines.join('') : '';
}

/** One sheet. @param apart tables that have sheets of their own, with their names @param pictures taken from the front */
export function sectionSheet(
  section: PaperSection,
  name: string,
  apart: ReadonlyMap<PaperTable, string>,
  pictures: Uint8Array[],
): SheetPlan {
  const here = section.blocks.filter((block) => block.block === 'table').filter((table) => !apart.has(table));
  const only = here.length === 1 && isList(section, here[0]) ? (here[0] ?? null) : null;
  const grid = gridOf(section, only);
  const rows: RowPlan[] = [];
  const placed: PicturePlan[] = [];
  let list: { readonly head: number; readonly rows: number } | null = null;
  for (const block of section.blocks) {
    if (block.block === 'table') {
      const elsewhere = apart.get(block);
      if (block.title !== undefined) rows.push(...lineRows('sub', block.title, grid));
      if (elsewhere !== undefined) rows.push(...lineRows('note', `（见“${elsewhere}”表）`, grid));
      else {
        rows.push(...tableRows(block, spansIn(block, grid), grid));
        if (block === only) list = { head: headAt(rows), rows: block.rows.length };
      }
    } else if (block.block === 'chart') rows.push(...chartParts(block, grid, pictures, rows.length, placed));
    else rows.push(...blockRows(block, grid));
  }
  const inSight = list !== null && list.head <= IN_SIGHT + 1;
  return {
    name,
    columns: grid.widths,
    rows,
    head: list !== null && inSight ? list.head : 0,
    ...(list === null || inSight ? {} : { repeated: list.head }),
    orientation: section.orientation,
    size: section.size,
    filter: list === null || list.rows === 0 ? null : list.head,
    ...(placed.length === 0 ? {} : { pictures: placed }),
  };
}

/** A table that is what its sheet is about: a long one, or one without fields beside it that need columns of their own. */
function isList({ blocks }: PaperSection, table: PaperTable | undefined): boolean {
  if (table === undefined) return false;
  return table.rows.length >= LONG || !blocks.some(({ block }) => FIELDS.has(block));
}

/** Number (from 1) of the last row of headings. */
function headAt(rows: readonly RowPlan[]): number {
  return rows.findLastIndex((row) => row.style === 'head') + 1;
}

function spansIn(table: PaperTable, grid: Grid) {
  return grid.spansOf(table.columns.map((column) => column.share));
}

/** @param placed filled with the picture, if there is one @param above rows that stand above the chart */
function chartParts(
  block: Extract<PaperBlock, { block: 'chart' }>,
  grid: Grid,
  pictures: Uint8Array[],
  above: number,
  placed: PicturePlan[],
): RowPlan[] {
  const { chart } = block;
  const png = pictures.shift();
  const heading = lineRows('sub', chart.title, grid);
  const rows = [...heading];
  if (png !== undefined) {
    const size = pictureHeight(png, grid.widths);
    placed.push({ png, row: above + rows.length, column: 0, ...size });
    rows.push(pictureRow(size.height));
  }
  // Its text says the same in words, for who sees no picture: here the figures stand below it.
  return [...rows, ...chartRows(block, grid)];
}

function tableSheet(section: PaperSection, table: PaperTable, name: string): SheetPlan {
  const grid = gridOf(section, table);
  const signs = section.blocks.find((block) => block.block === 'signs');
  const rows = [
    ...lineRows('title', table.title ?? name, grid),
    ...tableRows(table, spansIn(table, grid), grid),
  ];
  const head = headAt(rows);
  return {
    name,
    columns: grid.widths,
    rows: signs?.block === 'signs' ? [...rows, signsRow(signs.places, grid)] : rows,
    head,
    orientation: section.orientation,
    size: section.size,
    filter: head,
  };
}
