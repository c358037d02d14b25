/**
 * Finds the texts that another one most resembles, among many: equal ones at once, else by the rarest of its pairs of
 * characters, so that never all are compared with all.
 */
export interface Likeness {
  /** Position of the text in the list that the index was made from. */
  readonly at: number;
  /** 0–100; 100 for the same letters and digits only. */
  readonly score: number;
}

/** How many of a text's rarest pairs are looked up, and how many texts with most of them are compared in full. */
const RARE_PAIRS = 8;
const COMPARED = 12;
/** So many entries of the lists of pairs are read for one text at most: a pair that all texts share tells little. */
const READ = 1500;
/** A text of at least so many characters that is part of another one is meant by it. */
const TELLING = 10;
const PART_SCORE = 90;

export class AlikeIndex {
  readonly #keys: readonly string[];
  readonly #equal = new Map<string, number[]>();
  readonly #pairsOf: readonly (readonly number[])[];
  readonly #havingPair = new Map<number, number[]>();
  readonly #votes: Uint8Array;

  /** @param keys as `wordKey` makes them */
  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#pairsOf = keys.map((key) => [...pairsOf(key)]);
    this.#votes = new Uint8Array(keys.length);
    this.#keys.forEach((key, at) => {
      if (key !== '') put(this.#equal, key, at);
      for (const pair of this.#pairsOf[at] ?? []) put(this.#havingPair, pair, at);
    });
  }

  /** Positions of the texts with this key, in their order. */
  equal(key: string): readonly number[] {
    return this.#equal.get(key) ?? [];
  }

  /** The most alike texts from a score on, best first; equal ones among them. */
  alike(key: string, least: number): Likeness[] {
    const pairs = pairsOf(key);
    return this.#mostShared(pairs)
      .map((at) => ({ at, score: score(key, pairs, this.#keys[at] ?? '', this.#pairsOf[at] ?? []) }))
      .filter((one) => one.score >= least)
      .sort((a, b) => b.score - a.score || a.at - b.at);
  }

  /** Positions of the texts that share most of the rarest pairs. */
  #mostShared(pairs: ReadonlySet<number>): number[] {
    const lists = [...pairs]
      .flatMap((pair) => {
        const list = this.#havingPair.get(pair);
        return list === undefined ? [] : [list];
      })
      .sort((a, b) => a.length - b.length)
      .slice(0, RARE_PAIRS);
    const met: number[] = [];
    let read = 0;
    for (const list of lists) {
      if (read > 0 && read + list.length > READ) break;
      read += list.length;
      for (const at of list) {
        const votes = this.#votes[at] ?? 0;
        if (votes === 0) met.push(at);
        this.#votes[at] = votes + 1;
      }
    }
    const byVotes: number[][] = Array.from({ length: RARE_PAIRS + 1 }, () => []);
    for (const at of met) {
      byVotes[this.#votes[at] ?? 0]?.push(at);
      this.#votes[at] = 0;
    }
    const best: number[] = [];
    for (let votes = RARE_PAIRS; votes > 0 && best.length < COMPARED; votes -= 1)
      best.push(...(byVotes[votes] ?? []).slice(0, COMPARED - best.length));
    return best;
  }
}

/** How alike two texts are, 0–100, by their keys: by shared pairs of characters; 100 for equal ones only. */
export function alikeness(a: string, b: string): number {
  return a === b ? score(a, NONE, b, []) : score(a, pairsOf(a), b, [...pairsOf(b)]);
}

const NONE: ReadonlySet<number> = new Set();

function score(a: string, aPairs: ReadonlySet<number>, b: string, bPairs: readonly number[]): number {
  if (a === b) return a === '' ? 0 : 100;
  const [part, whole] = a.length < b.length ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of bPairs) if (aPairs.has(pair)) shared += 1;
  const all = aPairs.size + bPairs.length;
  const dice = all === 0 ? 0 : Math.min(99, Math.round((200 * shared) / all));
  return part.length >= TELLING && dice < PART_SCORE && whole.includes(part) ? PART_SCORE : dice;
}

/** Every two neighbouring characters as one number. */
function pairsOf(key: string): Set<number> {
  const pairs = new Set<number>();
  for (let i = 0; i + 1 < key.length; i += 1) pairs.add(key.charCodeAt(i) * 65_536 + key.charCodeAt(i + 1));
  return pairs;
}

function put<K>(map: Map<K, number[]>, key: K, at: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [at]);
  else list.push(at);
}
