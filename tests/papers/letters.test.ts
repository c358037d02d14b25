/** 督办通知单, 提醒函, 告诫书: what each says, what it lists, how it is numbered; and the office's own words on papers. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createRound,
  type Ledger,
  makeCurrent,
  readSettings,
  setStated,
  undoTarget,
  verify,
} from '../../db/index.ts';
import { revisionOf } from '../../db/connection.ts';
import { paperSettings } from '../../db/papers/ground.ts';
import { paperDocOf } from '../../db/papers/index.ts';
import { addLateLetters, lateUnits } from '../../db/papers/late.ts';
import { setPaperSettings } from '../../db/papers/settings.ts';
import { addReminder } from '../../db/returns/reminders.ts';
import { rollCallOf } from '../../db/returns/rollCall.ts';
import { nothingStated } from '../../shared/contract/blank.ts';
import type { PaperBlock, PaperDoc, PaperSettings } from '../../shared/contract/types.ts';
import { reminderKinds } from '../../shared/lists.ts';
import type { ReminderKind } from '../../shared/lists.ts';
import { nextKind } from '../../shared/papers/ladder.ts';
import { letterDoc } from '../../shared/papers/letters.ts';
import type { DeadlineLetter, LateMeasure, ReturnLetter } from '../../shared/papers/letters.ts';
import { checkedPaperSettings, usualPaperSettings } from '../../shared/papers/settings.ts';
import { reminderWords } from '../../shared/words.ts';
import { clearAway, codeOf, openAgain, TODAY, write } from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';

afterEach(clearAway);

const MONTH = '2024-08';

const head = {
  ...{ number: '督〔2024〕3号', on: '2024-09-09', month: MONTH },
  ...{ organisation: '某市国有资产经营集团有限公司', unit: '物业管理分公司' },
};
const missing = (index: number, title = '组织开展专项治理，全面自查') => ({
  ...{ number: `3-${index}`, title, deadline: '2024.9.30' },
});
const returned = (more: Partial<ReturnLetter> = {}): ReturnLetter => ({
  ...{ ...head, subject: 'return', kind: 'notice', dueOn: '2024-09-05', daysLate: 4, received: false },
  ...{ measures: [missing(1), missing(2)] },
  ...more,
});
const lateMeasure = (more: Partial<LateMeasure> = {}): LateMeasure => ({
  ...{ number: '27-1', issueTitle: '“三年”应收款清收不力', title: '分类清收应收款。' },
  ...{ deadline: '2024.7.31', dueOn: '2024-07-31', notStarted: false, silentMonths: null },
  progress: { month: '2024-08', text: '收回18笔。' },
  ...more,
});
const overdue = (more: Partial<DeadlineLetter> = {}): DeadlineLetter => ({
  ...{ ...head, subject: 'deadline', kind: 'notice', plan: '示党〔2024〕16号', demand: '' },
  ...{ measures: [lateMeasure()], answerBy: '2024-09-12' },
  ...more,
});

type Cell = Extract<PaperBlock, { block: 'table' }>['rows'][number]['cells'][number];
const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

function linesOf(doc: PaperDoc): string[] {
  return doc.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.block === 'text') return [block.runs.map((run) => run.text).join('')];
      if (block.block === 'title') return [block.lines.join('')];
      if (block.block === 'seal') return block.lines;
      if (block.block === 'annexes') return block.items;
      if (block.block === 'table') return block.rows.map((row) => row.cells.map(cellText).join('|'));
      return 'text' in block ? [block.text] : [];
    }),
  );
}
const said = (letter: ReturnLetter | DeadlineLetter, words: PaperSettings = usualPaperSettings): string =>
  linesOf(letterDoc(letter, words, 1)).join('\n');

describe('about a return', () => {
  test('it says to whom, what is missing, since when, and until when it must come', () => {
    const text = said(returned());
    for (const part of [
      '某市国有资产经营集团有限公司巡察整改办公室\n督〔2024〕3号\n关于报送2024年8月巡察整改情况的督办通知单\n物业管理分公司：',
      '按照巡察整改工作安排，各责任单位应于2024年9月5日前报送2024年8月整改情况',
      '截至2024年9月9日，我办尚未收到你单位的报送表，已逾期4天，涉及整改措施2条（清单附后）。',
      '于收到本通知单之日起两个工作日内报送',
      '特此通知。',
      '某市国有资产经营集团有限公司\n巡察整改办公室\n2024年9月9日',
      '3-2|组织开展专项治理，全面自查|2024.9.30',
    ])
      expect(text).toContain(part);
  });

  test('before the due day that day stands and nobody is called late', () => {
    const text = said(returned({ kind: 'reminder', on: '2024-09-03', daysLate: 0 }));
    expect(text).toContain('于2024年9月5日前报送；');
    expect(text).not.toContain('逾期');
  });

  test('it speaks of what was left out when the rest came', () => {
    const text = said(returned({ received: true }));
    expect(text).toContain('尚有2条整改措施没有填报');
    expect(text).toContain('补充填报并重新报送');
    expect(text).not.toContain('尚未收到');
  });

  test('every missing measure stands in the letter or, where the list is long, on an annex', () => {
    const title = fc.integer({ min: 1, max: 90 }).map((length) => '整'.repeat(length));
    fc.assert(
      fc.property(fc.array(title, { maxLength: 30 }), (titles) => {
        const measures = titles.map((each, index) => missing(index, each));
        const doc = letterDoc(returned({ measures }), usualPaperSettings, 1);
        const rows = doc.sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.block === 'table' ? block.rows : [])),
        );
        expect(rows.map((row) => row.cells[1])).toEqual(titles);
        const annexed = doc.sections.length === 2;
        expect(annexed).toBe(doc.sections[0]?.blocks.some((block) => block.block === 'annexes'));
        expect(annexed).toBe(titles.reduce((all, each) => all + Math.ceil(each.length / 27), 0) > 4);
      }),
      { numRuns: 40 },
    );
  });
});

describe('about late measures', () => {
  test('it says by what plan, which measures, since when, and until when an answer is due', () => {
    const text = said(overdue());
    for (const part of [
      '关于限期落实巡察整改措施的督办通知单',
      '对照巡察整改方案（示党〔2024〕16号），截至2024年9月9日，你单位尚有1条整改措施超过期限仍未完成：',
      '“‘三年’应收款清收不力”问题的整改措施“分类清收应收款”（编号27-1），期限为2024年7月31日，已超期40天；2024年8月报告：收回18笔。',
      '现予督办。',
      '于2024年9月12日前',
    ])
      expect(text).toContain(part);
  });

  test('many or long ones become an annex with all that is known of each', () => {
    const measures = Array.from({ length: 9 }, (_, at) => lateMeasure({ number: `1-${at + 1}` }));
    const doc = letterDoc(
      overdue({
        measures: [
          ...measures,
          lateMeasure({ number: '2-1', dueOn: null, deadline: '长期坚持', silentMonths: 3, progress: null }),
          lateMeasure({ number: '2-2', dueOn: '2024-09-20', deadline: '2024.9.20', notStarted: true }),
        ],
      }),
      usualPaperSettings,
      1,
    );
    const lines = linesOf(doc);
    expect(doc.sections.map((section) => section.orientation)).toEqual(['portrait', 'landscape']);
    expect(lines.join('\n')).toContain(
      '尚有11条整改措施没有按要求推进，其中超过期限仍未完成的9条，进度滞后的2条（清单附后）。',
    );
    expect(lines.filter((line) => /^\d-\d\|/u.test(line))).toHaveLength(11);
    expect(lines.at(-2)).toContain('|长期坚持|连续3个月没有新进展|没有报告过');
    expect(lines.at(-1)).toContain('|2024.9.20|临近期限，尚未启动|2024年8月：收回18笔。');
  });

  test('the clerk may ask for something else; until when an answer is due stands in any case', () => {
    expect(said(overdue({ demand: '请于月底前完成' }))).toContain(
      '请于月底前完成。请于2024年9月12日前书面回复我办。',
    );
  });
});

test.each(reminderKinds.flatMap((kind) => [[kind, 'return'] as const, [kind, 'deadline'] as const]))(
  'a %s about a %s names itself, ends as its kind ends, and takes the own words of its kind',
  (kind, subject) => {
    const letter = subject === 'return' ? returned({ kind }) : overdue({ kind });
    const text = said(letter);
    const endings: Record<ReminderKind, string> = {
      ...{ reminder: '特此函告。', notice: '特此通知。', warning: '特此告诫。' },
    };
    expect(text).toContain(`的${reminderWords[kind]}\n`);
    expect(text).toContain(endings[kind]);
    expect(text.includes('现予告诫')).toBe(kind === 'warning');
    expect(text.includes('现予督办')).toBe(kind === 'notice');
    for (const hole of ['undefined', 'null', 'NaN', '，，', '。。', '，。']) expect(text).not.toContain(hole);
    const own = said(letter, {
      ...usualPaperSettings,
      ...{ letterhead: '甲集团', signature: '甲办\n乙办', secret: '秘密★1年' },
      wording: { [kind]: { opening: '根据党委要求', closing: '请回复' } },
    });
    expect(own).toContain(`根据党委要求，${subject === 'return' ? '各责任单位' : '截至'}`);
    expect(own).toContain('\n请回复。\n甲办\n乙办\n2024年9月9日');
    expect(own).not.toContain('特此');
    expect(own).toContain('甲集团\n督〔2024〕3号');
  },
);

test('papers grow sterner one by one, and stay at the sternest', () => {
  const after = (...kinds: ReminderKind[]) => nextKind(kinds.map((kind) => ({ kind })));
  expect([after(), after('reminder'), after('reminder', 'notice'), after('warning', 'reminder')]).toEqual([
    ...['reminder', 'notice', 'warning', 'warning'],
  ]);
});

describe('in the ledger', () => {
  const late = (ledger: Ledger, today = TODAY) =>
    lateUnits(ledger.read, MONTH, today, readSettings(ledger.read));
  const give = (ledger: Ledger, kind: ReminderKind, today = TODAY) =>
    ledger.write({ action: 'reminder.forLate' }, (db) => {
      const found = lateUnits(db, MONTH, today, readSettings(db));
      return addLateLetters(
        db,
        found,
        found.units.map(({ unit }) => ({ unit: unit.id, kind })),
      );
    }).value;
  const numbers = (ledger: Ledger) => ledger.read.pluck<string>('SELECT number FROM reminders ORDER BY id');

  test('the late units are those of the month; each letter is numbered once and keeps its measures', () => {
    const ledger = sampleCopy();
    const found = late(ledger);
    expect(found).toMatchObject({
      ...{ asOf: TODAY, unclear: 0 },
      units: [
        { unit: { name: '审计工作部' }, measures: [{ overdue: false, lagging: true, daysLate: 0 }] },
        { unit: { name: '示例商贸公司' }, measures: [{ overdue: true, daysLate: 31 }], next: 'reminder' },
      ],
    });
    const [unit = 0] = found.units.map((each) => each.unit.id);
    ledger.write({ action: 'reminder.add' }, (db) =>
      addReminder(db, { unit, month: MONTH, kind: 'reminder' }),
    );
    const ids = give(ledger, 'reminder');
    expect(numbers(ledger)).toEqual(['提〔2024〕1号', '提〔2024〕2号', '提〔2024〕3号']);
    expect(undoTarget(ledger.read).stop).toBe('undo_stops_at_number');
    expect(late(ledger).units.map((each) => each.next)).toEqual(['notice', 'notice']);
    // What chases measures is no reminder about the month's return.
    const row = rollCallOf(ledger.read, MONTH, TODAY).rows.find((each) => each.unit.id === unit);
    expect(row?.reminders.map((each) => each.number)).toEqual(['提〔2024〕1号']);

    // A letter says what held on its day, whatever comes later.
    const letter = () =>
      paperDocOf(
        ...[ledger.read, { paper: 'reminder', reminder: ids[1] ?? 0 } as const, '2024-10-20'],
        ...[readSettings(ledger.read), ledger.file],
      );
    const before = linesOf(letter());
    expect(before.join('')).toContain(
      '“三年以上应收款清收不力”问题的整改措施“分类清收三年以上应收款”（编号27-1）',
    );
    expect(before.join('')).toContain('已超期31天');
    const measure = found.units[1]?.measures[0]?.id ?? 0;
    write(ledger, (db) => {
      db.run(
        `INSERT INTO extensions (measure_id, approved_on, raw, new_on, reason, recorded_at)
          VALUES (?, '2024-09-10', '年底', '2024-12-31', '等待判决', 'x')`,
        measure,
      );
      db.run(
        `INSERT INTO progress (measure_id, month, text, source, recorded_at)
          VALUES (?, '2024-09', '又收回2笔', 'typed', 'x')`,
        measure,
      );
    });
    expect(linesOf(letter())).toEqual(before);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('only late measures of the unit are chased, none twice, none that is done by now', () => {
    const ledger = sampleCopy();
    const found = late(ledger);
    const [first, second] = found.units;
    const strange = second?.measures[0]?.id ?? 0;
    const add = (unit: number, measures?: number[]) =>
      codeOf(() =>
        ledger.write({ action: 'reminder.forLate' }, (db) =>
          addLateLetters(db, found, [{ unit, kind: 'reminder', measures }]),
        ),
      );
    expect(add(999)).toBe('unit_not_late');
    expect(add(first?.unit.id ?? 0, [strange])).toBe('measure_not_late');
    expect(numbers(ledger)).toEqual([]);
    expect(add(second?.unit.id ?? 0, [strange, strange])).toBe('no refusal');
    expect(ledger.read.pluck('SELECT measure_id FROM reminder_measures')).toEqual([strange]);
    write(ledger, (db) =>
      db.run("UPDATE measures SET state = 'done', done_on = ? WHERE id = ?", TODAY, strange),
    );
    expect(add(second?.unit.id ?? 0)).toBe('measure_not_late');
    expect(late(ledger).units.map((each) => each.unit.name)).toEqual(['审计工作部']);
  });

  test('a merged unit is written to under its successor, who is told what its predecessor got', () => {
    const ledger = sampleCopy();
    give(ledger, 'notice');
    const [gone, into] = late(ledger).units.map((each) => each.unit.id);
    write(ledger, (db) =>
      db.run("UPDATE units SET merged_into = ?, merged_on = '2024-09-01' WHERE id = ?", into ?? 0, gone ?? 0),
    );
    ledger.close();
    const next = openAgain(ledger.file, { today: () => '2024-09-30' });
    const units = lateUnits(next.read, '2024-09', '2024-09-30', readSettings(next.read)).units;
    const successor = units.find((each) => each.unit.id === into);
    expect(units.some((each) => each.unit.id === gone)).toBe(false);
    expect(successor?.reminders).toHaveLength(2);
    expect(successor?.next).toBe('warning');

    // On the cut-off day of the month before it still had its own name; the letter goes to who answers now.
    const found = lateUnits(next.read, MONTH, '2024-09-30', readSettings(next.read));
    const own = found.units.find((each) => each.unit.id === gone);
    expect(own?.reminders).toHaveLength(2);
    const [id = 0] = next.write({ action: 'reminder.forLate' }, (db) =>
      addLateLetters(db, found, [{ unit: gone ?? 0, kind: 'warning' }]),
    ).value;
    const doc = paperDocOf(
      ...[next.read, { paper: 'reminder', reminder: id } as const, '2024-09-30'],
      ...[readSettings(next.read), next.file],
    );
    expect(linesOf(doc)).toContain('示例商贸公司：');
  });

  test('own words are kept by round in one step that can be undone; a new round begins with them', () => {
    const ledger = sampleCopy();
    const own: PaperSettings = {
      ...usualPaperSettings,
      letterhead: ' 甲集团 ',
      copy: '000012',
      signs: ['填报人'],
    };
    const set = (settings: PaperSettings) =>
      ledger.write({ action: 'paper.setSettings' }, (db) => setPaperSettings(db, settings));
    expect(paperSettings(ledger.read)).toEqual(usualPaperSettings);
    set(own);
    const revision = revisionOf(ledger.read);
    expect(paperSettings(ledger.read)).toEqual({ ...own, letterhead: '甲集团' });
    // The same again changes nothing.
    set(own);
    expect(revisionOf(ledger.read)).toBe(revision);
    write(ledger, (db) => {
      setStated(db, 1, 'none', nothingStated);
      const round = createRound(db, {
        ...{ title: '第二轮', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 },
      });
      makeCurrent(db, round);
    });
    expect(paperSettings(ledger.read).letterhead).toBe('甲集团');
    set({ ...own, letterhead: '乙集团' });
    expect(paperSettings(ledger.read, 1).letterhead).toBe('甲集团');
    ledger.undo();
    expect(paperSettings(ledger.read).letterhead).toBe('甲集团');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });
});

test('marks and places to sign are refused in words of their own', () => {
  const code = (more: Partial<PaperSettings>) => {
    const checked = checkedPaperSettings({ ...usualPaperSettings, ...more });
    return checked.ok ? 'ok' : checked.error.code;
  };
  expect(code({ copy: '12' })).toBe('paper_copy_number');
  expect(code({ copy: '00001a' })).toBe('paper_copy_number');
  expect(code({ secret: '内部' })).toBe('paper_secret_form');
  expect(code({ signs: ['填报人', '填报人 '] })).toBe('paper_signs_repeated');
  for (const secret of ['', '秘密', '机密★长期', '秘密★1年'])
    expect(code({ secret, copy: '000001' })).toBe('ok');
  expect(
    checkedPaperSettings({
      ...usualPaperSettings,
      wording: { notice: { opening: '  ', closing: '' }, progress: { opening: ' 甲 ', closing: '' } },
    }),
  ).toMatchObject({ ok: true, value: { wording: { progress: { opening: '甲', closing: '' } } } });
});
