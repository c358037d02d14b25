import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNotice } from '../../renderer/app/DropZone.tsx';
import { paperRoute } from '../../renderer/papers/address.ts';
import { dueWord } from '../../renderer/views/returns/DueDay.tsx';
import { collectedMonth } from '../../renderer/views/returns/state.ts';
import {
  askWords,
  bytesWord,
  countWords,
  figureRows,
  needsReminder,
  nextReminder,
  readingWords,
  refusedOnly,
  remindedOn,
  rollFigures,
  shortDay,
  standing,
} from '../../renderer/views/returns/words.ts';
import type { FigureKey, RollRow } from '../../renderer/views/returns/words.ts';
import type { JudgedFile, StagedFile } from '../../shared/contract/types.ts';
import type { FileCounts } from '../../shared/returns/types.ts';

const submission = (id: number) => ({ id, on: '2024-09-02', file: `${id}.xlsx`, batch: 3, late: false });

/** A unit's line whose parts fit each other, as the roll-call makes them. */
const row: fc.Arbitrary<RollRow> = fc
  .record({
    id: fc.integer({ min: 1, max: 999 }),
    status: fc.constantFrom('received', 'late', 'waiting', 'not_sent'),
    missing: fc.nat(9),
    corrected: fc.nat(3),
    daysLate: fc.nat(30),
  })
  .map(({ id, status, missing, corrected, daysLate }) => {
    const came = status === 'received' || status === 'late';
    return {
      unit: { id, name: `单位${id}` },
      responsible: 3,
      assisting: 1,
      sentOn: null,
      status,
      missing,
      corrected: came ? corrected : 0,
      daysLate,
      submissions: came ? [submission(id)] : [],
      reminders: [],
    };
  });

describe('figures over the roll-call', () => {
  const size = (rows: readonly RollRow[], key: FigureKey) => figureRows(rows, key).length;

  it('add up: expected = received + absent, and the rest are among those that came', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        expect(size(rows, 'expected')).toBe(rows.length);
        expect(size(rows, 'received') + size(rows, 'absent')).toBe(rows.length);
        const came = new Set(figureRows(rows, 'received'));
        for (const key of ['late', 'incomplete', 'corrected'] as const)
          for (const each of figureRows(rows, key)) expect(came.has(each), key).toBe(true);
      }),
    );
  });

  it('a reminder is for those that did not report, or not all of it', () => {
    fc.assert(
      fc.property(row, (each) => {
        const told = figureRows([each], 'absent').length + figureRows([each], 'incomplete').length;
        expect(needsReminder(each)).toBe(told > 0);
      }),
    );
  });

  it('show every unit while none is chosen, and have a word each', () => {
    fc.assert(fc.property(fc.array(row), (rows) => figureRows(rows, null).length === rows.length));
    expect(rollFigures.map((each) => each.label)).toEqual([
      '应报',
      '已报',
      '未报',
      '逾期报送',
      '不全',
      '更正',
    ]);
  });
});

describe('how a unit stands', () => {
  const base: RollRow = {
    unit: { id: 1, name: '财务管理部' },
    responsible: 1,
    assisting: 0,
    sentOn: null,
    status: 'waiting',
    missing: 1,
    corrected: 0,
    daysLate: 4,
    submissions: [],
    reminders: [],
  };
  it('has a lamp, a sign and a word of its own', () => {
    const all = (['received', 'late', 'waiting', 'not_sent'] as const).map((status) =>
      standing({ ...base, status }),
    );
    expect(all.map((each) => each.word)).toEqual(['按时报送', '逾期 4 天报送', '待报', '未报，已逾期 4 天']);
    expect(new Set(all.map((each) => each.lamp)).size).toBe(4);
  });

  it('is reminded more sternly each time, and never beyond the last paper', () => {
    const sent = (kinds: readonly ('notice' | 'reminder' | 'warning')[]) => ({
      reminders: kinds.map((kind, id) => ({ id: id + 1, kind, number: '', on: '2024-09-06' })),
    });
    expect(nextReminder(sent([]))).toBe('reminder');
    expect(nextReminder(sent(['reminder']))).toBe('notice');
    expect(nextReminder(sent(['reminder', 'notice', 'reminder']))).toBe('warning');
    expect(nextReminder(sent(['warning']))).toBe('warning');
  });

  it('is not offered a second paper on the day of one', () => {
    const on = (day: string) => ({ reminders: [{ id: 1, kind: 'reminder' as const, number: '', on: day }] });
    expect(remindedOn(on('2024-09-06'), '2024-09-06')).toBe(true);
    expect(remindedOn(on('2024-09-05'), '2024-09-06')).toBe(false);
  });

  it('is told in days', () => {
    expect(dueWord('2024-09-05', '2024-09-02')).toBe('还有 3 天');
    expect(dueWord('2024-09-05', '2024-09-05')).toBe('今天截止');
    expect(dueWord('2024-09-05', '2024-09-07')).toBe('已过 2 天');
    expect(shortDay('2024-09-05')).toBe('9月5日');
  });
});

