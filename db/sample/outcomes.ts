import type { SampleClue, SampleMatter, SampleRecovery, SampleRegulation, SampleSanction } from './types.ts';

/** 7 newly made and 8 revised; one of them is named under two issues and marked as a duplicate there. */
export const regulations: SampleRegulation[] = [
  {
    key: 'study',
    kind: 'new',
    title: '《党委理论学习中心组学习实施细则》',
    number: '示国运党〔2024〕21号',
    on: '2024-04-24',
    issue: '1-3-1',
  },
  {
    key: 'reception',
    kind: 'revised',
    title: '《业务接待管理办法》',
    number: '示国运〔2024〕29号',
    on: '2024-04-30',
    issue: '2-3-2',
  },
  {
    key: 'guarantee',
    kind: 'revised',
    title: '《融资担保业务管理办法》',
    number: '示国运〔2024〕31号',
    on: '2024-05-10',
    issue: '1-2-2',
  },
  {
    key: 'expenses',
    kind: 'revised',
    title: '《费用报销管理办法》',
    number: '示国运〔2024〕33号',
    on: '2024-05-17',
    issue: '4-1-1',
  },
  {
    key: 'delegation',
    kind: 'new',
    title: '《授权事项清单管理办法》',
    number: '示国运〔2024〕34号',
    on: '2024-05-20',
    issue: '1-1-3',
  },
  {
    key: 'procurement',
    kind: 'revised',
    title: '《采购管理办法》',
    number: '示国运〔2024〕36号',
    on: '2024-05-24',
    issue: '2-2-1',
  },
  {
    key: 'selection',
    kind: 'new',
    title: '《中层干部选任工作流程指引》',
    number: '示国运党〔2024〕33号',
    on: '2024-05-31',
    issue: '3-3-1',
  },
  {
    key: 'misconduct',
    kind: 'new',
    title: '《员工违规行为处理办法》',
    number: '示国运〔2024〕41号',
    on: '2024-06-14',
    issue: '2-1-1',
  },
  {
    key: 'misconduct-again',
    kind: 'new',
    title: '《员工违规行为处理办法》',
    number: '示国运〔2024〕41号',
    on: '2024-06-14',
    issue: '2-1-2',
    duplicateOf: 'misconduct',
  },
  {
    key: 'talks',
    kind: 'new',
    title: '《谈心谈话工作办法》',
    number: '示国运党〔2024〕38号',
    on: '2024-06-21',
    issue: '3-2-2',
  },
  {
    key: 'publishing',
    kind: 'revised',
    title: '《信息发布审核管理办法》',
    number: '示国运〔2024〕45号',
    on: '2024-06-25',
    issue: '1-3-2',
  },
  {
    key: 'settlement',
    kind: 'new',
    title: '《工程变更与结算管理细则》',
    number: '示国运〔2024〕47号',
    on: '2024-06-28',
    issue: '2-2-3',
  },
  {
    key: 'decisions',
    kind: 'revised',
    title: '《“三重一大”决策制度实施办法》',
    number: '示国运党〔2024〕44号',
    on: '2024-07-05',
    issue: '3-1-1',
  },
  {
    key: 'aftercare',
    kind: 'revised',
    title: '《投后管理办法》',
    number: '示国运〔2024〕52号',
    on: '2024-07-12',
    issue: '1-2-3',
  },
  {
    key: 'safety',
    kind: 'new',
    title: '《安全风险分级管控和隐患排查治理办法》',
    number: '示国运〔2024〕58号',
    on: '2024-07-31',
    issue: '1-3-3',
  },
  {
    key: 'posts',
    kind: 'revised',
    title: '《领导人员兼职管理办法》',
    number: '示国运党〔2024〕51号',
    on: '2024-08-09',
    issue: '3-3-3',
  },
];

/** 诫勉 4 people, 教育提醒 27 people; no names are kept. */
export const sanctions: SampleSanction[] = [
  { kind: 'education_reminder', people: 3, on: '2024-03-28', issue: '3-2-3' },
  { kind: 'education_reminder', people: 5, on: '2024-04-02', issue: '2-3-2' },
  { kind: 'education_reminder', people: 3, on: '2024-04-12', issue: '1-3-2' },
  { kind: 'education_reminder', people: 4, on: '2024-04-16', issue: '4-1-1' },
  { kind: 'education_reminder', people: 4, on: '2024-04-18', issue: '2-2-2' },
  { kind: 'education_reminder', people: 2, on: '2024-05-10', issue: '2-3-1' },
  { kind: 'admonishment', people: 1, on: '2024-05-10', issue: '2-3-1' },
  { kind: 'admonishment', people: 2, on: '2024-05-22', issue: '2-1-2' },
  { kind: 'education_reminder', people: 4, on: '2024-06-05', issue: '2-1-2' },
  { kind: 'education_reminder', people: 2, on: '2024-06-12', issue: '3-3-1' },
  { kind: 'admonishment', people: 1, on: '2024-07-18', issue: '4-1-3' },
];

/** 165,800.00 yuan returned and 35,632.35 yuan of other losses recovered, in fen. */
export const recoveries: SampleRecovery[] = [
  { kind: '收回清退违规资金', fen: 1_480_000, on: '2024-04-01', issue: '2-3-2' },
  { kind: '收回清退违规资金', fen: 11_240_000, on: '2024-05-15', issue: '2-3-1' },
  { kind: '收回清退违规资金', fen: 3_860_000, on: '2024-05-24', issue: '2-1-2' },
  { kind: '挽回其他经济损失', fen: 450_000, on: '2024-05-28', issue: '4-1-1' },
  { kind: '挽回其他经济损失', fen: 2_148_000, on: '2024-06-25', issue: '4-1-2' },
  { kind: '挽回其他经济损失', fen: 965_235, on: '2024-07-10', issue: '2-2-3' },
];

export const clues: SampleClue[] = [
  {
    title: '反映所属企业自行设立补贴项目的问题线索',
    receivedOn: '2024-03-06',
    concludedOn: '2024-05-17',
    result: '部分属实，已清退相关款项并对责任人员作出处理。',
  },
  {
    title: '反映个别人员违规领取劳务费的问题线索',
    receivedOn: '2024-03-06',
    concludedOn: '2024-06-07',
    result: '属实，已追缴款项并对2名责任人员予以诫勉。',
  },
];

export const matters: SampleMatter[] = [
  {
    title: '提请研究示例商贸公司三年以上应收款分类处置意见',
    issues: ['4-1-2'],
    month: '2024-06',
    meetingOn: '2024-06-26',
    decision: '原则同意分类处置意见，要求对有还款能力的债务人依法起诉，处置情况按月报告。',
    followUp: '已委托律师事务所办理，7月起随月报报告清收情况。',
  },
  {
    title: '提请研究投资项目储备库入库标准',
    issues: ['1-2-1'],
    month: '2024-07',
    meetingOn: '2024-07-29',
    decision: '原则同意入库标准，主责主业项目占比不得低于七成，由投资管理部修改完善后执行。',
    followUp: '首批9个项目按标准开展尽职调查，9月10日前完成入库。',
  },
  {
    title: '提请研究三年以上应收款剩余部分的清收期限',
    issues: ['4-1-2'],
    month: '2024-08',
  },
];
