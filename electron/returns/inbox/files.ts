/** Reading a file that others may hold, change or take away meanwhile. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/result.ts';

/** Lock files of Office, WPS and LibreOffice, and what systems leave in folders and archives. */
export function isNoise(name: string): boolean {
  return /^(?:~\$|\.|~wps)|^(?:thumbs\.db|desktop\.ini|__macosx)$/i.test(name);
}

export function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** What the clerk is told of an error of the file system. */
export function refusalOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  const cause = causeOf(error);
  if (cause === 'ENOENT' || cause === 'ENOTDIR') return { code: 'inbox_missing' };
  // Windows says so of a file that another program keeps for itself.
  if (cause === 'EBUSY' || cause === 'ETXTBSY' || cause === 'EAGAIN') return { code: 'inbox_in_use' };
  if (cause === 'EPERM' && process.platform === 'win32') return { code: 'inbox_in_use' };
  return { code: 'inbox_unreadable', detail: { cause } };
}

/** @throws Refusal `book_too_large`, `inbox_changed`, `inbox_not_a_file` and those of `refusalOf` */
export async function readWhole(path: string, limit: number): Promise<Uint8Array> {
  return withFile(path, async (file, size) => {
    if (size > limit) throw new Refusal('book_too_large', { bytes: size, limit });
    const bytes = await readAt(file, 0, size);
    const { bytesRead: more } = await file.read(new Uint8Array(1), 0, 1, size);
    if (more > 0) throw new Refusal('inbox_changed');
    return bytes;
  });
}

/** @throws Refusal as `refusalOf` says, and what `work` throws */
export async function withFile<T>(
  path: string,
  work: (file: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    const about = await file.stat();
    if (!about.isFile()) throw new Refusal('inbox_not_a_file');
    return await work(file, about.size);
  } catch (error) {
    const { code, detail } = refusalOf(error);
    throw new Refusal(code, detail);
  } finally {
    await file?.close();
  }
}

/** Exactly `length` bytes. @throws Refusal `inbox_changed` when the file ends before */
export async function readAt(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) throw new Refusal('inbox_changed');
    done += bytesRead;
  }
  return bytes;
}
