import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, writeFileAtomicSync, writeRefusal } from '../../electron/files/atomic.ts';
import { openJsonStore } from '../../electron/files/json-store.ts';
import { clearTemporaries, whileTemporary } from '../../electron/files/temporaries.ts';
import { createFileTokens } from '../../electron/files/tokens.ts';
import { openLog } from '../../electron/log.ts';
import { Refusal } from '../../shared/result.ts';
import { temporaryFolder } from './program.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileAtomicSync', () => {
  it('makes and replaces a file, leaving nothing else', () => {
    const file = join(folder, 'a.json');
    writeFileAtomicSync(file, 'one');
    writeFileAtomicSync(file, new Uint8Array([116, 119, 111]));
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });
  it('leaves the target and no temporary file when the rename fails', () => {
    const target = join(folder, 'taken');
    mkdirSync(target);
    writeFileSync(join(target, 'inside'), 'kept');
    expect(() => writeFileAtomicSync(target, 'x')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readFileSync(join(target, 'inside'), 'utf8')).toBe('kept');
  });
});

describe('replaceFile', () => {
  it('shows the new content only when it is whole', async () => {
    const file = join(folder, '月报.xlsx');
    writeFileSync(file, 'old');
    await replaceFile(file, async (temporary) => {
      await writeFile(temporary, 'new ');
      expect(readFileSync(file, 'utf8')).toBe('old');
      await appendFile(temporary, 'content');
    });
    expect(readFileSync(file, 'utf8')).toBe('new content');
    expect(readdirSync(folder)).toEqual(['月报.xlsx']);
  });
  it('keeps the old file when the work fails half-way, and passes on why', async () => {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, 'old');
    const work = replaceFile(file, async (temporary) => {
      await writeFile(temporary, 'half');
      throw new Error('paper jam');
    });
    await expect(work).rejects.toThrow('paper jam');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.pdf']);
  });
  it('leaves nothing half written when the program ends in the middle', async () => {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, 'old');
    const half = join(folder, 'half');
    const work = replaceFile(file, async (temporary) => {
      await whileTemporary(half, async () => {
        mkdirSync(half);
        await writeFile(temporary, 'half');
        await writeFile(join(half, 'summary.pdf'), 'half');
        clearTemporaries();
        expect(readdirSync(folder)).toEqual(['a.pdf']);
      });
    });
    await expect(work).rejects.toThrow();
    expect(readFileSync(file, 'utf8')).toBe('old');
    // What is finished is nobody's to take away.
    await replaceFile(file, (temporary) => writeFile(temporary, 'new'));
    clearTemporaries();
    expect(readFileSync(file, 'utf8')).toBe('new');
  });
  it('refuses a target that is a folder, and one whose folder is gone', async () => {
    const inside = join(folder, 'taken');
    mkdirSync(inside);
    writeFileSync(join(inside, 'x'), '');
    const write = (path: string) => writeFile(path, 'x');
    await expect(replaceFile(inside, write)).rejects.toMatchObject({ failure: { code: 'target_is_folder' } });
    await expect(replaceFile(join(folder, 'gone', 'a.pdf'), write)).rejects.toMatchObject({
      failure: { code: 'target_unwritable', detail: { name: 'a.pdf' } },
    });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
  it('never writes over a ledger or what stands beside it, over a device or a pipe', async () => {
    const ledger = join(folder, 'ledger.db');
    writeFileSync(ledger, 'SQLite format 3\0 and all the work of a year');
    writeFileSync(`${ledger}-wal`, 'the last steps');
    symlinkSync(ledger, join(folder, '月报.xlsx'));
    let begun = 0;
    const write = async (path: string): Promise<void> => {
      begun += 1;
      await writeFile(path, 'x');
    };
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm', 'ledger.db.lock', '月报.xlsx']) {
      await expect(replaceFile(join(folder, name), write)).rejects.toMatchObject({
        failure: { code: 'target_is_ledger', detail: { name } },
      });
    }
    if (process.platform !== 'win32') {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      await expect(replaceFile(pipe, write)).rejects.toMatchObject({
        failure: { code: 'target_unwritable' },
      });
      expect(begun).toBe(0);
      await replaceFile(`${pipe}.lock`, write);
      expect(begun).toBe(1);
    } else expect(begun).toBe(0);
    expect(readFileSync(ledger, 'latin1')).toContain('a year');
    expect(readFileSync(`${ledger}-wal`, 'utf8')).toBe('the last steps');
  });
  it('names the file that was asked for when the work fails at its temporary one', async () => {
    const file = join(folder, '月报.xlsx');
    const work = replaceFile(file, (temporary) =>
      Promise.reject(new Refusal('disk_full', { name: basename(temporary) })),
    );
    await expect(work).rejects.toMatchObject({
      failure: { code: 'disk_full', detail: { name: '月报.xlsx' } },
    });
  });
  it('refuses a folder without permission', async () => {
    // Root may write anywhere but where the system itself takes no files.
    const closed = process.getuid?.() === 0 ? '/sys' : folder;
    if (closed === folder) chmodSync(folder, 0o500);
    await expect(replaceFile(join(closed, 'a'), (path) => writeFile(path, 'x'))).rejects.toMatchObject({
      failure: { code: 'target_unwritable' },
    });
    if (closed === folder) chmodSync(folder, 0o700);
  });
});

