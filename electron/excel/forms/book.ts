/**
 * Workbooks as the XML of their parts, for many files at once: nothing stands between the rows and the text that is
 * packed. What a sheet can have here is what our forms need; elements stand in the order that the format asks for.
 */
import { columnName } from '../../../shared/returns/grid.ts';
import { writable } from '../plan.ts';

/** Look and content of a cell: a text, a number as its digits, or nothing. */
export interface BookCell {
  readonly look: number;
  readonly text?: string;
  readonly digits?: string;
}

export interface BookRow {
  /** In points. */
  readonly height: number;
  /** The row keeps this height; otherwise programs fit it anew when something is typed into it. */
  readonly fixed: boolean;
  readonly cells: readonly (BookCell | null)[];
}

export interface Validation {
  /** Areas as the format writes them ('L6:L40 L44'), at most 32,767. */
  readonly areas: string;
  /** None: the cell only says something when it is chosen. */
  readonly rule?: {
    readonly type: 'list' | 'whole' | 'decimal' | 'date';
    readonly operator?: 'between' | 'greaterThanOrEqual';
    readonly first: string;
    readonly second?: string;
    /** `warning`: the value can be kept all the same. */
    readonly style: 'stop' | 'warning';
    /** At most 32 and 224 characters. */
    readonly errorTitle: string;
    readonly error: string;
  };
  /** At most 32 and 255 characters. */
  readonly promptTitle: string;
  readonly prompt: string;
}

export interface BookSheet {
  readonly name: string;
  /** Its texts stand in the sheet itself, so that its bytes don't depend on the other sheets. */
  readonly apart?: boolean;
  readonly state?: 'hidden' | 'veryHidden';
  readonly columns: readonly { readonly width: number; readonly hidden?: boolean; readonly look?: number }[];
  readonly rows: Iterable<BookRow>;
  readonly frozen?: { readonly rows: number; readonly columns: number; readonly active: string };
  readonly protect?: boolean;
  /** Area of a filterable list, and columns (from 0 within it) that show no button. */
  readonly filter?: { readonly area: string; readonly without: readonly number[] };
  readonly merges?: readonly string[];
  /** Areas whose cells take conditional format 0 when the formula, written for the first of them, holds. */
  readonly marked?: readonly { readonly area: string; readonly formula: string }[];
  readonly validations?: readonly Validation[];
  /** Texts that look like numbers on purpose: no green corners. */
  readonly numbersAsText?: string;
  readonly print?: {
    readonly orientation: 'portrait' | 'landscape';
    readonly across: number;
    readonly margins: { left: number; right: number; top: number; bottom: number };
    readonly footer: string;
    /** Rows ('$4:$5') and columns ('$A:$D') repeated on every page, the printed area ('$A$1:$AG$40'). */
    readonly titles: readonly string[];
    readonly area: string;
    /** Rows (from 1) after which a page ends. */
    readonly breaks: readonly number[];
  };
}

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Rows turned into text between two pauses. */
const SLICE = 100;

/**
 * A text as it stands in XML, cleaned as `writable` says. A literal _x0041_ would be read as the character it names.
 */
