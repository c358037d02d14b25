/** Blanks of the superior office: looked at and filled in a child, since their workbooks come from elsewhere. */
import { readSettings } from '../../db/index.ts';
import { blankContentOf } from '../../db/blanks.ts';
import { suggestLayout } from '../../shared/blanks/suggest.ts';
import { Refusal } from '../../shared/result.ts';
import { shownOf } from '../../shared/returns/grid.ts';
import type { FilledBlank } from '../excel/blank/fillBlank.ts';
import type { FillBlankPayload, LookedAtBlank, ReadBlankPayload } from '../jobs/kinds.ts';
import { openBook, readBook } from './book.ts';
import { named, reader } from './ledger.ts';

/** Of a blank that is shown; headings and the rows to be filled lie at its top. */
const ROWS = 60;
const COLUMNS = 60;
const TEXT = 300;

/** @throws Refusal `blank_not_xlsx`, `sheet_missing`, and those of reading */
export async function readBlankBody({ source, sheet }: ReadBlankPayload): Promise<LookedAtBlank> {
  const opened = await openBook(source);
  const book = await readBook(opened);
  // Only a package of parts can be filled without touching what is not ours.
  if (opened.bytes[0] !== 0x50 || !['xlsx', 'xlsm', 'et'].includes(book.format))
    throw new Refusal('blank_not_xlsx', { name: opened.name });
  const grid =
    sheet === null ? book.sheets.find((one) => !one.hidden) : book.sheets.find((one) => one.name === sheet);
  if (grid === undefined) throw new Refusal('sheet_missing', { sheet: sheet ?? '' });
  const rows = new Map(grid.rows.map((row) => [row.r, row.cells]));
  const last = Math.min(ROWS, (grid.rows.at(-1)?.r ?? 0) + 3);
  const width = Math.min(
    COLUMNS,
    Math.max(1, grid.width, ...grid.merges.map((area) => Math.min(COLUMNS, area.right + 1))),
  );
  return {
    sheets: book.sheets.filter((one) => !one.hidden).map((one) => one.name),
    sheet: grid.name,
    width,
    rows: Array.from({ length: last }, (_, r) => ({
      row: r + 1,
      cells: Array.from({ length: width }, (__, c) => shownOf(rows.get(r)?.[c]).slice(0, TEXT)),
    })),
    suggested: suggestLayout(grid),
  };
}

/** @throws Refusal as `fillBlank`, `original_missing`, `original_altered` */
export async function fillBlankBody({
  ledger,
  kept,
  layout,
  month,
  file,
}: FillBlankPayload): Promise<FilledBlank> {
  const { bytes } = await openBook(kept);
  const db = named(() => reader(ledger));
  const content = named(() => blankContentOf(db, layout, month, ledger.today, readSettings(db)));
  const { fillBlank } = await import('../excel/blank/fillBlank.ts');
  return fillBlank(bytes, layout, content, file);
}
