import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { readCallNames } from './call-names.ts';
import { nodeConfig, preloadConfig, rendererConfig } from './config.ts';
import type { BuildTarget } from './config.ts';

/** Programs of the Node side: name of the written file to source file. */
const NODE_ENTRIES: Readonly<Record<string, string>> = {
  main: 'electron/main/main.ts',
  worker: 'electron/worker/worker.ts',
  cli: 'electron/cli/cli.ts',
};
const PRELOAD_ENTRY = 'electron/preload/preload.ts';

/** Builds main, worker, command line and preload into `out/electron`. */
export async function buildElectron(target: BuildTarget): Promise<void> {
  rmSync(join(target.out, 'electron'), { recursive: true, force: true });
  await build(nodeConfig(target, NODE_ENTRIES));
  await build(preloadConfig(target, PRELOAD_ENTRY, await readCallNames(target.sources)));
}

/** Builds the window's side into `out/renderer`. */
export async function buildRenderer(target: BuildTarget): Promise<void> {
  await build(rendererConfig(target));
}

/** Builds everything. @throws when an entry is missing or does not build */
export async function buildAll(target: BuildTarget): Promise<void> {
  for (const entry of [...Object.values(NODE_ENTRIES), PRELOAD_ENTRY, 'renderer/index.html']) {
    if (!existsSync(join(target.sources, entry))) throw new Error(`Nothing to build: ${entry} is missing`);
  }
  await buildElectron(target);
  await buildRenderer(target);
}
