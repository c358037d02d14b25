/**
 * What the clerk should know before a paper is printed: official fonts that another stands in for, and what does not fit
 * its page. Measured on the drawn page, whose lines are as long as those on paper.
 */
import type { PaperBlock, PaperDoc, PaperSection } from '../../../shared/contract/types.ts';
import { sheetOf, textArea } from '../../../shared/papers/sheets.ts';
import { reportFonts, roleWords } from '../fonts.ts';
import { PX_PER_MM } from './ground.ts';

export interface PaperReport {
  /** Which official font is replaced by which, in words. */
  readonly fonts: string[];
  /** What goes beyond its page, named by part and row, in words. */
  readonly cut: string[];
}

/** Layout rounds to parts of a pixel. */
const HAIR = 1.5;
/** Narrower than the smallest type's character and its cell's padding, in pixels. */
const CHARACTER = 12;

export function reportOf(doc: PaperDoc, root: Element): PaperReport {
  const sheets = [...root.querySelectorAll('.doc-sheet')];
  return {
    fonts: fontWords(),
    cut: doc.sections.flatMap((section, at) => {
      const sheet = sheets[at];
      if (sheet === undefined) return [];
      const name = doc.sections.length === 1 ? '' : `第${at + 1}部分`;
      return cutIn(section, sheet).map((words) => (name === '' ? words : `${name}，${words}`));
    }),
  };
}

export function fontWords(): string[] {
  return reportFonts()
    .filter(({ proper }) => !proper)
    .map(({ role, used }) => `${roleWords[role]}用“${used ?? '系统宋体'}”代替`);
}

function cutIn(section: PaperSection, sheet: Element): string[] {
  const area = textArea(sheetOf(section));
  const room = { width: area.width * PX_PER_MM, height: area.height * PX_PER_MM };
  const tables = section.blocks.filter((block) => block.block === 'table');
  return [
    ...[...sheet.querySelectorAll('.paper-table')].flatMap((element, at) => {
      const table = tables[at];
      return table === undefined ? [] : cutInTable(table, at, element, room);
    }),
    ...[...sheet.children].flatMap((element) => cutOf(element, room)),
  ];
}

interface Room {
  readonly width: number;
  readonly height: number;
}

const kinds: readonly (readonly [selector: string, name: string])[] = [
  ['.doc-title', '标题'],
  ['.doc-letterhead', '发文机关标志'],
  ['.doc-chart', '图'],
  ['.doc-places', '签章栏'],
  ['.doc-signs', '签字栏'],
  ['.doc-facts', '基本情况'],
  ['.doc-annexes', '附件说明'],
  ['.doc-seal', '署名'],
];

/** Blocks other than tables: wider than the text, or not to be parted and higher than a page. */
function cutOf(element: Element, room: Room): string[] {
  const [, name] = kinds.find(([selector]) => element.matches(selector)) ?? [];
  if (element.matches('.paper-table')) return [];
  const words = `${name ?? '正文'}“${brief(element)}”`;
  if (inkWidth(element) > room.width + HAIR) return [`${words}超出版心宽度，右边会被裁去`];
  if (name !== undefined && element.matches('.doc-chart, .doc-places, .doc-signs, .doc-seal')) {
    if (element.getBoundingClientRect().height > room.height + HAIR) {
      return [`${words}高过一页，将分在两页上`];
    }
  }
  return [];
}

/** What is drawn to the right of the element's own edge counts too. */
function inkWidth(element: Element): number {
  const own = element.getBoundingClientRect();
  const inner = [...element.querySelectorAll('svg, span, div, dd, dt')].map(
    (each) => each.getBoundingClientRect().right,
  );
  return Math.max(own.right, own.left + element.scrollWidth, ...inner) - own.left;
}

type Table = Extract<PaperBlock, { block: 'table' }>;

function cutInTable(table: Table, at: number, element: Element, room: Room): string[] {
  const name = table.title === undefined || table.title === '' ? `第${at + 1}张表` : `表“${table.title}”`;
  const cut: string[] = [];
  if (element.getBoundingClientRect().width > room.width + HAIR) cut.push(`${name}超出版心宽度`);
  const heads = [...element.querySelectorAll('thead th')];
  for (const [column, head] of heads.entries()) {
    const title = table.columns[column]?.title ?? '';
    if (head.clientWidth < CHARACTER || head.scrollWidth > head.clientWidth + HAIR) {
      cut.push(`${name}的“${title}”一栏太窄，放不下一个字`);
    }
  }
  const head = element.querySelector('thead')?.getBoundingClientRect().height ?? 0;
  const rows = element.querySelectorAll<HTMLElement>('tbody > tr');
  for (const row of tallRows(table, heads, room.height)) {
    const drawn = rows[row];
    if (drawn === undefined) continue;
    // What stands far below is not laid out until it is asked for.
    drawn.style.contentVisibility = 'visible';
    if (drawn.getBoundingClientRect().height > room.height - head + HAIR) {
      cut.push(`${name}第${row + 1}行高过一页，将分在两页上`);
    }
    drawn.style.contentVisibility = '';
  }
  return cut;
}

/**
 * Rows that might be higher than a page by the number of their characters: only these are measured, for a ledger of a
 * hundred thousand rows must not be laid out for it.
 */
function tallRows(table: Table, heads: readonly Element[], height: number): number[] {
  const first = heads[0];
  if (first === undefined) return [];
  const style = getComputedStyle(first);
  const type = Number.parseFloat(style.fontSize);
  const line = Number.parseFloat(style.lineHeight) || type * 1.3;
  const lines = (height / line) * 0.6;
  const signs = heads.map((head) => Math.max(1, Math.floor(head.clientWidth / type)));
  return table.rows.flatMap(({ cells }, row) => {
    const tall = cells.some((cell, column) => {
      const text = typeof cell === 'string' ? cell : cell.text;
      // A character of Latin script takes half a place: what is counted is never too little.
      return text.length > lines && needed(text, signs[column] ?? 1) > lines;
    });
    return tall ? [row] : [];
  });
}

function needed(text: string, signs: number): number {
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / signs)), 0);
}

function brief(element: Element): string {
  const text = (element.textContent ?? '').trim();
  return text.length > 12 ? `${text.slice(0, 12)}…` : text;
}
