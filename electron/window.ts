/** The clerk's window: remembered place and zoom, locked down, shown once there is something to see. */
import { BrowserWindow, screen } from 'electron';
import { APP_ORIGIN } from './door/sender.ts';
import type { JsonStore } from './files/json-store.ts';
import { MINIMUM_SIZE, placeOn, readPlace } from './files/window-place.ts';
import type { WindowRegistry } from './ipc.ts';
import type { Log } from './log.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly state: JsonStore;
  readonly windows: WindowRegistry;
  readonly log: Log;
}

/** What every page of the program gets, and no more. */
export function pagePreferences(preload: string): Electron.WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

export function zoomOf(state: JsonStore): number {
  const percent = state.get('zoom');
  return typeof percent === 'number' && percent >= 50 && percent <= 300 ? percent : 100;
}

export function openMainWindow({ preload, state, windows, log }: WindowOptions): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  const place = placeOn(
    readPlace(state.get('place')),
    [main, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    x: place.x,
    y: place.y,
    width: place.width,
    height: place.height,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: '整改台账',
    backgroundColor: '#ffffff',
    show: false,
    webPreferences: { ...pagePreferences(preload), zoomFactor: zoomOf(state) / 100 },
  });
  windows.register(window, 'main');
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  // The first size of a page comes from its address; a zoom set before loading is forgotten on the way.
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(zoomOf(state) / 100));
  window.on('close', () => {
    try {
      state.merge({ place: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
    } catch (error) {
      log.error('window place', error);
    }
  });
  void window.loadURL(`${APP_ORIGIN}/index.html`).catch((error: unknown) => log.error('page', error));
  return window;
}

/** A second start shows the window that is there. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
