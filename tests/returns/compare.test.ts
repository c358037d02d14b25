/** Three ways: classes of cells in their order, hints, listed problems, and the two laws that hold for any file. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRows } from '../../shared/returns/compare.ts';
import {
  answerFields,
  type AnswerField,
  assistingFields,
  kindOf,
  type Role,
} from '../../shared/returns/fields.ts';
import {
  alikeAnswers,
  decidedAs,
  newLines,
  plainText,
  sameAnswer,
  wordKey,
} from '../../shared/returns/same.ts';
import type {
  Compared,
  Hint,
  KnownMeasure,
  ReadAnswer,
  StagedCell,
  UnitKnown,
  Values,
} from '../../shared/returns/types.ts';
import { answer, measure, noMatches, row, sentAsIs, unit, untouched } from './knownUnit.ts';

const SHEET = '报送表';
const idOf = (n: number) => ({ id: { form: 9, measure: 100 + n } });

/** Compares one row of measure 1 and gives the class of a field; 'blank' when the cell is not listed. */
function classed(
  field: AnswerField,
  said: string | null,
  { sent, ledger, role = 'responsible' }: { sent: string | null; ledger: string; role?: Role },
  text?: string,
): string {
  const known = measure(1, {
    role,
    ledger: { [field]: ledger },
    sent: sent === null ? null : { [field]: sent },
  });
  const line = row(4, {}, [answer(field, said, text)], idOf(1));
  return cellsOf(compareRows([line], SHEET, unit([known]), noMatches)).get(field)?.class ?? 'blank';
}

const cellsOf = ({ rows }: Compared, at = 0): Map<AnswerField, StagedCell> =>
  new Map(rows[at]?.cells.map((cell) => [cell.field, cell]));

describe('classes, first match', () => {
  test.each([
    ['not understood, though all else is equal', null, 'a', 'a', 'problem'],
    ['blank, though something was sent', '', 'a', 'a', 'blank'],
    ['blank where the ledger moved', '', 'a', 'b', 'blank'],
    ['as the ledger, though another was sent', 'a', 'b', 'a', 'unchanged'],
    ['as sent, the ledger moved', 'a', 'a', 'b', 'ours'],
    ['changed by the unit alone', 'b', 'a', 'a', 'theirs'],
    ['filled in where nothing was', 'b', '', '', 'theirs'],
    ['changed by both', 'c', 'a', 'b', 'both'],
    ['nothing sent, nothing on record', 'a', null, '', 'theirs'],
    ['nothing sent, another on record', 'a', null, 'b', 'both'],
    ['nothing sent, the same on record', 'a', null, 'a', 'unchanged'],
  ])('%s', (_, said, sent, ledger, expected) => {
    expect(classed('progress', said, { sent, ledger })).toBe(expected);
  });

  test.each([
    ['another', 'done', 'in_progress', 'in_progress', 'forbidden'],
    ['as the ledger stands now, but not as sent', 'done', '', 'done', 'forbidden'],
    ['as sent', 'done', 'done', 'done', 'unchanged'],
    ['as sent, the ledger moved', 'done', 'done', 'in_progress', 'ours'],
    ['nothing sent, as the ledger', 'done', null, 'done', 'unchanged'],
    ['nothing sent, another', 'done', null, 'in_progress', 'forbidden'],
    ['blank', '', 'done', 'done', 'blank'],
    ['not understood', null, 'done', 'done', 'problem'],
  ])('a locked answer of an assisting unit: %s', (_, said, sent, ledger, expected) => {
    expect(classed('state', said, { sent, ledger, role: 'assisting' })).toBe(expected);
  });

  test('an assisting unit answers its own progress, and nothing else', () => {
    for (const field of answerFields) {
      const kind = classed(field, '1', { sent: '', ledger: '', role: 'assisting' });
      expect(kind).toBe(assistingFields.includes(field) ? 'theirs' : 'forbidden');
    }
  });

  test('what was not understood but decided before needs no second decision', () => {
    const seen = (sent: string | null) => classed('doneOn', null, { sent, ledger: '' }, '大约 八月');
    expect(seen('大约八月')).toBe('ours');
    expect(seen('大约九月')).toBe('problem');
    expect(seen('')).toBe('problem');
    expect(seen(null)).toBe('problem');
  });

  test('what is not understood but stands as it was sent is no problem', () => {
    expect(classed('progress', null, { sent: '同上', ledger: '同上' }, '同上')).toBe('unchanged');
    expect(classed('progress', null, { sent: '同上', ledger: '别的' }, '同上')).toBe('ours');
    expect(classed('recovery_other', null, { sent: '123456', ledger: '123456' }, '1,234.56')).toBe(
      'unchanged',
    );
    expect(classed('remark', null, { sent: '', ledger: '' }, ' ')).toBe('problem');
    // Recoveries of one measure add up to more than any one amount may be; a cell holds the sum as a number.
    const sum = '18419580559470';
    expect(classed('recovery_other', null, { sent: sum, ledger: sum }, '184195805594.7')).toBe('unchanged');
    expect(classed('recovery_other', null, { sent: sum, ledger: '1' }, '184195805594.7')).toBe('ours');
    expect(classed('recovery_other', null, { sent: sum, ledger: sum }, '184195805594.71')).toBe('problem');
  });
});

