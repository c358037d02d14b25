import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkHost } from '../../electron/jobs/fork.ts';
import { createJobs } from '../../electron/jobs/jobs.ts';
import type { Jobs, JobState } from '../../electron/jobs/jobs.ts';
import type { Child, JobHost, JobLimits } from '../../electron/jobs/messages.ts';
import { createPool, POOL_SIZE } from '../../electron/jobs/pool.ts';
import type { Pool } from '../../electron/jobs/pool.ts';
import { Refusal } from '../../shared/result.ts';
import { temporaryFolder } from './program.ts';

const WORKER = fileURLToPath(new URL('./fixtures/hostile-worker.ts', import.meta.url));

let folder: string;
/** Of this test alone: children of the one before may still be on their way out. */
let children: { launched: number; living: number };
let pools: { closeAll(): void }[];

beforeEach(() => {
  folder = temporaryFolder();
  children = { launched: 0, living: 0 };
  pools = [];
});
afterEach(() => {
  for (const pool of pools) pool.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Real children, counted. */
function countingHost(): JobHost {
  const host = forkHost(WORKER);
  const counted = children;
  return {
    launch(limits): Child {
      counted.launched++;
      counted.living++;
      const child = host.launch(limits);
      return {
        ...child,
        onExit: (listener) =>
          child.onExit((exit) => {
            counted.living--;
            listener(exit);
          }),
      };
    },
  };
}

function poolWith(limits: Partial<JobLimits> = {}, idleMs = 20_000): Pool {
  const pool = createPool({ host: countingHost(), logError: () => 'id', limits, idleMs });
  pools.push(pool);
  return pool;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the pool', () => {
  it('serves many tasks with two children, each task its own answer', async () => {
    const pool = poolWith();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => pool.run('echo', n)));
    expect(answers).toEqual(Array.from({ length: 30 }, (_, n) => ({ ok: true, value: n })));
    expect(children.launched).toBe(POOL_SIZE);
  });

  it('renews a child after a hundred tasks', async () => {
    const pool = poolWith();
    for (let n = 0; n < 101; n++) expect(await pool.run('echo', n)).toEqual({ ok: true, value: n });
    expect(children.launched).toBe(2);
  });

  it('lets only the task fail whose child died; its neighbours and followers go on', async () => {
    const pool = poolWith();
    const kinds = ['echo', 'exit', 'echo', 'broken', 'echo', 'fail', 'exit', 'echo'];
    const answers = await Promise.all(kinds.map((kind, n) => pool.run(kind, n)));
    const codes = answers.map((answer) => (answer.ok ? answer.value : answer.error.code));
    expect(codes).toEqual([0, 'job_failed', 2, 'internal', 4, 'not_today', 'job_failed', 7]);
  });

  it('ends a task beyond its time, and no other', async () => {
    const pool = poolWith({ milliseconds: 3000 });
    const [late, well] = await Promise.all([
      pool.run('deaf', { sign: join(folder, 'sign') }),
      pool.run('echo', 'well'),
    ]);
    expect(late).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(well).toEqual({ ok: true, value: 'well' });
  });

  it('ends a task beyond its heap, and no other', async () => {
    const pool = poolWith({ heapMb: 64 });
    const [full, well] = await Promise.all([pool.run('heap', null), pool.run('echo', 'well')]);
    expect(full).toMatchObject({ ok: false, error: { code: 'out_of_memory' } });
    expect(well).toEqual({ ok: true, value: 'well' });
  });

  it('cancels at once, the waiting and the working alike, and serves whoever comes next', async () => {
    const pool = poolWith();
    const stop = new AbortController();
    const signs = [1, 2].map((n) => join(folder, `sign-${n}`));
    const deaf = signs.map((sign) => pool.run('deaf', { sign }, { signal: stop.signal }));
    const waiting = pool.run('echo', 1, { signal: stop.signal });
    const other = pool.run('echo', 'other');
    await until(() => signs.every((sign) => existsSync(sign)));
    stop.abort();
    for (const task of [...deaf, waiting])
      expect(await task).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(await other).toEqual({ ok: true, value: 'other' });
  });

  it('ends idle children', async () => {
    const pool = poolWith({}, 50);
    await pool.run('echo', 1);
    await until(() => children.living === 0);
    expect(await pool.run('echo', 2)).toEqual({ ok: true, value: 2 });
    expect(children.launched).toBe(2);
  });
});

describe('a job worked in the main process', () => {
  let states: JobState[];
  let jobs: Jobs;
  beforeEach(() => {
    states = [];
    jobs = createJobs({
      host: countingHost(),
      onState: (state) => states.push(state),
      logError: () => 'id',
      graceMs: 20_000,
    });
    pools.push(jobs);
  });
  const ends = (): JobState[] => states.filter((state) => state.status !== 'running');

  it('answers its value and ends once', async () => {
    const kept: number[] = [];
    const { id, finished } = jobs.run(
      'sum',
      async (voice) => {
        let sum = 0;
        for (let n = 1; n <= 3; n++) {
          const answer = await jobs.pool.run('echo', n, voice);
          sum += answer.ok ? Number(answer.value) : 0;
          voice.progress('add', n, 3);
        }
        return sum;
      },
      (value) => kept.push(value),
    );
    expect(jobs.state(id).status).toBe('running');
    expect(await finished).toEqual({ ok: true, value: 6 });
    expect(kept).toEqual([6]);
    expect(ends()).toEqual([expect.objectContaining({ id, kind: 'sum', status: 'done', done: 3, total: 3 })]);
  });

  it('fails with what it refuses, and with `internal` by an error nobody foresaw', async () => {
    const refused = jobs.run('no', () => Promise.reject(new Refusal('not_today', { because: 'rain' })));
    const broken = jobs.run('bad', () => Promise.reject(new TypeError('a defect')));
    expect(await refused.finished).toEqual({
      ok: false,
      error: { code: 'not_today', detail: { because: 'rain' } },
    });
    expect(await broken.finished).toEqual({
      ok: false,
      error: { code: 'internal', detail: { logId: 'id' } },
    });
    expect(ends().map((state) => state.status)).toEqual(['failed', 'failed']);
  });

  it('is cancelled between two tasks, and ends the task at hand', async () => {
    const sign = join(folder, 'sign');
    const { id, finished } = jobs.run('wait', async (voice) => {
      const answer = await jobs.pool.run('deaf', { sign }, voice);
      voice.check();
      return answer;
    });
    await until(() => existsSync(sign));
    jobs.cancel(id);
    expect(await finished).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(ends()).toEqual([expect.objectContaining({ status: 'cancelled', error: null })]);
  });

  it('is not said to be cancelled when what it did stands', async () => {
    const { id, finished } = jobs.run('commit', async (voice) => {
      voice.stands();
      jobs.cancel(voice.id);
      await Promise.resolve();
      return 'written';
    });
    expect(await finished).toEqual({ ok: true, value: 'written' });
    expect(jobs.state(id).status).toBe('done');
  });
});
