import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MARK = 'ready.json';

/**
 * Makes a folder as a whole or not at all: the work fills a folder beside it, a list of all files with their sizes is
 * written last, then the folder gets its name.
 */
export async function makeWhole(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  sweep(folder);
  const temporary = mkdtempSync(`${folder}.part-`);
  try {
    await fill(temporary);
    writeFileSync(join(temporary, MARK), JSON.stringify(sizesBelow(temporary)));
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** True when the folder was made whole and every file still has its size. A look at sizes only: cheap. */
export function isWhole(folder: string): boolean {
  try {
    const sizes = JSON.parse(readFileSync(join(folder, MARK), 'utf8')) as Record<string, number>;
    const files = Object.entries(sizes);
    return files.length > 0 && files.every(([name, size]) => statSync(join(folder, name)).size === size);
  } catch {
    return false;
  }
}

/** Removes what an interrupted making left. Call it only under the lock. */
function sweep(folder: string): void {
  const parent = join(folder, '..');
  const prefix = `${folder.slice(parent.length + 1)}.part-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function sizesBelow(folder: string): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    sizes[path.slice(folder.length + 1)] = statSync(path).size;
  }
  return sizes;
}
