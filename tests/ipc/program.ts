/** A program without a window over a real folder, for tests: real session, real jobs from the sources, real handlers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { LedgerEvents } from '../../shared/contract/events.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context, Desk } from '../../electron/context.ts';
import { createDispatcher } from '../../electron/door/dispatcher.ts';
import type { Dispatcher } from '../../electron/door/dispatcher.ts';
import { openJsonStore } from '../../electron/files/json-store.ts';
import { openFontStore } from '../../electron/files/fonts.ts';
import { createFileTokens } from '../../electron/files/tokens.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { createReadings } from '../../electron/handlers/readings.ts';
import { forkHost } from '../../electron/jobs/fork.ts';
import { createJobs } from '../../electron/jobs/jobs.ts';
import type { JobState } from '../../electron/jobs/jobs.ts';
import { createKept } from '../../electron/jobs/kept.ts';
import type { JobHost } from '../../electron/jobs/messages.ts';
import { createOutcomes } from '../../electron/returns/outcomes.ts';
import { createSession, folderPlace } from '../../electron/session.ts';

export interface TestProgram {
  readonly folder: string;
  readonly context: Context;
  readonly dispatcher: Dispatcher;
  readonly changes: LedgerEvents['changed'][];
  readonly states: JobState[];
  /** Batches whose review was told to have changed. */
  readonly reviews: number[];
  readonly errors: unknown[];
  /** Answers to the desk's questions, by kind. */
  readonly answers: Record<string, string | null>;
  close(): void;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ledger-test-'));
}

/** @param around looks at the children that jobs start, or meddles with them */
export function openTestProgram(
  today = '2024-09-01',
  around: (host: JobHost) => JobHost = (host) => host,
): TestProgram {
  const folder = temporaryFolder();
  const changes: LedgerEvents['changed'][] = [];
  const states: JobState[] = [];
  const reviews: number[] = [];
  const errors: unknown[] = [];
  const answers: Record<string, string | null> = {};
  const logError = (_: string, error: unknown): string => `log-${errors.push(error)}`;
  const session = createSession({
    place: folderPlace(openJsonStore(join(folder, 'settings.json')), join(folder, 'ledger')),
    today: () => today,
    operator: '测试员',
    version: '0.0.0',
    logError,
    onChanged: (change) => changes.push(change),
  });
  const jobs = createJobs({
    host: around(forkHost(join(import.meta.dirname, '../../electron/worker/worker.ts'))),
    onState: (state) => states.push(state),
    logError,
  });
  const context: Context = {
    session,
    jobs,
    tokens: createFileTokens(),
    preferences: openJsonStore(join(folder, 'preferences.json')),
    readings: createReadings(),
    ledgers: createReadings(),
    outcomes: createOutcomes(),
    taken: createKept(),
    exported: createKept(),
    verified: createKept(),
    papers: createKept(),
    released: createKept(),
    tellReview: (batch) => reviews.push(batch),
    logError,
    desk: answeringDesk(answers, folder),
  };
  return {
    folder,
    context,
    dispatcher: createDispatcher(handlers, context, { checkReplies: 'all', logError }),
    changes,
    states,
    reviews,
    errors,
    answers,
    close() {
      jobs.closeAll();
      session.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a job's end by asking, as a reloaded window would. */
export async function jobEnd(program: TestProgram, id: string): Promise<JobState> {
  for (;;) {
    const state = program.context.jobs.state(id);
    if (state.status !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answeringDesk(answers: Record<string, string | null>, home: string): Desk {
  const answer = (kind: string): Promise<string | null> => Promise.resolve(answers[kind] ?? null);
  const refuse = (): never => {
    throw new Refusal('not_supported');
  };
  return {
    pickFolder: () => answer('folder'),
    pickNotice: () => answer('notice'),
    pickBlank: () => answer('blank'),
    pickFont: () => answer('font'),
    fonts: openFontStore(home),
    pickReturns: async () => (await answer('returns'))?.split(delimiter) ?? null,
    pickEvidence: async () => (await answer('evidence'))?.split(delimiter) ?? null,
    pickTarget: (kind) => answer(kind),
    showFolder: (path) => void (answers['shown'] = path),
    openFile: async (path) => {
      answers['opened'] = path;
      return (await answer('cannotOpen')) === null;
    },
    writeClipboard: (text) => void (answers['clipboard'] = text),
    setZoom: (percent) => void (answers['zoom'] = String(percent)),
    paperPages: refuse,
    paperPictures: refuse,
    warmPapers: () => undefined,
    printers: () => Promise.resolve([]),
    printPdf: refuse,
    paperPdf: refuse,
    printPaper: refuse,
  };
}
