/** Workbooks that the kept library reads: its cells become plain values. */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { Refusal } from '../../../shared/result.ts';
import type { Grid, Plain } from '../../../shared/returns/grid.ts';
import { formatOf, plainNumber } from './formats.ts';
import type { Formatter } from './formats.ts';
import { checkTally, checkedMerges, countedText, finishGrid, note } from './tally.ts';
import type { OpenRow, Tally } from './tally.ts';
import { cleanText } from './texts.ts';

type Library = typeof import('@e965/xlsx');
let library: Promise<Library> | null = null;

/** Loaded when first needed: it is large. */
export function loadLibrary(): Promise<Library> {
  library ??= import('@e965/xlsx');
  return library;
}

export async function loadFormatter(): Promise<Formatter> {
  const { SSF } = await loadLibrary();
  return (code, value) => String(SSF.format(code, value));
}

/**
 * Lets the library work. It tells of every record it doesn't know on the console, and a hostile file has millions.
 * @throws Refusal `book_encrypted`, `book_damaged` for whatever it throws
 */
export function byLibrary<T>(work: () => T): T {
  const { error, warn } = console;
  const silent = (): void => undefined;
  Object.assign(console, { error: silent, warn: silent });
  try {
    return work();
  } catch (cause) {
    throw new Refusal(/password|encrypt/i.test(String(cause)) ? 'book_encrypted' : 'book_damaged');
  } finally {
    Object.assign(console, { error, warn });
  }
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** What is hidden in a sheet, where the library does not tell it. */
export interface HiddenParts {
  readonly rows: Set<number>;
  /** First and last, from 0. */
  readonly columns: (readonly [number, number])[];
}

export function nothingHidden(): HiddenParts {
  return { rows: new Set(), columns: [] };
}

/** Sheets in the book's order, as `hidden` is. @throws Refusal `book_damaged` and those of the bounds */
export function gridsOf(
  book: WorkBook,
  tally: Tally,
  formatter: Formatter,
  hidden: readonly HiddenParts[],
): Grid[] {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  // Sheets are found by name: of two with one name, one would be lost.
  if (new Set(book.SheetNames).size !== book.SheetNames.length) throw new Refusal('book_damaged');
  return book.SheetNames.map((name, index) => {
    const sheet = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined;
    const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r,
      left: s.c,
      bottom: e.r,
      right: e.c,
    }));
    return finishGrid({
      name,
      hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      rows: sheet === undefined ? [] : rowsOf(sheet, name, tally, date1904, formatter, hidden[index]?.rows),
      merges: checkedMerges(merges, name),
      hiddenColumns: [...(hidden[index]?.columns ?? []), ...hiddenIn(sheet)],
    });
  });
}

function rowsOf(
  sheet: WorkSheet,
  name: string,
  tally: Tally,
  date1904: boolean,
  formatter: Formatter,
  alsoHidden: ReadonlySet<number> | undefined,
): OpenRow[] {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const hidden = sheet['!rows'] ?? [];
  const rows: OpenRow[] = [];
  // Only what is there: the list may end at row 1,048,576.
  data.forEach((line, r) => {
    if (line === undefined) return;
    const cells: (Plain | undefined)[] = [];
    let any = false;
    line.forEach((cell, c) => {
      const value = cell === undefined ? undefined : plainOf(cell, name, r, c, tally, date1904, formatter);
      if (value === undefined) return;
      any = true;
      tally.cells++;
      tally.places += Math.min(c + 1 - cells.length, 1000);
      cells[c] = value;
    });
    checkTally(tally);
    if (any) rows.push({ r, hidden: hidden[r]?.hidden === true || alsoHidden?.has(r) === true, cells });
  });
  return rows;
}

function plainOf(
  cell: CellObject,
  sheet: string,
  r: number,
  c: number,
  tally: Tally,
  date1904: boolean,
  formatter: Formatter,
): Plain | undefined {
  const { v } = cell;
  switch (cell.t) {
    case 'n': {
      if (typeof v !== 'number' || !Number.isFinite(v)) return undefined;
      if (Math.abs(v) >= 1e15 && Number.isInteger(v)) note(tally, 'digits_lost', sheet, r, c);
      return plainNumber(
        v,
        formatOf(0, typeof cell.z === 'string' ? cell.z : undefined),
        date1904,
        formatter,
      );
    }
    case 'b':
      return v === true;
    case 'e':
      return { error: ERRORS[Number(v)] ?? '#ERROR!' };
    case 's': {
      const text = cleanText(typeof v === 'string' ? v : '');
      return text === '' ? undefined : countedText(tally, text, sheet, r, c);
    }
    case 'd': {
      const day = v instanceof Date ? v.toISOString().slice(0, 10) : /^\d{4}-\d\d-\d\d/.exec(String(v))?.[0];
      return day === undefined ? undefined : { day };
    }
    default:
      return undefined;
  }
}

function hiddenIn(sheet: WorkSheet | undefined): (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  sheet?.['!cols']?.forEach((column, c) => {
    if (column?.hidden === true) runs.push([c, c]);
  });
  return runs;
}
