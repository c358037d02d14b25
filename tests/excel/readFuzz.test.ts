/**
 * Real workbooks damaged by the thousand, the same way every time: whatever comes, the answer is a workbook within
 * bounds or a refusal by a known code. FUZZ=20 makes twenty times as many.
 */
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { limits } from '../../electron/excel/read/limits.ts';
import { damaged, damagedParts, randomOf } from './mutate.ts';
import { gbTable, sampleBook, styledBook, written } from './samples.ts';

const TIMES = Number(process.env['FUZZ'] ?? 1);
const CODES =
  /^book_(?:empty_file|is_pdf|is_image|is_document|is_archive|is_web_page|encrypted|damaged|too_large|bomb|too_many_cells|too_many_merges|absurd_area|no_sheet|sheet_lost|unknown_encoding|unreadable)$/;

const bases: readonly (readonly [string, number, boolean, () => Promise<Uint8Array> | Uint8Array])[] = [
  ['.xlsx of exceljs', 350, true, styledBook],
  ['.xlsx of the library', 350, true, () => written(sampleBook(), 'xlsx')],
  ['.xlsb', 350, true, () => written(sampleBook(), 'xlsb')],
  ['.xls', 1500, false, () => written(sampleBook(), 'biff8')],
  ['.ods', 250, true, () => written(sampleBook(), 'ods')],
  ['.csv', 500, false, () => written(sampleBook(), 'csv')],
  ['.csv in GB18030', 500, false, gbTable],
];

describe('damaged workbooks', () => {
  it.each(bases)(
    '%s: always an answer, never an error',
    async (_, count, packed, make) => {
      const base = await make();
      const seen = { read: 0, refused: 0 };
      for (let i = 0; i < count * TIMES; i++) {
        const random = randomOf(i + 1);
        const bytes = packed && i % 4 !== 0 ? damagedParts(base, random) : damaged(base, random);
        const result = await readWorkbook(bytes, '报送表.xlsx');
        if (!result.ok) {
          seen.refused++;
          expect([i, result.error.code]).toEqual([i, expect.stringMatching(CODES)]);
          continue;
        }
        seen.read++;
        let last = -1;
        for (const grid of result.value.sheets) {
          last = -1;
          expect(grid.width).toBeLessThanOrEqual(limits.columns);
          expect(grid.merges.length).toBeLessThanOrEqual(limits.merges);
          for (const row of grid.rows) {
            if (
              row.r <= last ||
              row.r >= limits.rows ||
              row.cells.length > grid.width ||
              row.cells.at(-1) === undefined
            )
              throw new Error(`${i}: row ${row.r} of ${grid.name}`);
            last = row.r;
          }
        }
      }
      // The damage neither spares every file nor none.
      expect(seen.read).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    },
    60_000 * TIMES,
  );
});
