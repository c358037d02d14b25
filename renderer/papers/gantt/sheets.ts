/**
 * How the lines of the wall sheet (挂图作战) share out among A3 sheets: the largest type with which all stand on one
 * sheet, as long as it can be read; else as many sheets as a readable type needs. Millimetres and points; pure.
 */
import type { Gantt } from '../../../shared/contract/types.ts';
import { axisOf } from './axis.ts';
import type { Axis } from './axis.ts';
import { stageRows } from './stages.ts';
import { markOf, titleOf } from './shape.ts';
import type { Bar } from './shape.ts';

export type Line =
  | { readonly kind: 'group'; readonly key: string; readonly name: string; readonly words: string }
  | { readonly kind: 'bar'; readonly key: string; readonly bar: Bar };

export interface SheetLine {
  readonly line: Line;
  /** Height in mm. */
  readonly height: number;
  /** A group's head said again at the top of a sheet. */
  readonly again: boolean;
}

export interface Sheets {
  /** Size of the type in points. */
  readonly type: number;
  readonly sheets: readonly (readonly SheetLine[])[];
}

/** Largest and smallest type in points; beneath it nothing is read from a step's distance. */
export const TYPE = { largest: 14, smallest: 8, flowing: 9, step: 0.5 } as const;
/** Columns of the wall sheet in mm: titles, lead or unit, measures, deadline, lamp; the track takes the rest. */
export const COLUMNS_MM = [118, 26, 14, 20, 9] as const;
const SHEET_MM = { width: 396, height: 276 } as const;
/** Width of the track in mm. */
export const TRACK_MM = COLUMNS_MM.reduce<number>((rest, column) => rest - column, SHEET_MM.width);
/** Type of the axis in points. */
export const AXIS_TYPE = 8.5;
/** Head and foot of a sheet, and the axis without its rows of stages, in mm. */
const AROUND_MM = 23 + 7.5 + 11.5;
export const MM_PER_POINT = 25.4 / 72;
const LEADING = 1.22;
const PADDING_MM = 1.1;
const LINES_AT_MOST = 3;
/** Lines are not stretched beyond this, however few there are. */
const TALLEST_MM = { bar: 14, group: 9 } as const;

/** Heads and bars in the order in which they stand; groups without bars are left out. */
export function linesOf(groups: Gantt['groups']): Line[] {
  return groups
    .filter(({ bars }) => bars.length > 0)
    .flatMap((group, index): Line[] => [
      {
        kind: 'group',
        key: `group ${group.id ?? 'none'} ${index}`,
        name: group.name,
        words: wordsOf(group.bars),
      },
      ...group.bars.map((bar): Line => ({ kind: 'bar', key: `${bar.kind} ${bar.id} ${index}`, bar })),
    ]);
}

function wordsOf(bars: readonly Bar[]): string {
  const [first] = bars;
  const of = (tone: string): number => bars.filter((bar) => markOf(bar).tone === tone).length;
  const issues = first?.kind === 'issue';
  return [
    issues ? `${bars.length} 个问题` : `${bars.length} 条措施`,
    of('done') > 0 ? `${issues ? '已销号' : '已完成'} ${of('done')}` : '',
    of('red') > 0 ? `超期 ${of('red')}` : '',
    of('amber') > 0 ? `临期 ${of('amber')}` : '',
  ]
    .filter((part) => part !== '')
    .join('，');
}

/** Width of a text in ems: Chinese characters are as wide as high, others about half as wide. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const sign of text) ems += (sign.codePointAt(0) ?? 0) < 0x2e80 ? 0.56 : 1;
  return ems;
}

function heightOf(line: Line, type: number): number {
  const row = type * MM_PER_POINT * LEADING;
  if (line.kind === 'group') return row + PADDING_MM;
  const perRow = COLUMNS_MM[0] / (type * MM_PER_POINT) - 1;
  const rows = Math.min(LINES_AT_MOST, Math.max(1, Math.ceil(emsOf(titleOf(line.bar)) / perRow)));
  return rows * row + PADDING_MM;
}

/** Room for lines on one sheet in mm, beneath so many rows of names of stages. */
export function bodyMm(stageRowCount: number): number {
  return SHEET_MM.height - AROUND_MM - Math.max(1, stageRowCount) * 1.5 * AXIS_TYPE * MM_PER_POINT;
}

/** The sheets of a chart. */
export function wallOf(gantt: Gantt): Sheets & { readonly axis: Axis } {
  const axis = axisOf(gantt.from, gantt.to, gantt.today);
  const { rows } = stageRows(axis, gantt.stages, TRACK_MM / (AXIS_TYPE * MM_PER_POINT));
  return { axis, ...sheetsOf(linesOf(gantt.groups), bodyMm(rows)) };
}

/** Lays lines out; at least one sheet, even when there is nothing to show. */
export function sheetsOf(lines: readonly Line[], body: number): Sheets {
  for (let type: number = TYPE.largest; type >= TYPE.smallest; type -= TYPE.step) {
    const heights = lines.map((line) => heightOf(line, type));
    const total = heights.reduce((sum, height) => sum + height, 0);
    if (total > body) continue;
    const room = lines.length === 0 ? 1 : body / total;
    const sheet = lines.map((line, index): SheetLine => {
      const height = heights[index] ?? 0;
      return { line, height: Math.max(height, Math.min(TALLEST_MM[line.kind], height * room)), again: false };
    });
    return { type, sheets: [sheet] };
  }
  return { type: TYPE.flowing, sheets: flow(lines, body) };
}

/** One sheet after the other; a group's head never stands last, and is said again where its bars go on. */
function flow(lines: readonly Line[], body: number): SheetLine[][] {
  const sheets: SheetLine[][] = [];
  let sheet: SheetLine[] = [];
  let left = body;
  let head: Line | null = null;
  const put = (line: Line, again: boolean): void => {
    const height = heightOf(line, TYPE.flowing);
    sheet.push({ line, height, again });
    left -= height;
  };
  const turn = (): void => {
    sheets.push(sheet);
    sheet = [];
    left = body;
  };
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const needed =
      heightOf(line, TYPE.flowing) +
      (line.kind === 'group' && next !== undefined ? heightOf(next, TYPE.flowing) : 0);
    if (needed > left && sheet.length > 0) {
      turn();
      if (line.kind === 'bar' && head !== null) put(head, true);
    }
    if (line.kind === 'group') head = line;
    put(line, false);
  }
  if (sheet.length > 0 || sheets.length === 0) turn();
  return sheets;
}
