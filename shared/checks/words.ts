/** Contradictions in words: what each kind is called, what is wrong with a row, and what to do about it. */
import type { CheckRow } from '../contract/types.ts';
import { dayNumber, isDay } from '../day.ts';
import type { Day } from '../day.ts';
import { formatYuan } from '../money.ts';
import { isMonth, monthLabel } from '../month.ts';
import { closingEventWords, measureStateWords, sanctionWords } from '../words.ts';
import type { CheckKind, CheckTone } from './kinds.ts';

export const toneWords: Readonly<Record<CheckTone, string>> = {
  wrong: '须更正',
  doubtful: '请核实',
  hint: '提示',
};

export const checkWords: Readonly<Record<CheckKind, string>> = {
  done_without_day: '已完成但没有完成日期',
  day_in_future: '日期晚于今天',
  closed_with_open_measures: '已销号但措施未完成',
  deadline_before_feedback: '期限早于反馈日期',
  deadline_not_understood: '期限没有识别出来',
  extension_before_first: '延期后反而提前',
  unit_merged_still_named: '已并入的单位仍被指定',
  person_left_still_leads: '已离任的领导仍在牵头',
  counted_differs: '台账计数与文件所载不一致',
  done_without_evidence: '已完成但缺佐证',
  imported_closed: '导入时已销号',
  deadline_inferred: '期限年份是推断的',
  same_fact_twice: '成效疑似重复登记',
  measure_twice: '同一问题下措施重复',
  issue_without_lead: '没有牵头领导',
  issue_without_unit: '没有责任单位',
  issue_without_measures: '没有整改措施',
  text_unchanged: '连续几个月进展没有变化',
  regulation_without_number: '制度没有文号',
  day_before_round: '日期早于反馈日期',
  unit_without_anything: '单位没有承担任何任务',
  clock_set_back: '电脑时间曾往回调',
  calendar_not_covered: '工作日没有节假日安排可依',
};

/** How a kind is settled. */
export const checkAdvice: Readonly<Record<CheckKind, string>> = {
  done_without_day: '请补填完成日期。',
  day_in_future: '请改正日期；若电脑的日期不对，请先校正。',
  closed_with_open_measures: '请重启该问题的整改，或核对措施状态。',
  deadline_before_feedback: '请核对整改期限或轮次的反馈日期。',
  deadline_not_understood: '请改写期限，如“2024年12月底前”“立行立改”。',
  extension_before_first: '请核对延期批件上的日期。',
  unit_merged_still_named: '请改为合并后的单位。',
  person_left_still_leads: '请在“单位与人员”中移交给接任的领导。',
  counted_differs: '请核对原文和台账；文件所载数不会改动台账的计数。',
  done_without_evidence: '请补佐证材料，或写明没有佐证的原因；否则不能申请销号。',
  imported_closed: '销号经过不在本台账中。请核对后免于处理，或重启整改。',
  deadline_inferred: '原文没有写年份，请确认或改写。',
  same_fact_twice: '请在“成效”中认定是否为同一件；同一件只计一次。',
  measure_twice: '请移除或撤销多余的一条。',
  issue_without_lead: '请指定牵头领导；未指定的计入“未明确”。',
  issue_without_unit: '请指定责任单位；未指定的计入“未明确”。',
  issue_without_measures: '请补充整改措施；没有措施的问题不能申请销号。',
  text_unchanged: '请向责任单位了解实际进展。',
  regulation_without_number: '请补填文号。',
  day_before_round: '巡察期间即知即改的属于正常，核对无误可免于处理。',
  unit_without_anything: '请核对是否漏分任务；多余的单位可以移除。',
  clock_set_back: '请核对这台电脑的日期和时间。记录的先后以步骤号为准。',
  calendar_not_covered: '请在“设置”的节假日中补录该年的放假安排。',
};

/** What happened on a day that can't be, by the rule's own word for it. */
const happened: Readonly<Record<string, string>> = {
  established: '建立长效机制日期',
  unestablished: '取消长效机制日期',
  withdrawn: '措施撤销日期',
  restored: '措施恢复日期',
  extension: '延期批准日期',
  evidence: '佐证材料添加日期',
  progress: '整改进展月份',
  regulation: '制度日期',
  sanction: '处理日期',
  recovery: '收回日期',
  clue: '线索收到日期',
  concluded: '线索办结日期',
  stage: '阶段完成日期',
  feedback: '反馈日期',
};

function whatHappened(what: string): string {
  if (Object.hasOwn(happened, what)) return happened[what] ?? '';
  if (Object.hasOwn(measureStateWords, what))
    return what === 'done'
      ? '完成日期'
      : `转为“${measureStateWords[what as keyof typeof measureStateWords]}”的日期`;
  if (Object.hasOwn(closingEventWords, what))
    return `${closingEventWords[what as keyof typeof closingEventWords]}日期`;
  return '日期';
}

const figures: Readonly<Record<string, readonly [string, string]>> = {
  aspects: ['方面', '个'],
  issues: ['问题', '个'],
  measures: ['整改措施', '条'],
  closed: ['已完成整改（已销号）的问题', '个'],
  open: ['正在整改的问题', '个'],
  cluesReceived: ['收到问题线索', '件'],
  cluesConcluded: ['办结问题线索', '件'],
  regulationsNew: ['新制定制度', '项'],
  regulationsRevised: ['修订制度', '项'],
};

