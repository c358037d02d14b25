import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkHost, residentBytesOf } from '../../electron/jobs/fork.ts';
import { createJobs } from '../../electron/jobs/jobs.ts';
import type { Jobs, JobState } from '../../electron/jobs/jobs.ts';
import type { JobLimits } from '../../electron/jobs/messages.ts';
import { temporaryFolder } from './program.ts';

const WORKER = fileURLToPath(new URL('./fixtures/hostile-worker.ts', import.meta.url));

let folder: string;
let states: JobState[];
let logged: unknown[];
let open: Jobs[];

beforeEach(() => {
  folder = temporaryFolder();
  states = [];
  logged = [];
  open = [];
});
afterEach(() => {
  for (const jobs of open) jobs.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

function jobsWith(limits: Partial<JobLimits> = {}, graceMs = 2000): Jobs {
  const jobs = createJobs({
    host: forkHost(WORKER),
    onState: (state) => states.push(state),
    logError: (_, error) => `id-${logged.push(error)}`,
    limits,
    graceMs,
  });
  open.push(jobs);
  return jobs;
}

const ends = () => states.filter((state) => state.status !== 'running');

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a job that ends well', () => {
  it('answers its value, typed arrays whole, and is told done once', async () => {
    const jobs = jobsWith();
    const { id, finished } = jobs.start('echo', { ids: new Int32Array([1, 2, 3]), nothing: undefined });
    expect(await finished).toEqual({
      ok: true,
      value: { ids: new Int32Array([1, 2, 3]), nothing: undefined },
    });
    expect(ends()).toHaveLength(1);
    expect(jobs.state(id)).toMatchObject({ kind: 'echo', status: 'done', error: null });
  });

  it('keeps the value before anybody hears of the end', async () => {
    const order: string[] = [];
    const jobs = createJobs({
      host: forkHost(WORKER),
      onState: (state) => order.push(state.status),
      logError: () => '',
    });
    open.push(jobs);
    await jobs.start('echo', 7, (value) => order.push(`kept ${String(value)}`)).finished;
    expect(order).toEqual(['running', 'kept 7', 'done']);
  });

  it('reports its last progress, and far fewer states than steps', async () => {
    const jobs = jobsWith();
    const { finished } = jobs.start('count', { to: 20_000 });
    expect(await finished).toEqual({ ok: true, value: 20_000 });
    expect(ends()[0]).toMatchObject({ step: 'count', done: 20_000, total: 20_000, status: 'done' });
    const told = states.filter((state) => state.status === 'running').map((state) => state.done);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(states.length).toBeLessThan(2000);
  });

  it('can be asked about later, as a reloaded window does', async () => {
    const jobs = jobsWith();
    const first = jobs.start('echo', 1);
    const second = jobs.start('echo', 2);
    expect(jobs.list().map((state) => state.status)).toEqual(['running', 'running']);
    await Promise.all([first.finished, second.finished]);
    expect(jobs.list().map((state) => state.id)).toEqual([first.id, second.id]);
    expect(() => jobs.state('unknown')).toThrowError('job_unknown');
  });
});

describe('a job that ends badly ends once, with its reason', () => {
  it('refused by its body', async () => {
    const { finished, id } = jobsWith().start('fail', null);
    expect(await finished).toEqual({ ok: false, error: { code: 'not_today', detail: { because: 'rain' } } });
    expect(ends()).toEqual([
      expect.objectContaining({
        id,
        status: 'failed',
        error: { code: 'not_today', detail: { because: 'rain' } },
      }),
    ]);
    expect(logged).toEqual([]);
  });

  it('by an unforeseen error, whose stack goes to the log only', async () => {
    const result = await jobsWith().start('broken', null).finished;
    expect(result).toEqual({ ok: false, error: { code: 'internal', detail: { logId: 'id-1' } } });
    expect(String(logged[0])).toContain('a defect');
    expect(ends()).toHaveLength(1);
  });

  it('by the end of its process', async () => {
    const result = await jobsWith().start('exit', null).finished;
    expect(result).toEqual({ ok: false, error: { code: 'job_failed', detail: { exitCode: 3 } } });
    expect(ends()).toHaveLength(1);
  });

  it('of a kind that nobody knows, also by an inherited name', async () => {
    const jobs = jobsWith();
    for (const kind of ['nonsense', 'constructor', '__proto__']) {
      const result = await jobs.start(kind, null).finished;
      expect(result).toMatchObject({ ok: false, error: { code: 'job_kind_unknown' } });
    }
  });

  it('beyond its time', async () => {
    const sign = join(folder, 'sign');
    const result = await jobsWith({ milliseconds: 1500 }).start('deaf', { sign }).finished;
    expect(result).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(ends()).toHaveLength(1);
  });

  it('beyond its heap', async () => {
    const result = await jobsWith({ heapMb: 64 }).start('heap', null).finished;
    expect(result).toMatchObject({ ok: false, error: { code: 'out_of_memory', detail: { megabytes: 64 } } });
    expect(ends()).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux')('beyond its resident memory, which no heap limit sees', async () => {
    const result = await jobsWith({ residentMb: 400, milliseconds: 30_000 }).start('resident', null).finished;
    expect(result).toMatchObject({ ok: false, error: { code: 'out_of_memory', detail: { megabytes: 400 } } });
    expect(ends()).toHaveLength(1);
  });

  it('when what it found can not be kept', async () => {
    const { finished } = jobsWith().start('echo', 1, () => {
      throw new Error('no room');
    });
    expect(await finished).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(ends()).toEqual([expect.objectContaining({ status: 'failed' })]);
  });
});

describe('cancelling', () => {
  it('stops a body between two chunks and lets it tidy up', async () => {
    const sign = join(folder, 'sign');
    const jobs = jobsWith({}, 20_000);
    const { id, finished } = jobs.start('polite', { sign });
    await until(() => jobs.state(id).step === 'wait');
    jobs.cancel(id);
    expect(await finished).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(readFileSync(sign, 'utf8')).toBe('tidied');
    expect(ends()).toEqual([expect.objectContaining({ status: 'cancelled', error: null })]);
  });

  it('kills a body that will not hear', async () => {
    const sign = join(folder, 'sign');
    const jobs = jobsWith({}, 300);
    const { id, finished } = jobs.start('deaf', { sign });
    await until(() => existsSync(sign));
    jobs.cancel(id);
    jobs.cancel(id);
    expect(await finished).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(ends()).toHaveLength(1);
  });

  it('leaves a job that has ended as it ended', async () => {
    const jobs = jobsWith();
    const { id, finished } = jobs.start('echo', 1);
    await finished;
    jobs.cancel(id);
    jobs.cancel('unknown');
    expect(jobs.state(id).status).toBe('done');
    expect(ends()).toHaveLength(1);
  });

  it('closing all ends every child at once', async () => {
    const jobs = jobsWith();
    const running = [1, 2].map((n) => jobs.start('deaf', { sign: join(folder, `sign-${n}`) }));
    await until(() => existsSync(join(folder, 'sign-1')) && existsSync(join(folder, 'sign-2')));
    jobs.closeAll();
    for (const { finished } of running)
      expect(await finished).toMatchObject({ error: { code: 'cancelled' } });
    expect(ends()).toHaveLength(2);
  });
});

describe('residentBytesOf', () => {
  it.runIf(process.platform === 'linux')('reads this process, and null for none', () => {
    expect(residentBytesOf(process.pid)).toBeGreaterThan(1024 * 1024);
    expect(residentBytesOf(2 ** 30)).toBeNull();
  });
});
