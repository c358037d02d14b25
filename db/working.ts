/** An open ledger: one write connection, one read connection, every write a step of the change log. */
import type Database from 'better-sqlite3';
import { Refusal } from '../shared/result.ts';
import { registerLogFunctions } from './changeLog.ts';
import {
  configure,
  openDatabase,
  statementCache,
  type ReadDb,
  readDb,
  revisionOf,
  type SqlValue,
  takeInLog,
  type NativeOptions,
  type WriteDb,
} from './connection.ts';
import { forgetFound } from './find.ts';
import { stillThere } from './inspect.ts';
import type { WriterLock } from './lock.ts';
import { indexStale, rebuildIndex, refreshIndex } from './searchIndex.ts';
import { changeOf } from './touched.ts';
import type { Ledger, LedgerOptions, StepInfo, Written } from './types.ts';
import { redoTarget, repeatStep, revertStep, type Step, undoTarget } from './undo.ts';

/** Thrown to roll back a step in which nothing differed; never leaves this file. */
class NothingDiffered<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super('nothing differed');
    this.value = value;
  }
}

function operatorIn(read: ReadDb, options: LedgerOptions): string {
  return (
    read.get<{ value: string }>("SELECT value FROM settings WHERE name = 'operator'")?.value ??
    options.operator
  );
}

/** A ledger that refuses every write with `ledger_read_only`. */
export function readingLedger(
  file: string,
  db: Database.Database,
  close: () => void,
  options: LedgerOptions,
): Ledger {
  const read = readDb(db);
  const refuse = (): never => {
    throw new Refusal('ledger_read_only');
  };
  return {
    file,
    readOnly: true,
    read,
    options,
    revision: () => revisionOf(read),
    operator: () => operatorIn(read, options),
    write: refuse,
    undo: refuse,
    redo: refuse,
    indexStale: () => indexStale(read),
    rebuildIndex: refuse,
    unlogged: refuse,
    close,
  };
}

interface Steps {
  readonly write: <T>(info: StepInfo, body: (db: WriteDb) => T) => Written<T>;
  readonly undo: () => Written<Step>;
  readonly redo: () => Written<Step>;
  readonly rebuildIndex: () => void;
}

/** Steps on a write connection: each one transaction, logged by the triggers. */
function stepsOn(db: Database.Database, file: string, options: LedgerOptions): Steps {
  let openStep: number | null = null;
  registerLogFunctions(db, () => {
    if (openStep === null) throw new Error('a write outside of a step');
    return openStep;
  });
  const inner = readDb(db);
  const prepared = statementCache(db);
  const refuseWhenGone = stillThere(file);

  const writer = (): WriteDb =>
    ({
      ...inner,
      run: (sql: string, ...params: SqlValue[]) => {
        const result = prepared(sql).run(params);
        return { changes: result.changes, id: Number(result.lastInsertRowid) };
      },
      now: options.now(),
      today: options.today(),
      step: () => openStep ?? 0,
    }) as WriteDb;

  function step<T>(
    info: StepInfo,
    kind: 'do' | 'undo' | 'redo',
    target: number | null,
    body: (write: WriteDb) => T,
  ): Written<T> {
    refuseWhenGone();
    const write = writer();
    const work = db.transaction((): Written<T> => {
      openStep = write.run(
        'INSERT INTO steps (at, operator, action, detail, kind, target) VALUES (?, ?, ?, ?, ?, ?)',
        write.now,
        operatorIn(inner, options),
        info.action,
        JSON.stringify(info.detail ?? {}),
        kind,
        target,
      ).id;
      const value = body(write);
      const change = changeOf(inner, openStep);
      if (change === null) throw new NothingDiffered(value);
      refreshIndex(write, openStep, options.initials);
      return { value, change };
    });
    try {
      return work.immediate();
    } catch (error) {
      if (error instanceof NothingDiffered) return { value: error.value as T, change: null };
      throw error;
    } finally {
      openStep = null;
    }
  }

  return {
    write: (info, body) => step(info, 'do', null, body),
    undo: () => {
      const { step: target, stop } = undoTarget(inner);
      if (target === null) throw new Refusal(stop ?? 'nothing_to_undo');
      return step({ action: target.action, detail: target.detail }, 'undo', target.id, (write) => {
        revertStep(write, target.id);
        return target;
      });
    },
    redo: () => {
      const target = redoTarget(inner);
      if (target === null) throw new Refusal('nothing_to_redo');
      return step({ action: target.action, detail: target.detail }, 'redo', target.id, (write) => {
        repeatStep(write, target.id);
        return target;
      });
    },
    rebuildIndex: () => {
      refuseWhenGone();
      db.transaction(() => rebuildIndex(writer(), options.initials)).immediate();
    },
  };
}

/** A ledger to work in, on a checked and configured connection and under the writer's lock; closing ends both. */
export function workingLedger(
  file: string,
  db: Database.Database,
  lock: WriterLock,
  options: LedgerOptions,
): Ledger {
  const reader = openDatabase(file, { ...options, readonly: true });
  const read = readDb(reader);
  const steps = stepsOn(db, file, options);
  return {
    file,
    readOnly: false,
    read,
    options,
    revision: () => revisionOf(read),
    operator: () => operatorIn(read, options),
    ...steps,
    indexStale: () => indexStale(read),
    rebuildIndex: () => {
      steps.rebuildIndex();
      forgetFound(read);
    },
    unlogged: (body, lasting) => unloggedOn(db, body, lasting),
    close: () => {
      reader.close();
      try {
        // A child that is just being ended may still hold the file: what is copied to a stick then must be whole all the same.
        takeInLog(db);
      } catch {
        // No room, or the file is gone: what stands in the log stays there, as safe as before.
      }
      db.close();
      lock.release();
    },
  };
}

/** A transaction over tables that are no part of the log (the review): no step, no revision. */
function unloggedOn<T>(db: Database.Database, body: (db: WriteDb) => T, lasting = true): T {
  const inner = readDb(db);
  const prepared = statementCache(db);
  const write = {
    ...inner,
    run: (sql: string, ...params: SqlValue[]) => {
      const result = prepared(sql).run(params);
      return { changes: result.changes, id: Number(result.lastInsertRowid) };
    },
  };
  const work = db.transaction(() => body(write as unknown as WriteDb));
  if (lasting) return work.immediate();
  // What follows in the log is flushed with all that stands before it; bringing it into the file is `settleLog`'s.
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 0');
  try {
    return work.immediate();
  } finally {
    db.pragma('wal_autocheckpoint = 1000');
    db.pragma('synchronous = FULL');
  }
}

/**
 * Brings what transactions that wait for no disk left beside the file into it, as far as nobody reads it there. The disk
 * takes its time: not to be called by a process that others wait for.
 */
export function settleLog(file: string, options: NativeOptions): void {
  const db = openDatabase(file, options);
  try {
    configure(db);
    db.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    db.close();
  }
}

/**
 * A large step in a process of its own, so that the program stays responsive: one transaction as ever, on a connection
 * of its own. The process that holds the writer's lock asks for it and writes nothing itself until it is over; ended
 * halfway, nothing of it has happened.
 */
export function workBeside<T>(
  file: string,
  options: LedgerOptions,
  work: (steps: Pick<Ledger, 'write' | 'undo' | 'redo'>) => T,
): T {
  const db = openDatabase(file, options);
  try {
    configure(db);
    return work(stepsOn(db, file, options));
  } finally {
    db.close();
  }
}
