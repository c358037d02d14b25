/** The command line's program: the same session, jobs and handlers as the window's, with a desk that has no window. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { contract } from '../../shared/contract/index.ts';
import { fail, Refusal } from '../../shared/result.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { clockOf } from '../clock.ts';
import type { Context, Desk } from '../context.ts';
import { createDispatcher, isCallName } from '../door/dispatcher.ts';
import type { Door } from '../door/door.ts';
import type { JsonStore } from '../files/json-store.ts';
import { createFileTokens } from '../files/tokens.ts';
import { handlers } from '../handlers/index.ts';
import { createReadings } from '../handlers/readings.ts';
import { forkHost } from '../jobs/fork.ts';
import { createJobs } from '../jobs/jobs.ts';
import { createKept } from '../jobs/kept.ts';
import type { JobHost } from '../jobs/messages.ts';
import { streamLog } from '../log.ts';
import { createOutcomes } from '../returns/outcomes.ts';
import { createSession, filePlace } from '../session.ts';
import { callerAt, Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import type { Opening, Tools } from './types.ts';

export interface ProgramOptions {
  /** The ledger's file; null when the command needs none. */
  readonly file: string | null;
  readonly today: string | undefined;
  /** Where --xlsx, --pdf and --docx go. */
  readonly files: Readonly<Record<'xlsx' | 'pdf' | 'docx', string | null>>;
  /** Where --out goes: a folder, which is made when it is not there, or a .zip. */
  readonly out: string | null;
  readonly cwd: string;
  readonly worker: string;
  readonly version: string;
  readonly err: (text: string) => void;
  /** Where windows can be had; null on plain Node. */
  readonly windows: WindowRuntime | null;
}

/** What Electron adds to the command line: pages that are drawn, its own children, its own add-on. */
export interface WindowRuntime {
  readonly host: JobHost;
  readonly nativeBinding: string | undefined;
  readonly papers: Pick<Desk, 'paperPages' | 'paperPictures'>;
  /** Lets the pages of papers ask. */
  serve(door: Door): void;
}

export interface CliProgram {
  readonly call: Caller;
  readonly tools: Tools;
  /** @throws Refused when the ledger can't be opened so */
  open(how: Opening): void;
  close(): void;
}

export function openProgram(options: ProgramOptions): CliProgram {
  const log = streamLog(options.err);
  const ends = new Map<string, (result: Result<null>) => void>();
  const session = createSession({
    place: filePlace(options.file ?? ''),
    today: clockOf(options.today),
    operator: userName(),
    version: options.version,
    nativeBinding: options.windows?.nativeBinding,
    logError: log.error,
  });
  const jobs = createJobs({
    host: options.windows?.host ?? forkHost(options.worker),
    logError: log.error,
    onState(state) {
      if (state.status === 'running') return;
      ends.get(state.id)?.(
        state.status === 'done' ? { ok: true, value: null } : { ok: false, error: why(state) },
      );
      ends.delete(state.id);
    },
  });
  const tokens = createFileTokens();
  const context: Context = {
    session,
    jobs,
    tokens,
    preferences: NO_PREFERENCES,
    readings: createReadings(),
    ledgers: createReadings(),
    outcomes: createOutcomes(),
    taken: createKept(),
    exported: createKept(),
    verified: createKept(),
    papers: createKept(),
    released: createKept(),
    tellReview: () => undefined,
    logError: log.error,
    desk: deskWithoutWindow(options),
  };
  const dispatcher = createDispatcher(handlers, context, { checkReplies: 'all', logError: log.error });
  options.windows?.serve({
    kindOf: (name) => (isCallName(name) ? contract[name].kind : null),
    dispatch: (name, args) => dispatcher.dispatch(name, args),
    drop: () => fail('not_supported'),
  });

  return {
    call: callerAt(dispatcher),
    tools: {
      token: (path) => refusedOr(() => tokens.addFile(resolve(options.cwd, path)).token),
      place: (path) => refusedOr(() => tokens.addPlace(resolve(options.cwd, path)).token),
      finished(job) {
        const state = jobs.state(job);
        if (state.status === 'done') return Promise.resolve({ ok: true, value: null });
        if (state.status !== 'running') return Promise.resolve({ ok: false, error: why(state) });
        return new Promise((settle) => ends.set(job, settle));
      },
    },
    open(how) {
      if (how === 'nothing' || how === 'new') return;
      let state = session.openRemembered(how !== 'writer');
      // A ledger of an older program is brought up to date first, which needs the writer's lock.
      if (state.problem?.code === 'ledger_older_read_only') state = session.openRemembered(false);
      const { problem } = state;
      if (problem !== null && !(how === 'inspector' && problem.code === 'ledger_damaged')) {
        throw new Refused(problem as Failure);
      }
    },
    close() {
      jobs.closeAll();
      session.close();
    },
  };
}

function why(state: { status: string; error: { code: string } | null }): Failure {
  return state.error ?? { code: 'cancelled' };
}

function refusedOr<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Refusal) throw new Refused(error.failure);
    throw error;
  }
}

/** Files go where their options say; what needs a clerk at a window is refused. */
function deskWithoutWindow({ files, out, windows }: Pick<ProgramOptions, 'files' | 'out' | 'windows'>): Desk {
  const refuse = (): never => {
    throw new Refusal('not_supported');
  };
  return {
    pickFolder: (purpose) =>
      purpose === 'ledger' || purpose === 'returns' ? refuse() : Promise.resolve(out),
    pickNotice: refuse,
    pickBlank: refuse,
    pickFont: refuse,
    fonts: { chosen: () => [], choose: refuse, drop: refuse },
    pickReturns: refuse,
    pickEvidence: refuse,
    pickTarget: (kind) => (kind === 'file' ? refuse() : Promise.resolve(kind === 'zip' ? out : files[kind])),
    showFolder: refuse,
    openFile: refuse,
    writeClipboard: refuse,
    setZoom: refuse,
    paperPages: windows?.papers.paperPages ?? refuse,
    // Without a window nothing is drawn: workbooks hold the figures of their pictures.
    paperPictures: windows?.papers.paperPictures ?? (() => Promise.resolve([])),
    warmPapers: () => undefined,
    printers: () => Promise.resolve([]),
    printPdf: refuse,
    paperPdf: refuse,
    printPaper: refuse,
  };
}

/** Preferences are the window's; the command line has none and keeps none. */
const NO_PREFERENCES: JsonStore = {
  all: () => ({}),
  get: () => undefined,
  merge: () => {
    throw new Refusal('not_supported');
  },
  keptAside: null,
};

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '经办人';
  }
}
