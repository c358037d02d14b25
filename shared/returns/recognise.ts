/**
 * What a file is: the program's own workbook, a return in a layout of the unit's own, or a whole ledger; which sheet and
 * rows hold its table, which column holds what, whose it is and of which month. What is uncertain is asked, not guessed.
 */
import { fail, ok, type Result } from '../result.ts';
import { aroundTable, countsWan, monthWitnesses, pathParts, unitWitnesses } from './witnesses.ts';
import { dataRows, rowIdOf } from './dataRows.ts';
import {
  answerFields,
  fieldWords,
  knownFields,
  mixedFields,
  TEMPLATE_VERSION,
  type ColumnField,
} from './fields.ts';
import { shownOf, type Workbook } from './grid.ts';
import { holds, type GridView } from './gridView.ts';
import { headAt, headingTexts, type Head } from './headings.ts';
import { identifyMonth, identifyUnit, monthSaid, unitsNamed, unitSaid, type Witness } from './identify.ts';
import { mapColumns, type MappedColumn } from './mapColumns.ts';
import { plainHeading } from './plainHeading.ts';
import { fingerprintOf } from './remember.ts';
import { parseFormMark, type FormMark } from './rowId.ts';
import { chooseSheet, sheetOf, sheetsShown, type Sheet } from './sheetChoice.ts';
import type {
  Ask,
  Chosen,
  FileKind,
  KnownMapping,
  LedgerKnown,
  Recognised,
  RecognisedColumn,
} from './types.ts';

/** More of them say nothing new. */
const MOST_NOTES = 50;

/**
 * Recognises a return. Refusals: `form_of_other_ledger`, `form_newer` { template }, `no_table_found`.
 * @param fileName as handed over, with its folders ('a.zip!八月/财务部.xlsx')
 */
export function recognise(
  book: Workbook,
  fileName: string,
  known: LedgerKnown,
  chosen: Chosen,
): Result<Recognised> {
  return recogniseAs('return', book, fileName, known, chosen);
}

/** Recognises a whole ledger (台账) as first content: no unit, no month. Refusal: `no_table_found`. */
export function recogniseLedger(
  book: Workbook,
  fileName: string,
  known: LedgerKnown,
  chosen: Chosen,
): Result<Recognised> {
  return recogniseAs('ledger', book, fileName, known, chosen);
}

function recogniseAs(
  as: 'return' | 'ledger',
  book: Workbook,
  fileName: string,
  known: LedgerKnown,
  chosen: Chosen,
): Result<Recognised> {
  const fingerprints = new Set(as === 'ledger' ? [] : known.mappings.map((mapping) => mapping.fingerprint));
  const sheets = book.sheets.map((grid) => sheetOf(grid, fingerprints));
  const tokens = as === 'return' ? tokensOf(sheets, known) : ok(noTokens);
  if (!tokens.ok) return tokens;
  const { mark, form } = tokens.value;
  const paths = pathParts(fileName);
  const choice = chooseSheet(sheets, chosen.sheet, fitting(known, chosen, mark, paths));
  if (choice === null) return fail('no_table_found');
  const { sheet } = choice;
  const head = headOf(sheet, chosen);
  if (head === null) return fail('no_table_found');

  const headings = headingTexts(head);
  const fingerprint = fingerprintOf(headings);
  const own = as === 'return' && (sheet.ids.length > 0 || mark !== null || isOwnHead(headings));
  const kind: FileKind = as === 'ledger' ? 'ledger' : own ? 'own' : 'foreign';
  const mappings =
    as === 'ledger' ? [] : known.mappings.filter((mapping) => mapping.fingerprint === fingerprint);
  const lastData = lastRow(sheet.view, head);
  const around = aroundTable(sheet.view, head, lastData);
  const context = { known, chosen, own, ledger: as === 'ledger', wanAbove: countsWan(around) };
  // The unit may be known only by the mapping, and the mapping by the unit: the table's own words come first.
  const first = mapColumns(sheet.view, head, { ...context, mapping: null });
  const unit =
    as === 'ledger'
      ? { value: null, how: null, found: '', sure: true }
      : identifyUnit(
          known,
          chosen.unit,
          form?.unit ?? mark?.unit ?? null,
          unitWitnesses(around, sheet.grid.name, paths),
          [...fromColumn(sheet.view, head, first), ...fromMapping(mappings, known)],
        );
  const mapping =
    mappings.find((one) => one.unit === unit.value) ?? mappings.find((one) => one.unit === null) ?? null;
  const columns = mapping === null ? first : mapColumns(sheet.view, head, { ...context, mapping });
  const month =
    as === 'ledger'
      ? { value: null, how: null, found: '', sure: true }
      : identifyMonth(
          known,
          chosen.month,
          form?.month ?? mark?.month ?? null,
          monthWitnesses(around, sheet.grid.name, monthHeadings(columns), paths),
        );

  const asks: Ask[] = [];
  if (!choice.sure) asks.push('sheet');
  if (!columnsSure(columns, as, own && sheet.ids.length > 0, chosen)) asks.push('columns');
  if (!unit.sure) asks.push('unit');
  if (!month.sure) asks.push('month');
  return ok({
    kind,
    sheet: sheet.grid.name,
    sheets: sheetsShown(book, sheets, sheet),
    head: [head.first, head.last],
    columns: filledColumns(sheet.view, head, columns),
    unit: unitSaid(unit),
    month: monthSaid(month),
    form: form?.id ?? null,
    asks,
    fingerprint,
    notes: book.notes
      .filter((note) => note.sheet === undefined || note.sheet === sheet.grid.name)
      .slice(0, MOST_NOTES),
  });
}

