/** Files that are no ledger, no whole ledger, or not where they were: each its code, and none of their bytes changed. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { copyLedger } from '../../db/copy.ts';
import {
  addUnit,
  createLedger,
  editMeasures,
  type Ledger,
  openLedger,
  openLedgerReadOnly,
  placeOf,
  verify,
} from '../../db/index.ts';
import { mountOf } from '../../db/place.ts';
import type { Result } from '../../shared/result.ts';
import {
  clearAway,
  codeOf,
  contents,
  ledgerOptions,
  must,
  newLedger,
  openAgain,
  openMeasures,
  tempFolder,
  write,
} from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';
import { endAll, start } from './processes.ts';

afterEach(async () => {
  await endAll();
  clearAway();
});

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

const codeOfResult = (result: Result<Ledger>): string => {
  if (!result.ok) return result.error.code;
  result.value.close();
  return 'opened';
};

/** Opened for writing and for reading; the file's bytes must be as before, and nothing but the lock beside it. */
function codes(file: string): [string, string] {
  const before = hashOf(file);
  const answer: [string, string] = [
    codeOfResult(openLedger(file, ledgerOptions())),
    codeOfResult(openLedgerReadOnly(file, ledgerOptions())),
  ];
  expect(hashOf(file)).toBe(before);
  expect(
    readdirSync(dirname(file)).filter((name) => !/(^ledger\.db(\.lock|-shm|-wal)?$)/.test(name)),
  ).toEqual([]);
  return answer;
}

const fileWith = (content: string | Buffer): string => {
  const file = join(tempFolder(), 'ledger.db');
  writeFileSync(file, content);
  return file;
};

function closedSample(): string {
  const ledger = sampleCopy();
  ledger.close();
  return ledger.file;
}

