/** Rows of an old ledger into the tree that is imported. */
import { describe, expect, test } from 'vitest';
import { ledgerTree, names } from '../../shared/ledgerImport/tree.ts';
import type { LedgerRow } from '../../shared/ledgerImport/types.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';

function row(
  at: number,
  place: LedgerRow['place'],
  answers: Partial<Record<AnswerField, string>> = {},
  more: Partial<LedgerRow> = {},
): LedgerRow {
  return {
    row: at,
    place,
    answers: Object.entries(answers).map(([field, value]) => ({
      field: field as AnswerField,
      column: 5,
      at: `F${at}`,
      text: value,
      value,
      problem: null,
    })),
    progress: [],
    closed: null,
    ...more,
  };
}

const issuesOf = (rows: readonly LedgerRow[]) =>
  ledgerTree(rows, '台账').branches.flatMap((branch) => branch.issues);

describe('the tree', () => {
  test('a row that leaves out aspect, heading and issue continues the one above', () => {
    const { branches, problems } = ledgerTree(
      [
        row(3, { aspect: '党的建设', heading: '班子建设', issueTitle: '议事不规范', title: '修订规则' }),
        row(4, { title: '开展培训' }),
        row(5, { issueTitle: '调研不深', title: '制定计划' }),
        row(6, { aspect: '选人用人', issueTitle: '程序不严', title: '规范程序' }),
      ],
      '台账',
    );
    expect(problems).toEqual([]);
    expect(
      branches.map((branch) => [branch.path, branch.issues.map((issue) => issue.measures.length)]),
    ).toEqual([
      [
        ['党的建设', '班子建设'],
        [2, 1],
      ],
      [['选人用人'], [1]],
    ]);
  });

  test('a new aspect does not inherit the heading nor the issue of the one before', () => {
    const { branches, problems } = ledgerTree(
      [
        row(3, { aspect: '甲', heading: '子', issueTitle: '问题一', title: '措施' }),
        row(4, { aspect: '乙', title: '措施二' }),
      ],
      '台账',
    );
    expect(branches).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'issue_missing', cell: 'A4', found: '措施二' }),
    ]);
  });

  test('rows of one issue need not stand together, and white space makes no other issue', () => {
    const issues = issuesOf([
      row(3, { issueTitle: '议事 不规范', title: '一' }),
      row(4, { issueTitle: '另一个', title: '二' }),
      row(5, { issueTitle: '议事不规范', title: '三' }),
    ]);
    expect(issues.map((issue) => issue.measures.map((measure) => measure.title))).toEqual([
      ['一', '三'],
      ['二'],
    ]);
  });

  test('an issue without a measure of its own gets one, named like it', () => {
    expect(issuesOf([row(3, { issueTitle: '只列问题' })])[0]?.measures[0]?.title).toBe('只列问题');
  });

  test('unit and lead are the issue’s when all its rows agree, else each measure’s own', () => {
    const [same, differ] = issuesOf([
      row(3, { issueTitle: '甲', title: '一', unit: '财务部', lead: '张三' }),
      row(4, { title: '二', unit: '财务部' }),
      row(5, { issueTitle: '乙', title: '一', unit: '财务部' }),
      row(6, { title: '二', unit: '人力部', assisting: '财务部、法务部' }),
    ]);
    expect([same?.unit, same?.lead, same?.measures.map((m) => m.unit)]).toEqual([
      '财务部',
      '张三',
      [null, null],
    ]);
    expect([differ?.unit, differ?.measures.map((m) => m.unit)]).toEqual([null, ['财务部', '人力部']]);
    expect(differ?.measures[1]?.assisting).toEqual(['财务部', '法务部']);
  });
});

