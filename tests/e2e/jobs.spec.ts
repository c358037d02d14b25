/** The limits of jobs hold in real Electron, where children are utility processes and not plain Node. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { build } from 'vite';
import { nodeConfig } from '../../build/vite/config.ts';
import { inRoot, root } from '../../build/scripts/root.ts';
import type { Asked, AskedTasks, Told, ToldTasks } from './jobs/host.ts';

let folder = '';
let program: ElectronApplication;

test.beforeAll(async () => {
  // Below node_modules, from where the native add-on is found.
  const cache = inRoot('node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'ledger-jobs-'));
  await build(
    nodeConfig(
      { sources: root, out: folder },
      { host: 'tests/e2e/jobs/host.ts', worker: 'tests/ipc/fixtures/hostile-worker.ts' },
    ),
  );
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'jobs', version: '0.0.0', main: 'electron/host.cjs' }),
  );
  program = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      folder,
      `--user-data-dir=${join(folder, 'home')}`,
    ],
  });
});
test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function runJob(kind: string, asked: Partial<Asked> = {}): Promise<Told> {
  const whole: Asked = {
    worker: join(folder, 'electron', 'worker.cjs'),
    kind,
    payload: null,
    limits: {},
    cancelAt: null,
    graceMs: 2000,
    ...asked,
  };
  const told = await program.evaluate(
    (_, given) => (globalThis as unknown as { runJob(asked: Asked): Promise<Told> }).runJob(given),
    whole,
  );
  // Each job ends once and leaves no process behind, whatever else the test looks at.
  expect(told.states.filter((state) => state.status !== 'running')).toHaveLength(1);
  expect(told.left).toEqual([]);
  return told;
}

test('a job answers its value and reports progress at most ten times a second', async () => {
  const { result, states } = await runJob('count', { payload: { to: 5000 } });
  expect(result).toEqual({ ok: true, value: 5000 });
  expect(states.at(-1)).toMatchObject({ status: 'done', done: 5000, total: 5000 });
  expect(states.length).toBeLessThan(500);
});

test('a job beyond its time is ended, even one that never lets go', async () => {
  const { result } = await runJob('deaf', {
    payload: { sign: join(folder, 'deaf') },
    limits: { milliseconds: 2000 },
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'timeout' } });
});

test('a job gets the heap it was given', async () => {
  for (const heapMb of [128, 300]) {
    const { result } = await runJob('limit', { limits: { heapMb } });
    expect(result).toMatchObject({ ok: true });
    const megabytes = result.ok ? Number(result.value) : 0;
    // The young generation comes on top of what the flag says.
    expect(megabytes).toBeGreaterThanOrEqual(heapMb);
    expect(megabytes).toBeLessThan(heapMb + 100);
  }
});

test('a job beyond its heap is ended, and the program lives on', async () => {
  const { result } = await runJob('heap', { limits: { heapMb: 128 } });
  expect(result).toMatchObject({ ok: false, error: { code: 'out_of_memory', detail: { megabytes: 128 } } });
  expect((await runJob('echo', { payload: 'still here' })).result).toEqual({ ok: true, value: 'still here' });
});

test('a job beyond its resident memory is ended, though its heap is small', async () => {
  const { result } = await runJob('resident', { limits: { residentMb: 500, milliseconds: 60_000 } });
  expect(result).toMatchObject({ ok: false, error: { code: 'out_of_memory', detail: { megabytes: 500 } } });
});

test('a cancelled job stops between two chunks and tidies up', async () => {
  const sign = join(folder, 'polite');
  const { result, states } = await runJob('polite', { payload: { sign }, cancelAt: 'wait', graceMs: 20_000 });
  expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(states.at(-1)?.status).toBe('cancelled');
  expect(existsSync(sign) && readFileSync(sign, 'utf8')).toBe('tidied');
});

test('a job whose process ends by itself has failed', async () => {
  const { result } = await runJob('exit');
  expect(result).toMatchObject({ ok: false, error: { code: 'job_failed', detail: { exitCode: 3 } } });
});

test('an unforeseen error and a refusal are told apart', async () => {
  expect((await runJob('broken')).result).toMatchObject({ error: { code: 'internal' } });
  expect((await runJob('fail')).result).toEqual({
    ok: false,
    error: { code: 'not_today', detail: { because: 'rain' } },
  });
});

test('two children serve many files, and a file that ends its child is the only one refused', async () => {
  const kinds = ['echo', 'exit', 'echo', 'heap', 'echo', 'resident', 'echo', 'broken', 'echo'];
  const asked: AskedTasks = {
    worker: join(folder, 'electron', 'worker.cjs'),
    tasks: kinds.map((kind, n) => ({ kind, payload: n })),
    limits: { milliseconds: 60_000, heapMb: 128, residentMb: 600 },
  };
  const told = await program.evaluate(
    (_, given) =>
      (globalThis as unknown as { runTasks(asked: AskedTasks): Promise<ToldTasks> }).runTasks(given),
    asked,
  );
  const ends = told.results.map((result) => (result.ok ? 'ok' : result.error.code));
  expect(ends).toEqual([
    ...['ok', 'job_failed', 'ok', 'out_of_memory', 'ok', 'out_of_memory', 'ok', 'internal', 'ok'],
  ]);
  expect(told.idle).toBeLessThanOrEqual(2);
  expect(told.left).toBe(0);
});
