/** All steps, newest first, fetched page by page as the list nears its end; begun anew after every write. */
import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Failure } from '../../../shared/result.ts';
import { call } from '../../door.ts';

export type HistoryStep = Reply<'history.steps'>['steps'][number];

const PAGE = 200;

export interface Steps {
  readonly steps: readonly HistoryStep[];
  /** False while the oldest step has not been fetched yet. */
  readonly whole: boolean;
  readonly failure: Failure | null;
  readonly loading: boolean;
  readonly more: () => void;
}

interface Held {
  readonly revision: number;
  readonly steps: readonly HistoryStep[];
  readonly whole: boolean;
  readonly failure: Failure | null;
}

/** @param revision of the ledger; a new one begins the list anew, as far down as it was fetched */
export function useSteps(revision: number): Steps {
  const [held, setHeld] = useState<Held>({ revision: -1, steps: [], whole: false, failure: null });
  /** The page that is wanted: from the top, or behind a step. */
  const [wanted, setWanted] = useState<number | null>(null);
  const stale = held.revision !== revision;
  const { steps, whole } = held;
  const last = steps.at(-1)?.id ?? null;
  const before = stale ? null : wanted;
  const limit = stale ? Math.min(1000, Math.max(PAGE, steps.length)) : PAGE;
  const asking = stale || (before !== null && before === last && !whole);

  useEffect(() => {
    if (!asking) return;
    let alive = true;
    const fetch = async (): Promise<void> => {
      const result = await call('history.steps', { limit, ...(before === null ? {} : { before }) });
      // An answer to an earlier question must not overwrite a later one.
      if (!alive) return;
      setHeld((now) => {
        if (!result.ok) return { ...now, revision, whole: true, failure: result.error };
        const fetched = result.value.steps;
        return {
          revision,
          steps: before === null ? fetched : [...now.steps, ...fetched],
          whole: fetched.length < limit,
          failure: null,
        };
      });
    };
    void fetch();
    return () => {
      alive = false;
    };
  }, [asking, before, limit, revision]);

  const more = useCallback(() => setWanted(last), [last]);
  return { steps, whole, failure: held.failure, loading: asking, more };
}
