/** A program without a window whose only work is to run jobs, so that limits can be tried in real Electron. */
import { app } from 'electron';
import { createJobs } from '../../../electron/jobs/jobs.ts';
import type { JobState } from '../../../electron/jobs/jobs.ts';
import type { JobLimits } from '../../../electron/jobs/messages.ts';
import { createPool } from '../../../electron/jobs/pool.ts';
import { utilityHost } from '../../../electron/main/utility.ts';
import type { Result } from '../../../shared/result.ts';

export interface Asked {
  readonly worker: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly limits: Partial<JobLimits>;
  /** Cancel as soon as this step was told of. */
  readonly cancelAt: string | null;
  readonly graceMs: number;
}
export interface Told {
  readonly result: Result<unknown>;
  readonly states: JobState[];
  /** Ids of this program's other processes that still live afterwards and are utilities of ours. */
  readonly left: number[];
}

async function runJob(asked: Asked): Promise<Told> {
  await app.whenReady();
  const states: JobState[] = [];
  const jobs = createJobs({
    host: utilityHost(asked.worker),
    onState(state) {
      states.push(state);
      if (asked.cancelAt !== null && state.step === asked.cancelAt) jobs.cancel(state.id);
    },
    logError: (_, error) => String(error),
    limits: asked.limits,
    graceMs: asked.graceMs,
  });
  const { finished } = jobs.start(asked.kind, asked.payload);
  const result = await finished;
  // An end told twice would be told soon after the first.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return { result, states, left: children() };
}

function children(): number[] {
  return app
    .getAppMetrics()
    .filter((metric) => metric.name === 'ledger-job' || metric.serviceName === 'ledger-job')
    .map((metric) => metric.pid);
}

export interface AskedTasks {
  readonly worker: string;
  readonly tasks: readonly { readonly kind: string; readonly payload: unknown }[];
  readonly limits: Partial<JobLimits>;
}
export interface ToldTasks {
  readonly results: readonly Result<unknown>[];
  /** Children when all was done, and after the idle ones were ended. */
  readonly idle: number;
  readonly left: number;
}

async function runTasks({ worker, tasks, limits }: AskedTasks): Promise<ToldTasks> {
  await app.whenReady();
  const pool = createPool({ host: utilityHost(worker), logError: (_, error) => String(error), limits });
  const results = await Promise.all(tasks.map(({ kind, payload }) => pool.run(kind, payload)));
  const idle = children().length;
  pool.rest();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return { results, idle, left: children().length };
}

Object.assign(globalThis, { runJob, runTasks });
app.on('window-all-closed', () => undefined);
