/** What lies in the files and folders that a clerk drops as evidence: one entry for each file, refused ones too. */
import { lstat, opendir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import type { Failure } from '../../shared/result.ts';
import { isNoise } from '../returns/inbox/files.ts';
import { systemCode } from '../files/atomic.ts';

export interface FoundEvidence {
  /** As shown: `b.pdf`, `folder/b.pdf`. */
  readonly shown: string;
  /** As the file is called. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly refused: Failure | null;
}

/** How deep folders are followed, and how many files are taken at once. */
const DEPTH = 12;
export const MOST_FILES = 1000;

/**
 * All files in the given files and folders, in order of name. What systems and office programs leave in folders is passed
 * over. A link to a file is followed, a link to a folder only when it was handed over itself. Never throws: what can't be
 * taken is an entry refused with `file_missing`, `file_unreadable`, `file_not_regular`, `file_empty`, `file_is_shortcut`,
 * `file_is_temporary`, `link_broken`, `link_to_folder`, `folder_empty`, `folder_too_deep`, `evidence_too_many` { limit }.
 */
export async function listEvidence(paths: readonly string[]): Promise<FoundEvidence[]> {
  const found: FoundEvidence[] = [];
  for (const path of paths) {
    const name = basename(resolve(path)) || path;
    const about = await stat(path).catch((error: unknown) => error);
    if (!isStats(about)) found.push(refused(name, path, await whyNot(path, about)));
    else if (about.isDirectory()) await listFolder(path, name, found, 0);
    else if (isNoise(name)) found.push(refused(name, path, 'file_is_temporary'));
    else found.push(entry(name, path, about));
    if (found.length > MOST_FILES) break;
  }
  if (found.length <= MOST_FILES) return found;
  const [first] = paths;
  const { shown, path } = found[MOST_FILES] ?? { shown: '', path: first ?? '' };
  found.length = MOST_FILES;
  return [...found, refused(shown, path, 'evidence_too_many', { limit: MOST_FILES })];
}

type Stats = Awaited<ReturnType<typeof stat>>;
const isStats = (value: unknown): value is Stats =>
  typeof value === 'object' && value !== null && !(value instanceof Error);

async function listFolder(
  folder: string,
  shown: string,
  found: FoundEvidence[],
  depth: number,
): Promise<void> {
  const before = found.length;
  const names: string[] = [];
  try {
    for await (const item of await opendir(folder)) {
      if (!isNoise(item.name)) names.push(item.name);
      if (names.length > MOST_FILES) break;
    }
  } catch (error) {
    found.push(refused(shown, folder, await whyNot(folder, error)));
    return;
  }
  // Plain order of characters: the same on every system.
  for (const name of names.toSorted()) {
    if (found.length > MOST_FILES) return;
    await listItem(join(folder, name), `${shown}/${name}`, found, depth);
  }
  if (depth === 0 && found.length === before) found.push(refused(shown, folder, 'folder_empty'));
}

async function listItem(path: string, shown: string, found: FoundEvidence[], depth: number): Promise<void> {
  try {
    const itself = await lstat(path);
    const about = itself.isSymbolicLink() ? await stat(path) : itself;
    if (!about.isDirectory()) found.push(entry(shown, path, about));
    else if (itself.isSymbolicLink()) found.push(refused(shown, path, 'link_to_folder'));
    else if (depth >= DEPTH) found.push(refused(shown, path, 'folder_too_deep', { limit: DEPTH }));
    else await listFolder(path, shown, found, depth + 1);
  } catch (error) {
    found.push(refused(shown, path, await whyNot(path, error)));
  }
}

function entry(shown: string, path: string, about: Stats): FoundEvidence {
  const name = basename(path);
  const code = !about.isFile()
    ? 'file_not_regular'
    : extname(name).toLowerCase() === '.lnk'
      ? 'file_is_shortcut'
      : about.size === 0
        ? 'file_empty'
        : null;
  return code === null
    ? { shown, name, path, bytes: Number(about.size), refused: null }
    : refused(shown, path, code);
}

/** Why a path could not be looked at. */
async function whyNot(path: string, error: unknown): Promise<string> {
  const code = systemCode(error);
  if (code === 'ELOOP') return 'link_broken';
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return 'file_unreadable';
  const itself = await lstat(path).catch(() => null);
  return itself?.isSymbolicLink() === true ? 'link_broken' : 'file_missing';
}

function refused(shown: string, path: string, code: string, detail?: Record<string, unknown>): FoundEvidence {
  const name = basename(path);
  return { shown, name, path, bytes: 0, refused: { code, detail: { name: shown, ...detail } } };
}
