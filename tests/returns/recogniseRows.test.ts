import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Area, Grid, Plain } from '../../shared/returns/grid.ts';
import { readLedger } from '../../shared/ledgerImport/readLedger.ts';
import { recogniseLedger } from '../../shared/returns/recognise.ts';
import { valueOf } from '../../shared/result.ts';
import { layouts } from './recogniseLayouts.ts';
import { answersOf, book, fieldsOf, known, recognised, rowsOf, sheet, unmapped } from './recogniseSupport.ts';

describe('rows as read', () => {
  it('merged cells: known columns are filled down, answers are proposed, figures count once', () => {
    const grid = sheet(
      [
        [
          '序号',
          '问题',
          '整改措施',
          '整改状态',
          '整改进展',
          '完成日期',
          '谈话提醒',
          '收回金额（元）',
          '佐证材料',
        ],
        ['一', '采购不规范', '修订办法', '已完成', '都已办完', { day: '2024-08-01' }, 2, 500, '纪要'],
        [null, null, '清退供应商'],
        [null, null, '开展培训', '完成90%'],
        ['二', '档案缺失', '补齐档案', '整改中', '补了一半', null, null, null, null],
      ],
      { merges: ['A2:A4', 'B2:B4', 'D2:D3', 'E2:E4', 'F2:F4', 'G2:G4', 'H2:H4', 'I2:I4'] },
    );
    const rows = rowsOf(book(grid), '财务管理部2024年8月.xlsx');
    expect(rows.map((row) => [row.known.issueNumber, row.known.issueTitle, row.known.title])).toEqual([
      ['一', '采购不规范', '修订办法'],
      ['一', '采购不规范', '清退供应商'],
      ['一', '采购不规范', '开展培训'],
      ['二', '档案缺失', '补齐档案'],
    ]);
    expect(rows.map(answersOf)).toEqual([
      {
        state: 'done',
        progress: '都已办完',
        doneOn: '2024-08-01',
        sanction_talk_reminder: '2',
        recovery_returned: '50000',
        evidence: '纪要',
      },
      {
        state: '!merged_answer → done',
        progress: '!merged_answer → 都已办完',
        doneOn: '!merged_answer → 2024-08-01',
      },
      {
        state: '!state_percent → mostly_done',
        progress: '!merged_answer → 都已办完',
        doneOn: '!merged_answer → 2024-08-01',
      },
      { state: 'in_progress', progress: '补了一半' },
    ]);
  });

  it('an issue that stands only in its first row goes on, as .csv has it', () => {
    const rows = rowsOf(
      book(
        sheet([
          ['问题序号', '问题', '措施', '进展'],
          ['3', '采购', '甲', 'a'],
          [null, null, '乙', 'b'],
          ['4', '档案', '丙', 'c'],
          [null, null, '丁', 'd'],
        ]),
      ),
    );
    expect(rows.map((row) => [row.known.issueNumber, row.known.issueTitle])).toEqual([
      ['3', '采购'],
      ['3', '采购'],
      ['4', '档案'],
      ['4', '档案'],
    ]);
  });

  it('numbers that only count rows are no official numbers; others are', () => {
    const numbers = (values: readonly Plain[]): (string | undefined)[] =>
      rowsOf(
        book(sheet([['序号', '整改措施', '进展'], ...values.map((value, i) => [value, `措施${i}`, '进展'])])),
      ).map((row) => row.known.number);
    expect(numbers([1, 2, 3])).toEqual([undefined, undefined, undefined]);
    expect(numbers(['1-1', '1-2'])).toEqual(['1-1', '1-2']);
    expect(numbers([3, 7])).toEqual(['3', '7']);
  });

  it('同上 proposes the row above; errors and hidden rows are told', () => {
    const grid = sheet(
      [
        ['整改措施', '整改进展', '整改状态', '收回金额'],
        ['甲', '已印发', '已完成', '100元'],
        ['乙', '同上', '同上', '同上'],
        ['丙', { error: '#REF!' }, '〃', { error: '#DIV/0!' }],
      ],
      { hiddenRows: [3] },
    );
    const rows = rowsOf(book(grid));
    expect(rows.map((row) => row.hidden)).toEqual([false, false, true]);
    expect(answersOf(rows[1])).toEqual({
      progress: '!same_as_above → 已印发',
      state: '!same_as_above → done',
      recovery_returned: '!same_as_above → 10000',
    });
    expect(answersOf(rows[2])).toEqual({
      progress: '!cell_error',
      state: '!same_as_above → done',
      recovery_returned: '!cell_error',
    });
  });

  it('a column of its kind stands above a mixed one; what differs waits', () => {
    const rows = rowsOf(
      book(
        sheet([
          ['整改措施', '问责处理情况', '谈话提醒', '诫勉'],
          ['甲', '谈话提醒2人、诫勉1人', 2, null],
          ['乙', '谈话提醒3人', 2, 0],
        ]),
      ),
    );
    expect(rows.map(answersOf)).toEqual([
      { sanction_talk_reminder: '2', sanction_admonishment: '1' },
      { sanction_talk_reminder: '!figures_differ → 2', sanction_admonishment: '0' },
    ]);
  });

  it('of columns of several months the file’s month is read', () => {
    const grid = sheet([
      ['整改措施', '7月进展', '8月进展', '9月进展'],
      ['甲', '七', '八', null],
    ]);
    expect(rowsOf(book(grid), 'a.xlsx', { month: '2024-08', unit: 1 }).map(answersOf)).toEqual([
      { progress: '八' },
    ]);
    expect(rowsOf(book(grid), 'a.xlsx', { month: '2024-07', unit: 1 }).map(answersOf)).toEqual([
      { progress: '七' },
    ]);
    expect(rowsOf(book(grid), 'a.xlsx', { month: '2024-06', unit: 1 }).map(answersOf)).toEqual([{}]);
  });
});

