/**
 * Font files that the clerk chose for the parts of a paper: a copy of each in the program's own folder, under the name of
 * its part, so that papers print the same when the stick it came from is gone. The page loads it by a fixed address.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { paperFontRoles } from '../../shared/papers/fontRoles.ts';
import type { PaperFontRole } from '../../shared/papers/fontRoles.ts';
import { Refusal } from '../../shared/result.ts';
import { isOwnAddress } from '../door/sender.ts';
import { replaceFile, systemCode } from './atomic.ts';
import { openJsonStore } from './json-store.ts';

export interface ChosenFont {
  readonly role: PaperFontRole;
  /** Name of the file as it was chosen. */
  readonly name: string;
  /** Changes with the file, so that a page never keeps an older one. */
  readonly stamp: string;
}

export interface FontStore {
  chosen(): ChosenFont[];
  /** @throws Refusal `font_unusable` (no TrueType or OpenType file), `font_too_large`, those of reading and of the disk */
  choose(role: PaperFontRole, path: string): Promise<ChosenFont>;
  /** Back to the fonts of this PC. */
  drop(role: PaperFontRole): void;
}

/** The largest fonts with all characters of the standard GB 18030 have some 60 MB. */
const LARGEST = 128 * 1024 * 1024;
/** First four bytes: TrueType, Apple's TrueType, OpenType with PostScript outlines, a collection. */
const BEGINNINGS = new Set(['00010000', '74727565', '4f54544f', '74746366']);

const FOLDER = 'fonts';
const fileOf = (home: string, role: PaperFontRole): string => join(home, FOLDER, `${role}.font`);

/** @param home the program's own folder */
export function openFontStore(home: string): FontStore {
  const names = openJsonStore(join(home, FOLDER, 'names.json'));
  const one = (role: PaperFontRole): ChosenFont | null => {
    const name = names.get(role);
    if (typeof name !== 'string') return null;
    // A copy that is gone is still told as chosen: the page says that it can't be read.
    const found = statSync(fileOf(home, role), { throwIfNoEntry: false });
    return { role, name, stamp: found === undefined ? '' : `${found.mtimeMs}-${found.size}` };
  };
  return {
    chosen: () => paperFontRoles.map(one).filter((font) => font !== null),
    async choose(role, path) {
      await refuseFont(path);
      mkdirSync(join(home, FOLDER), { recursive: true });
      await replaceFile(fileOf(home, role), (temporary) => copyFile(path, temporary));
      names.merge({ [role]: basename(path) });
      return one(role) ?? { role, name: basename(path), stamp: '' };
    },
    drop(role) {
      names.merge({ [role]: null });
      rmSync(fileOf(home, role), { force: true });
    },
  };
}

async function refuseFont(path: string): Promise<void> {
  const detail = { name: basename(path) };
  const bytes = Buffer.alloc(4);
  try {
    const file = await open(path, 'r');
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new Refusal('file_is_folder', detail);
      if (found.size > LARGEST) throw new Refusal('font_too_large', detail);
      await file.read(bytes, 0, 4, 0);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(systemCode(error) === 'ENOENT' ? 'file_missing' : 'file_unreadable', detail);
  }
  if (!BEGINNINGS.has(bytes.toString('hex'))) throw new Refusal('font_unusable', detail);
}

/** The copy that an address of a page stands for (`/fonts/body`), or null. */
export function fontFor(address: string, home: string): string | null {
  if (!isOwnAddress(address)) return null;
  const { pathname } = new URL(address);
  const role = paperFontRoles.find((each) => pathname === `/fonts/${each}`);
  return role === undefined ? null : fileOf(home, role);
}
