/** One paper in four forms: what each of them, read back, lacks of what the paper says. */
import type { PaperDoc } from '../../shared/contract/types.ts';
import { writtenLines } from '../../electron/papers/docx/readBack.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { shownOf } from '../../shared/returns/grid.ts';
import { must } from '../db/makeLedger.ts';
import { pdfPages } from './pdfText.ts';

export interface Forms {
  /** All text of the page on screen. */
  readonly page: string;
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
  readonly xlsx: Uint8Array;
}

/** What was compared, so that a test can tell that something was. */
export interface Compared {
  readonly missing: readonly string[];
  readonly paragraphs: number;
  readonly rows: number;
  readonly figures: number;
}

/** A font may name a radical in place of the character that looks the same; those that Unicode does not fold itself. */
const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '⺟母',
    '⺠民',
    '⻄西',
    '⻅见',
    '⻆角',
    '⻉贝',
    '⻋车',
    '⻓长',
    '⻔门',
    '⻘青',
    '⻙韦',
    '⻚页',
    '⻛风',
    '⻜飞',
    '⻝食',
  ]
    .concat(['⻢马', '⻣骨', '⻤鬼', '⻥鱼', '⻦鸟', '⻨麦', '⻩黄', '⻬齐', '⻮齿', '⻰龙', '戶户'])
    .map(([radical = '', character = '']) => [radical, character]),
);
/** Lines are broken where they end. */
const flat = (text: string): string =>
  text
    .replaceAll(/\s/gu, '')
    .normalize('NFKC')
    .replaceAll(/[\u2E80-\u2EFF戶]/gu, (radical) => RADICALS[radical] ?? radical);
/** Rows that the workbook, which has more of them, calls otherwise. */
const OTHERWISE: Readonly<Record<string, string>> = {
  重启或移出: '上期已销号、本期不再计入',
  本月新完成: '本月新完成措施',
};
/** The unit of a figure has a column of its own in some sheets. */
const labelOf = (text: string): string => flat(text).replace(/\((?:个|条|项|人|人次|件|元)\)$/u, '');

const number = (text: string): string => {
  const plain = flat(text).replaceAll(',', '');
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? String(Number(plain)) : flat(text);
};
const wordsOf = (cell: PaperTableCell): string => (typeof cell === 'string' ? cell : cell.text);

type PaperTable = Extract<PaperDoc['sections'][number]['blocks'][number], { block: 'table' }>;
type PaperTableCell = PaperTable['rows'][number]['cells'][number];

/**
 * Every paragraph and every row of every table is looked for on the page, in the PDF and in the document; every
 * paragraph and every figure with its label in the workbook, whose tables are laid out otherwise.
 */
export async function compareForms(doc: PaperDoc, forms: Forms): Promise<Compared> {
  const pages = await pdfPages(forms.pdf);
  const texts = {
    page: flat(forms.page),
    pdf: flat(pages.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('')).replaceAll(
      /—\d+—|第\d+页共\d+页/gu,
      '',
    ),
    docx: flat(writtenLines(forms.docx).join('')),
  };
  const { sheets } = must(await readWorkbook(forms.xlsx, '月报.xlsx'));
  const lines = sheets.flatMap(({ rows }) =>
    rows.map(({ cells }) => [...cells].map((c) => number(shownOf(c)))),
  );
  const book = lines.map((cells) => cells.join('')).join('');
  const missing: string[] = [];
  const counted = { paragraphs: 0, rows: 0, figures: 0 };
  const look = (what: string): void => {
    for (const [form, text] of Object.entries(texts))
      if (!text.includes(flat(what))) missing.push(`${form}: ${what}`);
  };
  const inBook = (label: string, value: string): void => {
    counted.figures += 1;
    if (
      !lines.some(
        (cells) =>
          cells.some((cell) => labelOf(cell).endsWith(OTHERWISE[labelOf(label)] ?? labelOf(label))) &&
          cells.includes(number(value)),
      )
    )
      missing.push(`xlsx: ${label} ${value}`);
  };
  for (const block of doc.sections.flatMap(({ blocks }) => blocks)) {
    if (block.block === 'text') {
      counted.paragraphs += 1;
      const text = block.runs.map((run) => run.text).join('');
      look(text);
      if (!book.includes(number(text))) missing.push(`xlsx: ${text}`);
    }
    if (block.block !== 'table') continue;
    for (const { cells } of block.rows) {
      counted.rows += 1;
      look(cells.map(wordsOf).join(''));
      cells.forEach((cell, at) => {
        if (typeof cell === 'string') return;
        // A table of one row stands upright in the workbook: each column's heading beside its figure.
        const first = cells.findLast((each, i) => i < at && typeof each === 'string' && /\p{L}/u.test(each));
        inBook(first === undefined ? (block.columns[at]?.title ?? '') : wordsOf(first), cell.text);
      });
    }
  }
  return { missing, ...counted };
}
