/** Medians of several runs, taken in turns so that a busy moment of the machine falls on all that is compared. */

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Milliseconds that work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Times several pieces of work in turns: a, b, a, b, …
 * @param rounds how often each is measured; the first round is not counted, it warms up
 * @returns the median of each, in milliseconds, and the median of each round's ratio to the last piece (the floor)
 */
export async function inTurns<K extends string>(
  rounds: number,
  work: Readonly<Record<K, (round: number) => unknown>>,
): Promise<{ readonly median: Record<K, number>; readonly ratio: Record<K, number> }> {
  const names = Object.keys(work) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const taken = await timed(() => work[name](round));
      if (round > 0) times.get(name)?.push(taken);
    }
  }
  const floor = times.get(names.at(-1) as K) ?? [];
  const of = (value: (list: readonly number[]) => number): Record<K, number> =>
    Object.fromEntries(names.map((name) => [name, value(times.get(name) ?? [])])) as Record<K, number>;
  return {
    median: of(median),
    ratio: of((list) => median(list.map((taken, index) => taken / (floor[index] ?? Number.NaN)))),
  };
}
