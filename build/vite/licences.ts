import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Packages that went into a bundle: folder in node_modules, by `name@version`. */
export type Bundled = Map<string, string>;

/** Collects the packages whose modules end up in the bundle. */
export function collectBundled(bundled: Bundled): Plugin {
  return {
    name: 'collect-bundled',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) addPackageOf(id, bundled);
      }
    },
  };
}

/** Adds the package that a module's path lies in; the innermost node_modules counts. */
function addPackageOf(id: string, bundled: Bundled): void {
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id.replace(/^\0/, ''));
  const folder = match?.[1];
  if (folder === undefined || !existsSync(join(folder, 'package.json'))) return;
  const about = packageAt(folder);
  bundled.set(`${about.name}@${about.version}`, folder);
}

function packageAt(folder: string): { name: string; version: string; license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ReturnType<typeof packageAt>;
}

/** The notices of all bundled packages as one text, sorted by name. */
export function licenceText(bundled: Bundled): string {
  const parts = [...bundled]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, folder]) => {
      // Code taken over from elsewhere may have its notices in a folder of their own (licenses/LICENSE-d3).
      const files = readdirSync(folder, { withFileTypes: true })
        .filter(({ name }) => /^(?:licen[cs]e|copying|notice)/i.test(name))
        .flatMap((entry) =>
          entry.isDirectory()
            ? readdirSync(join(folder, entry.name)).map((name) => join(entry.name, name))
            : [entry.name],
        )
        .sort();
      const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').trim());
      return [`${title} (${packageAt(folder).license ?? 'see below'})`, ...texts].join('\n\n');
    });
  return `${parts.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}
