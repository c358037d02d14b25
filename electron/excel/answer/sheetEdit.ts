/** Marks put into a worksheet that is not ours: looks of single cells, and one column of reasons beside the data. */
import { columnName } from '../../../shared/returns/grid.ts';
import { escaped } from '../forms/book.ts';
import { areaOf } from '../read/layout.ts';
import {
  attribute,
  Edits,
  inserted,
  NotEditable,
  prefixed,
  tagsFrom,
  withAttribute,
  withoutAttribute,
} from './xmlText.ts';
import type { TagAt } from './xmlText.ts';

const MAX_COLUMNS = 16_384;

/** What shall stand in a row (from 1): cells (columns from 0) that get a look, and a text in the column of reasons. */
export interface RowMarks {
  readonly cells: ReadonlyMap<number, (s: number) => number>;
  readonly reason: { readonly text: string; readonly look: number } | null;
}

/** What is known of a sheet before it is changed. */
export interface SheetShape {
  readonly prefix: string;
  /** Where `<sheetData>` begins, and whether it is empty (`<sheetData/>`). */
  readonly data: TagAt;
  readonly dimension: TagAt | null;
  readonly cols: readonly TagAt[];
  readonly colsEnd: number | null;
  /** First column (from 0) in sight right of all that holds anything and of all marks. */
  readonly free: number;
}

/**
 * Looks a sheet through once. @param rows (from 1) that will be written to; merged areas in them are kept clear of
 * @throws NotEditable when there is no room or no data
 */
export function shapeOf(xml: string, rows: ReadonlyMap<number, RowMarks>): SheetShape {
  let data: TagAt | null = null;
  let dimension: TagAt | null = null;
  const cols: TagAt[] = [];
  let colsEnd: number | null = null;
  let inData = false;
  let width = 1;
  for (const { cells } of rows.values()) width = Math.max(width, ...[...cells.keys()].map((c) => c + 1));
  let column = -1;
  let prefix: string | null = null;
  for (const tag of tagsFrom(xml)) {
    prefix ??= tag.prefix;
    if (inData) {
      if (tag.name === 'c' && !tag.closing) column = columnAt(xml, tag, column);
      else if (tag.name === 'row') column = -1;
      else if (tag.name === 'sheetData') inData = false;
      else if (!tag.closing && (tag.name === 'v' || tag.name === 'is' || tag.name === 'f'))
        width = Math.max(width, column + 1);
      continue;
    }
    if (tag.name === 'sheetData' && !tag.closing) {
      data = tag;
      inData = !tag.empty;
    } else if (tag.name === 'dimension' && !tag.closing) dimension = tag;
    else if (tag.name === 'col' && !tag.closing) cols.push(tag);
    else if (tag.name === 'cols' && tag.closing) colsEnd = tag.start;
    else if (tag.name === 'mergeCell' && !tag.closing) {
      const area = areaOf(attribute(xml, tag, 'ref') ?? '');
      if (area === null) continue;
      for (let r = area.top + 1; r <= Math.min(area.bottom + 1, area.top + 2_000); r += 1)
        if (rows.has(r)) width = Math.max(width, area.right + 1);
    }
  }
  if (data === null || prefix === null) throw new NotEditable('sheetData');
  let free = width;
  while (isHidden(xml, cols, free)) free += 1;
  if (free >= MAX_COLUMNS) throw new NotEditable('no free column');
  return { prefix, data, dimension, cols, colsEnd, free };
}

/** A cell's column. Nearly every program writes its place first: hundreds of thousands of cells go the short way. */
function columnAt(xml: string, tag: TagAt, before: number): number {
  let p = tag.start + tag.prefix.length + 2;
  if (xml.startsWith(' r="', p)) {
    p += 4;
    let column = 0;
    for (let c = xml.charCodeAt(p); c >= 65 && c <= 90 && column <= MAX_COLUMNS; c = xml.charCodeAt(++p))
      column = column * 26 + c - 64;
    if (column >= 1 && column <= MAX_COLUMNS) return column - 1;
  }
  const at = attribute(xml, tag, 'r');
  if (at === null) return before + 1;
  const area = areaOf(at);
  if (area === null) throw new NotEditable(at);
  return area.left;
}

function isHidden(xml: string, cols: readonly TagAt[], column: number): boolean {
  return cols.some((tag) => {
    const [min, max] = spanOf(xml, tag);
    const hidden = attribute(xml, tag, 'hidden');
    return column + 1 >= min && column + 1 <= max && (hidden === '1' || hidden === 'true');
  });
}

