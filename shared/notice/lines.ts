import { fieldOfHeading } from './labels.ts';
import type { NoticeBlock, TableCell, TableRow } from './types.ts';

/** Lines of a text, whatever ends them (CRLF, LF, CR, the vertical tab of a pasted Word line, Unicode's own). */
export function linesOf(text: string): string[] {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const lines = body.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  while (lines.length > 1 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** Lines that hold nothing of the notice: rules, pictures, links, code of web pages. */
function isFurnitureLine(line: string): boolean {
  const bare = line.includes('](') ? line.replace(/!?\[[^[\]]{0,300}\]\([^()\s]{0,2000}\)/g, '') : line;
  return !/[\p{Script=Han}\p{L}\p{N}]/u.test(bare);
}

/** Plain text as blocks: one paragraph a line; runs of tab-separated lines under a known header are tables (pasted from Excel or Word). */
export function textBlocks(lines: readonly string[]): NoticeBlock[] {
  const blocks: NoticeBlock[] = [];
  let gap = true;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.includes('\t') && isHeader(line)) {
      const table = readTabTable(lines, i);
      blocks.push({ kind: 'table', line: i + 1, rows: table.rows });
      i = table.next - 1;
      gap = true;
      continue;
    }
    const tail = !gap && /^\s*[。；，、！？：”’）》」』】]{1,6}\s*$/.test(line);
    if (line.trim() === '' || (isFurnitureLine(line) && !tail)) {
      gap = true;
      continue;
    }
    // An indented line begins a paragraph of its own.
    const indented = /^(?:\u3000|[ \t\u00a0]{2})/.test(line);
    blocks.push({ kind: 'paragraph', line: i + 1, text: line.trimEnd(), wrapped: !gap && !indented });
    gap = false;
  }
  return blocks;
}

function isHeader(line: string): boolean {
  const cells = line.slice(0, 2000).split('\t');
  const fields = cells.map((c) => fieldOfHeading(c.replace(/^"|"$/g, '')));
  return (
    fields.filter((f) => f !== null).length >= 2 && (fields.includes('issue') || fields.includes('measure'))
  );
}

/** Rows from `first` on, cells between tabs; a cell in double quotes may hold line ends. Ends at an empty or tabless line. */
function readTabTable(lines: readonly string[], first: number): { rows: TableRow[]; next: number } {
  const rows: TableRow[] = [];
  let id = 0;
  let i = first;
  while (i < lines.length && (lines[i] ?? '').includes('\t')) {
    const start = i;
    const cells: TableCell[] = [];
    let rest = lines[i] ?? '';
    for (;;) {
      const cell = takeCell(rest, lines, i);
      cells.push({ text: cell.text.trim(), id: id++ });
      i = cell.line;
      if (cell.rest === null) break;
      rest = cell.rest;
    }
    rows.push({ line: start + 1, cells });
    i++;
  }
  return { rows, next: i };
}

function takeCell(
  rest: string,
  lines: readonly string[],
  at: number,
): { text: string; rest: string | null; line: number } {
  if (rest.startsWith('"')) {
    let text = rest.slice(1);
    let searched = 0;
    // A cell of at most 200 lines: a stray quote must not swallow the document.
    for (let line = at; line < Math.min(lines.length, at + 200); line++) {
      if (line > at) text += `\n${lines[line] ?? ''}`;
      const end = closingQuote(text, searched);
      if (end >= 0) {
        const after = text.slice(end + 1);
        if (after !== '' && !after.startsWith('\t')) break;
        const inner = text.slice(0, end).replaceAll('""', '"');
        return { text: inner, rest: after === '' ? null : after.slice(1), line };
      }
      searched = text.length;
    }
  }
  const tab = rest.indexOf('\t');
  return tab < 0
    ? { text: rest, rest: null, line: at }
    : { text: rest.slice(0, tab), rest: rest.slice(tab + 1), line: at };
}

/** The first double quote from `from` on that is not doubled; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  for (let i = text.indexOf('"', Math.max(0, from - 1)); i >= 0; i = text.indexOf('"', i + 1)) {
    if (text.charAt(i + 1) !== '"') return i;
    i++;
  }
  return -1;
}
