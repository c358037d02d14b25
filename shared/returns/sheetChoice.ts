/** Which sheet of a workbook holds the return: ids, headings, rows, name; several of equal rank are asked about. */
import { saysNothing } from './cells/plainCell.ts';
import { answerFields, mixedFields, type ColumnField } from './fields.ts';
import type { Grid, Workbook } from './grid.ts';
import { holds, viewOf, type GridView } from './gridView.ts';
import { findHead, headingTexts, type Head } from './headings.ts';
import { fingerprintOf } from './remember.ts';
import { rowIdOf } from './dataRows.ts';
import type { RowId } from './rowId.ts';

export interface Sheet {
  readonly grid: Grid;
  readonly view: GridView;
  readonly head: Head | null;
  /** Hidden row ids, by row. */
  readonly ids: readonly RowId[];
  /** Rows below the heading that hold at least two things. */
  readonly rows: number;
  /** Headings of a return and at least one row. */
  readonly looksLikeReturn: boolean;
}

const ANSWERS: ReadonlySet<ColumnField> = new Set([...answerFields, ...mixedFields]);
/** By one of these a row can be told from the others. */
const SUBJECTS: readonly ColumnField[] = ['title', 'issueTitle', 'issueText', 'number', 'issueNumber'];
/** Sheets that explain, list choices or sum up. */
const ASIDE =
  /说明|指南|样[表例]|示例|范例|模板|空表|字典|下拉|选项|参数|数据源|代码|汇总|统计|图表|目录|封面|^sheet[23]$/i;

/** @param fingerprints of the layouts that the clerk confirmed before */
export function sheetOf(grid: Grid, fingerprints: ReadonlySet<string>): Sheet {
  const view = viewOf(grid);
  const confirmed = (head: Head): boolean =>
    fingerprints.size > 0 && fingerprints.has(fingerprintOf(headingTexts(head)));
  const head = findHead(view, confirmed);
  const ids: RowId[] = [];
  for (const row of view.rows) {
    const id = rowIdOf(row.cells);
    if (id !== null) ids.push(id);
  }
  let rows = 0;
  if (head !== null)
    for (const row of view.rows) {
      if (row.r <= head.last) continue;
      let held = 0;
      for (const column of view.columns) {
        const cell = row.cells[column];
        if (holds(cell) && !(typeof cell === 'string' && saysNothing(cell))) held += 1;
        if (held > 1) break;
      }
      if (held > 1) rows += 1;
    }
  const fields = head?.fields ?? new Set<ColumnField>();
  const looksLikeReturn =
    rows > 0 &&
    head !== null &&
    (confirmed(head) ||
      (head.sure &&
        SUBJECTS.some((field) => fields.has(field)) &&
        [...fields].some((field) => ANSWERS.has(field) || field === 'presentState')));
  return { grid, view, head, ids, rows, looksLikeReturn };
}

export interface SheetChoice {
  readonly sheet: Sheet;
  /** Another one is as likely: ask. */
  readonly sure: boolean;
}

/**
 * The sheet to read, null when none holds a table.
 * @param speaksFor how well a sheet's name and text fit the unit and month that are known otherwise: 1 fits, −1 names
 * another unit or month, 0 says nothing
 */
export function chooseSheet(
  sheets: readonly Sheet[],
  chosen: string | undefined,
  speaksFor: (sheet: Sheet) => number,
): SheetChoice | null {
  const named = chosen === undefined ? undefined : sheets.find((sheet) => sheet.grid.name === chosen);
  if (named !== undefined) return { sheet: named, sure: true };
  const ranked = sheets
    .filter((sheet) => sheet.head !== null || sheet.ids.length > 0)
    .map((sheet) => ({ sheet, rank: rankOf(sheet), fit: speaksFor(sheet) }))
    .sort((a, b) => b.rank - a.rank || b.fit - a.fit || strength(b.sheet) - strength(a.sheet));
  const [first, second] = ranked;
  if (first === undefined) return null;
  if (second === undefined || second.rank < first.rank) return { sheet: first.sheet, sure: true };
  if (second.fit < first.fit) return { sheet: first.sheet, sure: true };
  // Far more columns of a return than in the other one: the other is a summary or a list beside it.
  return { sheet: first.sheet, sure: strength(first.sheet) >= strength(second.sheet) * 1.6 };
}

/** 5: ids of ours. 4: a return in sight. 3: one whose name says it explains or sums up. 2: hidden. 1: some table. */
function rankOf(sheet: Sheet): number {
  if (sheet.ids.length > 0) return 5;
  if (!sheet.looksLikeReturn) return sheet.rows > 0 ? 1 : 0;
  if (sheet.grid.hidden) return 2;
  return ASIDE.test(sheet.grid.name) ? 3 : 4;
}

function strength(sheet: Sheet): number {
  return sheet.head?.score ?? 0;
}

/** Names and sizes of all sheets, for showing. */
export function sheetsShown(
  book: Workbook,
  sheets: readonly Sheet[],
  read: Sheet,
): { name: string; rows: number; hidden: boolean; looksLikeReturn: boolean }[] {
  return book.sheets.map((grid, at) => ({
    name: grid.name,
    rows: sheets[at]?.rows ?? 0,
    hidden: grid.hidden,
    looksLikeReturn: sheets[at] !== read && sheets[at]?.looksLikeReturn === true,
  }));
}
