/** The first word typed must not wait for the words of all measures to be read: they are read in pauses after opening. */
import { warmWords } from '../db/index.ts';
import type { Session } from './session.ts';

/** Until the first screen stands and what follows it has been asked, in milliseconds. */
const FIRST_SCREEN = 1500;
/** Between two slices, so that whatever the clerk does goes first. */
const PAUSE = 15;

/** Begins reading the open ledger's words; ends by itself when they are read or another ledger is opened. */
export function warmFinding(session: Session): void {
  const { current } = session;
  if (current === null) return;
  const slices = warmWords(current.read);
  const next = (): void => {
    if (session.current !== current) return;
    try {
      if (slices.next().done === true) return;
    } catch {
      // What can't be read is told by the find that needs it.
      return;
    }
    setTimeout(next, PAUSE);
  };
  setTimeout(next, FIRST_SCREEN);
}
