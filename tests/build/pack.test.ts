import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareRuntime, sandboxArgs } from '../../build/runtime/launch.ts';
import { silent } from '../../build/runtime/progress.ts';
import { hasDisplay, startScreen } from '../../build/runtime/screen.ts';
import type { Screen } from '../../build/runtime/screen.ts';
import { buildIfStale } from '../../build/scripts/fresh.ts';
import { packHere } from '../../build/scripts/pack.ts';
import { sampleLedger } from '../../db/sample/index.ts';

let output = '';
let packed = '';
let screen: Screen | null = null;

beforeAll(async () => {
  output = mkdtempSync(join(tmpdir(), 'packed-'));
  await buildIfStale();
  packed = await packHere(await prepareRuntime(silent, true), output);
  if (!hasDisplay(process.env)) screen = await startScreen();
}, 300_000);
afterAll(async () => {
  await screen?.stop();
  rmSync(output, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const executable = (): string => join(packed, 'rectification-ledger');

test('the fuses of the packed program are the ones of a release', async () => {
  const fuses = await getCurrentFuseWire(executable());
  const on = (fuse: FuseV1Options): boolean => Number(fuses[fuse]) === '1'.charCodeAt(0);
  expect(on(FuseV1Options.RunAsNode)).toBe(false);
  expect(on(FuseV1Options.EnableCookieEncryption)).toBe(true);
  expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
  expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
  expect(on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
  expect(on(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  expect(on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false);
  expect(on(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
});

test('it holds the program and nothing of the workshop', () => {
  const resources = join(packed, 'resources');
  expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  const files = filesOf(join(resources, 'app.asar'));
  expect(files).toContain('dist/electron/main.cjs');
  expect(files).toContain('dist/electron/licences.txt');
  expect(files).toContain('dist/renderer/index.html');
  const tops = new Set(files.map((name) => name.split('/')[0]));
  expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
  const packages = files.filter((name) => /^node_modules\/[^/]+$/.test(name));
  expect(packages).toEqual(['node_modules/better-sqlite3']);
  expect(files.filter((name) => name.endsWith('.map') || name.endsWith('.cpp'))).toEqual([]);
  expect(existsSync(join(packed, 'ready.json'))).toBe(false);
});

test('it starts, shows its window from its own origin, and its ledger opens with the packed add-on', async () => {
  const home = mkdtempSync(join(output, 'home-'));
  const port = await freePort();
  const program = spawn(
    executable(),
    [...sandboxArgs(), `--remote-debugging-port=${port}`, `--user-data-dir=${home}`],
    {
      env: {
        ...process.env,
        ...(screen === null ? {} : { DISPLAY: screen.display }),
        HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_DOCUMENTS_DIR: home,
      },
      stdio: 'ignore',
    },
  );
  let browser: Browser | null = null;
  try {
    browser = await connected(port, program);
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await expect.poll(() => page.title(), { timeout: 30_000 }).toContain('整改台账');
    expect(page.url()).not.toMatch(/^(?:file|https?|data|about):/);
    // The first start offers the sample ledger; making it needs the packed add-on.
    await page.getByRole('button', { name: '看示例' }).click();
    await page.getByText(sampleLedger.headings[0]!.title).first().waitFor();
  } finally {
    await browser?.close();
    if (program.exitCode === null && program.signalCode === null) {
      program.kill();
      await once(program, 'exit');
    }
  }
});

interface Listing {
  files?: Record<string, Listing>;
}

/** All paths in an archive: its head is a length-prefixed JSON tree (the format's README, "Format"). */
function filesOf(asar: string): string[] {
  const bytes = readFileSync(asar);
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Listing;
  const below = (listing: Listing, path: string): string[] =>
    Object.entries(listing.files ?? {}).flatMap(([name, one]) => [
      `${path}${name}`,
      ...below(one, `${path}${name}/`),
    ]);
  return below(head, '');
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function connected(port: number, program: ChildProcess): Promise<Browser> {
  for (;;) {
    if (program.exitCode !== null) throw new Error(`the packed program ended with ${program.exitCode}`);
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch {
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