describe('the same answer', () => {
  test.each<[AnswerField, string, string]>([
    ['progress', '已完成 ３ 项（共5项）。', '已完成3项(共5项)。'],
    ['remark', '第一行\n第二行', '第一行第二行'],
    ['progress', '含\0零字符', '含零字符'],
    ['sanction_criticism', '0', ''],
    ['recovery_returned', '', '0'],
    ['evidence', '会议纪要', '工作通知\n会议纪要'],
    ['evidence', '甲\n乙', '1. 甲；2. 乙'],
    ['regulationsNew', '《甲办法》\n《乙办法》', '《甲办法》和《乙办法》'],
    ['regulationsNew', '《甲办法（试行）》', '《甲办法》（试行）'],
    ['regulationsNew', '采购管理办法（示发〔2024〕3号）', '《采购管理办法》（示发[2024]3号）'],
    ['regulationsNew', '《采购管理办法》', '《采购管理办法》（示发〔2024〕3号）'],
  ])('%s: %j says nothing new beside %j', (field, said, known) => {
    expect(sameAnswer(field, said, known)).toBe(true);
  });

  test.each<[AnswerField, string, string]>([
    ['progress', '已完成3项', '已完成4项'],
    ['state', 'done', 'in_progress'],
    ['doneOn', '2024-08-01', '2024-08-02'],
    ['sanction_criticism', '1', ''],
    ['recovery_returned', '100', '10000'],
    ['evidence', '会议纪要\n新通知', '会议纪要'],
    ['regulationsNew', '《采购管理办法》（2号）', '《采购管理办法》（3号）'],
    ['regulationsNew', '《采购管理办法》', '《招标管理办法》'],
  ])('%s: %j says something new beside %j', (field, said, known) => {
    expect(sameAnswer(field, said, known)).toBe(false);
  });

  test('the quick way through a text and the thorough one agree', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '已完成',
        '（３）项',
        '《甲》',
        ' \n\t',
        '_x000D_',
        '…',
        'é',
        'e\u0301',
        'Ａb',
        '㈠',
        '\u200b',
        '𠮷',
        '㐀',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        const thorough = text
          .normalize('NFKC')
          .replace(/(?:[\s\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|_x000D_)+/gu, '');
        expect(plainText(text)).toBe(thorough);
        expect(wordKey(text)).toBe(thorough.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));
      }),
      { numRuns: 2000 },
    );
  });

  test('only lines that are not yet there are new, each once', () => {
    expect(newLines('evidence', '丙\n甲\n 丙\n乙', '甲\n丁')).toEqual(['丙', '乙']);
    expect(newLines('regulationsNew', '《甲》（1号）\n《乙》', '《甲》（1号）')).toEqual(['《乙》']);
    expect(alikeAnswers('evidence', '甲', '甲\n乙')).toBe(false);
  });
});

