/** What the kept library reads and formats: OpenDocument tables, and numbers under rare formats. */
import type { CellObject, WorkBook } from '@e965/xlsx';
import { Refusal } from '../../../shared/result.ts';
import type { Grid } from '../../../shared/returns/grid.ts';
import { formatOf } from './formats.ts';
import type { Formatter } from './formats.ts';
import { SheetSink } from './sink.ts';
import type { Numbers } from './sink.ts';
import { checkedMerges, finishGrid } from './tally.ts';
import type { Tally } from './tally.ts';

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
  // Sheets are found by name: of two with one name, one would be lost.
  if (new Set(book.SheetNames).size !== book.SheetNames.length) throw new Refusal('book_damaged');
  const by: Numbers = { tally, formatter, date1904: book.Workbook?.WBProps?.date1904 === true };
  return book.SheetNames.map((name, index) => {
    const sheet = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined;
    const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r,
      left: s.c,
      bottom: e.r,
      right: e.c,
    }));
    const sink = new SheetSink(
      {
        name,
        hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
        rows: [],
        merges: checkedMerges(merges, name),
        hiddenColumns: [...(hidden[index]?.columns ?? [])],
      },
      by,
    );
    for (const row of hidden[index]?.rows ?? []) sink.hiddenRows.add(row);
    // Only what is there: the list may end at row 1,048,576.
    const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
    data.forEach((line, r) =>
      line?.forEach((cell, c) => {
        if (cell !== undefined) put(cell, r, c, sink);
      }),
    );
    return finishGrid(sink.done());
  });
}

function put(cell: CellObject, r: number, c: number, sink: SheetSink): void {
  const { v } = cell;
  if (cell.t === 'n' && typeof v === 'number')
    sink.number(r, c, v, formatOf(0, typeof cell.z === 'string' ? cell.z : undefined));
  else if (cell.t === 'b') sink.put(r, c, v === true);
  else if (cell.t === 'e') sink.error(r, c, Number(v));
  else if (cell.t === 's') sink.text(r, c, typeof v === 'string' ? v : '');
}
