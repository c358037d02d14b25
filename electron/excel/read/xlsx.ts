/** Workbooks in XML (.xlsx, .xlsm, and .et where it is one): values of all sheets, read by the sheets' own bytes. */
import { Refusal } from '../../../shared/result.ts';
import { DAYS_FROM_1904, type Grid, type Workbook } from '../../../shared/returns/grid.ts';
import { needsFormatter } from './formats.ts';
import { areaOf } from './layout.ts';
import { limits } from './limits.ts';
import type { Package, Relation } from './package.ts';
import { scanSheet } from './sheet.ts';
import type { Book } from './sheet.ts';
import { loadFormatter } from './sheetjs.ts';
import { noStrings, sharedStrings } from './strings.ts';
import { cellFormats } from './styles.ts';
import { checkArea, checkTally, checkedMerges, finishGrid, newTally, note } from './tally.ts';
import type { Tally } from './tally.ts';
import { attributesOf, isTrue, tagsOf } from './xml.ts';

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

/**
 * @param main name of the workbook's own part
 * @throws Refusal `book_damaged`, `book_no_sheet`, `book_sheet_lost` { sheet } and those of the guard
 */
export async function readXlsx(pack: Package, main: string): Promise<Workbook> {
  const xml = pack.xml(main);
  if (xml === null) throw new Refusal('book_damaged', { part: main });
  const { sheets, date1904 } = listedSheets(xml.toString('utf8'), main);
  if (sheets.length === 0) throw new Refusal('book_no_sheet');
  if (sheets.length > limits.sheets) throw new Refusal('book_bomb', { sheets: sheets.length });
  const relations = pack.relations(main);
  const tally = newTally();
  const macros = pack.entries.some((entry) => /(?:^|\/)vbaProject\.bin$/i.test(entry.name));
  if (macros) note(tally, 'macros_left_out');
  if (date1904) note(tally, DAYS_FROM_1904);
  const book = await sharedParts(pack, main, relations, date1904, tally);
  const grids: Grid[] = [];
  for (const sheet of sheets) {
    const relation = relations.get(sheet.relation);
    // Charts on a sheet of their own, dialogs and old macro sheets hold no table.
    if (relation !== undefined && /^(?:chartsheet|dialogsheet|xl\w*macrosheet)$/i.test(relation.type)) {
      note(tally, 'sheet_without_table', sheet.name);
      continue;
    }
    const part = relation === undefined ? null : pack.xml(relation.target);
    if (relation === undefined || part === null) throw new Refusal('book_sheet_lost', { sheet: sheet.name });
    const open = scanSheet(part, book, sheet.name, sheet.hidden, relation.target);
    checkTally(tally);
    grids.push(finishGrid({ ...open, merges: checkedMerges(open.merges, sheet.name) }));
  }
  if (grids.length === 0) throw new Refusal('book_no_sheet');
  return {
    format: macros || isMacroEnabled(pack, main) ? 'xlsm' : 'xlsx',
    sheets: grids,
    notes: tally.notes,
  };
}

function isMacroEnabled(pack: Package, main: string): boolean {
  const part = '[Content_Types].xml';
  for (const tag of tagsOf(pack.xml(part)?.toString('utf8') ?? '', part)) {
    if (tag.name !== 'Override') continue;
    const about = attributesOf(tag);
    if (about.get('PartName')?.toLowerCase() === `/${main}`.toLowerCase())
      return about.get('ContentType')?.includes('macroEnabled') === true;
  }
  return false;
}

function listedSheets(xml: string, part: string): { sheets: ListedSheet[]; date1904: boolean } {
  const sheets: ListedSheet[] = [];
  let date1904 = false;
  for (const tag of tagsOf(xml, part)) {
    if (tag.closing) continue;
    if (tag.name === 'sheet') {
      const about = attributesOf(tag);
      const state = about.get('state') ?? 'visible';
      sheets.push({
        name: about.get('name') ?? '',
        hidden: state !== 'visible',
        relation: about.get('id') ?? '',
      });
    } else if (tag.name === 'workbookPr') date1904 = isTrue(attributesOf(tag).get('date1904'));
    else if (tag.name === 'definedName' && !tag.empty) checkName(tag.attributes, xml, tag.end);
  }
  return { sheets, date1904 };
}

/** Names that programs make of themselves (filters, print areas) often span whole sheets and do no harm. */
function checkName(attributes: string, xml: string, at: number): void {
  if (attributes.includes('_xlnm.')) return;
  const text = xml.slice(at, Math.min(xml.indexOf('<', at), at + 10_000));
  for (const place of text.split(',')) {
    const [, sheet = '', reference = ''] = /^(.*)!([^!]*)$/.exec(place) ?? [];
    const area = areaOf(reference);
    if (area !== null) checkArea(area, sheet);
  }
}

async function sharedParts(
  pack: Package,
  main: string,
  relations: ReadonlyMap<string, Relation>,
  date1904: boolean,
  tally: Tally,
): Promise<Book> {
  const part = (type: string, usual: string): string => {
    for (const relation of relations.values()) if (relation.type === type) return relation.target;
    return `${main.slice(0, main.lastIndexOf('/') + 1)}${usual}`;
  };
  const stringsPart = part('sharedStrings', 'sharedStrings.xml');
  const strings = pack.xml(stringsPart);
  const stylesPart = part('styles', 'styles.xml');
  const styles = pack.xml(stylesPart);
  const formats = styles === null ? [] : cellFormats(styles.toString('utf8'), stylesPart);
  return {
    strings: strings === null ? noStrings : sharedStrings(strings, stringsPart),
    formats,
    date1904,
    formatter: formats.some(needsFormatter) ? await loadFormatter() : null,
    tally,
  };
}
