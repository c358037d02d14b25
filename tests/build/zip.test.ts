import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from '../../build/runtime/zip.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpack(bytes: Uint8Array, target: (name: string) => string | null = (name) => name): string {
  const file = join(folder, 'a.zip');
  const out = mkdtempSync(join(folder, 'out-'));
  writeFileSync(file, bytes);
  unzip(file, out, target);
  return out;
}

test('what was packed comes out byte for byte, stored or deflated', () => {
  const name = fc
    .array(fc.stringMatching(/^[a-z整改]{1,8}$/), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('-'));
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.uint8Array({ maxLength: 5000 }), { minKeys: 1, maxKeys: 8 }),
      fc.constantFrom(0 as const, 6 as const),
      (files, level) => {
        const out = unpack(zipSync(files, { level }));
        expect(readdirSync(out).sort()).toEqual(Object.keys(files).sort());
        for (const [one, bytes] of Object.entries(files)) {
          expect(new Uint8Array(readFileSync(join(out, one)))).toEqual(bytes);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('entries can be left out and renamed; executables stay so', () => {
  const unix = (mode: number): { os: 3; attrs: number } => ({ os: 3, attrs: (0o100000 | mode) * 65536 });
  const packed = zipSync({
    'top/run': [new Uint8Array([1]), unix(0o755)],
    'top/data': [new Uint8Array([2]), unix(0o644)],
    'other/data': [new Uint8Array([3]), unix(0o644)],
  });
  const out = unpack(packed, (name) => (name.startsWith('top/') ? name.slice(4) : null));
  expect(readdirSync(out).sort()).toEqual(['data', 'run']);
  if (process.platform !== 'win32') {
    expect(statSync(join(out, 'run')).mode & 0o777).toBe(0o755);
    expect(statSync(join(out, 'data')).mode & 0o777).toBe(0o644);
  }
});

test('names that lead outside and links are refused', () => {
  expect(() => unpack(zipSync({ '../out.txt': new Uint8Array([1]) }))).toThrow(/outside/);
  const link = zipSync({ link: [new Uint8Array([47]), { os: 3, attrs: 0o120777 * 65536 }] });
  expect(() => unpack(link)).toThrow(/link/);
});

test('a byte changed inside an entry and a file cut short are refused', () => {
  const text = new TextEncoder().encode('整改台账'.repeat(500));
  const packed = zipSync({ a: text }, { level: 0 });
  const changed = packed.slice();
  changed[200] = (changed[200] ?? 0) ^ 1;
  expect(() => unpack(changed)).toThrow(/damaged/);
  expect(() => unpack(packed.slice(0, packed.length - 30))).toThrow(/complete/);
  expect(() => unpack(new Uint8Array())).toThrow(/complete/);
});

test('files below folders get their folders', () => {
  const out = unpack(zipSync({ 'a/b/c.txt': new Uint8Array([9]) }));
  mkdirSync(dirname(join(out, 'a/b')), { recursive: true });
  expect(readFileSync(join(out, 'a', 'b', 'c.txt'))[0]).toBe(9);
});
