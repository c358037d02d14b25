import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { readCallNames } from './call-names.ts';
import { nodeConfig, preloadConfig, rendererConfig } from './config.ts';
import type { BuildTarget } from './config.ts';
import { licenceText } from './licences.ts';
import type { Bundled } from './licences.ts';

/** The two halves of the program, each a folder of dist/. */
export type Part = 'electron' | 'renderer';
export const PARTS: readonly Part[] = ['electron', 'renderer'];

/** Programs of the Node side: name of the written file to source file. */
const NODE_ENTRIES: Readonly<Record<string, string>> = {
  main: 'electron/main/main.ts',
  worker: 'electron/worker/worker.ts',
  cli: 'electron/cli/cli.ts',
};
const PRELOAD_ENTRY = 'electron/preload/preload.ts';
const WINDOW_ENTRY = 'renderer/index.html';

/**
 * Builds one half into its folder, with the licences of what was bundled beside it. The folder is emptied first.
 * @throws Error when an entry is missing or does not build
 */
export async function buildPart(part: Part, target: Omit<BuildTarget, 'bundled'>): Promise<void> {
  const bundled: Bundled = new Map();
  const whole: BuildTarget = { ...target, bundled };
  const folder = join(target.out, part);
  rmSync(folder, { recursive: true, force: true });
  if (part === 'electron') {
    for (const entry of [...Object.values(NODE_ENTRIES), PRELOAD_ENTRY]) mustExist(target.sources, entry);
    await build(nodeConfig(whole, NODE_ENTRIES));
    await build(preloadConfig(whole, PRELOAD_ENTRY, await readCallNames(target.sources)));
  } else {
    mustExist(target.sources, WINDOW_ENTRY);
    await build(rendererConfig(whole));
  }
  writeFileSync(join(folder, 'licences.txt'), licenceText(bundled));
}

function mustExist(sources: string, entry: string): void {
  if (!existsSync(join(sources, entry))) throw new Error(`Nothing to build: ${entry} is missing`);
}
