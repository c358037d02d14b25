import type { Slices } from '../../db/returns/index.ts';
import type { Session } from '../session.ts';

/** Runs work that comes in slices of some milliseconds each; between two of them everyone else goes first. */
export async function inSlices<T>(session: Session, slices: Slices<T>): Promise<T> {
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
    await session.unlogged(next.value);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
