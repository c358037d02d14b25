import { describe, expect, it } from 'vitest';
import type { KnownMapping } from '../../shared/returns/types.ts';
import { recognise } from '../../shared/returns/recognise.ts';
import { rememberedColumns } from '../../shared/returns/remember.ts';
import {
  answersOf,
  book,
  fieldsOf,
  known,
  recognised,
  rowsOf,
  sheet,
  type Cells,
} from './recogniseSupport.ts';

const head = ['序号', '问题', '整改措施', '整改状态', '整改进展'];
const data: readonly Cells[] = [
  ['1-1', '采购不规范', '修订采购办法', '已完成', '已印发'],
  ['1-2', '往来款挂账', '清理往来款', '整改中', '已清六成'],
];
const table = (title: Cells, name?: string, more: { hidden?: boolean } = {}) =>
  sheet([title, head, ...data], { ...(name === undefined ? {} : { name }), ...more });

describe('whose return it is', () => {
  const unit = (title: string, file: string): [number | null, boolean] => {
    const found = recognised(book(table([title])), file, { month: '2024-08' });
    return [found.unit.id, found.asks.includes('unit')];
  };

  it('by label, title or file name; by any name it ever had', () => {
    expect(unit('填报单位：财务管理部', 'a.xlsx')).toEqual([1, false]);
    expect(unit('单位名称：财务处（盖章）', 'a.xlsx')).toEqual([1, false]);
    expect(unit('华江水务有限公司整改情况表', 'a.xlsx')).toEqual([4, false]);
    expect(unit('整改情况表', '华江自来水公司8月.xlsx')).toEqual([4, false]);
    expect(unit('整改情况表', '8月.zip!人力资源部/整改表.xlsx')).toEqual([2, false]);
  });

  it('by a short form that only one unit can have', () => {
    expect(unit('报送单位：财务部', 'a.xlsx')).toEqual([1, false]);
    expect(unit('整改情况表', '城建公司8月报送.xlsx')).toEqual([3, false]);
    expect(unit('整改情况表', '党办8月报送.xlsx')).toEqual([null, true]);
    expect(unit('报送单位：华江公司', 'a.xlsx')).toEqual([null, true]);
  });

  it('the group before its department is not meant', () => {
    expect(unit('华江集团财务管理部整改情况表', 'a.xlsx')).toEqual([1, false]);
    expect(unit('华江集团整改情况表', '财务管理部.xlsx')).toEqual([1, false]);
    expect(unit('整改情况表', '华江集团-财务部-8月.xlsx')).toEqual([1, false]);
    // The water company got no form either, so the two contradict each other.
    expect(unit('华江集团整改情况表', '华江水务有限公司.xlsx')).toEqual([7, true]);
    expect(unit('整改情况表', '华江集团.xlsx')).toEqual([7, false]);
    expect(unit('填报单位：财务管理部', '华江集团/财务管理部.xlsx')).toEqual([1, false]);
  });

  it('asked when two places contradict each other or nothing says it', () => {
    expect(unit('填报单位：财务管理部', '人力资源部8月.xlsx')).toEqual([1, true]);
    expect(unit('整改情况表', '整改表.xlsx')).toEqual([null, true]);
    expect(unit('财务管理部、人力资源部整改情况表', '人力资源部.xlsx')).toEqual([2, false]);
  });

  it('by the only unit that its rows name, when nothing else does', () => {
    const rows = [[...head, '责任单位'], ...data.map((row) => [...row, '资产经营部'])];
    expect(recognised(book(sheet(rows)), '整改.xlsx', { month: '2024-08' })).toMatchObject({
      unit: { id: 6 },
      asks: [],
    });
    expect(recognised(book(sheet(rows)), '财务处.xlsx', { month: '2024-08' })).toMatchObject({
      unit: { id: 1 },
      asks: [],
    });
  });
});

