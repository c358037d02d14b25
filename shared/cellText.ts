/**
 * Rows of text as tab-separated text, for copying into Excel or WPS and back. Rows end with CR LF. A cell with a
 * tab, a line break or a quote is put in quotes, its quotes doubled; line breaks inside become LF.
 *
 * A spreadsheet would take pasted text that begins with = + - or @ (also full-width, also after blanks) for a formula,
 * so such text gets a leading apostrophe, which keeps it text. Plain signed numbers (-5, +3.2, -8%) stay numbers.
 * Text that already begins with an apostrophe before such a sign gets one more, so that `fromTsv` always gives back
 * what `toTsv` was given.
 */

const NEEDS_QUOTES = /[\t\n\r"]/;
const FORMULA_START = /^[\s']*[=+\-@＝＋－＠]/u;
const SIGNED_NUMBER = /^[+-](?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/;

/** Tab-separated text of these rows; the empty string for no rows. A row without cells reads back as one empty cell. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join('\t')}\r\n`).join('');
}

/**
 * Reads tab-separated text as spreadsheets put it on the clipboard. A line break at the very end begins no further
 * row. A quote that does not enclose its whole cell is taken as it stands. Never throws.
 */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = quotedCell(text, at) ?? plainCell(text, at);
    row.push(readCell(cell.value));
    at = cell.end;
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length) {
        row.push('');
        rows.push(row);
        row = [];
      }
      continue;
    }
    rows.push(row);
    row = [];
    if (text.startsWith('\r\n', at)) at += 2;
    else if (at < text.length) at += 1;
  }
  return rows;
}

interface Cell {
  readonly value: string;
  readonly end: number;
}

function quotedCell(text: string, start: number): Cell | null {
  if (text[start] !== '"') return null;
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    const next = text[end];
    if (next !== undefined && next !== '\t' && next !== '\r' && next !== '\n') return null;
    const value = text.slice(start + 1, quote).replaceAll('""', '"');
    return { value: value.replace(/\r\n?/g, '\n'), end };
  }
}

function plainCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(start, end), end };
}

function writeCell(cell: string): string {
  const text = cell.replace(/\r\n?/g, '\n');
  const safe = FORMULA_START.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function readCell(cell: string): string {
  if (!cell.startsWith("'")) return cell;
  const inner = cell.slice(1);
  return FORMULA_START.test(inner) && !SIGNED_NUMBER.test(inner) ? inner : cell;
}