const none: Values = {};
function hintsFor(said: Values, known: Partial<KnownMeasure> = {}, hidden = false): Hint[] {
  const one = sentAsIs(measure(1, known));
  const line = row(4, {}, { ...(one.sent ?? none), ...said }, { ...idOf(1), hidden });
  return [...(compareRows([line], SHEET, unit([one]), noMatches).rows[0]?.hints ?? [])];
}

describe('hints', () => {
  test('a row as it was sent has none', () => {
    expect(hintsFor({}, { frozen: true, earlierProgress: '无变化' }, true)).toEqual([]);
  });

  test.each<[Hint, Values, Partial<KnownMeasure>]>([
    ['text_unchanged', { progress: '已 完成三项' }, { earlierProgress: '已完成三项' }],
    ['done_without_day', { state: 'done', evidence: '纪要' }, {}],
    ['done_without_evidence', { state: 'done', doneOn: '2024-08-01' }, {}],
    ['state_backwards', { state: 'not_started' }, {}],
    ['issue_frozen', { evidence: '纪要' }, { frozen: true }],
    ['contradiction', { doneOn: '2024-08-01' }, {}],
    ['contradiction', { delayReason: '等候批复' }, { ledger: { state: 'done', doneOn: '2024-08-01' } }],
    ['contradiction', { extensionTo: '2024-12-31' }, { ledger: { state: 'done' } }],
    ['contradiction', { progress: '已印发' }, { ledger: { state: 'not_started' } }],
    ['contradiction', { sanction_criticism: '2' }, { ledger: { state: 'not_started' } }],
  ])('%s', (hint, said, known) => {
    expect(hintsFor(said, known)).toEqual([hint]);
  });

  test('a hidden row is told when it says something', () => {
    expect(hintsFor({ remark: '见附件' }, {}, true)).toEqual(['hidden_row']);
  });

  test('a complete report has none', () => {
    expect(hintsFor({ state: 'done', doneOn: '2024-08-01', evidence: '纪要' })).toEqual([]);
    expect(hintsFor({ state: 'done', doneOn: '2024-08-01' }, { ledger: { evidence: '旧纪要' } })).toEqual([]);
  });

  test('a day and evidence that can’t be taken over yet do not count as missing', () => {
    const one = sentAsIs(measure(1));
    const answers = [answer('state', 'done'), answer('doneOn', null), answer('evidence', null)];
    const [staged] = compareRows([row(4, {}, answers, idOf(1))], SHEET, unit([one]), noMatches).rows;
    expect(staged?.hints).toEqual([]);
  });

  test('frozen issues hinder only what the chain judges by', () => {
    expect(hintsFor({ progress: '继续巩固', nextStep: '坚持' }, { frozen: true })).toEqual([]);
  });

  test('completion is proposed where the ledger says otherwise', () => {
    const rows = ['done', 'mostly_done'].map((state, at) => row(at, {}, { state }, idOf(at + 1)));
    const compared = compareRows(rows, SHEET, unit([measure(1), measure(2)]), noMatches);
    expect(compared.rows.map((one) => one.completion)).toEqual([true, false]);
    expect(compared.counts.completions).toBe(1);
    const done = sentAsIs(measure(1, { ledger: { state: 'done' } }));
    expect(compareRows([untouched(0, done)], SHEET, unit([done]), noMatches).counts.completions).toBe(0);
    const assisting = measure(1, { role: 'assisting' });
    expect(compareRows([rows[0] ?? row(0, {})], SHEET, unit([assisting]), noMatches).counts.completions).toBe(
      0,
    );
  });
});

