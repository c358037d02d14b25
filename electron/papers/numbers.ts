/**
 * Page numbers as GB/T 9704-2012 sets them: 4号 half-width digits between dashes, 7 mm below the text area, one
 * character in, on the right of odd pages and on the left of even ones; a table on its side has them where the pages
 * before and after it have them. Chromium numbers only in the middle of its own footers, so they are put on afterwards:
 * the digits are set by the same window as the paper, one to a small page, and laid over.
 */
import {
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFEmbeddedPage, PDFPage } from '@cantoo/pdf-lib';
import type { PaperSection } from '../../shared/contract/types.ts';
import { sheetOf } from '../../shared/papers/sheets.ts';

type Numbers = PaperSection['numbers'];

/** Points to a millimetre. */
const MM = 72 / 25.4;
/** 4号. */
const SIZE = 14;
/** Below the text area, in millimetres. */
const BELOW = 7;

export interface NumberedPage {
  /** What is printed on it. */
  readonly text: string;
  readonly section: Section;
}

type Section = Omit<PaperSection, 'blocks'>;

/**
 * What is printed on each page. Dashes count the pages of the whole paper; `of` counts those of the tables that stand
 * together. @param starts index of the page on which each section begins, ascending
 */
export function pageNumbers(
  sections: readonly Section[],
  starts: readonly number[],
  pages: number,
): NumberedPage[] {
  const own: Section[] = [];
  for (let at = 0, now = 0; at < pages; at += 1) {
    while (now + 1 < sections.length && (starts[now + 1] ?? pages) <= at) now += 1;
    const section = sections[now];
    if (section !== undefined) own.push(section);
  }
  const kind = (at: number): Numbers | undefined => own[at]?.numbers;
  return own.map((section, at) => {
    if (section.numbers === 'dashes') return { section, text: `— ${at + 1} —` };
    let first = at;
    while (first > 0 && kind(first - 1) === 'of') first -= 1;
    let next = at;
    while (kind(next) === 'of') next += 1;
    return { section, text: `第 ${at - first + 1} 页　共 ${next - first} 页` };
  });
}

/** The page, from 0, on which each section begins, as the PDF's named destinations say (renderer/papers/press.ts). */
export function sectionStarts(pdf: PDFDocument, sections: number): number[] {
  const pages = new Map(pdf.getPages().map((page, at) => [page.ref, at] as const));
  const named = destinations(pdf);
  const starts: number[] = [];
  for (let at = 0; at < sections; at += 1) {
    const page = named.get(`section-${at}`);
    starts.push((page === undefined ? undefined : pages.get(page)) ?? starts.at(-1) ?? 0);
  }
  return starts;
}

function destinations(pdf: PDFDocument): Map<string, PDFRef> {
  const found = new Map<string, PDFRef>();
  const take = (name: string, value: unknown): void => {
    const spot = value instanceof PDFRef ? pdf.context.lookup(value) : value;
    const list = spot instanceof PDFDict ? spot.lookup(PDFName.of('D')) : spot;
    const page = list instanceof PDFArray ? list.get(0) : undefined;
    if (page instanceof PDFRef) found.set(name, page);
  };
  const old = pdf.catalog.lookup(PDFName.of('Dests'));
  if (old instanceof PDFDict) for (const [name, value] of old.entries()) take(name.decodeText(), value);
  const names = pdf.catalog.lookup(PDFName.of('Names'));
  const tree = names instanceof PDFDict ? names.lookup(PDFName.of('Dests')) : undefined;
  if (tree instanceof PDFDict) walk(tree, take);
  return found;
}

function walk(node: PDFDict, take: (name: string, value: unknown) => void): void {
  const names = node.lookup(PDFName.of('Names'));
  if (names instanceof PDFArray)
    for (let i = 0; i + 1 < names.size(); i += 2) {
      const name = names.lookup(i);
      if (name instanceof PDFString || name instanceof PDFHexString)
        take(name.decodeText(), names.get(i + 1));
    }
  const kids = node.lookup(PDFName.of('Kids'));
  if (kids instanceof PDFArray)
    for (let i = 0; i < kids.size(); i += 1) {
      const kid = kids.lookup(i);
      if (kid instanceof PDFDict) walk(kid, take);
    }
}

/**
 * Lays numbers over a paper's pages.
 * @param sheet a PDF with a small page for each text of `texts`
 */
export async function stampNumbers(
  pdf: PDFDocument,
  pages: readonly NumberedPage[],
  sheet: Uint8Array,
  texts: readonly string[],
): Promise<void> {
  const from = await PDFDocument.load(sheet, { updateMetadata: false });
  const needed = [...new Set(pages.map(({ text }) => text))].filter((text) => texts.includes(text));
  const pieces = await pdf.embedPages(needed.map((text) => from.getPage(texts.indexOf(text))));
  const byText = new Map(needed.map((text, i) => [text, pieces[i]] as const));
  for (const [at, page] of pdf.getPages().entries()) {
    const number = pages[at];
    const piece = number === undefined ? undefined : byText.get(number.text);
    if (number !== undefined && piece !== undefined) place(page, number, piece, at % 2 === 0);
  }
}

/** How wide a number is set, in points: half-width digits and spaces, whole dashes and characters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign >= ' ' && sign <= '~' ? SIZE / 2 : SIZE), 0);
}

function place(page: PDFPage, { text, section }: NumberedPage, piece: PDFEmbeddedPage, odd: boolean): void {
  const sheet = sheetOf(section);
  const { width, height } = page.getSize();
  const foot = (sheet.bottom - BELOW) * MM;
  // The number stands in the middle of its small page.
  const draw = (middle: number, up: number): void =>
    page.drawPage(piece, { x: middle - piece.width / 2, y: up - piece.height / 2 });
  if (section.numbers === 'of') {
    draw(width / 2, foot);
    return;
  }
  const half = SIZE + widthOf(text) / 2;
  if (section.orientation === 'landscape' && section.size === 'a4') {
    // A sheet of the upright paper, bound with its head to the left: its left edge is the foot of the bound page.
    const middle = odd ? sheet.bottom * MM + half : height - sheet.top * MM - half;
    page.drawPage(piece, {
      x: (sheet.left - BELOW) * MM - piece.height / 2,
      y: middle + piece.width / 2,
      rotate: degrees(-90),
    });
    return;
  }
  draw(odd ? width - sheet.right * MM - half : sheet.left * MM + half, foot);
}
