/** The only place with raw ipcMain: one channel for calls, one for events, one sender check for both. */
import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent, WebContents } from 'electron';
import type { EventName, LedgerEvents } from '../shared/contract/events.ts';
import { fail } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Door } from './door/door.ts';
import { maySend } from './door/sender.ts';
import type { Sender } from './door/sender.ts';
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

/**
 * Serves the door: `door` with a declared name, `drop` with the path of a file that preload was handed. The door may
 * still be on its way; who knocks early waits for it.
 */
export function serveDoor(coming: Promise<Door>, windows: WindowRegistry, log: Log): void {
  ipcMain.handle('door', async (event, name: unknown, args: unknown): Promise<Result<unknown>> => {
    const sender = senderOf(event, windows);
    const door = await coming;
    if (!maySend(sender, door.kindOf(name) ?? 'write', String(name))) {
      log.info(`refused a call of ${String(name).slice(0, 100)} from ${sender.url.slice(0, 200)}`);
      return fail('sender_refused');
    }
    return door.dispatch(name, args);
  });
  ipcMain.handle('drop', async (event, path: unknown): Promise<Result<unknown>> => {
    if (!maySend(senderOf(event, windows), 'shell', 'drop')) return fail('sender_refused');
    return (await coming).drop(path);
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