describe('one name for two fields: what the column holds tells', () => {
  const fieldOf = (
    heading: string,
    values: readonly (Plain | null)[],
    beside: readonly string[] = [],
  ): string | undefined => {
    const rows = values.map((value, i) => [`措施${i}`, value, '进展', ...beside.map(() => null)]);
    const found = recognised(book(sheet([['整改措施', heading, '本月进展', ...beside], ...rows])));
    return found.columns[1]?.field ?? undefined;
  };

  it('完成时间: a deadline, or when it was done', () => {
    expect(fieldOf('完成时间', ['2024年12月底前', '长期坚持'])).toBe('deadline');
    expect(fieldOf('完成时间', [{ day: '2024-12-31' }, { day: '2024-06-30' }])).toBe('deadline');
    expect(fieldOf('完成时间', ['2024.7.1', null, null])).toBe('doneOn');
    expect(fieldOf('完成时间', ['2024.7.1', '推进中'])).toBe('doneOn');
    expect(fieldOf('完成时间', ['2024.7.1', '2024.7.2'], ['整改时限'])).toBe('doneOn');
    expect(fieldOf('完成时间', ['2024.7.1', '2024.7.2'], ['实际完成时间'])).toBe('deadline');
  });

  it('完成情况, 整改情况: a state, or progress', () => {
    expect(fieldOf('完成情况', ['已完成', '推进中', '基本完成'])).toBe('state');
    expect(fieldOf('完成情况', ['已召开三次会议研究，形成方案并印发执行', '已完成'])).toBe('state');
    expect(fieldOf('完成情况', ['已召开三次会议研究，形成方案并印发执行', '已印发办法两项'])).toBeUndefined();
  });

  it('序号: of measures or of issues', () => {
    const numbered = (values: readonly (Plain | null)[]): string | undefined => {
      const rows = values.map((value, i) => [value, value === null ? null : `问题${i}`, `措施${i}`, '进展']);
      return (
        recognised(book(sheet([['序号', '问题', '措施', '进展'], ...rows]))).columns[0]?.field ?? undefined
      );
    };
    expect(numbered(['1', null, '2', null])).toBe('issueNumber');
    expect(numbered(['1-1', '1-2', '2-1'])).toBe('number');
  });
});