describe('what is no ledger', () => {
  test('no file, no folder', () => {
    const folder = tempFolder();
    for (const open of [openLedger, openLedgerReadOnly]) {
      expect(codeOfResult(open(join(folder, 'ledger.db'), ledgerOptions()))).toBe('ledger_missing');
      expect(codeOfResult(open(join(folder, '没有', 'ledger.db'), ledgerOptions()))).toBe('folder_missing');
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an empty file, texts, random bytes of any length, a gigabyte of nothing', () => {
    expect(codes(fileWith(''))).toEqual(['ledger_empty_file', 'ledger_empty_file']);
    for (const content of ['这是一份说明', 'x', 'SQLite format 3\0', '一、加强党的建设\r\n'.repeat(5000)]) {
      expect(codes(fileWith(content))).toEqual(['ledger_not_database', 'ledger_not_database']);
    }
    for (const length of [1, 99, 100, 511, 512, 4096, 100_000]) {
      expect(codes(fileWith(randomBytes(length)))).toEqual(['ledger_not_database', 'ledger_not_database']);
    }
    const huge = fileWith('');
    truncateSync(huge, 2 ** 30);
    expect(codeOfResult(openLedger(huge, ledgerOptions()))).toBe('ledger_not_database');
    expect(statSync(huge).size).toBe(2 ** 30);
  });

  test("another program's database, with rows or without, also one that waits with a write-ahead log", () => {
    for (const mode of ['DELETE', 'WAL']) {
      const file = join(tempFolder(), 'ledger.db');
      const db = new Database(file);
      db.pragma(`journal_mode = ${mode}`);
      db.exec(
        'CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO contacts (name) VALUES (1)',
      );
      db.close();
      expect(codes(file)).toEqual(['ledger_foreign', 'ledger_foreign']);
    }
  });

  test('a folder in the place of the file', () => {
    const file = join(tempFolder(), 'ledger.db');
    mkdirSync(file);
    for (const open of [openLedger, openLedgerReadOnly]) {
      expect(codeOfResult(open(file, ledgerOptions()))).toBe('ledger_not_database');
    }
    expect(codeOfResult(createLedger(file, ledgerOptions()))).toBe('ledger_exists');
    expect(codeOfResult(createLedger(join(fileWith('x'), 'ledger.db'), ledgerOptions()))).toBe(
      'ledger_read_only',
    );
  });
});

describe('what only looks like a file', () => {
  test.skipIf(process.platform === 'win32')('a pipe in the place of the file is not waited for', () => {
    const file = join(tempFolder(), 'ledger.db');
    execFileSync('mkfifo', [file]);
    for (const open of [openLedger, openLedgerReadOnly]) {
      expect(codeOfResult(open(file, ledgerOptions()))).toBe('ledger_not_database');
    }
    expect(statSync(file).isFIFO()).toBe(true);
  });
});

describe('what is no longer a whole ledger', () => {
  test('a destroyed header', () => {
    const file = closedSample();
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(100, 0x2a), 0, 100, 0);
    closeSync(handle);
    expect(codes(file)).toEqual(['ledger_not_database', 'ledger_not_database']);
  });

  test('destroyed pages, any of them: refused, or found by the check of the ledger; never silent', () => {
    const whole = readFileSync(closedSample());
    const pages = whole.length / 4096;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: pages - 1 }), fc.constantFrom(0, 0xff, 0x41), (page, byte) => {
        const bytes = Buffer.from(whole);
        bytes.fill(byte, page * 4096, (page + 1) * 4096);
        const file = fileWith(bytes);
        const opened = openLedger(file, ledgerOptions());
        if (opened.ok) {
          expect(verify(opened.value.read).ok).toBe(false);
          opened.value.close();
        } else {
          expect(opened.error.code).toBe('ledger_damaged');
          expect(hashOf(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
        }
        clearAway();
      }),
      // In the first example, a text of the log is no longer readable as such.
      { numRuns: 60, examples: [[173, 0]] },
    );
  });

  test('a file cut off anywhere', () => {
    const whole = readFileSync(closedSample());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
        const [writing, reading] = codes(fileWith(whole.subarray(0, length)));
        expect(writing).toMatch(/^ledger_(damaged|not_database|empty_file)$/);
        expect(reading).toBe(writing);
        clearAway();
      }),
      { numRuns: 30 },
    );
  });

  test('single bytes turned over in a page of text are found by the check of the ledger', () => {
    const file = closedSample();
    const bytes = readFileSync(file);
    const at = bytes.indexOf(Buffer.from('示例'), bytes.length / 2);
    expect(at).toBeGreaterThan(0);
    bytes.write('误改', at, 'utf8');
    writeFileSync(file, bytes);
    const opened = openAgain(file);
    expect(verify(opened.read).ok).toBe(false);
  });

  test('a ledger of a newer program', () => {
    const file = closedSample();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    expect(codes(file)).toEqual(['ledger_newer', 'ledger_newer']);
  });
});

