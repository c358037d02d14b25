/** What an outside examiner found: layouts and cells in which something went missing or was taken for what it is not. */
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../shared/ledgerImport/readLedger.ts';
import { ledgerTree } from '../../shared/ledgerImport/tree.ts';
import type { LedgerTree } from '../../shared/ledgerImport/types.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import { recogniseLedger } from '../../shared/returns/recognise.ts';
import { answer, noMatches, row, unit } from './knownUnit.ts';
import { answersOf, book, fieldsOf, known, recognised, rowsOf, sheet } from './recogniseSupport.ts';
import type { Cells } from './recogniseSupport.ts';

describe('months without a year', () => {
  const heads = ['序号', '整改措施', '整改状态', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `${n}月进展`)];
  const table = (...rows: Cells[]) => book(sheet([['财务管理部台账（截至2024年8月）'], heads, ...rows]));
  const cells = ['1', '清收欠款', '整改中', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `${n}月的事`)];

  it('that begin before feedback are not those of a year to come', () => {
    // Feedback was in March: 1月 was taken for next January, and 8月 for August of next year.
    const ledger = { ...known, today: '2024-08-31', feedbackOn: '2024-03-05' };
    const fields = fieldsOf(recognised(table(cells), '报送.xlsx', {}, ledger));
    expect(fields['progress 2024-08']).toBe('8月进展');
    expect(fields['progress 2024-01']).toBe('1月进展');
    expect(answersOf(rowsOf(table(cells), '报送.xlsx', {}, ledger)[0])['progress']).toBe('8月的事');
  });

  it('go on into the next year where they begin after feedback', () => {
    const ledger = { ...known, today: '2025-02-28', feedbackOn: '2024-10-08' };
    const later = book(
      sheet([
        ['财务管理部2025年2月'],
        ['序号', '整改措施', '11月进展', '12月进展', '1月进展', '2月进展'],
        ['1', '清收欠款', '甲', '乙', '丙', '丁'],
      ]),
    );
    expect(Object.keys(fieldsOf(recognised(later, '报送.xlsx', {}, ledger)))).toEqual(
      expect.arrayContaining([
        'progress 2024-11',
        'progress 2024-12',
        'progress 2025-01',
        'progress 2025-02',
      ]),
    );
  });
});

describe('完成时间', () => {
  const table = (days: readonly string[], heads: readonly string[]) =>
    book(
      sheet([
        ['财务管理部2024年8月'],
        heads,
        ...days.map((day, n): Cells =>
          heads.map(
            (head) =>
              ({
                序号: String(n + 1),
                整改措施: `措施${n}`,
                状态: '已完成',
                进展: `已办${n}`,
                完成时间: day,
              })[head] ?? '',
          ),
        ),
      ]),
    );
  const past = ['2024.8.5', '2024-08-06', '2024年8月7日'];

  it('behind state and progress says when it was done, also where every row is done', () => {
    const fields = fieldsOf(recognised(table(past, ['序号', '整改措施', '状态', '进展', '完成时间'])));
    expect(fields['doneOn']).toBe('完成时间');
  });

  it('before them, or with days to come, is the deadline', () => {
    const before = fieldsOf(recognised(table(past, ['序号', '整改措施', '完成时间', '状态', '进展'])));
    expect(before['deadline']).toBe('完成时间');
    const coming = table([...past, '2024年12月底前'], ['序号', '整改措施', '状态', '进展', '完成时间']);
    expect(fieldsOf(recognised(coming))['deadline']).toBe('完成时间');
  });
});

describe('a lone tick', () => {
  it('is no progress, no reason and no remark', () => {
    const ticked = (mark: string) =>
      answersOf(
        rowsOf(
          book(
            sheet([
              ['财务管理部2024年8月'],
              ['序号', '整改措施', '整改状态', '本月整改进展', '未按期完成原因', '备注'],
              ['1', '清收欠款', '整改中', mark, mark, mark],
            ]),
          ),
        )[0],
      );
    for (const mark of ['√', '✓', ' √ ', '×', '○', '是', '否', 'x', 'Y', 'TRUE'])
      expect(ticked(mark), mark).toMatchObject({
        progress: '!mark_only',
        delayReason: '!mark_only',
        remark: '!mark_only',
      });
    expect(ticked('是的，已办')).toMatchObject({ progress: '是的，已办' });
  });
});

describe('an old ledger', () => {
  const heads = ['序号', '反馈问题', '整改措施', '责任单位', '整改状态', '7月进展', '8月进展', '销号时间'];
  const read = (...rows: Cells[]) => {
    const old = book(sheet([heads, ...rows], { name: '台账' }));
    const found = recogniseLedger(old, '旧台账.xlsx', known, {});
    if (!found.ok) throw new Error(found.error.code);
    return ledgerTree(readLedger(old, found.value, known), '台账');
  };
  const told = ({ problems }: LedgerTree) => problems.map(({ cell, code, found }) => [cell, code, found]);

  it('keeps no 同上, no lone tick and no error as progress, and tells each', () => {
    const tree = read(
      ['1', '账目不清', '清理账目', '财务管理部', '整改中', '已清理一半', '同上', null],
      ['2', '用人不严', '修订办法', '人力资源部', '整改中', '√', { error: '#REF!' }, null],
    );
    const texts = tree.branches.flatMap(({ issues }) =>
      issues.flatMap(({ measures }) => measures.flatMap(({ progress }) => progress.map(({ text }) => text))),
    );
    expect(texts).toEqual(['已清理一半']);
    expect(told(tree)).toEqual([
      ['G2', 'same_as_above', '同上'],
      ['F3', 'mark_only', '√'],
      ['G3', 'cell_error', '#REF!'],
    ]);
  });

  it('has no unit of two names: the first answers, the other takes part, and it is told', () => {
    const tree = read([
      '1',
      '账目不清',
      '清理账目',
      '财务管理部、人力资源部',
      '整改中',
      '已清理',
      null,
      null,
    ]);
    const [issue] = tree.branches[0]?.issues ?? [];
    expect(issue?.unit).toBe('财务管理部');
    expect(issue?.measures[0]?.assisting).toEqual(['人力资源部']);
    expect(told(tree)).toEqual([['D2', 'several_units', '财务管理部、人力资源部']]);
  });

  it('names the cell that says 已销号 without a day', () => {
    const tree = read(['1', '账目不清', '清理账目', '财务管理部', '已销号', null, null, null]);
    expect(told(tree)).toEqual([['E2', 'closed_without_day', '已销号']]);
  });
});

describe('rows of no measure', () => {
  it('keep enough of long texts to be known by, and no more: the ledger holds them until they are decided', () => {
    const long = '长'.repeat(32_767);
    const rows = Array.from({ length: 8 }, (_, n) =>
      row(10 + n, { title: `没有这一条${n}` }, [answer('progress', long), answer('remark', long)]),
    );
    const { rows: staged, counts } = compareRows(rows, '报送表', unit([]), noMatches);
    expect(counts.rowClasses).toMatchObject({ matched: 0, new: 8 });
    expect(JSON.stringify(staged).length).toBeLessThan(40_000);
    expect(staged[0]?.cells[0]?.text.startsWith('长长长')).toBe(true);
  });
});
