/**
 * The ledger's store: files received and sent, kept untouched beside the ledger, each under its SHA-256 in
 * `files/<first two hex>/<hex>`. What is kept is never written again and never taken away.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  promises,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { failureOf } from './faults.ts';

export interface Kept {
  /** Hex, lower case. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface Store {
  readonly folder: string;
  path(sha256: string): string;
  has(sha256: string): boolean;
  /**
   * Keeps a file (by its path) or bytes: written under a temporary name, hashed, flushed, renamed; content that is kept
   * already is not written again. Refuses `file_changed` when the content is not of the hash expected, `disk_full`,
   * `ledger_read_only`, `ledger_disk_error`; nothing half is left.
   */
  keep(source: string | Uint8Array, expected?: string): Promise<Kept>;
  /** Takes away what a crash left half written, if it is older than an hour: a younger one may be on its way. */
  tidy(): void;
  /** The kept bytes. Refuses `original_missing`, `original_altered`. */
  read(sha256: string): Promise<Uint8Array>;
}

const HEX = /^[0-9a-f]{64}$/;
const CHUNK = 1 << 20;
const HOUR = 3_600_000;

/** Folder of the files that belong to a ledger. */
const folderOf = (ledgerFile: string) => join(dirname(ledgerFile), 'files');

export function storeOf(ledgerFile: string): Store {
  const folder = folderOf(ledgerFile);
  const path = (sha256: string) => {
    // Hashes come from the window and from the ledger: never a way out of the folder.
    if (!HEX.test(sha256)) throw new Refusal('original_missing', { sha256 });
    return join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    folder,
    path,
    has: (sha256) => existsSync(path(sha256)),
    keep: (source, expected) => kept(folder, path, source, expected),
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

/** The failure as a refusal; a file that is not there is named by the code given. */
function refusalOf(error: unknown, missing: string, sha256: string): unknown {
  const failure = failureOf(error);
  if (failure === null) return error;
  if (failure.code === 'ledger_missing') return new Refusal(missing, { sha256 });
  return error instanceof Refusal ? error : new Refusal(failure.code, { ...failure.detail });
}

async function kept(
  folder: string,
  path: (sha256: string) => string,
  source: string | Uint8Array,
  expected: string | undefined,
): Promise<Kept> {
  const part = join(folder, `${randomBytes(8).toString('hex')}.part`);
  try {
    await promises.mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw refusalOf(error, 'ledger_read_only', '');
    });
    const { sha256, bytes } = await writePart(part, source).catch((error: unknown) => {
      throw refusalOf(error, 'file_missing', expected ?? '');
    });
    if (expected !== undefined && sha256 !== expected) throw new Refusal('file_changed', { sha256 });
    const target = path(sha256);
    // A file of another size was cut off or meddled with: the whole one takes its place.
    if (!existsSync(target) || statSync(target).size !== bytes) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(part, target);
      flushFolder(dirname(target));
    }
    return { sha256, bytes };
  } catch (error) {
    throw refusalOf(error, 'ledger_read_only', expected ?? '');
  } finally {
    rmSync(part, { force: true });
  }
}

async function writePart(part: string, source: string | Uint8Array): Promise<Kept> {
  const hash = createHash('sha256');
  const target = await promises.open(part, 'wx');
  let bytes = 0;
  const put = async (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.byteLength;
    await target.writeFile(chunk);
  };
  try {
    if (typeof source === 'string') {
      const from = await promises.open(source, 'r');
      try {
        const buffer = Buffer.alloc(CHUNK);
        for (;;) {
          const { bytesRead } = await from.read(buffer, 0, CHUNK, null);
          if (bytesRead === 0) break;
          await put(buffer.subarray(0, bytesRead));
        }
      } finally {
        await from.close();
      }
    } else await put(source);
    await target.sync();
  } finally {
    await target.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** So that the new name itself outlasts a power cut; not every system lets a folder be flushed. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is flushed; the name follows in the system's own time.
  }
}

function hashOfFile(file: string): string {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK);
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/**
 * Copies the store of one ledger beside another one, every file checked by its hash. A file that is damaged already is
 * copied as it is: moving a ledger must not depend on it. Refuses `store_copy_damaged` when a copy differs from its source.
 * @returns takes the copied files away again, for a copy of the ledger that fails later
 */
export function copyStore(fromLedger: string, toLedger: string): () => void {
  const from = folderOf(fromLedger);
  const to = folderOf(toLedger);
  const made: string[] = [];
  const takeAway = () => {
    for (const file of made.splice(0)) rmSync(file, { force: true });
  };
  if (!existsSync(from) || from === to) return takeAway;
  try {
    for (const folder of readdirSync(from)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      mkdirSync(join(to, folder), { recursive: true });
      for (const name of readdirSync(join(from, folder))) {
        if (HEX.test(name)) copyOne(join(from, folder, name), join(to, folder, name), made);
      }
    }
    return takeAway;
  } catch (error) {
    takeAway();
    throw error;
  }
}

function copyOne(source: string, target: string, made: string[]): void {
  if (existsSync(target) && statSync(target).size === statSync(source).size) return;
  const part = `${target}.part`;
  try {
    copyFileSync(source, part);
    const handle = openSync(part, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (hashOfFile(part) !== hashOfFile(source)) throw new Refusal('store_copy_damaged', { file: target });
    renameSync(part, target);
    made.push(target);
  } finally {
    rmSync(part, { force: true });
  }
}
