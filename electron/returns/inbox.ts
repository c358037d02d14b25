/** What lies in files, folders and archives that the clerk hands over: one entry for each file, refused ones too. */
import { createHash } from 'node:crypto';
import { lstat, opendir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fail, ok, Refusal } from '../../shared/result.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { limits } from '../excel/read/limits.ts';
import { listArchive, readArchiveEntry } from './inbox/archive.ts';
import { causeOf, isNoise, readWhole, refusalOf } from './inbox/files.ts';

export interface Incoming {
  /** As shown and as the command line prints it: `b.xlsx`, `folder/b.xlsx`, `a.zip!dir/b.xlsx`. */
  readonly name: string;
  /** The file on disk; the archive of an entry. */
  readonly path: string;
  /** Name within the archive. */
  readonly entry: string | null;
  /** Unpacked; 0 where it could not be found out. */
  readonly bytes: number;
  readonly refused: Failure | null;
}

/** How deep folders are followed, and how many files are taken at once. */
const DEPTH = 12;
const FILES = 5000;

/**
 * All files in the given files, folders (with theirs, links not followed) and archives, in order of name. Lock files
 * and what systems leave behind are passed over. Never throws: what can't be read is an entry refused with
 * `inbox_missing`, `inbox_in_use`, `inbox_unreadable`, `inbox_not_a_file`, `inbox_lock_file`, `inbox_empty_folder`,
 * `inbox_too_many` { limit } or one of the codes `book_…`.
 */
export async function listIncoming(paths: readonly string[]): Promise<Incoming[]> {
  const found: Incoming[] = [];
  for (const path of paths) {
    const name = basename(resolve(path)) || path;
    try {
      const about = await stat(path);
      if (about.isDirectory()) await listFolder(path, name, found, 0);
      else if (!about.isFile()) found.push(refused(name, path, 'inbox_not_a_file'));
      else if (isNoise(basename(path))) found.push(refused(name, path, 'inbox_lock_file'));
      else await listFile(path, name, about.size, found);
    } catch (error) {
      found.push({ name, path, entry: null, bytes: 0, refused: refusalOf(error) });
    }
    if (found.length > FILES) {
      found.length = FILES;
      found.push(refused(name, path, 'inbox_too_many', { limit: FILES }));
      break;
    }
  }
  return found;
}

async function listFolder(folder: string, name: string, found: Incoming[], depth: number): Promise<void> {
  const before = found.length;
  const names: string[] = [];
  for await (const item of await opendir(folder)) {
    if (!isNoise(item.name) && !item.isSymbolicLink()) names.push(item.name);
    if (names.length > FILES) break;
  }
  // Plain order of characters: the same on every system.
  for (const item of names.toSorted()) {
    if (found.length > FILES) return;
    const path = join(folder, item);
    const shown = `${name}/${item}`;
    try {
      const about = await lstat(path);
      if (about.isDirectory()) {
        if (depth >= DEPTH) found.push(refused(shown, path, 'inbox_too_deep', { limit: DEPTH }));
        else await listFolder(path, shown, found, depth + 1);
      } else if (about.isFile()) await listFile(path, shown, about.size, found);
      else if (!about.isSymbolicLink()) found.push(refused(shown, path, 'inbox_not_a_file'));
    } catch (error) {
      found.push({ name: shown, path, entry: null, bytes: 0, refused: refusalOf(error) });
    }
  }
  if (depth === 0 && found.length === before) found.push(refused(name, folder, 'inbox_empty_folder'));
}

async function listFile(path: string, name: string, bytes: number, found: Incoming[]): Promise<void> {
  const entries = await listArchive(path, bytes);
  if (entries === null) {
    const limit = limits.file;
    const error = bytes > limit ? { code: 'book_too_large', detail: { bytes, limit } } : null;
    found.push({ name, path, entry: null, bytes, refused: error });
    return;
  }
  if (entries.length === 0) found.push(refused(name, path, 'inbox_empty_folder'));
  for (const one of entries)
    found.push({
      name: `${name}!${one.entry}`,
      path,
      entry: one.entry,
      bytes: one.bytes,
      refused: one.refused,
    });
}

function refused(name: string, path: string, code: string, detail?: Record<string, unknown>): Incoming {
  return { name, path, entry: null, bytes: 0, refused: fail(code, detail).error };
}

/**
 * The bytes of one entry, with their SHA-256 in hex. Errors: the entry's own refusal, `inbox_missing`, `inbox_in_use`,
 * `inbox_unreadable`, `inbox_changed` (since it was listed), or one of the codes `book_…`.
 */
export async function loadIncoming(
  one: Incoming,
): Promise<Result<{ readonly bytes: Uint8Array; readonly sha256: string }>> {
  if (one.refused !== null) return { ok: false, error: one.refused };
  try {
    const bytes =
      one.entry === null
        ? await readWhole(one.path, limits.file)
        : await readArchiveEntry(one.path, one.entry);
    return ok({ bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.failure };
    return fail('inbox_unreadable', { cause: causeOf(error) });
  }
}
