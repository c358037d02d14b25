/** Finding units and persons as one types: in their words, and by pinyin initials of any name they ever had. */
import { pinyinInitials } from '../../../shared/initials.ts';

const initials = new Map<string, string>();

function initialsOf(word: string): string {
  let known = initials.get(word);
  if (known === undefined) {
    known = pinyinInitials(word);
    initials.set(word, known);
  }
  return known;
}

/** All parts typed (parted by blanks) must occur, each in a word or in its initials. Empty finds everything. */
export function matches(words: readonly string[], typed: string): boolean {
  const parts = typed.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  return parts.every((part) =>
    words.some((word) => {
      const plain = word.normalize('NFKC').toLowerCase();
      return plain.includes(part) || (/^[a-z0-9]+$/.test(part) && initialsOf(word).includes(part));
    }),
  );
}
