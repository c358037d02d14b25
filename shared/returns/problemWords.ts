/** Plain Chinese for all that waits in 待核对: cells, rows, hints; and what a cell of each field is expected to hold. */
import { deadlineProblems } from '../deadline.ts';
import { measureStates } from '../lists.ts';
import { measureStateWords } from '../words.ts';
import { type AnswerField, fieldWords, kindOf } from './fields.ts';
import type { Hint, RowProblem } from './types.ts';

/** Why a cell is not taken as it stands. The closed list; deadlines in words add their own (shared/deadline.ts). */
export const cellProblemCodes = [
  'cell_error',
  'same_as_above',
  'merged_answer',
  'digits_lost',
  'text_too_long',
  'mark_only',
  'state_not_understood',
  'state_unclear',
  'state_percent',
  'state_is_demand',
  'state_with_more',
  'state_tick',
  'day_not_understood',
  'day_no_such_day',
  'day_is_month',
  'day_year_missing',
  'day_year_unlikely',
  'day_in_future',
  'day_ambiguous',
  'day_with_more',
  'day_is_state',
  'extension_without_day',
  'people_not_understood',
  'people_not_whole',
  'people_negative',
  'people_with_more',
  'money_not_understood',
  'money_approximate',
  'money_negative',
  'money_not_whole_fen',
  'money_too_large',
  'money_with_more',
  'money_unit_doubtful',
  'money_shown_otherwise',
  'lines_not_text',
  'regulation_not_understood',
  'regulation_with_more',
  'regulation_count_only',
  'regulation_kind_missing',
  'regulation_kind_differs',
  'sanction_kind_missing',
  'recovery_kind_missing',
  'several_figures',
  'figures_differ',
  'left_over',
  ...deadlineProblems,
] as const;
export type CellProblemCode = (typeof cellProblemCodes)[number];

/** One sentence a code, without its full stop: what was found wrong with the cell. */
export const cellProblemWords: Readonly<Record<CellProblemCode, string>> = {
  cell_error: '这一格是表格计算的错误值，没有内容可用',
  same_as_above: '这一格写的是“同上”，请确认是否与上一行相同',
  merged_answer: '这一格与上面的行合并成一格，内容只写了一次，请确认是否也适用于本行',
  digits_lost: '数字超过15位，存盘时末尾几位已经丢失',
  text_too_long: '文字超过一格所能容纳的32767个字',
  mark_only: '只打了记号，没有写明内容',
  state_not_understood: '看不出整改状态',
  state_unclear: '这个说法不能确定是哪一种整改状态',
  state_percent: '写的是完成的百分比，请确认算哪一种整改状态',
  state_is_demand: '写的是整改要求（长期坚持一类），不是整改状态',
  state_with_more: '整改状态里还写了别的内容，请核对',
  state_tick: '只打了记号，没有写明整改状态',
  day_not_understood: '看不出是哪一天',
  day_no_such_day: '日历上没有这一天',
  day_is_month: '只写到月份，没有写哪一天',
  day_year_missing: '没有写年份（或年份只有两位）',
  day_year_unlikely: '年份不在2000年至2099年之间',
  day_in_future: '日期晚于今天，还没有到',
  day_ambiguous: '有几种读法，或者写了几个日期',
  day_with_more: '日期之外还写了别的内容，请核对',
  day_is_state: '这里应填日期，写的是整改状态',
  extension_without_day: '申请延期但没有写明延到哪一天',
  people_not_understood: '看不出是多少人',
  people_not_whole: '人数不是整数',
  people_negative: '人数不能是负数',
  people_with_more: '人数之外还写了别的内容，请核对',
  money_not_understood: '看不出是多少金额',
  money_approximate: '金额是约数',
  money_negative: '金额不能是负数',
  money_not_whole_fen: '金额不足一分，请核对小数和单位',
  money_too_large: '金额太大，无法记录',
  money_with_more: '金额之外还写了别的内容，请核对',
  money_unit_doubtful: '表头写的是万元，这个数大得不像是万元，请核对单位',
  money_shown_otherwise: '这一格显示的数与实际存的数不一样，请核对',
  lines_not_text: '没有写明材料名称',
  regulation_not_understood: '看不出是哪一项制度',
  regulation_with_more: '制度名称和文号之外还写了别的内容，请核对',
  regulation_count_only: '只写了数量，没有写制度名称',
  regulation_kind_missing: '没有写明是新制定还是修订',
  regulation_kind_differs: '写的是另一类（新制定、修订填反了），请核对',
  sanction_kind_missing: '没有写明是哪一种问责处理，或者不是表中所列的种类',
  recovery_kind_missing: '没有写明是收回还是挽回',
  several_figures: '同一种写了几个数，请核对是否应相加',
  figures_differ: '同一行另一栏写的数与这里不一样',
  left_over: '这一格还有内容没有读懂',
  deadline_not_understood: '看不出延期到什么时候',
  deadline_no_such_day: '日历上没有这一天',
  deadline_ambiguous: '有几种读法，或者写了几个日期',
  deadline_year_unlikely: '年份不像是对的',
  deadline_is_a_state: '这里应填期限，写的是整改状态',
  deadline_needs_day: '没有写明到哪一天',
  deadline_needs_feedback_day: '要从反馈之日算起，但本轮次没有登记反馈日期',
  deadline_needs_round_end: '写的是集中整改期内，但本轮次没有登记集中整改的结束日期',
  deadline_working_days: '按工作日计算的期限，请写明日期',
};

export const rowProblemWords: Readonly<Record<RowProblem, string>> = {
  measure_twice: '有两行对应同一条整改措施，请只留一行',
  measure_not_of_unit: '这条整改措施不由该单位负责，也不由该单位配合',
  several_candidates: '这一行像是好几条整改措施，请指定是哪一条',
  no_match: '在台账中没有找到对应的整改措施',
  measure_withdrawn: '这条整改措施已经撤销',
  left_out: '这一行已定为不导入',
};

export const hintWords: Readonly<Record<Hint, string>> = {
  text_unchanged: '进展与以前报送的一字不差',
  done_without_day: '报了已完成，但没有完成日期',
  done_without_evidence: '报了已完成，但没有佐证材料',
  state_backwards: '整改状态比台账上的倒退了',
  outcome_twice: '同一项成果在别处已经登记过',
  contradiction: '本行前后矛盾',
  known_changed: '改动了不该改的栏目',
  issue_frozen: '所属问题已进入销号程序或已销号',
  hidden_row: '这一行在文件里是隐藏的',
};

/** What a cell of this field should hold, in words for the sender. */
export function expectedOf(field: AnswerField): string {
  switch (kindOf(field)) {
    case 'state':
      return measureStates.map((state) => measureStateWords[state]).join('、') + '之一';
    case 'day':
      return '2024-08-31 这样的日期，不晚于今天';
    case 'deadline':
      return '2024-12-31 这样的日期';
    case 'people':
      return '整数人次，如 2；没有就空着';
    case 'money':
      return '以元为单位的金额，如 165800.00；没有就空着';
    case 'lines':
      return '材料名称，一份一行';
    case 'regulations':
      return '《制度名称》（文号），一项一行';
    default:
      return `${fieldWords[field]}的文字说明`;
  }
}
