import type { OutcomeBook } from '../../db/outcomes/index.ts';
import { outcomeSheets } from './outcomeSheets.ts';
import { writeWorkbook } from './writeSheets.ts';

/**
 * Writes ledgers of outcomes as a workbook, one sheet a family. The file is whole and read back, or it is not there.
 * @throws Refusal as `writeWorkbook`
 */
export async function writeOutcomeWorkbook(book: OutcomeBook, file: string): Promise<void> {
  await writeWorkbook(outcomeSheets(book), file);
}
