/** Which panes are open and how wide, for the width there is; remembered through the preferences. */
import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { viewport } from '../ui/viewport.ts';
import { asFlag, asNumber, asText, pref, setPref, usePref } from './prefs.ts';

/** Room in which the three panes must share: `wide` has all, `medium` has the detail, `narrow` also the tree as drawer. */
export type Room = 'wide' | 'medium' | 'narrow';

/** @param width of the window in rem, so that zoom and large text count as less room */
export function roomFor(width: number): Room {
  if (width >= 84) return 'wide';
  return width >= 58 ? 'medium' : 'narrow';
}

export type TextSize = 'normal' | 'large' | 'huge';
const textSizes: readonly TextSize[] = ['normal', 'large', 'huge'];
const asTextSize = (value: unknown): TextSize | undefined => textSizes.find((each) => each === asText(value));
/** 字号 (preference `textSize`): 标准, 大, 特大. */
export function useTextSize(): TextSize {
  return usePref('textSize', asTextSize, 'normal');
}

/** Pixels of one rem, by the text size; the same numbers stand in theme.css. */
export const remOf: Readonly<Record<TextSize, number>> = { normal: 14, large: 16, huge: 19 };

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => {
    window.removeEventListener('resize', listener);
  };
}
export function useRoom(): Room {
  const rem = remOf[useTextSize()];
  return useSyncExternalStore(onResize, () => roomFor(viewport().width / rem));
}
export function roomNow(): Room {
  return roomFor(viewport().width / remOf[pref('textSize', asTextSize, 'normal')]);
}

/** Drawers that lie open over the checklist; in a wide window nothing is a drawer. */
export const useDrawers = create<{ readonly tree: boolean; readonly detail: boolean }>(() => ({
  tree: false,
  detail: false,
}));

export function usePaneWidth(pane: 'tree' | 'detail'): number {
  return usePref(`pane.${pane}`, asNumber, pane === 'tree' ? 23 : 25);
}
export function setPaneWidth(pane: 'tree' | 'detail', rem: number): void {
  setPref(`pane.${pane}`, Math.round(Math.max(14, Math.min(48, rem)) * 10) / 10);
}
export function usePaneShown(pane: 'tree' | 'detail'): boolean {
  return usePref(`pane.${pane}.shown`, asFlag, true);
}
