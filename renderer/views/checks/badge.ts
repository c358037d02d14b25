/**
 * How many contradictions are open, for the bar on top. Asked in quiet moments only: after the first screen stands, and
 * some time after a change, so that neither the start nor a tick waits for it.
 */
import { create } from 'zustand';
import { call, listen } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';

export const useCheckBadge = create<{ readonly open: number | null }>(() => ({ open: null }));

/** After the start, and after a change, in milliseconds. */
const FIRST = 2500;
const PAUSE = 1200;
/** A ledger that takes its time is asked less often: this many times as long as the last answer took. */
const REST = 10;

let waiting: number | null = null;
let asking = false;
let took = 0;

async function ask(): Promise<void> {
  if (useLedger.getState().ledger?.open == null) {
    useCheckBadge.setState({ open: null });
    return;
  }
  asking = true;
  const begun = performance.now();
  const result = await call('check.list', { kinds: [], waived: false, offset: 0, limit: 0 });
  took = performance.now() - begun;
  asking = false;
  if (result.ok) useCheckBadge.setState({ open: result.value.open });
}

function later(pause: number): void {
  if (waiting !== null) window.clearTimeout(waiting);
  waiting = window.setTimeout(
    () => {
      waiting = null;
      if (asking) later(PAUSE);
      else window.requestIdleCallback(() => void ask(), { timeout: 5000 });
    },
    Math.max(pause, took * REST),
  );
}

let following = false;
/** Keeps the number up to date from now on; cheap to call again. */
export function followCheckBadge(): void {
  if (following) return;
  following = true;
  listen('changed', () => later(PAUSE));
  listen('ledger', () => later(PAUSE));
  later(FIRST);
}
