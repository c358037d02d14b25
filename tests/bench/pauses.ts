/**
 * How long a process leaves others waiting: a timer of 5 ms, and how much later than that it came. `watchPauses` is
 * also sent to the program's main process as text: it may use nothing from outside itself.
 */
export interface Pause {
  /** Milliseconds. */
  readonly ms: number;
  /** Of these the time in which the thread waited for a processor that others had; null when the system does not tell. */
  readonly waited: number | null;
}

export interface Pauses {
  /** The longest ones since the last asking, longest first. */
  take(): Pause[];
  stop(): void;
}

/** @param read gives the text of a file, for what Linux tells of a process's main thread */
export function watchPauses(read: (file: string) => string): Pauses {
  const waitedSoFar = (): number | null => {
    try {
      return Number(read('/proc/self/schedstat').split(' ')[1]) / 1e6;
    } catch {
      return null;
    }
  };
  let longest: { ms: number; waited: number | null }[] = [];
  let last = performance.now();
  let waited = waitedSoFar();
  const timer = setInterval(() => {
    const now = performance.now();
    const until = waitedSoFar();
    const ms = now - last - 5;
    if (ms > 5) {
      longest.push({ ms, waited: until === null || waited === null ? null : until - waited });
      if (longest.length > 100) longest = longest.toSorted((a, b) => b.ms - a.ms).slice(0, 20);
    }
    last = now;
    waited = until;
  }, 5);
  return {
    take() {
      const taken = longest.toSorted((a, b) => b.ms - a.ms);
      longest = [];
      return taken;
    },
    stop: () => clearInterval(timer),
  };
}
