import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../runtime/lock.ts';
import { silent } from '../runtime/progress.ts';
import { buildAll } from '../vite/build.ts';
import { PROJECT } from '../vite/config.ts';
import { inRoot, root } from './root.ts';

const INPUTS = ['shared', 'db', 'electron', 'renderer', 'build/vite', 'package.json', 'package-lock.json'];
const STAMP = inRoot('dist', '.stamp');

/** Builds the program if anything it is made from has changed since the last build. @returns whether it built */
export async function buildIfStale(): Promise<boolean> {
  return withLock(inRoot('dist'), silent, async () => {
    const now = fingerprint();
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return false;
    await buildAndStamp(now);
    return true;
  });
}

/** Builds the program and remembers from what. */
export async function buildAndStamp(now: string = fingerprint()): Promise<void> {
  await buildAll(PROJECT);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, now);
}

/** Names, sizes and times of all inputs: a changed, added or removed file changes it. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
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
