/** Parts of a workbook that is not ours: read as editable text, and put together again with those that were changed. */
import type { ZipEntry } from '../forms/zip.ts';
import type { Package } from '../read/package.ts';
import { headerLength, ZIP_HEADER } from '../read/zip.ts';
import { editable, NotEditable, partBytes } from './xmlText.ts';

/** List of the parts and what they are. */
export const TYPES = '[Content_Types].xml';

/** Parts are the same in capital and small letters, with and without a slash before them. */
export function partKey(part: string): string {
  return part.replace(/^\/+/, '').toLowerCase();
}

/** Name of the workbook's own part. @throws NotEditable */
export function mainPart(pack: Package): string {
  for (const { type, target } of pack.relations('').values())
    if (type === 'officeDocument' && /\.xml$/i.test(target) && pack.has(target)) return target;
  throw new NotEditable('workbook');
}

/** Name of the part that holds a part's relations. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A part's editable text. @throws NotEditable */
export function partText(pack: Package, part: string): string {
  const bytes = pack.bytes(part);
  if (bytes === null) throw new NotEditable(part);
  return editable(bytes);
}

/**
 * Entries in the order of the original: changed parts (by `partKey`; null takes one out) anew, all others as they lie in
 * the file, packed bytes and all. @throws NotEditable
 */
export function changedEntries(
  original: Uint8Array,
  pack: Package,
  changed: ReadonlyMap<string, string | null>,
): ZipEntry[] {
  return pack.entries.flatMap((entry): ZipEntry[] => {
    const text = changed.get(partKey(entry.name));
    if (text === null) return [];
    if (text !== undefined) return [{ name: entry.name, bytes: partBytes(text) }];
    const from = entry.at + headerLength(original.subarray(entry.at, entry.at + ZIP_HEADER));
    if (entry.encrypted) throw new NotEditable('encrypted');
    return [{ ...entry, packed: original.subarray(from, from + entry.packed) }];
  });
}