describe('the write-ahead log', () => {
  /** Two ledgers left by killed programs: the first file and the log of the second. */
  async function leftBehind(file: string): Promise<void> {
    const child = start('openAndLeave', file);
    await child.next();
    await child.ended();
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  }

  test("is taken in after a crash; another ledger's is refused, and the ledger whole once it is taken away", async () => {
    const first = newLedger();
    write(first, (db) => addUnit(db, '本台账的单位', 'department'));
    const kept = contents(first.read);
    first.close();
    const second = closedSample();
    await leftBehind(second);
    copyFileSync(`${second}-wal`, `${first.file}-wal`);
    const bytes = hashOf(first.file);
    expect(codeOfResult(openLedger(first.file, ledgerOptions()))).toBe('ledger_damaged');
    expect(hashOf(first.file)).toBe(bytes);
    for (const end of ['-wal', '-shm']) rmSync(first.file + end, { force: true });
    const again = openAgain(first.file);
    expect(contents(again.read)).toEqual(kept);
    expect(verify(again.read)).toEqual({ ok: true, problems: [] });

    const survivor = openAgain(second);
    expect(survivor.read.pluck('SELECT count(*) FROM unit_names WHERE name = ?', '未合入的单位')).toEqual([
      1,
    ]);
    expect(verify(survivor.read)).toEqual({ ok: true, problems: [] });
  });

  test("of the same ledger's other life: what does not belong together is refused", async () => {
    const file = closedSample();
    const restored = join(tempFolder(), 'ledger.db');
    copyFileSync(file, restored);
    // The ledger went on for some days; then its old copy was put back beside the log of today.
    const ledger = openAgain(file);
    for (let n = 0; n < 40; n += 1)
      write(ledger, (db) =>
        editMeasures(db, openMeasures(db).slice(0, 5), { title: `第${n}次修改${'长'.repeat(200)}` }),
      );
    ledger.close();
    await leftBehind(file);
    copyFileSync(`${file}-wal`, `${restored}-wal`);
    const bytes = hashOf(restored);
    expect(codeOfResult(openLedger(restored, ledgerOptions()))).toBe('ledger_damaged');
    expect(hashOf(restored)).toBe(bytes);
  });

  test('lost after a crash: the last rows are lost with it, but what is left is whole and goes on', async () => {
    const file = closedSample();
    const before = new Database(file, { readonly: true });
    const revision = before.prepare('SELECT max(id) FROM steps').pluck().get();
    before.close();
    await leftBehind(file);
    rmSync(`${file}-wal`);
    const opened = openAgain(file);
    expect(opened.revision()).toBe(revision);
    expect(verify(opened.read)).toEqual({ ok: true, problems: [] });
    write(opened, (db) => addUnit(db, '继续', 'department'));
    expect(verify(opened.read)).toEqual({ ok: true, problems: [] });
  });

  test('of an earlier file of the same name never reaches a ledger that is made or copied there', async () => {
    const file = closedSample();
    await leftBehind(file);
    rmSync(file);
    const made = must(createLedger(file, ledgerOptions()));
    expect(made.read.pluck('SELECT count(*) FROM units')).toEqual([0]);
    made.close();

    const other = closedSample();
    await leftBehind(other);
    const log = readFileSync(`${other}-wal`);
    const target = join(dirname(other), '副本.db');
    writeFileSync(`${target}-wal`, log);
    const source = newLedger();
    must(copyLedger(source.file, target, ledgerOptions()));
    const copied = openAgain(target);
    expect(contents(copied.read)).toEqual(contents(source.read));
    expect(verify(copied.read)).toEqual({ ok: true, problems: [] });
  });
});

