import { enterField, fieldOfHeading, noFields, settleDemand, type Field, type Fields } from './labels.ts';
import { inlinePositions, levelOf, markerAt } from './markers.ts';
import { splitMeasure, titleOf } from './title.ts';
import type { NoticeKind, NoticeNode, NoticeWarning, TableRow } from './types.ts';

/** Plans as tables: a header row names the columns, merged or empty cells go on with what stands above them. */
interface TableReading {
  readonly nodes: readonly NoticeNode[];
  readonly hasMeasures: boolean;
  readonly hasProgress: boolean;
  readonly warnings: readonly NoticeWarning[];
}

interface Columns {
  readonly headings: readonly number[];
  readonly at: ReadonlyMap<Field, number>;
}
type Cell = { readonly text: string; readonly id: number };
type Building = { -readonly [K in keyof NoticeNode]: NoticeNode[K] } & { children: Building[] };

/** Null when no row of the first eight names the columns of a plan. */
export function readTable(rows: readonly TableRow[]): TableReading | null {
  const header = findHeader(rows);
  return header === null ? null : new TableReader(rows, header).read();
}

function findHeader(rows: readonly TableRow[]): { row: number; columns: Columns } | null {
  for (let r = 0; r < Math.min(rows.length, 8); r++) {
    const first = columnsOf([rows[r]]);
    if (first === null) continue;
    // Headers of two rows: 责任 over 责任领导 | 责任单位. The second row refines the first.
    const both = columnsOf([rows[r], rows[r + 1]]);
    const second = rows[r + 1]?.cells.filter((c) => fieldOfHeading(c.text) !== null).length ?? 0;
    if (both !== null && second >= 2 && both.at.size >= first.at.size) return { row: r + 2, columns: both };
    return { row: r + 1, columns: first };
  }
  return null;
}

function columnsOf(rows: readonly (TableRow | undefined)[]): Columns | null {
  const at = new Map<Field, number>();
  const headings: number[] = [];
  const width = Math.max(0, ...rows.map((row) => row?.cells.length ?? 0));
  const seen = new Set<number>();
  for (let c = 0; c < width; c++) {
    const cell = rows
      .map((row) => row?.cells[c])
      .findLast((x) => x !== undefined && fieldOfHeading(x.text) !== null);
    if (cell === undefined || seen.has(cell.id)) continue;
    seen.add(cell.id);
    const field = fieldOfHeading(cell.text);
    if (field === 'heading') headings.push(c);
    else if (field !== null && !at.has(field)) at.set(field, c);
  }
  if (at.size < 2 || !(at.has('issue') || at.has('measure'))) return null;
  return { headings, at };
}

/** Rows of totals and remarks. */
const NO_DATA = /^(?:合计|总计|小计|备注|注|说明|填表人?|制表人?|审核人?)(?:[：:\s]|$)/;
const FIELDS = ['lead', 'unit', 'assisting', 'assignee', 'deadline', 'demand'] as const;

class TableReader {
  private readonly rows: readonly TableRow[];
  private readonly first: number;
  private readonly columns: Columns;
  private readonly top: Building[] = [];
  private readonly warnings: NoticeWarning[] = [];
  private readonly keys = new Map<number, number>();
  /** Headings from rows across the whole table, with their levels. */
  private spanning: { level: string; node: Building }[] = [];
  private columnHeadings: { id: number; text: string; node: Building }[] = [];
  private issue: Building | null = null;
  private issueCell: Cell | null = null;
  private numberText: string | undefined;
  private issueRows: { cells: ReadonlyMap<Field, Cell>; measures: Building[] }[] = [];

  constructor(rows: readonly TableRow[], header: { row: number; columns: Columns }) {
    this.rows = rows;
    this.first = header.row;
    this.columns = header.columns;
  }

  read(): TableReading {
    for (const row of this.rows.slice(this.first)) this.row(row);
    this.endIssue();
    const { at } = this.columns;
    return {
      nodes: this.top,
      hasMeasures: at.has('measure'),
      hasProgress: at.has('progress'),
      warnings: this.warnings,
    };
  }

