import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/day.ts';
import { measureStates } from '../../shared/lists.ts';
import { MOST_FEN } from '../../shared/money.ts';
import { readAnswer, type AnswerContext } from '../../shared/returns/cells/answer.ts';
import { canonicalLines } from '../../shared/returns/cells/lists.ts';
import { answerFields, kindOf, type AnswerField } from '../../shared/returns/fields.ts';
import type { Plain } from '../../shared/returns/grid.ts';
import { cellProblemCodes, cellProblemWords } from '../../shared/returns/problemWords.ts';
import { regulationLine } from '../../shared/returns/regulation.ts';
import { shownAnswer } from '../../shared/returns/show.ts';

const ctx: AnswerContext = {
  today: '2024-09-10',
  feedbackOn: '2024-02-20',
  roundEnd: '2024-08-20',
  immediateDays: 30,
  calendar: null,
  wan: false,
  yesNo: false,
  above: null,
};

/** The value, or '!code' with the proposal behind it. */
function read(field: AnswerField, plain: Plain, over: Partial<AnswerContext> = {}): string {
  const { value, problem } = readAnswer(field, plain, { ...ctx, ...over });
  if (problem === null) return value ?? 'null';
  expect(value).toBeNull();
  return `!${problem.code}${problem.proposed === null ? '' : ` → ${problem.proposed}`}`;
}

describe('nothing said', () => {
  const none = [
    '',
    ' ',
    '\n',
    '　\r\n',
    '无',
    '无。',
    ' 无 ',
    '暂无',
    '空',
    '不涉及',
    'N/A',
    'n/a',
    '\\',
    '/',
    '//',
    '／',
    '—',
    '——',
    '-',
    '－',
    '…',
    '、',
    '（无）',
    '没有',
  ];
  for (const field of answerFields)
    it(`${field}: placeholders are no answer`, () => {
      for (const text of none) expect([text, read(field, text)]).toEqual([text, '']);
    });

  it('words that only begin like one are answers', () => {
    expect(read('progress', '无法推进，待上级批复')).toBe('无法推进，待上级批复');
    expect(read('remark', '暂无法确定')).toBe('暂无法确定');
    expect(read('sanction_criticism', '无法统计')).toBe('!people_not_understood');
    expect(read('recovery_other', '空缺')).toBe('!money_not_understood');
  });

  it('同上 proposes what stands above', () => {
    expect(read('progress', '同上')).toBe('!same_as_above');
    expect(read('progress', '同上。', { above: '已印发' })).toBe('!same_as_above → 已印发');
    expect(read('recovery_other', '〃', { above: '100' })).toBe('!same_as_above → 100');
    expect(read('progress', '同上月，继续推进')).toBe('同上月，继续推进');
  });

  it('errors of the sheet are errors in every field', () => {
    for (const field of answerFields) {
      expect(read(field, { error: '#REF!' })).toBe('!cell_error');
      expect(read(field, '#VALUE!')).toBe('!cell_error');
    }
  });
});

