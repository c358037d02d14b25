/** The ledger as a child process sees it: a reading connection kept between tasks, and one large step at a time. */
import { tmpdir } from 'node:os';
import { openDatabase, type ReadDb, readDb } from '../../db/connection.ts';
import { failureOf, type LedgerOptions, openLedgerReadOnly, settleLog, workBeside } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { BesideTask } from '../session.ts';

interface Open {
  readonly file: string;
  readonly read: ReadDb;
  close(): void;
}

let open: Open | null = null;

/** @throws Refusal when the ledger can't be opened */
export function reader(task: BesideTask): ReadDb {
  if (open?.file === task.file) return open.read;
  open?.close();
  open = null;
  open = named(() => opened(task));
  return open.read;
}

function opened(task: BesideTask): Open {
  const { file, nativeBinding } = task;
  const db = openDatabase(file, { nativeBinding, readonly: true });
  try {
    const read = readDb(db);
    read.get('SELECT count(*) FROM sqlite_schema');
    return { file, read, close: () => db.close() };
  } catch {
    db.close();
    // On a disk that can't be written a write-ahead log is read from a copy, which takes its time.
    const initials = (): never => {
      throw new Error('a reader writes no words');
    };
    const { read, close } = valueOf(openLedgerReadOnly(file, optionsOf(task, initials)));
    return { file, read, close };
  }
}

/** Works one large step; the parent has made sure that nobody else writes. @throws Refusal */
export async function writeBeside<T>(
  task: BesideTask,
  work: (steps: Pick<Ledger, 'write' | 'undo' | 'redo'>) => T,
): Promise<T> {
  const { pinyinInitials } = await import('../../shared/initials.ts');
  return named(() => workBeside(task.file, optionsOf(task, pinyinInitials), work));
}

function optionsOf(task: BesideTask, initials: LedgerOptions['initials']): LedgerOptions {
  return {
    today: () => task.today,
    now: () => new Date().toISOString(),
    operator: task.operator,
    temporary: tmpdir(),
    nativeBinding: task.nativeBinding,
    initials,
  };
}

/** What was staged goes into the file itself. @throws Refusal */
export function settleBody({ file, nativeBinding }: BesideTask): null {
  named(() => settleLog(file, { nativeBinding }));
  return null;
}

/** What the database says in its own words, as refusals: only they cross to the parent as data. */
export function named<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    const failure = failureOf(error);
    throw failure === null ? error : new Refusal(failure.code, { ...failure.detail });
  }
}
