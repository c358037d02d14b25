/** What faults leave of returns: a commit that dies, kept files on a full disk, files that are gone or altered. */
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { editMeasures, failureOf, verify } from '../../db/index.ts';
import { copyLedger } from '../../db/copy.ts';
import { stagedFile } from '../../db/returns/review.ts';
import { storeOf } from '../../db/store.ts';
import {
  clearAway,
  codeOf,
  contents,
  ledgerOptions,
  must,
  openMeasures,
  tempFolder,
  TODAY,
  write,
} from '../db/makeLedger.ts';
import { sampleCopy } from '../db/randomWork.ts';
import { acceptAll, commit, takeIn } from '../db/returnFiles.ts';
import { endAll, mountingShell, mountSmall, runAfter, start } from './processes.ts';

afterEach(async () => {
  await endAll();
  clearAway();
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no refusal',
    (error: unknown) => failureOf(error)?.code ?? String(error),
  );

describe('a commit beside the program', () => {
  test('that is killed when all is written has not happened; the review lies there as before', async () => {
    const ledger = sampleCopy();
    const [first] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [first], { unitId: 1 }));
    const { batch, files } = takeIn(ledger, [
      { name: '甲.xlsx', unit: 1, rows: [{ measure: first, answers: { remark: '一', evidence: '纪要' } }] },
    ]);
    acceptAll(ledger, batch);
    const before = contents(ledger.read);
    const revision = ledger.revision();
    const decided = stagedFile(ledger.read, files[0] ?? 0, TODAY).decided;
    const child = start('commitHalf', ledger.file);
    expect(await child.next()).toEqual({ done: { batch, accepted: 2, kept: 0, edited: 0 } });
    // It is read all the while, and shows the last revision.
    expect(contents(ledger.read)).toEqual(before);
    await child.kill();
    expect(ledger.revision()).toBe(revision);
    expect(contents(ledger.read)).toEqual(before);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY).decided).toEqual(decided);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    expect(commit(ledger, batch).accepted).toBe(2);
  });
});

describe('the store', () => {
  test('keeps a file under its hash once, whatever it is called, and hands over what it kept', async () => {
    const folder = tempFolder();
    const store = storeOf(join(folder, 'ledger.db'));
    const bytes = Buffer.from('原始文件'.repeat(400_000));
    const source = join(folder, '报送 表.xlsx');
    writeFileSync(source, bytes);
    const kept = await store.keep(source);
    expect(kept).toEqual({ sha256: hashOf(bytes), bytes: bytes.byteLength });
    expect(await store.keep(bytes, kept.sha256)).toEqual(kept);
    expect(Buffer.from(await store.read(kept.sha256)).equals(bytes)).toBe(true);
    expect(store.path(kept.sha256)).toBe(join(folder, 'files', kept.sha256.slice(0, 2), kept.sha256));
    expect(readdirSync(join(folder, 'files'))).toEqual([kept.sha256.slice(0, 2)]);
    expect(await refusalOf(store.keep(bytes, hashOf(Buffer.from('另一个'))))).toBe('file_changed');
    expect(await refusalOf(store.keep(join(folder, '没有.xlsx')))).toBe('file_missing');
    expect(readdirSync(join(folder, 'files'))).toEqual([kept.sha256.slice(0, 2)]);
  });

  test('says that a file is gone or altered, and takes the whole one in place of one cut off', async () => {
    const store = storeOf(join(tempFolder(), 'ledger.db'));
    const bytes = Buffer.from('内容');
    const { sha256 } = await store.keep(bytes);
    writeFileSync(store.path(sha256), '内');
    expect(await refusalOf(store.read(sha256))).toBe('original_altered');
    await store.keep(bytes);
    expect(Buffer.from(await store.read(sha256)).equals(bytes)).toBe(true);
    rmSync(store.path(sha256));
    expect(store.has(sha256)).toBe(false);
    expect(await refusalOf(store.read(sha256))).toBe('original_missing');
    expect(codeOf(() => store.path('../../ledger.db'))).toBe('original_missing');
  });

  test('takes away what a crash left half written, and not what is on its way', async () => {
    const store = storeOf(join(tempFolder(), 'ledger.db'));
    store.tidy();
    const { sha256 } = await store.keep(Buffer.from('一'));
    const [old, young] = ['旧.part', '新.part'].map((name) => join(store.folder, name)) as [string, string];
    for (const half of [old, young]) writeFileSync(half, '半');
    utimesSync(old, 1_000_000, 1_000_000);
    store.tidy();
    expect([old, young, store.path(sha256)].map((file) => existsSync(file))).toEqual([false, true, true]);
  });

  test('on a full disk keeps what it kept, names the reason, and leaves nothing half', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    const file = join(disk, 'ledger.db');
    const [told] =
      wrapper === null
        ? runAfter([], 'ulimit -f 100', [['keep', file]])
        : runAfter(wrapper, mountSmall(disk, '2m'), [['keep', file]]);
    expect(told).toMatchObject({ whole: true, halves: [] });
    expect(told?.['code']).toMatch(/^(disk_full|ledger_disk_error)$/);
    expect(told?.['files']).toBe(told?.['kept']);
    if (wrapper !== null) expect(told?.['kept']).toBeGreaterThan(5);
  });

  test('goes along when the ledger is moved, each file checked; a copy that fails leaves none of them', async () => {
    const ledger = sampleCopy();
    const store = storeOf(ledger.file);
    const one = await store.keep(Buffer.from('一'));
    const two = await store.keep(Buffer.from('二'));
    const target = join(tempFolder(), '新位置', 'ledger.db');
    must(copyLedger(ledger.file, target, ledgerOptions()));
    const moved = storeOf(target);
    for (const { sha256 } of [one, two]) expect(hashOf(await moved.read(sha256))).toBe(sha256);
    // A target that can't be made: a file stands where its folder should be.
    const blocked = join(tempFolder(), 'ledger.db');
    writeFileSync(join(dirname(blocked), 'files'), '占着');
    expect(copyLedger(ledger.file, blocked, ledgerOptions()).ok).toBe(false);
    expect(existsSync(blocked)).toBe(false);
    expect(readFileSync(join(dirname(blocked), 'files'), 'utf8')).toBe('占着');
  });

  test('may be gone altogether: the ledger opens, lists and verifies all the same', async () => {
    const ledger = sampleCopy();
    const [first] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [first], { unitId: 1 }));
    await storeOf(ledger.file).keep(Buffer.from('一'));
    const { files } = takeIn(ledger, [
      { name: '甲.xlsx', unit: 1, rows: [{ measure: first, answers: { remark: '一' } }] },
    ]);
    rmSync(storeOf(ledger.file).folder, { recursive: true });
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY).status).toBe('review');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });
});
