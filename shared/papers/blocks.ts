/** Pieces of a paper in short: what composers write instead of object literals. */
import type { Figure, PaperBlock, PaperRun, PaperSection } from '../contract/types.ts';
import { formatYuan } from '../money.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;
export type PaperTable = Of<'table'>;
export type PaperCell = PaperTable['rows'][number]['cells'][number];

export const title = (...lines: string[]): Of<'title'> => ({ block: 'title', lines });
export const meta = (text: string): Of<'meta'> => ({ block: 'meta', text });
export const heading = (level: 1 | 2 | 3, text: string): Of<'heading'> => ({ block: 'heading', level, text });
export const paragraph = (...runs: (string | PaperRun)[]): Of<'text'> => ({
  block: 'text',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});

/** A figure in a cell or a sentence: it opens its rows, unless there are none. */
export function figureRun(of: Figure, money = false): PaperRun {
  const text = money ? formatYuan(of.value) : String(of.value);
  return of.rows === 0 ? { text } : { text, figure: of.key };
}

export const portrait = (blocks: readonly PaperBlock[]): PaperSection => ({
  size: 'a4',
  orientation: 'portrait',
  numbers: 'dashes',
  blocks: [...blocks],
});

export const landscape = (blocks: readonly PaperBlock[], size: 'a4' | 'a3' = 'a4'): PaperSection => ({
  size,
  orientation: 'landscape',
  numbers: 'of',
  blocks: [...blocks],
});
