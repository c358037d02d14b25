/** Any workbook a unit may send back, as plain grids; or why not. */
import { Refusal, fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Workbook } from '../../../shared/returns/grid.ts';
import { contentOf } from './content.ts';
import { limits } from './limits.ts';
import { gridsOf, loadFormatter, loadLibrary } from './sheetjs.ts';
import { newTally } from './tally.ts';

/**
 * Contents decide what it is, `name` only what can't be seen in them. Runs no macro, follows no link, opens no other
 * file, and is to be called in a child process: hostile files are bounded in time and memory by its parent.
 * Errors: the codes `book_…`.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Result<Workbook>> {
  try {
    if (bytes.length > limits.file)
      return fail('book_too_large', { bytes: bytes.length, limit: limits.file });
    return ok(await readContent(bytes, name));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.failure };
    return fail('book_unreadable');
  }
}

async function readContent(bytes: Uint8Array, _name: string): Promise<Workbook> {
  contentOf(bytes);
  const { read } = await loadLibrary();
  const tally = newTally();
  const book = read(bytes, {
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: false,
  });
  return { format: 'xlsx', sheets: gridsOf(book, tally, await loadFormatter(), []), notes: tally.notes };
}
