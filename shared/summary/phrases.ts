/** Short wordings that paper, screen and workbook share. */
import { lamps, timelinessKinds } from '../lists.ts';
import type { Lamp, MeasureState } from '../lists.ts';
import { monthLabel } from '../month.ts';
import type { Month } from '../month.ts';
import { establishedWord, measureStateWords, timelinessWords } from '../words.ts';

/** A measure's state as said of it: an established one that is not done is said to be established. */
export function stateWords(state: MeasureState, established: boolean): string {
  return established ? establishedWord : measureStateWords[state];
}

/** Lamps map one to one to the classes of timeliness. */
export function lampWords(lamp: Lamp): string {
  const kind = timelinessKinds[lamps.indexOf(lamp)];
  return kind === undefined ? '' : timelinessWords[kind];
}

/** Numbers of sections: 1 → 一 … 10 → 十. */
export function sectionNumeral(n: number): string {
  return ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'][n] ?? String(n);
}

/** Places to sign below every paper. */
export const signatures = ['填报人', '审核人', '分管领导', '日期'] as const;

/** Name of the paper's file without its ending: 2024年8月整改月报. */
export function summaryFileName(month: Month): string {
  return `${monthLabel(month)}整改月报`;
}

/** （第2版）; nothing for a first edition. */
export function editionMark(edition: number | undefined): string {
  return edition === undefined || edition < 2 ? '' : `（第${edition}版）`;
}
