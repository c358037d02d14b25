import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder, absolute, without a trailing separator. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** An absolute path inside the project. */
export function inRoot(...parts: string[]): string {
  return join(root, ...parts);
}
