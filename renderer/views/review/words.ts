/** How classes, matches, hints and problems of a review are said. */
import type { ReviewRow } from '../../../shared/contract/types.ts';
import {
  cellProblemCodes,
  cellProblemWords,
  hintWords as hintSentences,
} from '../../../shared/returns/problemWords.ts';
import { kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { shownAnswer } from '../../../shared/returns/show.ts';
import type { CellClass, Choice, ColumnHow, Hint, UnitHow } from '../../../shared/returns/types.ts';
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

const hintNames: Readonly<Record<Hint, readonly [word: string, further: string]>> = {
  text_unchanged: ['进展照抄', ''],
  done_without_day: ['完成缺日期', '；采纳后按今天登记'],
  done_without_evidence: ['完成缺佐证', ''],
  state_backwards: ['状态倒退', ''],
  outcome_twice: ['成果重复', ''],
  contradiction: ['前后矛盾', ''],
  known_changed: ['改了锁定栏', '；改动的文字不会导入'],
  issue_frozen: ['问题在销号', '；状态、日期、佐证、延期暂不能采纳'],
  hidden_row: ['隐藏行', ''],
};
/** A hint's short name, and what it says in full. */
export function hintWords(hint: Hint): { readonly word: string; readonly tells: string } {
  const [word, further] = hintNames[hint];
  return { word, tells: `${hintSentences[hint]}${further}` };
}

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

/** Why a cell was not understood. */
export function problemWords(code: string): string {
  const known = cellProblemCodes.find((each) => each === code);
  return known === undefined ? '没有看懂' : cellProblemWords[known];
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
