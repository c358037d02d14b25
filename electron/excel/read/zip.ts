/** The directory of a zip, read and checked before anything is unpacked; entries are unpacked within bounds. */
import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '../../../shared/result.ts';
import { limits } from './limits.ts';

export interface ZipEntry {
  /** As in the archive, with '/'; decoded, never used as a path on disk. */
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated; others can't be unpacked. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** Where its local header lies. */
  readonly at: number;
}

/** Bytes at the end of a zip that surely hold the end of its directory. */
export const ZIP_TAIL = 22 + 65_535 + 20 + 56;
/** Bytes of a local header without name and extra. */
export const ZIP_HEADER = 30;

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL = 0xffff_ffff;

/**
 * Where the directory lies, found in the last bytes of the file.
 * @param size of the whole file @throws Refusal `book_damaged`, `book_bomb`
 */
export function findDirectory(tail: Uint8Array, size: number): { at: number; length: number; count: number } {
  const v = viewOf(tail);
  const base = size - tail.length;
  for (let p = tail.length - 22; p >= 0; p--) {
    if (tail[p] !== 0x50 || v.getUint32(p, true) !== END) continue;
    let count = v.getUint16(p + 10, true);
    let length = v.getUint32(p + 12, true);
    let at = v.getUint32(p + 16, true);
    if (p >= 20 && v.getUint32(p - 20, true) === LOCATOR64) {
      const far = p - 76;
      if (far >= 0 && v.getUint32(far, true) === END64) {
        count = number64(v, far + 32);
        length = number64(v, far + 40);
        at = number64(v, far + 48);
      }
    }
    if (at + length > base + p) continue;
    if (count > limits.entries) throw new Refusal('book_bomb', { entries: count, limit: limits.entries });
    return { at, length, count };
  }
  throw new Refusal('book_damaged');
}

/**
 * The entries, in the directory's order; folders are left out.
 * @param directory its bytes @param end where it begins in the file: all entries lie before
 * @throws Refusal `book_damaged`, `book_bomb` (entries that overlap)
 */
export function readDirectory(directory: Uint8Array, count: number, end: number): ZipEntry[] {
  const v = viewOf(directory);
  const entries: ZipEntry[] = [];
  let p = 0;
  for (let i = 0; i < count; i++) {
    if (p + 46 > directory.length || v.getUint32(p, true) !== CENTRAL) throw new Refusal('book_damaged');
    const flags = v.getUint16(p + 8, true);
    const nameLength = v.getUint16(p + 28, true);
    const extraLength = v.getUint16(p + 30, true);
    const next = p + 46 + nameLength + extraLength + v.getUint16(p + 32, true);
    if (next > directory.length) throw new Refusal('book_damaged');
    const extraAt = p + 46 + nameLength;
    const extra = extraOf(v, extraAt, extraAt + extraLength);
    let size = v.getUint32(p + 24, true);
    let packed = v.getUint32(p + 20, true);
    let at = v.getUint32(p + 42, true);
    let far = extra.far;
    const far64 = (value: number): number => {
      if (value !== FULL || far === null || far + 8 > extra.farEnd) return value;
      far += 8;
      return number64(v, far - 8);
    };
    size = far64(size);
    packed = far64(packed);
    at = far64(at);
    const name = entryName(directory.subarray(p + 46, extraAt), (flags & 0x800) !== 0, extra.unicodeName);
    const crc = v.getUint32(p + 16, true);
    const method = v.getUint16(p + 10, true);
    if (at + ZIP_HEADER + packed > end) throw new Refusal('book_damaged', { part: name });
    if (!name.endsWith('/'))
      entries.push({ name, encrypted: (flags & 1) !== 0, method, packed, size, crc, at });
    p = next;
  }
  let free = 0;
  for (const e of entries.toSorted((a, b) => a.at - b.at)) {
    if (e.at < free) throw new Refusal('book_bomb', { overlapping: e.name });
    free = e.at + ZIP_HEADER + e.packed;
  }
  return entries;
}

