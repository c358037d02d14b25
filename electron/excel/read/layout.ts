/** What stands around the cells of a worksheet's XML: hidden columns, merged areas, and areas to be bounded. */
import { Refusal } from '../../../shared/result.ts';
import type { Area } from '../../../shared/returns/grid.ts';
import { limits } from './limits.ts';
import { checkArea } from './tally.ts';
import type { OpenGrid } from './tally.ts';
import { attributesOf, isTrue, tagsOf } from './xml.ts';

/** The first opening tag of this name. */
export function tagAfter(
  b: Buffer,
  name: string,
  from: number,
): { at: number; end: number; empty: boolean } | null {
  for (let at = b.indexOf(name, from, 'latin1'); at >= 0; at = b.indexOf(name, at + 1, 'latin1')) {
    let open = at;
    while (open > 0 && b[open] !== 60 && b[open] !== 62 && at - open < 64) open--;
    const between = b.toString('latin1', open + 1, at);
    const after = b[at + name.length] ?? 0;
    if (b[open] !== 60 || !/^(?:[\w.-]+:)?$/.test(between) || (after > 32 && after !== 62 && after !== 47))
      continue;
    const close = b.indexOf(62, at);
    if (close < 0) return null;
    return { at: open, end: close + 1, empty: b[close - 1] === 47 };
  }
  return null;
}

/** Hidden columns, merged areas, and areas that must not be absurd. A part that breaks off lacks its last tag. */
export function surroundings(xml: string, grid: OpenGrid, part: string, toEnd: boolean): void {
  let end = '';
  checkMergeCount(xml, grid.name);
  for (const tag of tagsOf(xml, part)) {
    end = tag.empty ? tag.name : '';
    if (tag.closing) continue;
    if (tag.name === 'col') {
      const about = attributesOf(tag);
      const first = Number(about.get('min'));
      const last = Number(about.get('max'));
      if (isTrue(about.get('hidden')) && first >= 1 && last >= first)
        grid.hiddenColumns.push([first - 1, Math.min(last, limits.columns) - 1]);
    } else if (tag.name === 'mergeCell') {
      const area = areaOf(attributesOf(tag).get('ref') ?? '');
      if (area === null) throw new Refusal('book_damaged', { sheet: grid.name });
      grid.merges.push(area);
    } else if (tag.name === 'dataValidation') {
      checkAreas(attributesOf(tag).get('sqref') ?? '', grid.name);
    } else if (tag.name === 'sqref' && !tag.empty) {
      checkAreas(xml.slice(tag.end, xml.indexOf('<', tag.end)), grid.name);
    }
  }
  if (toEnd && end !== 'worksheet') throw new Refusal('book_damaged', { sheet: grid.name, part });
}

/** Before any of them is built. @throws Refusal `book_too_many_merges` */
function checkMergeCount(xml: string, sheet: string): void {
  let merges = 0;
  for (let at = xml.indexOf('mergeCell '); at >= 0; at = xml.indexOf('mergeCell ', at + 10))
    if (++merges > limits.merges) throw new Refusal('book_too_many_merges', { sheet, limit: limits.merges });
}

/** @throws Refusal `book_absurd_area`, `book_damaged` */
function checkAreas(list: string, sheet: string): void {
  for (const text of list.trim().split(/\s+/)) {
    const area = areaOf(text);
    if (area !== null) checkArea(area, sheet);
  }
}

/** 'B2:D5', 'B2', with or without $; null when it is none. */
export function areaOf(text: string): Area | null {
  const found = /^\$?([a-z]{1,4})\$?(\d{1,8})(?::\$?([a-z]{1,4})\$?(\d{1,8}))?$/i.exec(text);
  if (found === null) return null;
  const [, left = '', top = '', right = left, bottom = top] = found;
  return {
    top: Number(top) - 1,
    left: columnOf(left),
    bottom: Number(bottom) - 1,
    right: columnOf(right),
  };
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
