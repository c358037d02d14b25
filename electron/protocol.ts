/** app:// — the program's own pages, from dist/renderer, the fonts the clerk chose, and nothing else. */
import { readFileSync } from 'node:fs';
import { protocol } from 'electron';
import { APP_SCHEME } from './door/sender.ts';
import { systemCode } from './files/atomic.ts';
import { fontFor } from './files/fonts.ts';
import { CONTENT_SECURITY_POLICY, pageFor } from './files/pages.ts';
import type { Page } from './files/pages.ts';
import type { Log } from './log.ts';

/** Must run before the program is ready. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

const NOT_FOUND: Electron.ProtocolResponse = { statusCode: 404, data: Buffer.alloc(0) };

interface Folders {
  /** Of the built pages. */
  readonly pages: string;
  /** The program's own, where chosen fonts lie. */
  readonly home: string;
}

/** A font that the clerk chose. */
function fontPage(address: string, home: string): Page | null {
  const path = fontFor(address, home);
  return path === null ? null : { path, type: 'font/ttf' };
}

/** What the page has been given so far; each ends once. */
export interface Served {
  /** The page itself. */
  readonly page: Promise<void>;
  /** Its script and what is asked for beside it. */
  readonly scripts: Promise<void>;
}

/** Scripts and styles of a page are asked for within a few milliseconds of each other. */
const TOGETHER = 4;

/**
 * Serves the pages. By `registerBufferProtocol` and not by `handle`, which speaks in Request and Response and so loads
 * Node's whole HTTP client at the first page: a tenth of the start, for files that lie beside the program.
 */
export function serveProtocol({ pages, home }: Folders, log: Log): Served {
  const [page, pageGone] = promised();
  const [scripts, scriptsGone] = promised();
  const answer = (request: Electron.ProtocolRequest): Electron.ProtocolResponse => {
    const found =
      request.method === 'GET' ? (pageFor(request.url, pages) ?? fontPage(request.url, home)) : null;
    if (found === null) return NOT_FOUND;
    try {
      const data = readFileSync(found.path);
      setTimeout(found.path.endsWith('.html') ? pageGone : scriptsGone, TOGETHER);
      return { statusCode: 200, data, headers: { ...HEADERS, 'content-type': found.type } };
    } catch (error) {
      if (systemCode(error) === 'ENOENT') log.info(`no page ${request.url.slice(0, 200)}`);
      else log.error(`page ${found.path}`, error);
      return NOT_FOUND;
    }
  };
  const served = protocol.registerBufferProtocol(APP_SCHEME, (request, callback) =>
    callback(answer(request)),
  );
  if (!served) throw new Error('the pages of the program are served by someone else');
  return { page, scripts };
}

function promised(): [Promise<void>, () => void] {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return [promise, done];
}
