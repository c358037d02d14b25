/** The sheet that a unit fills in. */
import { dayLabel } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { roleWords } from '../../../shared/returns/fields.ts';
import type { FormContent, FormIdentity, FormRow } from '../../../shared/returns/form.ts';
import { columnName } from '../../../shared/returns/grid.ts';
import { formMark, rowIdText } from '../../../shared/returns/rowId.ts';
import { measureStateWords } from '../../../shared/words.ts';
import { breaksOf } from '../paginate.ts';
import { columnPixels, heightOfLines, linesOf } from '../rowHeight.ts';
import type { BookCell, BookRow, BookSheet, Validation } from './book.ts';
import { answerCell } from './cells.ts';
import { columnOf, formColumns, keptColumns } from './columns.ts';
import type { FormColumn } from './columns.ts';
import { HEAD_POINTS, look, POINTS } from './formLooks.ts';
import { legend, notYours, wordsOf } from './words.ts';

const FORM_SHEET = '报送表';
/** Rows above the data: title, sub-title, who fills it in, two rows of headings. */
const ABOVE = 5;
const GROUP_ROW = 4;
/** Room for what will be typed, in lines: the row grows with more. */
const ROOM = 4;
const MAX_HEIGHT = 409;
const MARGINS = { left: 28, right: 28, top: 34, bottom: 42 } as const;
const PAGES_ACROSS = 3;

const widths = formColumns.map((column) => column.width);
const pixels = widths.map(columnPixels);
const last = columnName(formColumns.length - 1);
const FIRST_ANSWER = formColumns.findIndex((column) => column.as === 'answer');

export function formSheet(content: FormContent, identity: FormIdentity): BookSheet {
  const open = openSets(content.rows);
  const areas = areasOf(open);
  const data = content.rows.map((row, i) => dataRow(row, open[i] ?? none, identity));
  const rows: BookRow[] = [...headRows(content), ...data, signRow()];
  const end = ABOVE + data.length;
  const breaks = breaksOf(
    rows.map((row) => row.height),
    { orientation: 'landscape', columns: pageColumns, head: ABOVE },
    () => false,
  );
  return {
    name: FORM_SHEET,
    columns: formColumns.map((column) => ({ width: column.width, hidden: column.as === 'rowId' })),
    rows,
    frozen: {
      rows: ABOVE,
      columns: keptColumns,
      active: `${columnName(FIRST_ANSWER)}${data.length === 0 ? ABOVE : ABOVE + 1}`,
    },
    protect: true,
    ...(data.length === 0
      ? {}
      : {
          filter: { area: `A${ABOVE}:${last}${end}`, without: withoutButton },
          marked: marked(areas),
          validations: validations(areas),
          numbersAsText: `A1:${last}${end}`,
        }),
    merges,
    print: {
      orientation: 'landscape',
      across: PAGES_ACROSS,
      margins: MARGINS,
      footer:
        `&L&8报送码：${formMark(identity, content.unit.id, content.month)}` +
        `&C第 &P 页 共 &N 页&R&8 ${footer(content.unit.name)}　${content.month}`,
      titles: [`$A:$${columnName(keptColumns - 1)}`, `$${GROUP_ROW}:$${ABOVE}`],
      area: `$A$1:$${last}$${rows.length}`,
      breaks: breaks.before === null ? [] : [breaks.before],
    },
  };
}

/** Widths of about one page, of those that the table takes side by side. */
const pageColumns = (() => {
  const rest = formColumns.slice(keptColumns).filter((column) => column.as !== 'rowId');
  return [...widths.slice(0, keptColumns), rest.reduce((sum, { width }) => sum + width, 0) / PAGES_ACROSS];
})();

/** `&` begins a code in a footer, and digits right behind a size belong to it; the whole has at most 255 characters. */
function footer(name: string): string {
  return name.slice(0, 60).replace(/&/g, '&&');
}

/* ---- above the table ---- */

/** Pairs of columns (from 0) that hold one text in row 3, beside the filler's name. */
const PHONE_LABEL = [4, 5] as const;
const PHONE = [6, 8] as const;
const LEGEND = PHONE[1] + 1;

