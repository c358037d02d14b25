/** Values put into a worksheet that is not ours: cells take a value and keep their look; rows are put in where they lack. */
import type { BlankValue } from '../../../shared/blanks/values.ts';
import { Refusal } from '../../../shared/result.ts';
import { columnName } from '../../../shared/returns/grid.ts';
import { escaped } from '../forms/book.ts';
import { areaOf } from '../read/layout.ts';
import { columnPixels, heightOfLines, linesOf } from '../rowHeight.ts';
import {
  attribute,
  Edits,
  inserted,
  NotEditable,
  prefixed,
  tagsFrom,
  withAttribute,
  withoutAttribute,
} from '../answer/xmlText.ts';
import type { TagAt } from '../answer/xmlText.ts';
import { shiftAround } from './areas.ts';
import { formulaIn, formulaText, shiftedFormulas, uncounted } from './formulas.ts';
import { formulaBelow, shiftFormula } from './shift.ts';
import type { Shift } from './shift.ts';

export interface SheetFilling {
  /** Name of the sheet, for formulas that say it. */
  readonly sheet: string;
  /** From 1. */
  readonly firstRow: number;
  /** From 0, of each value of a row. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly BlankValue[])[];
  /** Single cells: row from 1, column from 0. They lie where the blank has them, before rows are put in. */
  readonly cells: readonly { readonly row: number; readonly column: number; readonly value: BlankValue }[];
}

export interface FilledSheet {
  readonly xml: string;
  /** As it was filled: what was to stand under a merge stands in the merge's own cell. */
  readonly filling: SheetFilling;
  /** Letters of filled columns that are hidden. */
  readonly hidden: readonly string[];
  /** Null when no rows had to be put in. */
  readonly shift: Shift | null;
  /** Pictures and remarks lie on it and don't move with the rows. */
  readonly drawings: boolean;
}

/** The first row to be filled holds something already. Never leaves this folder. */
export class RowTaken extends Error {}

interface CellAt {
  readonly column: number;
  readonly tag: TagAt;
  end: number;
  /** Has a value or a formula. */
  full: boolean;
}
interface RowAt {
  readonly r: number;
  readonly tag: TagAt;
  end: number;
  readonly cells: CellAt[];
}

/** Of a worksheet. */
const LAST_ROW = 1_048_576;
const COLUMNS = 16_384;

/**
 * @throws NotEditable when the sheet is built so that a change could harm it, RowTaken,
 * Refusal `blank_place_twice` { cell }, `blank_place_outside` { cell }
 */
export function fillSheet(xml: string, asked: SheetFilling): FilledSheet {
  const { rows, data, prefix } = rowsOf(xml);
  const filling = outOfMerges(xml, asked);
  const { firstRow, columns } = filling;
  const byRow = new Map(rows.map((row) => [row.r, row]));
  const full = (row: RowAt | undefined) => row?.cells.some((cell) => cell.full) === true;
  if (filling.rows.length > 0) {
    const first = byRow.get(firstRow);
    if (first?.cells.some((cell) => cell.full && columns.includes(cell.column)) === true)
      throw new RowTaken();
  }
  // Rows that are there to be filled: down to the next one that says something in a column that is filled, or anywhere.
  const below = rows.find(
    (row) => row.r > firstRow && full(row) && !onlyBeside(row, columns, byRow.get(firstRow)),
  );
  const room = below === undefined ? Number.POSITIVE_INFINITY : below.r - firstRow;
  const by = Math.max(0, filling.rows.length - room);
  const shift: Shift | null = by === 0 || below === undefined ? null : { at: below.r, by, first: firstRow };
  refusePlaces(filling, Math.max(rows.at(-1)?.r ?? 0, firstRow + filling.rows.length - 1 - by) + by, shift);
  const widths = widthsOf(xml);
  const pattern = byRow.get(firstRow);

  const edits = new Edits();
  const drawings = shiftAround(xml, data, shift, filling.sheet, edits, firstRow);
  const moved = (r: number) => (shift !== null && r >= shift.at ? r + shift.by : r);
  const values = new Map<number, Map<number, BlankValue>>();
  const put = (r: number, column: number, value: BlankValue) => {
    const row = values.get(r) ?? new Map<number, BlankValue>();
    row.set(column, value);
    values.set(r, row);
  };
  filling.rows.forEach((row, i) => row.forEach((value, c) => put(firstRow + i, columns[c] ?? 0, value)));
  for (const { row, column, value } of filling.cells) put(moved(row), column, value);

  const written = new Map<number, string>();
  for (const row of rows) {
    const r = moved(row.r);
    const changes = values.get(r);
    if (r === row.r && changes === undefined) {
      const text = xml.slice(row.tag.start, row.end);
      written.set(r, shift === null ? text : shiftedFormulas(text, ofRow(shift, r), filling.sheet));
    } else written.set(r, rowText({ xml, row, r, changes, prefix, widths, pattern, shift, filling }));
  }
  for (const [r, changes] of values)
    if (!written.has(r))
      written.set(r, rowText({ xml, row: null, r, changes, prefix, widths, pattern, shift, filling }));
  const text = uncounted(
    [...written]
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one)
      .join(''),
  );
  const open = data.empty
    ? `${xml.slice(data.start, data.end - 2).trimEnd()}>`
    : xml.slice(data.start, data.end);
  const close = data.empty ? prefixed('</sheetData>', prefix) : '';
  edits.replace(data.start, data.empty ? data.end : dataEnd(xml, data), open + text + close);
  const hidden = hiddenAmong(xml, filling.rows.length === 0 ? [] : columns);
  return { xml: edits.apply(xml), filling, hidden, shift, drawings };
}