describe('writeRefusal', () => {
  const systemError = (code: string) => Object.assign(new Error(code), { code, errno: -1 });
  it.each([
    ['EBUSY', 'target_locked'],
    ['ENOSPC', 'disk_full'],
    ['EROFS', 'target_unwritable'],
    ['EACCES', 'target_unwritable'],
  ])('%s is %s', (code, refusal) => {
    expect(writeRefusal(systemError(code), '/x/月报.xlsx')?.failure).toEqual({
      code: refusal,
      detail: { name: '月报.xlsx' },
    });
  });
  it('is none for an error that is not of the system', () => {
    expect(writeRefusal(new Error('EBUSY'), 'x')).toBeNull();
    expect(writeRefusal({ code: 'EBUSY', errno: 1 }, 'x')).toBeNull();
  });
});

describe('openJsonStore', () => {
  const file = () => join(folder, 'deep', 'settings.json');
  it('starts empty, merges, removes by null, and is read back by the next start', () => {
    const store = openJsonStore(file());
    expect(store.all()).toEqual({});
    store.merge({ a: 1, b: { c: [2] }, d: 'x' });
    store.merge({ a: null, d: 'y' });
    expect(openJsonStore(file()).all()).toEqual({ b: { c: [2] }, d: 'y' });
    expect(store.get('b')).toEqual({ c: [2] });
    expect(store.get('constructor')).toBeUndefined();
  });
  it.each(['', '{', '[1]', 'null', '"x"', '\0\0\0\0', '{"a":1} trailing'])(
    'keeps a damaged file (%j) aside and goes on with defaults',
    (content) => {
      mkdirSync(join(folder, 'deep'));
      writeFileSync(file(), content);
      const store = openJsonStore(file(), () => 123);
      expect(store.all()).toEqual({});
      expect(store.keptAside).toBe(`${file()}.damaged-123`);
      expect(readFileSync(`${file()}.damaged-123`, 'utf8')).toBe(content);
      store.merge({ a: 1 });
      expect(openJsonStore(file()).all()).toEqual({ a: 1 });
    },
  );
  it('reads a file with a byte order mark, as other editors write it', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(file(), '\uFEFF{"a":1}');
    const store = openJsonStore(file());
    expect(store.all()).toEqual({ a: 1 });
    expect(store.keptAside).toBeNull();
  });
  it('keeps a value named __proto__ as a value', () => {
    const store = openJsonStore(file());
    store.merge(JSON.parse('{"__proto__":{"x":1}}') as Record<string, unknown>);
    expect(Object.getPrototypeOf(store.all())).toBe(Object.prototype);
    expect(store.get('x')).toBeUndefined();
  });
  it('keeps its values in mind unchanged when they can not be written', () => {
    const store = openJsonStore(file());
    store.merge({ a: 1 });
    rmSync(file());
    mkdirSync(file());
    writeFileSync(join(file(), 'x'), '');
    expect(() => store.merge({ a: 2 })).toThrow();
    expect(store.all()).toEqual({ a: 1 });
  });
});

describe('createFileTokens', () => {
  it('hands out tokens that tell no path and lead back to it', () => {
    const tokens = createFileTokens();
    const path = join(folder, '通报.txt');
    writeFileSync(path, '四个字符');
    const first = tokens.addFile(path);
    const second = tokens.addFile(path);
    expect(first).toEqual({ token: first.token, name: '通报.txt', folder: false, bytes: 12 });
    expect(first.token).toMatch(/^[0-9a-f]{32}$/);
    expect(second.token).not.toBe(first.token);
    expect(tokens.file(first.token)).toBe(path);
  });
  it('refuses what is no readable file', () => {
    const tokens = createFileTokens();
    const refused = (path: string, code: string) =>
      expect(() => tokens.addFile(path)).toThrowError(expect.objectContaining({ message: code }) as Error);
    refused(join(folder, 'gone.txt'), 'file_missing');
    refused(folder, 'file_is_folder');
    if (process.platform !== 'win32') {
      symlinkSync(join(folder, 'gone.txt'), join(folder, 'dangling'));
      refused(join(folder, 'dangling'), 'file_missing');
      refused('/dev/zero', 'file_unreadable');
    }
  });
  it('refuses tokens it did not give, and keeps files and folders apart', () => {
    const tokens = createFileTokens();
    const folderToken = tokens.addFolder(folder);
    expect(tokens.folder(folderToken)).toBe(folder);
    for (const token of ['', 'x', '__proto__', folderToken]) {
      expect(() => tokens.file(token)).toThrowError('file_token_unknown');
    }
    expect(() => tokens.folder(folder)).toThrowError('folder_unknown');
  });
});

describe('openLog', () => {
  it('writes errors with their stack under an id, and keeps a bounded number of files', () => {
    const logs = join(folder, 'logs');
    const log = openLog(logs, 2000);
    const id = log.error('here', new TypeError('boom'));
    expect(readFileSync(join(logs, 'main.log'), 'utf8')).toMatch(
      new RegExp(`error ${id} here: TypeError: boom\\n\\s+at `),
    );
    for (let n = 0; n < 200; n++) log.info(`line ${n} ${'x'.repeat(100)}`);
    const files = readdirSync(logs).sort();
    expect(files).toEqual(['main.1.log', 'main.2.log', 'main.3.log', 'main.4.log', 'main.log']);
    expect(readFileSync(join(logs, 'main.log'), 'utf8')).toContain('line 199 ');
    for (const file of files) expect(readFileSync(join(logs, file)).length).toBeLessThanOrEqual(2000);
  });
  it('never fails the program', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const log = openLog(join(blocked, 'logs'));
    expect(() => log.info('x')).not.toThrow();
    expect(log.error('x', 'y')).toMatch(/^[0-9a-f]{8}$/);
  });
});