/* ---- tokens ---- */

interface Tokens {
  readonly mark: FormMark | null;
  /** The form that most rows name, when this ledger knows it. */
  readonly form: LedgerKnown['forms'][number] | null;
}
const noTokens: Tokens = { mark: null, form: null };

function tokensOf(sheets: readonly Sheet[], known: LedgerKnown): Result<Tokens> {
  const ids = sheets.flatMap((sheet) => sheet.ids);
  const marks = sheets.flatMap((sheet) => marksOf(sheet.view));
  const ours = ids.filter((id) => id.ledgerId === known.ledgerId);
  const newest = Math.max(
    0,
    ...ours.map((id) => id.template),
    ...marks.filter((m) => m.ledgerId === known.ledgerId).map((m) => m.template),
  );
  if (newest > TEMPLATE_VERSION) return fail('form_newer', { template: newest });
  const mark = marks.find((one) => one.ledgerId === known.ledgerId) ?? null;
  if (ids.length > 0 ? ours.length === 0 : mark === null && marks.length > 0)
    return fail('form_of_other_ledger');
  const votes = new Map<number, number>();
  for (const id of ours) votes.set(id.form, (votes.get(id.form) ?? 0) + 1);
  const [most] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const number = most?.[0] ?? mark?.form;
  return ok({ mark, form: known.forms.find((one) => one.id === number) ?? null });
}

function marksOf(view: GridView): FormMark[] {
  const found: FormMark[] = [];
  const near = [...view.rows.slice(0, 60), ...view.rows.slice(60).slice(-20)];
  for (const row of near)
    for (const column of view.columns) {
      const cell = row.cells[column];
      if (
        typeof cell !== 'string' ||
        cell.length > 1000 ||
        !(cell.includes('ZGB') || cell.includes('ＺＧＢ'))
      )
        continue;
      const mark = parseFormMark(cell);
      if (mark !== null) found.push(mark);
    }
  return found;
}

/** The program's own headings, nearly all of them: its form with the ids taken out. */
function isOwnHead(headings: readonly string[]): boolean {
  const own = new Set([...knownFields, ...answerFields].map((field) => plainHeading(fieldWords[field]).full));
  const same = headings.filter((text) => own.has(plainHeading(text.split(' / ').at(-1) ?? '').full));
  return (
    same.length >= 16 &&
    ['本月整改进展', '目前状态'].every((word) => headings.some((text) => text.endsWith(word)))
  );
}

/* ---- sheet and heading ---- */

/** Does a sheet name the unit or month that is known, or others? */
function fitting(
  known: LedgerKnown,
  chosen: Chosen,
  mark: FormMark | null,
  paths: readonly string[],
): (sheet: Sheet) => number {
  const units = (text: string): number[] => unitsNamed(text, known.units).map((hit) => hit.unit);
  const wanted = chosen.unit ?? mark?.unit ?? paths.flatMap(units)[0];
  const months = chosen.month === undefined ? monthDigits(paths.join(' ')) : [Number(chosen.month.slice(5))];
  return (sheet) => {
    const first = sheet.head?.first ?? 0;
    const title = sheet.view.rows
      .filter((row) => row.r < first)
      .slice(0, 8)
      .flatMap((row) => row.cells.filter(holds).map((cell) => shownOf(cell).slice(0, 200)));
    const text = [sheet.grid.name, ...title].join(' ');
    const named = units(text);
    const ofUnit = wanted === undefined || named.length === 0 ? 0 : named.includes(wanted) ? 1 : -1;
    const said = monthDigits(sheet.grid.name);
    const ofMonth =
      months.length === 0 || said.length === 0 ? 0 : said.some((month) => months.includes(month)) ? 1 : -1;
    return ofUnit * 2 + ofMonth;
  };
}

function monthDigits(text: string): number[] {
  return plainHeading(text.slice(0, 80)).months.map((one) => one.month);
}

