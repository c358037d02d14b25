import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CarriedElectron } from '../../build/runtime/carried.ts';
import { silent } from '../../build/runtime/progress.ts';
import type { ResolverOptions } from '../../build/runtime/resolve.ts';
import { presentRuntime, resolveRuntime } from '../../build/runtime/resolve.ts';
import { inRoot } from '../../build/scripts/root.ts';

let folder = '';
let server: Server;
let mirror = '';
let asked: string[] = [];
/** What the server answers to a HEAD, and the archive it gives. */
let status = 404;
let archive = new Uint8Array();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resolver-'));
  asked = [];
  status = 404;
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (status === 200 && request.method === 'GET') response.end(archive);
    else response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  rmSync(folder, { recursive: true, force: true });
});

const FAKE_VERSION = '99.0.0';
const ELF_NAME = process.platform === 'win32' ? 'electron.exe' : 'electron';
/** What marks the place of the fuses in a real executable, version 1, eight fuses, all off but the first two. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000811000000';

/** node_modules with Electron's own npm package, its version replaced so that it was never downloaded. */
function nodeModules(): string {
  const target = join(folder, 'node_modules');
  if (existsSync(target)) return target;
  mkdirSync(target);
  cpSync(inRoot('node_modules', 'electron'), join(target, 'electron'), {
    recursive: true,
    filter: (path) => !/[\\/]electron[\\/](?:dist|path\.txt)/.test(path.slice(inRoot('node_modules').length)),
  });
  const about = join(target, 'electron', 'package.json');
  const value = JSON.parse(readFileSync(about, 'utf8')) as { version: string };
  writeFileSync(about, JSON.stringify({ ...value, version: FAKE_VERSION }));
  return target;
}

/** A package like the one that carries Electron, packed by npm itself from a folder. */
function carriedPackage(): CarriedElectron {
  const source = join(folder, 'carrier');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'carrier', version: '1.0.0' }));
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const files = {
    'Top/Program': bytes(`#!/bin/sh\n# ${FUSES}\n`),
    'Top/icudtl.dat': bytes('data'),
    'Top/locales/zh-CN.pak': bytes('words'),
    'Top/resources/app/package.json': bytes('{}'),
    'Top/resources/app-update.yml': bytes('x'),
    'Top/browser_v8_context_snapshot.bin': bytes('large'),
  };
  writeFileSync(join(source, 'carried.zip'), zipSync(files));
  const packed = spawnSync('npm', ['pack', source, '--pack-destination', folder, '--silent'], {
    encoding: 'utf8',
  });
  const tarball = join(folder, packed.stdout.trim());
  return {
    // Needs no compiled add-on.
    version: '98.0.0',
    source: tarball,
    integrity: `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`,
    archive: 'carried.zip',
    top: 'Top',
    executable: 'Program',
  };
}

function options(more: Partial<ResolverOptions> = {}): ResolverOptions {
  return {
    env: { PATH: process.env['PATH'], ELECTRON_MIRROR: mirror },
    cache: join(folder, 'cache'),
    nodeModules: nodeModules(),
    carried: null,
    ...more,
  };
}

/** Pretends nothing: lays out what Electron's own script leaves. */
function layDownloaded(): string {
  const electron = join(nodeModules(), 'electron');
  mkdirSync(join(electron, 'dist'));
  writeFileSync(join(electron, 'dist', 'version'), FAKE_VERSION);
  writeFileSync(join(electron, 'dist', ELF_NAME), '');
  writeFileSync(join(electron, 'path.txt'), ELF_NAME);
  return join(electron, 'dist', ELF_NAME);
}

const leftovers = (): string[] =>
  readdirSync(join(folder, 'cache')).filter((name) => name.includes('.part-'));

