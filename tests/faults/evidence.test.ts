/** What faults leave of evidence: killed copies, full disks, files that vanish or change under the copying hand. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf, verify } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import type { Child, JobHost } from '../../electron/jobs/messages.ts';
import { clearAway, openMeasures, tempFolder } from '../db/makeLedger.ts';
import { jobEnd, openTestProgram } from '../ipc/program.ts';
import { mountingShell, mountSmall, runAfter } from './processes.ts';

afterEach(clearAway);

const script = fileURLToPath(new URL('./evidenceChild.ts', import.meta.url));
const command = (...words: string[]): string =>
  [process.execPath, script, ...words].map((word) => `'${word}'`).join(' ');
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => failureOf(error)?.code ?? String(error),
  );

describe('a copy that is killed', () => {
  test('with its whole program leaves the store as it was, and what is half is cleared away', async () => {
    const folder = tempFolder();
    const file = join(folder, 'ledger.db');
    const source = join(folder, '大.bin');
    writeFileSync(source, Buffer.alloc(5_000_000, 7));
    const child = spawn(process.execPath, [script, 'hang', file, source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    expect(JSON.parse(String(line.value))).toMatchObject({
      whole: [],
      halves: [expect.stringMatching(/\.part$/)],
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = storeOf(file);
    const [half = ''] = readdirSync(store.folder);
    expect(half).toMatch(/\.part$/);
    utimesSync(join(store.folder, half), 1_000_000, 1_000_000);
    const [told] = runAfter([], '', [command('after', file, source)]);
    expect(told).toMatchObject({ halves: [], same: true });
    expect(told?.['whole']).toHaveLength(1);
  });

  test('in its child is one file not taken: the others are, and nothing half is left', async () => {
    const children: Child[] = [];
    const watch = (host: JobHost): JobHost => ({
      launch(limits) {
        const child = host.launch(limits);
        children.push(child);
        return child;
      },
    });
    const program = openTestProgram('2024-08-31', watch);
    try {
      const made = await program.dispatcher.call('ledger.create', { folder: null, sample: true });
      expect(made.ok).toBe(true);
      const ledger = program.context.session.ledger();
      const [measure] = openMeasures(ledger.read);
      const store = storeOf(ledger.file);
      const large = join(program.folder, '大.bin');
      const small = join(program.folder, '小.txt');
      writeFileSync(large, '');
      truncateSync(large, 2 * 2 ** 30);
      writeFileSync(small, '小');
      const files = [large, small].map((path) => program.context.tokens.addPlace(path).token);
      const started = await program.dispatcher.call('evidence.add', { measure, files });
      const job = started.ok ? started.value.job : '';
      const halves = (): string[] =>
        existsSync(store.folder) ? readdirSync(store.folder).filter((name) => name.endsWith('.part')) : [];
      while (halves().length !== 1 || !store.has(createHash('sha256').update('小').digest('hex')))
        await new Promise((resolve) => setTimeout(resolve, 5));
      // The one that listed the files has the first of them in hand.
      children[0]?.kill();
      expect((await jobEnd(program, job)).status).toBe('done');
      const came = await program.dispatcher.call('evidence.added', { job });
      expect(came).toMatchObject({
        ok: true,
        value: { added: [{ name: '小.txt' }], refused: [{ name: '大.bin', code: 'job_failed' }] },
      });
      expect(halves()).toEqual([]);
      expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    } finally {
      program.close();
    }
  });
});

describe('a full disk', () => {
  test('in the midst of a copy leaves nothing half, and what was kept before', () => {
    const disk = tempFolder();
    const source = join(tempFolder(), '大.bin');
    writeFileSync(source, Buffer.alloc(3_000_000, 1));
    const wrapper = mountingShell(disk);
    const file = join(disk, 'ledger.db');
    const full = command('full', file, source);
    const [told] =
      wrapper === null
        ? runAfter([], 'ulimit -f 2000', [full])
        : runAfter(wrapper, mountSmall(disk, '2m'), [full]);
    expect(told).toMatchObject({ first: 'ok', halves: [], again: 'ok' });
    expect(told?.['large']).toBe(wrapper === null ? 'file_too_large_for_disk' : 'disk_full');
    expect(told?.['whole']).toHaveLength(1);
  });

  test('that bounds a single file, as sticks of an older format do, says so', () => {
    const folder = tempFolder();
    const source = join(folder, '大.bin');
    writeFileSync(source, Buffer.alloc(3_000_000, 1));
    const [told] = runAfter([], 'ulimit -f 2000', [command('full', join(folder, 'ledger.db'), source)]);
    expect(told).toMatchObject({ first: 'ok', large: 'file_too_large_for_disk', halves: [], again: 'ok' });
  });

  test('is found out before anything is copied, and how much is needed is said', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    // Where no disk can be made the test of a file larger than any disk (tests/ipc) stands alone.
    if (wrapper === null) return;
    const source = join(tempFolder(), '大.bin');
    writeFileSync(source, '');
    const [told] = runAfter(wrapper, `${mountSmall(disk, '40m')} && export TMPDIR='${disk}'`, [
      command('program', join(disk, 'none.db'), source),
    ]);
    expect(told).toMatchObject({ error: { code: 'disk_full', detail: { needed: '30 MB' } }, left: [] });
  });
});

describe('a file that others have in hand', () => {
  const meddle = async (what: (source: string) => void): Promise<{ code: string; left: string[] }> => {
    const folder = tempFolder();
    const store = storeOf(join(folder, 'ledger.db'));
    const source = join(folder, '材料.bin');
    writeFileSync(source, Buffer.alloc(4_000_000, 3));
    let done = false;
    const code = await refusalOf(
      store.take(source, {
        part: store.part(),
        between: () => {
          if (!done) what(source);
          done = true;
        },
      }),
    );
    return { code, left: readdirSync(store.folder) };
  };

  test('vanishes, grows, shrinks, is written: refused, and nothing half is left', async () => {
    expect(await meddle((source) => rmSync(source))).toEqual({ code: 'file_missing', left: [] });
    expect(await meddle((source) => renameSync(source, `${source}.x`))).toEqual({
      code: 'file_missing',
      left: [],
    });
    expect(await meddle((source) => appendFileSync(source, '更多'))).toEqual({
      code: 'file_changed',
      left: [],
    });
    expect(await meddle((source) => truncateSync(source, 2_000_000))).toEqual({
      code: 'file_changed',
      left: [],
    });
    expect(await meddle((source) => utimesSync(source, 5, 5))).toEqual({ code: 'file_changed', left: [] });
  });

  test('is no file at all, or not there', async () => {
    const folder = tempFolder();
    const store = storeOf(join(folder, 'ledger.db'));
    const take = (source: string) =>
      refusalOf(store.take(source, { part: store.part(), between: () => undefined }));
    mkdirSync(join(folder, '文件夹'));
    expect(await take(join(folder, '文件夹'))).toBe('file_not_regular');
    expect(await take(join(folder, '没有'))).toBe('file_missing');
    expect(await take('/dev/zero')).toBe('file_not_regular');
    expect(readdirSync(store.folder)).toEqual([]);
  });
});
