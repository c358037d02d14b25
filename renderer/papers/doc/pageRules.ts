/** The page rules of every sheet, from the one table of its measures: paper by `@page`, screen by the same lengths. */
import type { CSSProperties } from 'react';
import { allSheets } from '../../../shared/papers/sheets.ts';
import type { Sheet } from '../../../shared/papers/sheets.ts';

const margins = ({ top, right, bottom, left }: Sheet): string => `${top}mm ${right}mm ${bottom}mm ${left}mm`;

export const pageRules = allSheets
  .map((sheet) => {
    const { name, width, height } = sheet;
    return `@page ${name} { size: ${width}mm ${height}mm; margin: ${margins(sheet)}; } .doc-${name} { page: ${name}; }`;
  })
  .join('\n');

/** Lengths that doc.css draws the sheet on screen with. */
export function sheetStyle(sheet: Sheet): CSSProperties {
  const lengths: Record<`--${string}`, string> = {
    '--sheet-width': `${sheet.width}mm`,
    '--sheet-height': `${sheet.height}mm`,
    '--sheet-margins': margins(sheet),
  };
  return lengths;
}