function spanOf(xml: string, tag: TagAt): readonly [min: number, max: number] {
  return [Number(attribute(xml, tag, 'min') ?? Number.NaN), Number(attribute(xml, tag, 'max') ?? Number.NaN)];
}

/** The sheet with its marks. @param width of the column of reasons, in characters */
export function markedSheet(
  xml: string,
  shape: SheetShape,
  rows: ReadonlyMap<number, RowMarks>,
  width: number,
): string {
  const edits = new Edits();
  const { dimension, free } = shape;
  if (dimension !== null) {
    const area = areaOf(attribute(xml, dimension, 'ref') ?? '');
    if (area !== null) {
      const right = Math.max(area.right, free);
      const bottom = Math.max(area.bottom + 1, ...rows.keys());
      const ref = `${columnName(area.left)}${area.top + 1}:${columnName(right)}${bottom}`;
      edits.replace(dimension.start, dimension.end, withAttribute(xml, dimension, 'ref', ref));
    }
  }
  setWidth(xml, shape, width, edits);
  markRows(xml, shape, rows, edits);
  return edits.apply(xml);
}

function setWidth(
  xml: string,
  { cols, colsEnd, free, data, prefix }: SheetShape,
  width: number,
  edits: Edits,
): void {
  const n = free + 1;
  const own = prefixed(`<col min="${n}" max="${n}" width="${width}" customWidth="1"/>`, prefix);
  const over = cols.find((tag) => {
    const [min, max] = spanOf(xml, tag);
    return n >= min && n <= max;
  });
  if (over !== undefined) {
    // A wide range falls into what lies left of the column, the column itself, and what lies right of it.
    const [min, max] = spanOf(xml, over);
    const piece = (from: number, to: number) => {
      if (from > to) return '';
      const text = withAttribute(xml, over, 'min', String(from));
      const [tag] = tagsFrom(text);
      return tag === undefined ? '' : withAttribute(text, tag, 'max', String(to));
    };
    const [text, tag] = [piece(n, n), ...tagsFrom(piece(n, n))];
    if (tag === undefined || !over.empty) throw new NotEditable('col');
    const wide = withAttribute(text, tag, 'width', String(width));
    const [again] = tagsFrom(wide);
    const mine = again === undefined ? own : withAttribute(wide, again, 'customWidth', '1');
    edits.replace(over.start, over.end, piece(min, n - 1) + mine + piece(n + 1, max));
    return;
  }
  if (colsEnd === null) {
    edits.replace(data.start, data.start, prefixed('<cols>', prefix) + own + prefixed('</cols>', prefix));
    return;
  }
  const next = cols.find((tag) => spanOf(xml, tag)[0] > n);
  edits.replace(next?.start ?? colsEnd, next?.start ?? colsEnd, own);
}

/* ---- rows and cells ---- */

interface CellAt {
  readonly column: number;
  readonly tag: TagAt;
  readonly named: boolean;
  /** Behind its closing tag. */
  end: number;
}

