/** Where a file of the batch stands, in one word and in numbers. */
import type { StagedFile } from '../../../shared/contract/types.ts';
import type { Failure } from '../../../shared/result.ts';

export interface Standing {
  readonly sign: string;
  readonly word: string;
  readonly tone: 'done' | 'open' | 'ask' | 'bad' | 'quiet';
}

const askNames: Readonly<Record<StagedFile['asks'][number], string>> = {
  sheet: '哪一张工作表',
  columns: '各列是什么',
  unit: '哪个单位',
  month: '哪个月份',
};
/** '哪个单位、哪个月份': what must be said before a file can be compared. */
export function asked(asks: StagedFile['asks']): string {
  return asks.map((ask) => askNames[ask]).join('、');
}

export function absentRows(file: StagedFile): number {
  return file.counts?.rowClasses.absent ?? 0;
}

/** @param stray rows of it that wait for their measure */
export function standingOf(file: StagedFile, stray: number): Standing {
  switch (file.status) {
    case 'refused':
      return { sign: '×', word: '未能读取', tone: 'bad' };
    case 'asks':
      return { sign: '?', word: '需要确认', tone: 'ask' };
    case 'aside':
      return { sign: '–', word: '已搁置', tone: 'quiet' };
    case 'done':
      return { sign: '✓', word: file.decided.committed > 0 ? '已导入' : '没有差异', tone: 'done' };
    case 'review':
      if (file.decided.open > 0) return { sign: '○', word: `未决 ${file.decided.open}`, tone: 'open' };
      return stray > 0
        ? { sign: '?', word: `未对上 ${stray} 行`, tone: 'ask' }
        : { sign: '✓', word: '无未决', tone: 'done' };
  }
}

/** A refusal as the words take it: a missing detail is left out. */
export function failureOfFile(file: StagedFile): Failure | null {
  const { refused } = file;
  if (refused === null) return null;
  return refused.detail === undefined
    ? { code: refused.code }
    : { code: refused.code, detail: refused.detail };
}

export interface Sums {
  readonly accept: number;
  readonly keep: number;
  readonly edit: number;
  readonly open: number;
  readonly committed: number;
  /** Rows that found no measure. */
  readonly stray: number;
  /** Files that can't be compared before something is answered. */
  readonly asking: number;
  readonly completions: number;
}

/**
 * What committing would do, over all files that take part.
 * @param waiting rows of each file that wait for their measure
 */
export function sumsOf(files: readonly StagedFile[], waiting: ReadonlyMap<number, number>): Sums {
  const sums = { accept: 0, keep: 0, edit: 0, open: 0, committed: 0, stray: 0, asking: 0, completions: 0 };
  for (const file of files) {
    if (file.status === 'asks') sums.asking += 1;
    sums.committed += file.decided.committed;
    if (file.status !== 'review') continue;
    sums.accept += file.decided.accept;
    sums.keep += file.decided.keep;
    sums.edit += file.decided.edit;
    sums.open += file.decided.open;
    sums.stray += waiting.get(file.id) ?? 0;
    sums.completions += file.counts?.completions ?? 0;
  }
  return sums;
}
