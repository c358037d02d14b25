/** Names of the workbooks that are sent out, as every system takes them. */
import type { Month } from '../../../shared/month.ts';

/** What Windows forbids in names, what can't be seen, and what turns the reading direction. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;
const MAX_CHARACTERS = 120;
/** Most systems bound a name to 255 bytes; a temporary name beside it takes some of them. */
const MAX_BYTES = 225;

/**
 * 报送表-财务管理部-2024-08.xlsx. At most 120 characters and 225 bytes.
 * @param taken names given out before, in lower case; the new one is added, and a number set apart what looks alike
 */
export function formFileName(unitName: string, month: Month, taken: Set<string> = new Set()): string {
  const clean =
    unitName.normalize('NFC').replace(FORBIDDEN, '_').replace(/\s+/gu, ' ').trim() || '未命名单位';
  for (let n = 1; ; n += 1) {
    const end = `-${month}${n === 1 ? '' : `(${n})`}.xlsx`;
    const name = `${cut(`报送表-${clean}`, end)}${end}`;
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The beginning of a text that leaves room for `end`; no character is cut in two. */
function cut(text: string, end: string): string {
  let characters = end.length;
  let bytes = Buffer.byteLength(end);
  let kept = '';
  for (const character of text) {
    characters += character.length;
    bytes += Buffer.byteLength(character);
    if (characters > MAX_CHARACTERS || bytes > MAX_BYTES) break;
    kept += character;
  }
  return kept.trimEnd();
}
