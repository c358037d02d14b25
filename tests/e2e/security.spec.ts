/** Security promises, tried with hostile addresses in the real window. */
import { expect, test } from '@playwright/test';
import { createLedger, makeHome, removeHome, start, type Started } from './support/app.ts';

let home = '';
let started: Started;
test.beforeEach(async () => {
  home = makeHome();
  started = await start({ home });
  await createLedger(started.page, '新建台账');
});
test.afterEach(async () => {
  await started.close();
  removeHome(home);
});

test('the window has neither Node nor a way out, and its bridge is frozen', async () => {
  const found = await started.page.evaluate(async () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const bridge = scope['ledger'] as { call: Record<string, unknown> };
    // Inline code must not run: neither as a script nor as a handler in an attribute.
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineScriptRan = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'globalThis.inlineHandlerRan = true');
    image.src = 'app://ledger/no-such-picture.png';
    document.body.append(image);
    await new Promise((resolve) => {
      image.addEventListener('error', () => setTimeout(resolve));
    });
    script.remove();
    image.remove();
    return {
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in scope),
      keys: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.call),
      prototype:
        bridge.call['constructor'] === undefined ||
        !('ledger.create' in (bridge.call['constructor'] as object)),
      inline: ['inlineScriptRan', 'inlineHandlerRan'].filter((name) => name in scope),
      origin: location.origin,
    };
  });
  expect(found).toEqual({
    node: [],
    keys: ['call', 'on', 'tokenFor'],
    frozen: true,
    prototype: true,
    inline: [],
    origin: 'app://ledger',
  });
});

for (const address of [
  'https://example.com/',
  'http://localhost:1/',
  'file:///etc/passwd',
  'app://other/index.html',
  'app://ledger.evil/index.html',
  'javascript:document.title="taken"',
  'data:text/html,<title>taken</title>',
]) {
  test(`the window does not go to ${address}`, async () => {
    const before = started.page.url();
    const { page, app } = started;
    await page.evaluate((target) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    const opened = await page.evaluate((target) => window.open(target) === null, address);
    await page.waitForTimeout(300);
    expect(opened).toBe(true);
    expect(page.url()).toBe(before);
    expect(await page.title()).not.toBe('taken');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
}

test('the own protocol gives out nothing but the pages', async () => {
  const answers = await started.page.evaluate(
    async (paths) => {
      const read = async (path: string): Promise<number> => {
        try {
          return (await fetch(path)).status;
        } catch {
          return 0;
        }
      };
      return Promise.all(paths.map(read));
    },
    [
      '/../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/%5c..%5c..%5cpackage.json',
      '/assets/../../electron/main.cjs',
      '//etc/passwd',
      '/index.html%00.js',
    ],
  );
  for (const status of answers) expect([0, 404]).toContain(status);
});

test('a call that is not declared, or carries unknown keys, is refused as data', async () => {
  const refused = await started.page.evaluate(async () => {
    const bridge = (
      globalThis as unknown as { ledger: { call: Record<string, (args: unknown) => Promise<unknown>> } }
    ).ledger;
    return {
      undeclared: bridge.call['__proto__.polluted'] === undefined,
      unknownKey: await bridge.call['history.undo']?.({ extra: 1 }),
      wrongType: await bridge.call['tree.outline']?.({ issues: ['1'] }),
    };
  });
  expect(refused.undeclared).toBe(true);
  expect(refused.unknownKey).toMatchObject({ ok: false, error: { code: 'bad_arguments' } });
  expect(refused.wrongType).toMatchObject({ ok: false, error: { code: 'bad_arguments' } });
});
