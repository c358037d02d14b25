/** One program at a time and user; a second start brings the first window to the front. */
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { bringToFront } from '../window.ts';

export function becomeOnlyInstance(): boolean {
  return app.requestSingleInstanceLock();
}

export function showFirstWindowOnSecondStart(window: () => BrowserWindow | null): void {
  app.on('second-instance', () => bringToFront(window()));
}