/** Formulas within the filled rows speak of their own line: their areas don't grow with the lines. */
function ofRow(shift: Shift, r: number): Shift {
  return r >= shift.first && r < shift.at ? { ...shift, first: Number.POSITIVE_INFINITY } : shift;
}

/** What would stand under a merge is not seen: it goes into the merge's own cell, in a line into the one at its left. */
function outOfMerges(xml: string, filling: SheetFilling): SheetFilling {
  const merges = [...tagsFrom(xml)].flatMap((tag) =>
    tag.name === 'mergeCell' && !tag.closing ? (areaOf(attribute(xml, tag, 'ref') ?? '') ?? []) : [],
  );
  const over = (row: number, column: number) =>
    merges.find(
      ({ top, left, bottom, right }) => row > top && row <= bottom + 1 && column >= left && column <= right,
    );
  return {
    ...filling,
    columns: filling.columns.map((column) => {
      const area = over(filling.firstRow, column);
      return area !== undefined && area.top === filling.firstRow - 1 ? area.left : column;
    }),
    cells: filling.cells.map((cell) => {
      const area = over(cell.row, cell.column);
      return area === undefined ? cell : { ...cell, row: area.top + 1, column: area.left };
    }),
  };
}

function refusePlaces(
  { columns, cells, firstRow, rows }: SheetFilling,
  last: number,
  shift: Shift | null,
): void {
  const taken = new Set<string>();
  const take = (row: number, column: number): void => {
    const cell = `${columnName(column)}${row}`;
    if (column >= COLUMNS || row > LAST_ROW || last > LAST_ROW)
      throw new Refusal('blank_place_outside', { cell });
    if (taken.has(cell)) throw new Refusal('blank_place_twice', { cell });
    taken.add(cell);
  };
  if (rows.length > 0) for (const column of columns) take(firstRow, column);
  const lines = Math.min(firstRow + rows.length, shift?.at ?? Number.POSITIVE_INFINITY);
  for (const { row, column } of cells) {
    const inLine = row > firstRow && row < lines && columns.includes(column);
    if (inLine) throw new Refusal('blank_place_twice', { cell: `${columnName(column)}${row}` });
    take(row, column);
  }
}

function hiddenAmong(xml: string, columns: readonly number[]): string[] {
  const ranges: { min: number; max: number }[] = [];
  for (const tag of tagsFrom(xml)) {
    if (tag.name === 'sheetData') break;
    if (tag.name === 'col' && !tag.closing && /^(?:1|true)$/.test(attribute(xml, tag, 'hidden') ?? ''))
      ranges.push({ min: Number(attribute(xml, tag, 'min')), max: Number(attribute(xml, tag, 'max')) });
  }
  return columns
    .filter((column) => ranges.some(({ min, max }) => column + 1 >= min && column + 1 <= max))
    .map(columnName);
}

