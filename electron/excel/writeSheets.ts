/**
 * Writes planned sheets as a workbook and proves it by reading back. The writing library is loaded when first
 * needed and never at start; the reading one likewise.
 */
import type { Worksheet } from 'exceljs';
import { Refusal } from '../../shared/result.ts';
import { columnName } from '../../shared/returns/grid.ts';
import { replaceFile } from '../files/atomic.ts';
import { breaksOf, MARGIN } from './paginate.ts';
import type { Breaks } from './paginate.ts';
import { type StyleBook, styleBook } from './cellStyles.ts';
import { compareByPart } from './checkLarge.ts';
import { withPictures } from './pictures.ts';
import { stored } from './plan.ts';
import type { RowStyle, SheetPlan } from './plan.ts';
import { MAX_HEIGHT } from './rowHeight.ts';
import { rowHeights } from './sheetHeights.ts';

/** Rows written at one stretch. */
const AT_ONCE = 250;
/** Above so many a reader of everything at once takes more memory than the child that writes has. */
const MANY_CELLS = 500_000;
const KEPT_WITH_NEXT: ReadonlySet<RowStyle> = new Set(['section', 'sub', 'head', 'group']);

/**
 * Writes the sheets to `file`: under a temporary name beside it, read back and compared cell by cell, flushed, then
 * renamed. @throws Refusal `xlsx_not_as_written` with `sheet` and `cell`; those of `replaceFile`
 */
export async function writeWorkbook(sheets: readonly SheetPlan[], file: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  await replaceFile(file, async (temporary) => {
    const book = new exceljs.stream.xlsx.WorkbookWriter({
      filename: temporary,
      useSharedStrings: true,
      useStyles: true,
    });
    const styles = styleBook();
    for (const plan of sheets) {
      const heights = rowHeights(plan);
      const breaks = breaksOf(heights, plan, (row) => KEPT_WITH_NEXT.has(plan.rows[row]?.style ?? 'body'));
      await writeSheet(book.addWorksheet(plan.name, options(plan, breaks)), plan, {
        heights,
        breaks,
        styles,
      });
    }
    await book.commit();
    await withPictures(sheets, temporary);
    await (cellCount(sheets) > MANY_CELLS ? compareByPart : compareWithFile)(sheets, temporary);
  });
}

function options(plan: SheetPlan, breaks: Breaks) {
  const last = columnName(plan.columns.length - 1);
  return {
    views: plan.head === 0 ? [] : [{ state: 'frozen' as const, xSplit: 0, ySplit: plan.head }],
    pageSetup: {
      paperSize: plan.size === 'a3' ? 8 : 9,
      orientation: plan.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: breaks.onePage ? 1 : 0,
      horizontalCentered: true,
      printArea: `A$1:${last}$${plan.rows.length}`,
      ...titles(plan),
      margins: {
        left: MARGIN.left / 72,
        right: MARGIN.right / 72,
        top: MARGIN.top / 72,
        bottom: MARGIN.bottom / 72,
        header: 0.3,
        footer: 0.35,
      },
    },
    headerFooter: { oddFooter: '&C第 &P 页 共 &N 页' },
  };
}

function titles({ head, repeated }: SheetPlan) {
  if (head > 0) return { printTitlesRow: `1:${head}` };
  return repeated === undefined ? {} : { printTitlesRow: `${repeated}:${repeated}` };
}

function cellCount(sheets: readonly SheetPlan[]): number {
  return sheets.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
}

interface Look {
  readonly heights: readonly number[];
  readonly breaks: Breaks;
  readonly styles: StyleBook;
}

/** Between some hundred rows what was written goes to the disk: else the whole workbook would wait in memory. */
async function writeSheet(
  sheet: Worksheet,
  plan: SheetPlan,
  { heights, breaks, styles }: Look,
): Promise<void> {
  // A width of exactly 9 is dropped by the writer.
  sheet.columns = plan.columns.map((width) => ({ width: width === 9 ? 9.01 : width }));
  if (plan.filter !== null) {
    const last = columnName(plan.columns.length - 1);
    sheet.autoFilter = `A${plan.filter}:${last}${filterEnd(plan, plan.filter)}`;
  }
  for (const [index, row] of plan.rows.entries()) {
    const written = sheet.getRow(index + 1);
    const height = heights[index] ?? 18;
    written.height = height;
    plan.columns.forEach((_, column) => {
      const cell = row.cells[column] ?? null;
      const target = written.getCell(column + 1);
      if (cell?.as === 'formula') target.value = { formula: cell.formula, result: stored(cell) };
      else if (cell !== null) target.value = stored(cell);
      // What is cut on paper is cut at its end.
      target.style = styles.of(row.style, cell, height >= MAX_HEIGHT);
    });
    for (const [first, end] of row.merges ?? []) {
      sheet.mergeCells(index + 1, first + 1, index + 1, end + 1);
    }
    if (index + 1 === breaks.before) written.addPageBreak();
    written.commit();
    if (index % AT_ONCE === AT_ONCE - 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  sheet.commit();
}

/** The last row that belongs to the list: what stands below it (places to sign, remarks) does not. */
function filterEnd(plan: SheetPlan, filter: number): number {
  let end = plan.rows.length;
  while (end > filter && !['body', 'group', 'total'].includes(plan.rows[end - 1]?.style ?? '')) end -= 1;
  return end;
}

/** Reads the file as any reader would and compares every planned cell. @throws Refusal `xlsx_not_as_written` */
export async function compareWithFile(sheets: readonly SheetPlan[], file: string): Promise<void> {
  const [{ default: xlsx }, { readFile }] = await Promise.all([
    import('@e965/xlsx'),
    import('node:fs/promises'),
  ]);
  const book = xlsx.read(await readFile(file), {
    type: 'buffer',
    dense: true,
    cellFormula: true,
    cellText: false,
  });
  if (book.SheetNames.join('\n') !== sheets.map((s) => s.name).join('\n')) {
    throw new Refusal('xlsx_not_as_written', { sheet: book.SheetNames.join('、') });
  }
  for (const plan of sheets) {
    const data = book.Sheets[plan.name]?.['!data'] ?? [];
    plan.rows.forEach((row, r) => {
      plan.columns.forEach((_, c) => {
        const wanted = row.cells[c] ?? null;
        const found = data[r]?.[c];
        const same =
          wanted === null
            ? found?.v === undefined || found.v === ''
            : found !== undefined &&
              found.f === (wanted.as === 'formula' ? wanted.formula : undefined) &&
              found.v === stored(wanted) &&
              found.t === (typeof stored(wanted) === 'string' ? 's' : 'n');
        if (!same) {
          throw new Refusal('xlsx_not_as_written', { sheet: plan.name, cell: `${columnName(c)}${r + 1}` });
        }
      });
    });
  }
}
