/** What the clerk did, in Chinese: a step's action code and its facts as one phrase. */
import { closingEventWords, measureStateWords } from './words.ts';

interface StepLike {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const actions: Readonly<Record<string, string>> = {
  'measure.setState': '修改整改状态',
  'measure.establish': '标记长效机制',
  'measure.edit': '修改整改措施',
  'measure.noEvidence': '填写无佐证原因',
  'measure.addProgress': '填报整改进展',
  'measure.addEvidence': '添加佐证材料',
  'evidence.remove': '移除佐证材料',
  'measure.withdraw': '撤销措施',
  'measure.restore': '恢复措施',
  'measure.add': '新增整改措施',
  'issue.add': '新增问题',
  'issue.edit': '修改问题',
  'heading.add': '新增方面或子类',
  'heading.edit': '修改方面或子类',
  'node.remove': '移除内容',
  'notice.commit': '导入通报或方案',
  'forms.send': '发出报送表',
  'returns.take': '导入报送表',
  'returns.map': '确认表格栏目',
  'returns.commit': '确认导入报送表',
  'returns.undo': '撤销导入批次',
  'returns.setAside': '搁置或恢复报送文件',
  'rollCall.setDue': '设置报送截止日',
  'reminder.add': '登记督办函件',
  'extension.decide': '办理延期申请',
  'ledgerImport.commit': '导入原有台账',
  'closing.step': '办理销号',
  'closing.back': '退回或撤回销号申请',
  'closing.recheck': '登记回头看通过',
  'closing.reopen': '重启问题整改',
  'round.setSteps': '设置销号流程',
  'issue.withdraw': '撤销问题',
  'issue.restore': '恢复问题',
  'measure.replace': '替换整改措施',
  'extension.add': '延长整改期限',
  'calendar.set': '修改节假日',
  'stage.add': '新增阶段',
  'stage.remove': '移除阶段',
  'evidence.add': '存入佐证材料',
  'evidence.edit': '修改佐证材料',
  'outcome.add': '登记成效',
  'outcome.edit': '修改成效',
  'outcome.remove': '移除成效',
  'outcome.decide': '认定是否重复',
  'outcome.separate': '取消重复认定',
  'check.waive': '核对事项免于处理',
  'check.unwaive': '核对事项恢复提示',
  'unit.remove': '移除单位',
  'unit.edit': '修改单位',
  'narrative.set': '修改月报文字',
  'release.make': '印发月报',
  'matter.add': '登记提请研究事项',
  'matter.edit': '修改提请研究事项',
  'matter.remove': '移除提请研究事项',
  'paper.setSettings': '修改文书设置',
  'reminder.forLate': '登记督办函件',
  'reminder.forLateUnits': '登记督办函件',
  'blank.add': '登记上级表格',
  'blank.edit': '修改上级表格',
  'blank.remove': '移除上级表格',
  'person.rename': '人员更名',
  'person.leave': '登记离任',
  'person.remove': '移除人员',
  'person.handOver': '移交牵头事项',
  'round.create': '新建巡察轮次',
  'round.edit': '修改巡察轮次',
  'round.makeCurrent': '切换当前轮次',
  'round.setStated': '登记文件所载总数',
  'stage.edit': '修改阶段',
  'settings.set': '修改台账设置',
  'operator.set': '更换经办人',
  'unit.add': '新增单位',
  'unit.rename': '单位更名',
  'unit.merge': '单位合并',
  'person.add': '新增人员',
  'person.edit': '修改人员',
  'ledger.create': '新建台账',
  'sample.create': '写入示例台账',
  sample: '写入示例台账',
  init: '新建台账',
  migration: '台账升级',
  undo: '撤销',
  redo: '恢复',
};

const states: Readonly<Record<string, string>> = measureStateWords;
const closing: Readonly<Record<string, string>> = closingEventWords;

/** Fields that an edit names in its detail. */
const fields: Readonly<Record<string, string>> = {
  number: '序号',
  title: '名称',
  text: '原文',
  demand: '整改要求',
  leadId: '牵头领导',
  unitId: '责任单位',
  assistingIds: '配合单位',
  assignee: '责任人',
  deadline: '整改期限',
  confirmDeadline: '确认期限',
};

/** `修改整改状态：已完成（3 条）`. An unknown code is shown as it is, so that nothing is hidden. */
export function wordStep(step: StepLike): string {
  const words = Object.hasOwn(actions, step.action) ? actions[step.action] : undefined;
  const { detail } = step;
  const parts = [words ?? step.action];
  const state = detail['state'];
  if (typeof state === 'string' && Object.hasOwn(states, state)) parts.push(`：${states[state] ?? ''}`);
  else if (detail['established'] === false) parts[0] = '取消长效机制';
  const event = detail['step'];
  if (typeof event === 'string' && Object.hasOwn(closing, event)) parts.push(`：${closing[event] ?? ''}`);
  const named = detail['title'] ?? detail['name'];
  if (typeof named === 'string' && named !== '') parts.push(`“${shorten(named)}”`);
  const edited = detail['fields'];
  if (Array.isArray(edited)) {
    const said = edited.map((field) =>
      Object.hasOwn(fields, String(field)) ? fields[String(field)] : undefined,
    );
    const known = said.filter((word) => word !== undefined);
    if (known.length > 0) parts.push(`：${known.join('、')}`);
  }
  const month = detail['month'];
  if (typeof month === 'string') parts.push(`（${month}）`);
  const count = detail['count'];
  if (typeof count === 'number' && count > 1) parts.push(`（${count} 条）`);
  return parts.join('');
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > 18 ? `${signs.slice(0, 18).join('')}…` : text;
}
