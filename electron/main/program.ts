/** The parts of the window program, put together. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Context } from '../context.ts';
import { about, askReload, showFolder } from '../dialogs.ts';
import { createDispatcher } from '../door/dispatcher.ts';
import type { Dispatcher } from '../door/dispatcher.ts';
import { openJsonStore } from '../files/json-store.ts';
import { createFileTokens } from '../files/tokens.ts';
import { handlers } from '../handlers/index.ts';
import { createNoticeReadings } from '../handlers/readings.ts';
import { createWindowRegistry, sendEvent, serveDoor } from '../ipc.ts';
import { createJobs } from '../jobs/jobs.ts';
import { setMenu } from '../menu.ts';
import { createSession, folderPlace } from '../session.ts';
import { openMainWindow } from '../window.ts';
import { createDesk } from './desk.ts';
import type { Home } from './home.ts';
import { utilityHost } from './utility.ts';

export interface Program {
  readonly home: Home;
  readonly context: Context;
  readonly dispatcher: Dispatcher;
  readonly window: () => BrowserWindow | null;
  openDoor(): void;
  openWindow(): void;
  openLedger(): void;
  setMenu(): void;
}

export function buildProgram(home: Home): Program {
  const { log } = home;
  let window: BrowserWindow | null = null;
  const own = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window);
  const windows = createWindowRegistry();
  const settings = openJsonStore(join(home.folder, 'settings.json'));
  const windowState = openJsonStore(join(home.folder, 'window.json'));
  if (settings.keptAside !== null) log.info(`damaged settings kept aside as ${settings.keptAside}`);

  const tokens = createFileTokens();
  const session = createSession({
    place: folderPlace(settings, home.suggestedFolder),
    today: home.today,
    operator: userName(),
    version: app.getVersion(),
    nativeBinding: home.nativeBinding,
    logError: log.error,
    onLedger: (state) => sendEvent(own(), 'ledger', state),
    onChanged: (change) => sendEvent(own(), 'changed', change),
  });
  const jobs = createJobs({
    host: utilityHost(home.worker),
    onState: (state) => sendEvent(own(), 'job', state),
    logError: log.error,
  });
  const context: Context = {
    session,
    jobs,
    tokens,
    preferences: openJsonStore(join(home.folder, 'preferences.json')),
    readings: createNoticeReadings(),
    desk: createDesk({ window: own, windows, state: windowState, preload: home.preload, log }),
  };
  const dispatcher = createDispatcher(handlers, context, {
    checkReplies: home.packaged ? 'cheap' : 'all',
    logError: log.error,
  });

  app.on('will-quit', () => {
    jobs.closeAll();
    session.close();
  });
  // Hidden windows of papers come and go; the program lives as long as the clerk's own window.
  app.on('window-all-closed', () => undefined);

  return {
    home,
    context,
    dispatcher,
    window: own,
    openDoor: () => serveDoor(dispatcher, windows, tokens, log),
    openWindow() {
      const opened = openMainWindow({ preload: home.preload, state: windowState, windows, log });
      window = opened;
      opened.on('closed', () => app.quit());
      opened.webContents.on('render-process-gone', (_, details) => {
        if (details.reason === 'clean-exit') return;
        log.info(`page gone: ${details.reason} ${details.exitCode}`);
        void askReload(opened, log.folder ?? '').then((again) => (again ? opened.reload() : app.quit()));
      });
    },
    openLedger: () => void session.openRemembered(),
    setMenu: () =>
      setMenu(
        {
          command: (id) => sendEvent(own(), 'command', { id }),
          openLogs: () => showFolder(log.folder ?? home.folder),
          about: () => about(own),
          devTools: () => own()?.webContents.toggleDevTools(),
        },
        { packaged: home.packaged },
      ),
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '经办人';
  }
}
