import type { Demand } from '../lists.ts';
import { toHalfWidth } from '../numerals.ts';

/** Labels of plans (责任领导：…), the same words as column headings of tables, and how their values are read. */
export type Field =
  | 'number'
  | 'heading'
  | 'issue'
  | 'measure'
  | 'progress'
  | 'lead'
  | 'unit'
  | 'assisting'
  | 'assignee'
  | 'deadline'
  | 'demand';

const WORDS: Readonly<Record<Field, readonly string[]>> = {
  number: ['序号', '编号', '问题序号', '问题编号'],
  heading: [
    '方面',
    '类别',
    '问题类别',
    '问题类型',
    '反馈方面',
    '反馈意见',
    '子类',
    '问题分类',
    '分类',
    '所属方面',
  ],
  issue: [
    ...[
      '问题',
      '具体问题',
      '存在问题',
      '反馈问题',
      '巡察反馈问题',
      '问题描述',
      '问题内容',
      '主要问题',
      '存在的问题',
    ],
    ...['反馈的问题', '整改问题', '巡视反馈问题', '巡察发现问题', '问题清单', '反馈具体问题', '问题名称'],
  ],
  measure: [
    '整改措施',
    '具体措施',
    '措施',
    '整改举措',
    '具体整改措施',
    '整改任务',
    '任务清单',
    '措施清单',
    '整改具体措施',
  ],
  progress: [
    ...[
      '整改进展',
      '进展情况',
      '整改情况',
      '整改落实情况',
      '完成情况',
      '整改成效',
      '目前进展',
      '落实情况',
      '整改进展情况',
    ],
    ...['工作进展', '整改完成情况', '进展', '目前进展情况', '整改结果'],
  ],
  lead: [
    '牵头领导',
    '责任领导',
    '分管领导',
    '包案领导',
    '领办领导',
    '整改责任领导',
    '牵头责任领导',
    '负责领导',
  ],
  unit: [
    ...['责任单位', '牵头单位', '责任部门', '牵头部门', '整改责任单位', '主责单位', '主办单位', '承办单位'],
    ...['牵头责任单位', '牵头部室', '责任部室', '整改单位', '责任主体'],
  ],
  assisting: ['配合单位', '配合部门', '协办单位', '协同单位', '参与单位', '协助单位', '配合部室', '协同部门'],
  assignee: ['责任人', '具体责任人', '经办人', '联系人', '整改责任人', '直接责任人', '具体负责人', '负责人'],
  deadline: [
    ...[
      '整改时限',
      '整改期限',
      '完成时限',
      '完成时间',
      '整改完成时限',
      '整改完成时间',
      '整改时间',
      '时限',
      '期限',
    ],
    ...['计划完成时间', '办结时限', '完成期限', '计划完成时限', '时限要求'],
  ],
  demand: ['整改要求', '整改类型', '整改方式', '要求'],
};

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  (Object.keys(WORDS) as Field[]).flatMap((field) => WORDS[field].map((w): [string, Field] => [w, field])),
);

/** The field that a column heading names, blanks and remarks in brackets aside; null for any other heading. */
export function fieldOfHeading(text: string): Field | null {
  const plain = toHalfWidth(text)
    .replace(/\s+/g, '')
    .replace(/\([^)]{0,40}\)/g, '')
    .replace(/[::]$/, '');
  return FIELD_OF.get(plain) ?? null;
}

/** 方面 and 要求 alone, 时限 or 负责人 are everyday words: in running text only the clear ones count as labels. */
const IN_TEXT = [...FIELD_OF.keys()]
  .filter(
    (w) =>
      !['方面', '类别', '要求', '分类', '子类', '序号', '编号', '进展', '反馈意见', '问题清单'].includes(w),
  )
  .sort((a, b) => b.length - a.length)
  .join('|');
const LABEL = new RegExp(
  `(?<=^|[\\s；;，,。、（(【\\[|])(${IN_TEXT})(?:[ \\t\\u3000]{0,4}[：:]|[】\\]][：:]?)[ \\t\\u3000]*`,
  'g',
);

export interface Segment {
  /** Null: text before the first label. */
  readonly field: Field | null;
  /** The label as printed. */
  readonly word: string;
  readonly text: string;
}

/**
 * Cuts a paragraph at its labels. Inside running text the first label must stand at the beginning, in brackets or after
 * the end of a sentence; null when there is no label at all.
 */