describe('copies', () => {
  test('hold what still stands in the write-ahead log, and never overwrite', () => {
    const ledger = sampleCopy();
    write(ledger, (db) => addUnit(db, '刚写入的单位', 'department'));
    const target = join(tempFolder(), '新 文件夹', 'ledger.db');
    must(copyLedger(ledger.file, target, ledgerOptions()));
    const copy = openAgain(target);
    expect(contents(copy.read)).toEqual(contents(ledger.read));
    expect(verify(copy.read)).toEqual({ ok: true, problems: [] });
    copy.undo();
    expect(copyLedger(ledger.file, target, ledgerOptions())).toMatchObject({
      error: { code: 'ledger_exists' },
    });
    expect(readdirSync(dirname(target)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('of a missing or damaged ledger leave nothing', () => {
    const folder = tempFolder();
    const target = join(folder, '副本.db');
    expect(copyLedger(join(folder, 'ledger.db'), target, ledgerOptions())).toMatchObject({
      error: { code: 'ledger_missing' },
    });
    const bytes = readFileSync(closedSample());
    const damaged = fileWith(bytes.subarray(0, 40 * 4096));
    expect(copyLedger(damaged, target, ledgerOptions()).ok).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what goes away while it is open', () => {
  test('the folder: the next step is refused instead of being written into nowhere', () => {
    const ledger = sampleCopy();
    const [id] = openMeasures(ledger.read);
    const moved = `${dirname(ledger.file)}-挪走`;
    renameSync(dirname(ledger.file), moved);
    const edit = () => write(ledger, (db) => editMeasures(db, [id], { title: '写到哪里去' }));
    expect(codeOf(edit)).toBe('folder_missing');
    expect(codeOf(() => ledger.undo())).toBe('folder_missing');
    // Back in its place, the work goes on.
    renameSync(moved, dirname(ledger.file));
    expect(codeOf(edit)).toBe('no refusal');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('the file: deleted, or another put in its place', () => {
    const ledger = sampleCopy();
    const [id] = openMeasures(ledger.read);
    const edit = () => write(ledger, (db) => editMeasures(db, [id], { title: '不知去向' }));
    renameSync(ledger.file, `${ledger.file}.原`);
    expect(codeOf(edit)).toBe('ledger_missing');
    copyFileSync(closedSample(), ledger.file);
    expect(codeOf(edit)).toBe('ledger_missing');
  });
});

describe('names and places', () => {
  test('folders and files with Chinese, blanks, quotes and percent signs', () => {
    const folder = join(tempFolder(), '整改办 2024年', '巡察\'反馈"100%#?&', ' 前后空格 ');
    const file = join(folder, '台账（正式）.db');
    const ledger = newLedger({}, file);
    write(ledger, (db) => addUnit(db, '单位', 'department'));
    ledger.close();
    const again = openAgain(file);
    expect(again.read.pluck('SELECT count(*) FROM units')).toEqual([1]);
    const reader = must(openLedgerReadOnly(file, ledgerOptions()));
    expect(reader.read.pluck('SELECT count(*) FROM units')).toEqual([1]);
    reader.close();
    again.close();
    expect(readdirSync(folder).sort()).toEqual([basename(file), `${basename(file)}.lock`].sort());
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  test('network shares are told by the mount table, the longest mount that holds the path counting', () => {
    const table = [
      '/dev/sda1 / ext4 rw 0 0',
      '//srv/share /mnt/share cifs rw 0 0',
      'srv:/home /home nfs4 rw 0 0',
      '/dev/sdb1 /home/clerk/local ext4 rw 0 0',
      'user@srv: /mnt/with\\040blank fuse.sshfs rw 0 0',
      'tmpfs /tmp tmpfs rw 0 0',
    ].join('\n');
    const type = (path: string) => mountOf(path, table)?.type;
    expect(type('/var/lib')).toBe('ext4');
    expect(type('/mnt/share')).toBe('cifs');
    expect(type('/mnt/share/整改/台账')).toBe('cifs');
    expect(type('/mnt/shared')).toBe('ext4');
    expect(type('/home/clerk')).toBe('nfs4');
    expect(type('/home/clerk/local/a')).toBe('ext4');
    expect(type('/mnt/with blank/x')).toBe('fuse.sshfs');
    expect(mountOf('/x', '')).toBeNull();
  });

  test('and on Windows by the form of the path', () => {
    expect(placeOf('\\\\srv\\share\\台账', 'win32')).toBe('network');
    expect(placeOf('//srv/share', 'win32')).toBe('network');
    expect(placeOf('\\\\?\\UNC\\srv\\share', 'win32')).toBe('network');
    expect(placeOf('\\\\?\\C:\\台账', 'win32')).toBe('local');
    expect(placeOf('C:\\Users\\整改办', 'win32')).toBe('local');
    expect(placeOf(tempFolder())).toBe('local');
    expect(placeOf(join(tempFolder(), '还没有的文件夹'))).toBe('local');
  });

  test('a lock file that somebody put there by mistake does no harm', () => {
    const file = closedSample();
    writeFileSync(`${file}.lock`, '不是锁'.repeat(1000));
    const first = openAgain(file);
    expect(codeOfResult(openLedger(file, ledgerOptions()))).toBe('ledger_in_use');
    first.close();
  });
});
