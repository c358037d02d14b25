/** The only place with raw ipcMain: one channel for calls, one for events, one sender check for both. */
import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, WebContents } from 'electron';
import { contract } from '../shared/contract/index.ts';
import type { EventName, LedgerEvents } from '../shared/contract/events.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { isCallName } from './door/dispatcher.ts';
import type { Dispatcher } from './door/dispatcher.ts';
import { failureOf } from './door/failures.ts';
import { maySend } from './door/sender.ts';
import type { Sender } from './door/sender.ts';
import type { FileTokens } from './files/tokens.ts';
import type { Log } from './log.ts';

/** What the program's windows are there for; anything not in here may not knock. */
export interface WindowRegistry {
  register(window: BrowserWindow, role: 'main' | 'paper'): void;
  roleOf(contents: WebContents): 'main' | 'paper' | null;
}

export function createWindowRegistry(): WindowRegistry {
  const roles = new Map<number, 'main' | 'paper'>();
  return {
    register(window, role) {
      const { id } = window.webContents;
      roles.set(id, role);
      window.once('closed', () => roles.delete(id));
    },
    roleOf: (contents) => roles.get(contents.id) ?? null,
  };
}

function senderOf(event: IpcMainInvokeEvent, windows: WindowRegistry): Sender {
  const frame = event.senderFrame;
  return {
    url: frame?.url ?? '',
    mainFrame: frame !== null && frame === event.sender.mainFrame,
    window: windows.roleOf(event.sender),
  };
}

/** Opens the door: `call` with a declared name, `drop` with the path of a file that preload was handed. */
export function serveDoor(
  dispatcher: Dispatcher,
  windows: WindowRegistry,
  tokens: FileTokens,
  log: Log,
): void {
  ipcMain.handle('door', async (event, name: unknown, args: unknown): Promise<Result<unknown>> => {
    const sender = senderOf(event, windows);
    const kind = isCallName(name) ? contract[name].kind : 'write';
    if (!maySend(sender, kind, String(name))) {
      log.info(`refused a call of ${String(name).slice(0, 100)} from ${sender.url.slice(0, 200)}`);
      return fail('sender_refused');
    }
    return dispatcher.dispatch(name, args);
  });
  ipcMain.handle('drop', (event, path: unknown): Result<unknown> => {
    if (!maySend(senderOf(event, windows), 'shell', 'drop')) return fail('sender_refused');
    if (typeof path !== 'string' || path === '') return fail('file_missing');
    try {
      return ok(tokens.addFile(path));
    } catch (error) {
      const failure = failureOf(error);
      return failure === null
        ? fail('internal', { logId: log.error('drop', error) })
        : { ok: false, error: failure };
    }
  });
}

/** Tells a window something; a window that is going away is passed over. */
export function sendEvent<E extends EventName>(
  window: BrowserWindow | null,
  event: E,
  value: LedgerEvents[E],
): void {
  if (window === null || window.isDestroyed() || window.webContents.isDestroyed()) return;
  window.webContents.send('event', event, value);
}
