import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeForm } from '../../electron/excel/forms/writeForm.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { answerFields, knownFields } from '../../shared/returns/fields.ts';
import type { FormContent } from '../../shared/returns/form.ts';
import type { Grid, Plain, Workbook } from '../../shared/returns/grid.ts';
import { recognise } from '../../shared/returns/recognise.ts';
import { formMark, rowIdText } from '../../shared/returns/rowId.ts';
import { valueOf } from '../../shared/result.ts';
import type { ReadRow } from '../../shared/returns/types.ts';
import { formContent, formRow } from '../excel/formsSample.ts';
import { answersOf, fieldsOf, known, recognised, rowsOf } from './recogniseSupport.ts';

const identity = { ledgerId: known.ledgerId, form: 31, template: 1 };
const content: FormContent = {
  ...formContent([
    formRow(11, 'responsible', {
      state: 'done',
      progress: '一是清理；\n二是复核',
      doneOn: '2024-08-30',
      evidence: '会议纪要\n复核报告',
      regulationsNew: '《采购管理办法》（财发〔2024〕5号）\n《内控手册（试行）》',
      regulationsRevised: '《关于印发《审批权限》的通知》（财发〔2024〕6号）',
      sanction_talk_reminder: '2',
      recovery_returned: '16580050',
      recovery_other: '7',
      delayReason: '等待审计结论',
      nextStep: '10月底前办结',
      extensionTo: '2024-12-31',
      extensionReason: '审计未结',
      remark: '无误',
    }),
    formRow(12, 'assisting', { progress: '配合提供资料' }),
    formRow(13, 'responsible'),
    formRow(14, 'responsible', { state: 'not_started' }),
  ]),
  unit: { id: 1, name: '财务管理部' },
};

