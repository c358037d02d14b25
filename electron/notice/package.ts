import { unzipSync } from 'fflate';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Parts of a zip package (.docx) by name, only those asked for, within bounds that hold before anything is unpacked. */
export const packageLimits = {
  entries: 3000,
  /** Sum of what the directory says everything unpacks to. */
  unpacked: 300 * 1024 * 1024,
  /** One part that is read. */
  part: 64 * 1024 * 1024,
} as const;

class TooLarge extends Error {}

/** Errors: notice_damaged { part? }, notice_too_large { bytes, limit }. Parts that don't exist are not in the map. */
export function openPackage(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Result<{ parts: ReadonlyMap<string, Uint8Array>; names: ReadonlySet<string> }> {
  const names = new Set<string>();
  let unpacked = 0;
  let bound: number = packageLimits.unpacked;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        names.add(file.name);
        unpacked += file.originalSize;
        if (names.size > packageLimits.entries || unpacked > packageLimits.unpacked) throw new TooLarge();
        if (!wanted(file.name)) return false;
        if (file.originalSize > packageLimits.part) {
          unpacked = file.originalSize;
          bound = packageLimits.part;
          throw new TooLarge();
        }
        return true;
      },
    });
    return ok({ parts: new Map(Object.entries(files)), names });
  } catch (error) {
    if (error instanceof TooLarge) return fail('notice_too_large', { bytes: unpacked, limit: bound });
    return fail('notice_damaged');
  }
}
