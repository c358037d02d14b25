import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isWhole, makeWhole } from './folders.ts';
import type { Progress } from './progress.ts';
import { lastLines, run } from './run.ts';

/** The prebuilt add-on speaks Node-API 10; runtimes before this one end without a word when it is loaded. */
const FIRST_ELECTRON_OF_PREBUILD = 36;
const FILE = 'better_sqlite3.node';

/** Where the add-on's source and Node's headers and node-gyp lie. */
export interface AddonSource {
  readonly nodeModules: string;
  readonly cache: string;
}

/** @param electronVersion such as 33.2.1 */
export function needsCompiledAddon(electronVersion: string): boolean {
  return Number(electronVersion.split('.')[0]) < FIRST_ELECTRON_OF_PREBUILD;
}

export function addonFolder({ nodeModules, cache }: AddonSource, electronVersion: string): string {
  const about = readFileSync(join(nodeModules, 'better-sqlite3', 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const major = electronVersion.split('.')[0] ?? '';
  return join(cache, `better-sqlite3-${version}-electron-${major}-${process.platform}-${process.arch}`);
}

/** Path of the add-on if it was compiled before and is whole, else null. */
export function compiledAddon(source: AddonSource, electronVersion: string): string | null {
  const folder = addonFolder(source, electronVersion);
  return isWhole(folder) ? join(folder, FILE) : null;
}

/**
 * Compiles better-sqlite3's own source for an older runtime, in a copy: a build inside node_modules would silently win
 * over the prebuilt add-on everywhere else. Call it under the lock. Needs python3, make and g++.
 * @returns path of the add-on
 * @throws Error with the compiler's last lines
 */
export async function compileAddon(
  source: AddonSource,
  electronVersion: string,
  progress: Progress,
): Promise<string> {
  const folder = addonFolder(source, electronVersion);
  mkdirSync(source.cache, { recursive: true });
  await progress.step('Compiling SQLite for this Electron, once (a minute or two)', () =>
    makeWhole(folder, async (temporary) => {
      const copy = join(temporary, 'node_modules', 'better-sqlite3');
      for (const name of ['better-sqlite3', 'node-addon-api']) {
        cpSync(join(source.nodeModules, name), join(temporary, 'node_modules', name), { recursive: true });
      }
      const done = await run(
        process.execPath,
        [
          join(source.nodeModules, 'node-gyp', 'bin', 'node-gyp.js'),
          'rebuild',
          '--release',
          '--force_build=1',
          '--jobs=max',
          `--nodedir=${join(process.execPath, '..', '..')}`,
        ],
        {
          cwd: copy,
          env: {
            ...process.env,
            // The version the older runtime speaks, instead of the newest one.
            CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
          },
        },
      );
      if (done.code !== 0) throw new Error(`SQLite could not be compiled:\n${lastLines(done.output, 30)}`);
      copyFileSync(join(copy, 'build', 'Release', FILE), join(temporary, FILE));
      rmSync(join(temporary, 'node_modules'), { recursive: true });
    }),
  );
  return join(folder, FILE);
}
