import { describe, expect, test } from 'vitest';
import { dryRunShape, parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeReading, NoticeWarning } from '../../shared/notice/types.ts';
import { printTree } from './print.ts';

function read(text: string): NoticeReading {
  const result = parseNotice(text);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const tree = (text: string): string[] => printTree(read(text).nodes);
const codes = (warnings: readonly NoticeWarning[]): [string, number][] =>
  warnings.map((w) => [w.code, w.line]);
const lines = (...all: string[]): string => all.join('\n');

describe('what is no notice is refused', () => {
  test.each([
    ['', 'notice_empty'],
    [' \n\t\u3000\r\n', 'notice_empty'],
    ['今天天气很好，我们去公园散步。', 'not_a_notice'],
    [
      lines('会议议程', '一、开场', '1.领导讲话', '2.代表发言', '二、讨论', '1.分组', '2.汇报'),
      'not_a_notice',
    ],
    [lines('# Readme', '', '1. Install', '2. Run', '', '- a', '- b'), 'not_a_notice'],
    [lines('按照整改要求，', '一是加强学习。', '二是压实责任。'), 'not_a_notice'],
    ['a,b,c\n1,2,3\n', 'not_a_notice'],
  ])('%#', (text, code) => {
    expect(parseNotice(text)).toEqual({ ok: false, error: { code } });
  });
});

describe('warnings stand at their lines', () => {
  test('numbers skipped, repeated, not from one', () => {
    const read_ = read(
      lines(
        '巡察整改情况通报',
        '二、关于“甲事项不到位”问题',
        '1.针对“乙事项不到位”问题。',
        '一是完善制度。已完成。',
        '三是加强培训。已完成。',
        '3.针对“丙事项不到位”问题。',
        '一是完善制度。已完成。',
        '一是加强培训。已完成。',
      ),
    );
    expect(codes(read_.warnings)).toEqual([
      ['skipped_number', 2],
      ['skipped_number', 5],
      ['skipped_number', 6],
      ['repeated_number', 8],
    ]);
    expect(read_.counted).toMatchObject({ issues: 2, measures: 4 });
  });

  test('issues numbered through the whole text are in order', () => {
    const read_ = read(
      lines(
        '巡察整改情况通报',
        '一、关于“甲不到位”问题',
        '1.针对“乙不到位”问题。',
        '一是完善制度。已完成。',
        '2.针对“丙不到位”问题。',
        '一是完善制度。已完成。',
        '二、关于“丁不到位”问题',
        '3.针对“戊不到位”问题。',
        '一是完善制度。已完成。',
      ),
    );
    expect(read_.warnings).toEqual([]);
    expect(read_.nodes.map((n) => n.children.length)).toEqual([2, 1]);
  });

  test('an item outside any issue', () => {
    const read_ = read(
      lines(
        '巡察整改情况通报',
        '一、关于“甲不到位”问题',
        '一是提高认识。已学习。',
        '1.针对“乙不到位”问题。',
        '一是完善制度。已完成。',
      ),
    );
    expect(codes(read_.warnings)).toEqual([['orphan_item', 3]]);
    expect(read_.counted).toMatchObject({ aspects: 1, issues: 1, measures: 1 });
  });

  test('empty and long titles, an issue without measures', () => {
    const read_ = read(
      lines(
        '巡察整改情况通报',
        '一、关于“甲不到位”问题',
        `1.针对“${'压实责任'.repeat(30)}不到位”问题。`,
        '一是',
        '二是加强培训。已完成。',
        '2.针对“丙不到位”问题。',
        '3.针对“丁不到位”问题。',
        '一是完善制度。已完成。',
      ),
    );
    expect(codes(read_.warnings)).toEqual([
      ['long_title', 3],
      ['empty_title', 4],
      ['issue_without_measures', 6],
    ]);
  });

  test('replacement characters', () => {
    const read_ = read(
      lines('巡察整改情况通报', '1.针对“责任落\ufffd不到位”问题。', '一是完善制度。已完成。'),
    );
    expect(codes(read_.warnings)).toEqual([['lost_characters', 2]]);
  });

  test('stated and counted totals', () => {
    const read_ = read(
      lines(
        '巡察整改情况通报',
        '巡察反馈的一个方面三个问题，共制定整改措施2条，已完成整改2个，仍有2个正在推进。',
        '一、关于“甲不到位”问题',
        '1.针对“乙不到位”问题。',
        '一是完善制度。已完成。',
        '二是加强培训。已完成。',
        '2.针对“丙不到位”问题。',
        '一是完善制度。已完成。',
      ),
    );
    expect(read_.stated).toMatchObject({ aspects: 1, issues: 3, measures: 2, closed: 2, open: 2 });
    expect(codes(read_.warnings)).toEqual([
      ['stated_differs', 2],
      ['stated_differs', 2],
      ['stated_differs', 2],
    ]);
  });

  test('nothing is stated: all totals are null', () => {
    const { stated } = read(lines('巡察整改情况通报', '1.针对“乙不到位”问题。', '一是完善制度。已完成。'));
    expect(stated).toEqual({
      aspects: null,
      issues: null,
      measures: null,
      closed: null,
      open: null,
      cluesReceived: null,
      cluesConcluded: null,
      regulationsNew: null,
      regulationsRevised: null,
      sanctions: [],
      recoveries: [],
    });
  });
});

test('stated outcomes in other words', () => {
  const body = lines('1.针对“乙不到位”问题。', '一是完善制度。已完成。');
  const stated = (text: string) => read(lines('巡察整改情况通报', text, body)).stated;
  expect(
    stated('共给予党纪处分3人、政务处分２人，组织处理1人，批评教育12人次，谈话提醒十五人次。').sanctions,
  ).toEqual([
    { kind: 'talk_reminder', people: 15 },
    { kind: 'criticism', people: 12 },
    { kind: 'party_discipline', people: 3 },
    { kind: 'administrative_discipline', people: 2 },
    { kind: 'organisational', people: 1 },
  ]);
  expect(stated('追缴违规资金1,234,567.80元，挽回经济损失16.58万元，避免损失约30万元。').recoveries).toEqual([
    { kind: '追缴违规资金', fen: 123_456_780 },
    { kind: '挽回经济损失', fen: 16_580_000 },
  ]);
  expect(stated('出台制度5项，修订12项制度；移交问题线索4件，已办结3件。')).toMatchObject({
    regulationsNew: 5,
    regulationsRevised: 12,
    cluesReceived: 4,
    cluesConcluded: 3,
  });
});

describe('levels and lines that mislead', () => {
  test('a list inside a measure stays its text', () => {
    expect(
      tree(
        lines(
          '巡察整改情况通报',
          '1.针对“甲不到位”问题。',
          '一是分步推进。已完成以下工作：',
          '1.摸清底数；',
          '2.建立台账。',
          '二是加强培训。已完成。',
          '2.针对“乙不到位”问题。',
          '一是完善制度。已完成。',
        ),
      ),
    ).toEqual([
      'i 1. | 甲不到位',
      '  m 一是 | 分步推进 => 已完成以下工作：\n1.摸清底数；\n2.建立台账。',
      '  m 二是 | 加强培训 => 已完成。',
      'i 2. | 乙不到位',
      '  m 一是 | 完善制度 => 已完成。',
    ]);
  });

  test('wrapped lines that begin like markers', () => {
    expect(
      tree(
        lines(
          '巡察整改情况通报',
          '1.针对“甲不到位”问题。',
          '一是规范处置程序。根据国有资产监督管理条例第三条第',
          '（一）款和实施细则的有关规定，对涉及的第',
          '10、15号楼资产重新评估，评估价值合计达到',
          '2.5亿元，已报备。',
          '2.针对“乙不到位”问题。',
          '一是完善制度。已完成。',
        ),
      ),
    ).toEqual([
      'i 1. | 甲不到位',
      '  m 一是 | 规范处置程序 => 根据国有资产监督管理条例第三条第（一）款和实施细则的有关规定，对涉及的第10、15号楼资产重新评估，评估价值合计达到2.5亿元，已报备。',
      'i 2. | 乙不到位',
      '  m 一是 | 完善制度 => 已完成。',
    ]);
  });

  test('a title broken over two lines', () => {
    expect(
      tree(
        lines(
          '巡察整改情况通报',
          '一、关于“推动重大决策部署落地见效的力度还不够大，',
          '主动担当作为的劲头不足”问题的整改进展情况',
          '1.针对“甲不到位”问题。',
          '一是完善制度。已完成。',
        ),
      ),
    ).toEqual([
      'h 一、 | 推动重大决策部署落地见效的力度还不够大，主动担当作为的劲头不足',
      '  i 1. | 甲不到位',
      '    m 一是 | 完善制度 => 已完成。',
    ]);
  });

  test('quotes inside the title, of the same kind too', () => {
    expect(
      tree(
        lines(
          '巡察整改情况通报',
          '1.针对““两个责任”落实不到位”问题的整改进展情况。',
          '一是完善制度。已完成。',
          '2.关于“三重一大”决策制度执行不严格的问题。',
          '一是完善制度。已完成。',
          '3.关于“两个责任’落实不到位”问题。',
          '一是完善制度。已完成。',
        ),
      ).filter((line) => line.startsWith('i')),
    ).toEqual([
      'i 1. | “两个责任”落实不到位',
      'i 2. | “三重一大”决策制度执行不严格',
      'i 3. | 两个责任’落实不到位',
    ]);
  });

  test('a first heading that runs on from the preamble', () => {
    expect(
      tree(
        lines(
          '巡察整改情况通报',
          '现将整改情况通报如下。一、关于“甲不到位”问题。1.针对“乙不到位”问题。一是完善制度。已完成。',
        ),
      ),
    ).toEqual(['h 一、 | 甲不到位', '  i 1. | 乙不到位', '    m 一是 | 完善制度 => 已完成。']);
  });

  test('decimal numbers as levels', () => {
    expect(
      tree(
        lines(
          '巡察整改方案',
          '1. 党的建设方面',
          '1.1 关于“甲不到位”问题',
          '1.1.1 完善制度。',
          '1.1.2 加强培训。',
          '1.2 关于“乙不到位”问题',
          '1.2.1 完善制度。',
          '2. 内部管理方面',
          '2.1 关于“丙不到位”问题',
          '2.1.1 完善制度。',
        ),
      ),
    ).toEqual([
      'h 1. | 党的建设方面',
      '  i 1.1 | 甲不到位',
      '    m 1.1.1 | 完善制度',
      '    m 1.1.2 | 加强培训',
      '  i 1.2 | 乙不到位',
      '    m 1.2.1 | 完善制度',
      'h 2. | 内部管理方面',
      '  i 2.1 | 丙不到位',
      '    m 2.1.1 | 完善制度',
    ]);
  });
});

test('the shape of a dry run', () => {
  const reading = read(
    lines('巡察整改情况通报', '一、关于“甲不到位”问题', '1.针对“乙不到位”问题。', '一是完善制度。已完成。'),
  );
  expect(dryRunShape(reading)).toEqual({
    title: '巡察整改情况通报',
    aspects: 1,
    subheadings: 0,
    issues: 1,
    measures: 1,
    stated: reading.stated,
    perAspect: [{ title: '甲不到位', subheadings: 0, issues: 1, measures: 1 }],
    perIssue: [{ number: '1.', title: '乙不到位', measures: 1 }],
    warnings: [],
  });
});

describe('plan or notice', () => {
  const issue = (...measures: string[]): string =>
    lines('巡察工作', '1.针对“甲不到位”问题。', ...measures.map((m, i) => `${['一', '二', '三'][i]}是${m}`));

  test('without a title that says so, by what the measures tell', () => {
    expect(read(issue('完善制度。已于3月印发。', '加强培训。已培训3次。')).plan).toBe(false);
    const plan = read(
      issue('完善制度，6月底前印发。', '加强培训，确保全员覆盖。', '开展检查，力争年内完成。'),
    );
    expect(plan.plan).toBe(true);
    expect(plan.nodes[0]?.children.map((m) => m.progress)).toEqual([null, null, null]);
  });

  test('a report stays one though it labels measures, a plan though it tells of one thing done', () => {
    const labelled = lines('1.针对“甲不到位”问题。', '整改措施：一是完善制度。已印发。', '责任单位：办公室');
    expect(read(lines('巡察整改情况通报', labelled)).plan).toBe(false);
    expect(read(lines('巡察整改方案', labelled)).plan).toBe(true);
    expect(read(lines('巡察', labelled)).plan).toBe(true);
  });
});

test('labels that are not understood stay in the text', () => {
  const [node] = read(
    lines(
      '巡察整改方案',
      '1.针对“甲不到位”问题。',
      '整改要求：按季度报送',
      '责任单位：办公室',
      '整改措施：完善制度。',
    ),
  ).nodes;
  expect(node).toMatchObject({ unit: '办公室', demand: null });
  expect(node?.text).toContain('整改要求：按季度报送');
});

test('lists within lists without end do not exhaust the stack', () => {
  const text = lines('巡察整改情况通报', '1.针对“甲不到位”问题。', '一是加强。'.repeat(50_000));
  expect(read(text).counted.issues).toBe(1);
});