  private row(row: TableRow): void {
    const filled = row.cells.filter((c) => c.text.trim() !== '');
    const whole = filled[0];
    if (whole === undefined || this.isHeaderAgain(row)) return;
    const different = new Set(filled.map((c) => c.id)).size;
    if (different <= 3 && NO_DATA.test(whole.text.trim())) return;
    const alone = filled.every((c) => c.id === whole.id);
    if (alone && (filled.length > 1 || this.isHeadingCell(row, whole))) {
      this.spanningHeading(whole.text, row.line);
      return;
    }
    this.headingCells(row);
    this.dataRow(row);
  }

  private isHeaderAgain(row: TableRow): boolean {
    let same = 0;
    for (const [field, c] of this.columns.at) if (fieldOfHeading(row.cells[c]?.text ?? '') === field) same++;
    return same >= 2;
  }

  /** In pasted tables merged cells can't be seen: one lone cell with a marker in the first columns is a heading. */
  private isHeadingCell(row: TableRow, cell: Cell): boolean {
    const marker = markerAt(cell.text, 0);
    const column = row.cells.indexOf(cell);
    const data = [this.columns.at.get('measure'), this.columns.at.get('progress')];
    return marker !== null && !data.includes(column) && /^(?:han|hanParen|part)/.test(levelOf(marker));
  }

  private spanningHeading(text: string, line: number): void {
    this.endIssue();
    const marker = markerAt(text, 0);
    const level = marker === null ? '' : levelOf(marker);
    const at = this.spanning.findIndex((s) => s.level === level);
    if (at >= 0) this.spanning.length = at;
    const node = this.node('heading', text, line);
    this.place(this.spanning[this.spanning.length - 1]?.node, node);
    this.spanning.push({ level, node });
    this.columnHeadings = [];
  }

  private headingCells(row: TableRow): void {
    this.columns.headings.forEach((c, depth) => {
      const cell = row.cells[c];
      if (cell === undefined || cell.text.trim() === '') return;
      const open = this.columnHeadings[depth];
      if (open !== undefined && (open.id === cell.id || open.text === cell.text)) return;
      this.endIssue();
      this.columnHeadings.length = depth;
      const node = this.node('heading', cell.text, row.line);
      const above = this.columnHeadings[depth - 1]?.node ?? this.spanning[this.spanning.length - 1]?.node;
      this.place(above, node);
      this.columnHeadings.push({ id: cell.id, text: cell.text, node });
    });
  }

  private dataRow(row: TableRow): void {
    const cells = new Map<Field, Cell>();
    for (const [field, c] of this.columns.at) {
      const cell = row.cells[c];
      if (cell !== undefined) cells.set(field, cell);
    }
    const issue = cells.get('issue');
    const number = cells.get('number');
    const named = issue !== undefined && issue.text.trim() !== '';
    const goesOn =
      this.issueCell !== null &&
      (issue?.id === this.issueCell.id ||
        (issue?.text === this.issueCell.text && number?.text === this.numberText));
    const fresh = named && !goesOn;
    if (fresh || (this.issue === null && !this.columns.at.has('issue')))
      this.openIssue(issue, number, row.line);
    if (this.issue === null) {
      this.warnings.push({
        code: 'row_skipped',
        line: row.line,
        text: '表格中的这一行不属于任何问题，未读入。',
      });
      return;
    }
    const measures = this.measures(cells, row.line);
    this.issueRows.push({ cells, measures });
    this.issue.children.push(...measures);
  }

  /** A table without a column of issues hangs all its measures on one nameless issue. */
  private openIssue(issue: Cell | undefined, number: Cell | undefined, line: number): void {
    this.endIssue();
    const node = this.node('issue', issue?.text ?? '', line);
    if (node.number === '' && number !== undefined) node.number = number.text.trim().slice(0, 20);
    const above =
      this.columnHeadings[this.columnHeadings.length - 1]?.node ??
      this.spanning[this.spanning.length - 1]?.node;
    this.place(above, node);
    this.issue = node;
    this.issueCell = issue ?? null;
    this.numberText = number?.text;
  }

