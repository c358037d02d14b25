/** Text as the format can hold it, as runs and paragraphs. */
import { Paragraph, Tab, TextRun } from 'docx';
import type { IParagraphOptions, IRunOptions } from 'docx';
import { readable } from './readable.ts';
import type { StyleId } from './styles.ts';

/** One paragraph; line ends within it are breaks. */
export function paragraph(
  style: StyleId,
  text: string,
  options: Omit<IParagraphOptions, 'style'> = {},
  run: IRunOptions = {},
): Paragraph {
  return new Paragraph({ ...options, style, children: runs(text, run) });
}

/** A paragraph for each of a text's lines: a break within a justified one would stretch the line before it. */
export function paragraphs(
  style: StyleId,
  text: string,
  options: Omit<IParagraphOptions, 'style'> = {},
  run: IRunOptions = {},
): Paragraph[] {
  return readable(text)
    .split('\n')
    .map((line) => paragraph(style, line, options, run));
}

function runs(text: string, options: IRunOptions): TextRun[] {
  return readable(text)
    .split('\n')
    .map((line, i) => {
      const children = line.split('\t').flatMap((part, at) => (at === 0 ? [part] : [new Tab(), part]));
      return new TextRun({ ...options, ...(i === 0 ? {} : { break: 1 }), children });
    });
}
