/** A paper's PDF as it leaves the program: numbered, and named after what it is. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { PaperDoc } from '../../shared/contract/types.ts';
import { pageNumbers, sectionStarts, stampNumbers } from './numbers.ts';

/** Dashes of so many pages are set at once, so that the next paper finds them set. */
const DASHES = 40;

/**
 * @param plain as the browser printed it, with a named destination for each section
 * @param first page one alone: how many pages a table has is not known then
 * @param sheetOf sets numbers, one to a small page
 */
export async function finishPaper(
  plain: Uint8Array,
  doc: Pick<PaperDoc, 'title' | 'sections'>,
  first: boolean,
  sheetOf: (texts: readonly string[]) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(plain, { updateMetadata: false });
  const starts = first ? [0] : sectionStarts(pdf, doc.sections.length);
  const all = pageNumbers(doc.sections, starts, pdf.getPageCount());
  const pages = first ? all.filter(({ section }) => section.numbers === 'dashes') : all;
  const last = all.findLastIndex(({ section }) => section.numbers === 'dashes') + 1;
  const dashes = Array.from({ length: Math.ceil(last / DASHES) * DASHES }, (_, at) => `— ${at + 1} —`);
  const of = pages.filter(({ section }) => section.numbers === 'of').map(({ text }) => text);
  for (const texts of [dashes, [...new Set(of)]])
    if (texts.length > 0) await stampNumbers(pdf, pages, await sheetOf(texts), texts);
  pdf.setTitle(doc.title);
  pdf.setLanguage('zh-CN');
  return pdf.save();
}
