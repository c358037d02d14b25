/** The forms, dialogs and menus (antd) are fetched when first needed, or when the window has time. */
import { useSyncExternalStore } from 'react';
import type { ComponentType, ReactNode } from 'react';

interface Kit {
  readonly KitFrame: ComponentType<{ readonly children: ReactNode }>;
  readonly KitHost: ComponentType;
}

let kit: Kit | null = null;
let loading: Promise<Kit> | null = null;
const listeners = new Set<() => void>();

export function loadKit(): Promise<Kit> {
  loading ??= import('./kit/index.tsx').then((module) => {
    kit = module;
    for (const listener of listeners) listener();
    return module;
  });
  return loading;
}

/** The kit once it is there. */
export function useKit(): Kit | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => kit,
  );
}

/** Fetches the kit in a quiet moment after the first screen stands. */
export function warmWhenIdle(): void {
  const warm = (): void => {
    void loadKit();
  };
  window.setTimeout(() => window.requestIdleCallback(warm, { timeout: 10_000 }), 1500);
}
