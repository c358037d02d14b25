/** The program's own log (errors with their stacks), in files that can't grow without bound. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 1024 * 1024;
const KEPT_FILES = 5;

export interface Log {
  readonly info: (message: string) => void;
  /** Answers the id under which the error stands in the log; shown to the clerk instead of a stack. */
  readonly error: (where: string, error: unknown) => string;
  readonly folder: string | null;
}

/**
 * Opens `main.log` in the folder; older ones are `main.1.log` … `main.4.log`. Logging never fails the program: a
 * folder that can't be written is passed over.
 */
export function openLog(folder: string, maxBytes: number = MAX_BYTES): Log {
  const file = join(folder, 'main.log');
  function write(line: string): void {
    try {
      mkdirSync(folder, { recursive: true });
      if (existsSync(file) && statSync(file).size + line.length > maxBytes) rotate(folder);
      appendFileSync(file, line);
    } catch {
      // Nowhere left to tell it.
    }
  }
  return {
    folder,
    info: (message) => write(`${new Date().toISOString()} info ${message}\n`),
    error(where, error) {
      const id = randomBytes(4).toString('hex');
      write(`${new Date().toISOString()} error ${id} ${where}: ${describe(error)}\n`);
      return id;
    },
  };
}

/** A log that writes to a stream, for the command line and tests. */
export function streamLog(write: (text: string) => void): Log {
  return {
    folder: null,
    info: () => undefined,
    error(where, error) {
      const id = randomBytes(4).toString('hex');
      write(`[${id}] ${where}: ${describe(error)}\n`);
      return id;
    },
  };
}

function rotate(folder: string): void {
  for (let n = KEPT_FILES - 1; n >= 1; n--) {
    const from = join(folder, n === 1 ? 'main.log' : `main.${n - 1}.log`);
    if (existsSync(from)) renameSync(from, join(folder, `main.${n}.log`));
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
