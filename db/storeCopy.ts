/**
 * The store goes along when the ledger is moved. Files are copied piece by piece into a folder of their own beside the
 * place they are to have, so that a copy that fails or is given up is one folder to be taken away; at the end they are
 * put in place by renaming.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { flushFolder } from './storeWrite.ts';

const HEX = /^[0-9a-f]{64}$/;
const CHUNK = 1 << 22;

/** A kept file by its place below the store's folder, with its bytes. */
interface StoredFile {
  readonly folder: string;
  readonly name: string;
  readonly bytes: number;
}

/** What lies in a store; names that are no hashes are none of its files. */
export function storedFiles(store: string): StoredFile[] {
  if (!existsSync(store)) return [];
  const found: StoredFile[] = [];
  for (const folder of readdirSync(store)) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of readdirSync(join(store, folder)))
      if (HEX.test(name)) found.push({ folder, name, bytes: statSync(join(store, folder, name)).size });
  }
  return found;
}

/**
 * Copies what neither `target` nor `staging` holds yet from one store into `staging`, every copy read again and compared
 * by its hash. A file that is damaged already is copied as it is: moving a ledger must not depend on it. Yields the bytes
 * gone through so far, and all. @throws Refusal `store_copy_damaged`; the system's errors
 */
export function* copyStore(
  from: string,
  target: string,
  staging: string,
): Generator<{ done: number; total: number }> {
  const files = storedFiles(from);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    const source = join(from, file.folder, file.name);
    const held = [target, staging].some((folder) => {
      const there = statSync(join(folder, file.folder, file.name), { throwIfNoEntry: false });
      return there?.size === file.bytes;
    });
    if (!held) {
      mkdirSync(join(staging, file.folder), { recursive: true });
      const begun = done;
      for (const bytes of copyOne(source, join(staging, file.folder, file.name)))
        yield { done: begun + Math.min(bytes, file.bytes), total };
    }
    done += file.bytes;
    yield { done, total };
  }
}

/** One file; yields the bytes copied so far. */
function* copyOne(source: string, target: string): Generator<number> {
  const part = `${target}.part`;
  const from = openSync(source, 'r');
  try {
    const hash = createHash('sha256');
    const to = openSync(part, 'w+');
    try {
      const buffer = Buffer.alloc(CHUNK);
      let bytes = 0;
      for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) {
        const piece = buffer.subarray(0, read);
        hash.update(piece);
        for (let put = 0; put < read;) put += writeSync(to, piece, put, read - put);
        bytes += read;
        yield bytes;
      }
      fsyncSync(to);
      const again = createHash('sha256');
      let at = 0;
      for (
        let read = readSync(to, buffer, 0, CHUNK, at);
        read > 0;
        read = readSync(to, buffer, 0, CHUNK, at)
      ) {
        again.update(buffer.subarray(0, read));
        at += read;
        yield bytes;
      }
      if (again.digest('hex') !== hash.digest('hex'))
        throw new Refusal('store_copy_damaged', { file: target });
    } finally {
      closeSync(to);
    }
    renameSync(part, target);
  } finally {
    closeSync(from);
    rmSync(part, { force: true });
  }
}

/**
 * Puts the files of `staging` in their place and takes the folder away.
 * @returns takes them away again, for a copy of the ledger that fails after all
 */
export function placeStore(staging: string, target: string): () => void {
  const made: string[] = [];
  const takeAway = (): void => {
    for (const file of made.splice(0)) rmSync(file, { force: true });
  };
  try {
    const folders = new Set<string>();
    for (const { folder, name } of storedFiles(staging)) {
      mkdirSync(join(target, folder), { recursive: true });
      renameSync(join(staging, folder, name), join(target, folder, name));
      made.push(join(target, folder, name));
      folders.add(folder);
    }
    for (const folder of folders) flushFolder(join(target, folder));
    rmSync(staging, { recursive: true, force: true });
    return takeAway;
  } catch (error) {
    takeAway();
    throw error;
  }
}
