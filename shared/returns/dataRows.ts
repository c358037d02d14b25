/** Which rows below a heading are data: no repeated headings, totals, signatures, notes, title lines or samples. */
import { saysNothing } from './cells/plainCell.ts';
import { answerFields, mixedFields, type ColumnField } from './fields.ts';
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
  /** By column, from 0. */
  readonly cells: readonly (Plain | undefined)[];
  /** Title lines of the table that it stands under (一、…方面, then （一）…), from the outside in. */
  readonly sections: readonly string[];
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
/** What may stand alone in a row that is data. */
const TEXTS: ReadonlySet<ColumnField> = new Set([
  ...answerFields,
  ...mixedFields,
  'title',
  'issueTitle',
  'issueText',
]);

/** @param last the last heading row, from 0; data begin below */
export function dataRows(view: GridView, last: number, columns: readonly Mapped[]): DataRow[] {
  const fields = new Map(columns.map((one) => [one.column, one.field]));
  const headings = new Map(columns.map((one) => [one.column, headingOf(one.heading)]));
  const texts = columns
    .filter(({ field }) => field === 'title' || field === 'issueTitle' || field === 'issueText')
    .map((one) => one.column);
  const mapped = columns.some((one) => tells(one.field));
  const found: DataRow[] = [];
  let sections: readonly string[] = [];
  for (const row of view.rows) {
    if (row.r <= last) continue;
    const id = rowIdOf(row.cells);
    if (id !== null || isData(row.r, row.cells))
      found.push({ r: row.r, hidden: row.hidden, id, cells: row.cells, sections });
  }
  return found;

  function isData(r: number, cells: readonly (Plain | undefined)[]): boolean {
    const filled = view.columns.filter(
      (column) => holds(cells[column]) && !(typeof cells[column] === 'string' && saysNothing(cells[column])),
    );
    const [first] = filled;
    if (first === undefined) return false;
    const [only] = filled.length === 1 ? filled : [];
    if (only !== undefined && isTitle(r, only, cells[only])) return false;
    // While no column is mapped yet, whatever stands below the heading counts.
    if (mapped && !filled.some((column) => tells(fields.get(column)))) return false;
    if (isHeading(filled, cells) || isCounter(filled, cells)) return false;
    const cell = cells[first];
    // Only words can say that a row is none.
    if (typeof cell !== 'string' || /^\d/.test(cell)) return true;
    const opening = flatText(cell.slice(0, 200));
    if (SAMPLE.test(opening)) return false;
    if ((SIGNED.test(opening) || NOTE.test(opening)) && !tellsMore(filled, cells)) return false;
    if (TOTAL.test(opening.replaceAll(' ', '')) && (!tellsMore(filled, cells) || totalsAgain(filled, cells)))
      return false;
    return true;
  }

  /** One lone text that is merged over columns, stands where no text belongs, or reads like a title. */
  function isTitle(r: number, column: number, cell: Plain | undefined): boolean {
    const text = typeof cell === 'string' ? flatText(cell.slice(0, 200)) : '';
    const titled = SECTION.test(text);
    if (titled) sections = below(sections, text);
    const area = view.area(r, column);
    const field = fields.get(column) ?? null;
    if (titled || (area !== null && area.right - area.left >= 2)) return true;
    if (mapped && (field === null || !TEXTS.has(field))) return true;
    return text.length < 60 && TITLE_LINE.test(text);
  }

  /** A measure may begin with any word; the row is data as long as another column says what it is about. */
  function tellsMore(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
    return texts.some(
      (column) =>
        // 填报人： 审核人： in a row: the columns below which they stand have no part in it.
        column !== filled[0] &&
        filled.includes(column) &&
        !SIGNED.test(flatText(shownOf(cells[column]).slice(0, 200))),
    );
  }

  function totalsAgain(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
    return filled.some(
      (column) => column !== filled[0] && TOTAL.test(flatText(shownOf(cells[column]).slice(0, 200))),
    );
  }

  function isHeading(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
    let same = 0;
    let left = filled.length;
    for (const column of filled) {
      left -= 1;
      if (isHeadingCell(column, cells[column])) same += 1;
      if ((same + left) * 2 < filled.length) return false;
    }
    return same >= 2 && same * 2 >= filled.length;
  }

  function isHeadingCell(column: number, cell: Plain | undefined): boolean {
    if (typeof cell !== 'string' || cell.length > 100) return false;
    const said = headings.get(column);
    // Nearly all cells differ from the heading in their first character.
    return said?.begins.has(cell.trimStart().charAt(0)) === true && said.parts.has(flatText(cell));
  }
}

/** 一、 ends all that stood before it; （一） stands under the last 一、. */
function below(sections: readonly string[], title: string): string[] {
  const inner = title.startsWith('(');
  return inner ? [...sections.filter((one) => !one.startsWith('(')), title] : [title];
}

/** The parts of a heading, and the characters they begin with (also as full-width ones). */
function headingOf(heading: string): { parts: ReadonlySet<string>; begins: ReadonlySet<string> } {
  const parts = heading.split(' / ').map((part) => part.trim());
  const begins = parts.map((part) => part.charAt(0));
  const wide = begins.map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  return { parts: new Set(parts), begins: new Set([...begins, ...wide]) };
}

function tells(field: ColumnField | null | undefined): boolean {
  return field !== null && field !== undefined && !SLIGHT.has(field);
}

/** 1 2 3 4 … under the headings: the columns are counted, nothing is said. */
function isCounter(filled: readonly number[], cells: readonly (Plain | undefined)[]): boolean {
  const [first] = filled;
  if (filled.length < 4 || first === undefined) return false;
  const opening = cells[first];
  if (opening !== 1 && opening !== 0 && (typeof opening !== 'string' || opening.length > 4)) return false;
  const textAt = (column: number): string =>
    flatText(shownOf(cells[column]).slice(0, 12)).replace(/^\(|\)$|^第|[栏列]$/g, '');
  const start = textAt(first) === '甲' ? NaN : Number(textAt(first));
  if (Number.isNaN(start))
    return filled.every((column, at) => textAt(column) === '甲乙丙丁戊己庚辛壬癸'.charAt(at));
  return (start === 0 || start === 1) && filled.every((column, at) => textAt(column) === String(start + at));
}

/** The row's id, wherever its column was moved to. */
export function rowIdOf(cells: readonly (Plain | undefined)[]): RowId | null {
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell.length < 10 || cell.length > 120) continue;
    const first = cell.charCodeAt(0);
    if (first !== 0x5a && first !== 0xff3a && first > 0x20 && first !== 0x3000) continue;
    const id = parseRowId(cell);
    if (id !== null) return id;
  }
  return null;
}