function headOf(sheet: Sheet, chosen: Chosen): Head | null {
  if (chosen.head !== undefined) {
    const [first, last] = chosen.head;
    return headAt(sheet.view, first, Math.max(first, Math.min(last, first + 5)));
  }
  if (sheet.head !== null) return sheet.head;
  const [row] = sheet.view.rows;
  // Ids without a heading: the clerk names the columns.
  if (sheet.ids.length > 0 && row !== undefined) return headAt(sheet.view, row.r - 1, row.r - 1);
  // The clerk says that this sheet it is: its first row is shown as the heading, to be corrected.
  return chosen.sheet === sheet.grid.name && row !== undefined ? headAt(sheet.view, row.r, row.r) : null;
}

/** Last row that is data, by what stands in it alone; signatures below it may name unit and month. */
function lastRow(view: GridView, head: Head): number {
  for (let i = view.rows.length - 1; i >= 0; i -= 1) {
    const row = view.rows[i];
    if (row === undefined || row.r <= head.last) break;
    let held = 0;
    let label = false;
    for (const column of view.columns) {
      const cell = row.cells[column];
      if (!holds(cell)) continue;
      held += 1;
      label ||= held === 1 && typeof cell === 'string' && /^[^：:]{2,14}[：:]/.test(cell.trim());
    }
    if (held >= 3 && !label) return row.r;
  }
  return head.last;
}

/* ---- whose it is ---- */

/** A column of units that names one and the same in every row. */
function fromColumn(view: GridView, head: Head, columns: readonly MappedColumn[]): Witness[] {
  const column = columns.find((one) => one.field === 'unit')?.column;
  if (column === undefined) return [];
  const names = new Set<string>();
  for (const row of view.rows) {
    if (row.r <= head.last || !holds(row.cells[column])) continue;
    names.add(shownOf(row.cells[column]).trim());
    if (names.size > 1) return [];
  }
  const [only] = names;
  return only === undefined || only.length > 60 ? [] : [{ how: 'text', text: only, whole: true }];
}

/** Only one unit ever sent this layout. */
function fromMapping(mappings: readonly KnownMapping[], known: LedgerKnown): Witness[] {
  const units = [...new Set(mappings.map((mapping) => mapping.unit))].filter((unit) => unit !== null);
  const unit = known.units.find((one) => one.id === units[0]);
  return units.length !== 1 || unit === undefined
    ? []
    : [{ how: 'remembered', text: unit.name, whole: true }];
}

/** A sole column of one month says of which month the whole is. */
function monthHeadings(columns: readonly MappedColumn[]): string[] {
  const months = new Set(columns.map((column) => column.month).filter((month) => month !== null));
  return months.size === 1 ? [...months].map((month) => `${month.slice(0, 4)}年${month.slice(5)}月`) : [];
}

/* ---- columns ---- */

const ANSWERS: ReadonlySet<ColumnField> = new Set([...answerFields, ...mixedFields]);

/** Rows can be told by something, something is answered, and the chief answer is no mere likeness. */
function columnsSure(
  columns: readonly MappedColumn[],
  as: 'return' | 'ledger',
  ids: boolean,
  chosen: Chosen,
): boolean {
  const has = (...fields: readonly ColumnField[]): boolean =>
    columns.some((one) => one.field !== null && fields.includes(one.field));
  if (as === 'ledger') return has('issueTitle', 'issueText', 'title');
  const subject = ids || has('title', 'issueTitle', 'issueText', 'number');
  const answers = columns.filter((one) => one.field !== null && ANSWERS.has(one.field));
  if (!subject || answers.length === 0) return false;
  if (chosen.columns !== undefined) return true;
  const chief = answers.filter((one) => one.field === 'progress' || one.field === 'state');
  // Neither progress nor state, and columns that mean nothing to us: one of them may be it.
  if (chief.length === 0 && columns.some((one) => one.field === null && one.heading !== '')) return false;
  const judged = chief.length > 0 ? chief : answers;
  return judged.some((one) => one.how !== 'similar' || one.score >= 70);
}

function filledColumns(view: GridView, head: Head, columns: readonly MappedColumn[]): RecognisedColumn[] {
  const rows = dataRows(view, head.last, columns);
  const filled = new Map<number, number>();
  /** The program's own column of row ids: it is read, and there is nothing to map. */
  const ids = new Set<number>();
  for (const { cells, id } of rows)
    for (const { column } of columns) {
      const cell = cells[column];
      if (!holds(cell)) continue;
      filled.set(column, (filled.get(column) ?? 0) + 1);
      if (id !== null && rowIdOf([cell]) !== null) ids.add(column);
    }
  return columns
    .filter((one) => !ids.has(one.column))
    .map((one) => ({ ...one, filled: filled.get(one.column) ?? 0, of: rows.length }));
}