test('the given one comes first, whatever else is there', async () => {
  layDownloaded();
  const given = join(folder, 'given');
  mkdirSync(given);
  writeFileSync(join(given, ELF_NAME), '');
  writeFileSync(join(given, 'version'), 'v97.1.2');
  const env = { ELECTRON_OVERRIDE_DIST_PATH: given };
  expect(await resolveRuntime(options({ env }), silent)).toEqual({
    executable: join(given, ELF_NAME),
    version: '97.1.2',
    from: 'override',
    sqliteBinding: null,
  });
});

test('a given folder without an Electron is said, not passed over', async () => {
  layDownloaded();
  const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
  await expect(resolveRuntime(options({ env }), silent)).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH/);
});

test('the downloaded one comes next, and nothing is asked of the network', async () => {
  const executable = layDownloaded();
  const found = await resolveRuntime(options(), silent);
  expect(found).toMatchObject({ executable, from: 'downloaded', version: FAKE_VERSION });
  expect(asked).toEqual([]);
});

test('half a download is none', async () => {
  layDownloaded();
  rmSync(join(nodeModules(), 'electron', 'path.txt'));
  expect(presentRuntime(options())).toBeNull();
});

test('what answers is downloaded by the script of Electron itself', async () => {
  status = 200;
  archive = zipSync({
    [ELF_NAME]: new TextEncoder().encode('program'),
    version: new TextEncoder().encode(FAKE_VERSION),
  });
  const name = `electron-v${FAKE_VERSION}-${process.platform}-${process.arch}.zip`;
  const sums = { [name]: createHash('sha256').update(archive).digest('hex') };
  writeFileSync(join(nodeModules(), 'electron', 'checksums.json'), JSON.stringify(sums));
  // The script asks for its own dependencies: they are where they were installed.
  for (const scope of ['@electron', '@electron-internal']) {
    cpSync(inRoot('node_modules', scope), join(nodeModules(), scope), { recursive: true });
  }
  for (const one of readdirSync(inRoot('node_modules'))) {
    if (/^(?:debug|ms|env-paths|graceful-fs|progress|semver|sumchecker|undici)$/.test(one)) {
      cpSync(inRoot('node_modules', one), join(nodeModules(), one), { recursive: true });
    }
  }
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ELECTRON_MIRROR: mirror,
    electron_config_cache: join(folder, 'electron-cache'),
  };
  const found = await resolveRuntime(options({ env }), silent);
  expect(found.from).toBe('downloaded');
  expect(readFileSync(found.executable, 'utf8')).toBe('program');
  expect(asked[0]).toBe(`HEAD /v${FAKE_VERSION}/${name}`);
});

test('a refusal is remembered for an hour, then asked again; without any runtime it says what to do', async () => {
  await expect(resolveRuntime(options(), silent)).rejects.toThrow(/ELECTRON_MIRROR/);
  await expect(resolveRuntime(options(), silent)).rejects.toThrow(/ELECTRON_MIRROR/);
  expect(asked).toHaveLength(1);
  const memory = join(folder, 'cache', 'electron-download-refused.json');
  const kept = JSON.parse(readFileSync(memory, 'utf8')) as { address: string; at: number };
  writeFileSync(memory, JSON.stringify({ ...kept, at: kept.at - 61 * 60 * 1000 }));
  await expect(resolveRuntime(options(), silent)).rejects.toThrow(/ELECTRON_MIRROR/);
  expect(asked).toHaveLength(2);
});

test('the carried one comes last: only what is needed is unpacked, the loader laid, the fuses set', async () => {
  const carried = carriedPackage();
  const found = await resolveRuntime(options({ carried }), silent);
  expect(asked).toHaveLength(1);
  expect(found).toMatchObject({ from: 'carried', version: '98.0.0', sqliteBinding: null });
  const unpacked = dirname(found.executable);
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => /\./.test(name) || name === 'electron').sort()).toEqual([
    'electron',
    'icudtl.dat',
    'locales/zh-CN.pak',
    'ready.json',
    'resources/app/main.cjs',
    'resources/app/package.json',
  ]);
  expect(leftovers()).toEqual([]);
  const fuses = await getCurrentFuseWire(found.executable);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe('1'.charCodeAt(0));
  expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe('0'.charCodeAt(0));
});