function headRows(content: FormContent): BookRow[] {
  const line = (texts: Readonly<Record<number, BookCell>>, height: number): BookRow => ({
    height,
    fixed: true,
    cells: formColumns.map((_, c) => texts[c] ?? null),
  });
  const about = [
    `填报单位：${content.unit.name}`,
    `报送月份：${monthLabel(content.month)}`,
    `报送截止：${dayLabel(content.dueOn)}`,
    content.round,
  ];
  const answered = (column: FormColumn) => (column.as === 'answer' ? look.headAnswer : look.head);
  return [
    line({ 0: { look: look.title, text: `${content.organisation}巡察整改情况报送表` } }, 30),
    line({ 0: { look: look.subtitle, text: about.filter((text) => text !== '').join('　　') } }, 20),
    line(
      {
        1: { look: look.label, text: '填报联系人：' },
        2: { look: look.blank },
        [PHONE_LABEL[0]]: { look: look.label, text: '联系电话：' },
        [PHONE_LABEL[1]]: { look: look.label },
        ...Object.fromEntries(span(PHONE).map((c) => [c, { look: look.blank }])),
        [LEGEND]: { look: look.legend, text: legend },
      },
      24,
    ),
    {
      height: 20,
      fixed: true,
      cells: formColumns.map((column) => ({
        look: answered(column),
        text: column.as === 'answer' ? (column.group ?? column.heading) : column.heading,
      })),
    },
    {
      height: HEAD_HEIGHT,
      fixed: true,
      cells: formColumns.map((column) => ({
        look: answered(column),
        text: column.as === 'answer' && column.group !== null ? column.heading : '',
      })),
    },
  ];
}

const HEAD_HEIGHT = heightOfLines(
  Math.max(...formColumns.map((column, c) => linesOf(column.heading, pixels[c] ?? 1, HEAD_POINTS))),
  HEAD_POINTS,
);

function span([first, end]: readonly [number, number]): number[] {
  return Array.from({ length: end - first + 1 }, (_, i) => first + i);
}

/** A group's heading over its columns; every other heading over both rows. */
const merges: readonly string[] = (() => {
  const areas = [PHONE_LABEL, PHONE].map(([a, b]) => `${columnName(a)}3:${columnName(b)}3`);
  formColumns.forEach((column, c) => {
    const group = column.as === 'answer' ? column.group : null;
    const before = formColumns[c - 1];
    if (group === null) areas.push(`${columnName(c)}${GROUP_ROW}:${columnName(c)}${ABOVE}`);
    else if (before?.as !== 'answer' || before.group !== group) {
      const size = formColumns.filter((other) => other.as === 'answer' && other.group === group).length;
      areas.push(`${columnName(c)}${GROUP_ROW}:${columnName(c + size - 1)}${GROUP_ROW}`);
    }
  });
  return areas;
})();

/** Columns whose heading is too narrow for a button, or whose texts nobody filters by. */
const withoutButton = formColumns.flatMap((column, c) =>
  column.as === 'known' && column.width >= 9 && column.field !== 'lastProgress' && column.field !== 'title'
    ? []
    : column.as === 'answer' && column.field === 'state'
      ? []
      : [c],
);

/* ---- the table ---- */

const CENTRED: ReadonlySet<string> = new Set([
  'number',
  'role',
  'demand',
  'lead',
  'assignee',
  'presentState',
]);

function dataRow(row: FormRow, open: ReadonlySet<AnswerField>, identity: FormIdentity): BookRow {
  const helps = row.role === 'assisting';
  let lines = ROOM;
  const cells = formColumns.map((column, c): BookCell => {
    if (column.as === 'rowId') return { look: look.rowId, text: rowIdText(identity, row.measure) };
    const value = row.values[column.field] ?? '';
    if (column.as === 'known') {
      const text = column.field === 'role' && value === '' ? roleWords[row.role] : value;
      lines = atLeast(lines, text, c);
      return { look: knownLook(column.field, helps), text };
    }
    const looks = open.has(column.field) ? look.open : look.locked;
    const number = answerLook(column, looks);
    const cell = answerCell(column.field, value);
    if (cell === null) return emptyCell(number);
    if ('digits' in cell) return { look: number, digits: cell.digits };
    lines = atLeast(lines, cell.text, c);
    return { look: number, text: cell.text };
  });
  return { height: Math.min(MAX_HEIGHT, heightOfLines(lines, POINTS)), fixed: false, cells };
}

/** Most cells are empty: one object serves all that look alike. */
const emptyCells: BookCell[] = [];

function emptyCell(number: number): BookCell {
  return (emptyCells[number] ??= { look: number });
}

/** Characters that surely find room in one line of a column, all of them as wide as can be. */
const surely = pixels.map((width) => Math.max(1, Math.floor((width - 6) / ((POINTS * 96) / 72)) - 1));

/** The larger of `lines` and those that a text takes. */
function atLeast(lines: number, text: string, column: number): number {
  if (text.length <= lines * (surely[column] ?? 1) && !/[\r\n]/.test(text)) return lines;
  return Math.max(lines, linesOf(text, pixels[column] ?? 1, POINTS));
}

function knownLook(field: string, helps: boolean): number {
  if (helps && field === 'role') return look.helpedRole;
  if (CENTRED.has(field)) return helps ? look.helpedMiddle : look.knownMiddle;
  return helps ? look.helped : look.known;
}

