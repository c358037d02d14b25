/** Binary packages (.xlsb): the records of their parts, values only. */
import { Refusal } from '../../../shared/result.ts';
import { DAYS_FROM_1904, type Grid, type Workbook } from '../../../shared/returns/grid.ts';
import { formatOf, needsFormatter } from './formats.ts';
import type { NumberFormat } from './formats.ts';
import { limits } from './limits.ts';
import type { Package, Relation } from './package.ts';
import { loadFormatter } from './sheetjs.ts';
import { SheetSink, packedNumber } from './sink.ts';
import type { Numbers } from './sink.ts';
import { checkArea, checkedMerges, finishGrid, newTally, note } from './tally.ts';

/**
 * @param main name of the workbook's own part
 * @throws Refusal `book_no_sheet`, `book_sheet_lost` { sheet }, `book_damaged` and those of the bounds
 */
export async function readXlsb(pack: Package, main: string): Promise<Workbook> {
  const content = pack.bytes(main);
  if (content === null) throw new Refusal('book_damaged', { part: main });
  const { sheets, date1904 } = listedSheets(content);
  if (sheets.length === 0) throw new Refusal('book_no_sheet');
  if (sheets.length > limits.sheets) throw new Refusal('book_bomb', { sheets: sheets.length });
  const relations = pack.relations(main);
  const part = (type: string): Uint8Array | null => {
    for (const relation of relations.values()) if (relation.type === type) return pack.bytes(relation.target);
    return null;
  };
  const strings = sharedTexts(part('sharedStrings'));
  const formats = cellFormats(part('styles'));
  const tally = newTally();
  if (pack.entries.some((entry) => /(?:^|\/)vbaProject\.bin$/i.test(entry.name)))
    note(tally, 'macros_left_out');
  if (date1904) note(tally, DAYS_FROM_1904);
  const by: Numbers = {
    tally,
    date1904,
    formatter: formats.some(needsFormatter) ? await loadFormatter() : null,
  };
  const grids: Grid[] = [];
  for (const { name, hidden, relation } of sheets) {
    const found: Relation | undefined = relations.get(relation);
    if (found !== undefined && /^(?:chartsheet|dialogsheet|xl\w*macrosheet)$/i.test(found.type)) {
      note(tally, 'sheet_without_table', name);
      continue;
    }
    const bytes = found === undefined ? null : pack.bytes(found.target);
    if (bytes === null) throw new Refusal('book_sheet_lost', { sheet: name });
    const sink = new SheetSink({ name, hidden, rows: [], merges: [], hiddenColumns: [] }, by);
    readSheet(bytes, sink, strings, formats);
    const open = sink.done();
    grids.push(finishGrid({ ...open, merges: checkedMerges(open.merges, name) }));
  }
  if (grids.length === 0) throw new Refusal('book_no_sheet');
  return { format: 'xlsb', sheets: grids, notes: tally.notes };
}

function listedSheets(bytes: Uint8Array): {
  sheets: { name: string; hidden: boolean; relation: string }[];
  date1904: boolean;
} {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let date1904 = false;
  for (const { type, data } of recordsOf(bytes)) {
    if (type === 0x99 && data.length >= 4) date1904 = (data.readUInt32LE(0) & 1) !== 0;
    if (type !== 0x9c || data.length < 16) continue;
    const relation = wideText(data, 8);
    const name = wideText(data, 12 + 2 * relation.length);
    sheets.push({ name, relation, hidden: data.readUInt32LE(0) !== 0 });
  }
  return { sheets, date1904 };
}

function sharedTexts(bytes: Uint8Array | null): string[] {
  const texts: string[] = [];
  if (bytes !== null)
    for (const { type, data } of recordsOf(bytes)) if (type === 0x13) texts.push(wideText(data, 1));
  return texts;
}

function cellFormats(bytes: Uint8Array | null): NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inside = false;
  if (bytes === null) return formats;
  for (const { type, data } of recordsOf(bytes)) {
    if (type === 0x2c && data.length >= 6) codes.set(data.readUInt16LE(0), wideText(data, 2));
    else if (type === 0x269) inside = true;
    else if (type === 0x26a) inside = false;
    else if (inside && type === 0x2f && data.length >= 4) {
      const id = data.readUInt16LE(2);
      formats.push(formatOf(id, codes.get(id)));
    }
  }
  return formats;
}

const ROW = 0x00;
const COLUMNS = 0x3c;
const MERGE = 0xb0;
const VALIDATION = 0x40;
const SHEET_END = 0x82;

