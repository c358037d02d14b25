import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xlsx from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { addOutcome, decideSame, listOutcomes, outcomeBook } from '../../db/outcomes/index.ts';
import { outcomeSheets } from '../../electron/excel/outcomeSheets.ts';
import { writeOutcomeWorkbook } from '../../electron/excel/outcomeWorkbook.ts';
import { compareWithFile } from '../../electron/excel/writeSheets.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { clearAway, newLedger, newSampleLedger, TODAY, write } from '../db/makeLedger.ts';

const folder = mkdtempSync(join(tmpdir(), '成效-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(clearAway);

const SECRET = '钱某某、孙某某';
const nowhere = { issueId: null, measureId: null, unitId: null, note: '' };

/** The sample with a sanction that has names, and a recovery that repeats another. */
function book(names: boolean) {
  const { ledger } = newSampleLedger();
  write(ledger, (db) => {
    addOutcome(db, { family: 'sanction', ...nowhere, kind: 'judicial', people: 2, names: SECRET, on: TODAY });
    const [a, b] = ['2024-08-01', '2024-08-02'].map((on) =>
      addOutcome(db, { family: 'recovery', ...nowhere, kind: '追缴税款', fen: 1_234_567, on }),
    );
    decideSame(db, 'recovery', [a ?? 0, b ?? 0], a ?? 0);
  });
  return { ledger, made: outcomeBook(ledger.read, 'all', TODAY, names) };
}

async function written(name: string, names: boolean) {
  const file = join(folder, name);
  const { ledger, made } = book(names);
  await writeOutcomeWorkbook(made, file);
  const bytes = readFileSync(file);
  const parts = Object.entries(unzipSync(new Uint8Array(bytes))).map(([, data]) => strFromU8(data));
  return {
    file,
    ledger,
    made,
    parts,
    sheets: xlsx.read(bytes, { type: 'buffer', dense: true, cellFormula: true }),
  };
}

describe('the workbook of outcomes', () => {
  test('has a sheet a family, each with a sum that the sheet works out and that agrees with the ledger', async () => {
    const { file, ledger, made, sheets } = await written('全部.xlsx', false);
    expect(sheets.SheetNames).toEqual(['建章立制', '问责处理', '收回挽回', '问题线索']);
    for (const [at, family] of outcomeFamilies.entries()) {
      const data = sheets.Sheets[sheets.SheetNames[at] ?? '']?.['!data'] ?? [];
      const rows = made.families[at]?.rows.length ?? 0;
      const last = data[3 + rows] ?? [];
      const column = last.findIndex((cell) => cell?.f !== undefined);
      const sum = last[column];
      const letter = String.fromCharCode(65 + column);
      expect(sum?.f).toBe(`SUM(${letter}4:${letter}${3 + rows})`);
      const { total } = listOutcomes(ledger.read, { family, find: '' }, TODAY, pinyinInitials);
      expect(sum?.v).toBe(family === 'recovery' ? total / 100 : total);
      // The cells above add up to it, as any program will find on opening.
      const above = data
        .slice(3, 3 + rows)
        .reduce((all, row) => all + Math.round(Number(row?.[column]?.v) * 100), 0);
      expect(above).toBe(Math.round(Number(sum?.v) * 100));
    }
    await compareWithFile(outcomeSheets(made), file);
    await expect(
      compareWithFile(outcomeSheets({ ...made, families: made.families.slice(1) }), file),
    ).rejects.toThrow('xlsx_not_as_written');
  });

  test('names a repeat and does not count it', async () => {
    const { sheets } = await written('重复.xlsx', false);
    const rows: unknown[][] = xlsx.utils.sheet_to_json(sheets.Sheets['收回挽回'] ?? {}, { header: 1 });
    const repeat = rows.find((row) => String(row.at(-1)).includes('不另计'));
    expect(repeat).toEqual(expect.arrayContaining(['追缴税款', 12_345.67, 0]));
    const of = Number(/第(\d+)号/.exec(String(repeat?.at(-1)))?.[1]);
    expect(rows[2 + of]).toEqual(expect.arrayContaining([of, '追缴税款', 12_345.67]));
  });

  test('without names has them in no part of the file; with names they stand in a column of their own', async () => {
    const without = await written('无姓名.xlsx', false);
    for (const part of without.parts) {
      expect(part).not.toContain('钱某某');
      expect(part).not.toContain('姓名');
    }
    const named = await written('有姓名.xlsx', true);
    expect(named.parts.join('')).toContain(SECRET);
    const rows: unknown[][] = xlsx.utils.sheet_to_json(named.sheets.Sheets['问责处理'] ?? {}, { header: 1 });
    expect(rows[2]).toContain('姓名');
  });

  test('of a family without rows says so', () => {
    const ledger = newLedger();
    write(ledger, (db) =>
      db.run(
        `INSERT INTO rounds (title, organisation, inspected_by, feedback_on, months, current) VALUES ('轮次', '', '', NULL, 6, 1)`,
      ),
    );
    const [sheet] = outcomeSheets(outcomeBook(ledger.read, 'clue', TODAY, false));
    expect(sheet?.rows[3]?.cells).toEqual([{ as: 'text', value: '尚未登记问题线索。' }]);
    expect(sheet?.filter).toBeNull();
  });

  test('is set for A4 across, with a row for every line of text', () => {
    const { made } = book(false);
    for (const sheet of outcomeSheets(made)) {
      expect(sheet.orientation).toBe('landscape');
      expect(sheet.rows.every((row) => row.cells.length <= sheet.columns.length)).toBe(true);
      expect(sheet.rows.at(-1)?.style).toBe('total');
    }
  });
});