function answerLook(column: FormColumn & { as: 'answer' }, looks: (typeof look)['open']): number {
  switch (column.kind) {
    case 'state':
      return looks.middle;
    case 'day':
    case 'deadline':
      return looks.day;
    case 'people':
      return looks.people;
    case 'money':
      return looks.money;
    case 'text':
    case 'lines':
    case 'regulations':
      return looks.text;
  }
}

const none: ReadonlySet<AnswerField> = new Set();

/** What each row's unit may answer; rows with the same rights share one set. */
function openSets(rows: readonly FormRow[]): ReadonlySet<AnswerField>[] {
  const sets = new Map<string, ReadonlySet<AnswerField>>();
  return rows.map(({ open }) => {
    const key = open.join();
    const set = sets.get(key) ?? new Set(open);
    sets.set(key, set);
    return set;
  });
}

/** Where to sign; can be typed into. */
function signRow(): BookRow {
  const texts: Readonly<Record<number, string>> = {
    1: '填报人：',
    2: '审核人：',
    [PHONE_LABEL[0]]: '单位负责人（盖章）：',
    [LEGEND + 1]: '日期：　　　　年　　月　　日',
  };
  return {
    height: 36,
    fixed: true,
    cells: formColumns.map((_, c) => (texts[c] === undefined ? null : { look: look.sign, text: texts[c] })),
  };
}

/* ---- hints and faults ---- */

interface Areas {
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/** Areas of one validation; a list of more is given up for the whole column. */
const MAX_AREAS = 1_000;

/** Where each answer can be given, and where not. Most are open in the same rows: these are looked for once. */
function areasOf(rows: readonly ReadonlySet<AnswerField>[]): ReadonlyMap<AnswerField, Areas> {
  const runs = new Map<string, { open: Run[]; locked: Run[] }>();
  const areas = new Map<AnswerField, Areas>();
  formColumns.forEach((column, c) => {
    if (column.as !== 'answer') return;
    const key = rows.map((open) => (open.has(column.field) ? '1' : '0')).join('');
    const found = runs.get(key) ?? { open: runsOf(key, '1'), locked: runsOf(key, '0') };
    runs.set(key, found);
    const name = columnName(c);
    const area = ({ from, to }: Run) =>
      from === to ? `${name}${from + ABOVE}` : `${name}${from + ABOVE}:${name}${to + ABOVE}`;
    const whole = found.open.length + found.locked.length > MAX_AREAS;
    areas.set(column.field, {
      open: whole ? [area({ from: 1, to: rows.length })] : found.open.map(area),
      locked: whole ? [] : found.locked.map(area),
    });
  });
  return areas;
}

/** Done, but without its day or its evidence. */
function marked(areas: ReadonlyMap<AnswerField, Areas>): { area: string; formula: string }[] {
  const state = columnName(columnOf('state'));
  return (['doneOn', 'evidence'] as const).flatMap((field) => {
    const open = areas.get(field)?.open ?? [];
    // The formula is written for the first cell of the first area.
    const first = /^([A-Z]+)(\d+)/.exec(open[0] ?? '');
    if (first === null) return [];
    const [cell, , row] = first;
    return [
      {
        area: open.join(' '),
        formula: `AND($${state}${row}="${measureStateWords.done}",LEN(TRIM(${cell}))=0)`,
      },
    ];
  });
}

function validations(areas: ReadonlyMap<AnswerField, Areas>): Validation[] {
  const list: Validation[] = [];
  const locked: string[] = [];
  for (const column of formColumns) {
    if (column.as !== 'answer') continue;
    const found = areas.get(column.field);
    if (found === undefined) continue;
    locked.push(...found.locked);
    if (found.open.length > 0) list.push(validation(column.field, column.heading, found.open.join(' ')));
  }
  for (let i = 0; i < locked.length; i += MAX_AREAS) {
    const some = locked.slice(i, i + MAX_AREAS).join(' ');
    list.push({ areas: some, promptTitle: notYours.title, prompt: notYours.prompt });
  }
  return list;
}

function validation(field: AnswerField, heading: string, areas: string): Validation {
  const { prompt, rule } = wordsOf(field);
  const title = heading.slice(0, 32);
  return {
    areas,
    promptTitle: title,
    prompt,
    ...(rule === null ? {} : { rule: { ...rule, errorTitle: title } }),
  };
}

interface Run {
  /** From 1, both ends in. */
  readonly from: number;
  readonly to: number;
}

function runsOf(key: string, wanted: '0' | '1'): Run[] {
  const runs: Run[] = [];
  for (const { index, 0: run } of key.matchAll(wanted === '1' ? /1+/g : /0+/g)) {
    runs.push({ from: index + 1, to: index + run.length });
  }
  return runs;
}
