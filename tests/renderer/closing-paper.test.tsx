import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ClosingPaper } from '../../renderer/papers/ClosingPaper.tsx';
import type { ClosingPaper as Paper } from '../../shared/contract/types.ts';
import { stepSettings } from '../../shared/closingSettings.ts';

const HASH = '0123456789abcdef'.repeat(4);
const measure: Paper['measures'][number] = {
  id: 1,
  number: '1-1',
  title: '修订采购管理办法',
  unit: '财务管理部',
  assignee: '甲',
  demand: 'dated',
  deadline: '2024年6月底前',
  dueOn: '2024-06-30',
  state: 'done',
  established: false,
  doneOn: '2024-06-20',
  withdrawnOn: null,
  progress: '已印发',
  evidence: [
    { title: '采购管理办法', reference: '×党发〔2024〕12号', fileName: '办法.pdf', sha256: HASH, bytes: 10 },
  ],
  noEvidenceReason: '',
};
const paper: Paper = {
  round: { title: '第一轮巡察', organisation: '某集团', inspectedBy: '第三巡察组' },
  issue: {
    id: 3,
    number: '3.',
    place: '一（二）3',
    path: ['一、方面', '（二）子类'],
    title: '采购管理不规范',
    text: '',
    lead: '乙',
    unit: '财务管理部',
    state: 'closed',
    closure: 'closed',
    closedOn: '2024-08-12',
    cycle: 2,
  },
  measures: [
    measure,
    { ...measure, id: 2, number: '1-2', title: '开展自查', evidence: [], noEvidenceReason: '现场核验' },
    { ...measure, id: 4, number: '1-3', title: '旧措施', withdrawnOn: '2024-05-01', evidence: [] },
  ],
  outcomes: [],
  missing: [],
  events: [
    {
      id: 1,
      cycle: 1,
      attempt: 1,
      step: 'reviewed',
      name: '初审',
      ground: '',
      actor: '整改办',
      operator: '丙',
      on: '2024-08-01',
      opinion: '同意',
    },
  ],
  steps: stepSettings(['applied', 'closed'], { closed: { name: '党委会审议' } }),
  printedOn: '2024-09-05',
};
const drawn = (of: Paper): string => renderToStaticMarkup(<ClosingPaper paper={of} />);
const text = (markup: string): string => markup.replace(/<[^>]*>/g, '|');

describe('对账销号单', () => {
  it('says what was found, done, proved and decided, with a place to sign for each step of the cycle', () => {
    const said = text(drawn(paper));
    for (const part of [
      '一（二）3　采购管理不规范',
      '一、方面 › （二）子类',
      '2条，已完成2条',
      '已销号（2024年8月12日），第2轮',
      '无佐证材料：现场核验',
      '旧措施（已于2024-05-01撤销）',
      '初审',
      '2024年8月1日',
      '党委会审议',
      '制表日期：2024年9月5日',
    ]) {
      expect(said).toContain(part);
    }
    expect(said.split('（签章）')).toHaveLength(3);
    expect(said).not.toContain('尚缺');
  });

  it('writes a hash short and gives the whole of it to the pointer', () => {
    const markup = drawn(paper);
    expect(markup).toContain(`title="${HASH}"`);
    expect(text(markup)).toContain(`|${HASH.slice(0, 12)}|`);
    expect(text(markup)).not.toContain(HASH);
  });

  it('lists what is missing, and leads there only on screen', () => {
    const missing: Paper['missing'] = [
      { kind: 'evidence_missing', measure: { id: 1, number: '1-1', title: '修订采购管理办法' } },
    ];
    expect(text(drawn({ ...paper, missing }))).toContain('1-1 修订采购管理办法：缺佐证材料');
    expect(drawn({ ...paper, missing })).not.toContain('<button');
    const onScreen = renderToStaticMarkup(
      <ClosingPaper paper={{ ...paper, missing }} onMissing={() => undefined} />,
    );
    expect(onScreen).toContain('<button');
  });
});
