/** Zoom of the whole window, in percent (preference `zoom`). */
import { call } from '../door.ts';
import { asNumber, pref, setPref } from '../store/prefs.ts';

export function zoomNow(): number {
  return pref('zoom', asNumber, 100);
}
export function setZoom(percent: number): void {
  const bounded = Math.max(50, Math.min(300, Math.round(percent)));
  setPref('zoom', bounded);
  void call('window.zoom', { percent: bounded });
}
