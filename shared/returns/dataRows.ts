/** Which rows below a heading are data: no repeated headings, totals, signatures, notes, title lines or samples. */
import { saysNothing } from './cells/plainCell.ts';
import { type ColumnField } from './fields.ts';
import { shownOf, type Plain } from './grid.ts';
import { holds, type GridView } from './gridView.ts';
import { flatText } from './plainHeading.ts';
import { parseRowId, type RowId } from './rowId.ts';

export interface DataRow {
  /** From 0. */
  readonly r: number;
  readonly hidden: boolean;
  /** The row's hidden id, of whatever ledger. */
  readonly id: RowId | null;
}

interface Mapped {
  readonly column: number;
  readonly heading: string;
  readonly field: ColumnField | null;
}

const TOTAL =
  /^(?:本页|本表|以上|全部|累计)?(?:合计|小计|总计|共计|汇总)(?:\([^)]*\))?:?[\d.,]*(?:项|个|条|件)?$/;
const SIGNED =
  /^(?:填报人|填表人|制表人?|审核人?|复核人?|审批人?|经办人|联系人|联系方式|联系电话|电话|(?:填报|填表|报送|制表|上报)(?:日期|时间|单位|部门)|日期|(?:单位|部门|主要|分管|科室)?(?:负责人|领导|主要领导)|签字|签名|签发人?|审签|单位|公章|盖章)\s*(?:\([^)]{0,12}\))*\s*:|^\(?(?:单位)?(?:盖章|公章|签章|签字)\)?/;
const NOTE = /^(?:注|备注|说明|填表说明|填报说明|填写说明|填报要求|附注|注意事项?)\s*\d{0,2}\s*[::、.]/;
const SECTION =
  /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部方])/;
const SAMPLE = /^\(?(?:填写|填报)?(?:示例|样例|举例|例)\)?:?$/;
const TITLE_LINE = /(?:表|台账|清单)(?:\([^)]*\))?$/;

/** Fields that alone make no row: numbers are often printed down the page before anything is filled in. */
const SLIGHT: ReadonlySet<ColumnField> = new Set(['number', 'issueNumber', 'role', 'demand', 'unit']);
/** Texts that may stand alone in a row that is data. */
const TEXTS: ReadonlySet<ColumnField> = new Set([
  'title',
  'issueTitle',
  'issueText',
  'progress',
  'state',
  'remark',
  'nextStep',
  'delayReason',
  'evidence',
]);

/** @param last the last heading row, from 0; data begin below */
export function dataRows(view: GridView, last: number, columns: readonly Mapped[]): DataRow[] {
  const fields = new Map(columns.map((one) => [one.column, one.field]));
  const headings = new Map(
    columns.map((one) => [one.column, new Set(one.heading.split(' / ').map((part) => part.trim()))]),
  );
  const texts = columns
    .filter(({ field }) => field === 'title' || field === 'issueTitle' || field === 'issueText')
    .map((one) => one.column);
  const mapped = columns.some((one) => tells(one.field));
  const found: DataRow[] = [];
  for (const row of view.rows) {
    if (row.r <= last) continue;
    const id = rowIdOf(row.cells);
    if (id !== null || isData(row.r, row.cells)) found.push({ r: row.r, hidden: row.hidden, id });
  }
  return found;

  function isData(r: number, cells: readonly (Plain | undefined)[]): boolean {
    const filled = view.columns.filter(
      (column) => holds(cells[column]) && !(typeof cells[column] === 'string' && saysNothing(cells[column])),
    );
    const [first] = filled;
    if (first === undefined) return false;
    // While no column is mapped yet, whatever stands below the heading counts.
    if (mapped && !filled.some((column) => tells(fields.get(column)))) return false;
    const opening = flatText(shownOf(cells[first]).slice(0, 200));
    if (isHeading(filled, cells) || isCounter(filled, cells)) return false;
    // A measure may begin with any word; it is data as long as its own column says something else.
    const told = texts.some(
      (column) =>
        // 填报人： 审核人： in a row: the columns below which they stand have no part in it.
        column !== first &&
        filled.includes(column) &&
        !SIGNED.test(flatText(shownOf(cells[column]).slice(0, 200))),
    );
    if (!told && (SIGNED.test(opening) || NOTE.test(opening))) return false;
    if (
      TOTAL.test(opening.replace(/\s/g, '')) &&
      (!told || filled.some((column) => column !== first && TOTAL.test(flatText(shownOf(cells[column])))))
    )
      return false;
    if (SAMPLE.test(opening)) return false;
    if (filled.length > 1) return true;
    const area = view.area(r, first);
    const wide = area !== null && area.right - area.left >= 2;
    const field = fields.get(first) ?? null;
    if (wide || field === null || !TEXTS.has(field)) return false;
    return !SECTION.test(opening) && !(opening.length < 60 && TITLE_LINE.test(opening));
  }

  function isHeading(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
    const same = filled.filter(
      (column) => headings.get(column)?.has(flatText(shownOf(cells[column]).slice(0, 200))) === true,
    );
    return same.length >= 2 && same.length * 2 >= filled.length;
  }
}

function tells(field: ColumnField | null | undefined): boolean {
  return field !== null && field !== undefined && !SLIGHT.has(field);
}

/** 1 2 3 4 … under the headings: the columns are counted, nothing is said. */
function isCounter(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
  if (filled.length < 4) return false;
  const texts = filled.map((column) =>
    flatText(shownOf(cells[column]).slice(0, 12)).replace(/^\(|\)$|^第|[栏列]$/g, ''),
  );
  const start = Number(texts[0]);
  if (start !== 1 && start !== 0)
    return texts.every((text, at) => text === '甲乙丙丁戊己庚辛壬癸'.charAt(at)) && texts.length <= 10;
  return texts.every((text, at) => text === String(start + at));
}

/** The row's id, wherever its column was moved to. */
export function rowIdOf(cells: readonly (Plain | undefined)[]): RowId | null {
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell.length > 120 || !/^\s*[ZＺ]/.test(cell)) continue;
    const id = parseRowId(cell);
    if (id !== null) return id;
  }
  return null;
}
