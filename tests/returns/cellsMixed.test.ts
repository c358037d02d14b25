import { describe, expect, it } from 'vitest';
import type { AnswerContext } from '../../shared/returns/cells/answer.ts';
import { readMixed } from '../../shared/returns/cells/mixed.ts';
import type { MixedField } from '../../shared/returns/fields.ts';
import type { Plain } from '../../shared/returns/grid.ts';

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

function read(field: MixedField, plain: Plain, wan = false): Record<string, string> {
  return Object.fromEntries(
    readMixed(field, plain, { ...ctx, wan }).map(({ field: of, value, problem }) => [
      of.replace(/^(?:sanction|recovery)_/, ''),
      problem === null
        ? (value ?? 'null')
        : `!${problem.code}${problem.proposed === null ? '' : ` → ${problem.proposed}`}`,
    ]),
  );
}

describe('sanctions of all kinds in one cell', () => {
  const cases: readonly [Plain, Record<string, string>][] = [
    ['无', {}],
    [0, {}],
    ['0人', {}],
    ['谈话提醒2人、诫勉1人', { talk_reminder: '2', admonishment: '1' }],
    ['提醒谈话3人次；批评教育 2 人。', { talk_reminder: '3', criticism: '2' }],
    ['谈话提醒：2；诫勉谈话：1', { talk_reminder: '2', admonishment: '1' }],
    ['对2人进行谈话提醒，给予1人党内警告处分', { talk_reminder: '2', party_discipline: '1' }],
    [
      '党内警告1人，政务记过1人，移送司法机关1人',
      { party_discipline: '1', administrative_discipline: '1', judicial: '1' },
    ],
    ['诫勉（三人）', { admonishment: '3' }],
    ['谈话提醒2人；提醒谈话1人', { talk_reminder: '!several_figures → 3' }],
    ['谈话提醒2人、通报批评1人', { talk_reminder: '2', education_reminder: '!left_over' }],
    ['谈话提醒若干人', { talk_reminder: '!sanction_kind_missing' }],
    ['3人', { talk_reminder: '!sanction_kind_missing → 3' }],
    [3, { talk_reminder: '!sanction_kind_missing → 3' }],
    ['已按要求处理到位', { talk_reminder: '!sanction_kind_missing' }],
    [{ error: '#N/A' }, { talk_reminder: '!cell_error' }],
    ['同上', { talk_reminder: '!same_as_above' }],
  ];
  for (const [plain, expected] of cases)
    it(`cell ${JSON.stringify(plain)}`, () => expect(read('sanctions', plain)).toEqual(expected));
});

describe('money of all kinds in one cell', () => {
  const cases: readonly [Plain, Record<string, string>, boolean?][] = [
    ['不涉及', {}],
    ['收回165800元；挽回3.56万元', { returned: '16580000', loss_recovered: '3560000' }],
    ['清退违规资金1.2万元，避免损失5,000元', { returned: '1200000', loss_recovered: '500000' }],
    ['收回约16万元', { returned: '!money_approximate → 16000000' }],
    ['收回A公司3万元，收回B公司2万元', { returned: '!several_figures → 5000000' }],
    ['收回3万元，其中A公司2万元', { returned: '!left_over → 5000000' }],
    ['165800元', { returned: '!recovery_kind_missing → 16580000' }],
    [16.58, { returned: '!recovery_kind_missing → 16580000' }, true],
    ['涉及资金3万元', { returned: '!recovery_kind_missing' }],
    ['正在追缴', { returned: '!money_not_understood' }],
    [0, {}],
  ];
  for (const [plain, expected, wan] of cases)
    it(`cell ${JSON.stringify(plain)}`, () =>
      expect(read('recoveries', plain, wan === true)).toEqual(expected));
});

describe('regulations of both kinds in one cell', () => {
  const cases: readonly [Plain, Record<string, string>][] = [
    ['/', {}],
    [
      '制定《甲办法》（甲发〔2024〕1号），修订《乙规定》',
      { regulationsNew: '《甲办法》（甲发〔2024〕1号）', regulationsRevised: '《乙规定》' },
    ],
    [
      '新制定：《甲办法》《丙细则》；修订完善：《乙规定》',
      { regulationsNew: '《甲办法》\n《丙细则》', regulationsRevised: '《乙规定》' },
    ],
    [
      '《甲办法》（修订）\n《乙规定》（新制定）',
      { regulationsRevised: '《甲办法》', regulationsNew: '《乙规定》' },
    ],
    ['《甲办法》', { regulationsNew: '!regulation_kind_missing → 《甲办法》' }],
    ['制定制度2项', { regulationsNew: '!regulation_not_understood' }],
    ['2', { regulationsNew: '!regulation_count_only' }],
    ['印发《甲办法》，进一步压实了各级责任', { regulationsNew: '!regulation_with_more → 《甲办法》' }],
    ['正在起草', { regulationsNew: '!regulation_not_understood' }],
  ];
  for (const [plain, expected] of cases)
    it(`cell ${JSON.stringify(plain)}`, () => expect(read('regulations', plain)).toEqual(expected));
});
