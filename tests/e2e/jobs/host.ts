/** A program without a window whose only work is to run jobs, so that limits can be tried in real Electron. */
import { app } from 'electron';
import { createJobs } from '../../../electron/jobs/jobs.ts';
import type { JobState } from '../../../electron/jobs/jobs.ts';
import type { JobLimits } from '../../../electron/jobs/messages.ts';
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
  const left = app
    .getAppMetrics()
    .filter((metric) => metric.name === 'ledger-job' || metric.serviceName === 'ledger-job')
    .map((metric) => metric.pid);
  return { result, states, left };
}

Object.assign(globalThis, { runJob });
app.on('window-all-closed', () => undefined);
