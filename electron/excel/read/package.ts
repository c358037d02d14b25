/** The package of a workbook: its parts by name and by what they say of each other. */
import { Refusal } from '../../../shared/result.ts';
import { limits } from './limits.ts';
import { attributesOf, plainXml, tagsOf } from './xml.ts';
import { checkRatio, openZip } from './zip.ts';
import type { ZipEntry } from './zip.ts';

export interface Relation {
  /** Last word of its type: 'worksheet', 'sharedStrings' … */
  readonly type: string;
  /** Name of the part. */
  readonly target: string;
}

export interface Package {
  readonly entries: readonly ZipEntry[];
  has(part: string): boolean;
  /** Bytes of a part; null when there is none. @throws Refusal `book_damaged`, `book_bomb`, `book_too_large` */
  bytes(part: string): Uint8Array | null;
  /** A part as plain XML; null when there is none. @throws Refusal as `bytes` and `plainXml` */
  xml(part: string): Buffer | null;
  /** Relations of a part ('' for the package's own), by id. */
  relations(part: string): ReadonlyMap<string, Relation>;
}

/** Looks at the directory only. @throws Refusal `book_damaged`, `book_bomb`, `book_encrypted`, `book_too_large` */
export function openPackage(bytes: Uint8Array): Package {
  const { entries, unpack } = openZip(bytes);
  const byName = new Map<string, ZipEntry>();
  let all = 0;
  for (const entry of entries) {
    checkRatio(entry);
    all += entry.size;
    const limit = /(?:^|\/)styles\.(?:xml|bin)$/i.test(entry.name) ? limits.styles : limits.part;
    if (entry.size > limit || all > limits.unpacked)
      throw new Refusal('book_too_large', { part: entry.name, bytes: entry.size, limit });
    const key = keyOf(entry.name);
    // Of two parts with one name no program agrees which one counts.
    if (byName.has(key)) throw new Refusal('book_damaged', { part: entry.name });
    byName.set(key, entry);
  }
  const bytesOf = (part: string): Uint8Array | null => {
    const entry = byName.get(keyOf(part));
    return entry === undefined ? null : unpack(entry);
  };
  const xmlOf = (part: string): Buffer | null => {
    const content = bytesOf(part);
    return content === null ? null : plainXml(content, part);
  };
  return {
    entries,
    has: (part) => byName.has(keyOf(part)),
    bytes: bytesOf,
    xml: xmlOf,
    relations(part) {
      const slash = part.lastIndexOf('/') + 1;
      const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
      const found = new Map<string, Relation>();
      const xml = xmlOf(name);
      if (xml === null) return found;
      for (const tag of tagsOf(xml.toString('utf8'), name)) {
        if (tag.name !== 'Relationship' || tag.closing) continue;
        const about = attributesOf(tag);
        if (about.get('TargetMode')?.toLowerCase() === 'external') continue;
        found.set(about.get('Id') ?? '', {
          type: about.get('Type')?.split('/').at(-1) ?? '',
          target: resolved(part.slice(0, slash), about.get('Target') ?? ''),
        });
      }
      return found;
    },
  };
}

function keyOf(part: string): string {
  return part.replace(/^\/+/, '').toLowerCase();
}

/** Absolute, or relative to the folder of the part that names it. */
function resolved(folder: string, target: string): string {
  let path = target.replaceAll('\\', '/');
  try {
    path = decodeURI(path);
  } catch {
    // As it is written.
  }
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : `${folder}${path}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