describe('the same outcome twice', () => {
  const said = (answers: readonly Values[], more: Partial<UnitKnown> = {}): boolean[] => {
    const measures = answers.map((_, at) => measure(at + 1));
    const rows = answers.map((values, at) => row(at, {}, values, idOf(at + 1)));
    return compareRows(rows, SHEET, unit(measures, more), noMatches).rows.map((one) =>
      one.hints.includes('outcome_twice'),
    );
  };

  test('in the file: one regulation under two measures, or as new and revised', () => {
    expect(
      said([{ regulationsNew: '《甲办法》（1号）' }, { regulationsRevised: '甲办法（1号）' }, {}]),
    ).toEqual([true, true, false]);
    expect(said([{ regulationsNew: '《甲办法》', regulationsRevised: '《甲办法》' }])).toEqual([true]);
    expect(said([{ regulationsNew: '《甲办法》（1号）' }, { regulationsNew: '《甲办法》（2号）' }])).toEqual([
      false,
      false,
    ]);
    expect(said([{ regulationsNew: '《甲办法》' }, { regulationsNew: '《甲办法》（2号）' }])).toEqual([
      true,
      true,
    ]);
  });

  test('in the file: one amount under two measures; as many people only within one issue', () => {
    expect(said([{ recovery_returned: '1658000' }, {}, { recovery_other: '1658000' }])).toEqual([
      true,
      false,
      true,
    ]);
    expect(
      said([{ sanction_criticism: '2' }, { sanction_criticism: '2' }, { sanction_criticism: '2' }]),
    ).toEqual([true, true, false]);
    expect(said([{ recovery_returned: '0' }, { recovery_returned: '0' }])).toEqual([false, false]);
  });

  test('on record elsewhere, or for another month', () => {
    const outcomes: UnitKnown['outcomes'] = [
      { field: 'regulationsNew', value: '《甲办法》（1号）', measure: 555, issueTitle: '别的问题' },
      { field: 'recovery_returned', value: '1658000', measure: 102, issueTitle: measure(2).issueTitle },
      { field: 'sanction_criticism', value: '3', measure: null, issueTitle: measure(3).issueTitle },
    ];
    expect(
      said(
        [
          { regulationsNew: '《甲办法》（1号）' },
          { recovery_returned: '1658000' },
          { sanction_criticism: '3' },
          { sanction_criticism: '4' },
        ],
        { outcomes },
      ),
    ).toEqual([true, true, true, false]);
  });

  test('its own record is no second one', () => {
    const own = sentAsIs(measure(1, { ledger: { state: 'done', regulationsNew: '《甲办法》' } }));
    const of = unit([own], {
      outcomes: [{ field: 'regulationsNew', value: '《甲办法》', measure: 101, issueTitle: own.issueTitle }],
    });
    const line = row(0, {}, { regulationsNew: '《甲办法》\n《乙办法》' }, idOf(1));
    expect(compareRows([line], SHEET, of, noMatches).rows[0]?.hints).toEqual([]);
  });
});

