/** A workbook of the values that were read of a file, where the file itself can't be marked: it says so. */
import type { AnswerMark, AnswerPlan } from '../../../shared/returns/answer.ts';
import { dayNumber } from '../../../shared/day.ts';
import { addressOf, columnName, shownOf } from '../../../shared/returns/grid.ts';
import type { Grid, GridRow, Plain } from '../../../shared/returns/grid.ts';
import type { BookCell, BookRow, BookSheet } from '../forms/book.ts';
import { Looks } from '../forms/looks.ts';
import type { Look } from '../forms/looks.ts';
import { stylesPart, writeBook } from '../forms/packBook.ts';
import { columnPixels, heightOfLines, linesOf } from '../rowHeight.ts';
import { answerLooks, markFills, REASON_WIDTH } from './answerLooks.ts';
import { MADE_ANEW, OPINION_SHEET, opinionSheet, reasonsOf } from './opinionSheet.ts';

const POINTS = 10;
const MAX_HEIGHT = 409;
const MAX_COLUMNS = 16_384;
const WIDEST = 40;
/** Characters side by side on a page that are still good to read. */
const PAGE_WIDTH = 190;
/** More rows than this at the top of a window leave too little of it. */
const MAX_FROZEN = 8;
/** Rows whose texts are looked at for a column's width. */
const LOOKED_AT = 200;

const body = { font: '宋体', size: POINTS, border: 'box', across: 'left' } as const;
const formats = { text: '@', day: 'yyyy-mm-dd', number: 'General' } as const;
const bodyLooks = new Map<string, Look>();

/** One object for each look: a workbook keeps each object once. */
function bodyLook(format: keyof typeof formats, fill: string | null): Look {
  const name = `${format} ${fill}`;
  const look = bodyLooks.get(name) ?? {
    ...body,
    format: formats[format],
    ...(fill === null ? {} : { fill }),
  };
  bodyLooks.set(name, look);
  return look;
}

/** @param grids of the file as it was read; addresses stay those of the file */
export async function writeNewBook(grids: readonly Grid[], plan: AnswerPlan, file: string): Promise<void> {
  const looks = new Looks();
  const taken = new Set([OPINION_SHEET]);
  const sheets: BookSheet[] = [];
  for (const grid of grids) {
    const name = sheetName(grid.name, taken);
    // The only sheet is the one, whatever it is called: that of a .csv bears the file's name.
    const told = grid.name === plan.sheet || grids.length === 1;
    sheets.push(gridSheet(grid, name, told ? plan : null, looks));
  }
  sheets.unshift(opinionSheet(plan, OPINION_SHEET, 'new', (look) => looks.of(answerLooks[look])));
  await writeBook(sheets, stylesPart(looks, []), file);
}

/** As every program takes it: at most 31 characters, none of : \ / ? * [ ], no two alike. */
function sheetName(name: string, taken: Set<string>): string {
  const clean =
    name
      .replace(/[:\\/?*[\]\p{Cc}\p{Cs}]/gu, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 26)
      .trim() || '工作表';
  for (let n = 1; ; n += 1) {
    const one = n === 1 ? clean : `${clean}(${n})`;
    if (taken.has(one.toLowerCase())) continue;
    taken.add(one.toLowerCase());
    return one;
  }
}

function gridSheet(grid: Grid, name: string, plan: AnswerPlan | null, looks: Looks): BookSheet {
  const marks = new Map<number, AnswerMark[]>();
  for (const mark of plan?.marks ?? []) marks.set(mark.row, [...(marks.get(mark.row) ?? []), mark]);
  const widths = widthsOf(grid, plan === null ? 0 : plan.head[0]);
  const reasonsAt = Math.min(grid.width, MAX_COLUMNS - 2);
  const columns = widths.map((width, c) => ({ width, hidden: grid.hiddenColumns.includes(c) }));
  if (plan !== null) columns.push({ width: REASON_WIDTH, hidden: false }, { width: 30, hidden: false });
  const rows = [...gridRows(grid, plan, { marks, widths, reasonsAt, looks })];
  const wide = columns.reduce((sum, { width, hidden }) => sum + (hidden ? 0 : width), 0);
  return {
    name,
    ...(plan === null || plan.head[1] > MAX_FROZEN
      ? {}
      : { frozen: { rows: plan.head[1] + 1, columns: 0, active: `A${plan.head[1] + 2}` } }),
    print: {
      orientation: 'landscape',
      across: Math.max(1, Math.round(wide / PAGE_WIDTH)),
      margins: { left: 28, right: 28, top: 34, bottom: 42 },
      footer: '&C第 &P 页 共 &N 页',
      titles: plan === null ? [] : [`$${plan.head[0] + 1}:$${plan.head[1] + 1}`],
      area: `$A$1:$${columnName(Math.max(0, columns.length - 1))}$${Math.max(1, rows.length)}`,
      breaks: [],
    },
    ...(grid.hidden ? { state: 'hidden' as const } : {}),
    columns,
    merges: grid.merges
      .filter(({ top, left, bottom, right }) => (bottom > top || right > left) && right < reasonsAt)
      .map(({ top, left, bottom, right }) => `${addressOf(top, left)}:${addressOf(bottom, right)}`),
    rows,
  };
}

