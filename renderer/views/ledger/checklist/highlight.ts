/** Where the words that were typed stand in a text, so that they can be marked. */

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A text in pieces, those that match a word of `find` marked. Words found only by pinyin mark nothing. */
export function pieces(text: string, find: string): Piece[] {
  const words = find.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0 || text === '') return text === '' ? [] : [{ text, found: false }];
  const low = text.toLowerCase();
  // A letter whose lower case is longer would shift every place after it.
  if (low.length !== text.length) return [{ text, found: false }];
  const marks = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = low.indexOf(word); at >= 0; at = low.indexOf(word, at + word.length)) {
      marks.fill(1, at, at + word.length);
    }
  }
  const found: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && marks[at] === marks[start]) continue;
    found.push({ text: text.slice(start, at), found: marks[start] === 1 });
    start = at;
  }
  return found;
}
