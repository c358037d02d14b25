/** What stands around a worksheet's rows, when rows are put in: merges, validations, formats, breaks, links. */
import { columnName } from '../../../shared/returns/grid.ts';
import { areaOf } from '../read/layout.ts';
import {
  attribute,
  NotEditable,
  prefixed,
  readable,
  tagsFrom,
  withAttribute,
  withoutAttribute,
} from '../answer/xmlText.ts';
import type { Edits, TagAt } from '../answer/xmlText.ts';
import { moveFormula } from './formulas.ts';
import { shiftAreas, shiftFormula } from './shift.ts';
import type { Shift } from './shift.ts';

/** What stands around the rows: areas move, merges of the first row are repeated for rows that are put in. */
export function shiftAround(
  xml: string,
  data: TagAt,
  shift: Shift | null,
  sheet: string,
  edits: Edits,
  firstRow: number,
): boolean {
  let drawings = false;
  const patterns: string[] = [];
  let formula: TagAt | null = null;
  let inside = false;
  for (const tag of tagsFrom(xml)) {
    if (tag.start === data.start) inside = !data.empty;
    else if (inside) {
      if (tag.name === 'sheetData') inside = false;
      continue;
    }
    if (tag.closing) {
      if (tag.name === 'mergeCells' && shift !== null) {
        const more = patterns.flatMap((ref) => repeated(ref, shift));
        edits.replace(
          tag.start,
          tag.start,
          prefixed(more.map((ref) => `<mergeCell ref="${ref}"/>`).join(''), tag.prefix),
        );
      }
      if (formula !== null && shift !== null && /^(?:formula\d?|f)$/.test(tag.name)) {
        const text = readable(xml.slice(formula.end, tag.start));
        moveFormula(text, formula.end, tag.start, edits, (one) => shiftFormula(one, sheet, true, shift));
        formula = null;
      }
      continue;
    }
    if (tag.name === 'mergeCells' && shift !== null)
      edits.replace(tag.start, tag.end, withoutAttribute(xml.slice(tag.start, tag.end), 'count'));
    if (tag.name === 'drawing' || tag.name === 'legacyDrawing') drawings = true;
    if (shift === null) continue;
    if (tag.name === 'tableParts' && Number(attribute(xml, tag, 'count') ?? 1) > 0)
      throw new NotEditable('table');
    if (/^formula\d?$/.test(tag.name) && !tag.empty) formula = tag;
    const name = ['mergeCell', 'autoFilter', 'hyperlink', 'dimension'].includes(tag.name)
      ? 'ref'
      : ['dataValidation', 'conditionalFormatting', 'protectedRange', 'ignoredError'].includes(tag.name)
        ? 'sqref'
        : null;
    if (tag.name === 'mergeCell') {
      const area = areaOf(attribute(xml, tag, 'ref') ?? '');
      if (area !== null && area.top === firstRow - 1 && area.bottom === area.top)
        patterns.push(`${columnName(area.left)}:${columnName(area.right)}`);
    }
    if (tag.name === 'brk') {
      const id = Number(attribute(xml, tag, 'id') ?? 0);
      if (id >= shift.at - 1 && Number(attribute(xml, tag, 'max') ?? 0) > 1000)
        edits.replace(tag.start, tag.end, withAttribute(xml, tag, 'id', String(id + shift.by)));
    } else if (name !== null) {
      const ref = attribute(xml, tag, name);
      if (ref !== null)
        edits.replace(tag.start, tag.end, withAttribute(xml, tag, name, shiftAreas(ref, shift)));
    }
  }
  return drawings;
}

function repeated(columns: string, shift: Shift): string[] {
  const [left = '', right = ''] = columns.split(':');
  return Array.from({ length: shift.by }, (_, i) => `${left}${shift.at + i}:${right}${shift.at + i}`);
}
