/** One worksheet's XML: a single pass over its bytes finds the cells; nothing else is built of it. */
import { Refusal } from '../../../shared/result.ts';
import type { Plain } from '../../../shared/returns/grid.ts';
import { plainNumber } from './formats.ts';
import type { Formatter, NumberFormat } from './formats.ts';
import { surroundings, tagAfter } from './layout.ts';
import { limits } from './limits.ts';
import type { SharedStrings } from './strings.ts';
import { checkTally, countedText, note } from './tally.ts';
import type { OpenGrid, OpenRow, Tally } from './tally.ts';
import { PICTURE, endOfText, isPicture, plainText, richText, textBetween } from './texts.ts';
import { isTrue } from './xml.ts';

/** What all sheets of a workbook share. */
export interface Book {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
  readonly formatter: Formatter | null;
  readonly tally: Tally;
}

/** What a formula shows that was never worked out by the program that wrote it. */
const UNCALCULATED = '公式未计算';

/**
 * @param b the part as plain XML
 * @throws Refusal `book_damaged`, `book_too_many_cells`, `book_absurd_area`
 */
export function scanSheet(b: Buffer, book: Book, name: string, hidden: boolean, part: string): OpenGrid {
  const grid: OpenGrid = { name, hidden, rows: [], merges: [], hiddenColumns: [] };
  const start = tagAfter(b, 'sheetData', 0);
  if (start === null) {
    surroundings(b.toString('utf8'), grid, part, true);
    return grid;
  }
  surroundings(b.toString('utf8', 0, start.at), grid, part, false);
  const end = start.empty ? start.end : new CellScanner(b, start.end, book, grid, part).run();
  surroundings(b.toString('utf8', end), grid, part, true);
  return grid;
}

const NUMBER = 0;
const SHARED = 1;
const STRING = 2;
const BOOLEAN = 3;
const ERROR = 4;
const INLINE = 5;
const DATE = 6;

/** Exact powers of ten. */
const TENS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15] as const;

class CellScanner {
  private readonly b: Buffer;
  private readonly n: number;
  private readonly book: Book;
  private readonly grid: OpenGrid;
  private readonly part: string;
  private p: number;
  private row: OpenRow = { r: -1, hidden: false, cells: [] };
  private column = -1;
  private kept = false;
  // Of the tag read last.
  private empty = false;

  constructor(b: Buffer, from: number, book: Book, grid: OpenGrid, part: string) {
    this.b = b;
    this.n = b.length;
    this.p = from;
    this.book = book;
    this.grid = grid;
    this.part = part;
  }

  /** Reads to the end of the cells. @returns where they end */
  run(): number {
    const { b } = this;
    for (;;) {
      this.toTag();
      const closing = b[this.p + 1] === 47;
      let from = this.p + (closing ? 2 : 1);
      let p = from;
      for (let c = b[p] ?? 0; c > 32 && c !== 62 && c !== 47; c = b[++p] ?? 0) if (c === 58) from = p + 1;
      const length = p - from;
      this.p = p;
      if (closing) {
        this.toEnd();
        if (length === 9) return this.p;
      } else if (length === 1 && b[from] === 99) this.cell();
      else if (length === 3 && b[from] === 114) this.openRow();
      else this.toEnd();
    }
  }

  private damaged(): Refusal {
    return new Refusal('book_damaged', { sheet: this.grid.name, part: this.part });
  }

  /** To the next `<`. */
  private toTag(): void {
    const { b, n } = this;
    let { p } = this;
    while (p < n && b[p] !== 60) p++;
    if (p >= n) throw this.damaged();
    this.p = p;
  }

  /** Behind the end of the tag in which `p` lies. */
  private toEnd(): void {
    const { b, n } = this;
    let { p } = this;
    for (let c = b[p] ?? 0; c !== 62; c = b[++p] ?? 0) {
      if (c === 34 || c === 39)
        do p++;
        while (p < n && b[p] !== c);
      if (p >= n) throw this.damaged();
    }
    this.empty = b[p - 1] === 47;
    this.p = p + 1;
  }