/** Length of a local header with its name and extra: the data begin behind it. @throws Refusal `book_damaged` */
export function headerLength(header: Uint8Array): number {
  const v = viewOf(header);
  if (header.length < ZIP_HEADER || v.getUint32(0, true) !== LOCAL) throw new Refusal('book_damaged');
  return ZIP_HEADER + v.getUint16(26, true) + v.getUint16(28, true);
}

/**
 * One entry's content. Never gives more than the directory says, and checks it.
 * @param data its packed bytes
 * @throws Refusal `book_encrypted`, `book_bomb`, `book_damaged`, each with `part`
 */
export function unpackEntry(entry: ZipEntry, data: Uint8Array): Uint8Array {
  const part = entry.name;
  if (entry.encrypted) throw new Refusal('book_encrypted', { part });
  checkRatio(entry);
  if (data.length !== entry.packed || (entry.method !== 0 && entry.method !== 8))
    throw new Refusal('book_damaged', { part });
  const content = entry.method === 0 ? data : inflated(entry, data);
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    throw new Refusal('book_damaged', { part });
  return content;
}

/** @throws Refusal `book_bomb` */
export function checkRatio(entry: ZipEntry): void {
  if (entry.size > limits.ratioFrom && entry.size > entry.packed * limits.ratio)
    throw new Refusal('book_bomb', { part: entry.name, bytes: entry.size, packed: entry.packed });
}

function inflated(entry: ZipEntry, data: Uint8Array): Uint8Array {
  if (entry.size === 0) return new Uint8Array(0);
  try {
    return inflateRawSync(data, { maxOutputLength: entry.size });
  } catch (error) {
    const tooLong = error instanceof RangeError;
    throw new Refusal(tooLong ? 'book_bomb' : 'book_damaged', { part: entry.name });
  }
}

/** A zip that lies in memory. @throws Refusal as the functions above */
export function openZip(bytes: Uint8Array): {
  readonly entries: readonly ZipEntry[];
  unpack(entry: ZipEntry): Uint8Array;
} {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL));
  const { at, length, count } = findDirectory(tail, bytes.length);
  return {
    entries: readDirectory(bytes.subarray(at, at + length), count, at),
    unpack(entry) {
      const from = entry.at + headerLength(bytes.subarray(entry.at, entry.at + ZIP_HEADER));
      return unpackEntry(entry, bytes.subarray(from, from + entry.packed));
    },
  };
}

interface Extra {
  readonly far: number | null;
  readonly farEnd: number;
  readonly unicodeName: Uint8Array | null;
}

/** Extra fields: sizes beyond 4 GiB (0x0001) and the name in UTF-8 (0x7075). */
function extraOf(v: DataView, from: number, to: number): Extra {
  let far: number | null = null;
  let farEnd = 0;
  let unicodeName: Uint8Array | null = null;
  for (let p = from; p + 4 <= to;) {
    const kind = v.getUint16(p, true);
    const end = p + 4 + v.getUint16(p + 2, true);
    if (end > to) break;
    if (kind === 0x0001) {
      far = p + 4;
      farEnd = end;
    }
    if (kind === 0x7075 && end - p > 9)
      unicodeName = new Uint8Array(v.buffer, v.byteOffset + p + 9, end - p - 9);
    p = end;
  }
  return { far, farEnd, unicodeName };
}

const LONE_TWO_BYTES = /[\u0080-\u07ff]/;

/**
 * Names without the UTF-8 mark are UTF-8 all the same with many programs, GB18030 with the Chinese Windows; a few
 * words of two characters are valid in both, and are Chinese.
 */
function entryName(raw: Uint8Array, marked: boolean, unicode: Uint8Array | null): string {
  const utf8 = decoded(unicode ?? raw, 'utf-8');
  if (utf8 !== null && (marked || unicode !== null || !LONE_TWO_BYTES.test(utf8))) return slashed(utf8);
  return slashed(decoded(raw, 'gb18030') ?? utf8 ?? new TextDecoder('latin1').decode(raw));
}

function slashed(name: string): string {
  return name.replaceAll('\\', '/');
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function number64(v: DataView, at: number): number {
  return v.getUint32(at, true) + v.getUint32(at + 4, true) * 4_294_967_296;
}