describe('the month that is being collected', () => {
  it('is the one before in the first half of a month, then the present one', () => {
    expect(collectedMonth('2024-09-15')).toBe('2024-08');
    expect(collectedMonth('2024-09-16')).toBe('2024-09');
    expect(collectedMonth('2024-01-02')).toBe('2023-12');
  });
});

describe('files that came', () => {
  const none: FileCounts = {
    rows: 9,
    classes: { problem: 0, blank: 200, forbidden: 0, unchanged: 7, ours: 0, theirs: 0, both: 0 },
    rowClasses: { matched: 9, new: 0, absent: 0, ambiguous: 0 },
    problems: 0,
    completions: 0,
    hints: 0,
  };

  it('say what they hold; nothing new is said as such', () => {
    expect(countWords(none)).toEqual(['9 行，与台账一致']);
    const words = countWords({
      ...none,
      classes: { ...none.classes, theirs: 4, both: 2, problem: 3, forbidden: 1 },
      rowClasses: { matched: 5, new: 1, ambiguous: 2, absent: 6 },
      completions: 2,
    });
    expect(words).toEqual([
      '6 处有改动',
      '2 处双方都改',
      '3 处待核对',
      '3 行没有对上措施',
      '2 条提请完成',
      '1 处改了不可改的格',
      '6 条措施没有填',
    ]);
  });

  it('are never called the same as the ledger while anything of them waits', () => {
    const count = fc.nat(5);
    fc.assert(
      fc.property(count, count, count, count, (theirs, both, problem, astray) => {
        const words = countWords({
          ...none,
          classes: { ...none.classes, theirs, both, problem },
          rowClasses: { ...none.rowClasses, new: astray },
        });
        expect(words[0]?.includes('一致')).toBe(theirs + both + problem + astray === 0);
      }),
    );
  });

  it('ask in words', () => {
    expect(askWords(['unit', 'month'])).toBe('单位、月份');
    expect(askWords(['columns'])).toBe('栏目');
  });

  it('are listed once: those that lie in the batch by the batch, others by the job', () => {
    const judged = (file: string, code: string | null): JudgedFile => ({
      file,
      sha256: '',
      unit: null,
      month: null,
      kind: null,
      rows: 0,
      classes: none.classes,
      rowClasses: none.rowClasses,
      problems: [],
      refused: code === null ? null : { code, text: '' },
    });
    const staged = [{ name: 'b.xlsx' }] as StagedFile[];
    const list = [
      judged('a.xlsx', 'book_encrypted'),
      judged('b.xlsx', 'book_damaged'),
      judged('c.xlsx', null),
    ];
    expect(refusedOnly(list, staged).map((each) => each.file)).toEqual(['a.xlsx']);
  });

  it('are read in steps that are told', () => {
    expect(readingWords(null)).toBe('正在查看有哪些文件…');
    expect(readingWords({ step: 'hash', done: 3, total: 12 })).toBe('正在核对是否导入过：第 3 份，共 12 份');
    expect(readingWords({ step: 'judge', done: 5, total: 12 })).toBe('已读取并比较 5 份，共 12 份');
  });

  it('have a size that can be read', () => {
    expect(bytesWord(12)).toBe('12 字节');
    expect(bytesWord(40_000)).toBe('39 KB');
    expect(bytesWord(4_000_000)).toBe('3.8 MB');
  });
});

describe('what is dropped on the window', () => {
  it('is a notice only when it is a single text; workbooks, folders and archives are returns', () => {
    const file = (name: string, folder = false) => ({ name, folder });
    for (const name of ['通报.docx', '通报.TXT', '方案.wps', '通报.pdf'])
      expect(isNotice(file(name))).toBe(true);
    for (const name of ['报送表.xlsx', '报送表.et', '八月.zip', '报送表.csv', '无后缀'])
      expect(isNotice(file(name))).toBe(false);
    expect(isNotice(file('看起来像.docx', true))).toBe(false);
  });
});

describe('addresses of papers', () => {
  it('name the three papers, and nothing else', () => {
    expect(paperRoute('#paper/doc/summary.month.2024-08')).toEqual({
      kind: 'doc',
      query: { paper: 'summary', month: '2024-08' },
    });
    expect(paperRoute('#paper/receipt/7')).toEqual({ kind: 'receipt', id: 7 });
    expect(paperRoute('#paper/reminder/12')).toEqual({
      kind: 'doc',
      query: { paper: 'reminder', reminder: 12 },
    });
    for (const hash of [
      '',
      '#paper/receipt/0',
      '#paper/receipt/7x',
      '#paper/receipt/-1',
      '#paper/receipt/7/8',
      '#paper/doc/summary.2024-08',
      '#paper/doc/summary.month.',
      '#paper/other/7',
      '#view/receipt/7',
    ])
      expect(paperRoute(hash), hash).toBeNull();
  });
});
