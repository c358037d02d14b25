/** Where a sheet's table begins: its heading rows (one, two or three, with merged cells) below whatever titles. */
import { meaningsOf } from './columnNames.ts';
import type { ColumnField } from './fields.ts';
import { holds, type GridView } from './gridView.ts';
import { flatText } from './plainHeading.ts';

export interface Heading {
  readonly column: number;
  /** From the top row down, each once. */
  readonly parts: readonly string[];
}

export interface Head {
  /** Rows from 0, first and last. */
  readonly first: number;
  readonly last: number;
  readonly headings: readonly Heading[];
  /** Distinct fields that the headings name, weighted by how sure that is. */
  readonly score: number;
  readonly fields: ReadonlySet<ColumnField>;
  /** At least one heading is a name, not merely like one; and two fields are more than guessed at. */
  readonly sure: boolean;
}

/** So many rows with anything in them are looked at for a heading; titles above a table are few. */
const LOOKED = 60;
/** Once this many fields are named, a few rows more. */
const ENOUGH = 4;
const LOOKED_AFTER = 3;
const MOST_ROWS = 4;
/** Nothing longer is a heading. */
const LONGEST = 40;

/**
 * The best heading of a sheet, the topmost of equal ones: one confirmed before, else the one that names most, else what
 * looks like the top of some table. Null when nothing does.
 */
export function findHead(view: GridView, confirmed: (head: Head) => boolean): Head | null {
  let best: Head | null = null;
  let loose: Head | null = null;
  let left = LOOKED;
  for (const [at, row] of view.rows.slice(0, LOOKED).entries()) {
    left -= 1;
    if (left < 0) break;
    if (!mayBegin(view, row.r)) continue;
    for (const last of endsOf(view, row.r)) {
      const head = headAt(view, row.r, last);
      if (confirmed(head)) return head;
      // A further row must add to what is named; of equal headings (repeated on every page) the first counts.
      if (head.sure && head.score > (best?.score ?? 0) + 0.01) {
        best = head;
        // With so many columns named, hardly anything further down names more.
        if (head.fields.size >= ENOUGH) left = Math.min(left, LOOKED_AFTER);
      }
      if (best === null && loose === null && topsTable(view, at, head)) loose = head;
    }
  }
  return best ?? loose;
}

/** At least three different short texts, and below them a row or more that fill most of these columns. */
function topsTable(view: GridView, at: number, head: Head): boolean {
  const leaves = new Set(head.headings.map((heading) => heading.parts.at(-1)));
  if (
    leaves.size < 3 ||
    leaves.size < head.headings.length ||
    [...leaves].some((leaf) => (leaf ?? '').length > 20)
  )
    return false;
  const next = view.rows.slice(at + 1, at + 4).filter((row) => row.r > head.last);
  return next.some(
    (row) => head.headings.filter(({ column }) => holds(row.cells[column])).length * 3 >= leaves.size * 2,
  );
}

/** The heading that these rows make. */
export function headAt(view: GridView, first: number, last: number): Head {
  const headings = view.columns
    .map((column) => ({ column, parts: partsAt(view, first, last, column) }))
    .filter((heading) => heading.parts.length > 0);
  const sure = new Map<ColumnField, number>();
  const different = new Set<string>();
  let names = 0;
  let strange = 0;
  for (const { parts } of headings) {
    const leaf = parts[parts.length - 1] ?? '';
    if (leaf.length > LONGEST || /^[-\d.,%]+$/.test(leaf)) strange += 1;
    const [meaning] = meaningsOf(parts);
    if (meaning === undefined) continue;
    sure.set(meaning.field, Math.max(sure.get(meaning.field) ?? 0, meaning.score));
    different.add(parts.join('\n'));
    if (meaning.how !== 'similar') names += 1;
  }
  const sum = [...sure.values()].reduce((all, score) => all + score / 100, 0);
  return {
    first,
    last,
    headings,
    score: sum + different.size * 0.1 - strange * 0.5 - (last - first) * 0.05,
    fields: new Set(sure.keys()),
    sure: names > 0 && [...sure.values()].filter((score) => score >= 60).length >= 2,
  };
}

