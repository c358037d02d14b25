/**
 * Binary packages (.xlsb): their records are looked through for bounds and hidden columns, then the library reads a
 * package of only what tables need, unpacked by us.
 */
import { zipSync } from 'fflate';
import { Refusal } from '../../../shared/result.ts';
import type { Workbook } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';
import type { Package } from './package.ts';
import { byLibrary, gridsOf, loadFormatter, loadLibrary, nothingHidden } from './sheetjs.ts';
import type { HiddenParts } from './sheetjs.ts';
import { checkArea, newTally, note } from './tally.ts';

/**
 * @param main name of the workbook's own part
 * @throws Refusal `book_no_sheet`, `book_sheet_lost` { sheet }, `book_damaged` and those of the bounds
 */
export async function readXlsb(pack: Package, main: string): Promise<Workbook> {
  const content = pack.bytes(main);
  if (content === null) throw new Refusal('book_damaged', { part: main });
  const relations = pack.relations(main);
  const count = { cells: 0 };
  const hidden: HiddenParts[] = [];
  for (const { name, relation } of listedSheets(content)) {
    const part = relations.get(relation);
    const bytes = part === undefined ? null : pack.bytes(part.target);
    if (bytes === null) throw new Refusal('book_sheet_lost', { sheet: name });
    hidden.push(lookThrough(bytes, name, count));
  }
  if (hidden.length === 0) throw new Refusal('book_no_sheet');
  const parts: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  for (const { name } of pack.entries)
    if (/\.rels$|^\[Content_Types\]\.xml$|\.bin$/i.test(name) && !/vba|printer|media|activex/i.test(name))
      parts[name] = pack.bytes(name) ?? new Uint8Array(0);
  const { read } = await loadLibrary();
  const book = byLibrary(() =>
    read(zipSync(parts, { level: 0 }), {
      type: 'array',
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellFormula: false,
    }),
  );
  if (book.SheetNames.length !== hidden.length) throw new Refusal('book_damaged', { part: main });
  const tally = newTally();
  if (pack.entries.some((entry) => /(?:^|\/)vbaProject\.bin$/i.test(entry.name)))
    note(tally, 'macros_left_out');
  return { format: 'xlsb', sheets: gridsOf(book, tally, await loadFormatter(), hidden), notes: tally.notes };
}

const SHEET = 0x9c;
const COLUMNS = 0x3c;
const MERGE = 0xb0;
const LINK = 0x1ee;
const VALIDATION = 0x40;

/** Of the workbook's part: each sheet's name and relation. */
function listedSheets(bytes: Uint8Array): { name: string; relation: string }[] {
  const found: { name: string; relation: string }[] = [];
  for (const { type, data } of recordsOf(bytes)) {
    if (type !== SHEET || data.length < 16) continue;
    const relation = wideString(data, 8);
    const name = wideString(data, 12 + 2 * relation.length);
    found.push({ name, relation });
  }
  return found;
}

/** @throws Refusal `book_too_many_cells`, `book_too_many_merges`, `book_absurd_area`, `book_damaged` */
function lookThrough(bytes: Uint8Array, sheet: string, count: { cells: number }): HiddenParts {
  const hidden = nothingHidden();
  let merges = 0;
  for (const { type, data } of recordsOf(bytes)) {
    if ((type >= 2 && type <= 11) || (type >= 13 && type <= 18) || type === 0x3e) count.cells++;
    else if (type === COLUMNS && data.length >= 17) {
      const [first, last] = [data.readUInt32LE(0), data.readUInt32LE(4)];
      if ((data.readUInt8(16) & 1) !== 0 && first <= last && first < limits.columns)
        hidden.columns.push([first, Math.min(last, limits.columns - 1)]);
    } else if ((type === MERGE || type === LINK) && data.length >= 16) {
      checkArea(areaAt(data, 0), sheet);
      if (type === MERGE) merges++;
    } else if (type === VALIDATION && data.length >= 8) {
      const areas = Math.min(data.readUInt32LE(4), Math.floor((data.length - 8) / 16));
      for (let i = 0; i < areas; i++) checkArea(areaAt(data, 8 + 16 * i), sheet);
    }
    if (count.cells > limits.cells) throw new Refusal('book_too_many_cells', { limit: limits.cells });
    if (merges > limits.merges) throw new Refusal('book_too_many_merges', { sheet, limit: limits.merges });
  }
  return hidden;
}

function areaAt(data: Buffer, at: number): { top: number; bottom: number; left: number; right: number } {
  return {
    top: data.readUInt32LE(at),
    bottom: data.readUInt32LE(at + 4),
    left: data.readUInt32LE(at + 8),
    right: data.readUInt32LE(at + 12),
  };
}

/** Type and length of a record take as many bytes as their seven-bit groups need. */
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

function wideString(data: Buffer, at: number): string {
  if (at + 4 > data.length) throw new Refusal('book_damaged');
  const length = data.readUInt32LE(at);
  if (length > 1000 || at + 4 + 2 * length > data.length) throw new Refusal('book_damaged');
  return data.toString('utf16le', at + 4, at + 4 + 2 * length);
}