describe('of which month', () => {
  const month = (title: Cells, file: string): [string | null, boolean] => {
    const found = recognised(book(table(title)), file, { unit: 1 });
    return [found.month.month, found.asks.includes('month')];
  };

  it('by title, label or file name, with or without its year', () => {
    expect(month(['2024年8月整改情况'], 'a.xlsx')).toEqual(['2024-08', false]);
    expect(month(['二〇二四年八月整改情况'], 'a.xlsx')).toEqual(['2024-08', false]);
    expect(month(['整改情况（8月份）'], 'a.xlsx')).toEqual(['2024-08', false]);
    expect(month(['报送月份', '2024-07'], 'a.xlsx')).toEqual(['2024-07', false]);
    expect(month(['截至2024年8月31日整改情况'], 'a.xlsx')).toEqual(['2024-08', false]);
    expect(month(['整改情况'], '财务部2024.8.xlsx')).toEqual(['2024-08', false]);
    expect(month(['整改情况'], '202408财务部.xlsx')).toEqual(['2024-08', false]);
    expect(month(['整改情况'], '8月/财务部.xlsx')).toEqual(['2024-08', false]);
  });

  it('the month of the inspection is not the month of the report', () => {
    expect(month(['2024年3月市委巡察反馈意见整改情况（8月）'], 'a.xlsx')).toEqual(['2024-08', false]);
    expect(month(['2024年3月巡察反馈意见整改情况'], '财务部8月.xlsx')).toEqual(['2024-08', false]);
    expect(month(['2024年8月巡察整改情况'], 'a.xlsx')).toEqual(['2024-08', false]);
  });

  it('asked when it has not come, is old, contradicted, or not said', () => {
    expect(month(['12月整改情况'], 'a.xlsx')).toEqual(['2023-12', true]);
    expect(month(['2024年10月整改情况'], 'a.xlsx')).toEqual(['2024-10', true]);
    expect(month(['2024年7月整改情况'], '8月.xlsx')).toEqual(['2024-07', true]);
    expect(month(['整改情况'], 'a.xlsx')).toEqual([null, true]);
    expect(month(['截至2024年9月5日整改情况'], 'a.xlsx')).toEqual(['2024-09', true]);
  });

  it('neither from the day it was filled in nor from deadlines', () => {
    expect(month(['填报日期：2024年9月3日'], 'a.xlsx')).toEqual([null, true]);
    expect(month(['2024年第8期'], '20240903.xlsx')).toEqual([null, true]);
    const rows = [[...head, '整改时限'], ...data.map((row) => [...row, '2024年8月'])];
    expect(recognised(book(sheet(rows)), 'a.xlsx', { unit: 1 }).month.month).toBeNull();
  });

  it('the clerk’s answers stand above every guess', () => {
    const found = recognised(book(table(['财务管理部2024年8月整改情况'])), 'a.xlsx', {
      unit: 2,
      month: '2024-06',
      head: [1, 1],
      columns: { 0: null, 4: 'remark' },
    });
    expect(found).toMatchObject({
      asks: [],
      unit: { id: 2, how: 'chosen' },
      month: { month: '2024-06', how: 'chosen' },
    });
    expect(fieldsOf(found)).toEqual({
      issueTitle: '问题',
      title: '整改措施',
      state: '整改状态',
      remark: '整改进展',
    });
    expect(found.columns.map((column) => column.how)).toEqual([
      'chosen',
      'exact',
      'exact',
      'exact',
      'chosen',
    ]);
  });
});

