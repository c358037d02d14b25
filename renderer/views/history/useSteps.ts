/** All steps, newest first, fetched page by page as the list nears its end; begun anew after every write. */
import { useCallback, useEffect, useRef, useState } from 'react';
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
  more(): void;
}

/** @param revision of the ledger; a new one begins the list anew, as far down as it was fetched */
export function useSteps(revision: number): Steps {
  const [held, setHeld] = useState<{ steps: HistoryStep[]; whole: boolean }>({ steps: [], whole: false });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [loading, setLoading] = useState(true);
  const asking = useRef(0);
  const count = useRef(0);
  count.current = held.steps.length;

  const fetch = useCallback(async (before: number | null, limit: number) => {
    const mine = ++asking.current;
    setLoading(true);
    const result = await call('history.steps', { limit, ...(before === null ? {} : { before }) });
    // An answer to an earlier question must not overwrite a later one.
    if (mine !== asking.current) return;
    setLoading(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    const { steps } = result.value;
    setFailure(null);
    setHeld((now) => ({
      steps: before === null ? steps : [...now.steps, ...steps],
      whole: steps.length < limit,
    }));
  }, []);

  useEffect(() => {
    void fetch(null, Math.min(1000, Math.max(PAGE, count.current)));
  }, [fetch, revision]);

  const { steps, whole } = held;
  const more = useCallback(() => {
    const last = steps.at(-1);
    if (!whole && !loading && last !== undefined) void fetch(last.id, PAGE);
  }, [fetch, steps, whole, loading]);

  return { steps, whole, failure, loading, more };
}
