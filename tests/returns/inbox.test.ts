import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { listIncoming, loadIncoming } from '../../electron/returns/inbox.ts';
import type { Incoming } from '../../electron/returns/inbox.ts';
import { oneSheet } from '../excel/parts.ts';

const BOOK = oneSheet('<row r="1"><c r="A1"><v>1</v></c></row>');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inbox-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: Uint8Array | string = BOOK): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const names = (found: readonly Incoming[]): string[] => found.map((one) => one.name);
const told = (found: readonly Incoming[]): unknown[] =>
  found.map((one) => [one.name, one.refused?.code ?? null]);

async function load(one: Incoming | undefined): Promise<unknown> {
  if (one === undefined) throw new Error('nothing listed');
  const result = await loadIncoming(one);
  return result.ok ? Buffer.from(result.value.bytes).equals(Buffer.from(BOOK)) : result.error.code;
}

/** A zip whose names are written in raw bytes, without the mark of UTF-8. */
function zipOf(entries: readonly (readonly [name: Buffer | string, content: Uint8Array])[]): Uint8Array {
  const stand = (i: number, length: number): string => `${i}`.padStart(3, '0').padEnd(length, 'x');
  const raw = entries.map(([name]) => (typeof name === 'string' ? Buffer.from(name) : name));
  const zip = Buffer.from(
    zipSync(Object.fromEntries(entries.map(([, content], i) => [stand(i, raw[i]?.length ?? 0), content]))),
  );
  raw.forEach((name, i) => {
    const placeholder = Buffer.from(stand(i, name.length));
    for (let at = zip.indexOf(placeholder); at >= 0; at = zip.indexOf(placeholder, at + 1))
      name.copy(zip, at);
  });
  return zip;
}

describe('files and folders', () => {
  it('lists a file by its name and loads its bytes with their hash', async () => {
    const path = put('某单位.xlsx');
    const [one, ...rest] = await listIncoming([path]);
    expect(rest).toEqual([]);
    expect(one).toEqual({ name: '某单位.xlsx', path, entry: null, bytes: BOOK.length, refused: null });
    const loaded = one === undefined ? null : await loadIncoming(one);
    expect(loaded).toMatchObject({
      ok: true,
      value: { sha256: createHash('sha256').update(BOOK).digest('hex') },
    });
    expect(await load(one)).toBe(true);
  });

  it('goes through folders in order and passes over what is no file of the clerk', async () => {
    put('八月/乙/b.xlsx');
    put('八月/乙/c.xls', 'x');
    put('八月/a.xlsx');
    put('八月/~$a.xlsx');
    put('八月/.~lock.a.xlsx#');
    put('八月/.DS_Store');
    put('八月/Thumbs.db');
    put('八月/desktop.ini');
    put('八月/.git/a.xlsx');
    put('八月/__MACOSX/a.xlsx');
    expect(names(await listIncoming([join(folder, '八月')]))).toEqual([
      '八月/a.xlsx',
      '八月/乙/b.xlsx',
      '八月/乙/c.xls',
    ]);
  });

  it('follows no link out of a folder, but takes a file that is given by its link', async () => {
    const outside = put('别处/secret.xlsx');
    mkdirSync(join(folder, '给'));
    symlinkSync(outside, join(folder, '给', 'link.xlsx'));
    symlinkSync(join(folder, '别处'), join(folder, '给', 'links'));
    symlinkSync(join(folder, '给'), join(folder, '给', 'round'));
    expect(told(await listIncoming([join(folder, '给')]))).toEqual([['给', 'inbox_empty_folder']]);
    const [given] = await listIncoming([join(folder, '给', 'link.xlsx')]);
    expect(given?.refused).toBeNull();
    expect(await load(given)).toBe(true);
  });

  it('refuses each that can’t be read, and goes on', async () => {
    const good = put('good.xlsx');
    mkdirSync(join(folder, 'empty'));
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const lock = put('~$good.xlsx');
    const found = await listIncoming([
      join(folder, 'gone.xlsx'),
      join(folder, 'empty'),
      pipe,
      '/dev/null',
      lock,
      good,
      join(good, 'x'),
    ]);
    expect(told(found)).toEqual([
      ['gone.xlsx', 'inbox_missing'],
      ['empty', 'inbox_empty_folder'],
      ['pipe', 'inbox_not_a_file'],
      ['null', 'inbox_not_a_file'],
      ['~$good.xlsx', 'inbox_lock_file'],
      ['good.xlsx', null],
      ['x', 'inbox_missing'],
    ]);
    expect(await load(found[0])).toBe('inbox_missing');
    expect(told(await listIncoming([folder]))).toEqual(
      expect.arrayContaining([[expect.stringContaining('/pipe'), 'inbox_not_a_file']]),
    );
  });

  it('refuses a path that the system can’t take', async () => {
    const found = await listIncoming([join(folder, 'x'.repeat(300)), `${folder}/a\0b`]);
    expect(found.map((one) => one.refused)).toEqual([
      { code: 'inbox_unreadable', detail: { cause: 'ENAMETOOLONG' } },
      { code: 'inbox_unreadable', detail: { cause: 'ERR_INVALID_ARG_VALUE' } },
    ]);
  });

  it('notices a file that vanished since it was listed', async () => {
    const path = put('a.xlsx');
    const [one] = await listIncoming([path]);
    rmSync(path);
    expect(await load(one)).toBe('inbox_missing');
    mkdirSync(path);
    expect(await load(one)).toBe('inbox_not_a_file');
  });

  it('refuses by size without reading', async () => {
    const path = put('huge.xlsx', new Uint8Array(50 * 1024 * 1024 + 1).fill(1));
    const [one] = await listIncoming([path]);
    expect(one).toMatchObject({ refused: { code: 'book_too_large', detail: { limit: 50 * 1024 * 1024 } } });
    expect(await load(one === undefined ? one : { ...one, refused: null })).toBe('book_too_large');
  });

  it('stops at folders that go too deep', async () => {
    put(`d/${Array.from({ length: 20 }, (_, i) => i).join('/')}/a.xlsx`);
    const found = await listIncoming([join(folder, 'd')]);
    expect(found.map((one) => one.refused?.code)).toEqual(['inbox_too_deep']);
  });

  it('takes at most 5,000 at once, and says so', async () => {
    mkdirSync(join(folder, 'many'));
    for (let i = 0; i < 5003; i++) writeFileSync(join(folder, 'many', `${i}.csv`), 'a');
    const found = await listIncoming([join(folder, 'many'), put('other.xlsx')]);
    expect(found).toHaveLength(5001);
    expect(found.at(-1)?.refused).toEqual({ code: 'inbox_too_many', detail: { limit: 5000 } });
  });
});

