/** One piece of work whenever the window has nothing to do, so that many plots never hold it. */
const waiting: { run: () => void }[] = [];
let asked = false;

function next(): void {
  asked = false;
  waiting.shift()?.run();
  if (waiting.length > 0) ask();
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestIdleCallback(next, { timeout: 300 });
}

/** Comes back when the window has nothing to do. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    whenIdle(resolve);
  });
}

/** Runs `run` when the window rests, after what was asked before; answers how to take it back. */
export function whenIdle(run: () => void): () => void {
  const entry = { run };
  waiting.push(entry);
  ask();
  return () => {
    const at = waiting.indexOf(entry);
    if (at >= 0) waiting.splice(at, 1);
  };
}
