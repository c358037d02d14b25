/**
 * What a blank of the superior office can be filled with, by what makes its rows; and the headings under which such
 * columns are usually found. Values are the month's summary's own (`values.ts`): nothing is counted here.
 */
import { sanctionKinds } from '../lists.ts';
import type { BlankLayout } from '../contract/types.ts';
import { issueStateWords, regulationWords, sanctionWords } from '../words.ts';

export type BlankRows = BlankLayout['rows'];

export interface BlankField {
  readonly code: string;
  readonly word: string;
  /** Headings that mean it, without spaces and brackets. */
  readonly headings?: readonly RegExp[];
}

const field = (code: string, word: string, ...headings: RegExp[]): BlankField => ({ code, word, headings });

const index = field('index', '序号', /^序号?$/, /^No\.?$/i);
const responsible = [
  field('lead', '牵头领导', /(?:牵头|责任|分管|包案|整改)领导/, /^领导$/, /^责任人$/),
  field('unit', '责任单位', /(?:责任|牵头|承办|整改|主责)(?:单位|部门)/, /^单位$/, /^部门$/),
];
const told = [
  field(
    'progress',
    '整改进展',
    /进展/,
    /整改(?:落实|完成)?情况/,
    /(?:目前|当前).*情况/,
    /工作情况/,
    /整改成效/,
  ),
  field('delayReason', '未完成原因', /原因/),
  field('nextStep', '下一步措施', /下一?步/),
];

/** What tells of an issue, in its own rows and in those of its measures. */
const ofIssue = (place: string, title: string): readonly BlankField[] => [
  field(place, '问题编号（全）', /编号/, /问题序号/),
  field('aspect', '方面', /方面/, /问题(?:类别|类型|分类)/),
  field(
    title,
    '问题',
    /^(?:反馈|巡察反馈|巡察发现|存在)?(?:的)?问题(?:内容|描述|表述|事项)?$/,
    /反馈.*问题/,
    /具体问题/,
  ),
];

const issueFields: readonly BlankField[] = [
  index,
  ...ofIssue('place', 'title'),
  ...responsible,
  field('state', '问题状态', /状态/, /整改进度/, /完成情况/),
  field('closed', '是否销号', /是否(?:完成|销号|整改到位|办结)/),
  field('closedOn', '销号日期', /(?:销号|完成|办结)(?:时间|日期)/),
  field('measures', '措施条数', /措施(?:条|项)?数/),
  field('measuresComplete', '已完成措施条数', /(?:已)?完成措施(?:条|项)?数/),
  field('measuresText', '整改措施（合并）', /措施/),
  field('deadline', '整改期限', /期限/, /时限/),
  ...told,
];

const measureFields: readonly BlankField[] = [
  index,
  ...ofIssue('issuePlace', 'issueTitle'),
  field('number', '措施编号', /措施(?:编号|序号)/),
  field('title', '整改措施', /措施/),
  ...responsible,
  field('demand', '整改要求', /要求/, /整改类型/),
  field('deadline', '整改期限', /期限/, /时限/, /计划完成/),
  field('state', '整改状态', /状态/, /整改进度/, /完成情况/, /是否(?:完成|整改到位|办结)/),
  field('timeliness', '时限情况', /是否(?:超期|逾期)/, /超期|逾期/),
  field('doneOn', '完成日期', /(?:完成|办结)(?:时间|日期)/),
  field('daysLate', '超期天数', /(?:超期|逾期)天数/),
  ...told,
];

const groupFields = (name: string, ...headings: RegExp[]): readonly BlankField[] => [
  index,
  field('name', name, ...headings),
  field('issues', '问题数', /^(?:反馈)?问题(?:总)?数?(?:量)?$/, /问题(?:总|合计)/),
  field('closed', '已销号问题数', /(?:已)?(?:销号|完成|办结|整改到位)(?:问题)?(?:数|个数)?$/),
  field('open', '未销号问题数', /未(?:销号|完成|办结)(?:问题)?数?$/, /正在整改/),
  field('newlyClosed', '本月新销号', /本月.*(?:销号|完成)/, /新(?:增)?销号/),
  field('rate', '整改完成率', /率/),
  field('measures', '措施数', /措施(?:总)?数/, /^措施$/),
  field('measuresComplete', '已完成措施数', /完成措施/, /措施.*完成/),
  field('newlyDone', '本月新完成措施', /本月.*措施/),
  field('overdue', '超期措施数', /超期|逾期/),
  field('near', '临期措施数', /临期/),
  field('lagging', '滞后措施数', /滞后/),
];

/** Fields of columns, by what makes a row. */
export const blankColumns: Readonly<Record<BlankRows, readonly BlankField[]>> = {
  none: [],
  issues: issueFields,
  measures: measureFields,
  aspects: groupFields('方面', /方面/, /类别|类型|分类/),
  units: groupFields('责任单位', /单位|部门/),
  leads: groupFields('责任领导', /领导|责任人|姓名/),
};

const of = (code: string, word: string): BlankField => ({ code, word });

/** Fields of single cells. Amounts of money once in yuan, once in units of ten thousand. */
export const blankCells: readonly BlankField[] = [
  of('organisation', '单位名称'),
  of('roundTitle', '巡察轮次'),
  of('month', '月份'),
  of('asOf', '截至日期'),
  of('today', '填报日期'),
  of('rowCount', '表中行数'),
  of('aspects', '方面数'),
  of('issues', '问题总数'),
  of('closed', '已销号问题数'),
  of('open', '未销号问题数'),
  of('rate', '整改完成率'),
  of('newlyClosed', '本月新销号问题数'),
  of('gone', '重启或移出问题数'),
  ...Object.entries(issueStateWords).map(([state, word]) => of(`issues:${state}`, `${word}问题数`)),
  of('measures', '措施总数'),
  of('measuresDone', '已完成措施数'),
  of('measuresEstablished', '已建立长效机制措施数'),
  of('measuresComplete', '完成和建立长效机制合计'),
  of('newlyDone', '本月新完成措施数'),
  of('overdue', '超期措施数'),
  of('lagging', '滞后措施数'),
  of('dueNext', '下月到期措施数'),
  of('regulations', '建章立制合计'),
  ...Object.entries(regulationWords).map(([kind, word]) => of(`regulations:${kind}`, `${word}制度数`)),
  of('sanctions', '问责处理合计（人次）'),
  ...sanctionKinds.map((kind) => of(`sanctions:${kind}`, `${sanctionWords[kind]}人次`)),
  of('recoveries', '收回、挽回合计（元）'),
  of('recoveriesWan', '收回、挽回合计（万元）'),
  of('cluesReceived', '收到线索数'),
  of('cluesConcluded', '办结线索数'),
  of('clueRate', '线索办结率'),
];
