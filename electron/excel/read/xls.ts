/**
 * Old binary workbooks (.xls, and .et of WPS): the records are looked through before the library builds anything of
 * them, for bounds and for what it doesn't tell.
 */
import { Refusal } from '../../../shared/result.ts';
import type { Workbook } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';
import { byLibrary, gridsOf, loadFormatter, loadLibrary, nothingHidden } from './sheetjs.ts';
import type { HiddenParts } from './sheetjs.ts';
import { checkArea, newTally, note } from './tally.ts';

/**
 * @throws Refusal `book_encrypted`, `book_is_document`, `book_damaged`, `book_unreadable` (no workbook in it),
 * `book_no_sheet` and those of the bounds
 */
export async function readXls(bytes: Uint8Array): Promise<Workbook> {
  const library = await loadLibrary();
  const { read } = library;
  const CFB = library.CFB as Containers;
  const file = asBuffer(bytes);
  refuseOthers(file);
  const container = byLibrary(() => CFB.read(file, { type: 'buffer' }));
  const entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
  if (entry === null) throw new Refusal('book_unreadable');
  // A copy: records are amended below.
  const stream = Buffer.from(entry.content);
  const hidden = lookThrough(stream);
  const tally = newTally();
  if (container.FullPaths.some((path) => /_VBA_PROJECT_CUR/i.test(path))) note(tally, 'macros_left_out');
  const book = byLibrary(() =>
    read(stream, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    }),
  );
  if (book.SheetNames.length === 0) throw new Refusal('book_no_sheet');
  return {
    format: 'xls',
    sheets: gridsOf(book, tally, await loadFormatter(), hidden),
    notes: tally.notes,
  };
}

/** What is used of the library's reader of OLE2 containers. */
interface Containers {
  read(bytes: Buffer, options: { type: 'buffer' }): { readonly FullPaths: readonly string[] };
  find(container: object, path: string): { readonly content: Uint8Array } | null;
}

/** Streams are named in UTF-16: a protected new workbook or an old document shows by them. */
function refuseOthers(file: Buffer): void {
  const has = (stream: string): boolean => file.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage') || has('EncryptionInfo')) throw new Refusal('book_encrypted');
  if (has('Workbook') || has('Book')) return;
  if (has('WordDocument') || has('PowerPoint Document')) throw new Refusal('book_is_document');
}

const BOF8 = 0x0809;
const BIFF8 = 0x0600;
const EOF = 0x000a;
const CELLS = new Set([
  0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x00d6, 0x00fd, 0x027e,
]);
const MULRK = 0x00bd;
const FILEPASS = 0x002f;
const BOUNDSHEET = 0x0085;
const FORMAT = 0x041e;
const XF = 0x00e0;
const COLINFO = 0x007d;
const ROW = 0x0208;
const MERGES = 0x00e5;
const LINKS = new Set([0x01b8, 0x0800]);

/**
 * Formats of the Chinese Excel that have a number only, by one of the same kind that the library knows: day, month,
 * time.
 */
function knownFormat(id: number): number {
  if (id === 27 || id === 36 || id === 50 || id === 52 || id === 57) return 17;
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return 20;
  return (id >= 28 && id <= 31) || (id >= 51 && id <= 58) ? 14 : id;
}

/**
 * Counts cells and areas, renames formats, and finds what is hidden in each sheet, in the order of the stream.
 * @throws Refusal `book_unreadable` (older than Excel 97: its texts are in a code page that isn't told),
 * `book_encrypted`, `book_damaged`, `book_too_many_cells`, `book_too_many_merges`, `book_absurd_area`
 */
function lookThrough(stream: Buffer): HiddenParts[] {
  const sheets: number[] = [];
  const hidden = new Map<number, HiddenParts>();
  const ownFormats = new Set<number>();
  let sheet = nothingHidden();
  if (stream.length < 8 || stream.readUInt16LE(0) !== BOF8 || stream.readUInt16LE(4) !== BIFF8)
    throw new Refusal('book_unreadable');
  let cells = 0;
  let merges = 0;
  let depth = 0;
  for (let p = 0; p + 4 <= stream.length;) {
    const type = stream.readUInt16LE(p);
    const length = stream.readUInt16LE(p + 2);
    const at = p + 4;
    const end = at + length;
    if (end > stream.length) break;
    if (type === BOF8) {
      if (++depth === 1) hidden.set(p, (sheet = nothingHidden()));
    } else if (type === EOF) depth = Math.max(0, depth - 1);
    else if (type === FILEPASS) throw new Refusal('book_encrypted');
    else if (CELLS.has(type)) cells++;
    else if (type === MULRK) cells += Math.max(0, Math.floor((length - 6) / 6));
    else if (type === BOUNDSHEET && length >= 6) sheets.push(stream.readUInt32LE(at));
    else if (type === FORMAT && length >= 2) ownFormats.add(stream.readUInt16LE(at));
    else if (type === XF && length >= 16) {
      const id = stream.readUInt16LE(at + 2);
      if (!ownFormats.has(id)) stream.writeUInt16LE(knownFormat(id), at + 2);
    } else if (type === COLINFO && length >= 10) {
      const first = stream.readUInt16LE(at);
      const last = Math.min(stream.readUInt16LE(at + 2), 255);
      if ((stream.readUInt16LE(at + 8) & 1) !== 0 && first <= last) sheet.columns.push([first, last]);
    } else if (type === ROW && length >= 16) {
      if ((stream.readUInt16LE(at + 12) & 0x20) !== 0) sheet.rows.add(stream.readUInt16LE(at));
    } else if (type === MERGES && length >= 2) merges += stream.readUInt16LE(at);
    else if (LINKS.has(type) && length >= 10) {
      const from = type === 0x0800 ? at + 2 : at;
      checkArea(
        {
          top: stream.readUInt16LE(from),
          bottom: stream.readUInt16LE(from + 2),
          left: stream.readUInt16LE(from + 4),
          right: stream.readUInt16LE(from + 6),
        },
        '',
      );
    }
    if (cells > limits.cells) throw new Refusal('book_too_many_cells', { limit: limits.cells });
    if (merges > limits.merges) throw new Refusal('book_too_many_merges', { merges, limit: limits.merges });
    p = end;
  }
  return sheets.toSorted((a, b) => a - b).map((start) => hidden.get(start) ?? nothingHidden());
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
