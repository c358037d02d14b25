/** What no page may do, whatever it contains: leave the program, open windows, ask for permissions, load webviews. */
import { app, session } from 'electron';
import { isOwnAddress } from '../door/sender.ts';
import type { Log } from '../log.ts';

/** Holds for every page made later. Runs before the program is ready. */
export function hardenContents(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    const stay = (event: { preventDefault(): void }, address: string): void => {
      if (isOwnAddress(address)) return;
      event.preventDefault();
      log.info(`refused to leave for ${address.slice(0, 200)}`);
    };
    contents.on('will-navigate', (event) => stay(event, event.url));
    contents.on('will-redirect', (event) => stay(event, event.url));
    contents.on('will-frame-navigate', (event) => stay(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.info(`refused to open a window for ${url.slice(0, 200)}`);
      return { action: 'deny' };
    });
  });
}

/** Nothing is asked for and nothing goes out: no permissions, no devices, no downloads, no addresses but our own. */
export function hardenSession(log: Log): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_, permission, answer) => {
    log.info(`refused permission ${permission}`);
    answer(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((details, answer) => {
    const local = /^(?:blob|data|devtools|chrome-extension):/.test(details.url);
    const cancel = !local && !isOwnAddress(details.url);
    if (cancel) log.info(`refused to load ${details.url.slice(0, 200)}`);
    answer({ cancel });
  });
}
