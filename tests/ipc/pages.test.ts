import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, pageFor } from '../../electron/files/pages.ts';

const FOLDER = join(sep, 'program', 'dist', 'renderer');

describe('pageFor', () => {
  it.each([
    ['app://ledger/', 'index.html', 'text/html; charset=utf-8'],
    ['app://ledger/index.html#paper/summary/2024-08', 'index.html', 'text/html; charset=utf-8'],
    ['app://ledger/assets/index-Ab_1-x.js?v=1', 'assets/index-Ab_1-x.js', 'text/javascript; charset=utf-8'],
    ['app://ledger/assets/theme.css', 'assets/theme.css', 'text/css; charset=utf-8'],
    ['app://ledger/assets/face.woff2', 'assets/face.woff2', 'font/woff2'],
  ])('%s is a file of the folder', (address, file, type) => {
    expect(pageFor(address, FOLDER)).toEqual({ path: join(FOLDER, file), type });
  });

  it.each([
    'app://evil/index.html',
    'http://ledger/index.html',
    'app://ledger/%2e%2e%2fsecret.html',
    'app://ledger/..%5csecret.html',
    'app://ledger/%252e%252e%252fsecret.html',
    'app://ledger/assets/..%2f..%2f..%2fpackage.json',
    'app://ledger//etc/passwd.html',
    'app://ledger/%2fetc/passwd.html',
    'app://ledger/c:/windows/win.html',
    'app://ledger/c%3a%5cwindows%5cwin.html',
    'app://ledger/index.html%00.png',
    'app://ledger/index.html::$DATA',
    'app://ledger/.stamp',
    'app://ledger/.git/config.json',
    'app://ledger/assets/x..js',
    'app://ledger/index',
    'app://ledger/ledger.db',
    'app://ledger/index.html.map',
    'app://ledger/%ff',
    'app://ledger/%',
  ])('%s is refused', (address) => {
    expect(pageFor(address, FOLDER)).toBeNull();
  });

  it.each(['app://ledger/../secret.html', 'app://ledger/%2e%2e/secret.html'])(
    '%s is a name inside: the dots are gone before the folder is looked at',
    (address) => {
      expect(pageFor(address, FOLDER)?.path).toBe(join(FOLDER, 'secret.html'));
    },
  );

  it('never leaves the folder, whatever the path is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e',
        '%2e%2e',
        '%2f',
        '%5c',
        '\\',
        '/',
        'assets',
        'a.js',
        '\0',
        '%00',
        ':',
        'C:',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const page = pageFor(`app://ledger/${pieces.join('/')}`, FOLDER);
        if (page === null) return;
        expect(page.path.startsWith(FOLDER + sep)).toBe(true);
        expect(page.path.split(sep)).not.toContain('..');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the content security policy', () => {
  const rules = new Map(
    CONTENT_SECURITY_POLICY.split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ');
      return [name, sources] as const;
    }),
  );
  it('forbids by default and names no foreign source', () => {
    expect(rules.get('default-src')).toEqual(["'none'"]);
    const sources = [...rules.values()].flat();
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "'unsafe-inline'", 'data:', 'blob:']));
  });
  it('runs only own scripts, without eval', () => {
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe-eval');
  });
});