interface Made {
  readonly marks: ReadonlyMap<number, AnswerMark[]>;
  readonly widths: readonly number[];
  readonly reasonsAt: number;
  readonly looks: Looks;
}

/** All rows down to the last that holds anything: a row's place is its number. */
function* gridRows(grid: Grid, plan: AnswerPlan | null, made: Made): Generator<BookRow> {
  const { marks, reasonsAt, looks } = made;
  const byNumber = new Map<number, GridRow>(grid.rows.map((row) => [row.r, row]));
  const head = plan === null ? -1 : plan.head[1];
  const last = Math.max(grid.rows.at(-1)?.r ?? -1, head, ...[...marks.keys()].map((row) => row - 1));
  for (let r = 0; r <= last; r += 1) {
    const found = byNumber.get(r);
    const faults = marks.get(r + 1) ?? [];
    const cells: (BookCell | null)[] = [];
    let lines = 1;
    for (let c = 0; c < made.widths.length; c += 1) {
      const value = found?.cells[c];
      const fault = faults.find(({ at }) => at === addressOf(r, c));
      if (value === undefined && fault === undefined) cells.push(null);
      else {
        const where = plan === null || r > head ? 'data' : r < plan.head[0] ? 'above' : 'head';
        const cell =
          where === 'data' || fault !== undefined
            ? gridCell(value, fault, looks)
            : {
                look: looks.of(where === 'head' ? answerLooks.head : answerLooks.above),
                text: shownOf(value),
              };
        if (where !== 'above')
          lines = Math.max(lines, linesOf(cell.text ?? '', columnPixels(made.widths[c] ?? 10), POINTS));
        cells.push(cell);
      }
    }
    if (plan !== null) {
      while (cells.length < reasonsAt) cells.push(null);
      if (faults.length > 0)
        cells[reasonsAt] = { look: looks.of(answerLooks.reason), text: reasonsOf(faults) };
      else if (r === head && marks.size > 0)
        cells[reasonsAt] = { look: looks.of(answerLooks.reasonHead), text: OPINION_SHEET };
      if (r === 0) cells[reasonsAt + 1] = { look: looks.of(answerLooks.reason), text: MADE_ANEW };
      for (let c = 0; c < cells.length; c += 1) cells[c] ??= null;
    }
    yield { height: Math.min(MAX_HEIGHT, heightOfLines(lines, POINTS)), fixed: false, cells };
  }
}

function gridCell(value: Plain | undefined, fault: AnswerMark | undefined, looks: Looks): BookCell {
  const fill = fault === undefined ? null : markFills[fault.kind];
  if (typeof value === 'number' && Number.isFinite(value))
    return { look: looks.of(bodyLook('number', fill)), digits: String(value) };
  if (typeof value === 'object' && 'day' in value) {
    const serial = dayNumber(value.day) + 25_569;
    if (serial >= 61) return { look: looks.of(bodyLook('day', fill)), digits: String(serial) };
  }
  return { look: looks.of(bodyLook('text', fill)), text: shownOf(value) };
}

/** By the longest line of each column, within what is good to read; titles above the headings don't count. */
function widthsOf(grid: Grid, from: number): number[] {
  const widths = Array.from({ length: Math.min(grid.width, MAX_COLUMNS - 2) }, () => 8);
  const over = new Set(
    grid.merges.filter(({ left, right }) => right > left).map((m) => addressOf(m.top, m.left)),
  );
  for (const row of grid.rows.filter(({ r }) => r >= from).slice(0, LOOKED_AT)) {
    row.cells.forEach((value, c) => {
      if (over.has(addressOf(row.r, c))) return;
      const text = shownOf(value);
      const em = [...text.slice(0, WIDEST)].reduce((sum, one) => sum + (one.charCodeAt(0) > 0xff ? 2 : 1), 0);
      if (c < widths.length) widths[c] = Math.max(widths[c] ?? 8, Math.min(WIDEST, em + 2));
    });
  }
  return widths;
}