describe('closing', () => {
  const done = { state: 'done', doneOn: '2024-05-20' };
  test('the last closing day of its rows closes an issue', () => {
    const closed = (on: string) => ({ closed: { text: on, on, at: 'H3' } });
    const [issue] = issuesOf([
      row(3, { issueTitle: '甲', title: '一' }, done, closed('2024-06-01')),
      row(4, { title: '二' }, done, closed('2024-06-30')),
    ]);
    expect(issue?.closedOn).toBe('2024-06-30');
  });

  test('已销号 in the state closes it on the last day done; 申请销号 does not', () => {
    const said = (text: string): LedgerRow => {
      const made = row(3, { issueTitle: '甲', title: '一' }, done);
      return { ...made, answers: made.answers.map((a) => (a.field === 'state' ? { ...a, text } : a)) };
    };
    expect(issuesOf([said('已销号')])[0]?.closedOn).toBe('2024-05-20');
    expect(issuesOf([said('已完成，申请销号')])[0]?.closedOn).toBeNull();
    expect(issuesOf([said('未销号')])[0]?.closedOn).toBeNull();
  });

  test('an issue of which some rows are closed stays open and is listed', () => {
    const { branches, problems } = ledgerTree(
      [
        row(3, { issueTitle: '甲', title: '一' }, done, {
          closed: { text: '6月1日', on: '2024-06-01', at: 'H3' },
        }),
        row(4, { title: '二' }, { state: 'in_progress' }),
      ],
      '台账',
    );
    expect(branches[0]?.issues[0]?.closedOn).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ code: 'closed_in_part', cell: 'H3' })]);
  });

  test('the day on the first row closes the issue when its other rows are done', () => {
    const [issue] = issuesOf([
      row(3, { issueTitle: '甲', title: '一' }, done, {
        closed: { text: '2024-06-01', on: '2024-06-01', at: 'H3' },
      }),
      row(4, { title: '二' }, done),
    ]);
    expect(issue?.closedOn).toBe('2024-06-01');
  });

  test('closed without any day is not guessed', () => {
    const { branches, problems } = ledgerTree(
      [row(3, { issueTitle: '甲', title: '一', presentState: '已销号' })],
      '台账',
    );
    expect(branches[0]?.issues[0]?.closedOn).toBeNull();
    expect(problems.map((p) => p.code)).toEqual(['closed_without_day']);
  });
});

describe('what rows report', () => {
  test('progress of named months, the column without one, and the reasons with the last of them', () => {
    const [issue] = issuesOf([
      row(
        3,
        { issueTitle: '甲', title: '一' },
        { state: 'in_progress', progress: '八月的进展', delayReason: '招标流标' },
        { progress: [{ month: '2024-06', text: '六月的进展' }] },
      ),
    ]);
    expect(issue?.measures[0]?.progress).toEqual([
      { month: '2024-06', text: '六月的进展', delayReason: '', nextStep: '', remark: '' },
      { month: null, text: '八月的进展', delayReason: '招标流标', nextStep: '', remark: '' },
    ]);
  });

  test('a cell that was not understood is listed with its address and left out', () => {
    const made = row(3, { issueTitle: '甲', title: '一' });
    const { branches, problems } = ledgerTree(
      [
        {
          ...made,
          answers: [
            {
              field: 'doneOn',
              column: 6,
              at: 'G3',
              text: '2月30日',
              value: null,
              problem: { code: 'day_not_understood', proposed: null },
            },
          ],
        },
      ],
      '台账',
    );
    expect(problems).toEqual([
      expect.objectContaining({ sheet: '台账', cell: 'G3', code: 'day_not_understood', found: '2月30日' }),
    ]);
    expect(branches[0]?.issues[0]?.measures[0]).toMatchObject({ state: 'not_started', doneOn: null });
  });

  test('outcomes keep their kinds; nothing and 0 are none', () => {
    const [issue] = issuesOf([
      row(
        3,
        { issueTitle: '甲', title: '一' },
        {
          regulationsNew: '《议事规则》（集团发〔2024〕8号）',
          regulationsRevised: '《采购办法》',
          sanction_admonishment: '2',
          sanction_criticism: '0',
          recovery_returned: '16580000',
        },
      ),
    ]);
    expect(issue?.measures[0]).toMatchObject({
      regulations: [
        { kind: 'new', line: '《议事规则》（集团发〔2024〕8号）' },
        { kind: 'revised', line: '《采购办法》' },
      ],
      sanctions: [{ kind: 'admonishment', people: 2 }],
      recoveries: [{ kind: 'returned', fen: 16_580_000 }],
    });
  });

  test('names in one cell are parted, placeholders are none', () => {
    expect(names('财务部、人力资源部；法务部\n财务部')).toEqual(['财务部', '人力资源部', '法务部']);
    expect(names('无')).toEqual([]);
    expect(names('\\')).toEqual([]);
  });
});
