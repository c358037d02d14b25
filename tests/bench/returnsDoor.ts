/** The program without a window on a ledger's file, with the real pool of built children, which are watched. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Context, Desk } from '../../electron/context.ts';
import { createDispatcher } from '../../electron/door/dispatcher.ts';
import { openJsonStore } from '../../electron/files/json-store.ts';
import { createFileTokens } from '../../electron/files/tokens.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { createReadings } from '../../electron/handlers/readings.ts';
import { forkHost } from '../../electron/jobs/fork.ts';
import { createJobs } from '../../electron/jobs/jobs.ts';
import { createKept } from '../../electron/jobs/kept.ts';
import type { Child, JobHost } from '../../electron/jobs/messages.ts';
import { createOutcomes } from '../../electron/returns/outcomes.ts';
import { createSession, filePlace } from '../../electron/session.ts';
import type { Session } from '../../electron/session.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { TODAY } from './ledgers.ts';

type Outcome = Reply<'returns.outcome'>;

export interface Door {
  readonly session: Session;
  readonly watch: Watch;
  /** What the jobs said they were at, and since when (of `performance.now`), a tenth of a second late at most. */
  readonly steps: readonly { readonly step: string; readonly at: number }[];
  call<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>>;
  /** Until a job has ended. @throws when it did not come to its end */
  done(job: string | null): Promise<void>;
  /** What a job on returns came to, asked as soon as it has ended. */
  ended(job: string | null): Promise<Outcome>;
  token(path: string): string;
  close(): void;
}

/** What became of the children. */
export interface Watch {
  /** Most resident memory of all of them together and of the largest one, in MB. */
  together: number;
  largest: number;
  /** Milliseconds (of `performance.now`) at which children that work one task alone were started and had ended. */
  readonly alone: { readonly from: number; to: number }[];
}

const dist = resolve(import.meta.dirname, '..', '..', 'dist', 'electron');

export function workerFile(): string {
  const name = readdirSync(dist).find((file) => /^worker\.c?js$/.test(file));
  if (name === undefined) throw new Error('the program is not built');
  return join(dist, name);
}

/** Children of the built program, with their memory looked at every 20 ms. */
export function watchedHost(watch: Watch): { host: JobHost; stop: () => void } {
  const inner = forkHost(workerFile());
  const living = new Set<Child>();
  const looking = setInterval(() => {
    const sizes = [...living].map((child) => (child.residentBytes() ?? 0) / 1e6);
    watch.together = Math.max(
      watch.together,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    watch.largest = Math.max(watch.largest, ...sizes);
  }, 20);
  looking.unref();
  const host: JobHost = {
    launch(limits) {
      const child = inner.launch(limits);
      living.add(child);
      const stay = { from: performance.now(), to: 0 };
      // Those of the pool have 20 seconds a task.
      if (limits.milliseconds > 60_000) watch.alone.push(stay);
      child.onExit(() => {
        living.delete(child);
        stay.to = performance.now();
      });
      return child;
    },
  };
  return { host, stop: () => clearInterval(looking) };
}

export const newWatch = (): Watch => ({ together: 0, largest: 0, alone: [] });

/** @param folder where forms go to when they are sent */
export function openDoor(file: string, folder: string): Door {
  const errors: unknown[] = [];
  const logError = (where: string, error: unknown): string => {
    errors.push(error);
    process.stderr.write(`${where}: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    return 'bench';
  };
  const session = createSession({
    place: filePlace(file),
    today: () => TODAY,
    operator: '经办人',
    version: '',
    logError,
  });
  const watch = newWatch();
  const { host, stop } = watchedHost(watch);
  const waiting = new Map<string, () => void>();
  const steps: { step: string; at: number }[] = [];
  const jobs = createJobs({
    host,
    logError,
    onState(state) {
      const step = steps.at(-1);
      if (state.step !== step?.step) steps.push({ step: state.step, at: performance.now() });
      if (state.status !== 'running') waiting.get(state.id)?.();
    },
  });
  const desk: Pick<Desk, 'pickFolder'> = { pickFolder: () => Promise.resolve(folder) };
  const tokens = createFileTokens();
  const context: Context = {
    ...{ session, jobs, tokens, logError, readings: createReadings(), ledgers: createReadings() },
    ...{ outcomes: createOutcomes(), tellReview: () => undefined, desk: desk as Desk },
    ...{ taken: createKept(), exported: createKept(), verified: createKept(), released: createKept() },
    papers: createKept(),
    preferences: openJsonStore(join(folder, 'preferences.json')),
  };
  // Replies are checked as in the packaged program.
  const dispatcher = createDispatcher(handlers, context, { checkReplies: 'cheap', logError });
  const call: Door['call'] = async (name, args) => {
    const result = await dispatcher.call(name, args);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const state = session.openRemembered();
  if (state.open === null) throw new Error(`not opened: ${JSON.stringify(state.problem)}`);
  const done = async (job: string | null): Promise<void> => {
    if (job === null) throw new Error('no job');
    if (jobs.state(job).status === 'running') await new Promise<void>((ended) => waiting.set(job, ended));
    const end = jobs.state(job);
    if (end.status !== 'done') throw new Error(`${end.kind} ${end.status}: ${JSON.stringify(end.error)}`);
  };
  return {
    session,
    watch,
    steps,
    call,
    done,
    async ended(job) {
      await done(job);
      return call('returns.outcome', { job: job ?? '' });
    },
    token: (path) => tokens.addPlace(path).token,
    close() {
      stop();
      jobs.closeAll();
      session.close();
    },
  };
}

/** Most resident memory that this process ever had, in MB; 0 where the system does not tell. */
export function peakOfThis(): number {
  if (process.platform !== 'linux') return 0;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1000;
}
