/** The clerk's window over its life: opened once, reloaded when its page dies; closing it ends the program. */
import { join } from 'node:path';
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { askReload } from '../dialogs.ts';
import { openJsonStore } from '../files/json-store.ts';
import type { JsonStore } from '../files/json-store.ts';
import type { WindowRegistry } from '../ipc.ts';
import { openMainWindow } from '../window.ts';
import type { Home } from './home.ts';

export interface OnlyWindow {
  /** Null once it is closed. */
  readonly own: () => BrowserWindow | null;
  /** Place and zoom. */
  readonly state: JsonStore;
}

export function openOnlyWindow(home: Home, windows: WindowRegistry): OnlyWindow {
  const { log } = home;
  const state = openJsonStore(join(home.folder, 'window.json'));
  const window = openMainWindow({ preload: home.preload, state, windows, log });
  window.on('closed', () => app.quit());
  // Hidden windows of papers come and go; the program lives as long as the clerk's own window.
  app.on('window-all-closed', () => undefined);
  window.webContents.on('render-process-gone', (_, details) => {
    if (details.reason === 'clean-exit') return;
    log.info(`page gone: ${details.reason} ${details.exitCode}`);
    void askReload(window, log.folder ?? '').then((again) => (again ? window.reload() : app.quit()));
  });
  return { own: () => (window.isDestroyed() ? null : window), state };
}
