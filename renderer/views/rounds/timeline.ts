/** Where the stages of a round stand on the line, and what today means for them. Pure; days are 'YYYY-MM-DD'. */
import { dayLabel, daysBetween, partsOf } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';

export interface StageDays {
  readonly dueOn: Day | null;
  readonly doneOn: Day | null;
}

/** `late`: done after its due day. */
export type StageStatus = 'done' | 'late' | 'overdue' | 'near' | 'ahead' | 'undated';

export const stageStatusWords: Readonly<Record<StageStatus, string>> = {
  done: '已完成',
  late: '逾期完成',
  overdue: '已逾期',
  near: '临近',
  ahead: '未到期',
  undated: '未定日期',
};

export function stageStatus(stage: StageDays, today: Day, nearDays: number): StageStatus {
  if (stage.doneOn !== null) return stage.dueOn !== null && stage.doneOn > stage.dueOn ? 'late' : 'done';
  if (stage.dueOn === null) return 'undated';
  const left = daysBetween(today, stage.dueOn);
  if (left < 0) return 'overdue';
  return left <= nearDays ? 'near' : 'ahead';
}

/** Days until (or since) the due day in words, or the day it was done; empty for a stage without any day. */
export function stageSentence(stage: StageDays, today: Day): string {
  const { dueOn, doneOn } = stage;
  if (doneOn !== null) {
    const { year, month, day } = partsOf(doneOn);
    // The due day beside it tells the year, unless it lies in another one.
    const when = dueOn !== null && partsOf(dueOn).year === year ? `${month}月${day}日` : dayLabel(doneOn);
    return `${when}${dueOn !== null && doneOn > dueOn ? '逾期完成' : '完成'}`;
  }
  if (dueOn === null) return '';
  const left = daysBetween(today, dueOn);
  if (left === 0) return '今天到期';
  return left > 0 ? `还有 ${left} 天` : `逾期 ${-left} 天`;
}

/**
 * Today's place on a line on which stages stand evenly, one step apart, from 0. Between two dated stages it lies in
 * proportion to the days; before the first or after the last half a step outside. Null when no stage has a day.
 */
export function placeOfToday(stages: readonly StageDays[], today: Day): number | null {
  let before = -1;
  let after = -1;
  for (const [index, stage] of stages.entries()) {
    const day = stage.dueOn ?? stage.doneOn;
    if (day === null) continue;
    if (day <= today) {
      before = index;
      after = -1;
    } else if (after === -1) after = index;
  }
  if (before === -1 && after === -1) return null;
  if (before === -1) return after - 0.5;
  if (after === -1) return before + 0.5;
  const from = dayOf(stages[before]);
  const to = dayOf(stages[after]);
  return before + ((after - before) * daysBetween(from, today)) / daysBetween(from, to);
}

function dayOf(stage: StageDays | undefined): Day {
  return stage?.dueOn ?? stage?.doneOn ?? '';
}