describe('states', () => {
  const cases: readonly [Plain, string][] = [
    ['未启动', 'not_started'],
    ['整改中', 'in_progress'],
    ['基本完成', 'mostly_done'],
    ['已完成', 'done'],
    ['已整改到位', 'done'],
    ['整改完毕', 'done'],
    ['已全部整改完成', 'done'],
    ['全部完成', 'done'],
    ['已按期完成', 'done'],
    ['已办结。', 'done'],
    ['已销号', 'done'],
    ['申请销号', 'done'],
    ['完成整改', 'done'],
    ['１００％', 'done'],
    ['完成100%', 'done'],
    ['基本整改完毕', 'mostly_done'],
    ['已基本完成整改', 'mostly_done'],
    ['基本到位', 'mostly_done'],
    ['进行中', 'in_progress'],
    ['正在推进', 'in_progress'],
    ['正在整改', 'in_progress'],
    ['持续推进中', 'in_progress'],
    ['有序推进', 'in_progress'],
    ['已启动', 'in_progress'],
    ['达到序时进度', 'in_progress'],
    ['未开始', 'not_started'],
    ['尚未启动', 'not_started'],
    ['未整改', 'not_started'],
    ['待启动', 'not_started'],
    ['完成90%', '!state_percent → mostly_done'],
    ['约60%', '!state_percent → in_progress'],
    ['0%', '!state_percent → not_started'],
    [0.9, '!state_percent → mostly_done'],
    [{ number: 0.9, shown: '90%' }, '!state_percent → mostly_done'],
    [{ number: 1, shown: '100%' }, 'done'],
    [1, '!state_percent → done'],
    [80, '!state_percent → mostly_done'],
    [2024, '!state_not_understood'],
    ['长期坚持', '!state_is_demand → in_progress'],
    ['持续整改', '!state_is_demand → in_progress'],
    ['已完成，长期坚持', '!state_with_more → done'],
    ['已完成（2024年8月10日）', '!state_with_more → done'],
    ['整改中，预计10月完成', '!state_with_more → in_progress'],
    ['未完成', '!state_unclear → in_progress'],
    ['尚未整改到位', '!state_unclear → in_progress'],
    ['大部分完成', '!state_unclear → mostly_done'],
    ['阶段性完成', '!state_unclear → mostly_done'],
    ['√', '!state_tick → done'],
    ['是', '!state_tick → done'],
    ['否', '!state_unclear'],
    [true, '!state_tick → done'],
    [{ day: '2024-08-31' }, '!state_not_understood'],
    ['按方案办', '!state_not_understood'],
    ['待定', '!state_not_understood'],
    ['100', '!state_percent → done'],
    ['己完成', '!state_unclear → done'],
    ['□已完成 ■整改中', '!state_not_understood'],
    ['逾期未完成', '!state_unclear → in_progress'],
  ];
  for (const [plain, expected] of cases)
    it(`${JSON.stringify(plain)} → ${expected}`, () => expect(read('state', plain)).toBe(expected));

  it('a tick answers a question', () => {
    for (const tick of ['√', '✓', '✔', '是']) expect(read('state', tick, { yesNo: true })).toBe('done');
    expect(read('state', '否', { yesNo: true })).toBe('!state_unclear');
  });
});

describe('days', () => {
  const cases: readonly [Plain, string][] = [
    [{ day: '2024-08-31' }, '2024-08-31'],
    [45535, '2024-08-31'],
    [{ number: 45535, shown: '2024/8/31' }, '2024-08-31'],
    [{ number: 45413, shown: '2024年5月' }, '!day_is_month → 2024-05-31'],
    ['2024-8-31', '2024-08-31'],
    ['2024.8.31', '2024-08-31'],
    ['2024/8/31', '2024-08-31'],
    ['2024年8月31日', '2024-08-31'],
    ['２０２４年８月３１日', '2024-08-31'],
    ['二〇二四年八月三十一日', '2024-08-31'],
    ['20240831', '2024-08-31'],
    [20240831, '2024-08-31'],
    ['2024-08-31 00:00:00', '2024-08-31'],
    ['2024-8-31 9:05', '2024-08-31'],
    ['2024-08-31T00:00:00Z', '2024-08-31'],
    ['2024年 8月 31日', '2024-08-31'],
    ['8 31', '!day_not_understood'],
    ['2024年2月30日', '!day_no_such_day'],
    ['2月30日', '!day_no_such_day'],
    ['2024年13月1日', '!day_no_such_day'],
    ['2024年8月', '!day_is_month → 2024-08-31'],
    ['2024-08', '!day_is_month → 2024-08-31'],
    ['8月底', '!day_is_month → 2024-08-31'],
    ['2024年9月', '!day_is_month'],
    ['8月31日', '!day_year_missing → 2024-08-31'],
    ['12月31日', '!day_year_missing → 2023-12-31'],
    ['24.8.31', '!day_year_missing → 2024-08-31'],
    ['8.31', '!day_year_missing → 2024-08-31'],
    [8.3, '!day_ambiguous'],
    ['31/8/2024', '!day_ambiguous'],
    ['2024年8月1日、2024年8月31日', '!day_ambiguous'],
    [{ day: '2024-09-30' }, '!day_in_future'],
    ['2025-08-31', '!day_in_future → 2024-08-31'],
    [{ day: '1899-12-31' }, '!day_year_unlikely'],
    ['已于2024年8月31日完成', '!day_with_more → 2024-08-31'],
    ['已完成', '!day_is_state'],
    ['整改中', '!day_is_state'],
    ['长期坚持', '!day_is_state'],
    ['待定', '!day_not_understood'],
    [true, '!day_not_understood'],
    [12, '!day_not_understood'],
  ];
  for (const [plain, expected] of cases)
    it(`${JSON.stringify(plain)} → ${expected}`, () => expect(read('doneOn', plain)).toBe(expected));

  it('a bare number counts from 1904 where the workbook does', () => {
    expect(read('doneOn', 43_981, { from1904: true })).toBe('2024-05-31');
    expect(read('doneOn', { day: '2024-05-31' }, { from1904: true })).toBe('2024-05-31');
  });

  it('an extension is asked until a day, in the words of deadlines', () => {
    expect(read('extensionTo', { day: '2024-12-31' })).toBe('2024-12-31');
    expect(read('extensionTo', '延期至2024年12月底')).toBe('2024-12-31');
    expect(read('extensionTo', '2024年底前')).toBe('2024-12-31');
    expect(read('extensionTo', '12月底')).toBe('!day_year_missing → 2024-12-31');
    expect(read('extensionTo', '长期坚持')).toBe('!extension_without_day');
    expect(read('extensionTo', '视情况而定')).toBe('!deadline_not_understood');
    expect(read('extensionTo', '2024年2月30日')).toBe('!deadline_no_such_day');
  });
});

