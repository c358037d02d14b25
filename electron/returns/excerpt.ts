/** A file's own rows, from the kept original. */
import { mappingOf } from '../../db/returns/index.ts';
import type { Checked, Reply } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import { EXCERPT } from '../jobs/kinds.ts';
import type { Excerpt, ExcerptPayload, KeptBook } from '../jobs/kinds.ts';
import { failureOfBook } from './judge.ts';
import { keptBook } from './rejudge.ts';

/**
 * `rows` rows from `row` on, from 0; of the sheet that was read when none is named.
 * @throws Refusal `original_missing`, `original_altered`, `sheet_missing`, and why the file can't be read
 */
export async function excerptOf(
  context: Context,
  { file, sheet, row, rows }: Checked<'returns.place'>,
): Promise<Reply<'returns.place'>> {
  const { session } = context;
  const found = mappingOf(session.ledger().read, file, session.today());
  return excerptOfBook(context, keptBook(context, found.file), {
    sheet: sheet ?? found.recognised?.sheet ?? null,
    row,
    rows,
  });
}

/** The same of any kept original. @throws Refusal as `excerptOf` */
export async function excerptOfBook(
  { jobs }: Context,
  source: KeptBook,
  { sheet, row, rows }: Omit<Checked<'returns.place'>, 'file'>,
): Promise<Reply<'returns.place'>> {
  const payload: ExcerptPayload = { source, sheet, first: row, rows };
  const result = await jobs.pool.run(EXCERPT, payload);
  if (!result.ok) {
    const { code, detail } = failureOfBook(result.error);
    throw new Refusal(code, detail === undefined ? undefined : { ...detail });
  }
  const excerpt = result.value as Excerpt;
  return { ...excerpt, rows: excerpt.rows.map((one) => ({ ...one, cells: [...one.cells] })) };
}
