import type { Summary } from '../../shared/contract/types.ts';
import { summarySheets } from './summarySheets.ts';
import { writeWorkbook } from './writeSheets.ts';

/**
 * Writes a month's summary as a workbook of seven sheets, from the same object as screen and paper. The file is
 * whole and read back, or it is not there. @throws Refusal as `writeWorkbook`
 */
export async function writeSummaryWorkbook(summary: Summary, file: string): Promise<void> {
  await writeWorkbook(summarySheets(summary), file);
}
