/** Tables, fields and values of the change log in Chinese. What has no word is shown as it is: nothing is hidden. */
import {
  closingEventWords,
  demandWords,
  measureStateWords,
  planChangeWords,
  regulationWords,
  reminderWords,
  sanctionWords,
  stageWords,
} from '../../../shared/words.ts';
import { formatYuan } from '../../../shared/money.ts';
import { paperSettingsWords } from './paperSettings.ts';

const tables: Readonly<Record<string, string>> = {
  settings: '设置',
  handovers: '经办人交接',
  units: '单位',
  unit_names: '单位名称',
  persons: '人员',
  rounds: '巡察轮次',
  stated_amounts: '文件所载数额',
  round_departures: '轮次离开时的统计',
  stages: '阶段',
  batches: '导入批次',
  headings: '方面、子类',
  issues: '问题',
  measures: '整改措施',
  measure_units: '配合单位',
  measure_events: '措施的状态记录',
  extensions: '延期',
  plan_changes: '措施调整',
  progress: '整改进展',
  files: '材料文件',
  evidence: '佐证材料',
  closing_cycles: '销号流程',
  closing_events: '销号环节',
  regulations: '建章立制',
  sanctions: '问责处理',
  recoveries: '收回、挽回资金',
  clues: '问题线索',
  matters: '提请研究事项',
  matter_issues: '提请研究事项涉及的问题',
  forms: '报送表',
  form_rows: '报送表内容',
  decided_rows: '报送核对结果',
  extension_requests: '延期申请',
  due_days: '报送截止日',
  submissions: '报送',
  reminders: '督办、提醒',
  releases: '月报印发',
  mappings: '表格栏目对应',
  receipt_parts: '导入回执',
  calendar_days: '节假日',
  person_names: '人员姓名',
  outcome_pairs: '不是同一件的成效',
  check_waivers: '免于处理的核对事项',
  narratives: '月报文字',
  paper_settings: '文书设置',
  reminder_measures: '督办涉及的措施',
  blanks: '上级表格',
};

const fields: Readonly<Record<string, string>> = {
  title: '名称',
  text: '内容',
  number: '编号',
  name: '名称',
  names: '人员姓名',
  value: '值',
  state: '整改状态',
  from_state: '原状态',
  to_state: '新状态',
  demand: '整改要求',
  lead_id: '牵头领导',
  unit_id: '责任单位',
  assignee: '责任人',
  deadline_raw: '整改期限',
  deadline_on: '期限日期',
  deadline_immediate: '立行立改',
  deadline_ongoing: '长期坚持',
  deadline_inferred: '推断期限',
  done_on: '完成日期',
  established_on: '建立长效机制日期',
  no_evidence_reason: '无佐证原因',
  adopted_on: '列入日期',
  withdrawn_on: '撤销日期',
  effective_on: '生效日期',
  approved_on: '批准日期',
  approved_by: '批准机构',
  reason: '原因',
  body: '批准机构',
  month: '月份',
  source: '来源',
  delay_reason: '滞后原因',
  next_step: '下步措施',
  reference: '文号',
  file_name: '文件名',
  added_on: '添加日期',
  kind: '类别',
  from_on: '启用日期',
  merged_into: '并入单位',
  merged_on: '并入日期',
  post: '职务',
  leader: '领导班子成员',
  organisation: '被巡察单位',
  inspected_by: '巡察组',
  feedback_on: '反馈日期',
  months: '集中整改月数',
  current: '当前轮次',
  closing_steps: '销号环节设置',
  stated_source: '所载总数来源',
  stated_aspects: '文件所载方面',
  stated_issues: '文件所载问题',
  stated_measures: '文件所载措施',
  stated_closed: '文件所载已完成',
  stated_open: '文件所载正在整改',
  stated_clues_received: '文件所载移交线索',
  stated_clues_concluded: '文件所载办结线索',
  stated_regulations_new: '文件所载新制定制度',
  stated_regulations_revised: '文件所载修订制度',
  due_on: '应完成日期',
  paper: '文号',
  note: '备注',
  from_operator: '移交人',
  to_operator: '接手人',
  opinion: '意见',
  actor: '办理领导',
  step: '环节',
  cycle: '第几轮销号',
  attempt: '第几次',
  steps: '环节',
  people: '人数',
  fen: '金额',
  amount: '数额',
  family: '种类',
  imposed_on: '处理日期',
  recovered_on: '收回日期',
  made_on: '印发日期',
  first_month: '首报月份',
  received_on: '收到日期',
  concluded_on: '办结日期',
  result: '结果',
  meeting_on: '会议日期',
  decision: '决定',
  follow_up: '落实情况',
  source_name: '文件名',
  imported_on: '导入日期',
  raw: '原文',
  new_on: '延期至',
  left_on: '离开日期',
  replaced_by: '替换为',
  bytes: '字节数',
  duplicate_of: '与哪条重复',
  template_version: '表样版本',
  field: '项目',
  figures: '月报数字',
  xlsx_file: '表格文件',
  docx_file: '文档文件',
  pdf_file: 'PDF 文件',
  columns: '栏目对应',
  sent_on: '发出日期',
  edition: '版次',
  rows: '行数',
  missing: '缺报条数',
  remark: '备注',
  released_on: '印发日期',
  step_words: '销号环节名称',
  ground: '重启缘由',
  period: '期限说明',
  day: '日期',
  waived_on: '免于处理日期',
  part: '月报部分',
  runs: '文字',
  content_file: '印发内容',
  as_of: '截至日期',
  settled_on: '落实完成日期',
  settings: '设置内容',
  subject: '事由',
  layout: '填写对应',
};

