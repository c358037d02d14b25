import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

/**
 * Reads zip archives with what Node has: a new machine need not have unzip, and only the wanted entries of a large
 * archive are read. Source of the layout: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Neither
 * encryption, zip64 nor symbolic links are taken.
 */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  readonly crc: number;
  readonly method: number;
  /** Unix permission bits, 0 where the archive has none. */
  readonly mode: number;
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/** @throws Error when the file is no complete zip archive */
export function listZip(fd: number): ZipEntry[] {
  const length = fstatSync(fd).size;
  const tail = readAt(fd, Math.max(0, length - END_SIZE - 0xffff), Math.min(length, END_SIZE + 0xffff));
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new Error('not a complete zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (directory.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new Error('damaged zip directory');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength),
      size: directory.readUInt32LE(at + 24),
      packedSize: directory.readUInt32LE(at + 20),
      crc: directory.readUInt32LE(at + 16),
      method: directory.readUInt16LE(at + 10),
      mode: directory.readUInt16LE(at + 40),
      offset: directory.readUInt32LE(at + 42),
    });
    at += CENTRAL_SIZE + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** @throws Error when the entry is packed in an unknown way or its bytes are not what the archive says */
export function readEntry(fd: number, entry: ZipEntry): Buffer {
  const local = readAt(fd, entry.offset, LOCAL_SIZE);
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new Error(`damaged zip entry: ${entry.name}`);
  const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = readAt(fd, start, entry.packedSize);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Error(`unknown packing ${entry.method} of ${entry.name}`);
  }
  const bytes =
    entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc)
    throw new Error(`damaged zip entry: ${entry.name}`);
  return bytes;
}

/**
 * Unpacks entries into an existing folder.
 * @param target path below the folder for an entry's name, null to leave the entry out
 * @throws Error for damaged archives and for names that would lead outside the folder
 */
export function unzip(file: string, folder: string, target: (name: string) => string | null): void {
  const fd = openSync(file, 'r');
  try {
    for (const entry of listZip(fd)) {
      const name = target(entry.name);
      if (name === null || name === '' || entry.name.endsWith('/')) continue;
      const path = join(folder, name);
      if (!path.startsWith(folder + sep)) throw new Error(`zip entry leads outside: ${entry.name}`);
      if ((entry.mode & FILE_TYPE) === SYMLINK) throw new Error(`zip entry is a link: ${entry.name}`);
      mkdirSync(dirname(path), { recursive: true });
      const out = openSync(path, 'wx');
      try {
        const bytes = readEntry(fd, entry);
        for (let at = 0; at < bytes.length;) at += writeSync(out, bytes, at);
      } finally {
        closeSync(out);
      }
      chmodSync(path, (entry.mode & 0o111) === 0 ? 0o644 : 0o755);
    }
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const got = readSync(fd, buffer, done, length - done, position + done);
    if (got === 0) throw new Error('not a complete zip archive');
    done += got;
  }
  return buffer;
}
