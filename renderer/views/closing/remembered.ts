/** Names and texts last used at a step of the chain, offered when it is taken again. Kept for this PC only. */
import { pref, setPref, usePref } from '../../store/prefs.ts';

const KEEP = 4;
const PREF = 'closing.texts';
type Kept = Readonly<Record<string, readonly string[]>>;

function asKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const kept: Record<string, readonly string[]> = {};
  for (const [key, list] of Object.entries(value)) {
    if (Array.isArray(list)) kept[key] = list.filter((each) => typeof each === 'string').slice(0, KEEP);
  }
  return kept;
}
const none: Kept = {};

/** Last used first; never more than a few. */
export function withText(kept: Kept, key: string, text: string): Kept {
  const said = text.trim();
  if (said === '') return kept;
  return { ...kept, [key]: [said, ...(kept[key] ?? []).filter((each) => each !== said)].slice(0, KEEP) };
}

export function useRemembered(key: string): readonly string[] {
  return usePref(PREF, asKept, none)[key] ?? [];
}
export function rememberText(key: string, text: string): void {
  setPref(PREF, withText(pref(PREF, asKept, none), key, text));
}
