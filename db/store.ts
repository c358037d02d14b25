/**
 * The ledger's store: files received and sent, and evidence, kept untouched beside the ledger, each under its SHA-256 in
 * `files/<first two hex>/<hex>`. What is kept is never written again and never taken away, but for what a take-in that
 * came to nothing has just put there (`withdraw`). Opening a ledger looks at none of it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, promises, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { keepUnder, type Kept, refusalOf } from './storeWrite.ts';

export type { Kept } from './storeWrite.ts';

export interface Keeping {
  /** Where it is written first: a name that another process made up (`part`), so that it can take it away again. */
  readonly part: string;
  /** After every piece, with the bytes copied so far. What it throws ends the copying. */
  readonly between: (bytes: number) => Promise<void> | void;
}

export interface Store {
  readonly folder: string;
  path(sha256: string): string;
  has(sha256: string): boolean;
  /** A name for a file that is on its way into the store. */
  part(): string;
  /**
   * Keeps a file (by its path) or bytes: written under a temporary name, hashed, flushed, renamed; content that is kept
   * already is not written again. Refuses `file_changed` when the content is not of the hash expected, `disk_full`,
   * `ledger_read_only`, `ledger_disk_error`; nothing half is left.
   */
  keep(source: string | Uint8Array, expected?: string): Promise<Kept>;
  /**
   * Keeps a file of any size in bounded memory. Refuses what `keep` does, and `file_missing`, `file_unreadable`,
   * `file_not_regular`, `file_changed` when it grew, shrank or was written while it was read.
   * @returns also whether the store did not hold it before
   */
  take(file: string, keeping: Keeping): Promise<Kept & { readonly fresh: boolean }>;
  /** Takes a file away that `take` has put there and that nothing names. */
  withdraw(sha256: string): void;
  /** Takes away what a crash left half written, if it is older than an hour: a younger one may be on its way. */
  tidy(): void;
  /** The kept bytes. Refuses `original_missing`, `original_altered`. */
  read(sha256: string): Promise<Uint8Array>;
}

const HEX = /^[0-9a-f]{64}$/;
const HOUR = 3_600_000;

/** Folder of the files that belong to a ledger. */
export const storeFolderOf = (ledgerFile: string): string => join(dirname(ledgerFile), 'files');

export function storeOf(ledgerFile: string): Store {
  const folder = storeFolderOf(ledgerFile);
  const path = (sha256: string) => {
    // Hashes come from the window and from the ledger: never a way out of the folder.
    if (!HEX.test(sha256)) throw new Refusal('original_missing', { sha256 });
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const part = () => join(folder, `${randomBytes(8).toString('hex')}.part`);
  return {
    folder,
    path,
    has: (sha256) => existsSync(path(sha256)),
    part,
    async keep(source, expected) {
      const { sha256, bytes } = await keepUnder({ path, part: part(), source, expected });
      return { sha256, bytes };
    },
    take: (file, { part: half, between }) => keepUnder({ path, part: half, source: { file }, between }),
    withdraw: (sha256) => rmSync(path(sha256), { force: true }),
    tidy() {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder)) {
        const half = join(folder, name);
        if (name.endsWith('.part') && Date.now() - statSync(half).mtimeMs > HOUR)
          rmSync(half, { force: true });
      }
    },
    async read(sha256) {
      const bytes = await promises.readFile(path(sha256)).catch((error: unknown) => {
        throw refusalOf(error, 'original_missing', sha256);
      });
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Refusal('original_altered', { sha256 });
      return bytes;
    },
  };
}
