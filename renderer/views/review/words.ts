/** How classes, matches, hints and problems of a review are said. */
import type { ReviewRow } from '../../../shared/contract/types.ts';
import { kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { shownAnswer } from '../../../shared/returns/show.ts';
import type {
  CellClass,
  Choice,
  ColumnHow,
  Hint,
  RowProblem,
  UnitHow,
} from '../../../shared/returns/types.ts';
import { wordFailure } from '../../words/errors.ts';

interface ClassWords {
  /** One sign beside the colour. */
  readonly sign: string;
  readonly word: string;
  readonly tells: string;
}
export const classWords: Readonly<Record<CellClass, ClassWords>> = {
  problem: { sign: '?', word: '待核对', tells: '程序没有看懂这一格，请核对后填写' },
  theirs: { sign: '改', word: '有改动', tells: '单位改了，台账没有变' },
  both: { sign: '冲', word: '双方都改', tells: '发出之后，单位和台账都改了，而且改得不一样' },
  forbidden: { sign: '锁', word: '不可改', tells: '单位改了不归它填的格，不会导入' },
  ours: { sign: '新', word: '台账已新', tells: '单位没有改，台账在发出之后已经更新，以台账为准' },
  unchanged: { sign: '同', word: '一致', tells: '报送与台账相同' },
  blank: { sign: '空', word: '未填', tells: '单位没有填，台账保持不变' },
};

export const hintWords: Readonly<Record<Hint, { readonly word: string; readonly tells: string }>> = {
  text_unchanged: { word: '进展照抄上月', tells: '本月进展与上月一字不差' },
  done_without_day: { word: '完成缺日期', tells: '报为已完成，没有填完成日期；采纳后按今天登记' },
  done_without_evidence: { word: '完成缺佐证', tells: '报为已完成，没有列佐证材料' },
  state_backwards: { word: '状态倒退', tells: '报送的状态比台账的早' },
  outcome_twice: { word: '成果重复', tells: '同一项制度、问责或金额在别处已经登记过' },
  contradiction: { word: '前后矛盾', tells: '这一行各格之间说法不一' },
  known_changed: { word: '改了锁定栏', tells: '单位改了编号、措施等锁定栏的文字，不会导入' },
  issue_frozen: { word: '问题在销号中', tells: '问题在销号流程中或已销号，状态、日期、佐证、延期暂不能采纳' },
  hidden_row: { word: '隐藏行', tells: '这一行在文件里是隐藏的' },
};

export const rowProblemWords: Readonly<Record<RowProblem, string>> = {
  measure_twice: '文件里有两行说的是同一条措施',
  measure_not_of_unit: '这条措施不归该单位负责或配合',
  several_candidates: '有几条措施都像',
  no_match: '没有找到对应的措施',
  measure_withdrawn: '对应的措施已撤销',
  left_out: '不导入此行',
};

const howWords: Readonly<Record<NonNullable<ReviewRow['how']>, string>> = {
  id: '按表内编码',
  number: '按编号',
  text: '按文字相近',
  chosen: '人工指定',
};
/** '按文字相近 92%': how a row found its measure. */
export function matchWords(row: Pick<ReviewRow, 'how' | 'score'>): string {
  if (row.how === null) return '';
  return row.how === 'text' ? `${howWords.text} ${Math.round(row.score)}%` : howWords[row.how];
}

export const choiceMarks: Readonly<Record<Choice, { readonly sign: string; readonly word: string }>> = {
  accept: { sign: '✓', word: '采纳' },
  keep: { sign: '↩', word: '保留台账' },
  edit: { sign: '✎', word: '改为' },
  later: { sign: '○', word: '未决' },
};

/** A canonical answer with its unit, as people read it; what is empty is said to be. */
export function shownValue(field: AnswerField, value: string): string {
  const shown = shownAnswer(field, value);
  if (shown === '') return '';
  const kind = kindOf(field);
  return kind === 'people' ? `${shown} 人次` : kind === 'money' ? `${shown} 元` : shown;
}

/** Why a cell was not understood; the codes of the reader. */
const problems: Readonly<Record<string, string>> = {};
export function problemWords(code: string): string {
  return (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? '没有看懂';
}

const expectedByKind: Readonly<Record<ReturnType<typeof kindOf>, string>> = {
  state: '未启动、整改中、基本完成、已完成之一',
  day: '一个日期，如 2024-08-31',
  deadline: '一个日期，如 2024-12-31',
  text: '文字',
  lines: '每行一项',
  regulations: '每行一项：《名称》（文号）',
  people: '人次，整数',
  money: '金额，如 165,800 元或 16.58 万元',
};
/** What should stand in a cell of this field. */
export function expectedWords(field: AnswerField): string {
  return expectedByKind[kindOf(field)];
}

const heldReasons: Readonly<Record<string, string>> = {
  issue_in_chain: '问题正在销号流程中',
  issue_closed: '问题已销号',
  measure_withdrawn: '该措施已撤销',
  day_without_done: '措施状态不是“已完成”，不能登记完成日期',
  on_in_future: '完成日期晚于今天',
  on_before_previous: '完成日期早于上一次状态变动',
};
/** Why a cell can't be taken over as it is. */
export function heldWords(code: string): string {
  const reason = Object.hasOwn(heldReasons, code) ? heldReasons[code] : undefined;
  return `${reason ?? wordFailure({ code }).title}，暂不能采纳`;
}
/** Whether another value could be taken: what holds the cell is its value, not its measure. */
export function mayEdit(held: string | null): boolean {
  return held === null || held === 'on_in_future' || held === 'on_before_previous';
}

export const columnHowWords: Readonly<Record<NonNullable<ColumnHow>, string>> = {
  own: '本系统表',
  remembered: '上次选定',
  exact: '名称一致',
  synonym: '同义',
  similar: '相近',
  chosen: '人工选定',
};
/** '相近 87%': how a column found its field. */
export function columnHow(how: ColumnHow, score: number): string {
  if (how === null) return '';
  return how === 'similar' ? `${columnHowWords.similar} ${Math.round(score)}%` : columnHowWords[how];
}

export const unitHowWords: Readonly<Record<UnitHow, string>> = {
  ids: '表内编码',
  text: '表内文字',
  name: '文件名',
  remembered: '上次选定',
  chosen: '人工选定',
};
