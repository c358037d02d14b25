/** Tables as text: separated by commas, semicolons or tabs. Nothing is guessed: every cell stays the text it is. */
import { Refusal } from '../../../shared/result.ts';
import type { Plain, Workbook } from '../../../shared/returns/grid.ts';
import { decodeText } from '../../notice/decode.ts';
import { limits } from './limits.ts';
import { checkTally, countedText, finishGrid, newTally, note } from './tally.ts';
import type { OpenRow, Tally } from './tally.ts';
import { cleanText } from './texts.ts';

const REFUSALS: Readonly<Record<string, string>> = {
  notice_empty: 'book_empty_file',
  notice_unknown_encoding: 'book_unknown_encoding',
};

/** @throws Refusal `book_empty_file`, `book_unknown_encoding`, `book_unreadable` (no text), `book_too_many_cells` */
export function readCsv(bytes: Uint8Array, sheet: string): Workbook {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Refusal(REFUSALS[decoded.error.code] ?? 'book_unreadable');
  // Excel's own hint on the first line.
  const hint = /^sep=(.)\r?\n/i.exec(decoded.value);
  const text = decoded.value.slice(hint?.[0].length ?? 0);
  const separator = hint?.[1] ?? separatorOf(text);
  let tally = newTally();
  let rows = rowsOf(text, separator, true, sheet, tally);
  if (rows === null) {
    // A quote that is never closed is a character like any other.
    tally = newTally();
    rows = rowsOf(text, separator, false, sheet, tally) ?? [];
  }
  if (text.includes('\ufffd')) note(tally, 'characters_lost', sheet);
  const grid = finishGrid({ name: sheet, hidden: false, rows, merges: [], hiddenColumns: [] });
  return { format: 'csv', sheets: [grid], notes: tally.notes };
}

/** The one of the usual separators that is met most in the first lines, outside quotes. */
function separatorOf(text: string): string {
  const counts = new Map([',', ';', '\t'].map((separator) => [separator, 0]));
  let quoted = false;
  let lines = 0;
  for (let i = 0; i < text.length && i < 100_000 && lines < 50; i++) {
    const c = text.charAt(i);
    if (c === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (c === '\n') lines++;
    else if (counts.has(c)) counts.set(c, (counts.get(c) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

/** Null when a quote is opened and never closed. */
function rowsOf(
  text: string,
  separator: string,
  quotes: boolean,
  sheet: string,
  tally: Tally,
): OpenRow[] | null {
  const rows: OpenRow[] = [];
  let cells: (Plain | undefined)[] = [];
  let r = 0;
  let at = 0;
  let any = false;
  const line = fieldEnd(separator);
  const put = (raw: string): void => {
    const value = cleanText(/^="[^"]*"$/.test(raw) ? raw.slice(2, -1) : raw.replaceAll(/^\t+|\t+$/g, ''));
    if (cells.length >= limits.columns) throw new Refusal('book_too_many_cells', { limit: limits.columns });
    tally.places++;
    if (value === '') cells.push(undefined);
    else {
      any = true;
      tally.cells++;
      cells.push(countedText(tally, value, sheet, r, cells.length));
    }
  };
  while (at < text.length) {
    let value = '';
    if (quotes && text.charAt(at) === '"') {
      let from = at + 1;
      let close = text.indexOf('"', from);
      while (close >= 0 && text.charAt(close + 1) === '"') {
        value += text.slice(from, close + 1);
        from = close + 2;
        close = text.indexOf('"', from);
      }
      if (close < 0) return null;
      value += text.slice(from, close);
      at = close + 1;
    }
    line.lastIndex = at;
    const end = line.exec(text)?.index ?? text.length;
    put(value + text.slice(at, end));
    at = end + 1;
    if (end < text.length && text.charAt(end) === separator) {
      if (at === text.length) put('');
      continue;
    }
    if (text.startsWith('\r\n', end)) at = end + 2;
    if (any) rows.push({ r, hidden: false, cells });
    checkTally(tally);
    cells = [];
    any = false;
    r++;
    if (r >= limits.rows && at < text.length)
      throw new Refusal('book_too_many_cells', { limit: limits.rows });
  }
  if (any) rows.push({ r, hidden: false, cells });
  return rows;
}

function fieldEnd(separator: string): RegExp {
  return new RegExp(
    `[\\r\\n${separator === '\\' || separator === ']' || separator === '^' ? '\\' : ''}${separator}]`,
    'g',
  );
}