  /**
   * Goes to the next attribute of the tag; its name begins at `nameAt`, its value lies between `valueAt` and `p`, on
   * the closing quote. False, and `p` behind it, at the end of the tag.
   */
  private nextAttribute(): boolean {
    const { b, n } = this;
    let { p } = this;
    let c = b[p] ?? 0;
    while (c === 32 || c === 34 || c === 39 || c === 10 || c === 13 || c === 9) c = b[++p] ?? 0;
    if (c === 62 || c === 47) {
      this.p = p;
      this.toEnd();
      return false;
    }
    this.nameAt = p;
    while (c !== 61 && c > 32 && c !== 62) c = b[++p] ?? 0;
    this.nameLength = p - this.nameAt;
    while (c === 32 || c === 61 || c === 10 || c === 13 || c === 9) c = b[++p] ?? 0;
    if (c !== 34 && c !== 39) throw this.damaged();
    this.valueAt = ++p;
    while (p < n && b[p] !== c) p++;
    if (p >= n) throw this.damaged();
    this.p = p;
    return true;
  }

  private nameAt = 0;
  private nameLength = 0;
  private valueAt = 0;

  private openRow(): void {
    let r = this.row.r + 1;
    let hidden = false;
    while (this.nextAttribute()) {
      if (this.nameLength === 1 && this.b[this.nameAt] === 114) r = this.wholeNumber() - 1;
      else if (this.nameLength === 6 && this.b[this.nameAt] === 104)
        hidden = isTrue(this.b.toString('latin1', this.valueAt, this.p));
    }
    if (r < 0 || r >= limits.rows) throw this.damaged();
    this.row = { r, hidden, cells: [] };
    this.kept = false;
    this.column = -1;
    checkTally(this.book.tally);
  }

  /** The attribute's value; -1 when it is no whole number. */
  private wholeNumber(): number {
    const { b, p } = this;
    let value = 0;
    for (let i = this.valueAt; i < p; i++) {
      const digit = (b[i] ?? 0) - 48;
      if (digit < 0 || digit > 9 || value > 1e8) return -1;
      value = value * 10 + digit;
    }
    return p === this.valueAt ? -1 : value;
  }

  private cell(): void {
    const { b } = this;
    let column = this.column + 1;
    let style = 0;
    let type = NUMBER;
    while (this.nextAttribute()) {
      if (this.nameLength !== 1) continue;
      const attribute = b[this.nameAt];
      if (attribute === 114) column = this.cellColumn();
      else if (attribute === 115) style = this.wholeNumber();
      else if (attribute === 116) type = this.cellType();
    }
    if (column < 0 || column >= limits.columns || this.row.r < 0) throw this.damaged();
    this.column = column;
    if (this.empty) return;
    const value = this.cellValue(type, style);
    if (value === undefined) return;
    const { row, book } = this;
    book.tally.cells++;
    book.tally.places += Math.max(0, Math.min(column + 1 - row.cells.length, 1000));
    row.cells[column] = value;
    if (!this.kept) {
      this.kept = true;
      this.grid.rows.push(row);
    }
  }

  private cellColumn(): number {
    const { b, p } = this;
    let column = 0;
    let i = this.valueAt;
    for (; i < p; i++) {
      const letter = (b[i] ?? 0) & 0xdf;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
      if (column > limits.columns) return -1;
    }
    return column - 1;
  }

  private cellType(): number {
    const { b, p } = this;
    const from = this.valueAt;
    const first = b[from];
    if (first === 115) return p - from === 1 ? SHARED : STRING;
    if (first === 110) return NUMBER;
    if (first === 98) return BOOLEAN;
    if (first === 101) return ERROR;
    if (first === 105) return INLINE;
    return first === 100 ? DATE : NUMBER;
  }