test('a fetched file that is not the pinned one is refused and leaves nothing', async () => {
  const carried = { ...carriedPackage(), integrity: 'sha512-AAAA' };
  await expect(resolveRuntime(options({ carried }), silent)).rejects.toThrow(/sha512/);
  expect(readdirSync(join(folder, 'cache'))).toEqual(['electron-download-refused.json']);
});

test('a damaged archive inside the right package is refused and leaves nothing', async () => {
  const whole = carriedPackage();
  writeFileSync(join(folder, 'carrier', 'carried.zip'), 'PK broken');
  spawnSync('npm', ['pack', join(folder, 'carrier'), '--pack-destination', folder, '--silent']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(whole.source)).digest('base64')}`;
  await expect(resolveRuntime(options({ carried: { ...whole, integrity } }), silent)).rejects.toThrow(/zip/);
  expect(leftovers()).toEqual([]);
  expect(presentRuntime(options({ carried: whole }))).toBeNull();
});

test('a runtime with a file cut short is fetched anew', async () => {
  const carried = carriedPackage();
  const found = await resolveRuntime(options({ carried }), silent);
  truncateSync(join(dirname(found.executable), 'icudtl.dat'), 1);
  expect(presentRuntime(options({ carried }))).toBeNull();
  await resolveRuntime(options({ carried }), silent);
  expect(readFileSync(join(dirname(found.executable), 'icudtl.dat'), 'utf8')).toBe('data');
});

/** A script that resolves with these options, as another process. */
function resolverScript(given: ResolverOptions): string {
  const file = join(folder, 'resolve.ts');
  writeFileSync(
    file,
    `import { resolveRuntime } from ${JSON.stringify(inRoot('build', 'runtime', 'resolve.ts'))};
     const said = [];
     const progress = { say: (text) => said.push(text), step: (text, work) => { said.push(text); return work(); } };
     const found = await resolveRuntime(${JSON.stringify(given)}, progress);
     process.stdout.write(JSON.stringify({ found, said }));`,
  );
  return file;
}

test('two processes at once fetch once and find the same', async () => {
  const file = resolverScript(options({ carried: carriedPackage() }));
  const outcomes = await Promise.all(
    [1, 2].map(async () => {
      const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      await once(child, 'close');
      return JSON.parse(text) as { found: { executable: string }; said: string[] };
    }),
  );
  expect(outcomes[0]?.found).toEqual(outcomes[1]?.found);
  const fetches = outcomes.flatMap((one) => one.said).filter((text) => text.startsWith('Fetching'));
  expect(fetches).toHaveLength(1);
  expect(leftovers()).toEqual([]);
});

test('a process killed in the middle of the fetch leaves no runtime and no lock', async () => {
  const carried = carriedPackage();
  const given = options({ carried });
  // The fetch hangs: npm is a program that never ends.
  const slow = join(folder, 'bin');
  mkdirSync(slow);
  writeFileSync(join(slow, 'npm'), '#!/bin/sh\necho fetching > fetch-began\nexec sleep 600\n', {
    mode: 0o755,
  });
  const child = spawn(process.execPath, [resolverScript(given)], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PATH: `${slow}:${process.env['PATH'] ?? ''}` },
  });
  const began = (): boolean =>
    existsSync(given.cache) &&
    readdirSync(given.cache, { recursive: true, encoding: 'utf8' }).some((name) =>
      name.endsWith('fetch-began'),
    );
  while (!began()) await new Promise((done) => setTimeout(done, 20));
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await once(child, 'close');
  expect(leftovers()).toHaveLength(1);
  expect(presentRuntime(given)).toBeNull();
  const found = await resolveRuntime(given, silent);
  expect(found.from).toBe('carried');
  expect(leftovers()).toEqual([]);
});
