/** OpenDocument tables: looked through for repeats that would swell, then read by the library. */
import { zipSync } from 'fflate';
import { Refusal } from '../../../shared/result.ts';
import type { Workbook } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';
import type { Package } from './package.ts';
import { byLibrary, gridsOf, loadFormatter, loadLibrary, nothingHidden } from './sheetjs.ts';
import type { HiddenParts } from './sheetjs.ts';
import { newTally } from './tally.ts';
import { attributesOf, tagsOf } from './xml.ts';

/**
 * Whether a package is an OpenDocument table, by its `mimetype` or manifest.
 * @throws Refusal `book_encrypted`, `book_is_document`
 */
export function isOpenTable(pack: Package): boolean {
  const manifest = pack.xml('META-INF/manifest.xml')?.toString('utf8') ?? '';
  const kind = Buffer.from(pack.bytes('mimetype') ?? []).toString('latin1') || manifest.slice(0, 2000);
  if (!kind.includes('opendocument') || !pack.has('content.xml')) return false;
  if (manifest.includes('encryption-data')) throw new Refusal('book_encrypted');
  if (!kind.includes('spreadsheet')) throw new Refusal('book_is_document');
  return true;
}

/** @throws Refusal `book_no_sheet`, `book_damaged` and those of the bounds */
export async function readOds(pack: Package): Promise<Workbook> {
  const content = pack.xml('content.xml');
  if (content === null) throw new Refusal('book_damaged', { part: 'content.xml' });
  const hidden = lookThrough(content.toString('utf8'));
  const parts: Record<string, Uint8Array> = { 'content.xml': content };
  for (const name of ['mimetype', 'META-INF/manifest.xml', 'styles.xml', 'meta.xml', 'settings.xml']) {
    const part = name.endsWith('.xml') ? pack.xml(name) : pack.bytes(name);
    if (part !== null) parts[name] = part;
  }
  const { read } = await loadLibrary();
  const book = byLibrary(() =>
    read(zipSync(parts, { level: 0 }), { type: 'array', dense: true, cellNF: true, cellFormula: false }),
  );
  if (book.SheetNames.length === 0) throw new Refusal('book_no_sheet');
  const tally = newTally();
  return { format: 'ods', sheets: gridsOf(book, tally, await loadFormatter(), hidden), notes: tally.notes };
}

/**
 * Counts cells with values times their repeats, and finds the hidden rows and columns of each sheet.
 * @throws Refusal `book_too_many_cells`, `book_too_many_merges`, `book_damaged`
 */
function lookThrough(xml: string): HiddenParts[] {
  const sheets: HiddenParts[] = [];
  let sheet = nothingHidden();
  let [cells, merges, row, column, inRow, repeated] = [0, 0, 0, 0, 0, 1];
  for (const tag of tagsOf(xml, 'content.xml')) {
    if (!/^table(?:-row|-column|-cell)?$/.test(tag.name)) continue;
    const about = attributesOf(tag);
    const hidden = /^(?:collapse|filter)$/.test(about.get('visibility') ?? '');
    if (tag.name === 'table') {
      if (!tag.closing) sheets.push((sheet = nothingHidden()));
      [row, column] = [0, 0];
    } else if (tag.name === 'table-column' && !tag.closing) {
      const last = column + Number(about.get('number-columns-repeated') ?? 1) - 1;
      if (hidden) sheet.columns.push([column, Math.min(last, limits.columns - 1)]);
      column = last + 1;
    } else if (tag.name === 'table-row') {
      if (!tag.closing) {
        repeated = Number(about.get('number-rows-repeated') ?? 1);
        inRow = 0;
        // Rows that hold anything are few: a long run of hidden ones is empty.
        if (hidden) for (let r = row; r < row + Math.min(repeated, 1000); r++) sheet.rows.add(r);
      }
      if (tag.empty) row += repeated;
      if (tag.closing) cells += inRow * repeated;
    } else if (tag.name === 'table-cell' && !tag.closing && (!tag.empty || about.has('value-type'))) {
      inRow += Number(about.get('number-columns-repeated') ?? 1);
      if (about.has('number-columns-spanned')) merges++;
    }
    if (cells + inRow * repeated > limits.cells)
      throw new Refusal('book_too_many_cells', { limit: limits.cells });
    if (merges > limits.merges) throw new Refusal('book_too_many_merges', { merges, limit: limits.merges });
  }
  if (!Number.isFinite(cells) || !Number.isFinite(column) || !Number.isFinite(row))
    throw new Refusal('book_damaged', { part: 'content.xml' });
  return sheets;
}