export function escaped(value: string): string {
  const text = writable(value);
  const clean = /[&<>"]|_x[\dA-Fa-f]{4}_/.test(text)
    ? text
        .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;')
    : text;
  return clean.includes('\n') ? clean.replace(/\n/g, '&#10;') : clean;
}

function textXml(text: string): string {
  return `<t xml:space="preserve">${escaped(text)}</t>`;
}

/** Texts of a workbook, each once. */
export class Strings {
  readonly #numbers = new Map<string, number>();
  #used = 0;

  of(text: string): number {
    this.#used += 1;
    const found = this.#numbers.get(text);
    if (found !== undefined) return found;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  bytes(): Uint8Array {
    const items: string[] = [];
    for (const text of this.#numbers.keys()) {
      items.push(`<si>${textXml(text)}</si>`);
    }
    return Buffer.from(
      `${HEAD}<sst xmlns="${MAIN}" count="${this.#used}" uniqueCount="${items.length}">${items.join('')}</sst>`,
    );
  }
}

/** The XML of a sheet. Gives way to other work every so many rows. */
export async function sheetBytes(sheet: BookSheet, strings: Strings): Promise<Uint8Array> {
  const names = sheet.columns.map((_, c) => columnName(c));
  // Rows without texts are pure ASCII: kept apart from the rest, they need one byte a character all the way.
  const encoding = sheet.apart === true ? 'utf8' : 'latin1';
  const rows: Buffer[] = [];
  let slice = '';
  let r = 0;
  for (const row of sheet.rows) {
    r += 1;
    slice += rowXml(row, r, names, sheet.apart === true ? null : strings);
    if (r % SLICE !== 0) continue;
    rows.push(Buffer.from(slice, encoding));
    slice = '';
    await new Promise(setImmediate);
  }
  rows.push(Buffer.from(slice, encoding));
  return Buffer.concat([Buffer.from(beforeRows(sheet)), ...rows, Buffer.from(afterRows(sheet))]);
}

function rowXml(row: BookRow, r: number, names: readonly string[], strings: Strings | null): string {
  let xml = `<row r="${r}" ht="${Math.round(row.height * 100) / 100}"${row.fixed ? ' customHeight="1"' : ''}>`;
  for (let c = 0; c < row.cells.length; c += 1) {
    const cell = row.cells[c];
    if (cell === null || cell === undefined) continue;
    const place = `<c r="${names[c]}${r}" s="${cell.look}"`;
    if (cell.text !== undefined && cell.text !== '') {
      xml +=
        strings === null
          ? `${place} t="inlineStr"><is>${textXml(cell.text)}</is></c>`
          : `${place} t="s"><v>${strings.of(cell.text)}</v></c>`;
    } else xml += cell.digits === undefined ? `${place}/>` : `${place}><v>${cell.digits}</v></c>`;
  }
  return `${xml}</row>`;
}

function beforeRows({ columns, frozen, print, state }: BookSheet): string {
  const view =
    frozen === undefined
      ? '<sheetView showGridLines="0" workbookViewId="0"/>'
      : `<sheetView${state === undefined ? ' tabSelected="1"' : ''} workbookViewId="0">${paneXml(frozen)}</sheetView>`;
  const cols = columns
    .map(
      ({ width, hidden, look }, c) =>
        `<col min="${c + 1}" max="${c + 1}" width="${width}"${look === undefined ? '' : ` style="${look}"`}` +
        `${hidden === true ? ' hidden="1"' : ''} customWidth="1"/>`,
    )
    .join('');
  return (
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">` +
    (print === undefined ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>') +
    `<sheetViews>${view}</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>`
  );
}

function paneXml({ rows, columns, active }: { rows: number; columns: number; active: string }): string {
  const first = `${columnName(columns)}${rows + 1}`;
  const pane = columns === 0 ? 'bottomLeft' : 'bottomRight';
  return (
    `<pane${columns === 0 ? '' : ` xSplit="${columns}"`} ySplit="${rows}" topLeftCell="${first}" activePane="${pane}"` +
    ` state="frozen"/><selection pane="${pane}" activeCell="${active}" sqref="${active}"/>`
  );
}

function afterRows(sheet: BookSheet): string {
  const { protect, filter, merges = [], marked = [], validations = [], print } = sheet;
  const parts = ['</sheetData>'];
  // No password: whoever must may take the protection off. "0" allows.
  if (protect === true)
    parts.push(
      '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>',
    );
  if (filter !== undefined) {
    const hidden = filter.without.map((c) => `<filterColumn colId="${c}" hiddenButton="1"/>`).join('');
    parts.push(`<autoFilter ref="${filter.area}">${hidden}</autoFilter>`);
  }
  if (merges.length > 0) {
    parts.push(`<mergeCells count="${merges.length}">`);
    parts.push(...merges.map((area) => `<mergeCell ref="${area}"/>`), '</mergeCells>');
  }
  marked.forEach(({ area, formula }, i) => {
    parts.push(
      `<conditionalFormatting sqref="${area}"><cfRule type="expression" dxfId="0" priority="${i + 1}">` +
        `<formula>${escaped(formula)}</formula></cfRule></conditionalFormatting>`,
    );
  });
  if (validations.length > 0) {
    parts.push(`<dataValidations count="${validations.length}">`);
    parts.push(...validations.map(validationXml), '</dataValidations>');
  }
  if (print !== undefined) parts.push(printXml(print));
  if (sheet.numbersAsText !== undefined)
    parts.push(
      `<ignoredErrors><ignoredError sqref="${sheet.numbersAsText}" numberStoredAsText="1"/></ignoredErrors>`,
    );
  parts.push('</worksheet>');
  return parts.join('');
}

function validationXml({ areas, rule, promptTitle, prompt }: Validation): string {
  const told = `showInputMessage="1" promptTitle="${escaped(promptTitle)}" prompt="${escaped(prompt)}"`;
  if (rule === undefined) return `<dataValidation allowBlank="1" ${told} sqref="${areas}"/>`;
  const style = rule.style === 'stop' ? '' : ` errorStyle="${rule.style}"`;
  const operator =
    rule.operator === undefined || rule.operator === 'between' ? '' : ` operator="${rule.operator}"`;
  const second = rule.second === undefined ? '' : `<formula2>${escaped(rule.second)}</formula2>`;
  return (
    `<dataValidation type="${rule.type}"${style}${operator} allowBlank="1" showErrorMessage="1"` +
    ` errorTitle="${escaped(rule.errorTitle)}" error="${escaped(rule.error)}" ${told} sqref="${areas}">` +
    `<formula1>${escaped(rule.first)}</formula1>${second}</dataValidation>`
  );
}

function printXml(print: NonNullable<BookSheet['print']>): string {
  const { left, right, top, bottom } = print.margins;
  const inch = (points: number) => (points / 72).toFixed(3);
  const breaks = print.breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join('');
  return (
    '<printOptions horizontalCentered="1"/>' +
    `<pageMargins left="${inch(left)}" right="${inch(right)}" top="${inch(top)}" bottom="${inch(bottom)}"` +
    ' header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" fitToWidth="${print.across}" fitToHeight="0" pageOrder="overThenDown"` +
    ` orientation="${print.orientation}"/>` +
    `<headerFooter><oddFooter>${escaped(print.footer)}</oddFooter></headerFooter>` +
    (print.breaks.length === 0
      ? ''
      : `<rowBreaks count="${print.breaks.length}" manualBreakCount="${print.breaks.length}">${breaks}</rowBreaks>`)
  );
}
