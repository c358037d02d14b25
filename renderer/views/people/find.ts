/** Finding units and persons as one types: in their words, and by pinyin of any name they ever had, initials or full. */
import { pinyinFull, pinyinInitials } from '../../../shared/initials.ts';

interface Sounds {
  readonly initials: string;
  readonly full: string;
}
const sounds = new Map<string, Sounds>();

function soundsOf(word: string): Sounds {
  let known = sounds.get(word);
  if (known === undefined) {
    known = { initials: pinyinInitials(word), full: pinyinFull(word) };
    sounds.set(word, known);
  }
  return known;
}

/** All parts typed (parted by blanks) must occur, each in a word or in its sound. Empty finds everything. */
export function matches(words: readonly string[], typed: string): boolean {
  const parts = typed.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  return parts.every((part) =>
    words.some((word) => {
      if (word.normalize('NFKC').toLowerCase().includes(part)) return true;
      if (!/^[a-z0-9]+$/.test(part)) return false;
      const { initials, full } = soundsOf(word);
      return initials.includes(part) || full.includes(part);
    }),
  );
}
