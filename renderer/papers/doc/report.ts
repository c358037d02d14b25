/**
 * What the clerk should know before a paper is printed: official fonts that another stands in for, and what does not fit
 * its page. Measured on the drawn page, whose lines are as long as those on paper.
 */
import type { PaperBlock, PaperDoc, PaperSection } from '../../../shared/contract/types.ts';
import { sheetOf, textArea } from '../../../shared/papers/sheets.ts';
import { reportFonts, roleWords } from '../fonts.ts';
import { PX_PER_MM } from './ground.ts';
import { estimatedHeight } from './tall.ts';

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
  for (const [row, content] of table.rows.entries()) {
    // Only what may be higher by its texts is measured.
    if (estimatedHeight(table, content, room) < room.height * 0.6) continue;
    const drawn = rows[row];
    if (drawn === undefined) continue;
    // What stands far below is not laid out until it is asked for.
    drawn.style.contentVisibility = 'visible';
    if (drawn.getBoundingClientRect().height > room.height - head + HAIR) {
      cut.push(`${name}第${row + 1}行${firstOf(content)}高过一页，将分在两页上`);
    }
    drawn.style.contentVisibility = '';
  }
  return cut;
}

/** What the row begins with, by which the clerk finds it. */
function firstOf({ cells: [first] }: Table['rows'][number]): string {
  const text = typeof first === 'string' ? first : (first?.text ?? '');
  return text === '' || text.length > 20 ? '' : `（${text}）`;
}

function brief(element: Element): string {
  const text = (element.textContent ?? '').trim();
  return text.length > 12 ? `${text.slice(0, 12)}…` : text;
}