describe('people', () => {
  const cases: readonly [Plain, string][] = [
    [3, '3'],
    [0, '0'],
    ['3', '3'],
    ['3人', '3'],
    ['三人', '3'],
    ['3人次', '3'],
    ['１人', '1'],
    ['共2名', '2'],
    ['两人', '2'],
    ['2.0', '2'],
    [{ number: 3, shown: '3人' }, '3'],
    [0.5, '!people_not_whole'],
    ['1.5人', '!people_not_whole'],
    [-1, '!people_negative'],
    ['-2', '!people_negative'],
    ['2人（张某、李某）', '!people_with_more → 2'],
    ['若干人', '!people_not_understood'],
    ['2 3', '!people_not_understood'],
    ['1\n2', '!people_not_understood'],
    ['√', '!people_not_understood → 1'],
    ['2人、3人', '!people_not_understood'],
    [{ day: '2024-08-01' }, '!people_not_understood'],
  ];
  for (const [plain, expected] of cases)
    it(`${JSON.stringify(plain)} → ${expected}`, () =>
      expect(read('sanction_criticism', plain)).toBe(expected));
});

describe('money', () => {
  const cases: readonly [Plain, string, boolean?][] = [
    [165_800, '16580000'],
    ['165,800', '16580000'],
    ['１６５８００元', '16580000'],
    ['16.58万元', '16580000'],
    ['165800.00元。', '16580000'],
    ['¥165,800.00', '16580000'],
    [{ number: 165_800, shown: '165,800.00' }, '16580000'],
    [{ number: 165_800.004, shown: '165,800' }, '!money_not_whole_fen → 16580000'],
    [35_632.35, '3563235'],
    [0.1 + 0.2, '30'],
    [0, '0'],
    ['0元', '0'],
    [16.58, '16580000', true],
    [3.563235, '3563235', true],
    ['16.58', '16580000', true],
    ['165800元', '16580000', true],
    [165_800, '!money_unit_doubtful → 16580000', true],
    ['165,800', '!money_unit_doubtful → 16580000', true],
    [{ number: 165_800, shown: '16.58' }, '!money_shown_otherwise → 1658'],
    ['约16万', '!money_approximate → 16000000'],
    ['16万余元', '!money_approximate → 16000000'],
    [-5, '!money_negative'],
    ['1.005元', '!money_not_whole_fen'],
    ['165800元（已上缴）', '!money_with_more → 16580000'],
    ['收回1万元，上缴2万元', '!money_not_understood'],
    ['十几万', '!money_not_understood'],
    ['165 800', '16580000'],
    ['12 30', '!money_not_understood'],
    ['100\n200', '!money_not_understood'],
    [1e16, '!digits_lost'],
    [true, '!money_not_understood'],
    [{ day: '2024-08-01' }, '!money_not_understood'],
  ];
  for (const [plain, expected, wan] of cases)
    it(`${JSON.stringify(plain)}${wan === true ? ' in 万元' : ''} → ${expected}`, () =>
      expect(read('recovery_returned', plain, { wan: wan === true })).toBe(expected));
});

