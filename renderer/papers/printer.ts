/**
 * The hidden window that prints: what is printed is the PDF itself, page by page as a picture of the whole sheet, so
 * that paper and file can't differ. A page on its side is turned, its head to the left, so that all sheets of a run go
 * through the printer the same way. Main asks by `window.paperPrinter` (electron/main/printer.ts).
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { openPdf } from './pdf.ts';
import type { OpenedPdf } from './pdf.ts';
import './printer.css';

declare global {
  interface Window {
    paperPrinter?: Printer;
  }
}

/** Of an upright sheet, in points. */
interface Sheet {
  readonly width: number;
  readonly height: number;
}

interface Printer {
  /** @param base64 of the PDF's bytes */
  open(base64: string): Promise<Sheet[]>;
  /** Sets the pages from `from` (from 0) up to `to` as sheets of one size; returns when they can be printed. */
  set(from: number, to: number): Promise<void>;
  close(): void;
}

/** Dots to the inch, as office printers set them. */
const DPI = 300;
const POINTS = 72;

let pdf: OpenedPdf | null = null;
let pages: PDFDocumentProxy | null = null;
let pictures: string[] = [];

export function openPrinter(): void {
  document.documentElement.dataset['paper'] = 'ready';
  window.paperPrinter = { open, set, close };
}

async function open(base64: string): Promise<Sheet[]> {
  close();
  pdf = openPdf(Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0));
  pages = await pdf.document;
  const sheets: Sheet[] = [];
  for (let at = 1; at <= pages.numPages; at += 1) {
    const { width, height } = (await pages.getPage(at)).getViewport({ scale: 1 });
    sheets.push({ width: Math.min(width, height), height: Math.max(width, height) });
  }
  return sheets;
}

async function set(from: number, to: number): Promise<void> {
  clear();
  if (pages === null) throw new Error('no paper is open');
  const canvas = document.createElement('canvas');
  for (let at = from; at < to; at += 1) {
    const page = await pages.getPage(at + 1);
    const plain = page.getViewport({ scale: 1 });
    const turned = plain.width > plain.height;
    const viewport = page.getViewport({
      scale: DPI / POINTS,
      rotation: (plain.rotation + (turned ? 270 : 0)) % 360,
    });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport, intent: 'print' }).promise;
    page.cleanup();
    await show(await pictureOf(canvas), turned ? [plain.height, plain.width] : [plain.width, plain.height]);
  }
  // Gives the picture's memory back.
  canvas.width = 0;
}

function pictureOf(canvas: HTMLCanvasElement): Promise<string> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the page could not be drawn'));
      else resolve(URL.createObjectURL(blob));
    }, 'image/png');
  });
}

async function show(picture: string, [width, height]: readonly [number, number]): Promise<void> {
  pictures.push(picture);
  const sheet = document.createElement('img');
  sheet.src = picture;
  sheet.style.width = `${width}pt`;
  // A hair less than the sheet, which else would be followed by an empty one.
  sheet.style.height = `${height - 0.5}pt`;
  let rule = document.querySelector<HTMLStyleElement>('#printer-sheet');
  if (rule === null) {
    rule = document.createElement('style');
    rule.id = 'printer-sheet';
    document.head.append(rule);
  }
  rule.textContent = `@page { size: ${width}pt ${height}pt; margin: 0; }`;
  document.getElementById('root')?.append(sheet);
  await sheet.decode();
}

function clear(): void {
  for (const picture of pictures) URL.revokeObjectURL(picture);
  pictures = [];
  document.getElementById('root')?.replaceChildren();
}

function close(): void {
  clear();
  pdf?.close();
  pdf = null;
  pages = null;
}
