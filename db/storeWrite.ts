/** One file into the store: under a temporary name, hashed as it is copied, flushed, renamed. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  promises,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { Refusal } from '../shared/result.ts';
import { failureOf } from './faults.ts';

export interface Kept {
  /** Hex, lower case. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Bytes, a file of the program's own, or a file of the clerk's, which others may change or take away meanwhile. */
type Source = Uint8Array | string | { readonly file: string };

interface Work {
  readonly path: (sha256: string) => string;
  readonly part: string;
  readonly source: Source;
  readonly expected?: string | undefined;
  readonly between?: ((bytes: number) => Promise<void> | void) | undefined;
}

const CHUNK = 1 << 20;

/** The failure as a refusal; a file that is not there is named by the code given. */
export function refusalOf(error: unknown, missing: string, sha256: string): unknown {
  const failure = failureOf(error);
  if (failure === null) return error;
  if (failure.code === 'ledger_missing') return new Refusal(missing, { sha256 });
  return error instanceof Refusal ? error : new Refusal(failure.code, { ...failure.detail });
}

export async function keepUnder(work: Work): Promise<Kept & { readonly fresh: boolean }> {
  const { path, part, source, expected } = work;
  try {
    await promises.mkdir(dirname(part), { recursive: true }).catch((error: unknown) => {
      throw refusalOf(error, 'ledger_read_only', '');
    });
    const { sha256, bytes } = await writePart(work).catch((error: unknown) => {
      throw refusalOf(
        error,
        typeof source === 'string' ? 'file_missing' : 'ledger_read_only',
        expected ?? '',
      );
    });
    if (expected !== undefined && sha256 !== expected) throw new Refusal('file_changed', { sha256 });
    const target = path(sha256);
    const before = existsSync(target);
    // A file of another size was cut off or meddled with: the whole one takes its place.
    if (!before || statSync(target).size !== bytes) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(part, target);
      flushFolder(dirname(target));
    }
    return { sha256, bytes, fresh: !before };
  } catch (error) {
    throw refusalOf(error, 'ledger_read_only', expected ?? '');
  } finally {
    rmSync(part, { force: true });
  }
}

async function writePart({ part, source, between }: Work): Promise<Kept> {
  const hash = createHash('sha256');
  const target = await promises.open(part, 'wx');
  let bytes = 0;
  try {
    for await (const chunk of piecesOf(source)) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await target.writeFile(chunk);
      await between?.(bytes);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function* piecesOf(source: Source): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else if (typeof source === 'string') {
    const from = await promises.open(source, 'r');
    try {
      const buffer = Buffer.alloc(CHUNK);
      for (;;) {
        const { bytesRead } = await from.read(buffer, 0, CHUNK, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await from.close();
    }
  } else yield* piecesOfTheClerks(source.file);
}

/** The pieces of a file that is not the program's; its faults bear other names than those of the store. */
async function* piecesOfTheClerks(file: string): AsyncGenerator<Uint8Array> {
  const name = basename(file);
  const reading = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw readRefusal(error, name);
    });
  // Asked before opening: opening a pipe would wait for ever.
  const before = await reading(promises.stat(file));
  if (!before.isFile()) throw new Refusal('file_not_regular', { name });
  const from = await reading(promises.open(file, 'r'));
  try {
    const begun = await reading(from.stat());
    const buffer = Buffer.alloc(CHUNK);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await reading(from.read(buffer, 0, CHUNK, null));
      if (bytesRead === 0) break;
      bytes += bytesRead;
      if (bytes > begun.size) throw new Refusal('file_changed', { name });
      yield buffer.subarray(0, bytesRead);
    }
    const ended = await reading(from.stat());
    if (bytes !== begun.size || ended.size !== begun.size || ended.mtimeMs !== begun.mtimeMs)
      throw new Refusal('file_changed', { name });
    // Taken away while it was copied: what was read may be whole, but who took it away may have meant that.
    await reading(promises.stat(file));
  } finally {
    await from.close();
  }
}

/** What a fault of reading means to the clerk. */
function readRefusal(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) return error;
  const missing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESTALE' || code === 'ENODEV';
  return new Refusal(missing ? 'file_missing' : 'file_unreadable', { name, cause: code });
}

/** So that the new name itself outlasts a power cut; not every system lets a folder be flushed. */
export function flushFolder(folder: string): void {
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