describe('lists', () => {
  it('evidence: lines without numbering, each once', () => {
    expect(read('evidence', '1.会议纪要；2.通知\n3、照片\n（4）照片\n')).toBe('会议纪要\n通知\n照片');
    expect(read('evidence', '①纪要②通知')).toBe('纪要②通知');
    expect(read('evidence', '2024年第3次会议纪要')).toBe('2024年第3次会议纪要');
    expect(read('evidence', 3)).toBe('!lines_not_text → 3');
    expect(read('evidence', '1.纪要 2.通知3.第2.5版方案')).toBe('纪要\n通知\n第2.5版方案');
    expect(read('evidence', '（1）纪要、（2）通知')).toBe('纪要\n通知');
    for (const text of ['有', '见附件', '已提供', '√', '共5份'])
      expect(read('evidence', text)).toBe('!lines_not_text');
    expect(read('evidence', '3份')).toBe('!lines_not_text');
    expect(read('evidence', 0)).toBe('');
  });

  const regulations: readonly [Plain, string][] = [
    ['《财务管理办法》（财发〔2024〕3号）', '《财务管理办法》（财发〔2024〕3号）'],
    ['《财务管理办法》财发〔2024〕3号', '《财务管理办法》（财发〔2024〕3号）'],
    ['财务管理办法', '《财务管理办法》'],
    [
      '新制定《A办法》（甲〔2024〕1号）、《B规定（试行）》；《关于印发〈C〉的通知》',
      '《A办法》（甲〔2024〕1号）\n《B规定（试行）》\n《关于印发〈C〉的通知》',
    ],
    ['《采购办法》（试行）', '《采购办法（试行）》'],
    ['1.《甲制度》\n2.招标细则', '《甲制度》\n《招标细则》'],
    ['《关于修订《甲》的通知》', '《关于修订《甲》的通知》'],
    ['无', ''],
    ['0', ''],
    [2, '!regulation_count_only'],
    ['2项', '!regulation_count_only'],
    ['修订《甲制度》', '!regulation_kind_differs → 《甲制度》'],
    ['《甲制度》，明确了审批权限和责任追究要求', '!regulation_with_more → 《甲制度》'],
    ['正在研究', '!regulation_not_understood'],
    ['《甲办法》；《乙办法》等3项制度', '《甲办法》\n《乙办法》'],
    ['“采购办法”', '《采购办法》'],
    ['已建立采购管理制度', '!regulation_with_more → 《采购管理制度》'],
    ['拟制定《乙办法》', '!regulation_with_more → 《乙办法》'],
    ['《乙办法》（征求意见稿）', '!regulation_with_more → 《乙办法》（征求意见稿）'],
    ['无新增制度', ''],
  ];
  for (const [plain, expected] of regulations)
    it(`regulations: ${JSON.stringify(plain)}`, () => expect(read('regulationsNew', plain)).toBe(expected));
});

describe('texts', () => {
  it('keep what they say; line ends, controls and blanks at the ends are made plain', () => {
    expect(read('progress', ' 一是完成\r\n二是\u0007整改_x000D_\r三 \n')).toBe('一是完成\n二是整改\n三');
    expect(read('progress', 12.5)).toBe('12.5');
    expect(read('progress', { number: 0.9, shown: '90%' })).toBe('90%');
    expect(read('remark', { day: '2024-08-01' })).toBe('2024-08-01');
    expect(read('remark', '=SUM(A1)')).toBe('=SUM(A1)');
    expect(read('remark', '0')).toBe('0');
    expect(read('remark', 1.25e18)).toMatch(/^!digits_lost/);
    expect(read('progress', '字'.repeat(32_768))).toBe('!text_too_long');
  });
});

