/**
 * What goes into a Windows package that is built on another system, and what the packing refuses. Electron for Windows
 * can't be had everywhere, so a file with the head of a Windows program (PE) and the mark of the fuses stands in for it.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import type { Configuration } from 'electron-builder';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildIfStale } from '../../build/scripts/fresh.ts';
import { root } from '../../build/scripts/root.ts';

let folder = '';
beforeAll(async () => {
  await buildIfStale();
}, 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'windows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const X64 = 0x8664;
const ARM64 = 0xaa64;

function runtimeFor(machine: number): string {
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'resources', 'app'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  writeFileSync(join(dist, 'locales', 'zh-CN.pak'), '');
  const head = Buffer.alloc(2048);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(0x80, 0x3c);
  head.write('PE\0\0', 0x80, 'latin1');
  head.writeUInt16LE(machine, 0x84);
  head.write('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000811000000', 0x400, 'latin1');
  writeFileSync(join(dist, 'electron.exe'), head);
  writeFileSync(join(dist, 'version'), '45.4.1');
  writeFileSync(join(dist, 'resources', 'app', 'main.cjs'), '');
  return dist;
}

async function pack(machine: number): Promise<string> {
  const config: Configuration = {
    directories: { output: join(folder, 'out') },
    electronDist: runtimeFor(machine),
    electronVersion: '45.4.1',
    // Both write into the resources of a real program.
    disableAsarIntegrity: true,
    win: { signAndEditExecutable: false },
  };
  const targets = Platform.WINDOWS.createTarget('dir', Arch.x64);
  await build({ projectDir: root, targets, publish: 'never', config });
  return join(folder, 'out', 'win-unpacked');
}

test('a Windows package holds the add-on for Windows and no other, whatever system builds it', async () => {
  const packed = await pack(X64);
  const files = readdirSync(join(packed, 'resources', 'app.asar.unpacked'), {
    recursive: true,
    encoding: 'utf8',
  });
  const addons = files.filter((name) => name.endsWith('.node')).map((name) => name.replaceAll('\\', '/'));
  expect(addons).toEqual(['node_modules/better-sqlite3/prebuilds/win32-x64.node']);
  expect(existsSync(join(packed, 'resources', 'app'))).toBe(false);
  const fuses = await getCurrentFuseWire(join(packed, 'rectification-ledger.exe'));
  expect(Number(fuses[FuseV1Options.RunAsNode])).toBe('0'.charCodeAt(0));
  expect(Number(fuses[FuseV1Options.OnlyLoadAppFromAsar])).toBe('1'.charCodeAt(0));
});

test('a runtime for another machine is refused', async () => {
  await expect(pack(ARM64)).rejects.toThrow(/rectification-ledger\.exe is PE arm64, not PE x64/);
});
