import { expect, test } from 'vitest';
import {
  aptCommand,
  mayInstall,
  missingInLdd,
  missingPackages,
  packageName,
} from '../../build/runtime/system.ts';

const bookworm = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const trixie = 'VERSION_ID="13"\nID=debian\n';
const noble = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';

test('the command is one line that can be pasted', () => {
  expect(aptCommand(['libnss3', 'xvfb'], true)).toBe(
    'apt-get update && apt-get install -y --no-install-recommends libnss3 xvfb',
  );
  expect(aptCommand(['libnss3'], false)).toBe(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3',
  );
});

test('packages have the name they have on this system', () => {
  expect(packageName('libgtk-3-0', bookworm)).toBe('libgtk-3-0');
  expect(packageName('libgtk-3-0', trixie)).toBe('libgtk-3-0t64');
  expect(packageName('libasound2', noble)).toBe('libasound2t64');
  expect(packageName('libnss3', noble)).toBe('libnss3');
  expect(packageName('libasound2', '')).toBe('libasound2');
});

test('missing libraries are read out of what ldd says', () => {
  const listing = [
    '\tlinux-vdso.so.1 (0x00007ffd1c5f2000)',
    '\tlibnss3.so => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0c00000000)',
    '\tlibgtk-3.so.0 => not found',
  ].join('\n');
  expect(missingInLdd(listing)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  expect(missingInLdd('\tnot a dynamic executable')).toEqual([]);
});

test('an executable that finds its libraries asks for no package but fonts', async () => {
  const missing = await missingPackages({ executable: process.execPath, screen: false, compiler: false });
  expect(missing.filter((name) => name !== 'fonts-noto-cjk')).toEqual([]);
});

test('nothing is installed but by root on a CI machine or on demand', () => {
  expect(mayInstall({ CI: 'true' }, 0)).toBe(true);
  expect(mayInstall({ LEDGER_INSTALL: '1' }, 0)).toBe(true);
  expect(mayInstall({}, 0)).toBe(false);
  expect(mayInstall({ CI: 'true', LEDGER_INSTALL: '1' }, 1000)).toBe(false);
});
