/**
 * Which ledger is open. One at a time; the folder is remembered outside of it. A ledger that can't be opened at the
 * start is a fact shown in the window (`problem`), never an end of the program, and nothing is written to it.
 */
import { tmpdir } from 'node:os';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  createLedger,
  openLedger,
  openLedgerReadOnly,
  placeOf,
  redoTarget,
  undoTarget,
} from '../db/index.ts';
import type { Ledger, LedgerOptions, WriteDb, Written } from '../db/index.ts';
import type { StepInfo } from '../db/ledger.ts';
import { changeOf } from '../db/touched.ts';
import type { Step } from '../db/undo.ts';
import type { LedgerEvents } from '../shared/contract/events.ts';
import type { Reply } from '../shared/contract/index.ts';
import type { Day } from '../shared/day.ts';
import { fail, ok, Refusal, valueOf } from '../shared/result.ts';
import type { Failure, Result } from '../shared/result.ts';

export type LedgerState = Reply<'ledger.state'>;

/** Name of the ledger's file in its folder. */
export const LEDGER_FILE = 'ledger.db';

/** Where the program keeps in mind which ledger it works on. */
export interface LedgerPlace {
  /** Path of the ledger's file, null before the first one. */
  remembered(): string | null;
  remember(file: string): void;
  /** Path offered for a new ledger. */
  suggested(): string;
}

export interface SessionOptions {
  readonly place: LedgerPlace;
  readonly today: () => Day;
  /** Operator's name until the ledger says otherwise. */
  readonly operator: string;
  readonly version: string;
  readonly nativeBinding?: string | undefined;
  readonly logError: (where: string, error: unknown) => string;
  readonly onLedger?: (state: LedgerState) => void;
  readonly onChanged?: (change: LedgerEvents['changed']) => void;
}

export interface Session {
  state(): LedgerState;
  /** @throws Refusal `no_ledger` */
  ledger(): Ledger;
  /** The open ledger, or null. */
  readonly current: Ledger | null;
  today(): Day;
  /** Path offered for a new ledger. */
  suggestedFile(): string;
  /** Opens what is remembered; a failure becomes the state's `problem`. */
  openRemembered(readOnly?: boolean): LedgerState;
  /** Opens a file in place of the present ledger, which stays open when that fails. */
  open(file: string, readOnly: boolean): Result<LedgerState>;
  create(file: string, fill?: (ledger: Ledger) => void): Promise<Result<LedgerState>>;
  /**
   * Begins to move the open ledger to another file. Until it is over no other ledger is opened and nothing is begun that
   * puts files into its store (`occupy` is refused); writes go on until `finish`.
   * @throws Refusal `no_ledger`, `ledger_busy_writing`, `ledger_exists`, `network_share`
   */
  beginMove(file: string): Moving;
  /** One step of the change log. Tells `onChanged` when anything differed. */
  write<T>(step: StepInfo, body: (db: WriteDb) => T): Promise<{ value: T; revision: number }>;
  undo(): Promise<{ step: Step; revision: number }>;
  redo(): Promise<{ step: Step; revision: number }>;
  /** A transaction over the review's own tables, no step. `lasting`: as of `Ledger.unlogged`. */
  unlogged<T>(body: (db: WriteDb) => T, lasting?: boolean): Promise<T>;
  /**
   * Lets a child process write one step (`workBeside`): until it is over every other write waits, reads go on. Tells
   * `onChanged` as `write` does. `value` is null when the child's word was lost though its step stands in the ledger.
   * @throws Refusal `no_ledger`, `ledger_read_only`, and what `work` throws
   */
  delegate<T>(
    work: (task: BesideTask) => Promise<Written<T>>,
  ): Promise<{ value: T | null; revision: number }>;
  /** Keeps this ledger open while long work needs it: opening, making or moving one is refused meanwhile. */
  occupy<T>(work: () => Promise<T>): Promise<T>;
  /** What a child process needs to open the ledger by itself. @throws Refusal `no_ledger` */
  beside(): BesideTask;
  close(): void;
}

/** A ledger on its way to another folder; either way it ends once. */
export interface Moving {
  readonly task: BesideTask;
  /** While writes wait: copies the ledger, then goes on there. The old file stays as it is. @throws Refusal */
  finish(copy: () => Promise<void>): Promise<LedgerState>;
  /** The old ledger stays in use. */
  giveUp(): void;
}

/** What a child process needs to open the ledger; it crosses as it is. */
export interface BesideTask {
  readonly file: string;
  readonly nativeBinding: string | undefined;
  readonly today: Day;
  readonly operator: string;
}

