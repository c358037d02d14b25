/**
 * A paper as a document that the office goes on editing: .docx with named styles and the standard's measures. The same
 * paper gives the same bytes; nothing in them says who wrote it or when.
 */
import { readFile, writeFile } from 'node:fs/promises';
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import type { ISectionOptions } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { PaperDoc, PaperSection } from '../../../shared/contract/types.ts';
import { Refusal } from '../../../shared/result.ts';
import { replaceFile } from '../../files/atomic.ts';
import { sectionChildren } from './blocks.ts';
import type { Picture } from './blocks.ts';
import { CHARACTER, LINE, POINT, SIZE, sheetOf } from './measures.ts';
import { differs } from './readBack.ts';
import { readable } from './readable.ts';
import { FOOTER, fontTablePart, STYLE, stylesPart, WIDE_FOOTER } from './styles.ts';

/**
 * Writes `file` whole or not at all: under a temporary name, read back and compared line by line, flushed, renamed.
 * @param pictures PNGs of the paper's charts in their order; a chart without one is given in words
 * @throws Refusal `docx_not_as_written` with `line` (what is not there as it should be); those of `replaceFile`
 */
export async function writeDocx(
  doc: PaperDoc,
  pictures: readonly (Uint8Array | null)[],
  file: string,
): Promise<void> {
  const bytes = await documentBytes(doc, pictures);
  await replaceFile(file, async (temporary) => {
    await writeFile(temporary, bytes);
    const line = differs(await readFile(temporary), doc, pictures);
    if (line !== null) throw new Refusal('docx_not_as_written', { line });
  });
}

async function documentBytes(doc: PaperDoc, pictures: readonly (Uint8Array | null)[]): Promise<Uint8Array> {
  let passed = 0;
  const picture = (): Picture => {
    const png = pictures[passed] ?? null;
    passed += 1;
    return { number: passed, png };
  };
  const document = new Document({
    sections: doc.sections.map((section) => sectionOf(section, picture)),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15, doNotExpandShiftReturn: true },
    defaultTabStop: Math.round(2 * CHARACTER),
  });
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: core(doc.title) },
    { path: 'word/styles.xml', data: stylesPart() },
    { path: 'word/fontTable.xml', data: fontTablePart() },
  ]);
  // The library stamps every entry with the time of writing.
  return zipSync(unzipSync(packed), { mtime: NEVER, level: 6 });
}

/** The first day an archive can hold. */
const NEVER = new Date(1980, 0, 1);

function sectionOf(section: PaperSection, picture: () => Picture): ISectionOptions {
  const { width, height, margin } = sheetOf(section);
  const landscape = section.orientation === 'landscape';
  const [odd, even] = section.numbers === 'dashes' ? [dashes(true), dashes(false)] : [ofPages(), ofPages()];
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // The library turns a sheet that lies on its side itself.
        size: landscape
          ? { width: height, height: width, orientation: PageOrientation.LANDSCAPE }
          : { width, height, orientation: PageOrientation.PORTRAIT },
        margin: { ...margin, header: margin.top / 2, footer: landscape ? WIDE_FOOTER : FOOTER, gutter: 0 },
      },
      grid: landscape
        ? { type: DocumentGridType.DEFAULT, linePitch: LINE }
        : {
            type: DocumentGridType.LINES_AND_CHARS,
            linePitch: LINE,
            // In 1/4096 pt: what a character is wider than its type.
            charSpace: Math.round((CHARACTER / POINT - SIZE.three) * 4096),
          },
    },
    footers: { default: odd, even },
    children: sectionChildren(section, picture),
  };
}

/** — n —, one character in from the outer edge. */
function dashes(odd: boolean): Footer {
  const edge = SIZE.four * POINT;
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: odd ? { right: edge } : { left: edge },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function ofPages(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
            size: 2 * SIZE.five,
          }),
        ],
      }),
    ],
  });
}

/** Properties that say no more than the title. */
function core(title: string): string {
  const text = readable(title).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${text}</dc:title></cp:coreProperties>`;
}
