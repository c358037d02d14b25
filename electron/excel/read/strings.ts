/** The shared strings of a workbook, each read when a cell first asks for it. */
import { Refusal } from '../../../shared/result.ts';
import { limits } from './limits.ts';
import { endOfText, plainText, richText } from './texts.ts';

export interface SharedStrings {
  readonly count: number;
  /** Undefined beyond the end. */
  at(index: number): string | undefined;
}

export const noStrings: SharedStrings = { count: 0, at: () => undefined };

/** @param b the part as plain XML @throws Refusal `book_too_many_cells`; `at` throws `book_damaged` */
export function sharedStrings(b: Buffer, part: string): SharedStrings {
  const starts = startsOf(b);
  const texts: (string | undefined)[] = [];
  texts.length = Math.min(starts.length, 50_000);
  return {
    count: starts.length,
    at(index) {
      const start = starts[index];
      if (start === undefined) return undefined;
      return (texts[index] ??= start < 0 ? '' : stringAt(b, start, part));
    },
  };
}

/** Where the content of each `<si>` begins, -1 for an empty one. */
function startsOf(b: Buffer): readonly number[] {
  const starts: number[] = [];
  const n = b.length;
  for (let p = 0; p < n; p++) {
    if (b[p] !== 60) continue;
    let from = ++p;
    let c = b[p] ?? 62;
    for (; c > 32 && c !== 62 && c !== 47; c = b[++p] ?? 62) if (c === 58) from = p + 1;
    if (p - from !== 2 || b[from] !== 115 || b[from + 1] !== 105) continue;
    while (p < n && b[p] !== 62) p++;
    starts.push(b[p - 1] === 47 ? -1 : p + 1);
    if (starts.length > limits.cells) throw new Refusal('book_too_many_cells', { limit: limits.cells });
  }
  return starts;
}

function stringAt(b: Buffer, start: number, part: string): string {
  // The usual shape, `<t>…</t></si>`, without looking at more than its bytes.
  if (b[start] === 60 && b[start + 1] === 116 && (b[start + 2] === 62 || b[start + 2] === 32)) {
    let p = start + 2;
    while (p < b.length && b[p] !== 62) p++;
    if (b[p - 1] !== 47) {
      const text = plainText(b, p + 1);
      const end = endOfText();
      if (b[end + 2] === 116 && b[end + 3] === 62 && b[end + 5] === 47 && b[end + 6] === 115) return text;
    }
  }
  return richText(b, start, 'si', part).text;
}
