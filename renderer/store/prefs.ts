/** Preferences of this PC (layout, columns, text size): kept by main, never in the ledger. */
import { create } from 'zustand';
import { call } from '../door.ts';

interface PrefsStore {
  readonly loaded: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}
export const usePrefs = create<PrefsStore>(() => ({ loaded: false, values: {} }));

/** Dragging a splitter changes a preference at every move; it is written once the hand rests. */
const REST = 400;
let pending: Record<string, unknown> = {};
let timer: number | null = null;

export async function loadPrefs(): Promise<void> {
  const result = await call('prefs.get', {});
  usePrefs.setState((store) => ({
    loaded: true,
    values: result.ok ? { ...result.value, ...store.values } : store.values,
  }));
}

function send(): void {
  timer = null;
  const values = pending;
  pending = {};
  void call('prefs.set', values);
}

/** Remembers a value (null forgets it) at once in the window, soon on the disk. */
export function setPref(key: string, value: unknown): void {
  usePrefs.setState(({ values }) => ({ values: { ...values, [key]: value } }));
  pending[key] = value;
  if (timer !== null) window.clearTimeout(timer);
  timer = window.setTimeout(send, REST);
}

/** Writes what still waits; called when the window is about to go. */
export function flushPrefs(): void {
  if (timer === null) return;
  window.clearTimeout(timer);
  send();
}

/** A remembered value, checked by `read`, which answers undefined for anything it does not know. */
export function pref<T>(key: string, read: (value: unknown) => T | undefined, otherwise: T): T {
  return read(usePrefs.getState().values[key]) ?? otherwise;
}
export function usePref<T>(key: string, read: (value: unknown) => T | undefined, otherwise: T): T {
  const value = usePrefs((store) => store.values[key]);
  return read(value) ?? otherwise;
}

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const asFlag = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;
