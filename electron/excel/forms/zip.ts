/**
 * Zip archives: whole sets of files for sending out, and the packing of workbooks. Packing runs in the thread pool of
 * Node, never on the caller's thread; names are UTF-8 and flagged so.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { Refusal } from '../../../shared/result.ts';

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);

/** One file of an archive: its bytes, or the place of a file that is copied in piece by piece. */
export type ZipEntry = { readonly name: string } & (
  { readonly bytes: Uint8Array } | { readonly path: string }
);

interface Listed {
  readonly name: Buffer;
  readonly method: 0 | 8;
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

/**
 * Writes an archive to `file` (replacing what is there; give a temporary name). Files that are archives themselves
 * (workbooks) are stored, all else is packed.
 * @throws Refusal `zip_too_large` above 4 GB or 65,534 entries; the system's errors
 */
export async function zipFiles(entries: Iterable<ZipEntry>, file: string): Promise<void> {
  await writeZip(entries, file, true);
}

/** The parts of a workbook as one; all are packed and bear no time, so that the same content gives the same bytes. */
export async function zipParts(parts: Iterable<{ name: string; bytes: Uint8Array }>, file: string) {
  await writeZip(parts, file, false);
}

async function writeZip(entries: Iterable<ZipEntry>, file: string, stamped: boolean): Promise<void> {
  const target = await open(file, 'w');
  try {
    const listed: Listed[] = [];
    let offset = 0;
    for (const entry of entries) {
      const one =
        'bytes' in entry
          ? await addBytes(target, entry.name, entry.bytes, { offset, stamped })
          : await addFile(target, entry.name, entry.path, offset);
      listed.push(one);
      offset += 30 + one.name.length + one.packed;
      if (offset > MAX_BYTES || listed.length > MAX_ENTRIES) throw new Refusal('zip_too_large');
    }
    const directory = Buffer.concat(listed.map(directoryOf));
    if (offset + directory.length > MAX_BYTES) throw new Refusal('zip_too_large');
    await writeAll(
      target,
      Buffer.concat([directory, endOf(listed.length, directory.length, offset)]),
      offset,
    );
  } finally {
    await target.close();
  }
}

async function addBytes(
  target: FileHandle,
  name: string,
  bytes: Uint8Array,
  { offset, stamped }: { offset: number; stamped: boolean },
): Promise<Listed> {
  const asItIs = isArchive(bytes);
  const content = asItIs ? bytes : await deflate(bytes, { level: 6 });
  const one: Listed = {
    name: Buffer.from(name, 'utf8'),
    method: asItIs ? 0 : 8,
    crc: crc32(bytes),
    packed: content.length,
    size: bytes.length,
    offset,
    stamp: stamped ? stampOf(new Date()) : NO_TIME,
  };
  await writeAll(target, Buffer.concat([headerOf(one), content]), offset);
  return one;
}

/** Copies a file in as it is. Its sum is known only at the end, so its header is written last. */
async function addFile(target: FileHandle, name: string, path: string, offset: number): Promise<Listed> {
  const bytes = Buffer.from(name, 'utf8');
  const start = offset + 30 + bytes.length;
  let size = 0;
  let crc = 0;
  for await (const chunk of createReadStream(path)) {
    const piece = chunk as Buffer;
    crc = crc32(piece, crc);
    await writeAll(target, piece, start + size);
    size += piece.length;
    if (start + size > MAX_BYTES) throw new Refusal('zip_too_large');
  }
  const { mtime } = await stat(path);
  const one: Listed = { name: bytes, method: 0, crc, packed: size, size, offset, stamp: stampOf(mtime) };
  await writeAll(target, headerOf(one), offset);
  return one;
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