/** Headings as they are shown and kept: those of several rows joined. */
export function headingTexts(head: Head): string[] {
  return head.headings.map((heading) => heading.parts.join(' / '));
}

function partsAt(view: GridView, first: number, last: number, column: number): string[] {
  const parts: string[] = [];
  for (let r = first; r <= last; r += 1) {
    const own = flatText(view.covered(r, column));
    const text = own === '' && r < last ? groupOver(view, r, last, column) : own;
    if (text !== '' && parts[parts.length - 1] !== text) parts.push(text);
  }
  return parts;
}

/** A group's name that was not merged over its columns stands over the first of them only. */
function groupOver(view: GridView, row: number, last: number, column: number): string {
  if (flatText(view.text(last, column)) === '') return '';
  for (let c = column - 1; c >= 0; c -= 1) {
    const above = flatText(view.text(row, c));
    const below = flatText(view.text(last, c));
    if (above !== '') return below === '' || view.area(row, c) !== null ? '' : above;
    if (below === '') return '';
  }
  return '';
}

/** A first heading row has at least two short texts that are no labels (填报单位：…), and nothing reaches into it. */
function mayBegin(view: GridView, row: number): boolean {
  if (view.columns.some((column) => (view.area(row, column)?.top ?? row) < row)) return false;
  const cells = view.columns.map((c) => view.at(row, c)).filter((cell) => cell !== undefined && cell !== '');
  let short = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const text = flatText(cell);
    if (text !== '' && text.length <= LONGEST && !/:./.test(text)) short += 1;
  }
  return short >= 2 && short * 2 >= cells.length;
}

/** Last rows that a heading beginning here may have. */
function endsOf(view: GridView, first: number): number[] {
  const ends = [first];
  let merged = first;
  let deep = 0;
  for (const column of view.columns) {
    const area = view.area(first, column);
    if (area === null || area.top !== first || area.bottom - first >= MOST_ROWS) continue;
    merged = Math.max(merged, area.bottom);
    if (area.bottom > first && area.left === area.right) deep += 1;
  }
  for (let last = first + 1; last < first + MOST_ROWS - 1; last += 1) {
    if (!isSubHead(view, first, last)) break;
    ends.push(last);
  }
  if (merged === first || texts(view, merged).length === 0) return ends;
  if (!ends.includes(merged)) ends.push(merged);
  // Headings merged over two rows end together: the lower row belongs to them, whatever it says.
  return deep >= 2 ? ends.filter((last) => last >= merged) : ends;
}

/** Is the row a second or third row of the heading: short texts only, most of which name something? */
function isSubHead(view: GridView, first: number, row: number): boolean {
  const below = texts(view, row);
  if (below.length === 0) return false;
  if (below.some(({ cell }) => typeof cell !== 'string')) return false;
  const namedAt = (column: number): boolean => meaningsOf(partsAt(view, first, row, column)).length > 0;
  if (below.some(({ column, text }) => (text.length > 24 || /:./.test(text)) && !namedAt(column)))
    return false;
  const named = below.filter(({ column }) => namedAt(column));
  const under = below.filter(({ column }) => {
    const area = view.area(first, column);
    return view.text(first, column) === '' || (area !== null && area.right > area.left);
  });
  const merged = view.columns.some((column) => {
    const area = view.area(first, column);
    return area !== null && area.top >= first - MOST_ROWS && area.bottom >= row && area.left === area.right;
  });
  return named.length * 2 >= below.length && (merged || under.length * 2 >= below.length);
}

function texts(view: GridView, row: number): { column: number; cell: unknown; text: string }[] {
  return view.columns
    .map((column) => ({ column, cell: view.at(row, column), text: flatText(view.text(row, column)) }))
    .filter(({ text }) => text !== '');
}
