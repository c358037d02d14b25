import { cutRows } from './sheetHeights.ts';
import type { SummaryBook } from './summaryBook.ts';
import { summarySheets } from './summarySheets.ts';
import { writeWorkbook } from './writeSheets.ts';

/**
 * Writes a month's summary as a workbook, from the same object as screen and paper, with the rows behind its figures
 * and formulas that count them. The file is whole and read back, or it is not there.
 * @returns what would be cut off on paper, in words with its place
 * @throws Refusal as `writeWorkbook`
 */
export async function writeSummaryWorkbook(book: SummaryBook, file: string): Promise<string[]> {
  const sheets = summarySheets(book);
  await writeWorkbook(sheets, file);
  return sheets.flatMap(cutRows);
}
