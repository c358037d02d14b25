/** Where text stands on the pages of a PDF, in points from the top left corner. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Piece {
  readonly text: string;
  /** Left edge and right edge. */
  readonly x: number;
  readonly right: number;
  /** Base line. */
  readonly y: number;
  /** Of type. */
  readonly size: number;
  /** The file's own key of the font: the same key, the same font. */
  readonly font: string;
}
interface Page {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
}

/** Pieces are as the file draws them, in its own order, without those that are only white. */
export async function pdfPages(bytes: Uint8Array): Promise<Page[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , size = 0, x = 0, up = 0] = item.transform as number[];
      return [
        {
          text: item.str,
          x,
          right: x + item.width,
          y: height - up,
          size: Math.abs(size),
          font: item.fontName,
        },
      ];
    });
    pages.push({ width, height, pieces });
  }
  await task.destroy();
  return pages;
}

interface Line {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
}

/** Pieces on one base line, from left to right. */
export function linesOnPage(page: Page): Line[] {
  const lines = new Map<number, Piece[]>();
  for (const piece of page.pieces) {
    const key = [...lines.keys()].find((y) => Math.abs(y - piece.y) < 1) ?? piece.y;
    lines.set(key, [...(lines.get(key) ?? []), piece]);
  }
  return [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(([y, pieces]) => {
      const across = pieces.toSorted((a, b) => a.x - b.x);
      return {
        y,
        text: across.map(({ text }) => text).join(''),
        x: across[0]?.x ?? 0,
        right: Math.max(...across.map(({ right }) => right)),
      };
    });
}
