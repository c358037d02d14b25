/** A kept file written to a place outside of the store, its hash counted on the way. */
import { createHash } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import { formatBytes } from '../../shared/bytes.ts';
import { Refusal } from '../../shared/result.ts';
import { systemCode, writeRefusal } from '../files/atomic.ts';

const CHUNK = 1 << 20;
/** A file system without more than this in one file (FAT32) says of it that it is full. */
const FAT_MOST = 2 ** 32 - 1;
/** Room that is left to the system and to the ledger's own file. */
const SPARE = 16 * 1024 * 1024;

/**
 * Copies a kept file, flushes it, and answers its SHA-256; null when it is not there.
 * @param between after every piece, with the bytes copied so far; what it throws ends the copying
 * @throws Refusal `original_unreadable`, `disk_full`, `file_too_large_for_disk`, `target_unwritable` … ; no half file is left
 */
export async function copyOut(
  kept: string,
  target: string,
  between: (bytes: number) => Promise<void>,
): Promise<string | null> {
  const from = await open(kept, 'r').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw new Refusal('original_unreadable', { name: basename(target) });
  });
  if (from === null) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const to = await open(target, 'wx');
    try {
      const buffer = Buffer.alloc(CHUNK);
      for (;;) {
        const { bytesRead } = await from.read(buffer, 0, CHUNK, null).catch(() => {
          throw new Refusal('original_unreadable', { name: basename(target) });
        });
        if (bytesRead === 0) break;
        const piece = buffer.subarray(0, bytesRead);
        hash.update(piece);
        await to.writeFile(piece);
        bytes += bytesRead;
        await between(bytes);
      }
      await to.sync();
    } finally {
      await to.close();
    }
    return hash.digest('hex');
  } catch (error) {
    await rm(target, { force: true });
    throw tooLarge(error, bytes, basename(target)) ?? writeRefusal(error, target) ?? error;
  } finally {
    await from.close();
  }
}

/** The SHA-256 of a kept file; null when it is not there. @throws Refusal `original_unreadable` */
export async function hashOfKept(
  kept: string,
  name: string,
  between: (bytes: number) => Promise<void>,
): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    const from = await open(kept, 'r');
    try {
      const buffer = Buffer.alloc(CHUNK);
      for (let bytes = 0; ;) {
        const { bytesRead } = await from.read(buffer, 0, CHUNK, null);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
        await between((bytes += bytesRead));
      }
    } finally {
      await from.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    if (systemCode(error) === null) throw error;
    throw new Refusal('original_unreadable', { name });
  }
}

/** A file that stops at the most that one file may hold there. Null for any other fault. */
export function tooLarge(error: unknown, bytes: number, name: string): Refusal | null {
  const code = systemCode(error) ?? causeOf(error);
  const bounded =
    code === 'EFBIG' || (code === 'ENOSPC' && bytes >= FAT_MOST - 2 * CHUNK && bytes <= FAT_MOST);
  return bounded ? new Refusal('file_too_large_for_disk', { name }) : null;
}

/** The system's error behind a refusal of the store's. */
function causeOf(error: unknown): string | null {
  const cause = error instanceof Refusal ? error.failure.detail?.['cause'] : undefined;
  return typeof cause === 'string' ? cause : null;
}

/** Asked before a long copy begins. @throws Refusal `disk_full` { needed, free }, both in words */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  // A system that does not tell is found out when it is written.
  const about = await statfs(folder).catch(() => null);
  if (about === null) return;
  const free = about.bavail * about.bsize;
  if (bytes + (bytes === 0 ? 0 : SPARE) > free)
    throw new Refusal('disk_full', { needed: formatBytes(bytes), free: formatBytes(free) });
}
