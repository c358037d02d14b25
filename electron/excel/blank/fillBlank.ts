/**
 * The superior office's own workbook with our figures in it. Only the parts that must change are written anew; what is
 * not touched goes over as it lies in the file. Formulas of theirs are counted anew when the file is opened.
 */
import { readFile } from 'node:fs/promises';
import type { BlankContent, BlankValue } from '../../../shared/blanks/values.ts';
import type { BlankLayout } from '../../../shared/contract/types.ts';
import { Refusal, valueOf } from '../../../shared/result.ts';
import { addressOf, shownOf } from '../../../shared/returns/grid.ts';
import type { Grid, Plain } from '../../../shared/returns/grid.ts';
import { workbookFacts } from '../answer/bookEdit.ts';
import { changedEntries, mainPart, partKey, partText, relationsPart, TYPES } from '../answer/bookParts.ts';
import { attribute, Edits, NotEditable, readable, tagsFrom, withAttribute } from '../answer/xmlText.ts';
import { zipFiles } from '../forms/zip.ts';
import { areaOf } from '../read/layout.ts';
import { openPackage } from '../read/package.ts';
import { readWorkbook } from '../read/read.ts';
import { unescaped } from '../read/xml.ts';
import { fillSheet, RowTaken } from './fillSheet.ts';
import { moveFormula, shiftedFormulas, uncounted } from './formulas.ts';
import type { SheetFilling } from './fillSheet.ts';
import { shiftFormula } from './shift.ts';
import type { Shift } from './shift.ts';

export interface FilledBlank {
  readonly rows: number;
  /** What the clerk should look at, in words. */
  readonly problems: readonly string[];
}

/**
 * Writes the filled blank to `file` (give a temporary name) and reads it back.
 * @throws Refusal `blank_not_editable`, `blank_row_taken`, `sheet_missing`, `blank_not_as_filled` { cell },
 * `blank_place_twice` { cell }, `blank_place_outside` { cell }
 */
export async function fillBlank(
  original: Uint8Array,
  layout: BlankLayout,
  content: BlankContent,
  file: string,
): Promise<FilledBlank> {
  let filling = fillingOf(layout, content);
  const problems: string[] = [];
  let shift: Shift | null;
  try {
    const made = entriesOf(original, filling);
    ({ shift, filling } = made);
    if (made.drawings && shift !== null)
      problems.push('表样中有图片、图形或批注，它们不随插入的行下移，请打开后核对位置。');
    if (made.hidden.length > 0)
      problems.push(`表样中${made.hidden.join('、')}列是隐藏的，填入的内容要取消隐藏才看得到。`);
    await zipFiles(made.entries, file);
  } catch (error) {
    if (error instanceof RowTaken)
      throw new Refusal('blank_row_taken', { row: layout.firstRow, sheet: layout.sheet });
    if (error instanceof NotEditable) throw new Refusal('blank_not_editable');
    throw error;
  }
  const after = valueOf(await readWorkbook(new Uint8Array(await readFile(file)), '上级表格.xlsx'));
  const grid = after.sheets.find(({ name }) => name === layout.sheet);
  if (grid === undefined) throw new Refusal('blank_not_as_filled', { cell: layout.sheet });
  compare(grid, filling, shift);
  for (const row of filling.rows)
    for (const value of row)
      if (typeof value === 'string' && value.length > 32_767)
        problems.push(`有一格内容超过32767字，已截断：${value.slice(0, 20)}…`);
  return { rows: filling.rows.length, problems };
}

function fillingOf(layout: BlankLayout, content: BlankContent): SheetFilling {
  return {
    sheet: layout.sheet,
    firstRow: layout.firstRow,
    columns: layout.columns.map(({ column }) => areaOf(`${column}1`)?.left ?? 0),
    rows: content.rows.map((row) => [...row]),
    cells: layout.cells.map(({ at }, i) => {
      const area = areaOf(at);
      return { row: (area?.top ?? 0) + 1, column: area?.left ?? 0, value: content.cells[i] ?? '' };
    }),
  };
}

