import { describe, expect, it } from 'vitest';
import { isOwnAddress, isTrustedSender, maySend } from '../../electron/door/sender.ts';

const OWN = 'app://ledger/index.html#tree';

const HOSTILE = [
  '',
  'about:blank',
  'app:',
  'app://',
  'app:ledger/index.html',
  'app://ledger.evil/index.html',
  'app://evil/index.html#app://ledger/',
  'app://evil/?app://ledger/index.html',
  'app://ledger@evil/index.html',
  'app://user@ledger/index.html',
  'app://user:word@ledger/index.html',
  'app://ledger:8080/index.html',
  'app://LEDGER/index.html',
  'apps://ledger/index.html',
  'http://ledger/index.html',
  'https://app/ledger/index.html',
  'file:///ledger/index.html',
  'javascript:app://ledger/',
  'data:text/html,app://ledger/',
  'blob:app://ledger/0b1f',
  'devtools://devtools/bundled/app://ledger/',
];

describe('isOwnAddress', () => {
  it.each([OWN, 'app://ledger/', 'app://ledger/assets/x.js', 'app://ledger/index.html?x=1'])(
    'knows %s',
    (url) => {
      expect(isOwnAddress(url)).toBe(true);
    },
  );
  it.each(HOSTILE)('refuses “%s”', (url) => {
    expect(isOwnAddress(url)).toBe(false);
  });
});

describe('isTrustedSender', () => {
  it('wants own window, main frame and own origin at once', () => {
    expect(isTrustedSender({ url: OWN, mainFrame: true, window: 'main' })).toBe(true);
    expect(isTrustedSender({ url: OWN, mainFrame: false, window: 'main' })).toBe(false);
    expect(isTrustedSender({ url: OWN, mainFrame: true, window: null })).toBe(false);
    for (const url of HOSTILE) expect(isTrustedSender({ url, mainFrame: true, window: 'main' })).toBe(false);
  });
});

describe('maySend', () => {
  const main = { url: OWN, mainFrame: true, window: 'main' } as const;
  const paper = { url: OWN, mainFrame: true, window: 'paper' } as const;
  it("lets the clerk's window do everything", () => {
    for (const kind of ['read', 'write', 'shell'] as const) expect(maySend(main, kind, 'any')).toBe(true);
  });
  it('lets a paper read, and nothing else', () => {
    expect(maySend(paper, 'read', 'summary.compute')).toBe(true);
    expect(maySend(paper, 'shell', 'ledger.state')).toBe(true);
    expect(maySend(paper, 'shell', 'prefs.get')).toBe(true);
    expect(maySend(paper, 'write', 'history.undo')).toBe(false);
    expect(maySend(paper, 'shell', 'ledger.create')).toBe(false);
    expect(maySend(paper, 'shell', 'prefs.set')).toBe(false);
  });
  it('lets a foreign page do nothing', () => {
    for (const kind of ['read', 'write', 'shell'] as const) {
      expect(maySend({ ...main, url: 'https://example.org/' }, kind, 'ledger.state')).toBe(false);
    }
  });
});
