'use strict';
/**
 * Runs after electron-builder has laid out a program and before its fuses are set. Takes away the loader of the
 * development runtime and refuses a program whose parts are for another machine: electron-builder itself ends with
 * success when an Electron or an add-on of the wrong kind was packed.
 */
const { closeSync, existsSync, openSync, readSync, readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

/** Machine numbers in the headers of ELF (System V ABI, e_machine) and PE files (PE format, Machine). */
const MACHINES = {
  ELF: { 62: 'x64', 183: 'arm64' },
  PE: { 0x8664: 'x64', 0xaa64: 'arm64' },
};
const ARCH_NAMES = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

/** Kind and architecture of an executable or add-on, such as 'ELF x64'. */
function kindOf(file) {
  const head = Buffer.alloc(1024);
  const fd = openSync(file, 'r');
  readSync(fd, head, 0, head.length, 0);
  closeSync(fd);
  if (head.readUInt32BE(0) === 0x7f454c46) return `ELF ${MACHINES.ELF[head.readUInt16LE(18)]}`;
  if (head.toString('latin1', 0, 2) === 'MZ') {
    return `PE ${MACHINES.PE[head.readUInt16LE(head.readUInt32LE(0x3c) + 4)]}`;
  }
  return 'unknown';
}

exports.default = async function afterPack(context) {
  const { appOutDir, electronPlatformName, packager } = context;
  const resources = join(appOutDir, 'resources');
  rmSync(join(resources, 'app'), { recursive: true, force: true });
  rmSync(join(resources, 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'ready.json'), { force: true });

  const windows = electronPlatformName === 'win32';
  const expected = `${windows ? 'PE' : 'ELF'} ${ARCH_NAMES[context.arch]}`;
  const executable = windows
    ? readdirSync(appOutDir).find((name) => name.endsWith('.exe'))
    : packager.executableName;
  if (executable === undefined) throw new Error(`No executable in ${appOutDir}`);
  const parts = [join(appOutDir, executable)];
  const unpacked = join(resources, 'app.asar.unpacked');
  const addons = existsSync(unpacked)
    ? readdirSync(unpacked, { recursive: true }).filter((file) => file.endsWith('.node'))
    : [];
  if (addons.length === 0) throw new Error('No add-on was packed');
  parts.push(...addons.map((file) => join(unpacked, file)));
  for (const part of parts) {
    const found = kindOf(part);
    if (found !== expected) throw new Error(`${part} is ${found}, not ${expected}`);
  }
};
exports.kindOf = kindOf;
