/**
 * Measures of GB/T 9704-2012 in the units of a document: twips (1/20 pt). 22 lines of 28 characters of 3号 on the
 * text area of 156 × 225 mm; a wide table keeps the margins of `renderer/papers/paper.css`.
 */
import type { PaperSection } from '../../../shared/contract/types.ts';

export const POINT = 20;
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);

/** Sizes of type in points: 2号, 3号, 四号, 小四, 五号. */
export const SIZE = { two: 22, three: 16, four: 14, smallFour: 12, five: 10.5, small: 9 } as const;

/** Exact pitch of lines: 22 of them on 225 mm. */
export const LINE = 28.95 * POINT;
/** Width of one of 28 characters on 156 mm. */
export const CHARACTER = mm(156) / 28;

export interface Sheet {
  /** Of the paper as it lies; the document holds them as it stands. */
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

const official = { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28) };
const wide = { top: mm(28), right: mm(20), bottom: mm(24), left: mm(20) };

export function sheetOf({ size, orientation }: Pick<PaperSection, 'size' | 'orientation'>): Sheet {
  const [short, long] = size === 'a3' ? [mm(297), mm(420)] : [mm(210), mm(297)];
  return orientation === 'portrait'
    ? { width: short, height: long, margin: official }
    : { width: long, height: short, margin: wide };
}

/** Of the text area. */
export const textWidth = ({ width, margin }: Sheet): number => width - margin.left - margin.right;
export const textHeight = ({ height, margin }: Sheet): number => height - margin.top - margin.bottom;

/** Widths that stand in the proportion of their shares and add up to the whole exactly. */
export function divide(whole: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  let passed = 0;
  let before = 0;
  return shares.map((share) => {
    passed += share;
    const edge = Math.round((whole * passed) / sum);
    const width = edge - before;
    before = edge;
    return width;
  });
}

/** Width of a text in characters: half-width signs count half. */
export function charactersOf(text: string): number {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) < 0x2e80 && !/[—“”‘’…·×]/.test(sign) ? 0.5 : 1;
  return width;
}