  /** The measures of one row: its cell cut at markers, with the progress cell cut the same way. */
  private measures(cells: ReadonlyMap<Field, Cell>, line: number): Building[] {
    const cell = cells.get('measure');
    const previous = this.issueRows[this.issueRows.length - 1];
    if (cell === undefined || cell.text.trim() === '') return [];
    if (previous?.cells.get('measure')?.id === cell.id) return [];
    const items = cutItems(cell.text);
    const progress = cells.get('progress')?.text.trim() ?? '';
    const told = cutItems(progress);
    const each = told.length === items.length;
    if (!each && progress !== '')
      this.warnings.push({
        code: 'progress_unassigned',
        line,
        text: `这一行有${items.length}条措施，整改进展分不清属于哪一条，已记在第一条。`,
      });
    return items.map((item, i) => {
      const node = this.node('measure', item.text, line, item.number);
      const text = each ? (told[i]?.text ?? '') : i === 0 ? progress : '';
      node.progress = text === '' ? null : text;
      return node;
    });
  }

  /** Fields that all rows of the issue share by one merged cell (or that stand in its first row only) are the issue's. */
  private endIssue(): void {
    const issue = this.issue;
    const rows = this.issueRows;
    if (issue !== null) {
      const shared = noFields();
      for (const field of FIELDS) {
        const cells = rows.map((r) => r.cells.get(field));
        const texts = cells.map((c) => c?.text.trim() ?? '');
        const first = cells[0];
        if (first === undefined || texts.every((t) => t === '')) continue;
        const merged = cells.every((c) => c?.id === first.id);
        const firstOnly = texts[0] !== '' && texts.slice(1).every((t) => t === '');
        if (merged || firstOnly) enterField(shared, field, first.text);
        else this.perRow(rows, field);
      }
      Object.assign(issue, settleDemand(shared));
      for (const row of rows) for (const m of row.measures) Object.assign(m, settleDemand(fieldsOf(m)));
    }
    this.issue = null;
    this.issueCell = null;
    this.issueRows = [];
  }

  private perRow(rows: TableReader['issueRows'], field: (typeof FIELDS)[number]): void {
    for (const row of rows) {
      const text = row.cells.get(field)?.text ?? '';
      const values = cutItems(text);
      const each = values.length === row.measures.length && values.length > 1;
      row.measures.forEach((m, i) => {
        const fields = fieldsOf(m);
        enterField(fields, field, each ? (values[i]?.text ?? '') : text);
        Object.assign(m, fields);
      });
    }
  }

  private place(above: Building | undefined, node: Building): void {
    (above?.children ?? this.top).push(node);
  }

  private node(kind: NoticeKind, text: string, line: number, number?: string): Building {
    const marker = number === undefined ? markerAt(text, 0) : null;
    const body = (marker === null ? text : text.slice(marker.length)).trim();
    const count = (this.keys.get(line) ?? 0) + 1;
    this.keys.set(line, count);
    return {
      key: `t${line}.${count}`,
      kind,
      number: number ?? marker?.number ?? '',
      title: kind === 'measure' ? splitMeasure(body).title : titleOf(body),
      line,
      text: body,
      progress: null,
      ...noFields(),
      leftOut: false,
      children: [],
    };
  }
}

function fieldsOf(node: Building): Fields {
  const { lead, unit, assignee, deadline, demand } = node;
  return { lead, unit, assisting: [...node.assisting], assignee, deadline, demand };
}

/** A cell cut at its own list (1. 2. …, 一是 …, lines); one item without a number when it holds no list. */
export function cutItems(text: string): { number: string; text: string }[] {
  const whole = text.trim();
  const first = markerAt(whole, 0);
  if (first === null) return whole === '' ? [] : [{ number: '', text: whole }];
  const items: { number: string; from: number; start: number; end: number }[] = [];
  let open = first;
  items.push({ number: first.number, from: first.length, start: 0, end: whole.length });
  for (const at of inlinePositions(whole)) {
    const marker = at === 0 ? null : markerAt(whole, at);
    if (marker === null || levelOf(marker) !== levelOf(first) || marker.ordinal !== open.ordinal + 1)
      continue;
    const last = items[items.length - 1];
    if (last !== undefined) last.end = at;
    items.push({ number: marker.number, from: at + marker.length, start: at, end: whole.length });
    open = marker;
  }
  return items.map((item) => ({ number: item.number, text: whole.slice(item.from, item.end).trim() }));
}