describe('archives', () => {
  it('lists the files in one, in folders and by their Chinese names', async () => {
    const gb = Buffer.from('b1a8cbcdb1ed', 'hex'); // 报送表
    const path = put(
      '八月.zip',
      zipOf([
        [Buffer.concat([Buffer.from('dir/'), gb, Buffer.from('.xlsx')]), BOOK],
        ['说明（甲）.xlsx', BOOK],
        ['__MACOSX/._a.xlsx', BOOK],
        ['dir/~$b.xlsx', BOOK],
        ['plain.csv', Buffer.from('a,b')],
      ]),
    );
    const found = await listIncoming([path]);
    expect(found.map((one) => [one.name, one.entry, one.bytes, one.refused])).toEqual([
      ['八月.zip!dir/报送表.xlsx', 'dir/报送表.xlsx', BOOK.length, null],
      ['八月.zip!说明（甲）.xlsx', '说明（甲）.xlsx', BOOK.length, null],
      ['八月.zip!plain.csv', 'plain.csv', 3, null],
    ]);
    expect(await load(found[0])).toBe(true);
    expect(await load(found[1])).toBe(true);
  });

  it('takes the Chinese name for Chinese that would pass for another script', async () => {
    // 联通 in GB18030 is no UTF-8; 一些 pairs of bytes are: they would read as Greek or Cyrillic.
    const found = await listIncoming([
      put(
        'a.zip',
        zipOf([
          [Buffer.from('c1aacda8', 'hex'), BOOK],
          [Buffer.from('d0a1cec4', 'hex'), BOOK],
        ]),
      ),
    ]);
    expect(found.map((one) => one.entry)).toEqual(['联通', '小文']);
  });

  it('shows no path that leads out, and writes nothing', async () => {
    const found = await listIncoming([
      put(
        'evil.zip',
        zipOf([
          ['../../up.xlsx', BOOK],
          ['/etc/root.xlsx', BOOK],
          ['C:\\win\\a.xlsx', BOOK],
          ['a/./../b.xlsx', BOOK],
        ]),
      ),
    ]);
    expect(found.map((one) => one.entry)).toEqual(['up.xlsx', 'etc/root.xlsx', 'win/a.xlsx', 'a/b.xlsx']);
    for (const one of found) expect(await load(one)).toBe(true);
    for (const outside of ['../up.xlsx', '../../up.xlsx', '/etc/root.xlsx'])
      expect(existsSync(resolve(folder, outside))).toBe(false);
    expect(readdirSync(folder)).toEqual(['evil.zip']);
  });

  it('tells two entries of one name apart', async () => {
    const other = oneSheet('<row r="1"><c r="A1"><v>2</v></c></row>');
    const found = await listIncoming([
      put(
        'a.zip',
        zipOf([
          ['a.xlsx', BOOK],
          ['./a.xlsx', other],
        ]),
      ),
    ]);
    expect(found.map((one) => one.entry)).toEqual(['a.xlsx', 'a.xlsx (2)']);
    expect([await load(found[0]), await load(found[1])]).toEqual([true, false]);
  });

  it('takes a workbook for a workbook, though it is a zip, whatever it is called', async () => {
    expect(names(await listIncoming([put('a.xlsx'), put('b.zip')]))).toEqual(['a.xlsx', 'b.zip']);
    const archive = put('c.xlsx', zipSync({ 'in.xlsx': BOOK }));
    expect(names(await listIncoming([archive]))).toEqual(['c.xlsx!in.xlsx']);
  });

  it('leaves an archive in an archive to its reader, who refuses it', async () => {
    const found = await listIncoming([put('a.zip', zipSync({ 'b.zip': zipSync({ 'c.xlsx': BOOK }) }))]);
    expect(names(found)).toEqual(['a.zip!b.zip']);
    const loaded = found[0] === undefined ? null : await loadIncoming(found[0]);
    expect(loaded?.ok === true && (await readWorkbook(loaded.value.bytes, 'b.zip'))).toMatchObject({
      error: { code: 'book_is_archive' },
    });
  });

  it('refuses encrypted and absurd entries by name, and goes on with the others', async () => {
    const zip = Buffer.from(
      zipOf([
        ['a.xlsx', BOOK],
        ['b.xlsx', BOOK],
        ['bomb.xlsx', Buffer.alloc(20_000_000)],
        ['c.xlsx', BOOK],
      ]),
    );
    const second = zip.indexOf('b.xlsx', zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])));
    zip.writeUInt16LE(1, second - 46 + 8);
    const found = await listIncoming([put('a.zip', zip)]);
    expect(told(found)).toEqual([
      ['a.zip!a.xlsx', null],
      ['a.zip!b.xlsx', 'book_encrypted'],
      ['a.zip!bomb.xlsx', 'book_bomb'],
      ['a.zip!c.xlsx', null],
    ]);
    expect(await load(found[1])).toBe('book_encrypted');
    expect(await load(found[3])).toBe(true);
    expect(await load(found[1] === undefined ? undefined : { ...found[1], refused: null })).toBe(
      'book_encrypted',
    );
  });

  it('refuses what comes after 300 MB in all', async () => {
    // What the directory says of them: 45 MB each.
    let seed = 1;
    const noise = new Uint8Array(200_000).map(() => (seed = (seed * 16807) % 2147483647) & 255);
    const zip = Buffer.from(zipOf(Array.from({ length: 8 }, (_, i) => [`${i}.xlsx`, noise] as const)));
    for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 1))
      zip.writeUInt32LE(45_000_000, at + 24);
    const found = await listIncoming([put('a.zip', zip)]);
    expect(found.map((one) => one.refused?.code ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      'inbox_archive_too_large',
      'inbox_archive_too_large',
    ]);
  });

  it('refuses a damaged archive, an empty one, too many entries', async () => {
    const zip = zipSync({ 'a.xlsx': BOOK });
    const many: Record<string, Uint8Array> = {};
    for (let i = 0; i <= 3000; i++) many[`${i}.csv`] = new Uint8Array(0);
    const found = await listIncoming([
      put('cut.zip', zip.subarray(0, zip.length - 10)),
      put('none.zip', zipSync({})),
      put('many.zip', zipSync(many)),
    ]);
    expect(told(found)).toEqual([
      ['cut.zip', 'book_damaged'],
      ['none.zip', 'inbox_empty_folder'],
      ['many.zip', 'book_bomb'],
    ]);
    // A damaged workbook is left to its reader.
    const [book] = await listIncoming([put('cut.xlsx', BOOK.subarray(0, BOOK.length - 10))]);
    expect(book?.refused).toBeNull();
    const broken = Buffer.from(zip);
    broken.fill(0xff, 60, 90);
    const [entry] = await listIncoming([put('broken.zip', broken)]);
    expect(await load(entry)).toBe('book_damaged');
  });

  it('notices an archive that changed since it was listed', async () => {
    const path = put('a.zip', zipSync({ 'a.xlsx': BOOK }));
    const [one] = await listIncoming([path]);
    writeFileSync(path, zipSync({ 'b.xlsx': BOOK }));
    expect(await load(one)).toBe('inbox_changed');
  });
});
