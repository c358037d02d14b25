import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Largest notice that is read; larger files are refused by their size alone. */
export const noticeFileLimit = 50 * 1024 * 1024;

interface NoticeFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Hex, of the bytes as they lie on disk. */
  readonly sha256: string;
}

/**
 * Reads a file whole, within bounds. Errors: notice_not_found, notice_is_folder, notice_not_a_file, notice_unreadable,
 * notice_in_use, notice_empty, notice_too_large { bytes, limit }, notice_changed.
 */
export async function loadNoticeFile(path: string, limit = noticeFileLimit): Promise<Result<NoticeFile>> {
  try {
    // Before opening: opening a pipe would wait for ever.
    const before = await stat(path);
    if (before.isDirectory()) return fail('notice_is_folder');
    if (!before.isFile()) return fail('notice_not_a_file');
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size === 0) return fail('notice_empty');
      if (size > limit) return fail('notice_too_large', { bytes: size, limit });
      const bytes = new Uint8Array(size);
      let at = 0;
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) return fail('notice_changed');
        at += bytesRead;
      }
      const { bytesRead: more } = await handle.read(new Uint8Array(1), 0, 1, size);
      if (more > 0) return fail('notice_changed');
      return ok({ name: basename(path), bytes, sha256: sha256(bytes) });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return fail(codeOf(error), { cause: causeOf(error) });
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function codeOf(error: unknown): string {
  const cause = causeOf(error);
  if (cause === 'ENOENT' || cause === 'ENOTDIR') return 'notice_not_found';
  if (cause === 'EISDIR') return 'notice_is_folder';
  if (cause === 'EBUSY' || cause === 'ETXTBSY') return 'notice_in_use';
  return 'notice_unreadable';
}
