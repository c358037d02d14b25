import type { PaperDoc } from '../../shared/contract/types.ts';
import { paperSheets } from './paperSheets.ts';
import { cutRows } from './sheetHeights.ts';
import { writeWorkbook } from './writeSheets.ts';

/**
 * Writes a paper as a workbook. The file is whole and read back, or it is not there.
 * @param pictures PNGs of the document's charts in their order
 * @returns what would be cut off on paper, in words with its place
 * @throws Refusal as `writeWorkbook`
 */
export async function writePaperWorkbook(
  doc: PaperDoc,
  pictures: readonly Uint8Array[],
  file: string,
): Promise<string[]> {
  const sheets = paperSheets(doc, pictures);
  await writeWorkbook(sheets, file);
  return sheets.flatMap(cutRows);
}
