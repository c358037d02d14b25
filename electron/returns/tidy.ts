import { redoTarget } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { tidyStaging } from '../../db/returns/index.ts';
import { storeOf } from '../../db/store.ts';
import type { Session } from '../session.ts';
import { inSlices } from './slices.ts';

const tidied = new WeakMap<Ledger, Promise<void>>();

/** Clears away, once after opening, what a crash left of a take-in. Never fails: what can't be cleared is left. */
export function tidy(session: Session, logError: (where: string, error: unknown) => string): Promise<void> {
  const { current } = session;
  if (current === null || current.readOnly) return Promise.resolve();
  let work = tidied.get(current);
  if (work === undefined) {
    work = inSlices(session, tidyStaging(redoTarget(current.read) !== null))
      .then(() => storeOf(current.file).tidy())
      .catch((error: unknown) => void logError('tidy staging', error));
    tidied.set(current, work);
  }
  return work;
}
