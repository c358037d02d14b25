/**
 * Files that are whole or not there at all: written under a temporary name in the same folder, flushed to the
 * disk, then renamed over the target. A crash or a full disk leaves the old file as it was.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../shared/result.ts';
import { whileTemporary } from './temporaries.ts';

/** A name beside the target that nobody else uses; the dot keeps it out of the clerk's sight on most systems. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Writes a small file at once. @throws the system's error; then no temporary file is left */
export function writeFileAtomicSync(target: string, content: string | Uint8Array): void {
  const temporary = temporaryBeside(target);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Lets `produce` fill a temporary file and puts it in the target's place.
 * @throws Refusal `target_locked` (open in another program), `target_unwritable`, `target_is_folder`,
 *   `target_is_ledger`, `target_bad_name`, `disk_full`; whatever `produce` throws. No temporary file is left in any case.
 */
export async function replaceFile(
  target: string,
  produce: (temporary: string) => Promise<void>,
): Promise<void> {
  await refuseTarget(target);
  const temporary = temporaryBeside(target);
  try {
    // At once, so that a place that can't be written is found before long work begins.
    await whileTemporary(temporary, async () => {
      await writeFile(temporary, '', { flag: 'wx' });
      await produce(temporary);
      const file = await open(temporary, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, target);
    });
  } catch (error) {
    // Where nothing could be made there is nothing to take away, and the first error is the one to tell.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeRefusal(error, target) ?? named(error, temporary, target);
  }
}

/** A refusal that speaks of the temporary file, told of the file the clerk asked for. */
function named(error: unknown, temporary: string, target: string): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code, detail } = error.failure;
  return detail?.['name'] === basename(temporary)
    ? new Refusal(code, { ...detail, name: basename(target) })
    : error;
}

/** What stands where a paper is to go may be an older paper, but no folder, no device, and never a ledger. */
async function refuseTarget(target: string): Promise<void> {
  const detail = { name: basename(target) };
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory() === true) throw new Refusal('target_is_folder', detail);
  if (there !== null && !there.isFile()) throw new Refusal('target_unwritable', detail);
  // A ledger's companions are as dear as itself: what stands in its write-ahead log stands nowhere else.
  if (await isDatabase(target.replace(/(?:-wal|-shm|-journal|\.lock)$/, '')))
    throw new Refusal('target_is_ledger', detail);
}

const DATABASE = Buffer.from('SQLite format 3\0', 'latin1');

/** Does a file begin as every ledger does? False also for what can't be read: that is found when it is written. */
async function isDatabase(path: string): Promise<boolean> {
  try {
    // Opening a pipe would wait for ever.
    if (!(await stat(path)).isFile()) return false;
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(DATABASE.length), 0, DATABASE.length, 0);
      return bytesRead === DATABASE.length && buffer.equals(DATABASE);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** What a failed write of a paper means to the clerk; null when it is no error of the file system. */
export function writeRefusal(error: unknown, target: string): Refusal | null {
  const code = systemCode(error);
  const detail = { name: basename(target) };
  if (code === 'EBUSY' || code === 'ETXTBSY' || (code === 'EPERM' && process.platform === 'win32')) {
    return new Refusal('target_locked', detail);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT' || code === 'ENOTDIR') {
    return new Refusal('target_unwritable', detail);
  }
  if (code === 'EISDIR' || code === 'ENOTEMPTY') return new Refusal('target_is_folder', detail);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('disk_full', detail);
  if (code === 'ENAMETOOLONG' || code === 'EINVAL') return new Refusal('target_bad_name', detail);
  return null;
}

/** The operating system's error name ('ENOENT' …), or null. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('errno' in error)) return null;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : null;
}
