/**
 * Zip archives: whole sets of files for sending out, and the packing of workbooks. What is large is packed in Node's
 * thread pool, not on the caller's thread. Names are UTF-8 and flagged so.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib';
import { Refusal } from '../../../shared/result.ts';

const deflate = promisify<Uint8Array, { level: number; chunkSize: number }, Buffer>(deflateRaw);

/** One file of an archive: its bytes, the place of a file that is copied in piece by piece, or what was packed before. */
export type ZipEntry =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly path: string }
  | PackedEntry;

interface PackedEntry {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
}

interface Listed {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly stamp: number;
}

const UTF8_NAMES = 0x0800;
/** Version of the format by which folders and packing are read. */
const VERSION = 20;
/** Bounds of the format without its 64-bit extension. */
const MAX_BYTES = 0xffff_fffe;
const MAX_ENTRIES = 0xfffe;
/** 1 January 1980, 0:00: the first time the format knows. What office programs write for the parts of a workbook. */
const NO_TIME = 0x0021_0000;
/** Half the time of the usual 6, files larger by a twentieth. */
const LEVEL = 4;
const SMALL = 1 << 18;
/** Bytes gathered before they are written. */
const AT_ONCE = 1 << 22;

/**
 * Writes an archive to `file` (replacing what is there; give a temporary name). Bytes are packed, unless they are an
 * archive themselves (a workbook); files given by their place are stored as they are.
 * @throws Refusal `zip_too_large` above 4 GB or 65,534 entries; the system's errors
 */
export async function zipFiles(entries: Iterable<ZipEntry>, file: string): Promise<void> {
  const zip = new ZipWriter(await open(file, 'w'));
  try {
    for (const entry of entries) {
      if ('path' in entry) await zip.addFile(entry.name, entry.path);
      else if ('packed' in entry) await zip.addPacked(entry);
      else await zip.add(entry.name, entry.bytes, stampOf(new Date()));
    }
    await zip.end();
  } finally {
    await zip.close();
  }
}

/** The parts of a workbook as one; all are packed and bear no time, so that the same content gives the same bytes. */
export async function zipParts(
  parts: Iterable<{ readonly name: string; readonly bytes: Uint8Array }>,
  file: string,
): Promise<void> {
  const zip = new ZipWriter(await open(file, 'w'));
  try {
    for (const { name, bytes } of parts) await zip.add(name, bytes, NO_TIME);
    await zip.end();
  } finally {
    await zip.close();
  }
}

/** Gathers what is small and writes it together: a workbook goes to the disk at one stroke. */
class ZipWriter {
  readonly #target: FileHandle;
  readonly #listed: Listed[] = [];
  #pieces: Uint8Array[] = [];
  /** Bytes in `#pieces`, and bytes written before them. */
  #waiting = 0;
  #written = 0;

  constructor(target: FileHandle) {
    this.#target = target;
  }

  async add(name: string, bytes: Uint8Array, stamp: number): Promise<void> {
    const method = isArchive(bytes) ? 0 : 8;
    const content = method === 0 ? bytes : await packed(bytes);
    await this.addPacked({ name, packed: content, method, crc: crc32(bytes), size: bytes.length }, stamp);
  }

  async addPacked(entry: PackedEntry, stamp = NO_TIME): Promise<void> {
    const one: Listed = {
      name: Buffer.from(entry.name, 'utf8'),
      method: entry.method,
      crc: entry.crc,
      packed: entry.packed.length,
      size: entry.size,
      offset: this.#written + this.#waiting,
      stamp,
    };
    this.#list(one);
    await this.#push(headerOf(one), entry.packed);
  }

  /** Copies a file in as it is. Its sum is known only at the end, so its header is written last. */
  async addFile(name: string, path: string): Promise<void> {
    await this.#flush();
    const offset = this.#written;
    const bytes = Buffer.from(name, 'utf8');
    const start = offset + 30 + bytes.length;
    let size = 0;
    let crc = 0;
    for await (const chunk of createReadStream(path)) {
      const piece = chunk as Buffer;
      crc = crc32(piece, crc);
      await writeAll(this.#target, piece, start + size);
      size += piece.length;
      if (start + size > MAX_BYTES) throw new Refusal('zip_too_large');
    }
    const { mtime } = await stat(path);
    const one: Listed = { name: bytes, method: 0, crc, packed: size, size, offset, stamp: stampOf(mtime) };
    this.#list(one);
    await writeAll(this.#target, headerOf(one), offset);
    this.#written = start + size;
  }

  async end(): Promise<void> {
    const offset = this.#written + this.#waiting;
    const directory = Buffer.concat(this.#listed.map(directoryOf));
    if (offset + directory.length > MAX_BYTES) throw new Refusal('zip_too_large');
    await this.#push(directory, endOf(this.#listed.length, directory.length, offset));
    await this.#flush();
  }

  async close(): Promise<void> {
    await this.#target.close();
  }

  #list(one: Listed): void {
    this.#listed.push(one);
    if (this.#listed.length > MAX_ENTRIES || one.offset + one.packed > MAX_BYTES)
      throw new Refusal('zip_too_large');
  }

  async #push(...pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#waiting += piece.length;
    }
    if (this.#waiting > AT_ONCE) await this.#flush();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#waiting = 0;
    await writeAll(this.#target, bytes, this.#written);
    this.#written += bytes.length;
  }
}

/** What was packed of parts that many workbooks share, by their very bytes. */
const shared = new WeakMap<Uint8Array, Uint8Array>();

/** Packs bytes once and for all workbooks that hold these same (never changed) bytes. */
export function sharedPart(bytes: Uint8Array): Uint8Array {
  shared.set(bytes, deflateRawSync(bytes));
  return bytes;
}

/** Packed at once when that takes a few milliseconds at most: going to another thread and back costs about as much. */
async function packed(bytes: Uint8Array): Promise<Uint8Array> {
  const before = shared.get(bytes);
  if (before !== undefined) return before;
  if (bytes.length <= SMALL) return deflateRawSync(bytes, { level: LEVEL });
  return deflate(bytes, { level: LEVEL, chunkSize: 1 << 20 });
}

async function writeAll(target: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await target.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Workbooks (.xlsx) and archives begin so; packing them again gains nothing. */
function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Local wall time, as the format has it; in steps of two seconds. */
function stampOf(time: Date): number {
  const year = Math.min(2107, Math.max(1980, time.getFullYear()));
  const day = ((year - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate();
  const clock = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1);
  return ((day << 16) | clock) >>> 0;
}

function headerOf(one: Listed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(VERSION, 4);
  fields(header, 6, one);
  return Buffer.concat([header, one.name]);
}

function directoryOf(one: Listed): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  fields(header, 8, one);
  header.writeUInt32LE(one.offset, 42);
  return Buffer.concat([header, one.name]);
}

/** The 22 bytes that both headers share: flags, method, time, sum, sizes, length of the name. */
function fields(header: Buffer, at: number, one: Listed): void {
  header.writeUInt16LE(UTF8_NAMES, at);
  header.writeUInt16LE(one.method, at + 2);
  header.writeUInt32LE(one.stamp, at + 4);
  header.writeUInt32LE(one.crc, at + 8);
  header.writeUInt32LE(one.packed, at + 12);
  header.writeUInt32LE(one.size, at + 16);
  header.writeUInt16LE(one.name.length, at + 20);
}

function endOf(entries: number, directory: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directory, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
