import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../runtime/lock.ts';
import { silent } from '../runtime/progress.ts';
import { PARTS, buildPart } from '../vite/build.ts';
import type { Part } from '../vite/build.ts';
import { inRoot, root } from './root.ts';

const INPUTS: Readonly<Record<Part, readonly string[]>> = {
  electron: ['shared', 'db', 'electron', 'build/vite', 'package.json', 'package-lock.json'],
  renderer: ['shared', 'renderer', 'build/vite', 'package.json', 'package-lock.json'],
};

/**
 * Builds the parts of which anything they are made from has changed since their last build, one process at a time.
 * @param always build even what is fresh
 * @returns the parts that were built
 */
export async function buildIfStale(parts: readonly Part[] = PARTS, always = false): Promise<Part[]> {
  return withLock(inRoot('dist'), silent, async () => {
    const built: Part[] = [];
    for (const part of parts) {
      const stamp = inRoot('dist', part, '.stamp');
      const now = fingerprintOf(part);
      if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue;
      await buildPart(part, { sources: root, out: inRoot('dist') });
      writeFileSync(stamp, now);
      built.push(part);
    }
    return built;
  });
}

/** Of what a part is made from: names, sizes and times of all its files. */
export const fingerprintOf = (part: Part): string => fingerprint(INPUTS[part]);

/** A changed, added or removed file changes it. */
function fingerprint(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(root, input);
    if (statSync(path).isFile()) hash.update(describe(path));
    else {
      const names = readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      for (const name of names) hash.update(describe(name));
    }
  }
  return hash.digest('hex');
}

function describe(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path}\0${size}\0${mtimeMs}\n`;
}