describe('which sheet', () => {
  const guide = sheet([['填报说明'], ['1.请如实填写'], ['2.状态填已完成、整改中']], { name: '填报说明' });

  it('the one in sight that holds rows; others are shown, not read', () => {
    const found = recognised(
      book(
        guide,
        table(['财务管理部2024年8月'], '表一'),
        table(['样表'], '样表'),
        table(['旧'], '旧表', { hidden: true }),
      ),
    );
    expect(found.sheet).toBe('表一');
    expect(found.asks).toEqual([]);
    expect(found.sheets).toEqual([
      { name: '填报说明', rows: 0, hidden: false, looksLikeReturn: false },
      { name: '表一', rows: 2, hidden: false, looksLikeReturn: false },
      { name: '样表', rows: 2, hidden: false, looksLikeReturn: true },
      { name: '旧表', rows: 2, hidden: true, looksLikeReturn: true },
    ]);
  });

  it('of two units’ or two months’ sheets that of the file’s own; equal ones are asked about', () => {
    const two = book(
      table(['人力资源部2024年8月'], '人力资源部'),
      table(['财务管理部2024年8月'], '财务管理部'),
    );
    expect(recognised(two, '财务管理部.xlsx')).toMatchObject({
      sheet: '财务管理部',
      asks: [],
      unit: { id: 1 },
    });
    expect(recognised(two, '报送.xlsx', { unit: 2 }).sheet).toBe('人力资源部');
    expect(recognised(two, '报送.xlsx').asks).toContain('sheet');
    expect(recognised(two, '报送.xlsx', { sheet: '财务管理部' })).toMatchObject({
      sheet: '财务管理部',
      asks: [],
    });
    const months = book(table(['财务管理部'], '7月'), table(['财务管理部'], '8月'));
    expect(recognised(months, '财务部8月.xlsx')).toMatchObject({
      sheet: '8月',
      month: { month: '2024-08' },
      asks: [],
    });
    expect(recognised(months, '财务部.xlsx').asks).toContain('sheet');
  });

  it('nothing like a table is refused', () => {
    for (const grid of [
      guide,
      sheet([]),
      sheet([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      sheet([
        ['随便', '写写'],
        ['甲', '乙'],
      ]),
    ])
      expect(recognise(book(grid), 'a.xlsx', known, {})).toEqual({
        ok: false,
        error: { code: 'no_table_found' },
      });
    expect(recognise(book(), 'a.xlsx', known, {}).ok).toBe(false);
  });
});

describe('a layout confirmed before', () => {
  const own = sheet([
    ['事项', '做法', '8月做到哪了', '整改状态'],
    ['公章管理', '修订制度', '已修订', '已完成'],
    ['合同倒签', '上线系统', '测试', '整改中'],
  ]);
  const next = sheet([
    ['九月报送'],
    ['事项', '做法', '9月做到哪了', '整改状态'],
    ['公章管理', '修订制度', '运行', '已完成'],
  ]);

  it('is known again next month, for its unit', () => {
    const first = recognised(book(own), '8月.xlsx', {
      unit: 2,
      head: [0, 0],
      columns: { 0: 'issueTitle', 1: 'title', 2: 'progress' },
    });
    expect(first.asks).toEqual([]);
    expect(rememberedColumns(first)).toEqual({
      事项: 'issueTitle',
      做法: 'title',
      '8月做到哪了': 'progress',
      整改状态: 'state',
    });
    const mapping: KnownMapping = {
      unit: 2,
      fingerprint: first.fingerprint,
      columns: rememberedColumns(first),
    };
    const ledger = { ...known, mappings: [mapping] };
    const again = recognised(book(own), '8月.xlsx', {}, ledger);
    expect(again).toMatchObject({
      asks: [],
      unit: { id: 2, how: 'remembered' },
      fingerprint: first.fingerprint,
    });
    const later = recognised(
      book(next),
      '人力资源部.xlsx',
      { head: [1, 1], month: '2024-09' },
      { ...ledger, today: '2024-09-30' },
    );
    expect(later.fingerprint).toBe(first.fingerprint);
    expect(later.columns.map((column) => [column.field, column.how])).toEqual([
      ['issueTitle', 'remembered'],
      ['title', 'remembered'],
      ['progress', 'remembered'],
      ['state', 'remembered'],
    ]);
    expect(
      answersOf(rowsOf(book(next), '人力资源部.xlsx', { head: [1, 1], month: '2024-09' }, ledger)[0]),
    ).toEqual({ progress: '运行', state: 'done' });
  });

  it('a column that was put aside stays aside; the clerk’s answer stands above it', () => {
    const first = recognised(book(table(['财务管理部2024年8月'])), 'a.xlsx', { columns: { 4: null } });
    const ledger = {
      ...known,
      mappings: [{ unit: 1, fingerprint: first.fingerprint, columns: rememberedColumns(first) }],
    };
    expect(
      fieldsOf(recognised(book(table(['财务管理部2024年8月'])), 'a.xlsx', {}, ledger)),
    ).not.toHaveProperty('progress');
    expect(
      fieldsOf(
        recognised(book(table(['财务管理部2024年8月'])), 'a.xlsx', { columns: { 4: 'progress' } }, ledger),
      ),
    ).toHaveProperty('progress');
    // Another unit's layout of the same headings is its own affair.
    expect(fieldsOf(recognised(book(table(['人力资源部2024年8月'])), 'a.xlsx', {}, ledger))).toHaveProperty(
      'progress',
    );
  });
});
