/** Writing from a form: one call at a time, a refusal shown in Chinese, the answer handed back. */
import { useCallback, useRef, useState } from 'react';
import type { Args, CallsOfKind, Reply } from '../../../shared/contract/index.ts';
import { call } from '../../door.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';

type Writing = CallsOfKind<'write'> | CallsOfKind<'shell'>;

/** Makes a writing call; null when it was refused (the refusal has been shown). */
export async function write<K extends Writing>(name: K, args: Args<K>, done = ''): Promise<Reply<K> | null> {
  const result = await call(name, args);
  if (!result.ok) {
    notifyFailure(result.error);
    return null;
  }
  if (done !== '') notifySuccess(done);
  return result.value;
}

/** Guards a form against a second press while the first write is under way. */
export function useBusy(): { busy: boolean; once: (work: () => Promise<void>) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const once = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      await work();
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, once };
}

/** Longer than nearly every write takes, in milliseconds. */
const SLOW = 300;

/** For a button: shows that it is working only where that takes time; a sign that comes and goes at once sticks. */
export function slow(busy: boolean): false | { readonly delay: number } {
  return busy ? { delay: SLOW } : false;
}
