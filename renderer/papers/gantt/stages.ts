/** Stages of the round on the axis: where their marks stand, and in which row their names. */
import type { Gantt } from '../../../shared/contract/types.ts';
import { stageWords } from '../../../shared/words.ts';
import { placeAfter } from './axis.ts';
import type { Axis } from './axis.ts';

export function titleOfStage(stage: Gantt['stages'][number]): string {
  return stage.title === '' ? stageWords[stage.kind] : stage.title;
}

export function stagesOn(axis: Axis, stages: Gantt['stages']) {
  return stages
    .filter(({ dueOn }) => dueOn >= axis.from && dueOn <= axis.to)
    .map((stage) => ({ stage, at: placeAfter(axis, stage.dueOn) }))
    .sort((a, b) => a.at - b.at);
}

/**
 * Rows for the names of stages: each in the first row in which it touches no other.
 * @param wide width of the track in ems of its type
 */
export function stageRows(axis: Axis, stages: Gantt['stages'], wide: number) {
  const ends: number[] = [];
  const marks = stagesOn(axis, stages).map(({ stage, at }) => {
    const width = (titleOfStage(stage).length + 1.8) / Math.max(1, wide);
    const flip = at + width > 1;
    const begin = flip ? at - width : at;
    let row = ends.findIndex((end) => end <= begin);
    if (row === -1) row = ends.length;
    ends[row] = begin + width;
    return { stage, at, row, flip };
  });
  return { marks, rows: ends.length };
}
