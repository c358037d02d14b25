/** Heights of a planned sheet's rows, and what of them is cut on paper. */
import { columnName } from '../../shared/returns/grid.ts';
import { POINTS } from './cellStyles.ts';
import type { RowPlan, SheetPlan } from './plan.ts';
import { columnPixels, heightOfLines, linesOf, MAX_HEIGHT, rowHeight } from './rowHeight.ts';

/** Heights by the rule of rowHeight.ts, in points. */
export function rowHeights(plan: SheetPlan): number[] {
  return plan.rows.map((row) => {
    if (row.height !== undefined) return row.height;
    const height = rowHeight(fields(row, plan.columns), POINTS[row.style]);
    return row.style === 'title' ? Math.max(34, height) : row.style === 'sign' ? 32 : height;
  });
}

/**
 * Cells whose text is longer than the highest row can show: on paper its end would be missing, in the file it stands
 * whole. Each in words: sheet, row, under which heading.
 */
export function cutRows(plan: SheetPlan): string[] {
  return plan.rows.flatMap((row, index) =>
    fields(row, plan.columns).flatMap(({ text, width, column }) => {
      const lines = linesOf(text, columnPixels(width), POINTS[row.style]);
      if (heightOfLines(lines, POINTS[row.style]) <= MAX_HEIGHT) return [];
      const heading = headingOf(plan, index, column);
      const where = heading === '' ? `${columnName(column)}${index + 1}单元格` : `“${heading}”`;
      return [`“${plan.name}”表第${index + 1}行：${where}的内容太长，一行放不下，纸上会缺后面的部分。`];
    }),
  );
}

/** The nearest heading above a cell of a list. */
function headingOf(plan: SheetPlan, row: number, column: number): string {
  if (plan.rows[row]?.style !== 'body') return '';
  for (let above = row - 1; above >= 0; above -= 1) {
    const candidate = plan.rows[above];
    if (candidate?.style !== 'head') continue;
    const cell = candidate.cells[column] ?? null;
    return cell?.as === 'text' ? cell.value.replaceAll('\n', '') : '';
  }
  return '';
}

function fields(row: RowPlan, columns: readonly number[]) {
  return row.cells.flatMap((cell, column) => {
    // Numbers stand on one line.
    if (cell?.as !== 'text') return [];
    const merge = row.merges?.find(([first]) => first === column);
    const width = columns.slice(column, (merge?.[1] ?? column) + 1).reduce((a, b) => a + b, 0);
    return [{ text: cell.value, width, column }];
  });
}
