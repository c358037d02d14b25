import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { receiptFileName, ReceiptPaper } from '../../renderer/papers/ReceiptPaper.tsx';
import { ReminderPaper } from '../../renderer/papers/ReminderPaper.tsx';
import { listFits, reminderFileName, reminderText } from '../../renderer/papers/reminderText.ts';
import type { Receipt, ReminderPaper as Reminder } from '../../shared/contract/types.ts';

const measure = (index: number, title = '组织开展专项治理，全面自查') => ({
  number: `3-${index}`,
  title,
  deadline: '2024.9.30',
});
const reminder: Reminder = {
  id: 4,
  kind: 'notice',
  number: '督办〔2024〕3号',
  on: '2024-09-09',
  organisation: '某市国有资产经营集团有限公司',
  round: '第一轮',
  unit: '物业管理分公司',
  month: '2024-08',
  dueOn: '2024-09-05',
  daysLate: 4,
  measures: [measure(1), measure(2)],
  received: false,
};
const text = (markup: string): string => markup.replace(/<[^>]*>/g, '');
const drawn = (paper: Reminder): string => renderToStaticMarkup(<ReminderPaper reminder={paper} />);

describe('papers to units', () => {
  it('say to whom, what is missing, since when, and until when it must come', () => {
    const said = text(drawn(reminder));
    for (const part of [
      '关于报送2024年8月巡察整改情况的督办通知单',
      '督办〔2024〕3号',
      '物业管理分公司：',
      '应于2024年9月5日前报送2024年8月整改情况',
      '截至2024年9月9日',
      '已逾期4天',
      '整改措施2条',
      '于收到本通知单之日起两个工作日内报送',
      '某市国有资产经营集团有限公司',
      '2024年9月9日',
      '3-2',
    ])
      expect(said).toContain(part);
  });

  it('before the due day that day stands and nobody is called late', () => {
    const said = text(drawn({ ...reminder, kind: 'reminder', on: '2024-09-03', daysLate: 0 }));
    expect(said).toContain('于2024年9月5日前报送；');
    expect(said).not.toContain('逾期');
    expect(said).toContain('提醒函');
  });

  it('speak of what was left out when the rest came', () => {
    const said = reminderText({ ...reminder, received: true }).paragraphs.join('');
    expect(said).toContain('尚有2条整改措施没有填报');
    expect(said).toContain('补充填报并重新报送');
    expect(said).not.toContain('尚未收到');
  });

  it('each kind names itself, and a warning warns', () => {
    const titles = (['reminder', 'notice', 'warning'] as const).map((kind) =>
      reminderText({ ...reminder, kind }).title.join(''),
    );
    expect(titles.map((title) => title.slice(-3))).toEqual(['提醒函', '通知单', '告诫书']);
    expect(reminderText({ ...reminder, kind: 'warning' }).paragraphs.join('')).toContain('现予告诫');
  });

  it('carry every missing measure, in the letter or, where the list is long, on an annex', () => {
    const title = fc.integer({ min: 1, max: 90 }).map((length) => '整'.repeat(length));
    fc.assert(
      fc.property(fc.array(title, { maxLength: 30 }), (titles) => {
        const measures = titles.map((each, index) => measure(index, each));
        const markup = drawn({ ...reminder, measures });
        expect(markup.split('paper-sheet').length - 1).toBe(listFits(measures) ? 1 : 2);
        expect(markup.split('<tr').length - 1).toBe(measures.length === 0 ? 0 : measures.length + 1);
      }),
      { numRuns: 40 },
    );
    expect(listFits([measure(1), measure(2)])).toBe(true);
    expect(listFits(Array.from({ length: 12 }, (_, index) => measure(index)))).toBe(false);
  });

  it('have names for their files', () => {
    expect(reminderFileName(reminder)).toBe('物业管理分公司2024年8月督办通知单');
    expect(receiptFileName({ batch: 7 })).toBe('报送表导入回执第7号');
  });

  it('print names as text, whatever they hold', () => {
    expect(drawn({ ...reminder, unit: '<b>甲</b>' })).toContain('&lt;b&gt;甲&lt;/b&gt;：');
  });
});

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
