import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { receiptFileName, ReceiptPaper } from '../../renderer/papers/ReceiptPaper.tsx';
import type { Receipt } from '../../shared/contract/types.ts';

const text = (markup: string): string => markup.replace(/<[^>]*>/g, '');
describe('receipt', () => {
  const counts = {
    rows: 12,
    classes: { problem: 2, blank: 80, forbidden: 1, unchanged: 30, ours: 0, theirs: 14, both: 3 },
    rowClasses: { matched: 11, new: 1, absent: 2, ambiguous: 0 },
    problems: 5,
    completions: 3,
    hints: 1,
  };
  const receipt: Receipt = {
    batch: 7,
    on: '2024-09-03',
    operator: '王芳',
    organisation: '某市国有资产经营集团有限公司',
    hash: '0123456789abcdef'.repeat(4),
    counts: { files: 1, rows: 12, accepted: 10, kept: 2, edited: 1, open: 0 },
    files: [
      {
        name: '财务管理部.xlsx',
        sha256: 'c0ffee0123456789'.repeat(4),
        unit: '财务管理部',
        month: '2024-08',
        rows: 12,
        counts,
        accepted: 10,
        kept: 2,
        edited: 1,
        open: 0,
      },
    ],
    decisions: [
      {
        file: '财务管理部.xlsx',
        at: 'H7',
        measure: '3-2 组织开展专项治理',
        field: 'state',
        choice: 'accept',
        before: 'in_progress',
        after: 'done',
      },
      {
        file: '财务管理部.xlsx',
        at: 'X9',
        measure: '3-3 清退',
        field: 'recovery_returned',
        choice: 'keep',
        before: '',
        after: '16580000',
      },
    ],
    keptOnUndo: [],
    undoneOn: null,
  };
  const said = (value: Receipt, limit?: number): string =>
    text(renderToStaticMarkup(<ReceiptPaper receipt={value} {...(limit === undefined ? {} : { limit })} />));

  it('has a name for its file', () => {
    expect(receiptFileName({ batch: 7 })).toBe('报送表导入回执第7号');
  });

  it('tells files, counts, decisions in words, and the hashes whole', () => {
    const paper = said(receipt);
    for (const part of [
      '导入批次第7号',
      '经办人王芳导入报送表1份，共12行',
      '采纳10处，修改后采纳1处，保留台账原内容2处，未决0处',
      '指纹 c0ffee012345',
      '整改中',
      '已完成',
      '165,800.00',
      '（空）',
      '保留台账',
      'H7',
    ])
      expect(paper).toContain(part);
    const bare = paper.replaceAll(' ', '');
    expect(bare).toContain(receipt.hash);
    expect(bare).toContain('c0ffee0123456789'.repeat(4));
    expect(paper).not.toContain('撤销');
  });

  it('of an undone batch says so, and lists what stayed', () => {
    const paper = said({
      ...receipt,
      undoneOn: '2024-09-20',
      keptOnUndo: [{ table: 'measures', row: 12, about: '3-2 专项治理', field: 'state', now: 'done' }],
    });
    expect(paper).toContain('本批已于2024年9月20日撤销');
    expect(paper).toContain('3-2 专项治理');
  });

  it('says where the screen leaves rows out; the printed one holds all', () => {
    expect(said(receipt, 1)).toContain('只显示前 1 行，共 2 行');
    expect(said(receipt)).not.toContain('只显示');
  });
});
