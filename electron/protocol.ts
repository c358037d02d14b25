/** app:// — the program's own pages, from dist/renderer and from nowhere else. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { APP_SCHEME } from './door/sender.ts';
import { systemCode } from './files/atomic.ts';
import { CONTENT_SECURITY_POLICY, pageFor } from './files/pages.ts';
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

export function serveProtocol(folder: string, log: Log): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const page = request.method === 'GET' ? pageFor(request.url, folder) : null;
    if (page === null) return new Response(null, { status: 404 });
    try {
      const content = await readFile(page.path);
      return new Response(new Uint8Array(content), {
        headers: {
          'content-type': page.type,
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch (error) {
      if (systemCode(error) === 'ENOENT') log.info(`no page ${request.url.slice(0, 200)}`);
      else log.error(`page ${page.path}`, error);
      return new Response(null, { status: 404 });
    }
  });
}