let folder = '';
let original: Workbook;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recognise-'));
  const file = join(folder, 'form.xlsx');
  await writeForm(content, identity, file);
  original = valueOf(await readWorkbook(readFileSync(file), 'form.xlsx'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function withSheet(change: (grid: Grid) => Grid, name = '报送表'): Workbook {
  return { ...original, sheets: original.sheets.map((grid) => (grid.name === name ? change(grid) : grid)) };
}

function onlyForm(grid = original.sheets.find((sheet) => sheet.name === '报送表')): Workbook {
  return { ...original, sheets: grid === undefined ? [] : [grid] };
}

function mapCells(
  grid: Grid,
  change: (cells: (Plain | undefined)[], r: number) => (Plain | undefined)[],
): Grid {
  return { ...grid, rows: grid.rows.map((row) => ({ ...row, cells: change([...row.cells], row.r) })) };
}

const plainRow = (row: ReadRow) => ({ id: row.id, answers: answersOf(row), known: row.known });

describe('the program’s own workbook', () => {
  it('untouched: every column, unit, month and form; every answer as it was sent', () => {
    const found = recognised(original, '随便什么名字.xlsx');
    expect(found).toMatchObject({ kind: 'own', sheet: '报送表', form: 31, asks: [] });
    expect(found.unit).toMatchObject({ id: 1, how: 'ids' });
    expect(found.month).toMatchObject({ month: '2024-08', how: 'ids' });
    expect(Object.keys(fieldsOf(found)).sort()).toEqual([...knownFields, ...answerFields].sort());
    expect(found.columns.filter((one) => one.field !== null && one.how !== 'own')).toEqual([]);
    const rows = rowsOf(original);
    expect(rows.map((row) => row.id)).toEqual(content.rows.map(({ measure }) => ({ form: 31, measure })));
    rows.forEach((row, i) => {
      const sent = content.rows[i]?.values ?? {};
      const said = Object.fromEntries(
        answerFields.flatMap((field) => (sent[field] === undefined ? [] : [[field, sent[field]]])),
      );
      expect(answersOf(row)).toEqual(said);
      for (const field of knownFields) expect(row.known[field]).toBe(sent[field]);
    });
  });

  it('sorted, with rows inserted and taken out', () => {
    const changed = withSheet((grid) => {
      const data = grid.rows.filter((row) => row.r >= 5 && row.r < 9);
      const others = grid.rows.filter((row) => row.r < 5);
      const kept = [data[3], data[0], data[2]].flatMap((row) => (row === undefined ? [] : [row]));
      const titled = { r: 7, hidden: false, cells: ['一、采购方面'] };
      const added = {
        r: 8,
        hidden: true,
        cells: [
          undefined,
          undefined,
          undefined,
          '补充一条措施',
          undefined,
          undefined,
          undefined,
          undefined,
          undefined,
          undefined,
          undefined,
          '整改中',
        ],
      };
      return {
        ...grid,
        merges: grid.merges.filter((area) => area.bottom < 5),
        rows: [...others, ...kept.map((row, i) => ({ ...row, r: 10 + i * 2 })), titled, added].sort(
          (a, b) => a.r - b.r,
        ),
      };
    });
    const rows = rowsOf(changed);
    expect(rows.map((row) => row.id?.measure ?? null)).toEqual([null, 14, 11, 13]);
    expect(rows[0]).toMatchObject({ row: 8, hidden: true });
    expect(answersOf(rows[2])).toEqual(answersOf(rowsOf(original)[0]));
  });

  it('columns inserted, moved and taken out', () => {
    const changed = withSheet((grid) => ({
      ...grid,
      merges: [],
      rows: grid.rows.map((row) => {
        const cells = Array.from({ length: 40 }, (_, c) => row.cells[c]);
        const [ids] = cells.splice(1, 1);
        cells.splice(3, 1);
        cells.splice(
          5,
          0,
          undefined,
          row.r === 4 ? '我们自己加的' : row.r > 4 && row.r < 9 ? '内部意见' : undefined,
        );
        return { ...row, cells: [...cells, ids] };
      }),
    }));
    const found = recognised(changed);
    expect(found.asks).toEqual([]);
    expect(found.columns.filter((one) => one.field === null).map((one) => one.heading)).toContain(
      '我们自己加的',
    );
    expect(Object.keys(fieldsOf(found))).not.toContain('role');
    const rows = rowsOf(changed);
    expect(rows.map((row) => row.id?.measure)).toEqual([11, 12, 13, 14]);
    expect(rows.map(answersOf)).toEqual(rowsOf(original).map(answersOf));
  });

  it('ids taken out: by its mark, and by its headings alone', () => {
    const bare = (grid: Grid): Grid =>
      mapCells(grid, (cells) =>
        cells.map((cell) => (typeof cell === 'string' && cell.startsWith('ZG1.') ? undefined : cell)),
      );
    const marked = recognised(withSheet(bare));
    expect(marked).toMatchObject({ kind: 'own', form: 31, asks: [] });
    const unmarked = recognised(onlyForm(bare(original.sheets[0] as Grid)));
    expect(unmarked).toMatchObject({ kind: 'own', form: null, asks: [] });
    expect([unmarked.unit, unmarked.month]).toMatchObject([
      { id: 1, how: 'text' },
      { month: '2024-08', how: 'text' },
    ]);
    expect(rowsOf(withSheet(bare)).map((row) => [row.id, answersOf(row)])).toEqual(
      rowsOf(original).map((row) => [null, answersOf(row)]),
    );
  });

  it('an id filled down, typed over or of another ledger is none', () => {
    const changed = withSheet((grid) =>
      mapCells(grid, (cells, r) =>
        cells.map((cell) =>
          typeof cell !== 'string' || !cell.startsWith('ZG1.')
            ? cell
            : r === 5
              ? `${cell}1`
              : r === 6
                ? rowIdText({ ...identity, ledgerId: 'ffff000011112222' }, 12)
                : cell,
        ),
      ),
    );
    expect(rowsOf(changed).map((row) => row.id?.measure ?? null)).toEqual([null, null, 13, 14]);
  });

  it('another unit’s name in it, or another month, is asked about; the clerk’s answer stands above all', () => {
    const named = withSheet((grid) =>
      mapCells(grid, (cells) =>
        cells.map((cell) =>
          typeof cell === 'string' && cell.startsWith('填报单位')
            ? cell.replace('财务管理部', '人力资源部').replace('8月', '7月')
            : cell,
        ),
      ),
    );
    expect(recognised(named)).toMatchObject({
      asks: ['unit', 'month'],
      unit: { id: 1, found: '人力资源部' },
    });
    expect(recognised(original, '人力资源部8月.xlsx').asks).toEqual(['unit']);
    expect(recognised(original, '财务处8月.xlsx').asks).toEqual([]);
    expect(recognised(named, 'x.xlsx', { unit: 2, month: '2024-07' })).toMatchObject({
      asks: [],
      unit: { id: 2, how: 'chosen' },
      month: { month: '2024-07', how: 'chosen' },
    });
  });

  it('a form of another ledger and one of a newer template are refused by name', () => {
    const other = recognise(original, 'x.xlsx', { ...known, ledgerId: 'ffff000011112222' }, {});
    expect(other).toEqual({ ok: false, error: { code: 'form_of_other_ledger' } });
    const newer = withSheet(
      (grid) =>
        mapCells(grid, (cells) =>
          cells.map((cell, c) =>
            c === 1 && typeof cell === 'string' && cell.startsWith('报送')
              ? cell
              : typeof cell === 'string' && cell.startsWith('ZGB')
                ? formMark({ ...identity, template: 2 }, 1, '2024-08')
                : cell,
          ),
        ),
      '标识',
    );
    expect(recognise(newer, 'x.xlsx', known, {})).toEqual({
      ok: false,
      error: { code: 'form_newer', detail: { template: 2 } },
    });
  });

  it('a form this ledger does not know any more: unit and month by its mark', () => {
    const found = recognised(original, 'x.xlsx', {}, { ...known, forms: [] });
    expect(found).toMatchObject({
      kind: 'own',
      form: null,
      asks: [],
      unit: { id: 1 },
      month: { month: '2024-08' },
    });
  });

  it('ids without a heading: the clerk names the columns', () => {
    const found = recognised(
      onlyForm({
        ...(original.sheets[0] as Grid),
        merges: [],
        rows: (original.sheets[0] as Grid).rows.filter((row) => row.r > 4),
      }),
    );
    expect(found.kind).toBe('own');
    expect(found.asks).toContain('columns');
  });

  it('blank rows and columns, titles above and hidden rows change nothing that is read', () => {
    const base = rowsOf(original).map(plainRow);
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { maxLength: 4 }),
        fc.array(fc.nat(30), { maxLength: 3 }),
        fc.array(fc.constantFrom('请认真填写', '附件1', '2024年第8期', ''), { maxLength: 3 }),
        (blankRows, blankColumns, titles) => {
          const changed = withSheet((grid) =>
            inserted(
              grid,
              [...new Set(blankRows)].filter((r) => r !== 4),
              [...new Set(blankColumns)],
              titles,
            ),
          );
          const found = recognised(changed);
          expect(found).toMatchObject({ kind: 'own', form: 31, asks: [] });
          expect(rowsOf(changed).map(plainRow)).toEqual(base);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Blank rows before some rows, blank columns before some columns, titles above all. */
function inserted(
  grid: Grid,
  rows: readonly number[],
  columns: readonly number[],
  titles: readonly string[],
): Grid {
  const row = (r: number): number => r + titles.length + rows.filter((at) => at <= r).length;
  const column = (c: number): number => c + columns.filter((at) => at <= c).length;
  return {
    ...grid,
    merges: grid.merges.map((area) => ({
      top: row(area.top),
      bottom: row(area.bottom),
      left: column(area.left),
      right: column(area.right),
    })),
    rows: [
      ...titles.map((title, r) => ({ r, hidden: false, cells: [title] })),
      ...grid.rows.map(({ r, hidden, cells }) => {
        const moved: (Plain | undefined)[] = [];
        cells.forEach((cell, c) => {
          moved[column(c)] = cell;
        });
        return { r: row(r), hidden, cells: moved };
      }),
    ],
  };
}