describe('what is told of a file', () => {
  test('problems have sheet, cell, code, what was found and what is expected', () => {
    const known = unit([
      sentAsIs(measure(1)),
      sentAsIs(measure(2, { role: 'assisting', ledger: {} })),
      sentAsIs(measure(3)),
    ]);
    const rows = [
      row(6, { number: '1-1', title: '改过的题目' }, [answer('doneOn', null, '上旬')], idOf(1)),
      row(7, {}, { state: 'done' }, idOf(2)),
      row(8, { number: '5', title: '增加的一行' }, { progress: '有' }),
    ];
    const { problems, counts, absent } = compareRows(rows, SHEET, known, noMatches);
    const expected = expect.stringMatching(/\S/);
    expect(problems).toEqual([
      { sheet: SHEET, cell: 'M7', code: 'state_not_understood', found: '上旬', expected },
      {
        sheet: SHEET,
        cell: 'E7',
        code: 'forbidden',
        found: '改过的题目',
        expected: expect.stringContaining(measure(1).title),
      },
      { sheet: SHEET, cell: 'K8', code: 'forbidden', found: 'done', expected },
      { sheet: SHEET, cell: 'B9', code: 'no_match', found: '5 增加的一行', expected },
    ]);
    expect(counts).toMatchObject({
      rows: 3,
      problems: 4,
      hints: 1,
      rowClasses: { matched: 2, new: 1, absent: 1, ambiguous: 0 },
    });
    expect(absent).toEqual([103]);
  });

  test('a known column is told only of a file that is ours', () => {
    const known = sentAsIs(measure(1));
    const line = row(6, { number: '1-1', title: '修订采购管理办法，明确责任' }, { progress: '有' });
    const foreign = compareRows([line], SHEET, { ...unit([known]), form: null }, noMatches);
    expect(foreign.rows[0]).toMatchObject({ class: 'matched', tampered: [], hints: [] });
    const own = compareRows([line], SHEET, unit([known]), noMatches);
    expect(own.rows[0]).toMatchObject({ hints: ['known_changed'], tampered: [{ field: 'title', at: 'E7' }] });
  });

  test('a known cell that was emptied is told, unless the unit typed the row in itself', () => {
    const known = sentAsIs(measure(1));
    const line = row(
      6,
      { number: '1-1' },
      { progress: '有' },
      { ...idOf(1), knownColumns: { number: 1, title: 4 } },
    );
    const tampered = (of: typeof line) =>
      compareRows([of], SHEET, unit([known]), noMatches).rows[0]?.tampered;
    expect(tampered(line)).toEqual([{ field: 'title', at: 'E7', text: '', sent: measure(1).title }]);
    expect(tampered({ ...line, id: null })).toEqual([]);
  });

  test('a row that is not matched shows what it says and takes part in nothing', () => {
    const line = row(6, { title: '增加的一行' }, [answer('state', 'done'), answer('doneOn', null)]);
    const { rows, counts } = compareRows([line], SHEET, unit([]), noMatches);
    expect(rows[0]?.cells.map((cell) => [cell.field, cell.class])).toEqual([
      ['state', 'blank'],
      ['doneOn', 'blank'],
    ]);
    expect(Object.values(counts.classes).every((count) => count === 0)).toBe(true);
  });

  test('a measure that the file names twice is not absent', () => {
    const rows = [row(0, {}, { progress: '甲' }, idOf(1)), row(1, {}, { progress: '乙' }, idOf(1))];
    expect(compareRows(rows, SHEET, unit([measure(1), measure(2)]), noMatches).absent).toEqual([102]);
  });

  test('of two columns for one answer the first that says something counts', () => {
    const line = row(0, {}, [answer('remark', ''), answer('remark', '甲'), answer('remark', '乙')], idOf(1));
    const compared = compareRows([line], SHEET, unit([measure(1)]), noMatches);
    expect(compared.rows[0]?.cells.map((cell) => cell.value)).toEqual(['甲']);
  });
});

/* ---- laws ---- */

const text = fc.constantFrom('', '甲', '乙', '甲 乙', '丙');
const lines = fc.array(fc.constantFrom('甲', '乙', '丙'), { maxLength: 3 }).map((some) => some.join('\n'));
function valueOf(field: AnswerField): fc.Arbitrary<string> {
  switch (kindOf(field)) {
    case 'state':
      return fc.constantFrom('', 'not_started', 'in_progress', 'done');
    case 'day':
    case 'deadline':
      return fc.constantFrom('', '2024-08-01', '2024-08-02');
    case 'people':
    case 'money':
      return fc.constantFrom('', '0', '1', '20');
    case 'lines':
      return lines;
    case 'regulations':
      return lines.map((some) => some.replace(/^.+$/gm, '《$&》'));
    default:
      return text;
  }
}
const values = (of: (field: AnswerField) => fc.Arbitrary<string>) =>
  fc.record(Object.fromEntries(answerFields.map((field) => [field, of(field)]))) as fc.Arbitrary<
    Record<AnswerField, string>
  >;
const everyValue = values(valueOf);

const aMeasure = fc.record({
  role: fc.constantFrom<Role>('responsible', 'assisting'),
  frozen: fc.boolean(),
  sent: fc.option(everyValue, { nil: null }),
  ledger: everyValue,
});
/** Answers of a row: some columns missing, some cells not understood. */
const aRow: fc.Arbitrary<ReadAnswer[]> = fc
  .tuple(
    everyValue,
    fc.array(fc.constantFrom(...answerFields)),
    fc.array(fc.constantFrom(...answerFields), { maxLength: 3 }),
  )
  .map(([said, missing, unread]) =>
    answerFields
      .filter((field) => !missing.includes(field))
      .map((field) => answer(field, unread.includes(field) ? null : said[field])),
  );
