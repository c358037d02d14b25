import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { normalizePath } from 'vite';
import type { InlineConfig, Plugin } from 'vite';
import { inRoot } from '../scripts/root.ts';
import { collectBundled } from './licences.ts';
import { pdfFiles } from './pdf.ts';
import type { Bundled } from './licences.ts';

/**
 * The oldest runtime that is used: Electron 33 in development and tests (Chromium 130, Node 20.18). Releases
 * carry a newer one.
 */
const CHROME = 'chrome130';
const NODE = 'node20.18';

/** Not bundled: the runtime gives the one, the other holds a native add-on. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** The SQLite package's own file as seen from a folder; the packed program holds both in the same places. */
function sqliteFile(folder: string): string {
  const file = inRoot('node_modules', 'better-sqlite3', 'lib', 'index.js');
  return relative(folder, file).replaceAll('\\', '/');
}

/** What a build is made from and where it goes; tests give a temporary folder. */
export interface BuildTarget {
  /** Filled with the packages that were bundled, when someone wants to know. */
  readonly bundled?: Bundled;
  /** Folder that holds the rooms. */
  readonly sources: string;
  /** Folder that receives electron/ and renderer/. */
  readonly out: string;
}

function collecting({ bundled }: BuildTarget): Plugin[] {
  return bundled === undefined ? [] : [collectBundled(bundled)];
}

function common(target: BuildTarget): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    root: target.sources,
    logLevel: 'warn',
    publicDir: false,
    plugins: collecting(target),
  };
}

/**
 * Everything that runs on the Node side, as CommonJS: an ECMAScript main module with a top-level await of
 * whenReady never ends, and one format for all keeps chunks shareable.
 * @param entries name of the written file (without .cjs) to source file, relative to the sources
 */
export function nodeConfig(target: BuildTarget, entries: Readonly<Record<string, string>>): InlineConfig {
  return {
    ...common(target),
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      target: NODE,
      outDir: join(target.out, 'electron'),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, join(target.sources, file)]),
        ),
        external: EXTERNAL,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          // By its file: to look a package up by name, Node first loads what it knows of ECMAScript modules.
          paths: { 'better-sqlite3': sqliteFile(join(target.out, 'electron')) },
          // Flat, so that a file's own folder (import.meta.dirname) is the same in a chunk and in an entry.
          chunkFileNames: '[name]-[hash].cjs',
        },
      },
    },
  };
}

/**
 * The preload: a sandboxed preload must be one bundled CommonJS file and can require nothing but electron.
 * @param callNames names of the contract's calls, put in place of __CALL_NAMES__ so that the schema library
 *   stays out of the preload
 */
export function preloadConfig(
  target: BuildTarget,
  entry: string,
  callNames: readonly string[],
): InlineConfig {
  return {
    ...common(target),
    define: { __CALL_NAMES__: JSON.stringify(callNames) },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: NODE,
      outDir: join(target.out, 'electron'),
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: { preload: join(target.sources, entry) },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

/** The window's side. Relative addresses, so that the files may be served from any origin and folder. */
export function rendererConfig(target: BuildTarget): InlineConfig {
  return {
    ...common(target),
    root: join(target.sources, 'renderer'),
    base: './',
    plugins: [react(), pdfFiles(), ...collecting(target)],
    build: {
      target: CHROME,
      outDir: join(target.out, 'renderer'),
      emptyOutDir: true,
      sourcemap: false,
      modulePreload: { polyfill: false },
      // The files lie on the disk beside the program; size matters less than on a network.
      chunkSizeWarningLimit: 2500,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: firstScreen(target), debugName: 'first' }] } },
      },
    },
  };
}

/**
 * What the first screen needs goes into one file: each further one is asked of the main process, which has better to
 * do at the start. Left alone, every part that a later screen shares becomes a file of its own.
 */
function firstScreen(target: BuildTarget): (id: string, graph: ModuleGraph) => string | null {
  let needed: Set<string> | null = null;
  return (id, graph) => {
    if (needed === null) {
      needed = new Set([normalizePath(join(target.sources, 'renderer', 'main.tsx'))]);
      for (const each of needed)
        for (const next of graph.getModuleInfo(each)?.importedIds ?? []) needed.add(next);
    }
    return needed.has(id) ? 'first' : null;
  };
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}
