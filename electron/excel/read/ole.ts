/** The OLE2 container of old files: the streams in it, each read by its chain of sectors. */
import { Refusal } from '../../../shared/result.ts';

const FREE = 0xffff_fffa;

export interface Container {
  /** Names of all streams and storages. */
  readonly names: readonly string[];
  /** Null when there is no such stream. @throws Refusal `book_damaged` */
  stream(name: string): Buffer | null;
}

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly size: number;
}

/** @throws Refusal `book_damaged` */
export function openContainer(bytes: Uint8Array): Container {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (b.length < 1536) throw new Refusal('book_damaged');
  const shift = b.readUInt16LE(30);
  const miniShift = b.readUInt16LE(32);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw new Refusal('book_damaged');
  const sector = (n: number): Buffer => {
    const at = (n + 1) * 2 ** shift;
    if (at >= b.length) throw new Refusal('book_damaged');
    // The last sector is often cut short.
    return b.subarray(at, Math.min(b.length, at + 2 ** shift));
  };
  const table = fatOf(b, shift, sector);
  const chained = (start: number, next: readonly number[], most: number): number[] => {
    const chain: number[] = [];
    for (let n = start; n < FREE && chain.length < most; n = next[n] ?? FREE) {
      chain.push(n);
      if (chain.length > next.length) throw new Refusal('book_damaged');
    }
    return chain;
  };
  const long = (start: number, size: number): Buffer => {
    const pieces = chained(start, table, Math.ceil(size / 2 ** shift)).map(sector);
    return Buffer.concat(pieces).subarray(0, size);
  };
  const entries = entriesOf(long(b.readUInt32LE(48), b.length));
  const root = entries.find((entry) => entry.kind === 5);
  const cutoff = b.readUInt32LE(56);
  const short = (start: number, size: number): Buffer => {
    const home = root === undefined ? Buffer.alloc(0) : long(root.start, Math.min(root.size, b.length));
    const next = numbersOf(long(b.readUInt32LE(60), b.length));
    const pieces = chained(start, next, Math.ceil(size / 64)).map((n) => home.subarray(n * 64, n * 64 + 64));
    return Buffer.concat(pieces).subarray(0, size);
  };
  return {
    names: entries.map((entry) => entry.name),
    stream(name) {
      const entry = entries.find((one) => one.kind === 2 && one.name.toLowerCase() === name.toLowerCase());
      if (entry === undefined) return null;
      if (entry.size > b.length) throw new Refusal('book_damaged');
      const content = entry.size < cutoff ? short(entry.start, entry.size) : long(entry.start, entry.size);
      if (content.length < entry.size) throw new Refusal('book_damaged');
      // A copy of its own, whatever it was cut from.
      return Buffer.from(content);
    },
  };
}

/** The table of sectors: each one's next. Its own sectors are listed in the header and in a chain behind it. */
function fatOf(b: Buffer, shift: number, sector: (n: number) => Buffer): number[] {
  const places = numbersOf(b.subarray(76, 512));
  let more = b.readUInt32LE(68);
  for (let i = 0; more < FREE; i++) {
    if (i > b.length / 2 ** shift) throw new Refusal('book_damaged');
    const listed = numbersOf(sector(more));
    more = listed.pop() ?? FREE;
    places.push(...listed);
  }
  const table: number[] = [];
  for (const place of places) {
    if (place >= FREE) continue;
    if (table.length > b.length / 2 ** shift + 2 ** shift) throw new Refusal('book_damaged');
    for (const next of numbersOf(sector(place))) table.push(next);
  }
  return table;
}

function numbersOf(b: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + 4 <= b.length; at += 4) numbers.push(b.readUInt32LE(at));
  return numbers;
}

function entriesOf(b: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= b.length && entries.length < 100_000; at += 128) {
    const kind = b[at + 66] ?? 0;
    const length = Math.min(64, b.readUInt16LE(at + 64));
    if (kind === 0 || length < 2) continue;
    entries.push({
      name: b.toString('utf16le', at, at + length - 2),
      kind,
      start: b.readUInt32LE(at + 116),
      size: b.readUInt32LE(at + 120),
    });
  }
  return entries;
}
