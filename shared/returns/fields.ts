/**
 * The columns of a return (报送表): which the unit answers, which it only reads, and which fields a foreign layout or a
 * whole ledger may hold besides. Every answer's value is one canonical text, '' for none, so that three ways can be
 * compared: a code for states, 'YYYY-MM-DD' for days, whole people or whole fen as digits, lines parted by \n for lists.
 */
import { recoveryKinds, sanctionKinds } from '../lists.ts';
import { recoveryWords, sanctionWords } from '../words.ts';

/** Version of the workbook that units get; a form of a newer one is refused by name. */
export const TEMPLATE_VERSION = 1;

export const sanctionFields = sanctionKinds.map((kind) => `sanction_${kind}` as const);
export const recoveryFields = recoveryKinds.map((kind) => `recovery_${kind}` as const);

/** Open columns of the own workbook, in their order. */
export const answerFields = [
  'state',
  'progress',
  'doneOn',
  'evidence',
  'regulationsNew',
  'regulationsRevised',
  ...sanctionFields,
  ...recoveryFields,
  'delayReason',
  'nextStep',
  'extensionTo',
  'extensionReason',
  'remark',
] as const;
export type AnswerField = (typeof answerFields)[number];

/** Answers that are an assisting unit's to give: its own progress. All others are locked in its rows. */
export const assistingFields: readonly AnswerField[] = ['progress', 'delayReason', 'nextStep', 'remark'];

/** Locked columns of the own workbook, in their order, before the open ones. */
export const knownFields = [
  'number',
  'issueTitle',
  'title',
  'role',
  'demand',
  'deadline',
  'lead',
  'assignee',
  'presentState',
  'lastProgress',
] as const;
export type KnownField = (typeof knownFields)[number];

/** What a foreign layout may hold in one column where the own workbook has several. */
export const mixedFields = ['regulations', 'sanctions', 'recoveries'] as const;
export type MixedField = (typeof mixedFields)[number];

/** Columns of a whole ledger (台账) that a return has not. */
export const ledgerFields = [
  'aspect',
  'heading',
  'issueNumber',
  'issueText',
  'unit',
  'assisting',
  'closedOn',
] as const;

/** Whatever a column can be mapped to. */
export const columnFields = [...knownFields, ...answerFields, ...mixedFields, ...ledgerFields] as const;
export type ColumnField = (typeof columnFields)[number];

export type FieldKind = 'state' | 'day' | 'deadline' | 'text' | 'lines' | 'regulations' | 'people' | 'money';

const kinds: Readonly<Record<string, FieldKind>> = {
  state: 'state',
  doneOn: 'day',
  evidence: 'lines',
  regulationsNew: 'regulations',
  regulationsRevised: 'regulations',
  extensionTo: 'deadline',
};

/** How an answer is read and compared. */
export function kindOf(field: AnswerField): FieldKind {
  if (field.startsWith('sanction_')) return 'people';
  if (field.startsWith('recovery_')) return 'money';
  return (Object.hasOwn(kinds, field) ? kinds[field] : undefined) ?? 'text';
}

/** What the columns are called, on the workbook and on screen. */
export const fieldWords: Readonly<Record<ColumnField, string>> = {
  number: '编号',
  issueTitle: '问题',
  title: '整改措施',
  role: '责任类型',
  demand: '整改要求',
  deadline: '整改期限',
  lead: '责任领导',
  assignee: '责任人',
  presentState: '目前状态',
  lastProgress: '上期进展',
  state: '整改状态',
  progress: '本月整改进展',
  doneOn: '完成日期',
  evidence: '佐证材料清单',
  regulationsNew: '新制定制度（名称、文号）',
  regulationsRevised: '修订制度（名称、文号）',
  ...(Object.fromEntries(sanctionKinds.map((kind) => [`sanction_${kind}`, sanctionWords[kind]])) as Record<
    (typeof sanctionFields)[number],
    string
  >),
  ...(Object.fromEntries(recoveryKinds.map((kind) => [`recovery_${kind}`, recoveryWords[kind]])) as Record<
    (typeof recoveryFields)[number],
    string
  >),
  delayReason: '未按期完成原因',
  nextStep: '下一步措施',
  extensionTo: '申请延期至',
  extensionReason: '申请延期理由',
  remark: '备注',
  regulations: '建章立制情况',
  sanctions: '问责处理情况',
  recoveries: '收回、挽回资金',
  aspect: '方面',
  heading: '子类',
  issueNumber: '问题序号',
  issueText: '问题具体表现',
  unit: '责任单位',
  assisting: '配合单位',
  closedOn: '销号日期',
};

/** Headings over groups of open columns, as the own workbook writes them. */
export const sanctionGroup = '本月问责处理（人次）';
export const recoveryGroup = '本月收回、挽回资金（元）';

export const roleWords = { responsible: '责任', assisting: '配合' } as const;
export type Role = keyof typeof roleWords;

/** May the unit answer this field for a measure in which it has this role? */
export function open(field: AnswerField, role: Role): boolean {
  return role === 'responsible' || assistingFields.includes(field);
}