function markRows(
  xml: string,
  { data, prefix, free }: SheetShape,
  rows: ReadonlyMap<number, RowMarks>,
  edits: Edits,
): void {
  const wanted = [...rows.keys()].sort((a, b) => a - b);
  let next = 0;
  const missing = (before: number): string => {
    let text = '';
    for (let r = wanted[next]; r !== undefined && r < before; r = wanted[(next += 1)])
      text += newRow(r, rows.get(r), free, prefix);
    return text;
  };
  if (data.empty) {
    const open = `${xml.slice(data.start, data.end - 2).trimEnd()}>`;
    edits.replace(data.start, data.end, `${open}${missing(Infinity)}${prefixed('</sheetData>', prefix)}`);
    return;
  }
  let r = 0;
  let row: TagAt | null = null;
  let implied = false;
  let cells: CellAt[] = [];
  let column = -1;
  for (const tag of tagsFrom(xml, data.end)) {
    if (tag.name === 'row' && !tag.closing) {
      const said = attribute(xml, tag, 'r');
      implied = said === null;
      const above = r;
      r = said === null ? r + 1 : Number(said);
      // Of rows out of order no program agrees which one counts.
      if (!Number.isInteger(r) || r <= above) throw new NotEditable('row');
      const before = missing(r);
      // Rows that are known by their order only would be counted anew.
      if (before !== '' && implied) throw new NotEditable('rows without numbers');
      if (before !== '') edits.replace(tag.start, tag.start, before);
      const marks = rows.get(r);
      if (wanted[next] === r) next += 1;
      row = marks === undefined ? null : tag;
      cells = [];
      column = -1;
      if (marks !== undefined && tag.empty) {
        const open = openRow(xml, tag).replace(/\s*\/>$/, '>');
        edits.replace(
          tag.start,
          tag.end,
          `${open}${newCells(r, marks, free, prefix)}${prefixed('</row>', prefix)}`,
        );
        row = null;
      }
    } else if (tag.name === 'row' && row !== null) {
      const marks = rows.get(r);
      if (marks !== undefined) markCells({ xml, r, row, end: tag.start, cells, marks, free, prefix }, edits);
      row = null;
    } else if (tag.name === 'c' && !tag.closing && row !== null) {
      column = columnAt(xml, tag, column);
      cells.push({ column, tag, named: attribute(xml, tag, 'r') !== null, end: tag.end });
    } else if (tag.name === 'c' && row !== null) {
      const last = cells.at(-1);
      if (last !== undefined) last.end = tag.end;
    } else if (tag.name === 'sheetData') {
      edits.replace(tag.start, tag.start, missing(Infinity));
      return;
    }
  }
  throw new NotEditable('sheetData');
}

/** A row's tag; the columns it says it spans are only a hint for reading, and would be wrong. */
function openRow(xml: string, tag: TagAt): string {
  return withoutAttribute(xml.slice(tag.start, tag.end), 'spans');
}

function newRow(r: number, marks: RowMarks | undefined, free: number, prefix: string): string {
  if (marks === undefined) return '';
  return `${prefixed(`<row r="${r}">`, prefix)}${newCells(r, marks, free, prefix)}${prefixed('</row>', prefix)}`;
}

function newCells(r: number, marks: RowMarks, free: number, prefix: string): string {
  let text = '';
  for (const [column, look] of [...marks.cells].sort((a, b) => a[0] - b[0]))
    text += newCell(r, column, look(0), prefix);
  return text + reasonCell(r, marks, free, prefix);
}

function newCell(r: number, column: number, look: number, prefix: string): string {
  return prefixed(`<c r="${columnName(column)}${r}" s="${look}"/>`, prefix);
}

function reasonCell(r: number, { reason }: RowMarks, free: number, prefix: string): string {
  if (reason === null) return '';
  const text = inserted(escaped(reason.text));
  return (
    prefixed(
      `<c r="${columnName(free)}${r}" s="${reason.look}" t="inlineStr"><is><t xml:space="preserve">`,
      prefix,
    ) +
    text +
    prefixed('</t></is></c>', prefix)
  );
}

interface OpenRow {
  readonly xml: string;
  readonly r: number;
  readonly row: TagAt;
  /** Where the row's content ends. */
  readonly end: number;
  readonly cells: readonly CellAt[];
  readonly marks: RowMarks;
  readonly free: number;
  readonly prefix: string;
}

function markCells({ xml, r, row, end, cells, marks, free, prefix }: OpenRow, edits: Edits): void {
  edits.replace(row.start, row.end, openRow(xml, row));
  for (const [column, look] of [...marks.cells].sort((a, b) => a[0] - b[0])) {
    const cell = cells.find((one) => one.column === column);
    if (cell !== undefined) {
      const s = Number(attribute(xml, cell.tag, 's') ?? 0);
      edits.replace(cell.tag.start, cell.tag.end, withAttribute(xml, cell.tag, 's', String(look(s))));
      continue;
    }
    const after = cells.find((one) => one.column > column);
    // Cells that are known by their order only would move.
    if (after?.named === false) continue;
    edits.replace(after?.tag.start ?? end, after?.tag.start ?? end, newCell(r, column, look(0), prefix));
  }
  if (marks.reason === null) return;
  const reason = reasonCell(r, marks, free, prefix);
  const there = cells.find((one) => one.column === free);
  if (there !== undefined) {
    // Formatted, but empty: nothing is lost.
    edits.replace(there.tag.start, there.end, reason);
    return;
  }
  const after = cells.find((one) => one.column > free);
  if (after?.named === false) throw new NotEditable('cells without places');
  edits.replace(after?.tag.start ?? end, after?.tag.start ?? end, reason);
}
