import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { formFileName } from '../../electron/excel/forms/fileName.ts';
import { zipFiles } from '../../electron/excel/forms/zip.ts';
import { openZip } from '../../electron/excel/read/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'forms-zip-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('an archive of many files', () => {
  test('holds bytes and files under their Chinese names, which are flagged as UTF-8', async () => {
    const file = join(folder, '报送表.zip');
    const workbook = zipSync({ 'a.txt': strToU8('甲') });
    const place = join(folder, 'b.xlsx');
    writeFileSync(place, workbook);
    const long = strToU8('整改'.repeat(200_000));
    await zipFiles(
      [
        { name: '报送表-财务管理部-2024-08.xlsx', path: place },
        { name: '清单/说明.txt', bytes: long },
        { name: '报送表-审计部-2024-08.xlsx', bytes: workbook },
        { name: '空.txt', bytes: new Uint8Array() },
      ],
      file,
    );
    const bytes = new Uint8Array(readFileSync(file));
    const found = unzipSync(bytes);
    expect(Object.keys(found)).toEqual([
      '报送表-财务管理部-2024-08.xlsx',
      '清单/说明.txt',
      '报送表-审计部-2024-08.xlsx',
      '空.txt',
    ]);
    expect(Buffer.from(found['报送表-财务管理部-2024-08.xlsx'] ?? []).equals(workbook)).toBe(true);
    expect(strFromU8(found['清单/说明.txt'] ?? new Uint8Array())).toBe('整改'.repeat(200_000));
    // The reader of what comes back takes it too, sums and all.
    const { entries, unpack } = openZip(bytes);
    expect(entries.map((entry) => [entry.name, entry.method])).toEqual([
      ['报送表-财务管理部-2024-08.xlsx', 0],
      ['清单/说明.txt', 8],
      ['报送表-审计部-2024-08.xlsx', 0],
      ['空.txt', 8],
    ]);
    for (const entry of entries) expect(unpack(entry)).toHaveLength(entry.size);
    for (const { at, name } of entries) expect((bytes[at + 7] ?? 0) & 0x08, name).toBe(0x08);
  });
});

describe('names of forms', () => {
  test('say what, whose and when', () => {
    expect(formFileName('财务管理部', '2024-08')).toBe('报送表-财务管理部-2024-08.xlsx');
    expect(formFileName('党委办公室/总经理办公室', '2024-08')).toBe(
      '报送表-党委办公室_总经理办公室-2024-08.xlsx',
    );
    expect(formFileName('  ', '2024-08')).toBe('报送表-未命名单位-2024-08.xlsx');
  });

  test('can be written on every system, and no two are alike', () => {
    const units = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        '甲部',
        '甲部',
        'A部',
        'a部',
        '𠀀'.repeat(90),
        '子公司'.repeat(60),
        'a:b',
        'a/b',
        '..',
        'x\u202egnp',
      ),
    );
    fc.assert(
      fc.property(fc.array(units, { maxLength: 12 }), (names) => {
        const taken = new Set<string>();
        const made = names.map((name) => formFileName(name, '2024-08', taken));
        expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const name of made) {
          expect(name).toMatch(/^报送表-.*-2024-08(?:\(\d+\))?\.xlsx$/su);
          expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(name.length).toBeLessThanOrEqual(120);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(225);
        }
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