/** A row with texts only in columns that the pattern row fills too (a number printed before each line) is there to be filled. */
function onlyBeside(row: RowAt, columns: readonly number[], pattern: RowAt | undefined): boolean {
  const beside = new Set(pattern?.cells.filter((cell) => cell.full).map((cell) => cell.column));
  return row.cells.every((cell) => !cell.full || (!columns.includes(cell.column) && beside.has(cell.column)));
}

/** Where `</sheetData>` begins. */
function dataEnd(xml: string, data: TagAt): number {
  for (const tag of tagsFrom(xml, data.end)) if (tag.name === 'sheetData' && tag.closing) return tag.start;
  throw new NotEditable('sheetData');
}

function rowsOf(xml: string): { rows: RowAt[]; data: TagAt; prefix: string } {
  const rows: RowAt[] = [];
  let data: TagAt | null = null;
  let prefix: string | null = null;
  let row: RowAt | null = null;
  let cell: CellAt | null = null;
  for (const tag of tagsFrom(xml)) {
    prefix ??= tag.prefix;
    if (data === null) {
      if (tag.name === 'sheetData' && !tag.closing) data = tag;
      if (data?.empty === true) break;
    } else if (tag.name === 'sheetData') break;
    else if (tag.name === 'row' && !tag.closing) {
      const r = Number(attribute(xml, tag, 'r') ?? Number.NaN);
      // Rows and cells that are known by their order only would be counted anew.
      if (!Number.isInteger(r) || r <= (rows.at(-1)?.r ?? 0)) throw new NotEditable('row');
      row = { r, tag, end: tag.end, cells: [] };
      rows.push(row);
    } else if (tag.name === 'row') {
      if (row !== null) row.end = tag.end;
    } else if (tag.name === 'c' && !tag.closing) {
      const area = areaOf(attribute(xml, tag, 'r') ?? '');
      if (area === null || row === null || area.top !== row.r - 1) throw new NotEditable('cell');
      cell = { column: area.left, tag, end: tag.end, full: false };
      row.cells.push(cell);
    } else if (tag.name === 'c') {
      if (cell !== null) cell.end = tag.end;
    } else if (!tag.closing && ['v', 'f', 'is'].includes(tag.name)) {
      if (cell !== null) cell.full = true;
      if (tag.name === 'f' && attribute(xml, tag, 't') === 'array') throw new NotEditable('array formula');
    }
  }
  if (data === null) throw new NotEditable('sheetData');
  return { rows, data, prefix: prefix ?? '' };
}

interface RowWork {
  readonly xml: string;
  readonly row: RowAt | null;
  readonly r: number;
  readonly changes: ReadonlyMap<number, BlankValue> | undefined;
  readonly prefix: string;
  readonly widths: (column: number) => number;
  /** The first row to be filled: what is put in looks like it. */
  readonly pattern: RowAt | undefined;
  readonly shift: Shift | null;
  readonly filling: SheetFilling;
}

function rowText({ xml, row, r, changes, prefix, widths, pattern, shift, filling }: RowWork): string {
  const isLine = r >= filling.firstRow && r < filling.firstRow + filling.rows.length;
  const model = row ?? (isLine ? pattern : undefined) ?? null;
  const cells = new Map<number, string>();
  for (const cell of model?.cells ?? []) {
    const value = changes?.get(cell.column);
    const look = attribute(xml, cell.tag, 's');
    if (value !== undefined) cells.set(cell.column, valueCell(r, cell.column, look, value, prefix));
    else if (row === null) cells.set(cell.column, likeCell(xml, cell, r, { prefix, shift, filling }));
    else cells.set(cell.column, movedCell(xml, cell, r, row.r, shift, filling.sheet));
  }
  for (const [column, value] of changes ?? []) {
    if (cells.has(column)) continue;
    // A single cell of the head takes no look from the rows below.
    const look = isLine ? pattern?.cells.find((cell) => cell.column === column) : undefined;
    cells.set(
      column,
      valueCell(r, column, look === undefined ? null : attribute(xml, look.tag, 's'), value, prefix),
    );
  }
  const tag =
    model === null
      ? prefixed('<row>', prefix)
      : withoutAttribute(xml.slice(model.tag.start, model.tag.end), 'spans');
  let open = tag.replace(/\s*\/>$/, '>');
  open = setOn(open, 'r', String(r));
  const height = heightFor(changes, widths);
  if (changes !== undefined && isLine) {
    // A line that is filled is to be seen.
    open = withoutAttribute(open, 'hidden');
    const [head] = tagsFrom(open);
    const own = head === undefined ? 0 : Number(attribute(open, head, 'ht') ?? 0);
    if (height > own) open = setOn(setOn(open, 'ht', String(height)), 'customHeight', '1');
  }
  const inner = [...cells]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('');
  return `${open}${inner}${prefixed('</row>', prefix)}`;
}

