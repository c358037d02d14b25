import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import type { Runtime } from '../runtime/resolve.ts';
import { inRoot, root } from './root.ts';

/**
 * Packs the built program, unpacked, around the runtime found on this machine.
 * @returns the packed program's folder
 */
export async function packHere(runtime: Runtime, output = inRoot('release')): Promise<string> {
  const folder = join(output, 'linux-unpacked');
  rmSync(folder, { recursive: true, force: true });
  const config: Configuration = {
    directories: { output },
    electronDist: dirname(runtime.executable),
    electronVersion: runtime.version,
  };
  if (runtime.sqliteBinding !== null) {
    // An older runtime needs the add-on compiled for it, where the library looks before it takes the prebuilt one.
    config.files = [
      {
        from: dirname(runtime.sqliteBinding),
        to: 'node_modules/better-sqlite3/build/Release',
        filter: ['better_sqlite3.node'],
      },
    ];
  }
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', arch),
    config,
    publish: 'never',
  });
  return arch === Arch.arm64 ? join(output, 'linux-arm64-unpacked') : folder;
}