function entriesOf(original: Uint8Array, asked: SheetFilling) {
  const pack = openPackage(original);
  const main = mainPart(pack);
  const workbook = partText(pack, main);
  const facts = workbookFacts(workbook, unescaped);
  const relations = pack.relations(main);
  const partOf = (name: string) => relations.get(facts.sheets.get(name) ?? '')?.target;
  const sheetPart = partOf(asked.sheet);
  if (sheetPart === undefined) throw new Refusal('sheet_missing', { sheet: asked.sheet });
  const { xml, filling, hidden, shift, drawings } = fillSheet(partText(pack, sheetPart), asked);
  const changed = new Map<string, string | null>([
    [partKey(sheetPart), xml],
    [partKey(main), countedAnew(shift === null ? workbook : movedNames(workbook, filling.sheet, shift))],
  ]);
  for (const name of facts.sheets.keys()) {
    const part = partOf(name);
    if (name === filling.sheet || part === undefined || !part.endsWith('.xml')) continue;
    const text = partText(pack, part);
    const moved = uncounted(shift === null ? text : shiftedFormulas(text, shift, filling.sheet, false));
    if (moved !== text) changed.set(partKey(part), moved);
  }
  // The order in which formulas are counted is no more: programs make it anew.
  const chain = [...relations.values()].find(({ type }) => type === 'calcChain')?.target;
  if (chain !== undefined) {
    const related = relationsPart(main);
    changed.set(partKey(chain), null);
    changed.set(partKey(related), without(partText(pack, related), 'Relationship', 'Type', /\/calcChain$/));
    changed.set(partKey(TYPES), without(partText(pack, TYPES), 'Override', 'PartName', /calcChain\.xml$/i));
  }
  return { entries: changedEntries(original, pack, changed), filling, hidden, shift, drawings };
}

/** The list without the elements whose attribute ends so. */
function without(xml: string, name: string, said: string, ends: RegExp): string {
  const edits = new Edits();
  for (const tag of tagsFrom(xml))
    if (tag.name === name && !tag.closing && ends.test(attribute(xml, tag, said) ?? '')) {
      if (!tag.empty) throw new NotEditable(name);
      edits.replace(tag.start, tag.end, '');
    }
  return edits.apply(xml);
}

/** Every formula is counted when the workbook is opened: what it is counted from has changed. */
function countedAnew(workbook: string): string {
  for (const tag of tagsFrom(workbook))
    if (tag.name === 'calcPr' && !tag.closing)
      return (
        workbook.slice(0, tag.start) +
        withAttribute(workbook, tag, 'fullCalcOnLoad', '1') +
        workbook.slice(tag.end)
      );
  return workbook;
}

/** Print areas, print titles and other names that speak of the sheet. */
function movedNames(workbook: string, sheet: string, shift: Shift): string {
  const edits = new Edits();
  let open: { end: number } | null = null;
  for (const tag of tagsFrom(workbook)) {
    if (tag.name !== 'definedName') continue;
    if (!tag.closing && !tag.empty) open = tag;
    else if (tag.closing && open !== null) {
      const text = readable(workbook.slice(open.end, tag.start));
      moveFormula(text, open.end, tag.start, edits, (name) => shiftFormula(name, sheet, false, shift));
      open = null;
    }
  }
  return edits.apply(workbook);
}

function compare(grid: Grid, filling: SheetFilling, shift: Shift | null): void {
  const rows = new Map(grid.rows.map((row) => [row.r, row.cells]));
  const check = (r: number, column: number, value: BlankValue) => {
    const found = rows.get(r - 1)?.[column];
    if (!same(found, value)) throw new Refusal('blank_not_as_filled', { cell: addressOf(r - 1, column) });
  };
  filling.rows.forEach((row, i) =>
    row.forEach((value, c) => check(filling.firstRow + i, filling.columns[c] ?? 0, value)),
  );
  for (const { row, column, value } of filling.cells)
    check(shift !== null && row >= shift.at ? row + shift.by : row, column, value);
}

function same(found: Plain | undefined, value: BlankValue): boolean {
  if (typeof value === 'number') {
    if (found === undefined) return false;
    if (typeof found === 'object') return 'number' in found ? found.number === value : true;
    return Number(found) === value;
  }
  // What XML can't hold is written as the writer writes it.
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').slice(0, 32_767).trim();
  return plain(shownOf(found)) === plain(value);
}