  /** Reads the content of a cell, to behind its end. */
  private cellValue(type: number, style: number): Plain | undefined {
    const { b } = this;
    let value: Plain | undefined;
    let formula = false;
    let picture = false;
    for (;;) {
      this.toTag();
      const closing = b[this.p + 1] === 47;
      let from = this.p + (closing ? 2 : 1);
      let p = from;
      let c = b[p] ?? 0;
      for (; c > 32 && c !== 62 && c !== 47; c = b[++p] ?? 0) if (c === 58) from = p + 1;
      const length = p - from;
      const first = b[from];
      this.p = p;
      if (c === 62) {
        this.p = p + 1;
        this.empty = false;
      } else this.toEnd();
      if (closing) {
        if (length === 1 && first === 99) break;
        continue;
      }
      if (this.empty) {
        if (length === 1 && first === 102) formula = true;
      } else if (length === 1 && first === 118) value = this.stored(type, style);
      else if (length === 1 && first === 102) {
        formula = true;
        const start = this.p;
        this.toTag();
        picture = isPicture(textBetween(b, start, Math.min(this.p, start + 200)));
      } else if (length === 2 && first === 105 && type === INLINE) {
        const inline = richText(b, this.p, 'is', this.part);
        this.p = inline.end;
        value = this.text(inline.text);
      }
    }
    if (!formula) return value;
    if (picture) return PICTURE;
    if (value !== undefined || type !== NUMBER) return value;
    note(this.book.tally, 'formula_without_result', this.grid.name, this.row.r, this.column);
    return { error: UNCALCULATED };
  }

  private text(text: string): string | undefined {
    if (text === '') return undefined;
    return countedText(this.book.tally, text, this.grid.name, this.row.r, this.column);
  }

  /** The content of `<v>`. */
  private stored(type: number, style: number): Plain | undefined {
    const { b, book } = this;
    switch (type) {
      case NUMBER:
        return this.number(style);
      case SHARED: {
        const index = this.digits();
        if (index === null) return undefined;
        const text = book.strings.at(index);
        if (text === undefined) throw this.damaged();
        return this.text(text);
      }
      default: {
        const text = plainText(b, this.p);
        this.p = endOfText();
        if (type === BOOLEAN) return text === '' ? undefined : isTrue(text.trim().toLowerCase());
        if (type === ERROR) return { error: text === '' ? '#ERROR!' : text.slice(0, 100) };
        if (type === DATE) {
          const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
          if (day !== undefined) return { day };
        }
        return this.text(text);
      }
    }
  }

  /** Whole number that stands here, to the next tag; null for nothing. */
  private digits(): number | null {
    const { b } = this;
    let { p } = this;
    let index = 0;
    let c = b[p] ?? 0;
    for (; c >= 48 && c <= 57 && index < 1e9; c = b[++p] ?? 0) index = index * 10 + c - 48;
    if (c === 60 && p > this.p) {
      this.p = p;
      return index;
    }
    const text = plainText(b, this.p).trim();
    this.p = endOfText();
    if (text === '') return null;
    if (!/^\d{1,9}$/.test(text)) throw this.damaged();
    return Number(text);
  }

  private number(style: number): Plain | undefined {
    const value = this.rawNumber();
    if (typeof value !== 'number') return value === '' ? undefined : this.text(value);
    const { book } = this;
    if (value >= 1e15 || value <= -1e15) {
      if (!Number.isFinite(value)) return { error: '#NUM!' };
      if (Number.isInteger(value)) note(book.tally, 'digits_lost', this.grid.name, this.row.r, this.column);
    }
    const format = book.formats[style];
    if (format === undefined || format.look === 'plain') return value;
    return plainNumber(value, format, book.date1904, book.formatter);
  }

  /** A number by its digits where that is exact; text that is none stays text. */
  private rawNumber(): number | string {
    const { b } = this;
    const from = this.p;
    let p = from;
    let c = b[p] ?? 0;
    const negative = c === 45;
    if (negative) c = b[++p] ?? 0;
    let mantissa = 0;
    let digits = 0;
    let point = -1;
    for (; ; c = b[++p] ?? 0) {
      if (c >= 48 && c <= 57) {
        mantissa = mantissa * 10 + c - 48;
        digits++;
      } else if (c === 46 && point < 0) point = digits;
      else break;
    }
    if (c === 60 && digits > 0 && digits <= 15) {
      this.p = p;
      const value = point < 0 ? mantissa : mantissa / (TENS[digits - point] ?? 1);
      return negative && value !== 0 ? -value : value;
    }
    const text = plainText(b, from).trim();
    this.p = endOfText();
    const value = text === '' ? Number.NaN : Number(text);
    return Number.isNaN(value) || /^[+-]?0[box]/i.test(text) ? text : value;
  }
}
