/**
 * The window names a file or folder only by a token; the path stays in the main process. A token is random, so
 * that none can be guessed, and dies with the program.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { systemCode } from './atomic.ts';

/** More than any clerk drops in a day (5,000 at once); the oldest go first. */
const KEPT = 20_000;

export interface FileToken {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
  /** All files in it are meant. */
  readonly folder: boolean;
}

export interface FileTokens {
  /** @throws Refusal `file_missing`, `file_unreadable`, `file_is_folder` */
  addFile(path: string): FileToken;
  /** The same for whatever is handed over to be taken in; what is wrong with it is told by who takes it in. */
  addPlace(path: string): FileToken;
  addFolder(path: string): string;
  /** @throws Refusal `file_token_unknown` */
  file(token: string): string;
  /** Path of a file or folder that may be taken in. @throws Refusal `file_token_unknown` */
  place(token: string): string;
  /** @throws Refusal `folder_unknown` */
  folder(token: string): string;
}

export function createFileTokens(): FileTokens {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  // Folders to read from are kept apart: such a token never says where something may be written.
  const places = new Map<string, string>();
  return {
    addFile(path) {
      const bytes = readableSize(path);
      return { token: remember(files, path), name: basename(path), bytes, folder: false };
    },
    addPlace(path) {
      const found = statOf(path);
      const folder = found?.isDirectory() ?? false;
      const token = remember(folder ? places : files, path);
      return { token, name: basename(path), bytes: folder ? 0 : (found?.size ?? 0), folder };
    },
    addFolder: (path) => remember(folders, path),
    file: (token) => {
      if (places.has(token)) throw new Refusal('file_is_folder', { name: basename(places.get(token) ?? '') });
      return recall(files, token, 'file_token_unknown');
    },
    place: (token) => places.get(token) ?? recall(files, token, 'file_token_unknown'),
    folder: (token) => recall(folders, token, 'folder_unknown'),
  };
}

function remember(map: Map<string, string>, path: string): string {
  const token = randomBytes(16).toString('hex');
  map.set(token, path);
  if (map.size > KEPT) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  return token;
}

function recall(map: Map<string, string>, token: string, code: string): string {
  const path = map.get(token);
  if (path === undefined) throw new Refusal(code);
  return path;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Size in bytes of a file that this user may read. */
function readableSize(path: string): number {
  const detail = { name: basename(path) };
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new Refusal('file_is_folder', detail);
    if (!found.isFile()) throw new Refusal('file_unreadable', detail);
    closeSync(openSync(path, 'r'));
    return found.size;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = systemCode(error);
    throw new Refusal(code === 'ENOENT' || code === 'ENOTDIR' ? 'file_missing' : 'file_unreadable', detail);
  }
}
