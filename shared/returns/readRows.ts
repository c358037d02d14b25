/** The data of a recognised sheet: each row's id, what it says of itself, and its answers, read cell by cell. */
import { workCalendar } from '../workdays.ts';
import { readAnswer, type AnswerContext } from './cells/answer.ts';
import { readMixed } from './cells/mixed.ts';
import { foundText, saysNothing, tidyText, type Reading } from './cells/plainCell.ts';
import { dataRows, type DataRow } from './dataRows.ts';
import {
  answerFields,
  kindOf,
  knownFields,
  mixedFields,
  type AnswerField,
  type KnownField,
  type MixedField,
} from './fields.ts';
import { DAYS_FROM_1904, type Plain, type Workbook } from './grid.ts';
import { holds, viewOf, type GridView } from './gridView.ts';
import type { CellProblemCode } from './problemWords.ts';
import type { LedgerKnown, ReadAnswer, ReadRow, Recognised, RecognisedColumn } from './types.ts';

/** Rows of data as read; [] when the sheet is not there. Pure; never throws for what a file holds. */
export function readRows(book: Workbook, recognised: Recognised, known: LedgerKnown): ReadRow[] {
  const grid = book.sheets.find((sheet) => sheet.name === recognised.sheet);
  if (grid === undefined) return [];
  const view = viewOf(grid);
  const rows = dataRows(view, recognised.head[1], recognised.columns);
  const knownColumns = columnsKnown(recognised, view, rows);
  const readers = answerColumns(recognised).map(
    (column) => new ColumnReader(view, recognised, column, known, rows),
  );
  const mixed = recognised.columns.some(({ field }) => mixedFields.some((one) => one === field));
  const namedColumns = Object.fromEntries(knownColumns);
  const carried = new Map<string, string>();
  return rows.map((row) => {
    const said: ReadAnswer[] = [];
    for (const reader of readers) reader.read(row, said);
    const answers = mixed ? settleTwice(said) : said;
    const id =
      row.id !== null && row.id.ledgerId === known.ledgerId
        ? { form: row.id.form, measure: row.id.measure }
        : null;
    return {
      row: row.r,
      hidden: row.hidden,
      id,
      known: knownOf(view, row, knownColumns, recognised.kind === 'foreign' ? carried : null),
      knownColumns: namedColumns,
      answers,
    };
  });
}

/* ---- what a row says of itself ---- */

type KnownName = KnownField | 'issueNumber';

function columnsKnown(
  recognised: Recognised,
  view: GridView,
  rows: readonly DataRow[],
): Map<KnownName, number> {
  const columns = new Map<KnownName, number>();
  for (const column of recognised.columns) {
    const name = knownName(column, recognised.columns);
    if (name === null || columns.has(name)) continue;
    if (
      name === 'number' &&
      column.how !== 'own' &&
      column.how !== 'chosen' &&
      isRunning(view, rows, column.column)
    )
      continue;
    columns.set(name, column.column);
  }
  return columns;
}

function knownName(column: RecognisedColumn, all: readonly RecognisedColumn[]): KnownName | null {
  const { field } = column;
  if (field === 'issueNumber') return 'issueNumber';
  // Where only the issue's full text stands, rows are told by it.
  if (field === 'issueText') return all.some((one) => one.field === 'issueTitle') ? null : 'issueTitle';
  return knownFields.find((name) => name === field) ?? null;
}

/** 1, 2, 3 … down the page counts rows and is no official number. */
function isRunning(view: GridView, rows: readonly DataRow[], column: number): boolean {
  return rows.every((row, at) => view.text(row.r, column).replace(/[.、\s]+$/, '') === String(at + 1));
}

function knownOf(
  view: GridView,
  row: DataRow,
  columns: ReadonlyMap<KnownName, number>,
  carried: Map<string, string> | null,
): Partial<Record<KnownName, string>> {
  const found: Partial<Record<KnownName, string>> = {};
  for (const [name, column] of columns) {
    const text = tidyText(filledDown(view, row, column));
    if (text !== '') found[name] = text;
  }
  if (carried === null || found.title === undefined) return found;
  // Blank below an issue without being merged (as .csv has it): the issue goes on.
  if (found.issueTitle === undefined) {
    for (const name of ['issueTitle', 'issueNumber'] as const) {
      const before = carried.get(name);
      if (before !== undefined && found[name] === undefined && columns.has(name)) found[name] = before;
    }
  } else {
    for (const name of ['issueTitle', 'issueNumber'] as const) {
      const text = found[name];
      if (text === undefined) carried.delete(name);
      else carried.set(name, text);
    }
  }
  return found;
}

/** Text of the cell, or of the area merged over rows that it belongs to. */
function filledDown(view: GridView, row: DataRow, column: number): string {
  const own = row.cells[column];
  if (own !== undefined && holds(own)) return foundText(own);
  const area = view.area(row.r, column);
  return area === null || area.left !== column ? '' : foundText(view.at(area.top, area.left));
}

/* ---- answers ---- */

interface AnswerColumn {
  readonly column: RecognisedColumn;
  readonly field: AnswerField | MixedField;
}

