/** What is wrong with something that was typed, in words: of `bad_arguments`, by field (`path`) and rule (`problem`). */
import type { Failure } from './result.ts';

/** Fields of the contract that forms and the command line ask for, by the last part of their path. */
const fields: Readonly<Record<string, string>> = {
  actor: '办理人',
  approvedBy: '批准机构',
  assignee: '责任人',
  body: '批准机构',
  concludedOn: '办结日期',
  deadline: '整改期限',
  delayReason: '原因说明',
  fen: '金额',
  find: '查找的内容',
  holder: '办理方',
  inspectedBy: '巡察机构',
  kind: '类别',
  month: '月份',
  name: '名称',
  names: '姓名',
  nextStep: '下步措施',
  note: '备注',
  number: '编号或文号',
  on: '日期',
  opinion: '意见',
  organisation: '被巡察单位',
  paper: '文件名称',
  people: '人数',
  period: '期限',
  post: '职务',
  reason: '原因',
  reference: '文号或存放位置',
  result: '办理结果',
  text: '内容',
  title: '名称',
};

const rules: Readonly<Record<string, (field: string) => string>> = {
  too_big: (field) => `${field}太长或太大`,
  too_small: (field) => `${field}没有填写或太小`,
  not_a_day: (field) => `${field}不是日历上的日期`,
  not_a_month: (field) => `${field}不是月份`,
  too_many_days: () => '起止日期颠倒或相隔太久',
};

/** The field that is wrong, as the screen calls it; '' where it is none that is typed. */
function fieldOf(path: unknown): string {
  const last = typeof path === 'string' ? path.split('.').findLast((part) => !/^\d*$/.test(part)) : undefined;
  return last !== undefined && Object.hasOwn(fields, last) ? (fields[last] ?? '') : '';
}

/** One sentence without a full stop. Words of the program (names of calls, paths) never stand in it. */
export function argumentSentence({ detail }: Failure): string {
  const field = fieldOf(detail?.['path']);
  const problem = detail?.['problem'];
  const rule = typeof problem === 'string' && Object.hasOwn(rules, problem) ? rules[problem] : undefined;
  if (rule !== undefined) return rule(field === '' ? '填写的内容' : field);
  return field === '' ? '填写的内容不符合要求' : `${field}不符合要求`;
}
