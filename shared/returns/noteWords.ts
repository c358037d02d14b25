/** What a reader of workbooks noticed, in Chinese. */
import { DAYS_FROM_1904 } from './grid.ts';

const words: Readonly<Record<string, string>> = {
  digits_lost: '数字超过15位，存盘时末尾几位已经丢失',
  formula_without_result: '公式没有算出结果',
  text_cut: '文字过长，原文件里已被截断',
  characters_lost: '有字符已经损坏',
  macros_left_out: '文件带有宏，程序没有运行',
  sheet_without_table: '有的工作表不是表格，没有读',
  [DAYS_FROM_1904]: '文件的日期从1904年起算，已经换算',
  name_and_content_differ: '文件的扩展名与实际格式不符，按实际格式读取',
};

/** '数字超过15位…（3 处：H7、H9、H12）' for each kind; cells of the sheet that is read, at most three by name. */
export function wordNotes(
  notes: readonly { readonly code: string; readonly cell?: string | undefined }[],
): string[] {
  const byCode = new Map<string, string[]>();
  for (const { code, cell } of notes) {
    const cells = byCode.get(code) ?? [];
    byCode.set(code, cells);
    if (cell !== undefined) cells.push(cell);
  }
  return [...byCode].map(([code, cells]) => {
    const word = Object.hasOwn(words, code) ? words[code] : undefined;
    const places =
      cells.length === 0
        ? ''
        : `（${cells.length} 处：${cells.slice(0, 3).join('、')}${cells.length > 3 ? '…' : ''}）`;
    return `${word ?? code}${places}`;
  });
}
