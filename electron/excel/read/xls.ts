/** Old binary workbooks (.xls, and .et of WPS): the records of Excel 97 to 2003, values only. */
import { Refusal } from '../../../shared/result.ts';
import { DAYS_FROM_1904, type Grid, type Workbook } from '../../../shared/returns/grid.ts';
import { formatOf, needsFormatter } from './formats.ts';
import type { NumberFormat } from './formats.ts';
import { limits } from './limits.ts';
import { openContainer } from './ole.ts';
import { loadFormatter } from './sheetjs.ts';
import { SheetSink, packedNumber } from './sink.ts';
import type { Numbers } from './sink.ts';
import { checkedMerges, finishGrid, newTally, note } from './tally.ts';
import type { OpenGrid } from './tally.ts';
import { recordsOf, textOf, textsOf } from './xlsRecords.ts';
import type { XlsRecord } from './xlsRecords.ts';

const BOF = 0x0809;
const EOF = 0x000a;
const FILEPASS = 0x002f;
const DATE1904 = 0x0022;
const FORMAT = 0x041e;
const XF = 0x00e0;
const BOUNDSHEET = 0x0085;
const SST = 0x00fc;

const ROW = 0x0208;
const COLINFO = 0x007d;
const MERGES = 0x00e5;
const NUMBER = 0x0203;
const RK = 0x027e;
const MULRK = 0x00bd;
const LABELSST = 0x00fd;
const LABEL = 0x0204;
const RSTRING = 0x00d6;
const BOOLERR = 0x0205;
const FORMULA = 0x0006;
const STRING = 0x0207;

interface Globals {
  readonly sheets: {
    readonly name: string;
    readonly at: number;
    readonly hidden: boolean;
    readonly kind: number;
  }[];
  readonly formats: NumberFormat[];
  strings: readonly string[];
  date1904: boolean;
}

/**
 * @throws Refusal `book_encrypted`, `book_is_document`, `book_damaged`, `book_unreadable` (no workbook in it, or older
 * than Excel 97: its texts are in a code page that isn't told), `book_no_sheet`, `book_sheet_lost` { sheet } and those
 * of the bounds
 */
export async function readXls(bytes: Uint8Array): Promise<Workbook> {
  const container = openContainer(bytes);
  const has = (name: string): boolean => container.names.includes(name);
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw new Refusal('book_encrypted');
  const stream = container.stream('Workbook') ?? container.stream('Book');
  if (stream === null) {
    const other = has('WordDocument') || has('PowerPoint Document');
    throw new Refusal(other ? 'book_is_document' : 'book_unreadable');
  }
  const globals = globalsOf(stream);
  if (globals.sheets.length === 0) throw new Refusal('book_no_sheet');
  if (globals.sheets.length > limits.sheets)
    throw new Refusal('book_bomb', { sheets: globals.sheets.length });
  const tally = newTally();
  if (has('_VBA_PROJECT_CUR')) note(tally, 'macros_left_out');
  if (globals.date1904) note(tally, DAYS_FROM_1904);
  const formatter = globals.formats.some(needsFormatter) ? await loadFormatter() : null;
  const by: Numbers = { tally, date1904: globals.date1904, formatter };
  const grids: Grid[] = [];
  for (const { name, at, hidden, kind } of globals.sheets) {
    if (kind !== 0) {
      note(tally, 'sheet_without_table', name);
      continue;
    }
    const sink = new SheetSink({ name, hidden, rows: [], merges: [], hiddenColumns: [] }, by);
    readSheet(stream, at, sink, globals);
    const open = sink.done();
    grids.push(finishGrid({ ...open, merges: checkedMerges(open.merges, name) }));
  }
  if (grids.length === 0) throw new Refusal('book_no_sheet');
  return { format: 'xls', sheets: grids, notes: tally.notes };
}

function globalsOf(stream: Buffer): Globals {
  if (stream.length < 8 || stream.readUInt16LE(0) !== BOF || stream.readUInt16LE(4) !== 0x0600)
    throw new Refusal('book_unreadable');
  const codes = new Map<number, string>();
  const ids: number[] = [];
  const globals: Globals = { sheets: [], formats: [], strings: [], date1904: false };
  let closed = false;
  for (const record of recordsOf(stream, 0)) {
    const { type, data } = record;
    if (type === EOF) {
      closed = true;
      break;
    }
    if (type === FILEPASS) throw new Refusal('book_encrypted');
    if (type === DATE1904 && data.length >= 2) globals.date1904 = data.readUInt16LE(0) === 1;
    else if (type === FORMAT && data.length >= 5) codes.set(data.readUInt16LE(0), textOf(record, 2));
    else if (type === XF && data.length >= 4) ids.push(data.readUInt16LE(2));
    else if (type === SST && data.length >= 8) globals.strings = textsOf(record);
    else if (type === BOUNDSHEET && data.length >= 8)
      globals.sheets.push({
        at: data.readUInt32LE(0),
        hidden: ((data[4] ?? 0) & 3) !== 0,
        kind: data[5] ?? 0,
        name: textOf(record, 6, 1),
      });
  }
  if (!closed) throw new Refusal('book_damaged');
  globals.formats.push(...ids.map((id) => formatOf(id, codes.get(id))));
  return globals;
}