export function createSession(options: SessionOptions): Session {
  let current: Ledger | null = null;
  let removable = false;
  let problem: Failure | null = null;
  let initials: ((text: string) => string) | null = null;
  let delegated: Promise<unknown> | null = null;
  let occupied = 0;
  let moving = false;

  const ledgerOptions: LedgerOptions = {
    today: options.today,
    temporary: tmpdir(),
    now: () => new Date().toISOString(),
    operator: options.operator,
    nativeBinding: options.nativeBinding,
    initials(text) {
      if (initials === null) throw new Error('the pinyin tables are not loaded');
      return initials(text);
    },
  };

  /** The pinyin tables are large and needed by writes only: the first one waits for them. */
  async function loadInitials(): Promise<void> {
    initials ??= (await import('../shared/initials.ts')).pinyinInitials;
  }

  /** Does something in the moment in which no child writes; nothing comes between the waiting and the doing. */
  async function inTurn<T>(body: () => T | Promise<T>): Promise<T> {
    for (let writing = delegated; writing !== null; writing = delegated) await writing;
    return body();
  }

  const busy = (): boolean => delegated !== null || occupied > 0 || moving;

  async function occupy<T>(work: () => Promise<T>): Promise<T> {
    if (moving) throw new Refusal('ledger_busy_writing');
    occupied++;
    try {
      return await work();
    } finally {
      occupied--;
    }
  }

  function beside(): BesideTask {
    return {
      file: ledger().file,
      nativeBinding: options.nativeBinding,
      today: options.today(),
      operator: options.operator,
    };
  }

  async function delegate<T>(
    work: (task: BesideTask) => Promise<Written<T>>,
  ): Promise<{ value: T | null; revision: number }> {
    const { own, before, running } = await inTurn(() => {
      const open = ledger();
      if (open.readOnly) throw new Refusal('ledger_read_only');
      const revision = open.revision();
      const begun = work(beside());
      delegated = begun.catch(() => undefined).then(() => (delegated = null));
      return { own: open, before: revision, running: begun };
    });
    try {
      return finished(await running);
    } catch (error) {
      // A child may end between its commit and its word: what stands in the ledger is what happened.
      const revision = current === own ? own.revision() : before;
      if (revision === before) throw error;
      const change = changeOf(own.read, revision);
      return finished({ value: null, change });
    }
  }

  function beginMove(file: string): Moving {
    const task = beside();
    if (busy()) throw new Refusal('ledger_busy_writing');
    if (existsSync(file)) throw new Refusal('ledger_exists', { folder: dirname(file) });
    if (placeOf(dirname(file)) === 'network') throw new Refusal('network_share');
    moving = true;
    return {
      task,
      finish: (copy) =>
        inTurn(() => {
          const switched = copy().then(() => {
            moving = false;
            return take(valueOf(opened(file, false)), true);
          });
          // Writes that wait go on in the ledger's new place.
          delegated = switched.catch(() => undefined).then(() => (delegated = null));
          return switched;
        }),
      giveUp: () => {
        moving = false;
      },
    };
  }

  function opened(file: string, readOnly: boolean): Result<Ledger> {
    const place = placeOf(dirname(file));
    if (place === 'network') return fail('network_share');
    const result = readOnly ? openLedgerReadOnly(file, ledgerOptions) : openLedger(file, ledgerOptions);
    if (result.ok) removable = place === 'removable';
    return result;
  }

  /** At the start even an error nobody foresaw is only told: the program must come up. */
  function openedOrWhy(file: string, readOnly: boolean): Result<Ledger> {
    try {
      return opened(file, readOnly);
    } catch (error) {
      return fail('internal', { logId: options.logError('open ledger', error) });
    }
  }

  function take(next: Ledger, remember: boolean): LedgerState {
    current?.close();
    current = next;
    problem = null;
    if (remember) keepInMind(next.file);
    if (!next.readOnly && next.indexStale()) void settleIndex(next);
    return told();
  }

  /** After a migration the words are read again, once the pinyin tables are there; the views then ask again. */
  async function settleIndex(stale: Ledger): Promise<void> {
    try {
      await loadInitials();
      const settled = await inTurn(() => {
        if (current !== stale) return false;
        stale.rebuildIndex();
        return true;
      });
      if (!settled) return;
      options.onChanged?.({
        revision: stale.revision(),
        tables: ['measure_index'],
        months: [],
        issues: null,
      });
    } catch (error) {
      options.logError('rebuild search index', error);
    }
  }

  /** A ledger that is open stays open when the settings can't be written; the next start asks again. */
  function keepInMind(file: string): void {
    try {
      options.place.remember(file);
    } catch (error) {
      options.logError('remember ledger', error);
    }
  }

  function told(): LedgerState {
    const now = state();
    options.onLedger?.(now);
    return now;
  }

  function state(): LedgerState {
    return {
      open: current === null ? null : openState(current, removable),
      problem: problem === null ? null : { code: problem.code, detail: { ...problem.detail } },
      suggestedFolder: dirname(options.place.suggested()),
      today: options.today(),
      operator: current?.operator() ?? options.operator,
      version: options.version,
    };
  }

  function ledger(): Ledger {
    if (current === null) throw new Refusal('no_ledger');
    return current;
  }

  function finished<T>(written: Written<T>): { value: T; revision: number } {
    if (written.change !== null) options.onChanged?.(written.change);
    return { value: written.value, revision: written.change?.revision ?? ledger().revision() };
  }

  return {
    state,
    ledger,
    get current() {
      return current;
    },
    today: options.today,
    suggestedFile: () => options.place.suggested(),
    openRemembered(readOnly = false) {
      const file = options.place.remembered();
      // The open ledger can't be opened a second time: its lock would refuse ourselves.
      if (file === null || (current?.file === file && current.readOnly === readOnly)) return state();
      if (busy()) return state();
      const result = openedOrWhy(file, readOnly);
      if (result.ok) return take(result.value, false);
      problem = { code: result.error.code, detail: { ...result.error.detail, folder: dirname(file) } };
      return told();
    },
    open(file, readOnly) {
      if (busy()) return fail('ledger_busy_writing');
      // The same file can't be opened twice: the writer's lock would refuse ourselves.
      if (current !== null && current.file === file) {
        if (current.readOnly === readOnly) return ok(state());
        current.close();
        current = null;
        const again = opened(file, readOnly);
        if (again.ok) return ok(take(again.value, true));
        problem = again.error;
        told();
        return again;
      }
      const result = opened(file, readOnly);
      return result.ok ? ok(take(result.value, true)) : result;
    },
    async create(file, fill) {
      if (busy()) return fail('ledger_busy_writing');
      if (placeOf(dirname(file)) === 'network') return fail('network_share');
      await loadInitials();
      if (busy()) return fail('ledger_busy_writing');
      const made = createLedger(file, ledgerOptions);
      if (!made.ok) return made;
      removable = placeOf(dirname(file)) === 'removable';
      try {
        fill?.(made.value);
      } catch (error) {
        made.value.close();
        // Nobody has seen it yet, and a half-filled one would stand in the way of the next try.
        for (const end of ['', '-wal', '-shm', '.lock']) rmSync(file + end, { force: true });
        throw error;
      }
      return ok(take(made.value, true));
    },
    beginMove,
    async write(step, body) {
      await loadInitials();
      return inTurn(() => finished(ledger().write(step, body)));
    },
    async undo() {
      await loadInitials();
      const { value, revision } = await inTurn(() => finished(ledger().undo()));
      return { step: value, revision };
    },
    async redo() {
      await loadInitials();
      const { value, revision } = await inTurn(() => finished(ledger().redo()));
      return { step: value, revision };
    },
    unlogged: (body, lasting) => inTurn(() => ledger().unlogged(body, lasting)),
    delegate,
    occupy,
    beside,
    close() {
      current?.close();
      current = null;
    },
  };
}

function openState(ledger: Ledger, removable: boolean): NonNullable<LedgerState['open']> {
  const undo = undoTarget(ledger.read);
  return {
    folder: dirname(ledger.file),
    file: ledger.file,
    readOnly: ledger.readOnly,
    revision: ledger.revision(),
    undo: undo.step,
    redo: redoTarget(ledger.read),
    undoStop: undo.stop,
    removable,
  };
}

/** The folder of the window program, kept in a settings file. */
export function folderPlace(
  store: { get(key: string): unknown; merge(values: Record<string, unknown>): void },
  suggestedFolder: string,
): LedgerPlace {
  return {
    remembered() {
      const folder = store.get('ledgerFolder');
      return typeof folder === 'string' && folder !== '' ? join(folder, LEDGER_FILE) : null;
    },
    remember: (file) => store.merge({ ledgerFolder: dirname(file) }),
    suggested: () => join(suggestedFolder, LEDGER_FILE),
  };
}

/** The one file that the command line was told. */
export function filePlace(file: string): LedgerPlace {
  return { remembered: () => file, remember: () => undefined, suggested: () => file };
}
