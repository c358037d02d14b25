import { fail, ok, type Result } from '../../shared/result.ts';
import type { NoticeBlock, TableCell, TableRow } from '../../shared/notice/types.ts';
import { Numbering } from './numbering.ts';
import { openPackage } from './package.ts';
import { child, childrenOf, readXml, valueOf, XmlError, type Element } from './xml.ts';

/** A document taken apart; `lines` holds one entry a paragraph line or table row, as the preview shows it. */
export interface Document {
  readonly blocks: readonly NoticeBlock[];
  readonly lines: readonly string[];
}

/** .docx → paragraphs (with the numbers Word would print) and tables (merged cells filled). Errors: notice_damaged, notice_too_large, notice_empty. */
export function readDocx(bytes: Uint8Array): Result<Document> {
  const opened = openPackage(bytes, (name) => name === '_rels/.rels' || /^\/?word\/[^/]+\.xml$/i.test(name));
  if (!opened.ok) return opened;
  const { parts } = opened.value;
  try {
    const main = mainPart(parts);
    const document = main === null ? undefined : parts.get(main);
    if (document === undefined) return fail('notice_damaged', { part: 'word/document.xml' });
    const folder = main?.slice(0, main.lastIndexOf('/') + 1) ?? 'word/';
    const part = (name: string): Element | null => {
      const found = parts.get(folder + name);
      return found === undefined ? null : readXml(decodeXml(found));
    };
    const reader = new BodyReader(new Numbering(part('numbering.xml'), part('styles.xml')));
    readXml(decodeXml(document), { under: 'body', each: (element) => reader.block(element) });
    return ok({ blocks: reader.blocks, lines: reader.lines });
  } catch (error) {
    if (error instanceof XmlError || error instanceof RangeError) return fail('notice_damaged');
    throw error;
  }
}

function mainPart(parts: ReadonlyMap<string, Uint8Array>): string | null {
  const rels = parts.get('_rels/.rels');
  if (rels !== undefined) {
    const main = childrenOf(readXml(decodeXml(rels)), 'Relationship').find((r) =>
      r.attributes.get('Type')?.endsWith('/officeDocument'),
    );
    const target = main?.attributes.get('Target')?.replace(/^\/+/, '');
    if (target !== undefined && parts.has(target)) return target;
  }
  return parts.has('word/document.xml') ? 'word/document.xml' : null;
}

function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Removed text (tracked changes), pictures, fields' codes and notes hold no text of the document. */
const SKIPPED = new Set([
  ...['del', 'moveFrom', 'drawing', 'pict', 'object', 'instrText', 'delText', 'delInstrText', 'Fallback'],
  ...['pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'footnoteReference', 'endnoteReference', 'commentReference', 'rt'],
]);

class BodyReader {
  readonly blocks: NoticeBlock[] = [];
  readonly lines: string[] = [];
  private readonly numbering: Numbering;
  private cellId = 0;

  constructor(numbering: Numbering) {
    this.numbering = numbering;
  }

  block(element: Element): void {
    if (element.name === 'p') this.paragraph(element);
    else if (element.name === 'tbl') this.table(element);
    else if (!SKIPPED.has(element.name) && element.name !== 'sectPr')
      for (const inner of childrenOf(element)) this.block(inner);
  }

  private paragraph(element: Element): void {
    const numbered = this.numbering.next(child(element, 'pPr'));
    const [first = '', ...rest] = textOf(element).split('\n');
    this.blocks.push({
      kind: 'paragraph',
      line: this.line((numbered?.marker ?? '') + first),
      text: first,
      ...(numbered === null ? {} : { marker: numbered.marker, level: numbered.level }),
    });
    for (const text of rest) this.blocks.push({ kind: 'paragraph', line: this.line(text), text });
  }

  private line(text: string): number {
    return this.lines.push(text);
  }

  /** Vertically merged cells take the text and id of the cell they go on with; a wide cell stands at each of its columns. */
  private table(element: Element): void {
    const rows: TableRow[] = [];
    let above: TableCell[] = [];
    const first = this.lines.length + 1;
    for (const tr of rowsOf(element)) {
      if (child(child(tr, 'trPr'), 'del') !== undefined) continue;
      const before = Number(valueOf(child(tr, 'trPr'), 'gridBefore') ?? '0') || 0;
      const cells: TableCell[] = [];
      for (let i = 0; i < Math.min(before, 63); i++) cells.push({ text: '', id: this.cellId++ });
      for (const tc of cellsOf(tr)) this.cell(tc, cells, above);
      rows.push({ line: this.line(shown(cells)), cells });
      above = cells;
    }
    if (rows.length > 0) this.blocks.push({ kind: 'table', line: first, rows });
  }

  private cell(tc: Element, cells: TableCell[], above: readonly TableCell[]): void {
    const properties = child(tc, 'tcPr');
    const span = Math.min(Math.max(Number(valueOf(properties, 'gridSpan') ?? '1') || 1, 1), 63);
    const vertical = child(properties, 'vMerge');
    const horizontal = child(properties, 'hMerge');
    const text = this.cellText(tc);
    const goesOn = (merge: Element | undefined): boolean =>
      merge !== undefined && (merge.attributes.get('val') ?? 'continue') === 'continue';
    const merged = goesOn(vertical)
      ? above[cells.length]
      : goesOn(horizontal)
        ? cells[cells.length - 1]
        : undefined;
    const cell = merged ?? { text, id: this.cellId++ };
    for (let i = 0; i < span; i++) cells.push(cell);
  }

  /** Paragraphs of a cell, and of tables inside it, one a line, with their numbers. */
  private cellText(tc: Element): string {
    const texts: string[] = [];
    const collect = (element: Element): void => {
      if (element.name === 'p') {
        const numbered = this.numbering.next(child(element, 'pPr'));
        texts.push((numbered?.marker ?? '') + textOf(element));
      } else if (!SKIPPED.has(element.name) && element.name !== 'tcPr')
        for (const inner of childrenOf(element)) collect(inner);
    };
    for (const inner of childrenOf(tc)) collect(inner);
    return texts.join('\n').trim();
  }
}

function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((e) =>
    e.name === 'tr' ? [e] : e.name === 'sdt' || e.name === 'sdtContent' || e.name === 'ins' ? rowsOf(e) : [],
  );
}

function cellsOf(row: Element): Element[] {
  return childrenOf(row).flatMap((e) =>
    e.name === 'tc' ? [e] : e.name === 'sdt' || e.name === 'sdtContent' ? cellsOf(e) : [],
  );
}

/** A row in one line, each merged cell once. */
function shown(cells: readonly TableCell[]): string {
  return cells
    .filter((cell, i) => cells.findIndex((c) => c.id === cell.id) === i)
    .map((cell) => cell.text.replace(/\s*\n\s*/g, ' '))
    .join(' | ');
}

function textOf(element: Element): string {
  let text = '';
  const walk = (node: Element): void => {
    if (SKIPPED.has(node.name)) return;
    switch (node.name) {
      case 't':
        for (const c of node.children) if (typeof c === 'string') text += c;
        return;
      case 'tab':
      case 'ptab':
        text += ' ';
        return;
      case 'br':
        text +=
          node.attributes.get('type') === undefined || node.attributes.get('type') === 'textWrapping'
            ? '\n'
            : '';
        return;
      case 'cr':
        text += '\n';
        return;
      case 'noBreakHyphen':
        text += '-';
        return;
      default:
        for (const c of node.children) if (typeof c !== 'string') walk(c);
    }
  };
  walk(element);
  return text.replaceAll('\r', '').replaceAll('\u00ad', '');
}