describe('a whole ledger', () => {
  const grid = sheet(
    [
      ['华江集团巡察整改台账'],
      [
        '序号',
        '方面',
        '子类',
        '问题',
        '具体表现',
        '整改措施',
        '牵头领导',
        '责任单位',
        '配合单位',
        '责任人',
        '整改时限',
        '整改要求',
        '2023年11月进展',
        '12月进展',
        '1月进展',
        '目前状态',
        '完成时间',
        '销号时间',
        '备注',
      ],
      [
        '1',
        '落实决策',
        '改革',
        '改革滞后',
        '两项未完成',
        '倒排工期',
        '甲',
        '党委办公室',
        '财务管理部',
        '乙',
        '2024年1月',
        '限期整改',
        '启动',
        '推进',
        '完成',
        '已完成',
        '2024-01-20',
        '2024-02-01',
        null,
      ],
      [
        null,
        null,
        null,
        null,
        null,
        '按月督查',
        '甲',
        '党委办公室',
        null,
        '乙',
        '长期坚持',
        '长期坚持',
        '督查',
        '督查',
        '督查',
        '整改中',
        null,
        null,
        null,
      ],
      [
        '2',
        '履行责任',
        '内控',
        '内控不严',
        '三处缺失',
        '修订制度',
        '丙',
        '财务管理部',
        null,
        '丁',
        '2024年3月',
        '限期整改',
        null,
        '起草',
        '印发',
        '基本完成',
        null,
        null,
        null,
      ],
    ],
    { merges: ['A1:S1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4'] },
  );

  it('has its own columns, progress of months over the year’s end, neither unit nor month', () => {
    const found = valueOf(recogniseLedger(book(grid), '台账.xlsx', known, {}));
    expect(found).toMatchObject({
      kind: 'ledger',
      head: [1, 1],
      asks: [],
      unit: { id: null },
      month: { month: null },
    });
    expect(fieldsOf(found)).toEqual({
      issueNumber: '序号',
      aspect: '方面',
      heading: '子类',
      issueTitle: '问题',
      issueText: '具体表现',
      title: '整改措施',
      lead: '牵头领导',
      unit: '责任单位',
      assisting: '配合单位',
      assignee: '责任人',
      deadline: '整改时限',
      demand: '整改要求',
      'progress 2023-11': '2023年11月进展',
      'progress 2023-12': '12月进展',
      'progress 2024-01': '1月进展',
      state: '目前状态',
      doneOn: '完成时间',
      closedOn: '销号时间',
      remark: '备注',
    });
    expect(unmapped(found)).toEqual([]);
  });

  it('title lines across the table are aspects and sub-headings where no column holds them', () => {
    const titled = sheet(
      [
        ['序号', '问题', '整改措施', '责任单位', '整改时限', '完成情况'],
        ['一、落实决策方面'],
        ['（一）改革方面'],
        [1, '甲', '乙', '财务部', '2024年5月', '已完成'],
        ['（二）发展方面', null, null, null, null, null],
        [2, '丙', '丁', '财务部', '2024年5月', '推进中'],
        ['二、管党治党方面'],
        [3, '戊', '己', '人力部', '2024年5月', '推进中'],
      ],
      { merges: ['A2:F2', 'A3:F3', 'A7:F7'] },
    );
    const found = valueOf(recogniseLedger(book(titled), '台账.xlsx', known, {}));
    expect(
      readLedger(book(titled), found, known).map(({ place }) => [place.aspect, place.heading, place.title]),
    ).toEqual([
      ['落实决策方面', '改革方面', '乙'],
      ['落实决策方面', '发展方面', '丁'],
      ['管党治党方面', undefined, '己'],
    ]);
  });
});

describe('what is inserted changes nothing that is read', () => {
  it.each(layouts)('$name', (layout) => {
    const base = book(layout.grid);
    const before = recognised(base, layout.file);
    const read = rowsOf(base, layout.file).map((row) => [row.known, answersOf(row)]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(12), { maxLength: 4 }),
        fc.uniqueArray(fc.nat(12), { maxLength: 3 }),
        fc.array(fc.constantFrom('请认真填写', '附件1', '内部资料'), { maxLength: 3 }),
        (blankRows, blankColumns, titles) => {
          // Between the rows of one heading nothing is inserted.
          const rows = blankRows.filter((r) => r <= layout.head[0] || r > layout.head[1]);
          const grid = inserted(layout.grid, rows, blankColumns, titles);
          const found = recognised(book(grid), layout.file);
          expect(fieldsOf(found)).toEqual(fieldsOf(before));
          expect(unmapped(found)).toEqual(unmapped(before));
          expect([found.asks, found.unit, found.month, found.fingerprint]).toEqual([
            before.asks,
            before.unit,
            before.month,
            before.fingerprint,
          ]);
          expect(rowsOf(book(grid), layout.file).map((row) => [row.known, answersOf(row)])).toEqual(read);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** Blank rows before some rows, blank columns before some columns (never inside a merged area), titles above all. */
function inserted(
  grid: Grid,
  rows: readonly number[],
  columns: readonly number[],
  titles: readonly string[],
): Grid {
  const inside = (c: number, area: Area): boolean => c > area.left && c <= area.right;
  const free = columns.filter((c) => !grid.merges.some((area) => inside(c, area)) && !groupedBefore(grid, c));
  const row = (r: number): number => r + titles.length + rows.filter((at) => at <= r).length;
  const column = (c: number): number => c + free.filter((at) => at <= c).length;
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

/** A group without merged cells is held together only by its columns standing side by side. */
function groupedBefore(grid: Grid, c: number): boolean {
  return (
    grid.merges.length === 0 && grid.rows[1]?.cells[c] !== undefined && grid.rows[0]?.cells[c] === undefined
  );
}
