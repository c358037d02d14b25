/** Temporary files and folders that are being written: taken away when the program ends before they are finished. */
import { rmSync } from 'node:fs';

const standing = new Set<string>();

/** While `work` runs, what lies at `path` is taken away should the program end. */
export async function whileTemporary<T>(path: string, work: () => Promise<T>): Promise<T> {
  standing.add(path);
  try {
    return await work();
  } finally {
    standing.delete(path);
  }
}

/** At the program's end, when nobody goes on writing. What another program still holds stays. */
export function clearTemporaries(): void {
  for (const path of standing) {
    try {
      // A child that is ending may put one more file into a folder.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    } catch {
      // Nothing more can be done about it, and nobody is there to be told.
    }
  }
  standing.clear();
}
