/**
 * npm run release -- --win | --linux: installers, with the newest Electron. Needs a machine that can fetch Electron and
 * the packaging tools, or mirrors of both (ELECTRON_MIRROR, ELECTRON_BUILDER_BINARIES_MIRROR).
 */
import { Platform, build } from 'electron-builder';
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { root } from './scripts/root.ts';
import { PARTS } from './vite/build.ts';

await scriptMain(async () => {
  const [argument, ...rest] = process.argv.slice(2);
  const platform = argument === '--win' ? Platform.WINDOWS : argument === '--linux' ? Platform.LINUX : null;
  if (platform === null || rest.length > 0) throw new Error('usage: npm run release -- --win | --linux');
  await buildIfStale(PARTS, true);
  const files = await build({
    projectDir: root,
    targets: platform.createTarget(),
    publish: 'never',
    // A .deb must name a page; the program has none.
    config:
      platform === Platform.LINUX
        ? { extraMetadata: { homepage: 'https://rectification-ledger.invalid/' } }
        : {},
  });
  process.stdout.write(`${files.join('\n')}\n`);
  return 0;
});
