/** One workbook for a unit: the sheet to fill in, the guide, and the hidden sheet by which it is known again. */
import type { FormContent, FormIdentity } from '../../../shared/returns/form.ts';
import { dxfs, looks } from './formLooks.ts';
import { formSheet } from './formSheet.ts';
import { guideSheet, markSheet } from './guideSheet.ts';
import { stylesPart, writeBook } from './packBook.ts';

const styles = stylesPart(looks, dxfs);

/**
 * Writes a unit's form to `file` (give a temporary name; what is there is replaced), reads it back and compares.
 * @throws Refusal `xlsx_not_as_written`; the system's errors
 */
export async function writeForm(content: FormContent, identity: FormIdentity, file: string): Promise<void> {
  const sheets = [formSheet(content, identity), guideSheet, markSheet(content, identity)];
  await writeBook(sheets, styles, file);
}
