/** The formulas of the month's workbook, worked out by LibreOffice and read by openpyxl. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stored } from '../../electron/excel/plan.ts';
import type { Cell, RowPlan, SheetPlan } from '../../electron/excel/plan.ts';
import { summarySheets } from '../../electron/excel/summarySheets.ts';
import { writeSummaryWorkbook } from '../../electron/excel/summaryWorkbook.ts';
import { writeWorkbook } from '../../electron/excel/writeSheets.ts';
import { addressOf } from '../../shared/returns/grid.ts';
import { readByOpenpyxl } from '../office/openpyxl.ts';
import { recalculated } from '../office/recalculate.ts';
import { anyBooks, bookOf, releasedBook } from './summaryBooks.ts';

const folder = mkdtempSync(join(tmpdir(), 'summary-formulas-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ROW_SHEETS = ['问题明细', '措施明细', '成果明细'];
/** A result that no formula comes to. */
const WRONG = 98_765_432;

const cellsOf = (plan: SheetPlan) =>
  plan.rows.flatMap((row, r) =>
    row.cells.flatMap((cell, c) => (cell === null ? [] : [{ cell, at: addressOf(r, c) }])),
  );

/** Which columns a formula looks at and how, whichever row it stands in and whichever word it looks for. */
const shapeOf = (plan: SheetPlan, formula: string): string =>
  `${plan.name} ${formula.replaceAll(/"[^"]*"/g, '"…"').replaceAll(/\d+/g, '#')}`;

/** Shapes of formulas that come to something in these sheets: one that is always 0 proves nothing. */
function telling(sheets: readonly SheetPlan[]): Set<string> {
  return new Set(
    sheets.flatMap((plan) =>
      cellsOf(plan).flatMap(({ cell }) =>
        cell.as === 'formula' && (cell.value ?? 0) !== 0 ? [shapeOf(plan, cell.formula)] : [],
      ),
    ),
  );
}

/** The sample, plain and awkward, and of many months those few in which further formulas come to something. */
function tellingBooks(): SheetPlan[][] {
  const chosen = [bookOf(), releasedBook()].map(summarySheets);
  const told = new Set(chosen.flatMap((sheets) => [...telling(sheets)]));
  const others = anyBooks(20_240_831, 60).map((book) => {
    const sheets = summarySheets(book);
    return { sheets, tells: [...telling(sheets)] };
  });
  const news = ({ tells }: (typeof others)[number]) => tells.filter((shape) => !told.has(shape)).length;
  for (let n = 0; n < 3; n += 1) {
    const best = others.reduce((a, b) => (news(b) > news(a) ? b : a));
    if (news(best) === 0) break;
    for (const shape of best.tells) told.add(shape);
    chosen.push(best.sheets);
  }
  return chosen;
}

/** Its results are wrong as stored, its rows stand upside down: what comes out right was worked out over sorted rows. */
function spoilt(plan: SheetPlan): SheetPlan {
  const wrong = (cell: Cell | null): Cell | null =>
    cell?.as === 'formula' ? { ...cell, value: WRONG } : cell;
  const rows = plan.rows.map((row): RowPlan => ({ ...row, cells: row.cells.map(wrong) }));
  if (!ROW_SHEETS.includes(plan.name)) return { ...plan, rows };
  const body = rows.slice(3, -1);
  return { ...plan, rows: [...rows.slice(0, 3), ...body.reverse(), ...rows.slice(-1)] };
}

describe('formulas of the month', () => {
  const plans = tellingBooks();
  const found = new Map<number, xlsx.WorkBook>();

  beforeAll(async () => {
    const after = join(folder, 'after');
    mkdirSync(after);
    const files = await Promise.all(
      plans.map(async (sheets, i) => {
        const file = join(folder, `${i}.xlsx`);
        await writeWorkbook(sheets.map(spoilt), file);
        return file;
      }),
    );
    await recalculated(files, after);
    files.forEach((file, i) => {
      found.set(i, xlsx.read(readFileSync(join(after, basename(file))), { type: 'buffer', dense: true }));
    });
  });

  test('come to the printed figures when they are worked out anew, over rows in another order', () => {
    for (const [i, sheets] of plans.entries()) {
      for (const plan of sheets) {
        const data = found.get(i)?.Sheets[plan.name]?.['!data'] ?? [];
        const wanted = cellsOf(plan).filter(({ cell }) => cell.as === 'formula');
        const got = wanted.map(({ at }) => {
          const { r, c } = xlsx.utils.decode_cell(at);
          return `${at} ${String(data[r]?.[c]?.v)}`;
        });
        expect(got, `book ${i}, ${plan.name}`).toEqual(
          wanted.map(({ cell, at }) => `${at} ${String(stored(cell))}`),
        );
      }
    }
  });

  test('come to something, each of them, somewhere', () => {
    const told = new Set(plans.flatMap((sheets) => [...telling(sheets)]));
    const silent = plans
      .flat()
      .flatMap((plan) =>
        cellsOf(plan).flatMap(({ cell }) =>
          cell.as === 'formula' && !told.has(shapeOf(plan, cell.formula))
            ? [shapeOf(plan, cell.formula)]
            : [],
        ),
      );
    expect([...new Set(silent)]).toEqual([]);
  });

  test('stand for every figure of the front sheet and of the tables', () => {
    for (const plan of plans[0] ?? []) {
      if (!['月报', '按方面单位领导', '按状态和时限', '成果和线索'].includes(plan.name)) continue;
      const typed = plan.rows.flatMap((row) =>
        // What the papers state beside what is counted is nobody's count.
        row.cells.filter((cell, c) => cell?.as === 'count' && !(plan.name === '月报' && c === 4)),
      );
      expect(typed, plan.name).toEqual([]);
    }
  });

  test('use nothing that an older office program does not know', () => {
    const names = new Set(
      plans
        .flat()
        .flatMap(cellsOf)
        .flatMap(({ cell }) => (cell.as === 'formula' ? [...cell.formula.matchAll(/([A-Z.]+)\(/g)] : []))
        .map((match) => match[1]),
    );
    expect([...names].sort()).toEqual(['COUNTIFS', 'EXACT', 'IF', 'INT', 'ROUND', 'SUMIFS', 'SUMPRODUCT']);
  });
});

describe('openpyxl', () => {
  test('reads the same figures, finds the formulas, and how the sheets are to be printed', async () => {
    const file = join(folder, '月报.xlsx');
    const book = bookOf();
    await writeSummaryWorkbook(book, file);
    const plans = summarySheets(book);
    const seen = await readByOpenpyxl(file);
    expect(seen.map(({ name }) => name)).toEqual(plans.map(({ name }) => name));
    for (const [i, plan] of plans.entries()) {
      const sheet = seen[i];
      const cells = cellsOf(plan);
      expect(sheet?.values, plan.name).toEqual(
        Object.fromEntries(cells.map(({ cell, at }) => [at, cell.as === 'day' ? cell.value : stored(cell)])),
      );
      expect(
        Object.entries(sheet?.written ?? {}).filter(([, value]) => String(value).startsWith('=')),
        plan.name,
      ).toEqual(cells.flatMap(({ cell, at }) => (cell.as === 'formula' ? [[at, `=${cell.formula}`]] : [])));
      expect(sheet?.paper).toBe(plan.size === 'a3' ? 8 : 9);
      expect(sheet?.orientation).toBe(plan.orientation);
      expect(sheet?.filter ?? null).toBe(
        plan.filter === null
          ? null
          : `A${plan.filter}:${addressOf(plan.rows.length - 2, plan.columns.length - 1)}`,
      );
    }
  });
});
