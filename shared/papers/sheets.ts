/**
 * The sheets that papers are set on, in millimetres. Portrait as GB/T 9704-2012 asks: text area 156 × 225. A lying A4
 * sheet with dashes in its page numbers is a portrait one turned, its head at the binding side; a lying working table
 * (第 n 页 共 m 页) has narrower sides, because it needs the width more.
 */
import type { PaperSection } from '../contract/types.ts';

export interface Sheet {
  /** Of its page rule: `a4-landscape-of`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

type Kind = Pick<PaperSection, 'size' | 'orientation' | 'numbers'>;

const standard = { top: 37, right: 26, bottom: 35, left: 28 };

function marginsOf({ size, orientation, numbers }: Kind): typeof standard {
  if (orientation === 'portrait') return standard;
  // Bound at the left, where the folded sheet is held.
  if (size === 'a3') return { top: 25, right: 20, bottom: 24, left: 28 };
  return numbers === 'dashes'
    ? { top: 28, right: 37, bottom: 26, left: 35 }
    : { top: 28, right: 20, bottom: 24, left: 20 };
}

export function sheetOf(section: Kind): Sheet {
  const { size, orientation, numbers } = section;
  const [short, long] = size === 'a4' ? [210, 297] : [297, 420];
  const lying = orientation === 'landscape';
  return {
    name: `${size}-${orientation}-${numbers}`,
    width: lying ? long : short,
    height: lying ? short : long,
    ...marginsOf(section),
  };
}

/** Width and height of the text area. */
export function textArea({ width, height, top, right, bottom, left }: Sheet): {
  readonly width: number;
  readonly height: number;
} {
  return { width: width - left - right, height: height - top - bottom };
}

const WAYS = { orientation: ['portrait', 'landscape'], numbers: ['dashes', 'of'] } as const;

/** Every sheet there is. */
export const allSheets: readonly Sheet[] = (['a4', 'a3'] as const).flatMap((size) =>
  WAYS.orientation.flatMap((orientation) =>
    WAYS.numbers.map((numbers) => sheetOf({ size, orientation, numbers })),
  ),
);