/**
 * One column a field: of several months that of the file's month, else the one without a month, else the only one.
 * Months of a whole ledger are progress of their own and no answer.
 */
function answerColumns(recognised: Recognised): AnswerColumn[] {
  const found: AnswerColumn[] = [];
  for (const field of [...answerFields, ...mixedFields]) {
    const columns = recognised.columns.filter((column) => column.field === field);
    const best =
      columns.find((column) => column.month !== null && column.month === recognised.month.month) ??
      columns.find((column) => column.month === null) ??
      (columns.length === 1 && recognised.kind !== 'ledger' ? columns[0] : undefined);
    if (best !== undefined) found.push({ column: best, field });
  }
  // Columns of one kind before those that mix kinds: what they say stands.
  const mixes = (one: AnswerColumn): number => Number(mixedFields.some((field) => field === one.field));
  return found.sort((a, b) => mixes(a) - mixes(b) || a.column.column - b.column.column);
}

/** Merged over several rows these are said of each of them; figures and lists would be counted twice. */
function isShared(field: AnswerField): boolean {
  return !['people', 'money', 'lines', 'regulations'].includes(kindOf(field));
}

class ColumnReader {
  readonly #view: GridView;
  readonly #column: number;
  /** Null for a mixed column, which has `#mixed` instead. */
  readonly #field: AnswerField | null;
  readonly #mixed: MixedField | null;
  readonly #firstRow: number;
  readonly #ctx: { -readonly [K in keyof AnswerContext]: AnswerContext[K] };
  #master: { readonly row: number; readonly reading: Reading } | null = null;

  constructor(
    view: GridView,
    recognised: Recognised,
    { column, field }: AnswerColumn,
    known: LedgerKnown,
    rows: readonly DataRow[],
  ) {
    this.#view = view;
    this.#column = column.column;
    this.#mixed = mixedFields.find((one) => one === field) ?? null;
    this.#field = answerFields.find((one) => one === field) ?? null;
    this.#firstRow = rows[0]?.r ?? recognised.head[1] + 1;
    this.#ctx = {
      today: known.today,
      feedbackOn: known.feedbackOn,
      roundEnd: known.roundEnd,
      immediateDays: known.immediateDays,
      calendar: workCalendar(known.ownDays),
      from1904: recognised.notes.some((note) => note.code === DAYS_FROM_1904),
      wan: column.wan,
      yesNo: /是否|与否|已完成|已整改/.test(column.heading),
      above: null,
    };
  }

  /** Adds what the row's cell says to `into`. */
  read(row: DataRow, into: ReadAnswer[]): void {
    const plain = row.cells[this.#column];
    if (this.#field !== null) this.#single(this.#field, row, plain, into);
    else if (this.#mixed !== null)
      for (const one of readMixed(this.#mixed, plain, this.#ctx))
        into.push(answer(one.field, this.#column, plain, one));
  }

  #single(field: AnswerField, row: DataRow, plain: Plain | undefined, into: ReadAnswer[]): void {
    if (plain === undefined || !holds(plain)) {
      this.#ctx.above = null;
      this.#merged(field, row, into);
      return;
    }
    const reading = readAnswer(field, plain, this.#ctx);
    this.#ctx.above = reading.value ?? reading.problem?.proposed ?? null;
    this.#master = { row: row.r, reading };
    into.push(answer(field, this.#column, plain, reading));
  }

  /** The row lies under a merged cell: what it says is proposed here, never taken twice. */
  #merged(field: AnswerField, row: DataRow, into: ReadAnswer[]): void {
    const area = this.#view.area(row.r, this.#column);
    if (area === null || area.top >= row.r || area.top < this.#firstRow || !isShared(field)) return;
    const master = this.#view.at(area.top, area.left);
    if (!holds(master) || (typeof master === 'string' && saysNothing(master))) return;
    const said = this.#master?.row === area.top ? this.#master.reading : null;
    const proposed = said?.value ?? said?.problem?.proposed ?? null;
    into.push(
      answer(field, this.#column, master, { value: null, problem: { code: 'merged_answer', proposed } }),
    );
  }
}

function answer(field: AnswerField, column: number, plain: Plain | undefined, reading: Reading): ReadAnswer {
  return { field, column, text: foundText(plain), value: reading.value, problem: reading.problem };
}

/** One answer a field: a column of its own stands above a mixed one; what differs waits. */
function settleTwice(answers: readonly ReadAnswer[]): ReadAnswer[] {
  const byField = new Map<AnswerField, ReadAnswer>();
  for (const one of answers) {
    const other = byField.get(one.field);
    if (other === undefined || says(other) === '') {
      byField.set(one.field, one);
    } else if (says(one) !== '' && says(one) !== says(other)) {
      const code: CellProblemCode = 'figures_differ';
      byField.set(one.field, {
        ...other,
        value: null,
        problem: { code, proposed: other.value ?? other.problem?.proposed ?? null },
      });
    }
  }
  return [...byField.values()];
}

/** '' for nothing; a problem says something else than any value. */
function says(one: ReadAnswer): string {
  const said = one.value ?? `?${one.text}`;
  return said === '0' ? '' : said;
}