function setOn(open: string, name: string, value: string): string {
  const [tag] = tagsFrom(open);
  return tag === undefined ? open : withAttribute(open, tag, name, value);
}

/** Points that the row's longest text takes in its column. A usual 11 point letter is reckoned with. */
function heightFor(
  changes: ReadonlyMap<number, BlankValue> | undefined,
  widths: (column: number) => number,
): number {
  let height = 0;
  for (const [column, value] of changes ?? [])
    if (typeof value === 'string')
      height = Math.max(height, heightOfLines(linesOf(value, columnPixels(widths(column)), 11), 11));
  return Math.min(409, Math.round(height * 100) / 100);
}

function emptyCell(r: number, column: number, look: string | null, prefix: string): string {
  return prefixed(`<c r="${columnName(column)}${r}"${look === null ? '' : ` s="${look}"`}/>`, prefix);
}

function valueCell(
  r: number,
  column: number,
  look: string | null,
  value: BlankValue,
  prefix: string,
): string {
  if (value === '') return emptyCell(r, column, look, prefix);
  const at = `r="${columnName(column)}${r}"${look === null ? '' : ` s="${look}"`}`;
  if (typeof value === 'number') return prefixed(`<c ${at}><v>${value}</v></c>`, prefix);
  return (
    prefixed(`<c ${at} t="inlineStr"><is><t xml:space="preserve">`, prefix) +
    inserted(escaped(value.slice(0, 32_767))) +
    prefixed('</t></is></c>', prefix)
  );
}

/** A cell of a row that is put in: with the look of the first one, and its formula for its own line. */
function likeCell(
  xml: string,
  cell: CellAt,
  r: number,
  { prefix, shift, filling }: Pick<RowWork, 'prefix' | 'shift' | 'filling'>,
): string {
  const look = attribute(xml, cell.tag, 's');
  const formula = formulaIn(xml.slice(cell.tag.end, cell.end));
  if (formula === null) return emptyCell(r, cell.column, look, prefix);
  const { sheet, firstRow } = filling;
  const moved = shift === null ? formula : shiftFormula(formula, sheet, true, ofRow(shift, firstRow));
  const at = `r="${columnName(cell.column)}${r}"${look === null ? '' : ` s="${look}"`}`;
  return (
    prefixed(`<c ${at}><f>`, prefix) +
    formulaText(formulaBelow(moved, r - firstRow)) +
    prefixed('</f></c>', prefix)
  );
}

/** A cell as it stands, at its new place, with its formula's references moved. */
function movedCell(
  xml: string,
  cell: CellAt,
  r: number,
  before: number,
  shift: Shift | null,
  sheet: string,
): string {
  const open = withAttribute(xml, cell.tag, 'r', `${columnName(cell.column)}${r}`);
  const rest = xml.slice(cell.tag.end, cell.end);
  return open + (shift === null ? rest : shiftedFormulas(rest, ofRow(shift, before), sheet));
}

/** Width in characters by column (from 0). */
function widthsOf(xml: string): (column: number) => number {
  const ranges: { min: number; max: number; width: number }[] = [];
  let standard = 8.43;
  for (const tag of tagsFrom(xml)) {
    if (tag.name === 'sheetData') break;
    if (tag.name === 'sheetFormatPr') standard = Number(attribute(xml, tag, 'defaultColWidth') ?? standard);
    if (tag.name !== 'col' || tag.closing) continue;
    const width = Number(attribute(xml, tag, 'width') ?? standard);
    ranges.push({ min: Number(attribute(xml, tag, 'min')), max: Number(attribute(xml, tag, 'max')), width });
  }
  // A merged heading may make a cell wider; reckoned without it, a row is at worst too high.
  return (column) => ranges.find(({ min, max }) => column + 1 >= min && column + 1 <= max)?.width ?? standard;
}