export function cutLabels(text: string): readonly Segment[] | null {
  const alone = text.length <= 12 ? FIELD_OF.get(text.trim()) : undefined;
  if (alone === 'measure' || alone === 'progress') return [{ field: alone, word: text.trim(), text: '' }];
  if (!/[：:】\]]/.test(text)) return null;
  const cuts: { field: Field; word: string; start: number; end: number }[] = [];
  LABEL.lastIndex = 0;
  for (let m = LABEL.exec(text); m !== null; m = LABEL.exec(text)) {
    const field = FIELD_OF.get(m[1] ?? '');
    if (cuts.length === 0 && !mayOpen(text, m.index)) continue;
    if (field !== undefined) cuts.push({ field, word: m[1] ?? '', start: m.index, end: LABEL.lastIndex });
  }
  const first = cuts[0];
  if (first === undefined) return null;
  const segments: Segment[] = [];
  const head = text.slice(0, first.start).replace(/[（(【[\s]{1,6}$/, '');
  if (head.trim() !== '') segments.push({ field: null, word: '', text: head });
  cuts.forEach((cut, i) => {
    const next = cuts[i + 1];
    const raw = text.slice(cut.end, next === undefined ? undefined : next.start);
    const long = cut.field === 'measure' || cut.field === 'progress' || cut.field === 'issue';
    segments.push({
      field: cut.field,
      word: cut.word,
      text: long ? raw.replace(/[（(【[\s]{1,6}$/, '') : valueOf(raw),
    });
  });
  return segments;
}

/** May the first label of a paragraph stand at `at`: at the beginning, in a bracket, after the end of a sentence? */
function mayOpen(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /\s/.test(text.charAt(i))) i--;
  return i < 0 || /[（(【[。；;！？]/.test(text.charAt(i)) || text.slice(i + 1, at).includes('\n');
}

/** A label's value without the separators and brackets round it. */
function valueOf(raw: string): string {
  let text = raw.trim().replace(/[；;，,。、\s【[（(]{1,8}$/, '');
  while (/[）)】\]]$/.test(text)) {
    const close = text.charAt(text.length - 1);
    const open = close === '）' || close === ')' ? /[（(]/g : /[【[]/g;
    const closers = close === '）' || close === ')' ? /[）)]/g : /[】\]]/g;
    if ((text.match(open)?.length ?? 0) >= (text.match(closers)?.length ?? 0)) break;
    text = text.slice(0, -1).replace(/[；;，,。、\s]{1,8}$/, '');
  }
  return text;
}

export interface Fields {
  lead: string | null;
  unit: string | null;
  assisting: string[];
  assignee: string | null;
  deadline: string | null;
  demand: Demand | null;
}

export function noFields(): Fields {
  return { lead: null, unit: null, assisting: [], assignee: null, deadline: null, demand: null };
}

const NOTHING = /^[\s\\/／＼—\-–无]*$/;

/** 办公室、财务部 → each name; a remark like （牵头） stays off. */
function names(text: string): { name: string; leads: boolean }[] {
  return text
    .split(/[、；;，,/\n]|\s{2,}|(?<=[\u4e00-\u9fff)）])\s(?=[\u4e00-\u9fff])/)
    .map((part) => ({
      name: part.replace(/[（(](?:牵头|主责|配合|协办)[）)]/g, '').trim(),
      leads: /[（(](?:牵头|主责)[）)]/.test(part),
    }))
    .filter((part) => part.name !== '' && !NOTHING.test(part.name));
}

/** 立行立改、限期整改、长期坚持 or a deadline in words → demand; null when it says none of them. */
export function demandOf(text: string): Demand | null {
  if (/长期|持续|常态|坚持/.test(text)) return 'ongoing';
  if (/立行立改|立即|即知即改|马上/.test(text)) return 'immediate';
  if (
    /限期|分阶段/.test(text) ||
    /[0-9０-９一二三四五六七八九十]\s*[年月日.\-/]|\d{8}|年底|月底|季度[末底前]|整改期|前完成/.test(text)
  )
    return 'dated';
  return null;
}

/** Enters a label's value; false when it is not understood and must stay in the text. Several responsible units: the first (or the one marked 牵头) answers, the others assist. */
export function enterField(fields: Fields, field: Field, value: string): boolean {
  const text = value.trim();
  if (text === '' || NOTHING.test(text)) return true;
  // A value as long as a paragraph is none.
  if (text.length > 200) return false;
  const oneLine = text.replace(/\s*\n\s*/g, '、');
  switch (field) {
    case 'lead':
      fields.lead ??= oneLine;
      break;
    case 'assignee':
      fields.assignee ??= oneLine;
      break;
    case 'unit': {
      const all = names(text);
      const first = fields.unit === null ? (all.find((n) => n.leads) ?? all[0]) : undefined;
      if (first !== undefined) fields.unit = first.name;
      for (const n of all) addAssisting(fields, n === first ? null : n.name);
      break;
    }
    case 'assisting':
      for (const n of names(text)) addAssisting(fields, n.name);
      break;
    case 'deadline':
      fields.deadline ??= text.replace(/\s*\n\s*/g, '');
      break;
    case 'demand':
      fields.demand ??= demandOf(text);
      return demandOf(text) !== null;
    default:
  }
  return true;
}

function addAssisting(fields: Fields, name: string | null): void {
  if (name !== null && name !== fields.unit && !fields.assisting.includes(name)) fields.assisting.push(name);
}

/** The demand follows from the deadline's words where no label says it. */
export function settleDemand(fields: Fields): Fields {
  return {
    ...fields,
    demand: fields.demand ?? (fields.deadline === null ? null : demandOf(fields.deadline)),
  };
}
