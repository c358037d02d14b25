/** Who may knock at the door. Pure, so that hostile addresses can be tried without a window. */

/** The only origin of the program's own pages. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'ledger';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

export interface Sender {
  /** Address of the frame that sent the message. */
  readonly url: string;
  readonly mainFrame: boolean;
  /** What the program keeps of that window: the clerk's own, a hidden one that only renders a paper, or none. */
  readonly window: 'main' | 'paper' | null;
}

/** Does the address belong to the program's own pages? Compares parts, never text beginnings. */
export function isOwnAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  );
}

/** Own window, main frame, own origin. */
export function isTrustedSender(sender: Sender): boolean {
  return sender.window !== null && sender.mainFrame && isOwnAddress(sender.url);
}

/** Calls beside the ledger's reads: what is open, the window's settings, fonts that were chosen. */
const ASKED_BY_PAPERS: ReadonlySet<string> = new Set(['ledger.state', 'prefs.get', 'paperFont.list']);

/** A window that only renders a paper reads; it changes nothing and opens no dialogs. */
export function maySend(sender: Sender, kind: 'read' | 'write' | 'shell', name: string): boolean {
  if (!isTrustedSender(sender)) return false;
  return sender.window === 'main' || kind === 'read' || ASKED_BY_PAPERS.has(name);
}
