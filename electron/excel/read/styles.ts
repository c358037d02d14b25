/** What a cell's style says of its number: the only thing of styles that is read. */
import { formatOf } from './formats.ts';
import type { NumberFormat } from './formats.ts';
import { attributesOf, tagsOf } from './xml.ts';

/** By index of the cell style (`s` of a cell). @throws Refusal `book_damaged` */
export function cellFormats(xml: string, part: string): NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inside = false;
  for (const tag of tagsOf(xml, part)) {
    if (tag.name === 'cellXfs') inside = !tag.closing && !tag.empty;
    else if (tag.closing) continue;
    else if (tag.name === 'numFmt') {
      const about = attributesOf(tag);
      codes.set(Number(about.get('numFmtId')), about.get('formatCode') ?? '');
    } else if (inside && tag.name === 'xf') {
      const id = Number(attributesOf(tag).get('numFmtId') ?? 0);
      formats.push(formatOf(id, codes.get(id)));
    }
  }
  return formats;
}
