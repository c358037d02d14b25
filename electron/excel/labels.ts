/** Names by which a workbook's formulas tell groups apart: each group has a text of its own. */
import { unassignedWord } from '../../shared/words.ts';
import type { Label } from './formulas.ts';
import { writable } from './plan.ts';

/** Words that mean something else in a table of groups. */
const RESERVED = [unassignedWord, '合计'];
/** Criteria of office programs are no longer than 255; a plain name is far shorter. */
const PLAIN_LENGTH = 100;
/** Chinese words that no program takes for a number, a day or a pattern. */
const PLAIN = /^(?![〇零一二三四五六七八九十百千万亿两])\p{Script=Han}[^*?~<>="]*$/u;
/** A name longer than a cell's line is told from others by its beginning. */
const LONGEST = 1000;

/**
 * Labels of groups by their id. Two that bear the same name (two persons, two aspects) are numbered; 未明确 is that of null.
 */
export function labelsOf(
  groups: readonly { readonly id: number | null; readonly name: string }[],
): ReadonlyMap<number | null, Label> {
  const taken = new Set(RESERVED);
  const texts = new Map<number | null, string>([[null, unassignedWord]]);
  for (const { id, name } of groups) {
    if (texts.has(id)) continue;
    const wanted =
      writable(name)
        .trim()
        .slice(0, LONGEST)
        .replace(/[\ud800-\udbff]$/, '') || '（未命名）';
    let text = wanted;
    for (let n = 2; taken.has(text); n += 1) text = `${wanted}（${n}）`;
    taken.add(text);
    texts.set(id, text);
  }
  const folded = new Map<string, number>();
  for (const text of texts.values()) folded.set(fold(text), (folded.get(fold(text)) ?? 0) + 1);
  return new Map(
    [...texts].map(([id, text]) => [
      id,
      { text, exact: text.length > PLAIN_LENGTH || !PLAIN.test(text) || (folded.get(fold(text)) ?? 0) > 1 },
    ]),
  );
}

/** A free word by which rows are told apart, as the cells hold it. */
export function labelOf(word: string): Label {
  const text = writable(word);
  return { text, exact: text.length > PLAIN_LENGTH || !PLAIN.test(text) };
}

/** What office programs may take for the same: letters of either case, full and half width. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
