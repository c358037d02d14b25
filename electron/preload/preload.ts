/** The only place with ipcRenderer. Gives the page one frozen object: a method per declared call, events, tokens. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { EventName, LedgerBridge, LedgerEvents } from '../../shared/contract/events.ts';

/** Put in by the build from the contract itself, so that the schema library stays out of the preload. */
declare const __CALL_NAMES__: readonly string[];

const EVENTS = ['changed', 'job', 'review', 'ledger', 'command'] as const satisfies readonly EventName[];

const call = Object.freeze(
  Object.fromEntries(
    __CALL_NAMES__.map((name) => [name, (args: unknown) => ipcRenderer.invoke('door', name, args)]),
  ),
) as LedgerBridge['call'];

const bridge: LedgerBridge = Object.freeze({
  call,
  on<E extends EventName>(event: E, listener: (value: LedgerEvents[E]) => void): () => void {
    if (!EVENTS.includes(event)) throw new TypeError(`no such event: ${event}`);
    // The event object of ipcRenderer is never handed to the page.
    const handle = (_: IpcRendererEvent, name: string, value: LedgerEvents[E]): void => {
      if (name === event) listener(value);
    };
    ipcRenderer.on('event', handle);
    return () => {
      ipcRenderer.removeListener('event', handle);
    };
  },
  tokenFor: (file: unknown) => ipcRenderer.invoke('drop', pathOf(file)),
});

/** The path behind a dropped or picked file; '' for anything else. It goes to main only. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

contextBridge.exposeInMainWorld('ledger', bridge);