/** @throws Refusal `book_damaged`, `book_too_many_cells`, `book_too_many_merges`, `book_absurd_area` */
function readSheet(
  bytes: Uint8Array,
  sink: SheetSink,
  strings: readonly string[],
  formats: readonly NumberFormat[],
): void {
  const { grid } = sink;
  let r = -1;
  let c = -1;
  for (const { type, data } of recordsOf(bytes)) {
    if (type === ROW && data.length >= 12) {
      r = data.readUInt32LE(0);
      c = -1;
      if (r >= limits.rows) throw new Refusal('book_damaged', { sheet: grid.name });
      if (((data[11] ?? 0) & 0x10) !== 0) sink.hiddenRows.add(r);
    } else if ((type >= 1 && type <= 18) || type === 0x3e) {
      // Short cells don't say their column: it is the next one.
      const short = type >= 12 && type <= 18;
      if (r < 0 || data.length < (short ? 4 : 8)) throw new Refusal('book_damaged', { sheet: grid.name });
      c = short ? c + 1 : data.readUInt32LE(0);
      if (c >= limits.columns) throw new Refusal('book_damaged', { sheet: grid.name });
      const from = short ? 4 : 8;
      const format = formats[data.readUIntLE(from - 4, 3)];
      readCell(short ? (SHORT[type - 12] ?? 1) : type, data.subarray(from), r, c, sink, strings, format);
    } else if (type === COLUMNS && data.length >= 17) {
      const [first, last] = [data.readUInt32LE(0), data.readUInt32LE(4)];
      if (((data[16] ?? 0) & 1) !== 0 && first <= last && first < limits.columns)
        grid.hiddenColumns.push([first, Math.min(last, limits.columns - 1)]);
    } else if (type === MERGE && data.length >= 16) {
      grid.merges.push(areaAt(data, 0));
      if (grid.merges.length > limits.merges)
        throw new Refusal('book_too_many_merges', { sheet: grid.name, limit: limits.merges });
    } else if (type === VALIDATION && data.length >= 8) {
      const areas = Math.min(data.readUInt32LE(4), Math.floor((data.length - 8) / 16));
      for (let i = 0; i < areas; i++) checkArea(areaAt(data, 8 + 16 * i), grid.name);
    } else if (type === SHEET_END) return;
  }
  throw new Refusal('book_damaged', { sheet: grid.name });
}

/** Short cells 12–18 by the kind they are short for. */
const SHORT = [1, 2, 3, 4, 5, 6, 7] as const;

function readCell(
  type: number,
  data: Buffer,
  r: number,
  c: number,
  sink: SheetSink,
  strings: readonly string[],
  format: NumberFormat | undefined,
): void {
  const need = (bytes: number): void => {
    if (data.length < bytes) throw new Refusal('book_damaged', { sheet: sink.grid.name });
  };
  switch (type) {
    case 2:
      need(4);
      sink.number(r, c, packedNumber(data.readInt32LE(0)), format);
      break;
    case 3:
    case 11:
      need(1);
      sink.error(r, c, data[0] ?? 0);
      break;
    case 4:
    case 10:
      need(1);
      sink.put(r, c, data[0] === 1);
      break;
    case 5:
    case 9:
      need(8);
      sink.number(r, c, data.readDoubleLE(0), format);
      break;
    case 6:
    case 8:
      sink.text(r, c, wideText(data, 0));
      break;
    case 0x3e:
      sink.text(r, c, wideText(data, 1));
      break;
    case 7: {
      need(4);
      const text = strings[data.readUInt32LE(0)];
      if (text === undefined) throw new Refusal('book_damaged', { sheet: sink.grid.name });
      sink.text(r, c, text);
      break;
    }
  }
}

function areaAt(data: Buffer, at: number): { top: number; bottom: number; left: number; right: number } {
  return {
    top: data.readUInt32LE(at),
    bottom: data.readUInt32LE(at + 4),
    left: data.readUInt32LE(at + 8),
    right: data.readUInt32LE(at + 12),
  };
}

/** Type and length of a record take as many bytes as their seven-bit groups need. @throws Refusal `book_damaged` */
function* recordsOf(bytes: Uint8Array): Generator<{ type: number; data: Buffer }> {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let p = 0; p < b.length;) {
    let type = b[p++] ?? 0;
    if (type >= 128) type = (type & 127) | (((b[p++] ?? 0) & 127) << 7);
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const group = b[p++] ?? 0;
      length |= (group & 127) << shift;
      if (group < 128) break;
    }
    if (p + length > b.length) throw new Refusal('book_damaged');
    yield { type, data: b.subarray(p, p + length) };
    p += length;
  }
}

function wideText(data: Buffer, at: number): string {
  if (at + 4 > data.length) throw new Refusal('book_damaged');
  const length = data.readUInt32LE(at);
  if (at + 4 + 2 * length > data.length) throw new Refusal('book_damaged');
  return data.toString('utf16le', at + 4, at + 4 + 2 * length);
}
