/** Finding among short lists by words or pinyin initials. */
import { useEffect, useState } from 'react';

type Initials = (text: string) => string;
let loaded: Initials | null = null;
let loading: Promise<Initials> | null = null;

/** The pinyin tables (about 300 kB), fetched when first needed. */
export function loadInitials(): Promise<Initials> {
  loading ??= import('../../shared/initials.ts').then((module) => {
    loaded = module.pinyinInitials;
    return module.pinyinInitials;
  });
  return loading;
}

const none: Initials = () => '';
/** Whether the tables are there: until then nothing is found by initials. */
export function initialsLoaded(): boolean {
  return loaded !== null;
}
/** Initials as far as they are there; fetches them. */
export function useInitials(): Initials {
  const [initials, setInitials] = useState<Initials>(() => loaded ?? none);
  useEffect(() => {
    if (loaded === null) void loadInitials().then((found) => setInitials(() => found));
  }, []);
  return initials;
}
/** Initials if they are there already, else none. */
export function initialsNow(text: string): string {
  return loaded === null ? '' : loaded(text);
}

/** True when every word typed occurs in the text or among its initials. */
export function matches(text: string, initials: string, typed: string): boolean {
  const low = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => low.includes(word) || initials.includes(word));
}