const aFile = fc.array(fc.tuple(aMeasure, aRow), { minLength: 1, maxLength: 4 });

function fileOf(
  parts: readonly [
    Omit<KnownMeasure, keyof ReturnType<typeof measure>> & Partial<KnownMeasure>,
    ReadAnswer[],
  ][],
) {
  return {
    measures: parts.map(([known], at) => measure(at + 1, known)),
    rows: parts.map(([, answers], at) => row(at + 3, {}, answers, idOf(at + 1))),
  };
}

test('classes add up to matched rows × answer columns', () => {
  fc.assert(
    fc.property(aFile, fc.nat(3), fc.nat(3), (parts, doubled, foreign) => {
      const { measures, rows } = fileOf(parts);
      const some = [
        ...rows,
        ...Array.from({ length: doubled }, (_, at) => row(20 + at, {}, { remark: '重复' }, idOf(1))),
        ...Array.from({ length: foreign }, (_, at) => row(30 + at, { title: '别的' }, { remark: '新' })),
      ];
      const { counts, rows: staged, absent } = compareRows(some, SHEET, unit(measures), noMatches);
      const sum = Object.values(counts.classes).reduce((a, b) => a + b, 0);
      expect(sum).toBe(counts.rowClasses.matched * answerFields.length);
      const { matched, ambiguous } = counts.rowClasses;
      expect(matched + ambiguous + counts.rowClasses.new).toBe(some.length);
      expect(counts.rowClasses.absent).toBe(absent.length);
      for (const one of staged)
        expect(new Set(one.cells.map((cell) => cell.field)).size).toBe(one.cells.length);
    }),
  );
});

test('sent out and returned untouched: nothing differs, nothing is told', () => {
  fc.assert(
    fc.property(aFile, (parts) => {
      const measures = fileOf(parts).measures.map(sentAsIs);
      const rows = measures.map((one, at) => untouched(at, one));
      const { counts, problems, rows: staged } = compareRows(rows, SHEET, unit(measures), noMatches);
      expect(counts.classes.blank + counts.classes.unchanged).toBe(rows.length * answerFields.length);
      expect(problems).toEqual([]);
      expect(staged.flatMap((one) => one.hints)).toEqual([]);
    }),
  );
});

const waits = (cell: StagedCell) => ['theirs', 'both', 'problem'].includes(cell.class);

/** What the ledger holds once a cell is decided so. */
function after(cell: StagedCell, choice: string, edited: string): string {
  const taken = choice === 'accept' ? cell.value : choice === 'edit' ? edited : null;
  if (taken === null) return cell.ledger;
  if (!['lines', 'regulations'].includes(kindOf(cell.field))) return taken;
  return [cell.ledger, ...newLines(cell.field, taken, cell.ledger)].filter((line) => line !== '').join('\n');
}

test('once every difference is decided, the same content brings none', () => {
  const choices = fc.array(fc.tuple(fc.constantFrom('accept', 'keep', 'edit'), everyValue), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(aFile, choices, (parts, decisions) => {
      const { measures, rows } = fileOf(parts);
      const before = compareRows(rows, SHEET, unit(measures), noMatches);
      let n = 0;
      const decided = measures.map((known, at) => {
        const sent: Record<string, string> = { ...known.sent };
        const ledger: Record<string, string> = { ...known.ledger };
        for (const cell of cellsOf(before, at).values()) {
          const [choice, edited] = decisions[n++ % decisions.length] ?? [
            'keep',
            {} as Record<AnswerField, string>,
          ];
          if (!waits(cell)) continue;
          sent[cell.field] = decidedAs(cell);
          ledger[cell.field] = after(cell, choice, edited[cell.field] ?? '');
        }
        const nothingSent = known.sent === null && Object.keys(sent).length === 0;
        return { ...known, sent: nothingSent ? null : sent, ledger };
      });
      const again = compareRows(rows, SHEET, unit(decided), noMatches);
      expect(again.rows.flatMap((one) => one.cells).filter(waits)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