/** @throws Refusal `book_sheet_lost`, `book_damaged` and those of the bounds */
function readSheet(stream: Buffer, at: number, sink: SheetSink, globals: Globals): void {
  const { grid } = sink;
  if (at + 8 > stream.length || stream.readUInt16LE(at) !== BOF)
    throw new Refusal('book_sheet_lost', { sheet: grid.name });
  let depth = 0;
  let formula: { r: number; c: number } | null = null;
  for (const record of recordsOf(stream, at)) {
    const { type, data } = record;
    if (type === BOF) depth++;
    else if (type === EOF && --depth === 0) return;
    // Charts lie within as sheets of their own.
    else if (depth !== 1) continue;
    else if (type === STRING) {
      if (formula !== null) sink.text(formula.r, formula.c, textOf(record, 0));
      formula = null;
    } else if (type === FORMULA && data.length >= 14) formula = formulaResult(data, sink, globals);
    else if (!readCell(record, sink, globals)) readLayout(type, data, sink);
  }
  throw new Refusal('book_damaged', { sheet: grid.name });
}

/** False for a record that holds no value. */
function readCell(record: XlsRecord, sink: SheetSink, globals: Globals): boolean {
  const { type, data } = record;
  if (data.length < 8) return false;
  const r = data.readUInt16LE(0);
  const c = data.readUInt16LE(2);
  const format = globals.formats[data.readUInt16LE(4)];
  switch (type) {
    case NUMBER:
      if (data.length >= 14) sink.number(r, c, data.readDoubleLE(6), format);
      return true;
    case RK:
      if (data.length >= 10) sink.number(r, c, packedNumber(data.readInt32LE(6)), format);
      return true;
    case MULRK:
      for (let p = 4, column = c; p + 8 <= data.length; p += 6, column++)
        sink.number(r, column, packedNumber(data.readInt32LE(p + 2)), globals.formats[data.readUInt16LE(p)]);
      return true;
    case LABELSST: {
      const text = data.length >= 10 ? globals.strings[data.readUInt32LE(6)] : undefined;
      if (text === undefined) throw new Refusal('book_damaged', { sheet: sink.grid.name });
      sink.text(r, c, text);
      return true;
    }
    case LABEL:
    case RSTRING:
      sink.text(r, c, textOf(record, 6));
      return true;
    case BOOLERR:
      if (data[7] === 1) sink.error(r, c, data[6] ?? 0);
      else sink.put(r, c, data[6] === 1);
      return true;
    default:
      return false;
  }
}

/** Puts the stored result; a text comes in a record of its own, so that its place is given back. */
function formulaResult(data: Buffer, sink: SheetSink, globals: Globals): { r: number; c: number } | null {
  const r = data.readUInt16LE(0);
  const c = data.readUInt16LE(2);
  if (data.readUInt16LE(12) !== 0xffff) {
    sink.number(r, c, data.readDoubleLE(6), globals.formats[data.readUInt16LE(4)]);
    return null;
  }
  const kind = data[6];
  if (kind === 1) sink.put(r, c, data[8] === 1);
  else if (kind === 2) sink.error(r, c, data[8] ?? 0);
  return kind === 0 ? { r, c } : null;
}

function readLayout(type: number, data: Buffer, sink: SheetSink): void {
  const grid: OpenGrid = sink.grid;
  if (type === ROW && data.length >= 16) {
    if ((data.readUInt16LE(12) & 0x20) !== 0) sink.hiddenRows.add(data.readUInt16LE(0));
  } else if (type === COLINFO && data.length >= 10) {
    const first = data.readUInt16LE(0);
    const last = Math.min(data.readUInt16LE(2), 255);
    if ((data.readUInt16LE(8) & 1) !== 0 && first <= last) grid.hiddenColumns.push([first, last]);
  } else if (type === MERGES && data.length >= 2) {
    for (let p = 2; p + 8 <= data.length; p += 8)
      grid.merges.push({
        top: data.readUInt16LE(p),
        bottom: data.readUInt16LE(p + 2),
        left: data.readUInt16LE(p + 4),
        right: data.readUInt16LE(p + 6),
      });
    if (grid.merges.length > limits.merges)
      throw new Refusal('book_too_many_merges', { sheet: grid.name, limit: limits.merges });
  }
}
