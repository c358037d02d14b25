/** Archives of workbooks: only the directory and the entries asked for are read, nothing is written anywhere. */
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/result.ts';
import { limits } from '../../excel/read/limits.ts';
import {
  ZIP_HEADER,
  ZIP_TAIL,
  checkRatio,
  findDirectory,
  headerLength,
  readDirectory,
  unpackEntry,
} from '../../excel/read/zip.ts';
import type { ZipEntry } from '../../excel/read/zip.ts';
import { isNoise, readAt, withFile } from './files.ts';

export interface ArchiveEntry {
  /** Its name, told apart from another one of the same name by a number. */
  readonly entry: string;
  readonly bytes: number;
  readonly refused: Failure | null;
}

/** What only packages hold: workbooks and documents are zips too. */
const PACKAGE =
  /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml|(?:xl|word|ppt)\/.*|_rels\/\.rels)$/i;

/**
 * The files in an archive; null when the file is no archive (a workbook, anything else).
 * @throws Refusal `book_too_large`, `book_damaged`, `book_bomb` and those of `withFile`
 */
export async function listArchive(path: string, bytes: number): Promise<ArchiveEntry[] | null> {
  return withFile(path, async (file, size) => {
    if (size < 22) return null;
    const start = Buffer.from(await readAt(file, 0, 4)).toString('hex');
    if (start !== '504b0304' && start !== '504b0506') return null;
    if (size > limits.archive) throw new Refusal('book_too_large', { bytes: size, limit: limits.archive });
    let entries: NamedEntry[];
    try {
      entries = await directoryOf(file, size);
    } catch (error) {
      // A damaged workbook is refused as one by its reader, which looks closer.
      if (error instanceof Refusal && !/\.zip$/i.test(path) && bytes <= limits.file) return null;
      throw error;
    }
    if (entries.some(({ zip }) => PACKAGE.test(zip.name))) return null;
    let unpacked = 0;
    return entries.map(({ entry, zip }) => {
      const refused = refusalOfEntry(zip) ?? refusalOfSum((unpacked += zip.size));
      return { entry, bytes: zip.size, refused };
    });
  });
}

/** @throws Refusal `inbox_changed`, the codes of `unpackEntry` and of `withFile` */
export async function readArchiveEntry(path: string, entry: string): Promise<Uint8Array> {
  return withFile(path, async (file, size) => {
    const found = (await directoryOf(file, size)).find((one) => one.entry === entry)?.zip;
    if (found === undefined) throw new Refusal('inbox_changed');
    const refused = refusalOfEntry(found);
    if (refused !== null) throw new Refusal(refused.code, refused.detail);
    const header = await readAt(file, found.at, ZIP_HEADER);
    return unpackEntry(found, await readAt(file, found.at + headerLength(header), found.packed));
  });
}

interface NamedEntry {
  readonly entry: string;
  readonly zip: ZipEntry;
}

async function directoryOf(file: FileHandle, size: number): Promise<NamedEntry[]> {
  const tailLength = Math.min(size, ZIP_TAIL);
  const tail = await readAt(file, size - tailLength, tailLength);
  const { at, length, count } = findDirectory(tail, size);
  // Names and extras of so many entries never need more.
  if (length > limits.entries * 4096) throw new Refusal('book_bomb', { directory: length });
  const taken = new Map<string, number>();
  const entries: NamedEntry[] = [];
  for (const zip of readDirectory(await readAt(file, at, length), count, at)) {
    const name = plainName(zip.name);
    if (name.split('/').some(isNoise)) continue;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    entries.push({ entry: times === 1 ? name : `${name} (${times})`, zip });
  }
  return entries;
}

/** Names are only shown and compared, never written to; even so no `..`, root or drive is shown. */
function plainName(name: string): string {
  const steps = name
    .replace(/^[a-z]:/i, '')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\0-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..');
  return steps.join('/').slice(0, 500) || '(无名)';
}

function refusalOfEntry(zip: ZipEntry): Failure | null {
  if (zip.encrypted) return { code: 'book_encrypted' };
  if (zip.size > limits.file)
    return { code: 'book_too_large', detail: { bytes: zip.size, limit: limits.file } };
  try {
    checkRatio(zip);
    return null;
  } catch {
    return { code: 'book_bomb' };
  }
}

function refusalOfSum(unpacked: number): Failure | null {
  const limit = limits.unpacked;
  return unpacked <= limit ? null : { code: 'inbox_archive_too_large', detail: { limit } };
}
