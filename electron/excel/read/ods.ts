/** OpenDocument tables: looked through for repeats that would swell, then read by the library. */
import { zipSync } from 'fflate';
import { Refusal } from '../../../shared/result.ts';
import type { Workbook } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';
import type { Package } from './package.ts';
import { byLibrary, gridsOf, loadFormatter, loadLibrary } from './sheetjs.ts';
import { newTally } from './tally.ts';
import { attributesOf, tagsOf } from './xml.ts';

/**
 * What kind of OpenDocument a package is, by its `mimetype` or manifest; null when it is none.
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
  checkRepeats(content.toString('utf8'));
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
  return { format: 'ods', sheets: gridsOf(book, tally, await loadFormatter(), []), notes: tally.notes };
}

/** Cells with values times their repeats, and merged areas. @throws Refusal `book_too_many_cells`, `book_too_many_merges`, `book_absurd_area` */
function checkRepeats(xml: string): void {
  let cells = 0;
  let inRow = 0;
  let repeated = 1;
  let merges = 0;
  for (const tag of tagsOf(xml, 'content.xml')) {
    if (tag.name === 'table-row') {
      if (tag.closing) cells += inRow * repeated;
      else {
        repeated = Number(attributesOf(tag).get('number-rows-repeated') ?? 1);
        inRow = 0;
      }
    } else if (
      tag.name === 'table-cell' &&
      !tag.closing &&
      (!tag.empty || tag.attributes.includes('value'))
    ) {
      const about = attributesOf(tag);
      inRow += Number(about.get('number-columns-repeated') ?? 1);
      if (about.has('number-columns-spanned')) merges++;
    }
    if (cells + inRow * repeated > limits.cells)
      throw new Refusal('book_too_many_cells', { limit: limits.cells });
    if (merges > limits.merges) throw new Refusal('book_too_many_merges', { merges, limit: limits.merges });
  }
  if (Number.isNaN(cells)) throw new Refusal('book_damaged', { part: 'content.xml' });
}
