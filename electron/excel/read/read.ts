/** Any workbook a unit may send back, as plain grids; or why not. */
import { Refusal, fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Workbook, WorkbookFormat } from '../../../shared/returns/grid.ts';
import { contentOf } from './content.ts';
import { readCsv } from './csv.ts';
import { limits } from './limits.ts';
import { openPackage } from './package.ts';
import type { Package } from './package.ts';
import { isOpenTable, readOds } from './ods.ts';
import { readXls } from './xls.ts';
import { readXlsb } from './xlsb.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Contents decide what it is, `name` only what can't be seen in them. Runs no macro, follows no link, opens no other
 * file, and is to be called in a child process: hostile files are bounded in time and memory by its parent.
 * Errors: the codes `book_…`.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Result<Workbook>> {
  try {
    if (bytes.length > limits.file)
      return fail('book_too_large', { bytes: bytes.length, limit: limits.file });
    return ok(named(await readContent(bytes, name), name));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.failure };
    return fail('book_unreadable');
  }
}

async function readContent(bytes: Uint8Array, name: string): Promise<Workbook> {
  const content = contentOf(bytes);
  if (content === 'zip') return readPackage(openPackage(bytes));
  if (content === 'ole') return readXls(bytes);
  const table = readCsv(bytes, sheetNameOf(name));
  // A text without any separator that isn't even called a table: notes, letters, lists of files.
  const prose = table.sheets.every((sheet) => sheet.width <= 1);
  if (prose && !/\.(?:csv|tsv|tab|xls\w?|et)$/i.test(name)) throw new Refusal('book_is_document');
  return table;
}

async function readPackage(pack: Package): Promise<Workbook> {
  if (isOpenTable(pack)) return readOds(pack);
  const main = mainPart(pack);
  if (main === null) {
    const names = pack.entries.map((entry) => entry.name);
    if (names.some((part) => /^(?:word|ppt)\/|^OFD\.xml$/i.test(part))) throw new Refusal('book_is_document');
    throw new Refusal(names.some((part) => /^xl\//i.test(part)) ? 'book_damaged' : 'book_is_archive');
  }
  if (/^(?:word|ppt)\//i.test(main)) throw new Refusal('book_is_document');
  return /\.bin$/i.test(main) ? readXlsb(pack, main) : readXlsx(pack, main);
}

/** The part that everything else hangs on, by the package's relations, by its usual name without them. */
function mainPart(pack: Package): string | null {
  for (const { type, target } of pack.relations('').values())
    if (type === 'officeDocument' && pack.has(target)) return target;
  return ['xl/workbook.xml', 'xl/workbook.bin'].find((part) => pack.has(part)) ?? null;
}

/** What the name says and the contents don't bear out is told, but hinders nothing. */
function named(book: Workbook, name: string): Workbook {
  const said = /\.(xlsx|xlsm|xlsb|xls|et|ods|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (said === undefined || said === book.format) return book;
  // .et is the one or the other, under its own name.
  if (said === 'et' && /^(?:xls|xlsx|xlsm)$/.test(book.format))
    return { ...book, format: said satisfies WorkbookFormat };
  return { ...book, notes: [...book.notes, { code: 'name_and_content_differ' }] };
}

/** A table as text has no sheet of its own: it is called as the file is. */
function sheetNameOf(name: string): string {
  return (
    name
      .replace(/^.*[/\\!]/, '')
      .replace(/\.[^.]{1,5}$/, '')
      .slice(0, 31) || 'Sheet1'
  );
}
