/** Which layer lies over the window: the command palette, the list of keys, or none. */
import { create } from 'zustand';

export const useOverlay = create<{ readonly shown: 'palette' | 'keys' | null }>(() => ({ shown: null }));
export function closeOverlay(): void {
  useOverlay.setState({ shown: null });
}