/** Keys, places and digests: bookkeeping that tells the clerk nothing. */
const unspoken: ReadonlySet<string> = new Set([
  'id',
  'position',
  'round_id',
  'heading_id',
  'parent_id',
  'issue_id',
  'measure_id',
  'batch_id',
  'cycle_id',
  'file_id',
  'form_id',
  'matter_id',
  'fingerprint',
  'sha256',
  'source_sha256',
  'recorded_at',
  'counts',
  'counted',
  'stated',
  // What a form or a review held, cell by cell: the values themselves stand in the rows they went to.
  'cells',
  'decisions',
  'file',
  'extension_id',
  'person_id',
  'first_id',
  'second_id',
  'digest',
  'key',
  'reminder_id',
]);

const settingNames: Readonly<Record<string, string>> = {
  cutoffDay: '月报截止日',
  dueDay: '报送截止日',
  ledgerId: '台账编号',
  nearDays: '临期天数',
  lagMonths: '滞后月数',
  immediateDays: '立行立改天数',
  operator: '经办人',
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: { ...measureStateWords, pending: '待批', accepted: '已批准', refused: '不同意' },
  from_state: measureStateWords,
  to_state: measureStateWords,
  demand: demandWords,
  source: { typed: '填报', notice: '导入通报或方案', return: '单位报送', sample: '示例' },
  stated_source: { notice: '导入的文件', typed: '人工登记', none: '文件未写明', unknown: '尚未登记' },
  step: { ...closingEventWords, withdrawn: '撤回申请', imported: '导入销号' },
  family: {
    regulation: '建章立制',
    sanction: '问责处理',
    recovery: '收回、挽回资金',
    clue: '问题线索',
  },
  ground: { recheck: '回头看', other: '其他原因' },
  subject: { return: '报送', deadline: '超期、滞后的措施' },
  name: settingNames,
};

const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  units: { department: '部门', subsidiary: '下属单位' },
  stages: stageWords,
  batches: { notice: '通报或方案', return: '单位报送', ledger: '原有台账', sample: '示例' },
  measure_events: {
    state: '状态变更',
    established: '建立长效机制',
    unestablished: '取消长效机制',
    withdrawn: '撤销',
    restored: '恢复',
  },
  plan_changes: planChangeWords,
  calendar_days: { holiday: '放假', workday: '上班' },
  regulations: regulationWords,
  sanctions: sanctionWords,
  reminders: reminderWords,
};

const flags: ReadonlySet<string> = new Set([
  'leader',
  'current',
  'deadline_immediate',
  'deadline_ongoing',
  'deadline_inferred',
]);

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Tables whose unit is the one that reports, whether responsible or assisting. */
const ofAnyUnit: ReadonlySet<string> = new Set([
  'forms',
  'submissions',
  'reminders',
  'decided_rows',
  'extension_requests',
  'progress',
  'evidence',
  'measure_units',
]);

export function tableWord(table: string): string {
  return own(tables, table) ?? table;
}

export function fieldWord(table: string, field: string): string {
  if (table === 'settings' && field === 'name') return '项目';
  if ((table === 'persons' || table === 'person_names') && field === 'name') return '姓名';
  if (table === 'persons' && field === 'left_on') return '离任日期';
  if (field === 'unit_id' && ofAnyUnit.has(table)) return '单位';
  if (table === 'extension_requests' && field === 'state') return '办理结果';
  if (table === 'due_days' && field === 'due_on') return '报送截止日';
  if (table === 'reminders' && field === 'demand') return '工作要求';
  return own(fields, field) ?? field;
}

export function isSpoken(field: string): boolean {
  return !unspoken.has(field);
}

/** A kept value as the clerk reads it. `nameOf` words the ids of persons and units. */
export function valueWord(
  table: string,
  field: string,
  value: string | number | null,
  nameOf: (kind: 'person' | 'unit', id: number) => string | undefined = () => undefined,
): string {
  if (value === null || value === '') return '空';
  if (flags.has(field)) return value === 1 ? '是' : '否';
  if (typeof value === 'number') {
    if (field === 'lead_id') return nameOf('person', value) ?? `人员 ${value}`;
    if (field === 'unit_id' || field === 'merged_into') return nameOf('unit', value) ?? `单位 ${value}`;
    if (field === 'fen') return `${formatYuan(value)} 元`;
    return String(value);
  }
  if (table === 'paper_settings' && field === 'settings') return paperSettingsWords(value);
  const words = field === 'kind' ? own(kinds, table) : own(values, field);
  const word = words === undefined ? undefined : own(words, value);
  if (word !== undefined) return word;
  return value;
}

/** A UTC ISO time as the PC's clock shows it: 2024-08-31 09:05. What is no time comes back as it is. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
