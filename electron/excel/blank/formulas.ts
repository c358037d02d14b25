/** Formulas of a worksheet that is not ours, when rows are put in above what they speak of. */
import { areaOf } from '../read/layout.ts';
import { unescaped } from '../read/xml.ts';
import {
  attribute,
  Edits,
  inserted,
  NotEditable,
  readable,
  tagsFrom,
  withAttribute,
} from '../answer/xmlText.ts';
import type { TagAt } from '../answer/xmlText.ts';
import { shiftAreas, shiftFormula } from './shift.ts';
import type { Shift } from './shift.ts';

/**
 * Formulas without the results they had: counted before the blank was filled, they would be shown by programs that
 * don't count anew when they open a file.
 */
export function uncounted(xml: string): string {
  return xml.replace(
    /(<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>))\s*<(?:\w+:)?v>[^<]*<\/(?:\w+:)?v>/g,
    '$1',
  );
}

/** Any piece of a sheet with the references of its formulas moved. `own`: it is a piece of the sheet that is filled. */
export function shiftedFormulas(xml: string, shift: Shift, sheet: string, own = true): string {
  const edits = new Edits();
  let from: TagAt | null = null;
  for (const tag of tagsFrom(xml)) {
    if (tag.name !== 'f') continue;
    if (!tag.closing && !tag.empty) {
      from = tag;
      const ref = own ? attribute(xml, tag, 'ref') : null;
      const area = areaOf(ref ?? '');
      // Formulas that follow from one over the place where rows are put in would count from the wrong row.
      if (area !== null && area.top < shift.at - 1 && area.bottom >= shift.at - 1)
        throw new NotEditable('shared formula');
      if (ref !== null)
        edits.replace(tag.start, tag.end, withAttribute(xml, tag, 'ref', shiftAreas(ref, shift)));
    } else if (tag.closing && from !== null) {
      const text = readable(xml.slice(from.end, tag.start));
      moveFormula(text, from.end, tag.start, edits, (formula) => shiftFormula(formula, sheet, own, shift));
      from = null;
    }
  }
  return edits.apply(xml);
}

/**
 * The formula of a cell for the rows that are put in to look like its row; null where it has none of its own.
 * @param xml what stands in the cell
 */
export function formulaIn(xml: string): string | null {
  let from: TagAt | null = null;
  for (const tag of tagsFrom(xml)) {
    if (tag.name !== 'f') continue;
    if (tag.closing && from !== null) return unescaped(readable(xml.slice(from.end, tag.start)));
    if (!tag.closing && !tag.empty) from = tag;
  }
  return null;
}

export const formulaText = (formula: string): string =>
  inserted(formula.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));

/** Puts a formula's text in its place again when it changed; marks of XML are no part of it. */
export function moveFormula(
  text: string,
  from: number,
  to: number,
  edits: Edits,
  moved: (formula: string) => string,
): void {
  const formula = unescaped(text);
  const after = moved(formula);
  if (after === formula) return;
  edits.replace(from, to, formulaText(after));
}