/** A figure of the papers: its name and its amount in words. */
function figureOf(figure: string): { name: string; amount: (value: number) => string } {
  const known = Object.hasOwn(figures, figure) ? figures[figure] : undefined;
  if (known !== undefined) return { name: known[0], amount: (value) => `${value} ${known[1]}` };
  const kind = figure.slice(figure.indexOf('-') + 1);
  if (figure.startsWith('recovery-')) return { name: kind, amount: (value) => `${formatYuan(value)} 元` };
  const word = Object.hasOwn(sanctionWords, kind) ? sanctionWords[kind as keyof typeof sanctionWords] : kind;
  return { name: word, amount: (value) => `${value} 人` };
}

const familyWords: Readonly<Record<string, string>> = {
  regulation: '两项制度',
  sanction: '两条问责处理',
  recovery: '两笔资金',
  clue: '两件线索',
};
const likeWords: Readonly<Record<string, string>> = {
  same_number: '文号相同',
  same_title: '名称相同',
  similar_title: '名称相近',
  same_amount: '金额相同',
  same_people: '人数相同',
  same_day: '日期相同',
};

type Described = Pick<CheckRow, 'kind' | 'facts'>;

/** What is wrong with a row, in one sentence; days are counted from today. */
export function wordCheck({ kind, facts }: Described, today: Day): string {
  const text = (name: string): string => String(facts[name] ?? '');
  const number = (name: string): number => {
    const value = Number(facts[name] ?? 0);
    return Number.isSafeInteger(value) ? value : 0;
  };
  const month = (name: string): string => (isMonth(text(name)) ? monthLabel(text(name)) : text(name));
  const apart = (a: string, b: string): number =>
    isDay(a) && isDay(b) ? Math.abs(dayNumber(a) - dayNumber(b)) : 0;
  switch (kind) {
    case 'done_without_day':
      return '状态为已完成，没有填写完成日期';
    case 'day_in_future':
      return text('what') === 'progress'
        ? `整改进展登记在${month('day')}，这个月还没有到`
        : `${whatHappened(text('what'))} ${text('day')} 晚于今天 ${apart(text('day'), today)} 天`;
    case 'day_before_round':
      return `${whatHappened(text('what'))} ${text('day')} 早于反馈日期 ${text('feedback')} ${apart(text('day'), text('feedback'))} 天`;
    case 'closed_with_open_measures':
      return `${number('measures')} 条措施中有 ${number('open')} 条没有完成`;
    case 'imported_closed':
      return `导入原有台账时已标为销号（${text('day')}），没有申请、审核的记录`;
    case 'deadline_before_feedback':
      return `期限 ${text('deadline')} 早于反馈日期 ${text('feedback')} ${apart(text('deadline'), text('feedback'))} 天`;
    case 'deadline_not_understood':
      return `“${text('raw')}”没有识别出日期，暂按未定期限统计`;
    case 'deadline_inferred':
      return `“${text('raw')}”推断为 ${text('deadline')}，尚未确认`;
    case 'extension_before_first':
      return `${text('approved')} 批准延至 ${text('extended')}，早于最初期限 ${text('first')} ${apart(text('extended'), text('first'))} 天`;
    case 'unit_merged_still_named':
      return `已于 ${text('day')} 并入“${text('into')}”，合并后仍被指定为责任单位：${counts(number('issues'), number('measures'))}`;
    case 'person_left_still_leads':
      return `已于 ${text('day')} 离任，仍牵头未办结的 ${counts(number('issues'), number('measures'))}`;
    case 'counted_differs': {
      const { name, amount } = figureOf(text('figure'));
      const more = number('counted') - number('stated');
      return `${name}：文件所载 ${amount(number('stated'))}，台账 ${amount(number('counted'))}，台账${more > 0 ? '多' : '少'} ${amount(Math.abs(more))}`;
    }
    case 'done_without_evidence':
      return text('day') === ''
        ? '已完成，没有佐证材料，也没有写明原因'
        : `${text('day')} 已完成，没有佐证材料，也没有写明原因`;
    case 'same_fact_twice': {
      const like = text('why')
        .split(' ')
        .flatMap((why) => (Object.hasOwn(likeWords, why) ? (likeWords[why] ?? []) : []));
      return `与另一条登记很像（${familyWords[text('family')] ?? '两条'}${like.join('、')}），请认定是否同一件`;
    }
    case 'measure_twice':
      return '与同一问题下另一条措施文字完全相同';
    case 'issue_without_lead':
      return '统计时计入“未明确”';
    case 'issue_without_unit':
      return '统计时计入“未明确”';
    case 'issue_without_measures':
      return number('withdrawn') === 0 ? '没有任何整改措施' : `原有 ${number('withdrawn')} 条措施均已撤销`;
    case 'text_unchanged':
      return `${month('from')}至${month('to')}最近三次进展文字完全相同，措施尚未完成`;
    case 'regulation_without_number':
      return '没有登记文号';
    case 'unit_without_anything':
      return '本轮没有负责或配合任何问题、措施，也没有登记人员';
    case 'clock_set_back':
      return `记录时间 ${clock(text('at'))} 早于此前已有的记录 ${clock(text('earlier'))}`;
    case 'calendar_not_covered':
      return `“${text('raw')}”算到 ${text('day')}，该年没有节假日安排，只扣除了周末`;
  }
}

function counts(issues: number, measures: number): string {
  return [issues > 0 ? `${issues} 个问题` : '', measures > 0 ? `${measures} 条措施` : '']
    .filter(Boolean)
    .join('、');
}

/** A time of the log (UTC) to the minute; its day is what matters here. */
function clock(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
