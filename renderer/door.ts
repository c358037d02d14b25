/**
 * The window's side of the door: `window.ledger` is what preload put there; everything in the renderer goes
 * through `call` (a Result), `ask` (throws `Failed`) or `useCall` (a hook that asks again after a change).
 */
import { useCallback, useEffect, useState } from 'react';
import type { EventName, LedgerBridge, LedgerEvents } from '../shared/contract/events.ts';
import type { Args, CallName, CallsOfKind, Reply } from '../shared/contract/index.ts';
import { fail } from '../shared/result.ts';
import type { Failure, Result } from '../shared/result.ts';

declare global {
  interface Window {
    readonly ledger?: LedgerBridge;
  }
}

/** A refused call as an exception, for code that is written straight on. */
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'Failed';
    this.failure = failure;
  }
}

/** What was caught, as a failure: a `Failed` keeps its own, anything else is an error of the program. */
export function failureOf(caught: unknown): Failure {
  if (caught instanceof Failed) return caught.failure;
  const message = caught instanceof Error ? caught.message : String(caught);
  return { code: 'unexpected', detail: { message } };
}

/** Makes one call. Never throws: a door that is missing or broken is a failure `door_broken`. */
export async function call<K extends CallName>(name: K, args: Args<K>): Promise<Result<Reply<K>>> {
  const bridge = window.ledger;
  if (bridge === undefined) return fail('door_broken', { call: name });
  try {
    return await bridge.call[name](args);
  } catch (caught) {
    return fail('door_broken', {
      call: name,
      message: caught instanceof Error ? caught.message : String(caught),
    });
  }
}

/** Makes one call and answers its value. @throws Failed when it is refused */
export async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await call(name, args);
  if (!result.ok) throw new Failed(result.error);
  return result.value;
}

/** A token for a file that was dropped on the window. */
export async function tokenFor(file: File): Promise<Result<Reply<'returns.pickFiles'>['files'][number]>> {
  const bridge = window.ledger;
  if (bridge === undefined) return fail('door_broken', { call: 'tokenFor' });
  try {
    return await bridge.tokenFor(file);
  } catch {
    return fail('file_vanished', { name: file.name });
  }
}

type Listener<E extends EventName> = (value: LedgerEvents[E]) => void;
const listeners = new Map<EventName, Set<(value: never) => void>>();

/** Listens to what main tells unasked. One subscription per event crosses the door, however many listen. */
export function listen<E extends EventName>(event: E, listener: Listener<E>): () => void {
  let set = listeners.get(event);
  if (set === undefined) {
    const fresh = new Set<(value: never) => void>();
    set = fresh;
    listeners.set(event, fresh);
    window.ledger?.on(event, (value) => {
      for (const each of [...fresh]) (each as Listener<E>)(value);
    });
  }
  set.add(listener);
  return () => {
    set.delete(listener);
  };
}

export interface CallOptions {
  /** Tables whose change makes the answer stale. Left out: any change does. Empty: none does. */
  readonly tables?: readonly string[];
}

export interface CallState<T> {
  /** The answer to the present arguments; undefined until it is there. */
  readonly value: T | undefined;
  /** The answer before, to bridge the moment in which new arguments are asked. */
  readonly last: T | undefined;
  readonly failure: Failure | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

type Readable = CallsOfKind<'read'> | CallsOfKind<'shell'>;
interface Held<T> {
  readonly key: string | null;
  readonly value: T | undefined;
  readonly failure: Failure | null;
}

/** Whether an event concerns a reader of these tables. */
export function concerns(tables: readonly string[] | undefined, changed: readonly string[]): boolean {
  return tables === undefined || changed.some((table) => tables.includes(table));
}

/**
 * Asks a reading call and asks again when a change touches its tables or another ledger is opened.
 * @param args null asks nothing (for instance while nothing is selected)
 */
export function useCall<K extends Readable>(
  name: K,
  args: Args<K> | null,
  options: CallOptions = {},
): CallState<Reply<K>> {
  const key = args === null ? null : JSON.stringify(args);
  const [held, setHeld] = useState<Held<Reply<K>>>({ key: null, value: undefined, failure: null });
  const [round, setRound] = useState(0);
  const tables = options.tables?.join(' ');
  const reload = useCallback(() => {
    setRound((value) => value + 1);
  }, []);

  useEffect(() => {
    if (key === null) return;
    let alive = true;
    let busy = false;
    let again = false;
    const run = async (): Promise<void> => {
      // A change while one answer is under way asks once more afterwards, not at the same time.
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      const result = await call(name, JSON.parse(key) as Args<K>);
      busy = false;
      if (!alive) return;
      setHeld((before) =>
        result.ok
          ? { key, value: result.value, failure: null }
          : { key, value: before.key === key ? before.value : undefined, failure: result.error },
      );
      if (again) {
        again = false;
        void run();
      }
    };
    void run();
    const list = tables === undefined ? undefined : tables.split(' ').filter(Boolean);
    const offChanged = listen('changed', (event) => {
      if (concerns(list, event.tables)) void run();
    });
    const offLedger = listen('ledger', () => void run());
    return () => {
      alive = false;
      offChanged();
      offLedger();
    };
  }, [name, key, tables, round]);

  const current = held.key === key && key !== null;
  return {
    value: current ? held.value : undefined,
    last: held.value,
    failure: current ? held.failure : null,
    loading: key !== null && !current,
    reload,
  };
}
