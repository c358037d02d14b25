/** Page numbers on real PDFs: read back by the library that draws PDFs in the window. */
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { finishPaper } from '../../electron/papers/finish.ts';
import { pageNumbers } from '../../electron/papers/numbers.ts';
import type { PaperSection } from '../../shared/contract/types.ts';
import { sheetOf } from '../../shared/papers/sheets.ts';

const MM = 72 / 25.4;

const section = (
  orientation: PaperSection['orientation'],
  numbers: PaperSection['numbers'],
): PaperSection => ({ size: 'a4', orientation, numbers, blocks: [] });

const upright = section('portrait', 'dashes');
const turned = section('landscape', 'dashes');
const table = section('landscape', 'of');

/** A PDF as the browser prints one: so many pages of each section, each section's first page named. */
async function printed(parts: readonly (readonly [PaperSection, number])[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const named = pdf.context.obj({});
  for (const [at, [of, pages]] of parts.entries()) {
    const { width, height } = sheetOf(of);
    for (let n = 0; n < pages; n += 1) {
      const page = pdf.addPage([width * MM, height * MM]);
      if (n === 0) named.set(PDFName.of(`section-${at}`), pdf.context.obj([page.ref, 'XYZ', 0, 0, 0]));
    }
  }
  pdf.catalog.set(PDFName.of('Dests'), named);
  return pdf.save();
}

/** Numbers set one to a small page, as the hidden window sets them; Chinese is left out of the built-in font. */
async function sheetOfNumbers(texts: readonly string[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (const text of texts) {
    const page = pdf.addPage([80 * MM, 8 * MM]);
    const plain = text
      .replaceAll(/[第页共　]/gu, ' ')
      .replaceAll(/ +/gu, ' ')
      .trim();
    page.drawText(plain, { x: 40 * MM - font.widthOfTextAtSize(plain, 14) / 2, y: 3 * MM, size: 14, font });
  }
  return pdf.save();
}

interface Found {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Along which way it is read: 0 to the right, -90 downwards. */
  readonly degrees: number;
}

async function numbersIn(bytes: Uint8Array): Promise<Found[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const found: Found[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const { items } = await (await document.getPage(at)).getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
    const [first] = texts;
    const [a = 0, b = 0, , , x = 0, y = 0] = (first?.transform ?? []) as number[];
    found.push({
      text: texts.map(({ str }) => str).join(''),
      x,
      y,
      degrees: Math.round((Math.atan2(b, a) * 180) / Math.PI),
    });
  }
  await task.destroy();
  return found;
}

describe('page numbers', () => {
  it('stand on the right of odd pages and on the left of even ones, 7 mm below the text area', async () => {
    const plain = await printed([[upright, 4]]);
    const bytes = await finishPaper(plain, { title: '月报', sections: [upright] }, false, sheetOfNumbers);
    const numbers = await numbersIn(bytes);
    expect(numbers.map(({ text }) => text)).toEqual(['— 1 —', '— 2 —', '— 3 —', '— 4 —']);
    const { left, right, bottom, width } = sheetOf(upright);
    for (const [at, { x, y, degrees }] of numbers.entries()) {
      // The line of the digits: its middle is where the dashes stand.
      expect(Math.abs(y / MM - (bottom - 7))).toBeLessThan(1.5);
      expect(degrees).toBe(0);
      if (at % 2 === 0) {
        const end = x / MM + 13;
        expect(end).toBeLessThan(width - right);
        expect(end).toBeGreaterThan(width - right - 12);
      } else {
        expect(x / MM).toBeGreaterThan(left + 4);
        expect(x / MM).toBeLessThan(left + 8);
      }
    }
  });

  it('of a lying sheet stand where upright pages have them: its left edge is the foot', async () => {
    const sections = [upright, turned];
    const plain = await printed([
      [upright, 2],
      [turned, 2],
    ]);
    const bytes = await finishPaper(plain, { title: '月报', sections }, false, sheetOfNumbers);
    const [, , third, fourth] = await numbersIn(bytes);
    expect([third?.text, fourth?.text]).toEqual(['— 3 —', '— 4 —']);
    for (const found of [third, fourth]) {
      expect(found?.degrees).toBe(-90);
      expect(Math.abs((found?.x ?? 0) / MM - 28)).toBeLessThan(1.5);
    }
    // Odd: near the lower edge, which is the right of the bound page.
    expect((third?.y ?? 0) / MM).toBeLessThan(60);
    expect((fourth?.y ?? 0) / MM).toBeGreaterThan(150);
  });

  it('of tables count the tables that stand together, and the text goes on counting pages', () => {
    const sections = [upright, table, table, upright];
    const texts = pageNumbers(sections, [0, 2, 4, 5], 6).map(({ text }) => text);
    expect(texts).toEqual([
      '— 1 —',
      '— 2 —',
      '第 1 页　共 3 页',
      '第 2 页　共 3 页',
      '第 3 页　共 3 页',
      '— 6 —',
    ]);
  });

  it('are found by the named pages, in the middle below a table, and left out while their total is unknown', async () => {
    const sections = [upright, table];
    const plain = await printed([
      [upright, 1],
      [table, 2],
    ]);
    const whole = await numbersIn(
      await finishPaper(plain, { title: '月报', sections }, false, sheetOfNumbers),
    );
    expect(whole.map(({ text }) => text)).toEqual(['— 1 —', '1 2', '2 2']);
    const middle = sheetOf(table).width / 2;
    expect(Math.abs((whole[1]?.x ?? 0) / MM - middle)).toBeLessThan(5);
    expect((whole[1]?.y ?? 0) / MM).toBeLessThan(sheetOf(table).bottom - 5);
    const first = await printed([[table, 1]]);
    const alone = await finishPaper(first, { title: '台账', sections: [table] }, true, sheetOfNumbers);
    expect((await numbersIn(alone))[0]?.text).toBe('');
  });
});