describe('invariants', () => {
  const day = fc.integer({ min: 0, max: 8000 }).map((n) => addDays('2002-01-01', n));
  const word = fc.stringMatching(/^[一-龥]{2,12}$/);
  const title = fc.oneof(
    word.map((w) => `${w}办法`),
    word.map((w) => `关于印发《${w}》的通知`),
    word.map((w) => `${w}（试行）`),
    word.map((w) => `${w}；${w}`),
  );
  const sign = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 99 }).map((n) => `财发〔2024〕${n}号`),
    fc.constant('2024-3'),
  );
  const lines = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => canonicalLines(list.join('\n')));
  const regulation = fc
    .uniqueArray(
      fc.tuple(title, sign).map(([t, n]) => regulationLine(t, n)),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) => list.join('\n'));

  function canonical(field: AnswerField): fc.Arbitrary<string> {
    switch (kindOf(field)) {
      case 'state':
        return fc.constantFrom(...measureStates);
      case 'day':
        return day;
      case 'deadline':
        return day;
      case 'people':
        return fc.integer({ min: 0, max: 100_000 }).map(String);
      case 'money':
        return fc.integer({ min: 0, max: MOST_FEN }).map(String);
      case 'lines':
        return lines;
      case 'regulations':
        return regulation;
      default:
        return fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join('\n'));
    }
  }

  for (const field of answerFields)
    it(`${field}: a canonical value shown and read again is the same`, () => {
      fc.assert(
        fc.property(canonical(field), (value) => {
          expect(read(field, shownAnswer(field, value))).toBe(value);
        }),
      );
    });

  it('a day or a sum of money kept as date or number cell reads back the same', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 10 ** 13 }), (value, fen) => {
        expect(read('doneOn', { day: value })).toBe(value);
        expect(read('recovery_other', fen / 100)).toBe(String(fen));
      }),
    );
  });

  const anything: fc.Arbitrary<Plain> = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          '已',
          '完成',
          '未',
          '整改',
          '2',
          '0',
          '人',
          '万',
          '元',
          '年',
          '月',
          '日',
          '《',
          '》',
          '（',
          '）',
          '约',
          '、',
          '；',
          '\n',
          '收回',
          '制定',
          '%',
          '-',
          '.',
          '其中',
          '无',
        ),
      )
      .map((parts) => parts.join('')),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    day.map((value) => ({ day: value })),
    fc.record({ number: fc.double({ noNaN: true, noDefaultInfinity: true }), shown: fc.string() }),
  );

  it('whatever stands in a cell: a value or a problem of the list, never a digit that is not there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...answerFields), anything, fc.boolean(), (field, plain, wan) => {
        const { value, problem } = readAnswer(field, plain, { ...ctx, wan });
        expect(value === null).toBe(problem !== null);
        if (problem !== null) expect(cellProblemCodes).toContain(problem.code);
        const figure = kindOf(field) === 'people' || kindOf(field) === 'money';
        if (figure && value === '0') expect(JSON.stringify(plain)).toMatch(/[0０零〇○]|e-/);
        if (figure && value !== null) expect(value).toMatch(/^\d*$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('whatever is read without doubt reads back as itself, however odd the cell', () => {
    const soup = fc
      .array(
        fc.constantFrom(
          ...[
            '1.',
            '2、',
            '（1）',
            '（2）',
            '①',
            '；',
            ';',
            '\n',
            ' ',
            '、',
            '，',
            '一、',
            '《',
            '》',
            '〈',
            '（',
            '）',
          ],
          ...[
            '纪要',
            '采购办法',
            '通知',
            '制定',
            '修订',
            '等2项制度',
            '财发〔2024〕3号',
            '试行',
            '无',
            '/',
            '已完成',
            '2024年8月1日',
          ],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...answerFields), fc.oneof(soup, anything), (field, plain) => {
        const { value } = readAnswer(field, plain, ctx);
        fc.pre(value !== null);
        expect(read(field, shownAnswer(field, value ?? ''))).toBe(value);
      }),
      { numRuns: 5000 },
    );
  });

  it('every code has its words', () => {
    for (const code of cellProblemCodes) expect(cellProblemWords[code]).toMatch(/^[^。]{4,}[^。]$/);
  });
});
