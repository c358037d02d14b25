import type { Slices } from '../../db/returns/index.ts';
import type { Context } from '../context.ts';
import { SETTLE_LOG } from '../jobs/kinds.ts';
import type { Session } from '../session.ts';

/**
 * Runs work that comes in slices of some milliseconds each; between two of them everyone else goes first.
 * @param lasting a clerk's own work, that must outlast a power cut; all else can be worked again from the files
 */
export async function inSlices<T>(session: Session, slices: Slices<T>, lasting = false): Promise<T> {
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
    await session.unlogged(next.value, lasting);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** After much was staged: a child brings it into the ledger's file, which takes the disk longer than anyone should wait. */
export async function settle({ jobs, session }: Context): Promise<void> {
  // What fails here is made up for with the next step.
  await jobs.pool.run(SETTLE_LOG, session.beside());
}
