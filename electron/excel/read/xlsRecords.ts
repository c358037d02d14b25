/** Records of old binary workbooks, with what is continued behind them, and the texts in them. */
import { Refusal } from '../../../shared/result.ts';

export interface XlsRecord {
  readonly type: number;
  readonly data: Buffer;
  /** Records that continue this one. */
  readonly more: readonly Buffer[];
}

const CONTINUE = 0x003c;

/** Records from a place to the end of the stream; one that is cut short ends them. */
export function* recordsOf(stream: Buffer, from: number): Generator<XlsRecord> {
  for (let p = from; p + 4 <= stream.length;) {
    const type = stream.readUInt16LE(p);
    const end = p + 4 + stream.readUInt16LE(p + 2);
    if (end > stream.length) return;
    const data = stream.subarray(p + 4, end);
    p = end;
    const more: Buffer[] = [];
    while (p + 4 <= stream.length && stream.readUInt16LE(p) === CONTINUE) {
      const next = p + 4 + stream.readUInt16LE(p + 2);
      if (next > stream.length) break;
      more.push(stream.subarray(p + 4, next));
      p = next;
    }
    yield { type, data, more };
  }
}

/** A text that begins at a place of a record; its length takes one or two bytes. @throws Refusal `book_damaged` */
export function textOf(record: XlsRecord, at: number, lengthBytes: 1 | 2 = 2): string {
  return new TextReader(record, at).text(lengthBytes);
}

/** All shared texts. @throws Refusal `book_damaged` */
export function textsOf(record: XlsRecord): string[] {
  const count = record.data.readUInt32LE(4);
  const reader = new TextReader(record, 8);
  const texts: string[] = [];
  while (texts.length < count && !reader.atEnd()) texts.push(reader.text(2));
  return texts;
}

class TextReader {
  private readonly pieces: readonly Buffer[];
  private piece: Buffer;
  private index = 0;
  private p: number;

  constructor(record: XlsRecord, at: number) {
    this.pieces = record.more;
    this.piece = record.data;
    this.p = at;
  }

  atEnd(): boolean {
    while (this.p >= this.piece.length) if (!this.nextPiece()) return true;
    return false;
  }

  private nextPiece(): boolean {
    const next = this.pieces[this.index];
    if (next === undefined) return false;
    this.index++;
    this.p -= this.piece.length;
    this.piece = next;
    return true;
  }

  private byte(): number {
    if (this.atEnd()) throw new Refusal('book_damaged');
    return this.piece[this.p++] ?? 0;
  }

  private number(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += this.byte() * 2 ** (8 * i);
    return value;
  }

  /** Characters are one byte or two; where a text goes on in the next record, a byte says anew which. */
  text(lengthBytes: 1 | 2): string {
    let left = this.number(lengthBytes);
    const flags = this.byte();
    const runs = (flags & 8) !== 0 ? this.number(2) : 0;
    const hint = (flags & 4) !== 0 ? this.number(4) : 0;
    let wide = (flags & 1) !== 0;
    let text = '';
    while (left > 0) {
      if (this.p >= this.piece.length) {
        if (!this.nextPiece()) throw new Refusal('book_damaged');
        wide = (this.byte() & 1) !== 0;
      }
      const size = wide ? 2 : 1;
      const taken = Math.min(left, Math.floor((this.piece.length - this.p) / size));
      if (taken === 0) {
        // Half a character at the end of a piece is in no sound file.
        if (this.piece.length > this.p) throw new Refusal('book_damaged');
        continue;
      }
      text += this.piece.toString(wide ? 'utf16le' : 'latin1', this.p, this.p + taken * size);
      this.p += taken * size;
      left -= taken;
    }
    this.p += runs * 4 + hint;
    return text;
  }
}
