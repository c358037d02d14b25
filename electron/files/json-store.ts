/** Small settings kept as one JSON object in a file of their own. */
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode, writeFileAtomicSync } from './atomic.ts';

export interface JsonStore {
  all(): Readonly<Record<string, unknown>>;
  get(key: string): unknown;
  /** Merges and writes; a null value removes a key. @throws when the file can't be written */
  merge(values: Readonly<Record<string, unknown>>): void;
  /** Where the unreadable file went that was found at the start; null when all was well. */
  readonly keptAside: string | null;
}

/**
 * Opens the file, or starts empty when there is none. A file that is no JSON object is never overwritten: it is
 * renamed beside (`.damaged-<milliseconds>`) and defaults hold.
 */
export function openJsonStore(file: string, now: () => number = Date.now): JsonStore {
  let keptAside: string | null = null;
  let values = read();

  function read(): Record<string, unknown> {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return {};
      return setAside();
    }
    try {
      const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
      return isPlainObject(value) ? { ...value } : setAside();
    } catch {
      return setAside();
    }
  }

  function setAside(): Record<string, unknown> {
    const kept = `${file}.damaged-${now()}`;
    try {
      renameSync(file, kept);
      keptAside = kept;
    } catch {
      // A file that can neither be read nor renamed stays where it is; defaults hold for this run.
    }
    return {};
  }

  return {
    all: () => values,
    get: (key) => (Object.hasOwn(values, key) ? values[key] : undefined),
    merge(changes) {
      const next = { ...values };
      for (const [key, value] of Object.entries(changes)) {
        if (value === null || value === undefined) delete next[key];
        else
          Object.defineProperty(next, key, { value, enumerable: true, writable: true, configurable: true });
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileAtomicSync(file, `${JSON.stringify(next, null, 2)}\n`);
      values = next;
    },
    get keptAside() {
      return keptAside;
    },
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
