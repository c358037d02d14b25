/** What goes back to a sender: his own workbook with the faults marked, or, where that can't be, a new one. */
import { readFile } from 'node:fs/promises';
import type { Answered, AnswerPlan } from '../../../shared/returns/answer.ts';
import type { Grid, Workbook, WorkbookFormat } from '../../../shared/returns/grid.ts';
import { shownOf } from '../../../shared/returns/grid.ts';
import { Refusal } from '../../../shared/result.ts';
import { zipFiles } from '../forms/zip.ts';
import { readWorkbook } from '../read/read.ts';
import { markedEntries } from './markedBook.ts';
import { writeNewBook } from './newBook.ts';
import { NotEditable } from './xmlText.ts';

/** Formats whose parts can be edited one by one; .et is one of them when it is a zip. */
const EDITABLE: ReadonlySet<WorkbookFormat> = new Set(['xlsx', 'xlsm', 'et']);

/**
 * Writes the answer to `file` (give a temporary name). `marked`: of the original's own format, all its parts kept but
 * those that bear the marks. `new`: an .xlsx of the values that were read.
 * @throws Refusal `xlsx_not_as_written`, those of reading when the original can't be read at all; the system's errors
 */
export async function writeAnswer(
  original: Uint8Array,
  format: WorkbookFormat,
  answer: AnswerPlan,
  file: string,
): Promise<Answered> {
  const read = await readWorkbook(original, answer.file);
  const before = read.ok ? read.value : null;
  if (EDITABLE.has(format) && original[0] === 0x50 && before !== null) {
    if (await marks(original, before, answer, file)) return { how: 'marked' };
  }
  await writeNewBook(before?.sheets ?? [], answer, file);
  return { how: 'new' };
}

/** Whether the sender's file could be marked, and says everything it said before. */
async function marks(
  original: Uint8Array,
  before: Workbook,
  answer: AnswerPlan,
  file: string,
): Promise<boolean> {
  try {
    await zipFiles(await markedEntries(original, answer), file);
  } catch (error) {
    if (error instanceof NotEditable || error instanceof Refusal) return false;
    throw error;
  }
  const after = await readWorkbook(new Uint8Array(await readFile(file)), answer.file);
  if (!after.ok) return false;
  return before.sheets.every((grid) => {
    const same = after.value.sheets.find(({ name }) => name === grid.name);
    return same !== undefined && holds(same, grid);
  });
}

/** Every value of `before` stands in `after` where it stood. */
function holds(after: Grid, before: Grid): boolean {
  const rows = new Map(after.rows.map((row) => [row.r, row]));
  return before.rows.every(({ r, cells }) =>
    cells.every((value, c) => value === undefined || shownOf(rows.get(r)?.cells[c]) === shownOf(value)),
  );
}
