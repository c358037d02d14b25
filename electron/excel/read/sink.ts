/** Where the readers of binary sheets put their cells. */
import { Refusal } from '../../../shared/result.ts';
import type { Plain } from '../../../shared/returns/grid.ts';
import { plainNumber } from './formats.ts';
import type { Formatter, NumberFormat } from './formats.ts';
import { limits } from './limits.ts';
import { checkTally, countedText, note } from './tally.ts';
import type { OpenGrid, OpenRow, Tally } from './tally.ts';
import { cleanText } from './texts.ts';

/** What cells of all sheets of a binary workbook are read by. */
export interface Numbers {
  readonly tally: Tally;
  readonly date1904: boolean;
  readonly formatter: Formatter | null;
}

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0, '#NULL!'],
  [7, '#DIV/0!'],
  [15, '#VALUE!'],
  [23, '#REF!'],
  [29, '#NAME?'],
  [36, '#NUM!'],
  [42, '#N/A'],
  [43, '#GETTING_DATA'],
]);

/** Cells of one sheet; rows and columns from 0. */
export class SheetSink {
  readonly grid: OpenGrid;
  readonly hiddenRows = new Set<number>();
  private readonly by: Numbers;
  private row: OpenRow = { r: -1, hidden: false, cells: [] };

  constructor(grid: OpenGrid, by: Numbers) {
    this.grid = grid;
    this.by = by;
  }

  /** @throws Refusal `book_too_many_cells`, `book_damaged` (outside the sheet) */
  put(r: number, c: number, value: Plain): void {
    if (c >= limits.columns) throw new Refusal('book_damaged', { sheet: this.grid.name });
    const { tally } = this.by;
    if (r !== this.row.r) {
      this.row = { r, hidden: false, cells: [] };
      this.grid.rows.push(this.row);
    }
    const { cells } = this.row;
    tally.cells++;
    tally.places += Math.max(0, Math.min(c + 1 - cells.length, 1000));
    cells[c] = value;
    checkTally(tally);
  }

  number(r: number, c: number, value: number, format: NumberFormat | undefined): void {
    if (!Number.isFinite(value)) return this.put(r, c, { error: '#NUM!' });
    const { tally, date1904, formatter } = this.by;
    if (Math.abs(value) >= 1e15 && Number.isInteger(value)) note(tally, 'digits_lost', this.grid.name, r, c);
    this.put(r, c, format === undefined ? value : plainNumber(value, format, date1904, formatter));
  }

  text(r: number, c: number, raw: string): void {
    const text = cleanText(raw);
    if (text !== '') this.put(r, c, countedText(this.by.tally, text, this.grid.name, r, c));
  }

  error(r: number, c: number, code: number): void {
    this.put(r, c, { error: ERRORS.get(code) ?? '#ERROR!' });
  }

  /** The sheet with its hidden rows marked. */
  done(): OpenGrid {
    for (const row of this.grid.rows) if (this.hiddenRows.has(row.r)) row.hidden = true;
    return this.grid;
  }
}

/** A number packed into 30 bits: a whole one, or the first half of a float, either perhaps a hundredth. */
export function packedNumber(raw: number): number {
  let value: number;
  if ((raw & 2) !== 0) value = raw >> 2;
  else {
    half.setInt32(4, raw & ~3, true);
    value = half.getFloat64(0, true);
  }
  return (raw & 1) !== 0 ? value / 100 : value;
}

const half = new DataView(new ArrayBuffer(8));
