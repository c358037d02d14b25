import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from './progress.ts';
import { lastLines, run } from './run.ts';

/** Electron's own npm package: it holds no binary, only the script that fetches one into its dist/. */
export interface ElectronPackage {
  readonly folder: string;
  readonly version: string;
}

const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/';
/** A server that does not answer a HEAD within this time is taken as out of reach. */
const PROBE_MS = 5_000;
const REFUSAL_KEPT_MS = 60 * 60 * 1_000;

export function electronPackage(folder: string): ElectronPackage {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder, version };
}

/** Executable of a finished download, or null. Electron writes path.txt last. */
export function downloadedExecutable(electron: ElectronPackage): string | null {
  try {
    const path = join(electron.folder, 'dist', readFileSync(join(electron.folder, 'path.txt'), 'utf8'));
    const version = readFileSync(join(electron.folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    return version === electron.version && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Address the download would come from, by the environment variables Electron's own script obeys. */
export function downloadAddress(electron: ElectronPackage, env: NodeJS.ProcessEnv): string {
  const mirror = env['npm_config_electron_mirror'] ?? env['ELECTRON_MIRROR'] ?? DEFAULT_MIRROR;
  const customFolder = env['npm_config_electron_custom_dir'] ?? env['ELECTRON_CUSTOM_DIR'];
  const folder = customFolder?.replace('{{ version }}', electron.version) ?? `v${electron.version}`;
  const name = `electron-v${electron.version}-${process.platform}-${process.arch}.zip`;
  return `${mirror}${folder}/${name}`;
}

/**
 * Whether the address answers. A refusal is remembered for an hour, so that a machine behind a wall is not kept
 * waiting at every start.
 */
export async function answers(
  address: string,
  cache: string,
  now: () => number = Date.now,
): Promise<boolean> {
  const memory = join(cache, 'electron-download-refused.json');
  const refused = readRefusal(memory);
  if (refused?.address === address) {
    const age = now() - refused.at;
    if (age >= 0 && age < REFUSAL_KEPT_MS) return false;
  }
  if (await probe(address)) return true;
  writeFileSync(memory, JSON.stringify({ address, at: now() }));
  return false;
}

function readRefusal(file: string): { address: string; at: number } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { address: string; at: number };
  } catch {
    return null;
  }
}

async function probe(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return response.ok;
  } catch {
    return false;
  }
}

/** Lets Electron's own script download and check its binary. Answers null, with the reason told, when it fails. */
export async function download(
  electron: ElectronPackage,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<string | null> {
  const script = join(electron.folder, 'install.js');
  const done = await progress.step(`Downloading Electron ${electron.version}`, () =>
    run(process.execPath, [script], { env }),
  );
  if (done.code !== 0) progress.say(`The download failed:\n${lastLines(done.output)}`);
  return downloadedExecutable(electron);
}
