/**
 * Writes planned sheets as a workbook and proves it by reading back. The writing library is loaded when first
 * needed and never at start; the reading one likewise.
 */
import type { Style, Worksheet } from 'exceljs';
import { Refusal } from '../../shared/result.ts';
import { replaceFile } from '../files/atomic.ts';
import { breaksOf, MARGIN } from './paginate.ts';
import type { Breaks } from './paginate.ts';
import { NO_RATE, shown, stored } from './plan.ts';
import type { Cell, RowPlan, RowStyle, SheetPlan } from './plan.ts';
import { rowHeight } from './rowHeight.ts';

const POINTS: Readonly<Record<RowStyle, number>> = {
  title: 18,
  subtitle: 11,
  section: 13,
  text: 12,
  head: 11,
  body: 10.5,
  total: 10.5,
  sign: 11,
};

const KEPT_WITH_NEXT: ReadonlySet<RowStyle> = new Set(['section', 'head']);

type Shown = Exclude<Cell['as'], 'sum'>;
const FORMATS: Readonly<Record<Shown, string>> = {
  text: '@',
  count: '0',
  rate: '0.00%',
  yuan: '#,##0.00',
  day: 'yyyy-mm-dd',
};

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
      writeSheet(book.addWorksheet(plan.name, options(plan, breaks)), plan, { heights, breaks, styles });
    }
    await book.commit();
    await compareWithFile(sheets, temporary);
  });
}

function options(plan: SheetPlan, breaks: Breaks) {
  const last = columnName(plan.columns.length - 1);
  return {
    views: plan.head === 0 ? [] : [{ state: 'frozen' as const, xSplit: 0, ySplit: plan.head }],
    pageSetup: {
      paperSize: 9,
      orientation: plan.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: breaks.onePage ? 1 : 0,
      horizontalCentered: true,
      printArea: `A$1:${last}$${plan.rows.length}`,
      ...(plan.head === 0 ? {} : { printTitlesRow: `1:${plan.head}` }),
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

interface Look {
  readonly heights: readonly number[];
  readonly breaks: Breaks;
  readonly styles: StyleBook;
}

function writeSheet(sheet: Worksheet, plan: SheetPlan, { heights, breaks, styles }: Look): void {
  // A width of exactly 9 is dropped by the writer.
  sheet.columns = plan.columns.map((width) => ({ width: width === 9 ? 9.01 : width }));
  if (plan.filter !== null) {
    const last = columnName(plan.columns.length - 1);
    sheet.autoFilter = `A${plan.filter}:${last}${plan.rows.length - 1}`;
  }
  plan.rows.forEach((row, index) => {
    const written = sheet.getRow(index + 1);
    written.height = heights[index] ?? 18;
    plan.columns.forEach((_, column) => {
      const cell = row.cells[column] ?? null;
      const target = written.getCell(column + 1);
      if (cell?.as === 'sum') target.value = { formula: cell.formula, result: stored(cell) };
      else if (cell !== null) target.value = stored(cell);
      target.style = styles.of(row.style, cell);
    });
    for (const [first, end] of row.merges ?? []) {
      sheet.mergeCells(index + 1, first + 1, index + 1, end + 1);
    }
    if (index + 1 === breaks.before) written.addPageBreak();
    written.commit();
  });
  sheet.commit();
}

/** Heights by the rule of rowHeight.ts, in points. */
export function rowHeights(plan: SheetPlan): number[] {
  return plan.rows.map((row) => {
    const height = rowHeight(widthsOf(row, plan.columns), POINTS[row.style]);
    return row.style === 'title' ? Math.max(34, height) : row.style === 'sign' ? 32 : height;
  });
}

function widthsOf(row: RowPlan, columns: readonly number[]) {
  return row.cells.flatMap((cell, column) => {
    if (cell === null) return [];
    const merge = row.merges?.find(([first]) => first === column);
    const width = columns.slice(column, (merge?.[1] ?? column) + 1).reduce((a, b) => a + b, 0);
    return [{ text: shown(cell), width }];
  });
}

interface StyleBook {
  of(row: RowStyle, cell: Cell | null): Partial<Style>;
}

/** One style object for each kind of cell: the writer keeps each object once in the file. */
function styleBook(): StyleBook {
  const made = new Map<string, Partial<Style>>();
  return {
    of(row, cell) {
      const as = cell?.as === 'sum' ? cell.of : (cell?.as ?? 'text');
      const centred = as !== 'text' || cell?.value === NO_RATE;
      const key = `${row} ${as} ${centred}`;
      let style = made.get(key);
      if (style === undefined) {
        style = styleOf(row, as, centred);
        made.set(key, style);
      }
      return style;
    },
  };
}

const THIN = { style: 'thin', color: { argb: 'FF7F7F7F' } } as const;
const BOX = { top: THIN, left: THIN, bottom: THIN, right: THIN };

function styleOf(row: RowStyle, as: Shown, centred: boolean): Partial<Style> {
  const font = {
    name: row === 'text' || row === 'body' || row === 'sign' || row === 'subtitle' ? '仿宋' : '黑体',
    size: POINTS[row],
  };
  const numFmt = FORMATS[as];
  const wrap = { vertical: 'middle', wrapText: true } as const;
  switch (row) {
    case 'title':
      return {
        font: { ...font, name: '方正小标宋简体' },
        numFmt,
        alignment: { ...wrap, horizontal: 'center' },
      };
    case 'subtitle':
      return { font, numFmt, alignment: { ...wrap, horizontal: 'center' } };
    case 'section':
    case 'text':
    case 'sign':
      return { font, numFmt, alignment: { ...wrap, horizontal: 'left' } };
    case 'head':
      return {
        font,
        numFmt,
        border: BOX,
        alignment: { ...wrap, horizontal: 'center' },
        fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } },
      };
    case 'body':
    case 'total':
      return {
        font,
        numFmt,
        border: BOX,
        alignment: { ...wrap, horizontal: centred ? 'center' : 'left' },
      };
  }
}

/** Reads the file as any reader would and compares every planned cell. @throws Refusal `xlsx_not_as_written` */
export async function compareWithFile(sheets: readonly SheetPlan[], file: string): Promise<void> {
  const [{ default: xlsx }, { readFile }] = await Promise.all([
    import('@e965/xlsx'),
    import('node:fs/promises'),
  ]);
  const book = xlsx.read(await readFile(file), { type: 'buffer', dense: true, cellFormula: true });
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
              found.f === (wanted.as === 'sum' ? wanted.formula : undefined) &&
              found.v === stored(wanted) &&
              found.t === (wanted.as === 'text' ? 's' : 'n');
        if (!same) {
          throw new Refusal('xlsx_not_as_written', { sheet: plan.name, cell: `${columnName(c)}${r + 1}` });
        }
      });
    });
  }
}

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}
